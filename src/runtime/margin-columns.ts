// The batch form of the variation margin: positions as columns of whole numbers, each amount exact.
import type { Rational } from "./exact.ts";
import { fromInteger, multiply, roundTo, show, toFixed } from "./exact.ts";
import { inside, inWords, isShared, readAlone, readChoice, readFields, refuseAt } from "./input.ts";
import type { LoopTerms, PlainMode, PositionColumns } from "./whole-loops.ts";
import { EXACT_WHOLE, products, productsHalfEven, roundRows, sumOfRows } from "./whole-loops.ts";

/** What a position's amount is made of, in whole numbers. */
export type MarginTerms = {
  readonly currency: string;
  /** What one whole number of a price column stands for. */
  readonly priceUnit: Rational;
  /** What one whole number of the amounts stands for, and its decimals. */
  readonly amountUnit: Rational;
  readonly decimals: number;
  /** Amount units of one lot for one price unit. */
  readonly factor: bigint;
  readonly signed: boolean;
  /** Price units of each tick; empty where every whole number is on one. */
  readonly ticks: readonly number[];
  /** The most lots for which every product is proved to be below 2^53, or 2^52 where it is rounded. */
  readonly most?: number;
};

/** Rounding to a coarser amount: how many amount units it is, and its decimals. */
export type CoarserAmount = { readonly divisor: bigint; readonly decimals: number };

/** Amounts of money as columns: whole numbers of `unit`, below 2^53; `exactRows` is how many rows took exact arithmetic of any length. */
export type AmountColumn = {
  readonly amounts: Float64Array;
  readonly unit: string;
  readonly currency: string;
  readonly total: string;
  readonly exactRows: number;
};

type WholeColumn = Int32Array | Float64Array | BigInt64Array;
/** Columns of positions as they are passed in. */
export type WholeColumns = {
  readonly lots: WholeColumn;
  readonly previous: WholeColumn;
  readonly settlement: WholeColumn;
};

const POSITION_COLUMNS = ["lots", "previous", "settlement"] as const;
/** The modes of rounding that columns take. */
export const PLAIN_MODES: readonly PlainMode[] = [
  "half-even",
  "half-away",
  "half-up",
  "half-down",
  "up",
  "down",
  "away",
  "toward-zero",
];

/** Rows a turn: what they are and what is made of them stays in the nearer memory of a core. */
const ROWS_A_TURN = 4096;

/** What positions receive, or pay where it is below zero, as their prices move. Nothing is rounded. */
export function marginsOf(terms: MarginTerms, input: unknown): AmountColumn {
  return marginColumn(terms, readPositionColumns(input), amountsOf(input), undefined, undefined);
}

/** The same rounded to a coarser amount in the mode the caller names. */
export function roundedMarginsOf(
  terms: MarginTerms,
  coarser: CoarserAmount,
  input: unknown,
  mode: unknown,
): AmountColumn {
  const chosen = readChoice(mode, "mode", PLAIN_MODES, "rounding-mode-unknown") as PlainMode;
  return marginColumn(terms, readPositionColumns(input), amountsOf(input), coarser, chosen);
}

/** WholeColumns of one length that nobody else can write to. */
export function readPositionColumns(input: unknown): WholeColumns {
  const fields = readFields(input, "", POSITION_COLUMNS, ["amounts"]);
  const read = (name: (typeof POSITION_COLUMNS)[number]): WholeColumn => {
    const column = fields[name];
    if (!(column instanceof Int32Array || column instanceof Float64Array || column instanceof BigInt64Array))
      return refuseAt(name, "not-a-column", "an Int32Array, Float64Array or BigInt64Array", inWords(column));
    return readAlone(column, name);
  };
  const columns = { lots: read("lots"), previous: read("previous"), settlement: read("settlement") };
  for (const name of POSITION_COLUMNS)
    if (columns[name].length !== columns.lots.length)
      refuseAt(name, "columns-differ", `${columns.lots.length} rows`, `${columns[name].length}`);
  return columns;
}

/** The column to write amounts to, where there is one: of the length of the others, in memory that none of them is in. */
function amountsOf(input: unknown): Float64Array | undefined {
  const { amounts, lots, previous, settlement } = input as WholeColumns & { readonly amounts?: unknown };
  if (amounts === undefined) return undefined;
  if (!(amounts instanceof Float64Array))
    return refuseAt("amounts", "not-a-column", "a Float64Array", inWords(amounts));
  if (amounts.length !== lots.length)
    return refuseAt("amounts", "columns-differ", `${lots.length} rows`, `${amounts.length}`);
  const { buffer } = amounts;
  if ([lots, previous, settlement].some((one) => one.buffer === buffer) || isShared(buffer))
    return refuseAt(
      "amounts",
      "shared-buffer",
      "a column in memory of its own",
      "memory that is written or read elsewhere",
    );
  return amounts;
}

function marginColumn(
  terms: MarginTerms,
  columns: WholeColumns,
  given: Float64Array | undefined,
  coarser: CoarserAmount | undefined,
  mode: PlainMode | undefined,
): AmountColumn {
  const rows = columns.lots.length;
  const amounts = given ?? new Float64Array(rows);
  const stretch = stretchesOf(columns, amounts);
  const loop = loopTerms(terms, coarser);
  let total = 0n;
  let exactRows = 0;
  for (let from = 0; from < rows; from += ROWS_A_TURN) {
    const to = Math.min(from + ROWS_A_TURN, rows);
    const whole = stretch(from, to);
    const made = whole && loop && onTicks(whole, terms) && byLoop(whole, loop, coarser, mode);
    if (made !== true) {
      for (let row = from; row < to; row += 1) amounts[row] = exactMargin(terms, columns, row, coarser, mode);
      exactRows += to - from;
    }
    total += sumOfRows(amounts, from, to);
  }
  const unit = coarser ? multiply(terms.amountUnit, fromInteger(coarser.divisor)) : terms.amountUnit;
  const { decimals } = coarser ?? terms;
  return {
    amounts,
    unit: toFixed(unit, decimals),
    currency: terms.currency,
    total: toFixed(multiply(unit, fromInteger(total)), decimals),
    exactRows,
  };
}

/** The terms as doubles, or nothing where one of them is too large to be exact. */
function loopTerms({ factor, most, signed }: MarginTerms, coarser: CoarserAmount | undefined): LoopTerms | undefined {
  const safe = BigInt(EXACT_WHOLE);
  if (factor >= safe || (coarser !== undefined && 2n * coarser.divisor >= safe)) return undefined;
  return { factor: Number(factor), most: most ?? -1, never: signed ? 0 : -1 };
}

/** Rows as whole numbers of 32 bits, and where their amounts go. */
type Stretch = {
  readonly columns: PositionColumns;
  readonly out: Float64Array;
  readonly from: number;
  readonly to: number;
};

/** The rows of a turn: those of the columns themselves, or copies; nothing where one does not fit or is no whole number. */
function stretchesOf(columns: WholeColumns, out: Float64Array): (from: number, to: number) => Stretch | undefined {
  const { lots, previous, settlement } = columns;
  if (lots instanceof Int32Array && previous instanceof Int32Array && settlement instanceof Int32Array) {
    const same = { lots, previous, settlement };
    return (from, to) => ({ columns: same, out, from, to });
  }
  const made = POSITION_COLUMNS.map(() => new Int32Array(Math.min(out.length, ROWS_A_TURN)));
  const [ownLots, ownPrevious, ownSettlement] = made as [Int32Array, Int32Array, Int32Array];
  const own = { lots: ownLots, previous: ownPrevious, settlement: ownSettlement };
  return (from, to) =>
    POSITION_COLUMNS.every((name) => copied(columns[name], from, to, own[name]))
      ? { columns: own, out: out.subarray(from, to), from: 0, to: to - from }
      : undefined;
}

function copied(column: WholeColumn, from: number, to: number, copy: Int32Array): boolean {
  for (let row = from; row < to; row += 1) {
    const value = column[row];
    const whole = Number(value);
    copy[row - from] = whole;
    // Minus zero is told from zero where rows are looked at one by one; nothing else equals its own 32 bits.
    if (copy[row - from] !== whole || (whole === 0 && Object.is(value, -0))) return false;
  }
  return true;
}

/** True where every price of the rows from `from` up to `to` is on a tick. */
export function onTicks(
  { columns, from, to }: Pick<Stretch, "columns" | "from" | "to">,
  { ticks }: MarginTerms,
): boolean {
  if (ticks.length === 0) return true;
  const on = (price: number): boolean => ticks.some((tick) => price % tick === 0);
  for (let row = from; row < to; row += 1)
    if (!on(columns.previous[row] as number) || !on(columns.settlement[row] as number)) return false;
  return true;
}

function byLoop(
  { columns, out, from, to }: Stretch,
  loop: LoopTerms,
  coarser: CoarserAmount | undefined,
  mode: PlainMode | undefined,
): boolean {
  if (coarser === undefined || mode === undefined) return products(columns, out, from, to, loop);
  const divisor = Number(coarser.divisor);
  if (mode === "half-even") return productsHalfEven(columns, out, from, to, loop, divisor);
  return products(columns, out, from, to, loop) && roundRows(out, from, to, divisor, mode);
}

/** One row by whole numbers of any length; refused where it is wrong, or its amount too large for a column of doubles. */
export function exactMargin(
  terms: MarginTerms,
  columns: WholeColumns,
  row: number,
  coarser: CoarserAmount | undefined,
  mode: PlainMode | undefined,
): number {
  const lots = wholeAt(columns, "lots", row);
  const previous = priceAt(columns, "previous", row, terms);
  const settlement = priceAt(columns, "settlement", row, terms);
  const product = lots * (settlement - previous) * terms.factor;
  const amount =
    coarser === undefined || mode === undefined
      ? product
      : roundTo({ n: product, d: 1n }, { n: coarser.divisor, d: 1n }, mode).n / coarser.divisor;
  if (amount >= BigInt(EXACT_WHOLE) || amount <= -BigInt(EXACT_WHOLE))
    refuseAt(`row ${row}`, "over-range", `an amount below 2^53 units`, String(amount));
  return Number(amount);
}

function wholeAt(columns: WholeColumns, name: (typeof POSITION_COLUMNS)[number], row: number): bigint {
  const value = columns[name][row] as number | bigint;
  if (typeof value === "bigint") return value;
  if (!Number.isSafeInteger(value) || Object.is(value, -0))
    return refuseAt(
      `${name}[${row}]`,
      "not-an-integer",
      "a whole number below 2^53",
      Object.is(value, -0) ? "-0" : String(value),
    );
  return BigInt(value);
}

function priceAt(columns: WholeColumns, name: "previous" | "settlement", row: number, terms: MarginTerms): bigint {
  const units = wholeAt(columns, name, row);
  const shown = (): string => show(multiply(terms.priceUnit, fromInteger(units)));
  const place = `${inside("", name)}[${row}]`;
  if (!terms.signed && units < 0n) refuseAt(place, "negative-price", "a price of zero or more", shown());
  if (terms.ticks.length > 0 && !terms.ticks.some((tick) => units % BigInt(tick) === 0n))
    refuseAt(
      place,
      "off-tick",
      `a multiple of ${terms.ticks.map((tick) => show(multiply(terms.priceUnit, fromInteger(tick)))).join(" or ")}`,
      shown(),
    );
  return units;
}
