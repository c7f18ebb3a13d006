// The print of an index from cells of ticks, where whole numbers carry all of it.
import type { Rational } from "./exact.ts";
import { fromInteger, multiply, ratio, show } from "./exact.ts";
import type { Cut, Loops, PartCells, TickColumns } from "./histogram.ts";
import { byPart, middleOf, rowsIn, sound, weighedOf } from "./histogram.ts";
import type { ReferencePrice, Rounding } from "./index-price.ts";
import { firstWithValue, valueOver } from "./index-price.ts";
import type { IndexInput, IndexReads } from "./observations.ts";
import { readIndexInput } from "./observations.ts";
import type { Demand, Group, Pool, Step } from "./pool.ts";
import type { TickCells, TickScreen } from "./tick-cells.ts";
import { cellsOfPart, partsWorth } from "./tick-cells.ts";

/** How an index is computed from columns, where it is a statistic of each part of its window. */
export type Kernel = {
  readonly kind: string;
  readonly parts: number;
  /** What is left out or weighed less, in its order; where there is any, rows are told apart by source. */
  readonly screens: readonly TickScreen[];
  readonly statistic: "volume-weighted-median" | "volume-weighted-mean";
  /** True where a part without inputs is left out. */
  readonly leaveOut: boolean;
  readonly over: "mean" | "median";
  readonly demands: readonly Demand[];
  readonly round: Rounding;
  readonly index: string;
  readonly tierClause: string;
  readonly partText: string;
  readonly partClause: string;
  readonly valueText: string;
  readonly valueClause: string;
};

/** A print from columns: the parts with their values, how many rows were used and left out, and the steps. */
export type ColumnsPrice = Omit<ReferencePrice, "evidence"> & {
  readonly groups: ReferencePrice["evidence"]["groups"];
  readonly rows: { readonly used: number; readonly dropped: number };
};

/** One block of columns as it was read. */
export type Columns = TickColumns & {
  readonly kind?: string;
  readonly since: bigint;
  readonly tick: Rational;
  readonly unit: Rational;
  readonly sources: readonly string[];
};

export const MILLISECOND_SPAN = 1_000_000n;

/** What the rows of the window came to: the groups of parts, how many rows count, and which sources. */
type Counted = {
  readonly groups: readonly Group[];
  readonly rows: number;
  readonly sources: (least: number) => boolean;
  readonly steps: readonly Step[];
};

/** The print where the kernel carries it; undefined where another way has to be taken. */
export function fixed(
  fields: Readonly<Record<string, unknown>>,
  blocks: readonly Columns[],
  reads: IndexReads,
  kernel: Kernel,
  loops: Loops,
): ColumnsPrice | undefined {
  const own = blocks.filter(({ kind = kernel.kind }) => kind === kernel.kind);
  const [first] = own;
  if (first === undefined || own.length > 1) return undefined;
  const given = readIndexInput({ ...fields, observations: [] }, reads);
  const cut = cutOf(given, first, kernel.parts);
  if (cut === undefined) return undefined;
  // Rows of other kinds count for nothing here, but have to be as sound.
  if (!blocks.every((one) => one === first || (wellNamed(one, reads, kernel, loops) && sound(one, 0, cut.least))))
    return undefined;
  const block = loops.placed?.(first) ?? first;
  if (!wellNamed(block, reads, kernel, loops)) return undefined;
  const counted =
    kernel.screens.length === 0 ? unscreened(block, cut, kernel, loops) : afterScreens(block, cut, kernel, loops);
  if (counted === undefined) return undefined;
  const { groups, rows, sources } = counted;
  if (!kernel.leaveOut && groups.length < kernel.parts) return undefined;
  const met = kernel.demands.every(({ column, count }) =>
    column === "part" ? groups.length >= count : column === undefined ? rows >= count : sources(count),
  );
  if (!met) return undefined;
  const pool: Pool = {
    used: [],
    dropped: [],
    parts: kernel.parts,
    excluded: [],
    groups,
    tables: [groups],
    steps: [
      ...counted.steps,
      ...groups.map(({ keys, value }) => ({
        text: `${kernel.partText}, part ${keys["part"]}`,
        value: show(value),
        clause: kernel.partClause,
      })),
    ],
    failed: [],
  };
  const attempt = valueOver(pool, kernel.over, kernel.valueText, kernel.valueClause);
  if (attempt.value === undefined) return undefined;
  const { pool: _, ...alone } = attempt;
  const tiers = [{ tier: "inputs", clause: kernel.tierClause, take: () => alone }];
  const { evidence: __, ...print } = firstWithValue(given, kernel.index, kernel.round, tiers);
  return {
    ...print,
    groups: groups.map(({ keys, value, weight }) => ({
      name: `part ${keys["part"]}`,
      value: show(value),
      weight: show(weight),
      observations: [],
    })),
    rows: { used: rows, dropped: block.time.length - rows },
  };
}

/** The window in milliseconds of the block; undefined where it is in none. */
function cutOf({ window, reads }: IndexInput, block: Columns, parts: number): Cut | undefined {
  if (window === undefined) return undefined;
  const [from, length] = [window.from - block.since, window.until - window.from];
  if (from % MILLISECOND_SPAN !== 0n || length % MILLISECOND_SPAN !== 0n || from < 0n) return undefined;
  const cut = {
    from: Number(from / MILLISECOND_SPAN),
    length: Number(length / MILLISECOND_SPAN),
    parts,
    least: reads.signed ? -(2 ** 30) : 0,
  };
  return cut.from + cut.length >= 2 ** 31 ? undefined : cut;
}

/** True where every row has a source, each of another name, that may give inputs of the kind. */
function wellNamed({ kind, source, sources }: Columns, reads: IndexReads, kernel: Kernel, loops: Loops): boolean {
  const allowed = reads.kinds[kind ?? kernel.kind];
  return (
    allowed !== undefined &&
    (allowed.length === 0 || sources.every((name) => allowed.includes(name))) &&
    new Set(sources).size === sources.length &&
    loops.below(source, sources.length)
  );
}

/** Rows of which none is left out. */
function unscreened(block: Columns, cut: Cut, { statistic }: Kernel, loops: Loops): Counted | undefined {
  let rows = 0;
  const groups = byPart(block, cut, loops, undefined, (cells): Group | undefined => {
    const value = worth(cells, statistic, block.tick);
    if (value === undefined) return undefined;
    rows += cells.rows;
    return partGroup(cells.part, value.value, multiply(fromInteger(value.total), block.unit));
  });
  if (groups === undefined) return undefined;
  const { source, time } = block;
  return {
    groups,
    rows,
    sources: (least) => distinctAtLeast(source.subarray(...rowsIn(time, cut)), least),
    steps: [],
  };
}

/** Rows by source, and what the screens leave of them. */
function afterScreens(block: Columns, cut: Cut, { screens, statistic }: Kernel, loops: Loops): Counted | undefined {
  const { sources, tick, unit } = block;
  let bits = 0;
  while (1 << bits < sources.length) bits += 1;
  const parts = byPart(block, cut, loops, bits, (cells) => cellsOfPart(cells, bits));
  if (parts === undefined) return undefined;
  let table: TickCells = { cells: parts.flat(), sources, tick, scales: new Map(), steps: [], failed: false };
  for (const screen of screens) table = screen(table);
  if (table.failed) return undefined;
  const left = new Set(table.cells.map(({ source }) => source)).size;
  return {
    groups: partsWorth(table, statistic).map(({ part, value, weight }) =>
      partGroup(part, value, multiply(weight, unit)),
    ),
    rows: table.cells.reduce((sum, { rows }) => sum + rows, 0),
    sources: (least) => left >= least,
    steps: table.steps,
  };
}

const partGroup = (part: number, value: Rational, weight: Rational): Group => ({
  keys: { part: String(part) },
  value,
  weight,
  observations: [],
});

/** The price of a part, and the units of size behind it; undefined where their sum is not exact. */
function worth(
  cells: PartCells,
  statistic: Kernel["statistic"],
  tick: Rational,
): { readonly value: Rational; readonly total: number } | undefined {
  if (statistic === "volume-weighted-median") {
    const middle = middleOf(cells);
    return middle && { value: multiply(tick, fromInteger(middle.tick)), total: middle.total };
  }
  const mean = weighedOf(cells);
  return mean && { value: multiply(tick, ratio(mean.weighed, BigInt(mean.total))), total: mean.total };
}

/** Whether there are so many different codes: most often the first rows tell. */
function distinctAtLeast(codes: Uint8Array | Uint16Array, count: number): boolean {
  const seen = new Set<number>();
  for (let row = 0; row < codes.length && seen.size < count; row += 1) seen.add(codes[row] as number);
  return seen.size >= count;
}
