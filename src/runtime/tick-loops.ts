// What is done to every row of columns of ticks, in this language.
import type { ColumnsPrice } from "./kernel.ts";
import { columnsPrice } from "./columns.ts";
import type { Loops, TickColumns } from "./histogram.ts";
import type { ReferencePrice } from "./index-price.ts";
import type { Kernel } from "./kernel.ts";
import type { IndexReads } from "./observations.ts";

/**
 * Adds the sizes of all rows to the cells of their ticks. Negative where a size is not above zero or is beyond 2^30, or a tick lies outside the cells, whose number
 * is a power of two: bits are gathered over the rows and looked at once. Eight rows a turn, so that a core adds to several cells at a
 * time, and so that the engine leaves the loop a function of its own, with registers of its own.
 */
function sizesAdded(price: Int32Array, size: Int32Array, low: number, cells: Float64Array): number {
  const rows = price.length;
  const mask = cells.length - 1;
  // A whole number of 32 bits from the first: what comes from a field of an object may be anything to the engine.
  const base = low | 0;
  let ticks = 0;
  let sizes = 0;
  let row = 0;
  for (; row + 7 < rows; row += 8) {
    const a = ((price[row] as number) - base) | 0;
    const b = ((price[row + 1] as number) - base) | 0;
    const c = ((price[row + 2] as number) - base) | 0;
    const d = ((price[row + 3] as number) - base) | 0;
    const e = ((price[row + 4] as number) - base) | 0;
    const f = ((price[row + 5] as number) - base) | 0;
    const g = ((price[row + 6] as number) - base) | 0;
    const h = ((price[row + 7] as number) - base) | 0;
    const sizeA = size[row] as number;
    const sizeB = size[row + 1] as number;
    const sizeC = size[row + 2] as number;
    const sizeD = size[row + 3] as number;
    const sizeE = size[row + 4] as number;
    const sizeF = size[row + 5] as number;
    const sizeG = size[row + 6] as number;
    const sizeH = size[row + 7] as number;
    ticks |= a | b | c | d | e | f | g | h;
    sizes |=
      (sizeA - 1) | (sizeB - 1) | (sizeC - 1) | (sizeD - 1) | (sizeE - 1) | (sizeF - 1) | (sizeG - 1) | (sizeH - 1);
    cells[a & mask] = (cells[a & mask] as number) + sizeA;
    cells[b & mask] = (cells[b & mask] as number) + sizeB;
    cells[c & mask] = (cells[c & mask] as number) + sizeC;
    cells[d & mask] = (cells[d & mask] as number) + sizeD;
    cells[e & mask] = (cells[e & mask] as number) + sizeE;
    cells[f & mask] = (cells[f & mask] as number) + sizeF;
    cells[g & mask] = (cells[g & mask] as number) + sizeG;
    cells[h & mask] = (cells[h & mask] as number) + sizeH;
  }
  for (; row < rows; row += 1) {
    const a = ((price[row] as number) - base) | 0;
    ticks |= a;
    sizes |= (size[row] as number) - 1;
    cells[a & mask] = (cells[a & mask] as number) + (size[row] as number);
  }
  // Of numbers not below zero the bits of all together are above the mask when one of them is. The least of all sizes, less one, is the greatest.
  return ticks | (mask - ticks) | sizes | (GREATEST - sizes);
}

const GREATEST = 2 ** 30 - 1;

/** Whether no time is before `from` or before the one above it. Of times not below zero the differences are whole numbers of 32 bits. */
function ordered(time: Int32Array, from: number): boolean {
  const rows = time.length;
  let order = 0;
  let last = from | 0;
  let row = 0;
  for (; row + 7 < rows; row += 8) {
    const a = time[row] as number;
    const b = time[row + 1] as number;
    const c = time[row + 2] as number;
    const d = time[row + 3] as number;
    const e = time[row + 4] as number;
    const f = time[row + 5] as number;
    const g = time[row + 6] as number;
    const h = time[row + 7] as number;
    order |= a | b | c | d | e | f | g | h;
    order |= (a - last) | (b - a) | (c - b) | (d - c) | (e - d) | (f - e) | (g - f) | (h - g);
    last = h;
  }
  for (; row < rows; row += 1) {
    order |= (time[row] as number) | ((time[row] as number) - last);
    last = time[row] as number;
  }
  return order >= 0;
}

/** The same with the sizes and the number of rows of each tick and source; a place beyond the sources counts for the last of them, and is told elsewhere. */
function sizesAddedBySource(
  { price, size, source }: TickColumns,
  low: number,
  bits: number,
  cells: Float64Array,
): number {
  const mask = (cells.length >> (bits + 1)) - 1;
  const places = (1 << bits) - 1;
  const base = low | 0;
  let ticks = 0;
  let sizes = 0;
  for (let row = 0; row < price.length; row += 1) {
    const a = ((price[row] as number) - base) | 0;
    ticks |= a;
    sizes |= (size[row] as number) - 1;
    const cell = (((a & mask) << bits) | ((source[row] as number) & places)) << 1;
    cells[cell] = (cells[cell] as number) + (size[row] as number);
    cells[cell + 1] = (cells[cell + 1] as number) + 1;
  }
  return ticks | (mask - ticks) | sizes | (GREATEST - sizes);
}

/** Whether every code is below a bound: four bytes at a time where there are no more than 128 of them. */
function below(codes: Uint8Array | Uint16Array, bound: number): boolean {
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

const scriptLoops: Loops = {
  cells: (count) => new Float64Array(count),
  ordered,
  fill: ({ price, size }, low, cells) => sizesAdded(price, size, low, cells) >= 0,
  fillBySource: (rows, low, bits, cells) => sizesAddedBySource(rows, low, bits, cells) >= 0,
  below,
};

/** The print of an index from columns, as `columnsPrice` says. */
export function priceOfColumns(
  input: unknown,
  reads: IndexReads,
  kernel: Kernel | undefined,
  exact: (input: unknown) => ReferencePrice,
): ColumnsPrice {
  return columnsPrice(input, reads, kernel, exact, scriptLoops);
}
