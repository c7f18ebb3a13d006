import type { ContractMonth } from "../../../src/model/model.ts";
import { daysOf } from "./shared.ts";

type Month = {
  period: string;
  code: string;
  /** First and last business day of the month, the business day after it, and 5 business days before the last. */
  first: string;
  last: string;
  paid: string;
  stepDown: string;
  lastCloseUtc: string;
  days: string[];
};

function month({ period, code, first, last, paid, stepDown, lastCloseUtc, days }: Month): ContractMonth {
  const steps = { last: `last business day of ${period} on US_EXCHANGE: ${last}` };
  return {
    period,
    code,
    listed: "2027-01-11",
    dates: [
      { name: "last-trading-day", date: last, steps: [steps.last], clause: "GPH/dates/last-trading-day" },
      {
        name: "final-settlement-day",
        date: paid,
        steps: [steps.last, `1 business day after ${last} on US_EXCHANGE: ${paid}`],
        clause: "GPH/dates/final-settlement-day",
      },
    ],
    intervals: [{ name: "spot-period", from: first, to: last, inclusive: true, days, clause: "GPH/dates/spot-period" }],
    averaging: days,
    leadUntil: first,
    lastClose: {
      date: last,
      local: "10:00:00",
      zone: "America/Chicago",
      utc: lastCloseUtc,
      clause: "GPH/sessions/last-close",
    },
    limits: [
      {
        scope: "spot-month",
        type: "limit",
        contracts: 2000,
        from: first,
        fromEdge: "open",
        until: stepDown,
        untilEdge: "close",
        clause: "GPH/limits/spot-month",
      },
      {
        scope: "spot-month",
        type: "limit",
        contracts: 1000,
        from: stepDown,
        fromEdge: "close",
        clause: "GPH/limits/spot-month",
      },
      { scope: "single-month", type: "accountability", contracts: 5000, clause: "GPH/limits/single-month" },
      { scope: "all-months", type: "accountability", contracts: 10000, clause: "GPH/limits/all-months" },
    ],
  };
}

/** The months listed on 2027-01-11, their business days counted by hand on the exchange calendar. */
export const gphMonths: ContractMonth[] = [
  // 1 January is a Friday; the 18th is closed.
  month({
    period: "2027-01",
    code: "GPHF27",
    first: "2027-01-04",
    last: "2027-01-29",
    paid: "2027-02-01",
    stepDown: "2027-01-22",
    lastCloseUtc: "2027-01-29T16:00:00Z",
    days: daysOf("2027-01", 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 19, 20, 21, 22, 25, 26, 27, 28, 29),
  }),
  // The 15th is closed.
  month({
    period: "2027-02",
    code: "GPHG27",
    first: "2027-02-01",
    last: "2027-02-26",
    paid: "2027-03-01",
    stepDown: "2027-02-19",
    lastCloseUtc: "2027-02-26T16:00:00Z",
    days: daysOf("2027-02", 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 16, 17, 18, 19, 22, 23, 24, 25, 26),
  }),
  // Good Friday is the 26th; Chicago has been on summer time since the 14th.
  month({
    period: "2027-03",
    code: "GPHH27",
    first: "2027-03-01",
    last: "2027-03-31",
    paid: "2027-04-01",
    stepDown: "2027-03-23",
    lastCloseUtc: "2027-03-31T15:00:00Z",
    days: daysOf("2027-03", 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 15, 16, 17, 18, 19, 22, 23, 24, 25, 29, 30, 31),
  }),
  // Juneteenth is a Saturday and kept on Friday the 18th.
  month({
    period: "2027-06",
    code: "GPHM27",
    first: "2027-06-01",
    last: "2027-06-30",
    paid: "2027-07-01",
    stepDown: "2027-06-23",
    lastCloseUtc: "2027-06-30T15:00:00Z",
    days: daysOf("2027-06", 1, 2, 3, 4, 7, 8, 9, 10, 11, 14, 15, 16, 17, 21, 22, 23, 24, 25, 28, 29, 30),
  }),
];
