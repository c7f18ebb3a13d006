// Reference prices from columns by a WebAssembly module: what whole numbers of its loops do not carry takes the exact way of every row.
import { columnsPrice } from "./columns.ts";
import type { Loops, TickColumns } from "./histogram.ts";
import { MOST_ROOM } from "./histogram.ts";
import type { ReferencePrice } from "./index-price.ts";
import { inWords, readList, refuseAt } from "./input.ts";
import type { ColumnsPrice, Kernel } from "./kernel.ts";
import type { ModuleExports } from "./margin-wasm.ts";
import { growMemory } from "./margin-wasm.ts";
import type { IndexReads } from "./observations.ts";

/** Columns of trades in a module's memory. */
export type RowColumns = {
  readonly time: Int32Array;
  readonly price: Int32Array;
  readonly size: Int32Array;
  readonly source: Uint8Array;
};

/** The memory of a module with its loops. */
export type FixingModule = {
  /**
   * Columns of so many rows to write inputs into: nothing is copied then. They hold until the next ones are asked for; thirteen bytes of memory a row. Refused with
   * `memory-cannot-grow`.
   */
  readonly reserveRows: (rows: number) => RowColumns;
  /** The batch form of an index by the loops. */
  readonly fix: (
    input: unknown,
    reads: IndexReads,
    kernel: Kernel,
    exact: (input: unknown) => ReferencePrice,
  ) => ColumnsPrice;
};

/** Cells stand first in the memory. */
const ROOM_BYTES = MOST_ROOM * 8;
const BYTES_OF_A_TRADE = 13;

type Loop = (...given: readonly number[]) => number;

/** The columns and loops of a module of fixings, from what it exports. */
export function moduleFixings(exported: ModuleExports): FixingModule {
  const { memory } = exported;
  const loop = (name: string): Loop => exported[name] as Loop;
  let room = 0;
  let now: RowColumns | undefined;
  const reserveRows = (rows: number): RowColumns => {
    if (!Number.isSafeInteger(rows) || rows < 0)
      refuseAt("rows", "not-an-integer", "a whole number of rows", inWords(rows));
    const wanted = rows + ((16 - (rows % 16)) % 16);
    if (wanted > room) {
      growMemory(memory, ROOM_BYTES + wanted * BYTES_OF_A_TRADE, rows);
      room = wanted;
    }
    const column = (at: number): Int32Array => new Int32Array(memory.buffer, ROOM_BYTES + 4 * at * room, rows);
    const source = new Uint8Array(memory.buffer, ROOM_BYTES + 12 * room, rows);
    now = { time: column(0), price: column(1), size: column(2), source };
    return now;
  };
  const loops: Loops = {
    cells: (count) => new Float64Array(memory.buffer, 0, count).fill(0),
    ordered: (time, from) => loop("ordered")(time.byteOffset, time.length, from) === 1,
    fill: ({ price, size }, low, cells) =>
      loop("fill")(price.byteOffset, size.byteOffset, price.length, low, 0, cells.length) === 1,
    fillBySource: ({ price, size, source }, low, bits, cells) =>
      loop("fill_by_source")(
        ...[price, size, source].map((one) => one.byteOffset),
        ...[price.length, low, bits, 0, cells.length >> (bits + 1)],
      ) === 1,
    // Blocks of other kinds stand where the caller has them.
    below: (codes, bound) =>
      codes.buffer === memory.buffer
        ? loop("below")(codes.byteOffset, codes.length, bound) === 1
        : codes.every((code) => code < bound),
  };
  const placed = <T extends TickColumns>(block: T): T => {
    const own = now;
    if (own !== undefined && NAMES.every((name) => block[name] === own[name] || same(block[name], own[name])))
      return block;
    const inside = NAMES.find((name) => block[name].buffer === memory.buffer);
    if (inside !== undefined)
      refuseAt(inside, "not-a-column", "the columns last reserved, or memory of one's own", "others");
    const made = reserveRows(block.time.length);
    for (const name of NAMES) made[name].set(block[name]);
    return { ...block, ...made };
  };
  return {
    reserveRows,
    fix: (input, reads, kernel, exact) => {
      readList((input as { readonly columns?: unknown } | null)?.columns ?? [], "columns", narrow);
      return columnsPrice(input, reads, kernel, exact, { ...loops, placed });
    },
  };
}

const NAMES = ["time", "price", "size", "source"] as const;

type Column = Int32Array | Uint8Array | Uint16Array;

const same = (a: Column, b: Column): boolean =>
  a.buffer === b.buffer && a.byteOffset === b.byteOffset && a.length === b.length;

/** Refuses places of two bytes: the loops read one. */
function narrow(value: unknown, place: string): void {
  const { source } = (value ?? {}) as { readonly source?: unknown };
  if (source instanceof Uint16Array)
    refuseAt(`${place}.source`, "not-a-column", "a Uint8Array, of up to 256 sources", inWords(source));
}
