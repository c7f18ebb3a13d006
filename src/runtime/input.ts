// Reading what callers pass in. Nothing is guessed: what is not exactly what was expected is refused with its place.
import type { Rational, RefusedInput } from "./exact.ts";
import { isRefused, parse, show } from "./exact.ts";

/** A refusal of something a caller passed in: `place` is its path, such as `months[2].trades[0].price`. */
export type RefusedPlace = RefusedInput & { readonly place: string; readonly expected: string };

/** An instant in UTC as whole nanoseconds since 1970-01-01T00:00:00Z: trades of some venues carry microseconds. */
export type Nanoseconds = bigint;

/** The fields of an object whose names have been checked. */
export type Fields = Readonly<Record<string, unknown>>;

/** Throws a `RefusedPlace`: at `place`, `expected` was expected and `found` was there. */
export function refuseAt(place: string, code: string, expected: string, found: string): never {
  const where = place === "" ? "the input" : place;
  throw Object.assign(new Error(`${where}: expected ${expected}, found ${found}`), {
    name: "RefusedInput",
    kind: "refused",
    code,
    place,
    expected,
    evidence: [found],
  });
}

const LONGEST_SHOWN = 60;

/** A value in a refusal: text in quotes, everything else by what it is, and never longer than a line. */
export function inWords(value: unknown): string {
  if (value === undefined) return "nothing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "an object";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (typeof value !== "string")
    return `the ${typeof value} ${JSON.stringify(typeof value === "bigint" ? value.toString() : value)}`;
  return JSON.stringify(value.length > LONGEST_SHOWN ? `${value.slice(0, LONGEST_SHOWN)}…` : value);
}

/**
 * The object at `place`, which has every field of `required`, may have those of `optional`, and has no other. Refused:
 * `not-an-object`, `missing-input`, `unknown-field`.
 */
export function readFields(
  value: unknown,
  place: string,
  required: readonly string[],
  optional: readonly string[] = [],
): Fields {
  const fields = readObject(value, place);
  const known = [...required, ...optional];
  for (const name of Object.keys(fields)) {
    if (!known.includes(name)) refuseAt(inside(place, name), "unknown-field", `one of ${known.join(", ")}`, name);
  }
  for (const name of required) {
    if (!Object.hasOwn(fields, name) || fields[name] === undefined) {
      refuseAt(inside(place, name), "missing-input", "a value", "nothing");
    }
  }
  return fields;
}

/** The object at `place`, whatever its fields are; a list, `null` or a plain value is refused with `not-an-object`. */
export function readObject(value: unknown, place: string): Fields {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuseAt(place, "not-an-object", "an object", inWords(value));
  }
  return value as Fields;
}

/** The list at `place`, each element read by `read`; anything else is refused with `not-a-list`. */
export function readList<T>(value: unknown, place: string, read: (element: unknown, place: string) => T): T[] {
  if (!Array.isArray(value)) return refuseAt(place, "not-a-list", "a list", inWords(value));
  // A hole in a list is skipped by `map`, and would go unread.
  return Array.from(value, (element, at) => read(element, `${place}[${at}]`));
}

/** The text at `place`; anything else, or an empty one, is refused with `not-a-text`. */
export function readText(value: unknown, place: string): string {
  if (typeof value !== "string" || value === "") return refuseAt(place, "not-a-text", "a text", inWords(value));
  return value;
}

/** The text at `place`, one of `choices`; another is refused with `code`. */
export function readChoice(value: unknown, place: string, choices: readonly string[], code: string): string {
  if (typeof value !== "string" || !choices.includes(value)) {
    return refuseAt(place, code, `one of ${choices.join(", ")}`, inWords(value));
  }
  return value;
}

/** The decimal at `place`, exactly; refused with `not-a-decimal` as `parse` refuses it. */
export function readDecimal(value: unknown, place: string): Rational {
  try {
    return parse(value as string);
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    return refuseAt(place, thrown.code, 'a decimal as text, such as "12" or "-0.05"', inWords(value));
  }
}

/** The price at `place`: below zero it is refused with `negative-price` unless prices are signed, off the grid of `tick` with `off-tick`. */
export function readPrice(value: unknown, place: string, signed: boolean, tick?: Rational): Rational {
  const price = readDecimal(value, place);
  if (!signed && price.n < 0n) refuseAt(place, "negative-price", "a price of zero or more", show(price));
  if (tick !== undefined && (price.n * tick.d) % (price.d * tick.n) !== 0n) {
    refuseAt(place, "off-tick", `a multiple of ${show(tick)}`, show(price));
  }
  return price;
}

/** The size at `place`, above zero; refused with `size-not-positive`. */
export function readSize(value: unknown, place: string): Rational {
  const size = readDecimal(value, place);
  if (size.n <= 0n) refuseAt(place, "size-not-positive", "a size above zero", show(size));
  return size;
}

/** The whole number at `place`; one with a fraction is refused with `not-an-integer`. */
export function readWhole(value: unknown, place: string): bigint {
  const whole = readDecimal(value, place);
  if (whole.d !== 1n) refuseAt(place, "not-an-integer", "a whole number", show(whole));
  return whole.n;
}

/** The count at `place`, a whole number of zero or more; below zero it is refused with `negative-count`. */
export function readCount(value: unknown, place: string): bigint {
  const count = readWhole(value, place);
  if (count < 0n) refuseAt(place, "negative-count", "zero or more", String(count));
  return count;
}

const CIVIL = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whole days since 1970-01-01 in the proleptic Gregorian calendar, or `undefined` for what is no day of the years 1 to 9999. */
export function daysSince1970(text: string): bigint | undefined {
  const [, year = 0, month = 0, date = 0] = (CIVIL.exec(text) ?? []).map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && leap ? 29 : (MONTH_LENGTHS[month - 1] ?? 0);
  if (year < 1 || date < 1 || date > length) return undefined;
  let days = BigInt(date - 1 + (leap && month > 2 ? 1 : 0));
  for (const before of MONTH_LENGTHS.slice(0, month - 1)) days += BigInt(before);
  const y = BigInt(year - 1);
  return days + 365n * y + y / 4n - y / 100n + y / 400n - 719_162n;
}

/** The civil day so many days after 1970-01-01, of the years 1 to 9999: found by the years, months and days before it. */
export function dayAfter1970(days: bigint): string {
  const two = (number: number): string => String(number).padStart(2, "0");
  let year = Math.max(1, 1970 + Number(days < 0n ? days / 365n - 1n : days / 366n));
  const startOf = (of: number): bigint => daysSince1970(`${String(of).padStart(4, "0")}-01-01`) as bigint;
  while (year < 9999 && startOf(year + 1) <= days) year += 1;
  const text = String(year).padStart(4, "0");
  let month = 1;
  while (month < 12 && (daysSince1970(`${text}-${two(month + 1)}-01`) as bigint) <= days) month += 1;
  const first = daysSince1970(`${text}-${two(month)}-01`) as bigint;
  return `${text}-${two(month)}-${two(Number(days - first) + 1)}`;
}

/** The civil day at `place`, written YYYY-MM-DD; a day that does not exist is refused with `not-a-date`. */
export function readDate(value: unknown, place: string): string {
  if (typeof value !== "string" || daysSince1970(value) === undefined) {
    return refuseAt(place, "not-a-date", "a day that exists, such as 2027-02-26", inWords(value));
  }
  return value;
}

/** The calendar days from one civil day until another, below zero where the second is the earlier. */
export function daysBetween(from: string, until: string): number {
  return Number((daysSince1970(until) as bigint) - (daysSince1970(from) as bigint));
}

const WEEKDAY_NAMES = ["Thursday", "Friday", "Saturday", "Sunday", "Monday", "Tuesday", "Wednesday"];

/** A civil day with its weekday, such as `Friday 2027-02-26`: a missing day is found sooner by its name. */
export function dayInWords(date: string): string {
  const days = daysSince1970(date) as bigint;
  return `${WEEKDAY_NAMES[Number(((days % 7n) + 7n) % 7n)]} ${date}`;
}

const DAY = 86_400_000_000_000n;
const INSTANT = /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:\.([0-9]{1,9}))?Z$/;

/**
 * The instant at `place`, written 2027-02-26T15:04:05Z with up to nine decimals of a second. Refused with `not-an-instant`:
 * another offset than Z, a missing zone, a leap second, a time that does not exist.
 */
export function readInstant(value: unknown, place: string): Nanoseconds {
  const found = typeof value === "string" ? INSTANT.exec(value) : null;
  const day = found ? daysSince1970(found[1] as string) : undefined;
  if (!found || day === undefined || Number(found[2]) > 23 || Number(found[3]) > 59 || Number(found[4]) > 59) {
    return refuseAt(place, "not-an-instant", "an instant in UTC, such as 2027-02-26T15:04:05Z", inWords(value));
  }
  const seconds = BigInt(found[2] as string) * 3600n + BigInt(found[3] as string) * 60n + BigInt(found[4] as string);
  return day * DAY + seconds * 1_000_000_000n + BigInt((found[5] ?? "").padEnd(9, "0"));
}

/** Refuses with `instant-far-from-date` an instant that is in no time zone's reach of the civil day `date`: yesterday's data passed for today. */
export function requireNear(instant: Nanoseconds, date: string, place: string): void {
  const start = (daysSince1970(date) as bigint) * DAY;
  if (instant < start - DAY || instant > start + 2n * DAY) {
    refuseAt(place, "instant-far-from-date", `an instant of ${dayInWords(date)}`, "one more than a day away from it");
  }
}

/** Refuses with `duplicate` the first of `keys` that stands there twice. */
export function requireDistinct(keys: readonly string[], place: string, what: string): void {
  const seen = new Set<string>();
  for (const key of keys) {
    if (seen.has(key)) refuseAt(place, "duplicate", `each ${what} once`, `${key} twice`);
    seen.add(key);
  }
}

/** The path of a field inside `place`. */
export function inside(place: string, name: string): string {
  return place === "" ? name : `${place}.${name}`;
}

/** A decision of a named body under a named rule, taken as a signed input where a spec ends in one. */
export type Determination = { readonly by: string; readonly rule: string; readonly value: Rational };

/**
 * The determination at `place` by `by` under `rule`. Refused: `determination-needed` where there is none (the evidence
 * names body and rule), `wrong-determination` where another body or rule gives it, and as `readPrice` refuses its value.
 */
export function readDetermination(
  value: unknown,
  place: string,
  wanted: { readonly by: string; readonly under: string },
  signed: boolean,
  increment: Rational,
): Determination {
  if (value === undefined || value === null) {
    const needed = `a determination by ${wanted.by} under ${wanted.under}`;
    return refuseAt(place, "determination-needed", needed, "nothing");
  }
  const fields = readFields(value, place, ["by", "rule", "value", "signature"]);
  readText(fields["signature"], inside(place, "signature"));
  return {
    by: readChoice(fields["by"], inside(place, "by"), [wanted.by], "wrong-determination"),
    rule: readChoice(fields["rule"], inside(place, "rule"), [wanted.under], "wrong-determination"),
    value: readPrice(fields["value"], inside(place, "value"), signed, increment),
  };
}

/** A column in memory of its own that is still there: refused with `shared-buffer` where others may write to it, with `not-a-column` where a module took its memory away. */
export function readAlone<T extends { readonly length: number; readonly buffer: ArrayBufferLike }>(
  column: T,
  place: string,
): T {
  if (isShared(column.buffer)) refuseAt(place, "shared-buffer", "a column that nobody else writes to", "shared memory");
  if (column.length === 0 && isGone(column.buffer))
    refuseAt(place, "not-a-column", "a column whose memory is still there", "memory that grew or went elsewhere");
  return column;
}

/** True of memory that others may write to at the same time. */
export const isShared = (buffer: ArrayBufferLike): boolean =>
  typeof SharedArrayBuffer !== "undefined" && buffer instanceof SharedArrayBuffer;

/** True of memory that was detached, as that of a module is when it grows: nothing can be made over it. */
function isGone(buffer: ArrayBufferLike): boolean {
  try {
    return new Uint8Array(buffer).length > buffer.byteLength;
  } catch {
    return true;
  }
}
