import type { ContractModel, ContractMonth, DateRule } from "../../../src/model/model.ts";
import { itkClauses } from "./itk-clauses.ts";
import { TOKEN_PRICE, tokenBasket, tokenGrade } from "./itk-index.ts";
import { itkDailySettlement, itkFinalSettlement } from "./itk-settlement.ts";
import { daysOf, londonAndUs, organisations, sharedClauses } from "./shared.ts";

const ltd: DateRule = { kind: "reference", date: "last-trading-day" };
const businessFromLtd = (n: number, side: "before" | "after"): DateRule => ({
  kind: "offset",
  n,
  unit: "business",
  side,
  of: ltd,
});

function month(period: string, code: string, last: string, paid: string, utc: string, days: string[]): ContractMonth {
  return {
    period,
    code,
    listed: "2027-01-11",
    dates: [
      {
        name: "last-trading-day",
        date: last,
        steps: [`last business day of ${period} on LON_US: ${last}`],
        clause: "ITK/dates/last-trading-day",
      },
      {
        name: "final-settlement-day",
        date: paid,
        steps: [`2 business days after ${last} on LON_US: ${paid}`],
        clause: "ITK/dates/final-settlement-day",
      },
    ],
    intervals: [
      {
        name: "averaging-period",
        from: days[0]!,
        to: last,
        inclusive: true,
        days,
        clause: "ITK/dates/averaging-period",
      },
    ],
    averaging: days,
    lastClose: { date: last, local: "16:00:00", zone: "Europe/London", utc, clause: "ITK/sessions/last-close" },
    limits: [],
  };
}

/** A token future on a basket; its dates need London and the US open: Easter Monday moves March's averaging days. */
export const sampleItk: ContractModel = {
  format: "tenor-model/1",
  compiler: "tenor-lang 0.1.0",
  root: "tokens/itk.tenor",
  kind: "product",
  asOf: "2027-01-11",
  product: {
    kind: "future",
    id: "ITK",
    title: "Inference Token Futures",
    clause: "ITK",
    narrative: [],
    venue: "XDEX",
    venueClause: "ITK/venue",
    clearing: "XDCC",
    clearingClause: "ITK/clearing",
    underlying: { index: "TOKEN_BASKET", clause: "ITK/underlying" },
    contract: { period: "month", namedBy: "start", clause: "ITK/contract" },
    size: { value: "100", unit: "Mtoken of STD_TOKEN", clause: "ITK/size" },
    price: { currency: "USD", unit: TOKEN_PRICE, signed: false, clause: "ITK/price" },
    tickValueExactTo: { amount: "0.01", currency: "USD", clause: "ITK/tick" },
    ticks: [
      {
        role: "outright",
        increment: "0.01",
        decimals: 2,
        value: { amount: "1.00", currency: "USD" },
        clause: "ITK/tick/outright",
      },
      {
        role: "settlement",
        increment: "0.0001",
        decimals: 4,
        value: { amount: "0.01", currency: "USD" },
        clause: "ITK/tick/settlement",
      },
    ],
    classification: [],
    listing: {
      text: "[2027-02, 2027-03]",
      first: "2027-01-11",
      groups: [{ join: "first", pattern: "exact", months: [], exact: ["2027-02", "2027-03"] }],
      clause: "ITK/listing",
    },
    dates: [
      {
        name: "last-trading-day",
        text: "last business day of contract month",
        rule: { kind: "nth-day", n: -1, day: "business", of: { kind: "contract" } },
        calendar: "LON_US",
        clause: "ITK/dates/last-trading-day",
      },
      {
        name: "final-settlement-day",
        text: "2 business days after last-trading-day",
        rule: businessFromLtd(2, "after"),
        calendar: "LON_US",
        clause: "ITK/dates/final-settlement-day",
      },
    ],
    intervals: [
      {
        name: "averaging-period",
        text: "from 4 business days before last-trading-day to last-trading-day",
        from: businessFromLtd(4, "before"),
        to: ltd,
        inclusive: true,
        calendar: "LON_US",
        clause: "ITK/dates/averaging-period",
      },
    ],
    sessions: {
      zone: "Europe/London",
      calendar: "LON_US",
      trade: [
        { days: [1, 2, 3, 4, 5], from: "08:00:00", until: "18:00:00", nextDay: false, clause: "ITK/sessions/trade" },
      ],
      lastClose: {
        text: "on last-trading-day at 16:00",
        at: "16:00:00",
        zone: "Europe/London",
        date: "last-trading-day",
        earlyClose: false,
        clause: "ITK/sessions/last-close",
      },
      settlement: {
        text: "at 17:00",
        at: "17:00:00",
        zone: "Europe/London",
        earlyClose: false,
        clause: "ITK/sessions/settlement",
      },
      text: "Mon..Fri 08:00 until 18:00",
      clause: "ITK/sessions",
    },
    dailySettlement: itkDailySettlement,
    finalSettlement: itkFinalSettlement,
    orders: { max: { contracts: 200, clause: "ITK/orders/max" }, clause: "ITK/orders" },
    margin: [],
    participants: [],
    contracts: [
      month(
        "2027-02",
        "ITKG27",
        "2027-02-26",
        "2027-03-02",
        "2027-02-26T16:00:00Z",
        daysOf("2027-02", 22, 23, 24, 25, 26),
      ),
      // Good Friday the 26th and Easter Monday the 29th; London has been on summer time since the 28th.
      month(
        "2027-03",
        "ITKH27",
        "2027-03-31",
        "2027-04-02",
        "2027-03-31T15:00:00Z",
        daysOf("2027-03", 23, 24, 25, 30, 31),
      ),
    ],
  },
  indices: [tokenBasket],
  grades: [tokenGrade],
  organisations,
  sources: [],
  calendars: [londonAndUs],
  filings: [],
  clauses: [...sharedClauses, ...itkClauses],
};
