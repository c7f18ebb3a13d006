import type { Condition, DailySettlement, FinalSettlement, Formula } from "../../../src/model/model.ts";
import { TOKEN_PRICE } from "./itk-index.ts";

const inDaily = (path: string) => `ITK/daily-settlement/${path}`;

const number = (value: string, unit: string, clause: string): Formula => ({ op: "number", value, unit, clause });

function compared(left: Formula, comparison: "<=" | ">=", value: string): Condition {
  return { op: "compare", comparison, left, right: number(value, left.unit, left.clause), clause: left.clause };
}

const halfHour = {
  kind: "trailing",
  milliseconds: 1_800_000,
  text: "last 30 minutes",
  clause: inDaily("all-months/1"),
} as const;

export const itkDailySettlement: DailySettlement = {
  groups: [
    {
      months: "all",
      text: "for all months",
      tiers: [
        {
          id: "all-months/1",
          text: "vwap of trades over last 30 minutes when volume >= 5 contracts",
          price: {
            op: "observe",
            what: "vwap",
            of: "trades",
            month: "this",
            window: halfHour,
            unit: TOKEN_PRICE,
            clause: inDaily("all-months/1"),
          },
          when: compared(
            {
              op: "observe",
              what: "volume",
              of: "trades",
              month: "this",
              window: halfHour,
              unit: "contract",
              clause: inDaily("all-months/1"),
            },
            ">=",
            "5",
          ),
          clause: inDaily("all-months/1"),
        },
        {
          id: "all-months/2",
          text: "midpoint of quotes when width <= 20 ticks",
          price: {
            op: "observe",
            what: "midpoint",
            of: "quotes",
            month: "this",
            unit: TOKEN_PRICE,
            clause: inDaily("all-months/2"),
          },
          when: compared(
            {
              op: "observe",
              what: "width",
              of: "quotes",
              month: "this",
              unit: TOKEN_PRICE,
              clause: inDaily("all-months/2"),
            },
            "<=",
            "0.2",
          ),
          clause: inDaily("all-months/2"),
        },
        {
          id: "all-months/3",
          text: "previous settlement",
          price: { op: "previous-settlement", month: "this", unit: TOKEN_PRICE, clause: inDaily("all-months/3") },
          clause: inDaily("all-months/3"),
        },
      ],
      clause: inDaily("all-months"),
    },
  ],
  newlyListed: [
    {
      id: "newly-listed/1",
      text: "TOKEN_BASKET",
      price: { op: "index", index: "TOKEN_BASKET", unit: TOKEN_PRICE, clause: inDaily("newly-listed") },
      clause: inDaily("newly-listed"),
    },
  ],
  lastDay: {
    id: "last-day/1",
    text: "final-settlement",
    price: { op: "final-settlement", unit: TOKEN_PRICE, clause: inDaily("last-day") },
    clause: inDaily("last-day"),
  },
  round: { mode: "half-even", increment: "0.0001", role: "settlement", clause: inDaily("round") },
  clause: "ITK/daily-settlement",
};

export const itkFinalSettlement: FinalSettlement = {
  method: "cash",
  price: {
    op: "average",
    of: { op: "index", index: "TOKEN_BASKET", unit: TOKEN_PRICE, clause: "ITK/final-settlement/price" },
    over: {
      kind: "interval",
      name: "averaging-period",
      days: "business",
      calendar: "LON_US",
      text: "business days of averaging-period on LON_US",
      clause: "ITK/final-settlement/price",
    },
    unit: TOKEN_PRICE,
    clause: "ITK/final-settlement/price",
  },
  round: { mode: "half-even", increment: "0.0001", role: "settlement", clause: "ITK/final-settlement/round" },
  text: "average of TOKEN_BASKET over business days of averaging-period on LON_US",
  days: "final-settlement-day",
  clause: "ITK/final-settlement",
};
