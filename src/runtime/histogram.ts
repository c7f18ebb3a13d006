// Prices of many trades counted by tick: whole numbers only, so that ties and half volumes are exact.

/** Columns of one kind of input: whole ticks, whole units of size, and whole milliseconds since an instant. */
export type TickColumns = {
  readonly time: Int32Array;
  readonly price: Int32Array;
  readonly size: Int32Array;
};

/** Where columns are cut: milliseconds from the instant they count from, and into how many parts. `least` is the lowest tick there may be. */
export type Cut = { readonly from: number; readonly length: number; readonly parts: number; readonly least: number };

/** The sizes of one part by tick; cell 0 is the tick `low`. Read before the next part is asked for: the cells are the same. */
export type PartCells = {
  readonly part: number;
  readonly low: number;
  readonly rows: number;
  readonly cells: Float64Array;
};

/** As many cells as lie in the nearer memory of a core: half a mebibyte. */
const MOST_CELLS = 1 << 16;

/** The first row whose time is not before `time`, in columns that are in order. */
function firstFrom(times: Int32Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Adds the sizes of all rows to the cells of their ticks. Negative where a size is not above zero or is beyond 2^30, or a tick lies outside the cells, whose number
 * is a power of two: bits are gathered over the rows and looked at once. Eight rows a turn, so that a core adds to several cells at a
 * time, and so that the engine leaves the loop a function of its own, with registers of its own.
 */
function fill(price: Int32Array, size: Int32Array, low: number, cells: Float64Array): number {
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

/** Whether no time is before `from`, which is not below zero, or before the one above it. Of times not below zero the differences are whole numbers of 32 bits. */
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

/** The least and the greatest tick of the rows. */
function reach(price: Int32Array): { readonly low: number; readonly high: number } {
  let low = price[0] as number;
  let high = low;
  for (let row = 1; row < price.length; row += 1) {
    const tick = price[row] as number;
    if (tick < low) low = tick;
    else if (tick > high) high = tick;
  }
  return { low, high };
}

/** The cells first tried, around the first row: more than most prices move through in an hour. */
const FIRST_CELLS = 1 << 13;

/** The least power of two that is not below a number, and at least the cells first tried. */
function powerOfTwo(least: number): number {
  let power = FIRST_CELLS;
  while (power < least) power *= 2;
  return power;
}

/** The least multiple of a step that is not below a number. */
const upTo = (number: number, step: number): number => number + ((step - (number % step)) % step);

/** Ticks beyond this are no prices: what two of them differ by would not be a whole number of 32 bits. */
const FARTHEST = 2 ** 30;

/** The cells so far, and the tick of the first of them. */
type Cells = { now: Float64Array; low: number };

/** Fills cells that hold every tick of the rows; false where there is no way: too many cells, or a row that is wrong. */
function filled({ time, price, size }: TickColumns, cells: Cells, before: number): boolean {
  if (!ordered(time, before)) return false;
  cells.now.fill(0);
  if (fill(price, size, cells.low, cells.now) >= 0) return true;
  const { low, high } = reach(price);
  const wanted = high - low + 1;
  if (wanted > MOST_CELLS || low < -FARTHEST || high > FARTHEST) return false;
  cells.now = new Float64Array(powerOfTwo(wanted));
  cells.low = low - ((cells.now.length - wanted) >> 1);
  return fill(price, size, cells.low, cells.now) >= 0;
}

/** Whether rows that count for nothing are in order from `before` on, and as sound as those that count. */
function sound({ time, price, size }: TickColumns, before: number, least: number): boolean {
  let last = before;
  for (let row = 0; row < time.length; row += 1) {
    if ((time[row] as number) < last || (size[row] as number) <= 0 || (price[row] as number) < least) return false;
    last = time[row] as number;
  }
  return true;
}

const between = ({ time, price, size }: TickColumns, from: number, to?: number): TickColumns => ({
  time: time.subarray(from, to),
  price: price.subarray(from, to),
  size: size.subarray(from, to),
});

/**
 * What `each` makes of every part that has rows, in order. Undefined where another way has to be taken, because whole numbers might not carry it or a row is
 * wrong: a time below zero or before the one above it, a size not above zero, ticks too far apart, or what `each` leaves undefined.
 */
export function byPart<T>(
  columns: TickColumns,
  { from, length, parts, least }: Cut,
  each: (cells: PartCells) => T | undefined,
): T[] | undefined {
  const { time, price } = columns;
  const first = price[0] ?? 0;
  if (first > FARTHEST || first < -FARTHEST) return undefined;
  const cells = { now: new Float64Array(FIRST_CELLS), low: first - FIRST_CELLS / 2 };
  const bounds = Array.from({ length: parts + 1 }, (_, part) =>
    firstFrom(time, from + upTo(part * length, parts) / parts),
  );
  // Rows before and behind the window count for nothing, but have to be in order for the bounds to hold.
  const lastOf = (row: number): number => (row === 0 ? 0 : (time[row - 1] as number));
  const [start, end] = [bounds[0] as number, bounds[parts] as number];
  if (!sound(between(columns, 0, start), 0, least) || !sound(between(columns, end), lastOf(end), least))
    return undefined;
  const found: T[] = [];
  for (let part = 0; part < parts; part += 1) {
    const [begin, close] = [bounds[part] as number, bounds[part + 1] as number];
    if (close < begin) return undefined;
    if (close === begin) continue;
    if (!filled(between(columns, begin, close), cells, lastOf(begin))) return undefined;
    if (cells.low < least && cells.now.subarray(0, least - cells.low).some((one) => one > 0)) return undefined;
    const made = each({ part: part + 1, low: cells.low, rows: close - begin, cells: cells.now });
    if (made === undefined) return undefined;
    found.push(made);
  }
  return found;
}

/** The first row inside the cut and the first behind it. */
export function rowsIn(time: Int32Array, { from, length }: Cut): [number, number] {
  return [firstFrom(time, from), firstFrom(time, from + length)];
}

/** Below it sums of whole numbers are exact, twice them too; a sum that once was not stays above it. */
const EXACT = 2 ** 52;

/** The sum of all cells, and the first tick at which they reach half of it; undefined where the sum is not exact. */
export function middleOf({ low, cells }: PartCells): { readonly tick: number; readonly total: number } | undefined {
  const total = totalOf(cells);
  if (total >= EXACT) return undefined;
  let so = 0;
  let cell = -1;
  while (2 * so < total) so += cells[(cell += 1)] as number;
  return { tick: low + cell, total };
}

/** The sum of all cells, and of each times its tick; undefined where the sum is not exact. */
export function weighedOf({ low, cells }: PartCells): { readonly weighed: bigint; readonly total: number } | undefined {
  const total = totalOf(cells);
  if (total >= EXACT) return undefined;
  let weighed = 0n;
  for (let cell = 0; cell < cells.length; cell += 1) {
    const size = cells[cell] as number;
    if (size !== 0) weighed += BigInt(low + cell) * BigInt(size);
  }
  return { weighed, total };
}

function totalOf(cells: Float64Array): number {
  let total = 0;
  for (let cell = 0; cell < cells.length; cell += 1) total += cells[cell] as number;
  return total;
}
