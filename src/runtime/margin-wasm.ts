// The variation margin of columns by a WebAssembly module: rows beyond what is proved of it take whole numbers of any length.
import { fromInteger, multiply, toFixed } from "./exact.ts";
import { inside, inWords, readChoice, refuseAt } from "./input.ts";
import type { AmountColumn, CoarserAmount, MarginTerms, WholeColumns } from "./margin-columns.ts";
import { exactMargin, onTicks, PLAIN_MODES, readPositionColumns } from "./margin-columns.ts";
import type { PlainMode, PositionColumns } from "./whole-loops.ts";
import { sumOfRows } from "./whole-loops.ts";

/** The columns of positions in the memory of a module, and its functions. */
export type MarginModule = {
  /**
   * Columns of so many rows to write positions into: nothing is copied then. They hold until the next ones are asked for; twenty bytes of memory a row. Refused with
   * `memory-cannot-grow`.
   */
  readonly reserve: (rows: number) => PositionColumns;
  /** The variation margin of every position; `amounts` holds until the next call. */
  readonly variationMarginOfColumns: (columns: unknown) => AmountColumn;
  /** The same rounded; refused with `rounding-mode-unknown` where the contract has no coarser amount. */
  readonly roundedVariationMarginOfColumns: (columns: unknown, mode: unknown) => AmountColumn;
};

/** Rows that a module looks at together: what the encoder of the compiler was told. */
const ROWS_A_LOOK = 4096;
const PAGE = 65_536;
/** Lots, two prices and an amount. */
const BYTES_A_ROW = 20;

/** What is used of a memory of WebAssembly. */
export type ModuleMemory = { readonly buffer: ArrayBuffer; readonly grow: (pages: number) => number };

/** What a module exports: its memory, and a function for each way of rounding. */
export type ModuleExports = { readonly memory: ModuleMemory; readonly [name: string]: unknown };

type Loop = (lots: number, previous: number, settlement: number, amounts: number, from: number, to: number) => number;

/** The functions of a module that was made for these terms, from what it exports. */
export function moduleMargins(
  terms: MarginTerms,
  coarser: CoarserAmount | undefined,
  exported: ModuleExports,
): MarginModule {
  const { memory } = exported;
  let room = 0;
  let now: PositionColumns | undefined;
  const reserve = (rows: number): PositionColumns => {
    if (!Number.isSafeInteger(rows) || rows < 0)
      refuseAt("rows", "not-an-integer", "a whole number of rows", inWords(rows));
    const wanted = rows + ((4 - (rows % 4)) % 4);
    if (wanted > room) {
      growMemory(memory, wanted * BYTES_A_ROW, rows);
      room = wanted;
    }
    const column = (at: number): Int32Array => new Int32Array(memory.buffer, at * 4 * room, rows);
    now = { lots: column(0), previous: column(1), settlement: column(2) };
    return now;
  };
  const placed = (columns: PositionColumns): PositionColumns => {
    const own = now;
    if (own && POSITIONS.every((name) => sameRows(columns[name], own[name]))) return own;
    for (const name of POSITIONS)
      if (columns[name].buffer === memory.buffer)
        refuseAt(name, "not-a-column", "the columns last reserved, in their order, or memory of one's own", "others");
    const made = reserve(columns.lots.length);
    for (const name of POSITIONS) made[name].set(columns[name]);
    return made;
  };
  const settle = (input: unknown, mode: PlainMode | undefined): AmountColumn => {
    const columns = placed(readWhole32(input));
    const loop = exported[mode === undefined ? "margin" : `margin_${mode.replace(/-/g, "_")}`] as Loop;
    return settleBy(terms, mode === undefined ? undefined : coarser, mode, columns, (from, to, rows) => {
      const at = 4 * room;
      const done = onTicks({ columns, from, to: rows }, terms) ? loop(0, at, 2 * at, 3 * at, from, to) : from;
      return { done, amounts: new Float64Array(memory.buffer, 3 * at, rows) };
    });
  };
  return {
    reserve,
    variationMarginOfColumns: (columns) => settle(columns, undefined),
    roundedVariationMarginOfColumns: (columns, mode) => {
      const modes = coarser === undefined ? [] : PLAIN_MODES;
      return settle(columns, readChoice(mode, "mode", modes, "rounding-mode-unknown") as PlainMode);
    },
  };
}

const POSITIONS = ["lots", "previous", "settlement"] as const;

const sameRows = (a: Int32Array, b: Int32Array): boolean =>
  a.buffer === b.buffer && a.byteOffset === b.byteOffset && a.length === b.length;

/** Columns of 32 bits: what a module takes. */
function readWhole32(input: unknown): PositionColumns {
  const columns = readPositionColumns(input);
  if ((input as { readonly amounts?: unknown }).amounts !== undefined)
    refuseAt("amounts", "unknown-field", `one of ${POSITIONS.join(", ")}`, "amounts");
  const of32 = (name: (typeof POSITIONS)[number]): Int32Array => {
    const column = columns[name];
    return column instanceof Int32Array
      ? column
      : refuseAt(inside("", name), "not-a-column", "an Int32Array", inWords(column));
  };
  return { lots: of32("lots"), previous: of32("previous"), settlement: of32("settlement") };
}

/** Grows a memory to so many bytes where it is smaller; refused with `memory-cannot-grow`. */
export function growMemory(memory: ModuleMemory, bytes: number, rows: number): void {
  const missing = Math.max(bytes - memory.buffer.byteLength, 0);
  const pages = (missing + ((PAGE - (missing % PAGE)) % PAGE)) / PAGE;
  try {
    memory.grow(pages);
  } catch {
    refuseAt("rows", "memory-cannot-grow", `${bytes} bytes of memory for ${rows} rows`, `${memory.buffer.byteLength}`);
  }
}

type Turn = (
  from: number,
  to: number,
  rows: number,
) => { readonly done: number; readonly amounts: Float64Array<ArrayBuffer> };

function settleBy(
  terms: MarginTerms,
  coarser: CoarserAmount | undefined,
  mode: PlainMode | undefined,
  columns: PositionColumns & WholeColumns,
  turn: Turn,
): AmountColumn {
  const rows = columns.lots.length;
  const end = rows + ((4 - (rows % 4)) % 4);
  let exactRows = 0;
  let { done, amounts } = turn(0, end, rows);
  while (done < end) {
    if (done < 0) throw new Error("the module was given memory that it does not have");
    const until = Math.min(done + ROWS_A_LOOK, rows);
    for (let row = done; row < until; row += 1) amounts[row] = exactMargin(terms, columns, row, coarser, mode);
    exactRows += until - done;
    if (until === rows) break;
    ({ done, amounts } = turn(until, end, rows));
  }
  let total = 0n;
  for (let from = 0; from < rows; from += ROWS_A_LOOK)
    total += sumOfRows(amounts, from, Math.min(from + ROWS_A_LOOK, rows));
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
