import type { Outcome } from "./calendar.ts";
import type { Day } from "./day.ts";
import { answer, refuse } from "./calendar.ts";
import { sayDay } from "./day.ts";

/** Milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

/** Seconds since local midnight, 0 to 86400; 86400 is the midnight that ends the day. */
export type ClockTime = number;

/**
 * A zone's offsets over some years as data: from each `at` on, local time is UTC plus `offset` milliseconds. The first
 * entry's `at` is the start of the table, which is not sure before it, nor from `until` on.
 */
export type ZoneTable = {
  readonly zone: string;
  readonly until: Instant;
  readonly changes: readonly { readonly at: Instant; readonly offset: number }[];
};

/** Which instant a spec chose for a local time that a clock change skips. */
export type SkippedChoice = "at-change" | "earlier" | "later";

/** Which instant a spec chose for a local time that comes twice. */
export type RepeatedChoice = "first" | "second";

/** What a spec says about clock changes; a choice it does not make is asked for when it is needed. */
export type ClockChoices = { readonly skipped?: SkippedChoice; readonly repeated?: RepeatedChoice };

/** An instant with the offset local clocks show then, in milliseconds east of UTC. */
export type ZonedInstant = { readonly instant: Instant; readonly offset: number };

/** What can be wrong with a local time. `candidates` are the two instants it may mean, earlier first. */
export type ZoneProblem =
  | { readonly kind: "zone-unknown"; readonly zone: string; readonly meant?: string }
  | { readonly kind: "clock-malformed"; readonly text: string }
  /** The local clock jumps over this time. `change` is the instant of the jump. */
  | {
      readonly kind: "time-skipped";
      readonly zone: string;
      readonly day: Day;
      readonly time: ClockTime;
      readonly change: Instant;
      readonly candidates: readonly [ZonedInstant, ZonedInstant];
    }
  /** The local clock shows this time twice. */
  | {
      readonly kind: "time-repeated";
      readonly zone: string;
      readonly day: Day;
      readonly time: ClockTime;
      readonly candidates: readonly [ZonedInstant, ZonedInstant];
    }
  | { readonly kind: "zone-unsure"; readonly zone: string; readonly from: Instant; readonly until: Instant };

export const DAY_MS = 86_400_000;

/** No zone is further than this from UTC: Kiritimati is 14 hours ahead, Baker Island 12 behind. */
const FURTHEST = 15 * 3_600_000;

/** The clock time of a text `HH:MM` or `HH:MM:SS` (`24:00` ends the day), or undefined. */
export function parseClock(text: string): ClockTime | undefined {
  const { length } = text;
  // A proof asks for thousands: the characters are read as they stand.
  if ((length !== 5 && length !== 8) || text.charCodeAt(2) !== COLON || (length === 8 && text.charCodeAt(5) !== COLON))
    return undefined;
  const hour = twoDigits(text, 0);
  const minute = twoDigits(text, 3);
  const second = length === 8 ? twoDigits(text, 6) : 0;
  if (hour < 0 || minute < 0 || second < 0 || minute > 59 || second > 59) return undefined;
  const time = hour * 3600 + minute * 60 + second;
  return time <= 86_400 ? time : undefined;
}

const COLON = 58;

/** The number two digits spell; less than zero when they are none. */
function twoDigits(text: string, at: number): number {
  const [tens, ones] = [text.charCodeAt(at) - 48, text.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -1;
}

/** The text `HH:MM`, or `HH:MM:SS` where there are seconds. */
export function formatClock(time: ClockTime): string {
  const two = (n: number): string => String(n).padStart(2, "0");
  const seconds = time % 60;
  return `${two(Math.floor(time / 3600))}:${two(Math.floor(time / 60) % 60)}${seconds === 0 ? "" : `:${two(seconds)}`}`;
}

/** The offset a zone shows at an instant, in milliseconds. */
export function offsetAt(table: ZoneTable, instant: Instant): Outcome<number, ZoneProblem> {
  const { changes } = table;
  if (instant < changes[0]!.at || instant >= table.until) return refuse(unsureZone(table));
  return answer(offsetWithin(table, instant));
}

function unsureZone({ zone, changes, until }: ZoneTable): ZoneProblem {
  return { kind: "zone-unsure", zone, from: changes[0]!.at, until };
}

function offsetWithin(table: ZoneTable, instant: Instant): number {
  return table.changes[entryWithin(table, instant)]!.offset;
}

/** The last entry of the table that is not after an instant. */
function entryWithin({ changes }: ZoneTable, instant: Instant): number {
  let low = 0;
  let high = changes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (changes[middle]!.at <= instant) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * The instant at which clocks of a zone show `time` on `day`. A time that a clock change skips or repeats is a problem
 * with both candidates unless `choices` says which is meant; nothing is guessed.
 */
export function toInstant(
  table: ZoneTable,
  day: Day,
  time: ClockTime,
  choices: ClockChoices = {},
): Outcome<ZonedInstant, ZoneProblem> {
  const local = day * DAY_MS + time * 1000;
  if (local - FURTHEST < table.changes[0]!.at || local + FURTHEST >= table.until) return refuse(unsureZone(table));
  const entry = entryWithin(table, local - FURTHEST);
  const { offset: before } = table.changes[entry]!;
  const next = table.changes[entry + 1];
  // On most days no clock is changed, and there is one offset to think of.
  if (next === undefined || next.at > local + FURTHEST) return answer({ instant: local - before, offset: before });
  const after = offsetWithin(table, local + FURTHEST);
  // Every offset in force around this local time is a candidate; it is right when it leads back to itself.
  const offsets = new Set([before, after]);
  for (const { at, offset } of table.changes) {
    if (at > local - FURTHEST && at < local + FURTHEST) offsets.add(offset);
  }
  const right: ZonedInstant[] = [];
  for (const offset of offsets) {
    if (offsetWithin(table, local - offset) === offset) right.push({ instant: local - offset, offset });
  }
  right.sort((a, b) => a.instant - b.instant);
  if (right.length === 1) return answer(right[0]!);
  const { zone } = table;
  if (right.length > 1) {
    if (choices.repeated !== undefined) return answer(choices.repeated === "first" ? right[0]! : right.at(-1)!);
    return refuse({ kind: "time-repeated", zone, day, time, candidates: [right[0]!, right.at(-1)!] });
  }
  const change = table.changes.find(({ at }, i) => i > 0 && skips(table, i, at, local))!;
  const old = table.changes[table.changes.indexOf(change) - 1]!.offset;
  // Read with the new offset a skipped time lies before the jump, with the old one after it.
  const candidates: readonly [ZonedInstant, ZonedInstant] = [
    { instant: local - change.offset, offset: old },
    { instant: local - old, offset: change.offset },
  ];
  if (choices.skipped === undefined) {
    return refuse({ kind: "time-skipped", zone, day, time, change: change.at, candidates });
  }
  switch (choices.skipped) {
    case "earlier":
      return answer(candidates[0]);
    case "later":
      return answer(candidates[1]);
    case "at-change":
      return answer({ instant: change.at, offset: change.offset });
  }
}

/** True when change `i` makes the clock jump over the local time. */
function skips({ changes }: ZoneTable, i: number, at: Instant, local: number): boolean {
  return local >= at + changes[i - 1]!.offset && local < at + changes[i]!.offset;
}

/** True when clocks of a zone are changed between midnight of `first` and midnight of `last`, as far as any offset reaches, or its table ends there. */
export function changesWithin(table: ZoneTable, first: Day, last: Day): boolean {
  const from = first * DAY_MS - FURTHEST;
  const until = last * DAY_MS + FURTHEST;
  if (from < table.changes[0]!.at || until >= table.until) return true;
  const next = table.changes[entryWithin(table, from) + 1];
  return next !== undefined && next.at <= until;
}

/** The local day and clock time of an instant. */
export function toLocal(
  table: ZoneTable,
  instant: Instant,
): Outcome<{ readonly day: Day; readonly time: ClockTime; readonly offset: number }, ZoneProblem> {
  const offset = offsetAt(table, instant);
  if (!offset.ok) return offset;
  const local = instant + offset.value;
  const day = Math.floor(local / DAY_MS);
  return answer({ day, time: Math.floor((local - day * DAY_MS) / 1000), offset: offset.value });
}

/** An instant as a reader says it: `Sun 14 March 2027 17:00 America/Chicago (UTC-05:00)`. */
export function sayZoned(table: ZoneTable, { instant, offset }: ZonedInstant): string {
  const local = instant + offset;
  const day = Math.floor(local / DAY_MS);
  const minutes = Math.abs(offset) / 60_000;
  const sign = offset < 0 ? "-" : "+";
  const utc = offset === 0 ? "UTC" : `UTC${sign}${formatClock(minutes * 60)}`;
  return `${sayDay(day)} ${formatClock((local - day * DAY_MS) / 1000)} ${table.zone} (${utc})`;
}
