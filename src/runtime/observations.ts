// What an index is given on one day, read strictly.
import type { Rational } from "./exact.ts";
import { ONE, divide, show } from "./exact.ts";
import type { Fields, Nanoseconds } from "./input.ts";
import {
  daysSince1970,
  inside,
  readChoice,
  readCount,
  readDate,
  readFields,
  readInstant,
  readList,
  readPrice,
  readSize,
  readText,
  refuseAt,
  requireDistinct,
  requireNear,
} from "./input.ts";

/** One input of an index: `at` is its position in the list passed in, `size` 1 where none was given. */
export type Observation = {
  readonly at: number;
  readonly kind: string;
  readonly source: string;
  readonly time?: Nanoseconds;
  /** The day it is of, where the index reads days. */
  readonly day?: string;
  readonly price: Rational;
  readonly size: Rational;
  readonly attributes: Readonly<Record<string, string>>;
};

/** A stretch of time, `from` included and `until` not. */
export type Stretch = { readonly from: Nanoseconds; readonly until: Nanoseconds };

/** What an index reads; a field it does not read is refused. */
export type IndexReads = {
  /** For each kind of input, such as `trade`, the sources it may come from; an empty list allows every source. */
  readonly kinds: Readonly<Record<string, readonly string[]>>;
  /** The columns beside `source` which the index filters or groups by. */
  readonly attributes: readonly string[];
  /** Of a column that may hold certain names only, such as unit or grade, those names. */
  readonly known?: Readonly<Record<string, readonly string[]>>;
  /** True where prices are weighed by size: then every observation must have one. */
  readonly sized: boolean;
  /**
   * True where the index has a window; a number is the exact length it must have, in milliseconds. `times` asks for the time of each
   * input without a window, `days` for its day and for the list of the days, `hours` for its time and for the list of the hours.
   */
  readonly window: boolean | number | "times" | "days" | "hours";
  /** True where rates count for the days they are in force: then the business days are given too, in `business`. */
  readonly accrues?: true;
  readonly signed: boolean;
  /** True where a screen takes back what it left out before: then a previous value says what was excluded. */
  readonly excludes: boolean;
  /** True of a basket that goes on from a base: then a previous value has its chain. */
  readonly chained?: true;
  /** The version of the method, where the spec states one. */
  readonly version?: string;
  /** Successors whose prices are linked to those of the members they follow, in `links` of the input. */
  readonly links?: readonly string[];
  /** The other fields a fallback or a screen may read. */
  readonly fallback: readonly ("previous" | "indices" | "determination")[];
  /** Other indices a fallback reads. */
  readonly indices: readonly string[];
  /** What the index is published to. */
  readonly increment: Rational;
};

/** The input of an index, read; fallback fields are read when a fallback needs them. */
export type IndexInput = {
  readonly reads: IndexReads;
  readonly date: string;
  readonly window?: Stretch;
  /** The days read, in their order. */
  readonly days?: readonly string[];
  /** When each hour that is read begins, in their order. */
  readonly hours?: readonly Nanoseconds[];
  readonly observations: readonly Observation[];
  readonly fields: Fields;
};

/**
 * Reads the input of an index: `date`, `observations`, the `window` in UTC where there is one, and what its fallbacks read.
 * Refused, with the place of the first fault: every unknown field, kind or source, a price or size that is no exact decimal,
 * a size of zero or less, a price below zero where prices are not signed, a missing attribute, an `id` twice in one source.
 */
export function readIndexInput(input: unknown, reads: IndexReads): IndexInput {
  const windowed = reads.window === true || typeof reads.window === "number";
  const daily = reads.window === "days";
  const accrues = reads.accrues === true ? ["business"] : [];
  const listed = reads.window === "days" || reads.window === "hours" ? [reads.window] : [];
  const needed = ["date", "observations", ...(windowed ? ["window"] : []), ...listed, ...accrues];
  const linked = reads.links === undefined ? [] : ["links"];
  const fields = readFields(input, "", needed, [...reads.fallback, ...linked]);
  const date = readDate(fields["date"], "date");
  const window = windowed ? readWindow(fields["window"], date, reads.window) : undefined;
  const days = daily ? readDays(fields["days"], date) : undefined;
  const hours = reads.window === "hours" ? readHours(fields["hours"], date) : undefined;
  const observations = readList(fields["observations"], "observations", (value, place) =>
    readObservation(value, place, reads),
  ).map((one, at) => ({ ...one, at }));
  const named = observations.flatMap(({ kind, source, id }) =>
    id === undefined ? [] : [`${kind} ${id} of ${source}`],
  );
  requireDistinct(named, "observations", "id of a source");
  const given = {
    reads,
    date,
    observations,
    fields,
    ...(window && { window }),
    ...(days && { days }),
    ...(hours && { hours }),
  };
  if (fields["previous"] !== undefined) readPrevious(given);
  if (fields["indices"] !== undefined) readIndices(fields["indices"], reads.indices);
  return given;
}

/** The days read: one at least, each after the one before, none after the day of the print. */
function readDays(value: unknown, date: string): string[] {
  const days = readList(value, "days", readDate);
  if (days.length === 0) refuseAt("days", "no-days", "at least one day", "none");
  days.forEach((day, at) => {
    const before = days[at - 1];
    if (before !== undefined && day <= before)
      refuseAt(`days[${at}]`, "days-out-of-order", `a day after ${before}`, day);
    if (day > date) refuseAt(`days[${at}]`, "days-out-of-order", `a day up to ${date}`, day);
  });
  return days;
}

/** An hour in nanoseconds. */
export const HOUR_SPAN = 3_600_000_000_000n;

/** No set of hours is empty for longer than a fortnight. */
const LONGEST_GAP = 14n * 24n * HOUR_SPAN;

/** When the hours read begin: one at least, none before the one before has ended, the last near the day of the print. */
function readHours(value: unknown, date: string): Nanoseconds[] {
  const hours = readList(value, "hours", readInstant);
  if (hours.length === 0) refuseAt("hours", "no-hours", "at least one hour", "none");
  hours.forEach((hour, at) => {
    const before = hours[at - 1];
    if (before !== undefined && hour < before + HOUR_SPAN)
      refuseAt(
        `hours[${at}]`,
        "hours-out-of-order",
        "an hour after the one before has ended",
        "one that begins sooner",
      );
  });
  // After the last hour of a set days may follow on which none of it lies; behind the day, in any zone, none may.
  const day = (daysSince1970(date) as bigint) * 24n * HOUR_SPAN;
  const last = hours.at(-1) as Nanoseconds;
  if (last >= day + 48n * HOUR_SPAN || last < day - LONGEST_GAP)
    refuseAt(`hours[${hours.length - 1}]`, "instant-far-from-date", `an hour of the days up to ${date}`, "another");
  return hours;
}

/** The window in UTC: not empty, near the date, and as long as the spec says where that is a length. */
function readWindow(value: unknown, date: string, length: IndexReads["window"]): Stretch {
  const fields = readFields(value, "window", ["from", "until"]);
  const from = readInstant(fields["from"], "window.from");
  const until = readInstant(fields["until"], "window.until");
  if (until <= from) refuseAt("window", "window-empty", "an end after its start", "none");
  // A window of a given length may begin days before; where it ends is what is near.
  if (typeof length !== "number") requireNear(from, date, "window.from");
  requireNear(until, date, "window.until");
  if (typeof length === "number" && until - from !== BigInt(length) * 1_000_000n) {
    refuseAt("window", "window-length", `${length} milliseconds`, `${until - from} nanoseconds`);
  }
  return { from, until };
}

function readObservation(value: unknown, place: string, reads: IndexReads): Observation & { readonly id?: string } {
  const required = [
    "source",
    "price",
    ...(reads.window === "days" ? ["day"] : reads.window === false ? [] : ["time"]),
    ...(reads.sized ? ["size"] : []),
    ...(reads.attributes.length > 0 ? ["attributes"] : []),
  ];
  const kinds = Object.keys(reads.kinds);
  const fields = readFields(
    value,
    place,
    kinds.length > 1 ? ["kind", ...required] : required,
    ["kind", "id", "time", "size"].filter((name) => !required.includes(name)),
  );
  const kind = kinds.length > 1 || fields["kind"] !== undefined ? fields["kind"] : kinds[0];
  const known = readChoice(kind, inside(place, "kind"), kinds, "unknown-kind");
  const allowed = reads.kinds[known] as readonly string[];
  const source = readText(fields["source"], inside(place, "source"));
  if (allowed.length > 0) readChoice(source, inside(place, "source"), allowed, "unknown-source");
  return {
    at: 0,
    kind: known,
    source,
    price: readPrice(fields["price"], inside(place, "price"), reads.signed),
    size: fields["size"] === undefined ? ONE : readSize(fields["size"], inside(place, "size")),
    attributes: readAttributes(fields["attributes"], inside(place, "attributes"), reads),
    ...(fields["day"] === undefined ? {} : { day: readDate(fields["day"], inside(place, "day")) }),
    ...(fields["time"] === undefined ? {} : { time: readInstant(fields["time"], inside(place, "time")) }),
    ...(fields["id"] === undefined ? {} : { id: readText(fields["id"], inside(place, "id")) }),
  };
}

function readAttributes(value: unknown, place: string, reads: IndexReads): Record<string, string> {
  const { attributes: names, known = {} } = reads;
  if (names.length === 0) return {};
  const fields = readFields(value, place, names);
  return Object.fromEntries(
    names.map((name) => {
      const choices = known[name];
      const [given, at] = [fields[name], inside(place, name)];
      return [name, choices ? readChoice(given, at, choices, `unknown-${name}`) : readText(given, at)];
    }),
  );
}

/** The value published before and how many publications in a row have repeated it; `null` where nothing was ever published. */
export type Previous = { readonly value: Rational; readonly repeats: bigint; readonly excluded: readonly string[] };

/** `previous` of the input, read when a fallback needs it; one that is not there at all is refused with `missing-input`. */
export function readPrevious({ fields, reads }: IndexInput): Previous | null {
  const value = fields["previous"];
  if (value === undefined)
    return refuseAt("previous", "missing-input", "the value before, or null for none", "nothing");
  if (value === null) return null;
  const previous = readFields(
    value,
    "previous",
    ["value", "repeats", ...(reads.excludes ? ["excluded"] : [])],
    reads.chained ? ["chain"] : [],
  );
  return {
    value: readPrice(previous["value"], "previous.value", reads.signed, reads.increment),
    repeats: readCount(previous["repeats"], "previous.repeats"),
    excluded: reads.excludes ? readList(previous["excluded"], "previous.excluded", readText) : [],
  };
}

/** The values of other indices at `indices`, `null` for one that was not published; a name not in `known` is refused. */
export function readIndices(value: unknown, known: readonly string[]): Readonly<Record<string, Rational | null>> {
  const fields = readFields(value, "indices", [], known);
  const given = known.filter((name) => Object.hasOwn(fields, name) && fields[name] !== undefined);
  return Object.fromEntries(
    given.map((name) => [name, fields[name] === null ? null : readPrice(fields[name], inside("indices", name), true)]),
  );
}

/**
 * What a successor's price is multiplied by: the price of the member it follows over its own, both of the day before it took its place,
 * from `links`. Refused: `missing-input`, `price-not-positive`.
 */
export function readLink({ fields, reads }: IndexInput, successor: string): Rational {
  const place = inside("links", successor);
  const links = readFields(fields["links"] ?? {}, "links", [], reads.links ?? []);
  const link = readFields(links[successor], place, ["retired", "successor"]);
  const price = (name: string): Rational => {
    const value = readPrice(link[name], inside(place, name), false);
    return value.n > 0n
      ? value
      : refuseAt(inside(place, name), "price-not-positive", "a price above zero", show(value));
  };
  return divide(price("retired"), price("successor"));
}

/** The value of another index today, or `null` where it was not published; one not passed in is refused with `missing-input`. */
export function readOther(fields: Fields, name: string, known: readonly string[]): Rational | null {
  const indices = fields["indices"] === undefined ? {} : readIndices(fields["indices"], known);
  const value = indices[name];
  return value === undefined
    ? refuseAt(inside("indices", name), "missing-input", "its value, or null for none", "nothing")
    : value;
}

/** The column `name` of an observation: its source, which specs also call provider, or one of its attributes. */
export function columnOf(observation: Observation, name: string): string {
  return name === "source" || name === "provider" ? observation.source : (observation.attributes[name] as string);
}

/** An observation for people, such as `trade of ALPHA at 2.31`. */
export function observationInWords({ kind, source, price }: Observation): string {
  return `${kind} of ${source} at ${show(price)}`;
}
