import type { DateRule, DayKind, SpanRule } from "../../src/value/date-rule.ts";
import type { Roll } from "../../src/value/calendar-days.ts";

/** The rules of the shared table of real expiries, each as data; the words are in the table itself. */

const CONTRACT: SpanRule = { kind: "contract" };
const months = (by: number): SpanRule => ({ kind: "shifted", by, unit: "month", of: CONTRACT });
const nth = (n: number, day: DayKind, of: SpanRule = CONTRACT): DateRule => ({ kind: "nth-day", n, day, of });
const before = (n: number, of: DateRule, unit: "business" | "calendar" = "business"): DateRule => ({
  kind: "offset",
  n,
  unit,
  side: "before",
  of,
});
const date = (d: number, of: SpanRule = CONTRACT): DateRule => ({ kind: "day-of", date: d, of });
const roll = (of: DateRule, mode: Roll = "preceding"): DateRule => ({ kind: "adjustment", roll: mode, of });
const lastBusinessDay = nth(-1, "business");
const third = (day: DayKind, of: SpanRule = CONTRACT): DateRule => nth(3, day, of);
const YEAR_END: readonly DateRule[] = [
  { kind: "month-day", month: 12, date: 25 },
  { kind: "month-day", month: 1, date: 1 },
];
const it: DateRule = { kind: "it" };

/** Each rule with the calendar it counts on. */
export const EXPIRY_RULES: Readonly<Record<string, { readonly on: string; readonly rule: DateRule }>> = {
  BD10: { on: "US_EXCHANGE", rule: nth(10, "business") },
  BD2: { on: "US_EXCHANGE", rule: nth(2, "business") },
  BD5: { on: "US_EXCHANGE", rule: nth(5, "business") },
  BRENT_15D: { on: "ENGLAND", rule: before(1, roll(before(15, nth(1, "calendar"), "calendar"))) },
  BRENT_2M: {
    on: "ENGLAND",
    rule: {
      kind: "unless",
      of: nth(-1, "business", months(-2)),
      condition: { kind: "is-one-of", of: it, days: YEAR_END.map((day) => before(1, day)) },
      then: before(1, it),
    },
  },
  // The table counts US exchange days; on days the Brazilian central bank publishes, two Carnivals differ (expiries.test.ts).
  BRL_PTAX: { on: "US_EXCHANGE", rule: nth(-1, "business", months(-1)) },
  CA_FRI_WED3: {
    on: "TORONTO",
    rule: roll({ kind: "relative-day", n: 1, day: "Fri", side: "before", inclusive: false, of: third("Wed") }),
  },
  CA_LBD: { on: "TORONTO", rule: lastBusinessDay },
  D15_FOLLOWING_CN: { on: "CHINA", rule: roll(date(15), "following") },
  D15_M1: { on: "US_EXCHANGE", rule: before(1, date(15)) },
  D1_M2_UK: { on: "ENGLAND", rule: before(2, date(1)) },
  D25_M3: { on: "US_EXCHANGE", rule: before(3, roll(date(25, months(-1)))) },
  D25_M4: { on: "US_EXCHANGE", rule: before(4, roll(date(25, months(-1)))) },
  FRI1: { on: "US_EXCHANGE", rule: nth(1, "Fri") },
  FRI3: { on: "US_EXCHANGE", rule: roll(third("Fri")) },
  LASTFRI_1600LON: { on: "ENGLAND", rule: nth(-1, "Fri") },
  LASTFRI_USUK: { on: "LON_US", rule: roll(nth(-1, "Fri")) },
  LASTWED_M1: { on: "US_EXCHANGE", rule: before(1, nth(-1, "Wed")) },
  LBD: { on: "US_EXCHANGE", rule: lastBusinessDay },
  LBD_M14: { on: "US_EXCHANGE", rule: before(14, lastBusinessDay) },
  LBD_M16: { on: "US_EXCHANGE", rule: nth(-17, "business") },
  LBD_M2_SG: { on: "SINGAPORE", rule: nth(-2, "business") },
  LBD_M8: { on: "US_EXCHANGE", rule: before(8, lastBusinessDay) },
  LE25: {
    on: "US_EXCHANGE",
    rule: { kind: "relative-day", n: 1, day: "business", side: "before", inclusive: true, of: date(25, months(-1)) },
  },
  NEXT_BD1: { on: "US_EXCHANGE", rule: nth(1, "business", months(1)) },
  PALM15: { on: "MALAYSIA", rule: roll(date(15)) },
  PREV_LBD: { on: "US_EXCHANGE", rule: nth(-1, "business", months(-1)) },
  PREV_LBD_M3: { on: "US_EXCHANGE", rule: nth(-3, "business", months(-1)) },
  TBOND: { on: "US_EXCHANGE", rule: before(7, lastBusinessDay) },
  VIX30: { on: "US_EXCHANGE", rule: roll(before(30, roll(third("Fri", months(1))), "calendar")) },
  WED3: { on: "WEEKDAYS", rule: third("Wed") },
  WED3_M1_FX: { on: "US_FX", rule: before(1, third("Wed")) },
  WED3_M2_FX: { on: "US_FX", rule: before(2, third("Wed")) },
};
