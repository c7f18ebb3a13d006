import type { Index, Screen } from "../../model/model.ts";
import type { Rational } from "../../runtime/exact.ts";
import { absolute, add, compare, divide, fromInteger, max, min, multiply, subtract } from "../../runtime/exact.ts";
import { capShares, median, sum } from "../../runtime/statistics.ts";
import { clampsGroups, columnNamed, screensOf } from "../calculator/index-columns.ts";
import { judgedByOthers } from "../calculator/index-screens.ts";
import type { JsonObject } from "./read.ts";
import { exact, fieldsOf, instantOf, needed } from "./read.ts";

/** An observation, or the value of a group of them. */
export type Row = {
  readonly cells: Readonly<Record<string, string>>;
  readonly price: Rational;
  readonly weight: Rational;
  /** The size it was given with, whatever a cap made of its weight. */
  readonly size?: Rational;
  /** How many observations it was made of. */
  readonly count: number;
  readonly time?: bigint;
};

/** The rows by a column, in no order that matters. */
export function by(rows: readonly Row[], column: string | undefined): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) {
    const name = column === undefined ? "" : (row.cells[column] as string);
    found.set(name, [...(found.get(name) ?? []), row]);
  }
  return found;
}

/** The median of the prices. */
export const medianPrice = (rows: readonly Row[]): Rational => median(rows.map(({ price }) => price));
/** The sum of the weights. */
export const volume = (rows: readonly Row[]): Rational => sum(rows.map(({ weight }) => weight));

/** Each screen on what the one before it left; `undefined` where a cap cannot hold. */
export function screened(index: Index, given: readonly Row[], input: JsonObject): readonly Row[] | undefined {
  let rows = given;
  for (const { screen, column, center } of screensOf(index)) {
    if (rows.length === 0) return rows;
    if (screen.action === "cap") {
      const capped = cappedAt(exact(screen.at), [...by(rows, column).values()]);
      if (!capped) return undefined;
      rows = capped;
    } else if (screen.action === "clamp") rows = clamped(screen, [...by(rows, center).values()]);
    else if (screen.of === "age") rows = young(screen, column, rows, input);
    else if (screen.comparison !== undefined) rows = rows.filter((row) => !compares(screen, row));
    else if (screen.from === "previous value") {
      const before = needed(input["previous"], "missing-input", "previous");
      const value = before === null ? undefined : exact(fieldsOf(before)["value"]);
      rows = value ? rows.filter(({ price }) => !far(price, value, screen.threshold)) : rows;
    } else if (column === undefined)
      rows = [...by(rows, center).values()].flatMap((group) =>
        group.filter(({ price }) => !far(price, medianPrice(group), screen.threshold)),
      );
    else rows = judgedGroups(screen, [...by(rows, column)], input);
  }
  return rows;
}

const far = (value: Rational, middle: Rational, limit: string | undefined): boolean =>
  compare(absolute(subtract(value, middle)), multiply(exact(limit), absolute(middle))) > 0;

function judgedGroups(screen: Screen, groups: readonly (readonly [string, Row[]])[], input: JsonObject): Row[] {
  const { threshold, readmit, from } = screen;
  const before = readmit === undefined ? null : needed(input["previous"], "missing-input", "previous");
  const excluded = before === null ? [] : (fieldsOf(before)["excluded"] as string[]);
  return groups.flatMap(([name, group]) => {
    const judges = judgedByOthers(from) ? groups.filter(([other]) => other !== name) : groups;
    if (judges.length === 0) return group;
    const middle = median(judges.map(([, rows]) => medianPrice(rows)));
    return far(medianPrice(group), middle, excluded.includes(name) ? readmit : threshold) ? [] : group;
  });
}

function cappedAt(cap: Rational, groups: readonly Row[][]): Row[] | undefined {
  if (compare(multiply(cap, fromInteger(groups.length)), fromInteger(1)) < 0) return undefined;
  const total = volume(groups.flat());
  const shares = capShares(groups.map(volume), cap);
  return groups.flatMap((members, at) => {
    const factor = divide(multiply(shares[at] as Rational, total), volume(members));
    return members.map((row) => ({ ...row, weight: multiply(row.weight, factor) }));
  });
}

const brought = (value: Rational, low: Rational | undefined, high: Rational | undefined): Rational => {
  const raised = low ? max(value, low) : value;
  return high ? min(raised, high) : raised;
};

/** The prices of each group brought into the bounds, or to within a share of its median. */
function clamped({ threshold, low, high }: Screen, groups: readonly Row[][]): Row[] {
  return groups.flatMap((group) => {
    const middle = medianPrice(group);
    const room = threshold === undefined ? undefined : multiply(exact(threshold), absolute(middle));
    const [least, most] = room ? [subtract(middle, room), add(middle, room)] : [low && exact(low), high && exact(high)];
    return group.map((row) => ({ ...row, price: brought(row.price, least || undefined, most || undefined) }));
  });
}

/** The values of the groups by `each` brought nearer, where the index clamps them. */
export function clampGroups(index: Index, each: string, within: readonly string[], values: readonly Row[]): Row[] {
  const screens = index.screens.filter((one) => clampsGroups(one) && columnNamed(one.subject) === each);
  const inside = (row: Row): string => JSON.stringify(within.map((column) => row.cells[column]));
  let rows = [...values];
  for (const screen of screens) {
    const names = [...new Set(rows.map(inside))];
    rows = names.flatMap((name) => clamped(screen, [rows.filter((row) => inside(row) === name)]));
  }
  return rows;
}

/** What is not too old, at the end of the window or behind the newest of its group. */
function young(screen: Screen, column: string | undefined, rows: readonly Row[], input: JsonObject): Row[] {
  const limit = BigInt(screen.milliseconds as number) * 1_000_000n;
  const newest = (group: readonly Row[]): bigint =>
    group.map(({ time }) => time as bigint).reduce((a, b) => (a > b ? a : b));
  if (screen.behind !== undefined)
    return [...by(rows, screen.behind).values()].flatMap((group) =>
      group.filter(({ time }) => newest(group) - (time as bigint) <= limit),
    );
  const end = instantOf(fieldsOf(input["window"])["until"]);
  const groups = column === undefined ? rows.map((row) => [row]) : [...by(rows, column).values()];
  return groups.filter((group) => end - newest(group) <= limit).flat();
}

function compares({ of, comparison, value }: Screen, row: Row): boolean {
  const sign = compare(of === "size" ? (row.size as Rational) : row.price, exact(value));
  return { "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0 }[comparison as "<"];
}
