// The batch form of an index: its inputs as columns of whole numbers.
import type { Rational } from "./exact.ts";
import { fromInteger, multiply, ratio, show } from "./exact.ts";
import type { PartCells, TickColumns } from "./histogram.ts";
import { byPart, middleOf, rowsIn, weighedOf } from "./histogram.ts";
import type { ReferencePrice, Rounding } from "./index-price.ts";
import { firstWithValue, valueOver } from "./index-price.ts";
import {
  dayAfter1970,
  inWords,
  inside,
  readDecimal,
  readFields,
  readInstant,
  readList,
  readText,
  refuseAt,
} from "./input.ts";
import type { IndexReads } from "./observations.ts";
import { readIndexInput } from "./observations.ts";
import type { Demand, Group, Pool } from "./pool.ts";

/** How an index is computed from columns, where it is a statistic of each part of its window and nothing is screened. */
export type Kernel = {
  readonly kind: string;
  readonly parts: number;
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

type Columns = TickColumns & {
  readonly kind?: string;
  readonly since: bigint;
  readonly tick: Rational;
  readonly unit: Rational;
  readonly source: Uint8Array | Uint16Array;
  readonly sources: readonly string[];
};

const MILLISECOND_SPAN = 1_000_000n;

/** Columns as they are passed in, all of one length; a row is looked at when it is used. */
function readColumns(value: unknown, place: string): Columns {
  const names = ["since", "time", "price", "tick", "size", "unit", "source", "sources"];
  const fields = readFields(value, place, names, ["kind"]);
  const whole = (name: string): Int32Array => {
    const column = fields[name];
    return column instanceof Int32Array
      ? column
      : refuseAt(inside(place, name), "not-a-column", "an Int32Array", inWords(column));
  };
  const { source } = fields;
  if (!(source instanceof Uint8Array) && !(source instanceof Uint16Array))
    return refuseAt(inside(place, "source"), "not-a-column", "a Uint8Array or Uint16Array", inWords(source));
  const [time, price, size] = [whole("time"), whole("price"), whole("size")];
  for (const [name, { length }] of Object.entries({ price, size, source }))
    if (length !== time.length) refuseAt(inside(place, name), "columns-differ", `${time.length} rows`, `${length}`);
  const above = (name: string): Rational => {
    const step = readDecimal(fields[name], inside(place, name));
    return step.n > 0n ? step : refuseAt(inside(place, name), "step-not-positive", "a step above zero", show(step));
  };
  return {
    time,
    price,
    size,
    source,
    sources: readList(fields["sources"], inside(place, "sources"), readText),
    since: readInstant(fields["since"], inside(place, "since")),
    tick: above("tick"),
    unit: above("unit"),
    ...(fields["kind"] === undefined ? {} : { kind: readText(fields["kind"], inside(place, "kind")) }),
  };
}

const SECOND_SPAN = 1_000_000_000n;
const DAY_SPAN = 86_400n * SECOND_SPAN;

/** What is left of `value` over whole multiples of `of`, never below zero. */
const restOf = (value: bigint, of: bigint): bigint => ((value % of) + of) % of;

/** An instant as calculators read it, with all its decimals. */
function instantText(instant: bigint): string {
  const rest = restOf(instant, DAY_SPAN);
  const two = (number: bigint): string => String(number).padStart(2, "0");
  const seconds = rest / SECOND_SPAN;
  const clock = [seconds / 3600n, (seconds / 60n) % 60n, seconds % 60n].map(two).join(":");
  return `${dayAfter1970((instant - rest) / DAY_SPAN)}T${clock}.${String(rest % SECOND_SPAN).padStart(9, "0")}Z`;
}

/** The rows as inputs one by one, each exact. */
function rowsOf({ kind, since, time, price, tick, size, unit, source, sources }: Columns, at: number): object[] {
  return Array.from(time, (after, row) => {
    const name = sources[source[row] as number];
    if (name === undefined)
      refuseAt(
        `columns[${at}].source[${row}]`,
        "unknown-source",
        `one of ${sources.length} sources`,
        String(source[row]),
      );
    return {
      ...(kind === undefined ? {} : { kind }),
      source: name,
      time: instantText(since + BigInt(after) * MILLISECOND_SPAN),
      price: show(multiply(tick, fromInteger(price[row] as number))),
      size: show(multiply(unit, fromInteger(size[row] as number))),
    };
  });
}

/**
 * The print of an index from columns: `columns` in place of `observations`, a list with one block of each kind. Whole-number arithmetic where the index is a
 * statistic of parts, rows are in order of time and every sum fits; otherwise, and to say what is wrong with a row, `exact` on each row. Both give the same print.
 */
export function priceOfColumns(
  input: unknown,
  reads: IndexReads,
  kernel: Kernel | undefined,
  exact: (input: unknown) => ReferencePrice,
): ColumnsPrice {
  const { columns, ...fields } = readFields(input, "", ["date", "columns"], ["window", ...reads.fallback]);
  const blocks = readList(columns, "columns", readColumns);
  const fast = kernel && fixed(fields, blocks, reads, kernel);
  if (fast !== undefined) return fast;
  const observations = blocks.flatMap(rowsOf);
  const { evidence, ...print } = exact({ ...fields, observations });
  const { used, dropped } = evidence;
  const groups = evidence.groups.map((group) => ({ ...group, observations: [] }));
  return { ...print, groups, rows: { used: used.length, dropped: dropped.length } };
}

/** The print where the kernel carries it; undefined where another way has to be taken. */
function fixed(
  fields: Readonly<Record<string, unknown>>,
  blocks: readonly Columns[],
  reads: IndexReads,
  kernel: Kernel,
): ColumnsPrice | undefined {
  const own = blocks.filter(({ kind = kernel.kind }) => kind === kernel.kind);
  const [block] = own;
  if (block === undefined || own.length > 1) return undefined;
  const given = readIndexInput({ ...fields, observations: [] }, reads);
  const { window } = given;
  if (window === undefined) return undefined;
  const [from, length] = [window.from - block.since, window.until - window.from];
  if (from % MILLISECOND_SPAN !== 0n || length % MILLISECOND_SPAN !== 0n || from < 0n) return undefined;
  const cut = {
    from: Number(from / MILLISECOND_SPAN),
    length: Number(length / MILLISECOND_SPAN),
    parts: kernel.parts,
    least: reads.signed ? -(2 ** 30) : 0,
  };
  if (cut.from + cut.length >= 2 ** 31) return undefined;
  const allowed = reads.kinds[kernel.kind] ?? [];
  if (allowed.length > 0 && block.sources.some((name) => !allowed.includes(name))) return undefined;
  let rows = 0;
  const groups = byPart(block, cut, (cells): Group | undefined => {
    const value = worth(cells, kernel.statistic, block.tick);
    if (value === undefined) return undefined;
    rows += cells.rows;
    return {
      keys: { part: String(cells.part) },
      value: value.value,
      weight: multiply(fromInteger(value.total), block.unit),
      observations: [],
    };
  });
  if (groups === undefined || (!kernel.leaveOut && groups.length < kernel.parts)) return undefined;
  const { source, sources } = block;
  if (!allBelow(source, sources.length)) return undefined;
  const met = kernel.demands.every(({ column, count }) => {
    if (column === "part") return groups.length >= count;
    return column === undefined ? rows >= count : distinctAtLeast(source.subarray(...rowsIn(block.time, cut)), count);
  });
  if (!met) return undefined;
  const pool: Pool = {
    used: [],
    dropped: [],
    parts: kernel.parts,
    excluded: [],
    groups,
    tables: [groups],
    steps: groups.map(({ keys, value }) => ({
      text: `${kernel.partText}, part ${keys["part"]}`,
      value: show(value),
      clause: kernel.partClause,
    })),
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

/** Whether every code is below a bound: four bytes at a time where there are no more than 128 of them. */
function allBelow(codes: Uint8Array | Uint16Array, bound: number): boolean {
  if (bound > 128 || codes instanceof Uint16Array || codes.byteOffset % 4 !== 0)
    return codes.every((code: number) => code < bound);
  const words = new Int32Array(codes.buffer, codes.byteOffset, codes.length >> 2);
  // A byte of at least `bound` has its highest bit set after the difference to 128 is added, or had it before.
  const added = ((128 - bound) * 0x0101_0101) | 0;
  let any = 0;
  let word = 0;
  for (; word + 3 < words.length; word += 4) {
    const a = words[word] as number;
    const b = words[word + 1] as number;
    const c = words[word + 2] as number;
    const d = words[word + 3] as number;
    any |= a | b | c | d | (a + added) | (b + added) | (c + added) | (d + added);
  }
  for (; word < words.length; word += 1) any |= (words[word] as number) | ((words[word] as number) + added);
  return (any & 0x8080_8080) === 0 && codes.subarray(words.length * 4).every((code) => code < bound);
}

/** Whether there are so many different codes: most often the first rows tell. */
function distinctAtLeast(codes: Uint8Array | Uint16Array, count: number): boolean {
  const seen = new Set<number>();
  for (let row = 0; row < codes.length && seen.size < count; row += 1) seen.add(codes[row] as number);
  return seen.size >= count;
}
