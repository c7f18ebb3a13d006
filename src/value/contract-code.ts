import type { PeriodKind } from "./month.ts";
import { civilOf, type Day, type WeekdayName, weekdayNumber } from "./day.ts";
import { firstDayOfPeriod, lastDayOfPeriod, monthNumber, monthOf, monthOfDay, weekOf, yearOfMonth } from "./month.ts";
import type { Month } from "./month.ts";

/** The letters futures exchanges give the months, January first (CME Group, Month Codes). */
export const MONTH_LETTERS = "FGHJKMNQUVXZ";

/** How much of a year a code says: `GPHH7`, `GPHH27` or `GPHH2027`. */
export type YearDigits = 1 | 2 | 4;

/** The pieces a contract code is put together from. */
export type CodePart =
  | { readonly kind: "text"; readonly text: string }
  /** `F` to `Z`, of the month the period begins in. */
  | { readonly kind: "month-letter" }
  /** `01` to `12`. */
  | { readonly kind: "month-digits" }
  /** The last `digits` (1, 2 or 4) digits of the year. */
  | { readonly kind: "year"; readonly digits: YearDigits }
  /** `1` to `5`: which of its weekday in its month the period's first day is, for weekly contracts. */
  | { readonly kind: "week-of-month" }
  /** `01` to `53`: the number of its week in the year (ISO 8601). */
  | { readonly kind: "week-of-year" }
  /** `01` to `31`: the date of the period's first day, for daily contracts. */
  | { readonly kind: "date" };

/** The letter of a month: `H` for March. */
export function monthLetter(month: Month): string {
  return MONTH_LETTERS[monthNumber(month) - 1]!;
}

/** The day of a period that its code goes by: its first or its last, or the day of a week that is a given weekday. */
export type NamedBy = "start" | "end" | WeekdayName;

function dayNaming(kind: PeriodKind, index: number, namedBy: NamedBy): Day {
  if (namedBy === "end") return lastDayOfPeriod(kind, index);
  const first = firstDayOfPeriod(kind, index);
  return namedBy === "start" || kind !== "week" ? first : first + weekdayNumber(namedBy) - 1;
}

/**
 * The code of a contract period: text `GPH`, month letter and a one-digit year give `GPHH7` for March 2027. A period that is named by its end has
 * the month, year and week of its last day, a week that is listed by a weekday those of that day.
 */
export function contractCode(
  pattern: readonly CodePart[],
  kind: PeriodKind,
  index: number,
  namedBy: NamedBy = "start",
): string {
  const day = dayNaming(kind, index, namedBy);
  const { year, month, date } = civilOf(day);
  return pattern
    .map((part) => {
      switch (part.kind) {
        case "text":
          return part.text;
        case "month-letter":
          return MONTH_LETTERS[month - 1]!;
        case "month-digits":
          return String(month).padStart(2, "0");
        case "year":
          return String(year).padStart(4, "0").slice(-part.digits);
        case "week-of-month":
          return String(Math.floor((date - 1) / 7) + 1);
        case "week-of-year":
          return String(weekOf(day).week).padStart(2, "0");
        case "date":
          return String(date).padStart(2, "0");
      }
    })
    .join("");
}

/**
 * The code a listed contract has where nothing else is said: `GPHH27`. Weeks that begin in one month are told apart behind it,
 * `GPHH27W3`, and days, `GPHH27D05`, where no code of a month, quarter or year of any product can end in the same way. A period longer than a month has the letter
 * of its first month, or of its last where it is named by its end; a week that is named by its end is counted by its Sunday.
 */
export function listedCode(
  product: string,
  kind: PeriodKind,
  index: number,
  namedBy: NamedBy = "start",
  digits: YearDigits = 2,
): string {
  const month: CodePart[] = [{ kind: "text", text: product }, { kind: "month-letter" }, { kind: "year", digits }];
  const apart: CodePart[] =
    kind === "week"
      ? [{ kind: "text", text: "W" }, { kind: "week-of-month" }]
      : kind === "day"
        ? [{ kind: "text", text: "D" }, { kind: "date" }]
        : [];
  return contractCode([...month, ...apart], kind, index, namedBy);
}

/**
 * The month a letter and one, two or four year digits mean, the first one from `earliest` on: `H7` from 2026-05 is
 * March 2027, from 2027-05 March 2037. Undefined when the text is no such code.
 */
export function parseMonthCode(text: string, earliest: Month): Month | undefined {
  const match = /^([FGHJKMNQUVXZ])(\d|\d\d|\d{4})$/.exec(text);
  if (match === null) return undefined;
  const month = MONTH_LETTERS.indexOf(match[1]!) + 1;
  const digits = match[2]!;
  if (digits.length === 4) return monthOf(Number(digits), month);
  const cycle = digits.length === 1 ? 10 : 100;
  const start = yearOfMonth(earliest);
  const year = start + ((((Number(digits) - start) % cycle) + cycle) % cycle);
  return monthOf(year, month) < earliest ? monthOf(year + cycle, month) : monthOf(year, month);
}

/** Codes that two or more of the periods share, each with those periods in order; none when the pattern tells them apart. */
export function sharedCodes(
  pattern: readonly CodePart[],
  kind: PeriodKind,
  periods: readonly number[],
): readonly { readonly code: string; readonly periods: readonly number[] }[] {
  const byCode = new Map<string, number[]>();
  for (const period of periods) {
    const code = contractCode(pattern, kind, period);
    byCode.set(code, [...(byCode.get(code) ?? []), period]);
  }
  return [...byCode].filter(([, same]) => same.length > 1).map(([code, same]) => ({ code, periods: same }));
}

/** The month a contract period begins in, by which its letter goes. */
export function codeMonth(kind: PeriodKind, index: number): Month {
  return monthOfDay(firstDayOfPeriod(kind, index));
}
