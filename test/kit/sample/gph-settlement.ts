import type { Condition, DailySettlement, FinalSettlement, Formula, Window } from "../../../src/model/model.ts";
import { PRICE } from "./h100-index.ts";

const inDaily = (path: string) => `GPH/daily-settlement/${path}`;

const previous = (month: "this" | "lead", clause: string): Formula => ({
  op: "previous-settlement",
  month,
  unit: PRICE,
  clause,
});

const twoMinutes = (clause: string): Window => ({
  kind: "trailing",
  milliseconds: 120_000,
  text: "last 2 minutes",
  clause,
});

function compared(left: Formula, comparison: "<=" | ">=", value: string): Condition {
  const { unit, clause } = left;
  return { op: "compare", comparison, left, right: { op: "number", value, unit, clause }, clause };
}

const [lead1, lead2, lead3] = [inDaily("lead-month/1"), inDaily("lead-month/2"), inDaily("lead-month/3")];
const [other1, other2] = [inDaily("other-months/1"), inDaily("other-months/2")];

export const gphDailySettlement: DailySettlement = {
  groups: [
    {
      months: "lead",
      text: "for lead month",
      tiers: [
        {
          id: "lead-month/1",
          text: "vwap of trades over last 2 minutes when volume >= 10 contracts",
          price: {
            op: "observe",
            what: "vwap",
            of: "trades",
            month: "this",
            window: twoMinutes(lead1),
            unit: PRICE,
            clause: lead1,
          },
          when: compared(
            {
              op: "observe",
              what: "volume",
              of: "trades",
              month: "this",
              window: twoMinutes(lead1),
              unit: "contract",
              clause: lead1,
            },
            ">=",
            "10",
          ),
          clause: lead1,
        },
        {
          id: "lead-month/2",
          text: "midpoint of quotes when width <= 5 ticks",
          price: { op: "observe", what: "midpoint", of: "quotes", month: "this", unit: PRICE, clause: lead2 },
          when: compared(
            { op: "observe", what: "width", of: "quotes", month: "this", unit: PRICE, clause: lead2 },
            "<=",
            "0.005",
          ),
          clause: lead2,
        },
        { id: "lead-month/3", text: "previous settlement", price: previous("this", lead3), clause: lead3 },
      ],
      clause: inDaily("lead-month"),
    },
    {
      months: "other",
      order: "nearest-first",
      text: "for other months, nearest first",
      tiers: [
        {
          id: "other-months/1",
          text: "lead month - vwap of calendar-spread of [lead month, this month] over last 2 minutes when volume >= 5 contracts",
          price: {
            op: "subtract",
            left: { op: "settlement", month: "lead", unit: PRICE, clause: other1 },
            right: {
              op: "observe",
              what: "vwap",
              of: "spread-trades",
              month: "this",
              window: twoMinutes(other1),
              unit: PRICE,
              clause: other1,
            },
            unit: PRICE,
            clause: other1,
          },
          when: compared(
            {
              op: "observe",
              what: "volume",
              of: "spread-trades",
              month: "this",
              window: twoMinutes(other1),
              unit: "contract",
              clause: other1,
            },
            ">=",
            "5",
          ),
          clause: other1,
        },
        {
          id: "other-months/2",
          text: "previous settlement + change of lead month",
          price: {
            op: "add",
            left: previous("this", other2),
            right: { op: "change", month: "lead", unit: PRICE, clause: other2 },
            unit: PRICE,
            clause: other2,
          },
          clause: other2,
        },
      ],
      clause: inDaily("other-months"),
    },
  ],
  newlyListed: [
    {
      id: "newly-listed/1",
      text: "settlement of nearest month listed before",
      price: { op: "settlement", month: "nearest-listed-before", unit: PRICE, clause: inDaily("newly-listed") },
      clause: inDaily("newly-listed"),
    },
    {
      id: "newly-listed/2",
      text: "H100_RENTAL",
      price: { op: "index", index: "H100_RENTAL", unit: PRICE, clause: inDaily("newly-listed") },
      clause: inDaily("newly-listed"),
    },
  ],
  lastDay: {
    id: "last-day/1",
    text: "final-settlement",
    price: { op: "final-settlement", unit: PRICE, clause: inDaily("last-day") },
    clause: inDaily("last-day"),
  },
  round: {
    mode: "nearest-ties-toward",
    increment: "0.0001",
    reference: "previous-settlement",
    role: "settlement",
    clause: inDaily("round"),
  },
  clause: "GPH/daily-settlement",
};

export const gphFinalSettlement: FinalSettlement = {
  method: "cash",
  price: {
    op: "average",
    of: { op: "index", index: "H100_RENTAL", unit: PRICE, clause: "GPH/final-settlement/price" },
    over: {
      kind: "days",
      days: "business",
      of: "contract-period",
      calendar: "US_EXCHANGE",
      text: "business days of contract month on US_EXCHANGE",
      clause: "GPH/final-settlement/price",
    },
    unit: PRICE,
    clause: "GPH/final-settlement/price",
  },
  round: { mode: "half-away", increment: "0.0001", role: "settlement", clause: "GPH/final-settlement/round" },
  text: "average of H100_RENTAL over business days of contract month on US_EXCHANGE",
  days: "final-settlement-day",
  clause: "GPH/final-settlement",
};
