import type { IToken } from "chevrotain";
import { sayMonthName, sayWeekdayLong, WEEKDAYS } from "../../value/day.ts";
import type { DayKind, PeriodUnit, Weekday } from "../time-nodes.ts";
import { type Context, report, spanOf, unknownWord } from "./context.ts";

const LONG_WEEKDAYS = WEEKDAYS.map((one) => sayWeekdayLong(one));
const MONTHS = Array.from({ length: 12 }, (_, at) => sayMonthName(at + 1));

const days = new Map<string, DayKind>([
  ["business day", "business"],
  ["business days", "business"],
  ["day", "calendar"],
  ["days", "calendar"],
  ["calendar day", "calendar"],
  ["calendar days", "calendar"],
  ["weekday", "weekday"],
  ["weekdays", "weekday"],
]);
const weekdays = new Map<string, Weekday>();
for (const short of WEEKDAYS) {
  const long = sayWeekdayLong(short);
  for (const word of [short, long, `${long}s`]) {
    weekdays.set(word, short);
    days.set(word, short);
  }
}

const units = new Map<string, PeriodUnit>();
for (const unit of ["month", "week", "quarter", "year"] as const) {
  units.set(unit, unit);
  units.set(`${unit}s`, unit);
}

const months = new Set([...MONTHS, ...MONTHS.map((month) => month.slice(0, 3))]);

/** `business days`, `Friday`, `weekdays`: the kind of day; undefined when the words are none. */
export function dayKind(words: readonly IToken[]): DayKind | undefined {
  return days.get(said(words));
}

/** The words as one text. */
function said(words: readonly IToken[]): string {
  let text = (words[0] as IToken).image;
  for (let at = 1; at < words.length; at++) text += ` ${(words[at] as IToken).image}`;
  return text;
}

/** The kind of day, or a finding that lists them. */
export function expectDayKind(context: Context, words: readonly IToken[]): DayKind | undefined {
  return (
    dayKind(words) ?? unknownWord(context, words, ["business day", "day", "calendar day", "weekday", ...LONG_WEEKDAYS])
  );
}

/** `months`, `week`: the unit; undefined when the words are none. */
export function periodUnit(words: readonly IToken[]): PeriodUnit | undefined {
  return words.length === 1 ? units.get((words[0] as IToken).image) : undefined;
}

/** A kind of day or a stretch of days, or a finding that lists both. */
export function expectMeasure(context: Context, words: readonly IToken[]): DayKind | PeriodUnit | undefined {
  return (
    periodUnit(words) ??
    dayKind(words) ??
    unknownWord(context, words, [
      "business days",
      "days",
      "calendar days",
      "weekdays",
      "weeks",
      "months",
      "quarters",
      "years",
    ])
  );
}

export function isMonthName(word: string): boolean {
  return months.has(word);
}

export function expectWeekday(context: Context, token: IToken): Weekday | undefined {
  const range = token.image.split("-");
  if (range.length === 2 && range.every((one) => weekdays.has(one))) {
    const [at, better] = [spanOf(context, token), range.join("..")];
    return report(
      context,
      "word-not-here",
      at,
      { word: token.image, known: `\`${better}\`` },
      { fixes: [{ title: `write \`${better}\``, edits: [{ span: at, text: better }] }] },
    );
  }
  return weekdays.get(token.image) ?? unknownWord(context, [token], WEEKDAYS);
}

/** From `first` to `last`, over the end of the week where they are written so. */
export function weekdayRange(first: Weekday, last: Weekday): Weekday[] {
  const from = WEEKDAYS.indexOf(first);
  const length = ((WEEKDAYS.indexOf(last) - from + 7) % 7) + 1;
  const days: Weekday[] = [];
  for (let at = 0; at < length; at++) days.push(WEEKDAYS[(from + at) % 7] as Weekday);
  return days;
}
