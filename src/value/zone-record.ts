import type { Instant } from "./zone-time.ts";
import { dayOf, weekdayOf } from "./day.ts";
import { ZONE_LINES } from "./zone-data.ts";

type Change = { readonly at: Instant; readonly offset: number };
type Rule = {
  readonly month: number;
  readonly from: number;
  readonly weekday: number;
  readonly time: number;
  readonly offset: number;
};

/** What is known of a zone's clocks: its changes in order, and from `year` on those of a yearly rule. The first entry is the beginning. */
export type ZoneRecord = {
  readonly changes: readonly Change[];
  readonly year: number;
  readonly rules: readonly Rule[];
};

const DAY_MS = 86_400_000;
const HALF_MINUTE = 30_000;
/** Nothing is known before the last day of 1969. */
const BEGINS: Instant = -DAY_MS;

let names: Map<string, { readonly name: string; readonly line: string }> | undefined;
const records = new Map<string, ZoneRecord>();

/** How the database spells a zone, capitals aside; undefined when it has none of this name. */
export function zoneSpelling(zone: string): string | undefined {
  return byName().get(zone.toLowerCase())?.name;
}

/** The record of a zone the database has; read from the shipped data when it is first asked for. */
export function zoneRecord(zone: string): ZoneRecord {
  const found = byName().get(zone.toLowerCase());
  if (found === undefined) throw new Error(`no record of the zone ${zone}`);
  let record = records.get(found.line);
  if (record === undefined) {
    record = read(found.line);
    records.set(found.line, record);
  }
  return record;
}

/** The changes of a record from an instant on and before another, those of the yearly rule worked out. */
export function changesBetween(record: ZoneRecord, start: Instant, until: Instant): Change[] {
  const known = record.changes.filter((one) => one.at > start && one.at < until);
  if (record.rules.length === 0) return known;
  // A day of margin on either side: instants are in UTC, and so are the years of a rule.
  const first = Math.max(record.year, new Date(start).getUTCFullYear());
  for (let year = first; year <= new Date(until).getUTCFullYear(); year++) {
    for (const rule of record.rules) {
      const at = instantIn(rule, year);
      if (at > start && at < until) known.push({ at, offset: rule.offset });
    }
  }
  return known;
}

/** The offset a record shows at an instant that is not before its beginning. */
export function offsetOf(record: ZoneRecord, instant: Instant): number {
  const before = changesBetween(record, Math.max(BEGINS, instant - 800 * DAY_MS), instant + 1).at(-1);
  if (before !== undefined) return before.offset;
  return (record.changes.findLast((one) => one.at <= instant) ?? record.changes[0]!).offset;
}

function instantIn(rule: Rule, year: number): Instant {
  const first = dayOf(year, rule.month, 1) + rule.from - 1;
  // ISO weekdays end with Sunday, which is 0 here.
  const ahead = (rule.weekday - (weekdayOf(first) % 7) + 7) % 7;
  return (first + ahead) * DAY_MS + rule.time;
}

function byName(): NonNullable<typeof names> {
  if (names !== undefined) return names;
  names = new Map();
  for (const line of ZONE_LINES.trim().split("\n")) {
    const [all, record] = line.split(" = ") as [string, string];
    for (const name of all.split(" ")) names.set(name.toLowerCase(), { name, line: record });
  }
  return names;
}

function read(line: string): ZoneRecord {
  const [offsetList, gaps, year, ruleList] = line.split(";") as [string, string, string, string];
  const offsets = offsetList.split(",").map(halfMinutes);
  const offset = (letter: string): number => offsets[letter.charCodeAt(0) - 65]!;
  const changes: Change[] = [{ at: BEGINS, offset: offsets[0]! }];
  let at = BEGINS;
  for (const [, gap, letter] of gaps.matchAll(/([0-9a-z]+)([A-Z])/g)) {
    at += halfMinutes(gap!);
    changes.push({ at, offset: offset(letter!) });
  }
  const rules = (ruleList === "" ? [] : ruleList.split(",")).map((text) => {
    const [month, from, weekday, time] = text.slice(0, -1).split(".") as [string, string, string, string];
    return {
      month: Number(month),
      from: Number(from),
      weekday: Number(weekday),
      time: halfMinutes(time),
      offset: offset(text.slice(-1)),
    };
  });
  return { changes, year: Number(year), rules };
}

function halfMinutes(text: string): number {
  return Number.parseInt(text, 36) * HALF_MINUTE;
}

/** The names of all zones the database has, sorted by code unit. */
export function zoneNames(): readonly string[] {
  return [...byName().values()].map((one) => one.name).sort();
}
