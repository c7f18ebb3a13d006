// Rows of columns by part, tick and source, and what screens leave of them: the same as of the rows one by one, in whole numbers.
import type { Rational } from "./exact.ts";
import { compare, divide, fromInteger, multiply, ONE, ratio } from "./exact.ts";
import { comparisons } from "./figure.ts";
import type { PartCells } from "./histogram.ts";
import type { Pool, Step, Weighed } from "./pool.ts";
import type { GroupScreen } from "./screens.ts";
import { capVolume, dropDeviatingGroups } from "./screens.ts";

/** The rows of one part, tick and source, which is a place in the list of them: how many, and their units of size. */
export type TickCell = {
  readonly part: number;
  readonly tick: number;
  readonly source: number;
  readonly rows: number;
  readonly size: number;
};

/** Cells in the order of parts and ticks, what a tick is worth, what the sizes of each source are multiplied by, the steps of screens, and whether one failed. */
export type TickCells = {
  readonly cells: readonly TickCell[];
  readonly sources: readonly string[];
  readonly tick: Rational;
  readonly scales: ReadonlyMap<number, Rational>;
  readonly steps: readonly Step[];
  readonly failed: boolean;
};

/** A screen over cells. */
export type TickScreen = (table: TickCells) => TickCells;

/** Below it sums of whole numbers are exact; a sum that once was not stays above it. */
const EXACT_SIZES = 2 ** 52;

/** The cells of a part that have rows; undefined where their sum is not exact. */
export function cellsOfPart({ part, low, cells }: PartCells, bits: number): TickCell[] | undefined {
  const found: TickCell[] = [];
  let total = 0;
  for (let at = 0; at < cells.length; at += 2) {
    const rows = cells[at + 1] as number;
    if (rows === 0) continue;
    const place = at >> 1;
    const size = cells[at] as number;
    total += size;
    found.push({ part, tick: low + (place >> bits), source: place & ((1 << bits) - 1), rows, size });
  }
  return total < EXACT_SIZES ? found : undefined;
}

/** Twice the median of the ticks of all rows: the two in the middle together. */
function twiceMedian(cells: readonly TickCell[]): number {
  const counts = new Map<number, number>();
  let all = 0;
  for (const { tick, rows } of cells) {
    counts.set(tick, (counts.get(tick) ?? 0) + rows);
    all += rows;
  }
  const ordered = [...counts].sort(([a], [b]) => a - b);
  const at = (place: number): number => {
    let so = 0;
    for (const [tick, rows] of ordered) {
      so += rows;
      if (so > place) return tick;
    }
    throw new Error("fewer rows than were counted");
  };
  return at((all - 1 - ((all - 1) % 2)) / 2) + at((all - (all % 2)) / 2);
}

/** The cells by a number that they share. */
function cellsBy(cells: readonly TickCell[], key: (one: TickCell) => number): Map<number, TickCell[]> {
  const found = new Map<number, TickCell[]>();
  for (const one of cells) {
    const list = found.get(key(one));
    if (list) list.push(one);
    else found.set(key(one), [one]);
  }
  return found;
}

/** As `dropDeviating`: without the ticks that are farther from the median of their part, their source or all than `threshold` times it. */
export function dropTicksDeviating(
  table: TickCells,
  column: "part" | "source" | undefined,
  threshold: Rational,
): TickCells {
  const key = (one: TickCell): number => (column === undefined ? 0 : one[column]);
  const kept = new Map(
    [...cellsBy(table.cells, key)].map(([name, members]) => {
      const twice = twiceMedian(members);
      // |2t - m| <= threshold × |m|, for whole numbers t: up to the whole part of what stands on the right.
      const reach = Number((threshold.n * BigInt(Math.max(twice, -twice))) / threshold.d);
      return [name, { twice, reach }];
    }),
  );
  const cells = table.cells.filter((one) => {
    const { twice, reach } = kept.get(key(one)) as { twice: number; reach: number };
    return 2 * one.tick - twice <= reach && twice - 2 * one.tick <= reach;
  });
  return { ...table, cells };
}

/** As `dropComparing` of prices. */
export function dropTicksComparing(table: TickCells, comparison: keyof typeof comparisons, value: Rational): TickCells {
  const cells = table.cells.filter(
    ({ tick }) => !comparisons[comparison](compare(multiply(table.tick, fromInteger(tick)), value)),
  );
  return { ...table, cells };
}

/** One observation for each source, so that screens of sources judge it as they judge all of its rows. */
function onePerSource(table: TickCells, of: (members: readonly TickCell[]) => Pick<Weighed, "price" | "weight">): Pool {
  const used = [...cellsBy(table.cells, ({ source }) => source)].map(([source, members]): Weighed => ({
    at: source,
    kind: "",
    source: table.sources[source] as string,
    size: ONE,
    attributes: {},
    part: 1,
    ...of(members),
  }));
  const { steps } = table;
  return { used, dropped: [], parts: 1, excluded: [], groups: [], tables: [], steps, failed: [] };
}

/** As `dropDeviatingGroups` of sources. */
export function dropDeviatingSources(table: TickCells, screen: GroupScreen, clause: string): TickCells {
  const pool = onePerSource(table, (members) => ({
    price: multiply(table.tick, ratio(BigInt(twiceMedian(members)), 2n)),
    weight: ONE,
  }));
  const { used, steps } = dropDeviatingGroups(pool, "source", screen, clause);
  const left = new Set(used.map(({ at }) => at));
  return { ...table, cells: table.cells.filter(({ source }) => left.has(source)), steps };
}

const unitsOf = (cells: readonly TickCell[]): bigint => cells.reduce((sum, { size }) => sum + BigInt(size), 0n);

const scaleOf = ({ scales }: TickCells, source: number): Rational => scales.get(source) ?? ONE;

/** As `capVolume` of sources. */
export function capSources(table: TickCells, cap: Rational, clause: string): TickCells {
  const pool = onePerSource(table, (members) => ({
    price: ONE,
    weight: multiply(fromInteger(unitsOf(members)), scaleOf(table, (members[0] as TickCell).source)),
  }));
  const { used, steps, failed } = capVolume(pool, "source", cap, clause);
  const before = new Map(pool.used.map(({ at, weight }) => [at, weight]));
  const scales = new Map(
    used.map(({ at, weight }) => [at, multiply(scaleOf(table, at), divide(weight, before.get(at) as Rational))]),
  );
  return { ...table, scales, steps, failed: failed.length > 0 };
}

/** The price of each part that has cells and what it weighs, in their order. */
export function partsWorth(
  table: TickCells,
  statistic: "volume-weighted-median" | "volume-weighted-mean",
): { readonly part: number; readonly value: Rational; readonly weight: Rational }[] {
  const common = [...table.scales.values()].reduce((all, { d }) => all * ratio(all, d).d, 1n);
  const times = table.sources.map((_, source) => {
    const { n, d } = scaleOf(table, source);
    return n * (common / d);
  });
  return [...cellsBy(table.cells, ({ part }) => part)].map(([part, members]) => {
    const sizes = members.map(({ source, size }) => BigInt(size) * (times[source] as bigint));
    const total = sizes.reduce((sum, size) => sum + size, 0n);
    const weight = ratio(total, common);
    const value = multiply(
      table.tick,
      statistic === "volume-weighted-median"
        ? fromInteger(middleTick(members, sizes, total))
        : meanTick(members, sizes, total),
    );
    return { part, value, weight };
  });
}

/** The first tick at which the sizes reach half of their total. */
function middleTick(members: readonly TickCell[], sizes: readonly bigint[], total: bigint): number {
  let so = 0n;
  const at = sizes.findIndex((size) => 2n * (so += size) >= total);
  return (members[at] as TickCell).tick;
}

function meanTick(members: readonly TickCell[], sizes: readonly bigint[], total: bigint): Rational {
  const weighed = members.reduce((sum, { tick }, at) => sum + BigInt(tick) * (sizes[at] as bigint), 0n);
  return ratio(weighed, total);
}
