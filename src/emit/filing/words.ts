import { fromInteger, multiply, show } from "../../runtime/exact.ts";
import { parseDay, sayDay, sayWeekday, sayWeekdayLong, weekdayOf, type Weekday } from "../../value/day.ts";
import { numberOf } from "../../value/rational.ts";
import { parsePeriod, sayPeriod } from "../../value/month.ts";

/** A plain decimal or fraction with `,` between thousands: `-1234567.5000` becomes `-1,234,567.5000`; no digit is lost. */
export function thousands(text: string | number | bigint): string {
  return String(text).replace(/\d+(\.\d+)?/g, (digits) => {
    const [whole = "", decimals] = digits.split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ",");
    return decimals === undefined ? grouped : `${grouped}.${decimals}`;
  });
}

/** The plural of an English noun or of a unit; units that end in `s`, currency codes and signs stay as they are. */
export function plural(noun: string): string {
  if (/^[A-Z]{3}$|s$|[^A-Za-z]$/.test(noun)) return noun;
  if (/[^aeiou]y$/.test(noun)) return `${noun.slice(0, -1)}ies`;
  return /(x|ch|sh)$/.test(noun) ? `${noun}es` : `${noun}s`;
}

/** A whole number and its noun: `1 contract`, `2,000 contracts`, `0 contracts`. */
export function count(n: number | bigint, noun: string): string {
  return `${thousands(n)} ${n === 1 || n === 1n ? noun : plural(noun)}`;
}

/** `A`, `A and B`, `A, B and C`; nothing for an empty list. */
export function list(items: readonly string[], join: "and" | "or" = "and"): string {
  if (items.length < 2) return items.join("");
  return `${items.slice(0, -1).join(", ")} ${join} ${items[items.length - 1]}`;
}

/** A ratio as a percentage, exactly: `0.07` is `7%`, `1/3` is `100/3%`. */
export function percent(fraction: string): string {
  return `${thousands(show(multiply(numberOf(fraction), fromInteger(100))))}%`;
}

/** A ratio of positions: `1/10` is `1 to 10`, `2` is `2 to 1`. */
export function ratioWords(fraction: string): string {
  const { n, d } = numberOf(fraction);
  return `${thousands(n)} to ${thousands(d)}`;
}

/** `2027-03-31` as `31 March 2027`. */
export function longDate(date: string): string {
  return sayDay(dayOrBug(date)).slice(4);
}

/** `2027-03-31` as `Wednesday 31 March 2027`. */
export function fullDate(date: string): string {
  return `${sayWeekdayLong(sayWeekday(weekdayOf(dayOrBug(date))))} ${longDate(date)}`;
}

/** `2027-03-31` as `31 Mar 2027`, for tables. */
export function shortDate(date: string): string {
  return longDate(date).replace(/([A-Z][a-z]{2})[a-z]*/, "$1");
}

function dayOrBug(date: string): number {
  const day = parseDay(date);
  if (day === undefined) throw new Error(`the model holds ${JSON.stringify(date)} where a date belongs`);
  return day;
}

/** A contract's period as a reader says it: `February 2027`, `week 7 of 2027`, `quarter 1 of 2027`, `2027`. */
export function periodName(text: string): string {
  const period = parsePeriod(text);
  if (period === undefined) throw new Error(`the model holds ${JSON.stringify(text)} where a period belongs`);
  return sayPeriod(period.kind, period.index);
}

/** The zone a clock time is told in: `America/Chicago` is `Chicago time`, `UTC` is `UTC`. */
export function zoneName(zone: string): string {
  const city = zone.slice(zone.lastIndexOf("/") + 1).replaceAll("_", " ");
  return zone.includes("/") && !zone.startsWith("Etc/") ? `${city} time` : city;
}

/** `16:30:00` as `16:30`, `16:30:15` as it is. */
export function clock(time: string): string {
  return time.replace(/^(\d{2}:\d{2}):00$/, "$1");
}

const SPANS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
  ["second", 1_000],
  ["millisecond", 1],
] as const;

/** A length of time: `900000` is `15 minutes`, `5400000` is `1 hour and 30 minutes`; a whole day is `24 hours`. */
export function duration(milliseconds: number): string {
  const parts: string[] = [];
  let rest = milliseconds;
  for (const [name, size] of SPANS) {
    // One day is said as 24 hours: a day of trading and a day of the calendar differ.
    if (name === "day" && rest < 2 * size) continue;
    const whole = Math.floor(rest / size);
    if (whole > 0) parts.push(count(whole, name));
    rest -= whole * size;
  }
  return parts.length === 0 ? "no time" : list(parts);
}

/** ISO weekdays as a reader says them: runs of three or more as `Sunday to Thursday`, a week may turn at its end. */
export function weekdays(days: readonly number[]): string {
  const names = days.map((day) => sayWeekdayLong(sayWeekday(day as Weekday)));
  const run = days.every((day, at) => at === 0 || day === (days[at - 1]! % 7) + 1);
  if (run && days.length > 2) return `${names[0]} to ${names[names.length - 1]}`;
  return list(names);
}

/** A field's name as words: `last-trading-day` is `last trading day`. */
export function spaced(name: string): string {
  return name.replaceAll("-", " ");
}

/** `an exempt commodity`, `a future`: the article goes by the first letter. */
export function withArticle(noun: string): string {
  return `${/^[aeiou]/i.test(noun) ? "an" : "a"} ${noun}`;
}

/** The first letter large. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The text with a full stop, unless it ends in a mark of its own; a citation at its end comes before the stop. */
export function ended(text: string): string {
  return /[.!?:;…]["”’)]*$/.test(text.trim()) ? text.trim() : `${text.trim()}.`;
}
