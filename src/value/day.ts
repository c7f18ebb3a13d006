/** A civil day: whole days since 1970-01-01 in the proleptic Gregorian calendar. 0 is Thu 1 January 1970. */
export type Day = number;

/** ISO 8601 weekday number: Monday is 1, Sunday is 7. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A weekday as specs and models write it. */
export type WeekdayName = "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";

/** A day taken apart; `month` runs from 1 to 12 and `date` from 1 to 31. */
export type Civil = { readonly year: number; readonly month: number; readonly date: number };

/**
 * What day arithmetic on the fast path returns where there is no day; it is no day of the years 1 to 9999. It is the least number that
 * engines keep in a word without a box: a larger one would make boxed numbers of all days that pass the same way.
 */
export const NO_DAY: Day = -0x40000000;

/** Days before each month of a common year; the thirteenth entry closes the year. */
const DAYS_BEFORE = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365] as const;

/** The weekdays in ISO order: `WEEKDAYS[0]` is Monday, number 1. */
export const WEEKDAYS: readonly WeekdayName[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const WEEKDAY_LONG_NAMES = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;
const MONTH_NAMES = [
  "",
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
] as const;

/** True when the Gregorian year has a 29 February (ISO 8601: every fourth year, centuries only by 400). */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The number of days, 28 to 31, of a month given as year and 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : DAYS_BEFORE[month]! - DAYS_BEFORE[month - 1]!;
}

/** True when year (1 to 9999), month and date name a day that exists. */
export function isRealDate(year: number, month: number, date: number): boolean {
  if (!Number.isInteger(year) || !Number.isInteger(month) || !Number.isInteger(date)) return false;
  if (year < 1 || year > 9999 || month < 1 || month > 12) return false;
  return date >= 1 && date <= daysInMonth(year, month);
}

/**
 * `a / b` rounded down. Left as `Math.floor` gives it, the engine takes it for a number with a fraction, and so everything that is ever
 * computed from it: one such day makes all arithmetic of days four times as slow. `| 0` says that it is whole (and below 2^31).
 */
export function quotient(a: number, b: number): number {
  return Math.floor(a / b) | 0;
}

/** The day number of a date that exists; dates that do not are the caller's to refuse (`isRealDate`). */
export function dayOf(year: number, month: number, date: number): Day {
  const before = year - 1;
  const leapDays = quotient(before, 4) - quotient(before, 100) + quotient(before, 400);
  // 719162 days lie between 0001-01-01 and 1970-01-01.
  const newYear = before * 365 + leapDays - 719162;
  const leap = month > 2 && isLeapYear(year) ? 1 : 0;
  return newYear + DAYS_BEFORE[month - 1]! + leap + date - 1;
}

/** The first and the last day of the four-digit years: 0001-01-01 and 9999-12-31. */
export const FIRST_DAY: Day = dayOf(1, 1, 1);
export const LAST_DAY: Day = dayOf(9999, 12, 31);

/** The Gregorian year a day lies in. */
export function yearOf(day: Day): number {
  // 146097 days make 400 years; the guess is never off by more than one year.
  const guess = 1970 + quotient(day * 400, 146097);
  if (day < dayOf(guess, 1, 1)) return guess - 1;
  return day >= dayOf(guess + 1, 1, 1) ? guess + 1 : guess;
}

/** Year, month and date of a day. */
export function civilOf(day: Day): Civil {
  const year = yearOf(day);
  const inYear = day - dayOf(year, 1, 1);
  const leap = isLeapYear(year) ? 1 : 0;
  // No month is longer than 31 days, so inYear / 32 is this month or the one before it.
  let month = (inYear >> 5) + 1;
  if (inYear >= DAYS_BEFORE[month]! + (month >= 2 ? leap : 0)) month += 1;
  const start = DAYS_BEFORE[month - 1]! + (month > 2 ? leap : 0);
  return { year, month, date: inYear - start + 1 };
}

/**
 * Weeks, in days, that make any day number positive. The remainder of a negative number may be minus zero, which no machine integer is, and
 * where the engine has seen one it divides six times as slowly.
 */
const WHOLE_WEEKS = 7 * 100_000_000;

/** The ISO weekday of a day: Monday 1 to Sunday 7. */
export function weekdayOf(day: Day): Weekday {
  return (((day + WHOLE_WEEKS + 3) % 7) + 1) as Weekday;
}

/** The day a text of the exact form `YYYY-MM-DD` names, or undefined when the form or the date is not real. */
export function parseDay(text: string): Day | undefined {
  // Each contract month has dozens of these: the ten characters are read as they stand.
  if (text.length !== 10 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return undefined;
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 7);
  const date = digits(text, 8, 10);
  return isRealDate(year, month, date) ? dayOf(year, month, date) : undefined;
}

const DASH = 45;

/** The number the characters from `start` until `end` spell; NaN when one of them is no digit. */
function digits(text: string, start: number, end: number): number {
  let value = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 48 || code > 57) return Number.NaN;
    value = value * 10 + code - 48;
  }
  return value;
}

/** The texts of the days of 1990 to 2059 that were asked for: contracts of many products end on the same few thousand. */
const TEXTS_FROM = dayOf(1990, 1, 1);
const TEXTS_TO = dayOf(2060, 1, 1);
const texts = new Map<Day, string>();

/** The text `YYYY-MM-DD` of a day of the years 1 to 9999. */
export function formatDay(day: Day): string {
  if (day < TEXTS_FROM || day >= TEXTS_TO) return written(day);
  const known = texts.get(day);
  if (known !== undefined) return known;
  const text = written(day);
  texts.set(day, text);
  return text;
}

function written(day: Day): string {
  const { year, month, date } = civilOf(day);
  return `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** A day as a reader says it: `Wed 31 March 2027`. */
export function sayDay(day: Day): string {
  const { year, month, date } = civilOf(day);
  return `${sayWeekday(weekdayOf(day))} ${date} ${MONTH_NAMES[month]} ${year}`;
}

/** `Mon` to `Sun` for 1 to 7. */
export function sayWeekday(weekday: Weekday): WeekdayName {
  return WEEKDAYS[weekday - 1]!;
}

/** `Monday` to `Sunday`. */
export function sayWeekdayLong(name: WeekdayName): string {
  return WEEKDAY_LONG_NAMES[WEEKDAYS.indexOf(name)]!;
}

/** The ISO number of a weekday: 1 for `Mon` to 7 for `Sun`. */
export function weekdayNumber(name: WeekdayName): Weekday {
  return (WEEKDAYS.indexOf(name) + 1) as Weekday;
}

/** `January` to `December` for 1 to 12. */
export function sayMonthName(month: number): string {
  return MONTH_NAMES[month] ?? `month ${month}`;
}

/** The first day on or after `day` that falls on `weekday`. */
export function weekdayOnOrAfter(day: Day, weekday: Weekday): Day {
  return weekdayOnOrBefore(day + 6, weekday);
}

/** The last day on or before `day` that falls on `weekday`. */
export function weekdayOnOrBefore(day: Day, weekday: Weekday): Day {
  // Day 0 is a Thursday, weekday 4, so this is the distance between the two weekdays with a single division.
  return day - ((day + WHOLE_WEEKS + 4 - weekday) % 7);
}

/** The day on `weekday` closest to `day`, at most three days away: seven is odd, so there is never a tie. */
export function weekdayNearest(day: Day, weekday: Weekday): Day {
  return weekdayOnOrBefore(day + 3, weekday);
}

/** `1st`, `2nd`, `3rd`, `4th`, `11th` … for a whole number from 1. */
export function ordinal(n: number): string {
  const tens = n % 100;
  if (tens >= 11 && tens <= 13) return `${n}th`;
  return `${n}${["th", "st", "nd", "rd"][n % 10] ?? "th"}`;
}
