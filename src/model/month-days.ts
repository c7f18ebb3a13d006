import { type Day, NO_DAY, parseDay } from "../value/day.ts";
import { parsePeriod } from "../value/month.ts";
import type { ContractMonth, Product } from "./model.ts";

/** The days of one contract month as numbers, in the order of the product's own `dates`, `intervals` and limit `levels`. */
export type MonthDays = {
  /** The index of its period. */
  readonly period: number;
  readonly listed: Day;
  readonly dates: readonly Day[];
  /** The two ends as the month states them: `to` is the last day, or the day after it where the end is not included. */
  readonly intervals: readonly { readonly from: Day; readonly to: Day }[];
  /** From which day each level holds; `NO_DAY` where it holds since the listing. */
  readonly limits: readonly Day[];
  /** The first day on which it is the lead month no longer. */
  readonly leadUntil?: Day;
  /** When trading ends on the last trading day, in milliseconds of UTC. */
  readonly lastClose?: { readonly day: Day; readonly instant: number };
};

const known = new WeakMap<Product, readonly MonthDays[]>();

/** Notes the days of a product's contract months, so that nobody has to write them out to prove something of them. */
export function noteMonthDays(product: Product, days: readonly MonthDays[]): void {
  known.set(product, days);
}

/** The days of a product's contract months, month by month. */
export function monthDays(product: Product): readonly MonthDays[] {
  const before = known.get(product);
  if (before !== undefined) return before;
  const days = product.contracts.map(daysOf);
  known.set(product, days);
  return days;
}

function daysOf({ period, listed, dates, intervals, limits, leadUntil, lastClose }: ContractMonth): MonthDays {
  const { index } = parsePeriod(period) ?? { index: Number.NaN };
  return {
    period: index,
    listed: day(listed),
    dates: dates.map(({ date }) => day(date)),
    intervals: intervals.map(({ from, to }) => ({ from: day(from), to: day(to) })),
    limits: limits.map(({ from }) => (from === undefined ? NO_DAY : day(from))),
    ...(leadUntil === undefined ? {} : { leadUntil: day(leadUntil) }),
    ...(lastClose && { lastClose: { day: day(lastClose.date), instant: Date.parse(lastClose.utc) } }),
  };
}

function day(text: string): Day {
  const found = parseDay(text);
  if (found === undefined) throw new Error(`a contract month has the day ${text}`);
  return found;
}
