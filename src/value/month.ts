import type { Day } from "./day.ts";
import {
  civilOf,
  dayOf,
  daysInMonth,
  formatDay,
  parseDay,
  quotient,
  sayDay,
  sayMonthName,
  weekdayOnOrBefore,
  yearOf,
} from "./day.ts";

/** A month as one whole number: `year * 12 + month - 1`, so that adding months is adding numbers. */
export type Month = number;

/** The kinds of contract period: what one contract of a product is named by. */
export type PeriodKind = "day" | "week" | "month" | "quarter" | "year";

/**
 * One period. `index` is the day number; for a week the number of weeks since that of Mon 29 December 1969; for a month
 * `year * 12 + month - 1`; for a quarter `year * 4 + quarter - 1`; for a year the year. Neighbours differ by one.
 */
export type Period = { readonly kind: PeriodKind; readonly index: number };

/** The first month of the table of month starts. */
export const TABLE_FROM: Month = 1900 * 12;
const TABLE_TO: Month = 2200 * 12;
/** Month starts of the years contracts live in, 1900 to 2199: twice as fast as the arithmetic, which covers the rest. */
export const MONTH_STARTS = monthStarts();

function monthStarts(): Int32Array {
  const starts = new Int32Array(TABLE_TO - TABLE_FROM);
  let day = startOfMonth(TABLE_FROM);
  for (let at = 0; at < starts.length; at++) {
    starts[at] = day;
    day += daysInMonth(TABLE_FROM / 12 + quotient(at, 12), (at % 12) + 1);
  }
  return starts;
}

function startOfMonth(month: Month): Day {
  const year = quotient(month, 12);
  return dayOf(year, month - year * 12 + 1, 1);
}

/** The month of a year and a month number from 1 to 12. */
export function monthOf(year: number, month: number): Month {
  return year * 12 + month - 1;
}

/** The month a day lies in. */
export function monthOfDay(day: Day): Month {
  // 48 months have 1461 days but for the leap years a century leaves out: near at any rate, and one step away for the years of contracts.
  let month = EPOCH + quotient(day * 48, 1461);
  while (day < firstDayOfMonth(month)) month -= 1;
  while (day >= firstDayOfMonth(month + 1)) month += 1;
  return month;
}

/** January 1970, the month of day 0. */
const EPOCH: Month = 1970 * 12;

/** The year of a month, and its number from 1 to 12. */
export function yearOfMonth(month: Month): number {
  return quotient(month, 12);
}
export function monthNumber(month: Month): number {
  return month - quotient(month, 12) * 12 + 1;
}

/** The first day of a month. */
export function firstDayOfMonth(month: Month): Day {
  return month >= TABLE_FROM && month < TABLE_TO ? MONTH_STARTS[month - TABLE_FROM]! : startOfMonth(month);
}

/** The last day of a month. */
export function lastDayOfMonth(month: Month): Day {
  return firstDayOfMonth(month + 1) - 1;
}

/** The month a text of the exact form `YYYY-MM` names, or undefined. */
export function parseMonth(text: string): Month | undefined {
  const first = /^\d{4}-\d{2}$/.test(text) ? parseDay(`${text}-01`) : undefined;
  return first === undefined ? undefined : monthOfDay(first);
}

/** The text `YYYY-MM` of a month. */
export function formatMonth(month: Month): string {
  return formatDay(firstDayOfMonth(month)).slice(0, 7);
}

/** A month as a reader says it: `March 2027`. */
export function sayMonth(month: Month): string {
  return `${sayMonthName(monthNumber(month))} ${yearOfMonth(month)}`;
}

/**
 * `day` moved by `n` months. `clamp` keeps the date or takes the last day of a month too short for it; `end-of-month`
 * does the same and sends the last day of a month to the last day of the other.
 */
export function addMonths(day: Day, n: number, mode: "clamp" | "end-of-month"): Day {
  const { date } = civilOf(day);
  const from = monthOfDay(day);
  const target = firstDayOfMonth(from + n);
  const last = lastDayOfMonth(from + n);
  if (mode === "end-of-month" && day === lastDayOfMonth(from)) return last;
  return Math.min(target + date - 1, last);
}

/** The index of the period of a kind that a day lies in; weeks begin on Monday (ISO 8601). */
export function periodIndexOfDay(kind: PeriodKind, day: Day): number {
  switch (kind) {
    case "day":
      return day;
    case "week":
      return quotient(day + 3, 7);
    case "month":
      return monthOfDay(day);
    case "quarter":
      return quotient(monthOfDay(day), 3);
    case "year":
      return yearOf(day);
  }
}

/** The first day of a period by its index, one function a kind. */
export const PERIOD_STARTS: Readonly<Record<PeriodKind, (index: number) => Day>> = {
  day: (index) => index,
  week: (index) => index * 7 - 3,
  month: firstDayOfMonth,
  quarter: (index) => firstDayOfMonth(index * 3),
  year: (index) => firstDayOfMonth(index * 12),
};

/** The first day of the period with this index. */
export function firstDayOfPeriod(kind: PeriodKind, index: number): Day {
  return PERIOD_STARTS[kind](index);
}

/** The last day of the period with this index. */
export function lastDayOfPeriod(kind: PeriodKind, index: number): Day {
  return firstDayOfPeriod(kind, index + 1) - 1;
}

/** The ISO 8601 week of a day: week 1 is the week with the year's first Thursday, and `year` is that Thursday's. */
export function weekOf(day: Day): { readonly year: number; readonly week: number } {
  const thursday = weekdayOnOrBefore(day, 1) + 3;
  const year = yearOf(thursday);
  return { year, week: quotient(thursday - dayOf(year, 1, 1), 7) + 1 };
}

/** `n` periods later (negative: earlier). */
export function addPeriods(period: Period, n: number): Period {
  return { kind: period.kind, index: period.index + n };
}

/** The spelling of a period: `2027-03-31`, `2027-W13`, `2027-03`, `2027-Q1` or `2027`. */
export function formatPeriod(kind: PeriodKind, index: number): string {
  switch (kind) {
    case "day":
      return formatDay(index);
    case "week": {
      const { year, week } = weekOf(firstDayOfPeriod("week", index));
      return `${String(year).padStart(4, "0")}-W${String(week).padStart(2, "0")}`;
    }
    case "month":
      return formatMonth(index);
    case "quarter":
      return `${String(quotient(index, 4)).padStart(4, "0")}-Q${index - quotient(index, 4) * 4 + 1}`;
    case "year":
      return String(index).padStart(4, "0");
  }
}

/** A period as a reader says it: `March 2027`, `week 13 of 2027`, `2nd quarter of 2027` … */
export function sayPeriod(kind: PeriodKind, index: number): string {
  switch (kind) {
    case "day":
      return sayDay(index);
    case "week": {
      const { year, week } = weekOf(firstDayOfPeriod("week", index));
      return `week ${week} of ${year}`;
    }
    case "month":
      return sayMonth(index);
    case "quarter":
      return `quarter ${index - quotient(index, 4) * 4 + 1} of ${quotient(index, 4)}`;
    case "year":
      return String(index);
  }
}

/** The period a text spells (the forms of `formatPeriod`), or undefined when the form or the period is not real. */
export function parsePeriod(text: string): Period | undefined {
  const day = parseDay(text);
  if (day !== undefined) return { kind: "day", index: day };
  const month = parseMonth(text);
  if (month !== undefined) return { kind: "month", index: month };
  const year = /^\d{4}/.test(text) ? Number(text.slice(0, 4)) : 0;
  if (year < 1) return undefined;
  if (text.length === 4) return { kind: "year", index: year };
  const quarter = /^\d{4}-Q([1-4])$/.exec(text);
  if (quarter !== null) return { kind: "quarter", index: year * 4 + Number(quarter[1]) - 1 };
  if (!/^\d{4}-W\d{2}$/.test(text)) return undefined;
  // 4 January always lies in week 1.
  const index = periodIndexOfDay("week", dayOf(year, 1, 4)) + Number(text.slice(6)) - 1;
  return formatPeriod("week", index) === text ? { kind: "week", index } : undefined;
}
