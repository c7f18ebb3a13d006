// Prices of many trades counted by tick: whole numbers only, so that ties and half volumes are exact.

/** Columns of one kind of input: whole ticks, whole units of size, whole milliseconds since an instant, and the places of their sources. */
export type TickColumns = {
  readonly time: Int32Array;
  readonly price: Int32Array;
  readonly size: Int32Array;
  readonly source: Uint8Array | Uint16Array;
};

/** Where columns are cut: milliseconds from the instant they count from, and into how many parts. `least` is the lowest tick there may be. */
export type Cut = { readonly from: number; readonly length: number; readonly parts: number; readonly least: number };

/**
 * What is done to every row, in the language of the machine or in this one. `cells` gives room for numbers, all zero. `ordered`: no time is below `from`, which is not
 * below zero, or before the one above it. `fill` adds the size of each row to the cell of its tick, counted from `low`, in a power of two of cells; false where a size is
 * not above zero or is beyond 2^30, or a tick lies outside the cells, which then hold anything. `fillBySource` has two cells for each tick and each of `2 ** bits` sources, the sizes and the
 * number of rows. `below`: every code is below a bound. `placed`: the same columns where the loops find them.
 */
export type Loops = {
  readonly cells: (count: number) => Float64Array;
  readonly ordered: (time: Int32Array, from: number) => boolean;
  readonly fill: (rows: TickColumns, low: number, cells: Float64Array) => boolean;
  readonly fillBySource: (rows: TickColumns, low: number, bits: number, cells: Float64Array) => boolean;
  readonly below: (codes: Uint8Array | Uint16Array, bound: number) => boolean;
  readonly placed?: <T extends TickColumns>(columns: T) => T;
};

/** The cells of one part; cell 0 is of the tick `low`. Read before the next part is asked for: the cells are the same. */
export type PartCells = {
  readonly part: number;
  readonly low: number;
  readonly rows: number;
  readonly cells: Float64Array;
};

/** As many numbers as lie in the nearer memory of a core, half a mebibyte; four times as many where sources are told apart. */
const MOST_CELLS = 1 << 16;
/** The most numbers that are asked for. */
export const MOST_ROOM = MOST_CELLS << 2;

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

/** The ticks first tried, around the first row: more than most prices move through in an hour. */
const FIRST_TICKS = 1 << 13;

/** The least power of two that is not below a number, nor below another one. */
function powerOfTwo(least: number, from = 1): number {
  let power = from;
  while (power < least) power *= 2;
  return power;
}

/** The least multiple of a step that is not below a number. */
const upTo = (number: number, step: number): number => number + ((step - (number % step)) % step);

/** Ticks beyond this are no prices: what two of them differ by would not be a whole number of 32 bits. */
const FARTHEST = 2 ** 30;

/** The cells so far, the tick of the first of them, how many numbers each tick has, and what fills them. */
type Cells = {
  now: Float64Array;
  low: number;
  readonly each: number;
  readonly fill: (rows: TickColumns, low: number, cells: Float64Array) => boolean;
};

/** Fills cells that hold every tick of the rows; false where there is no way: too many cells, or a row that is wrong. */
function filled(rows: TickColumns, cells: Cells, before: number, loops: Loops): boolean {
  if (!loops.ordered(rows.time, before)) return false;
  cells.now.fill(0);
  if (cells.fill(rows, cells.low, cells.now)) return true;
  const { low, high } = reach(rows.price);
  const wanted = high - low + 1;
  if (low < -FARTHEST || high > FARTHEST) return false;
  const ticks = powerOfTwo(wanted, FIRST_TICKS >> 2);
  if (ticks * cells.each > (cells.each === 1 ? MOST_CELLS : MOST_ROOM)) return false;
  cells.now = loops.cells(ticks * cells.each);
  cells.low = low - ((ticks - wanted) >> 1);
  return cells.fill(rows, cells.low, cells.now);
}

/** Whether rows that count for nothing are in order from `before` on, and as sound as those that count. */
export function sound({ time, price, size }: TickColumns, before: number, least: number): boolean {
  let last = before;
  for (let row = 0; row < time.length; row += 1) {
    if ((time[row] as number) < last || (size[row] as number) <= 0 || (price[row] as number) < least) return false;
    last = time[row] as number;
  }
  return true;
}

const between = ({ time, price, size, source }: TickColumns, from: number, to?: number): TickColumns => ({
  time: time.subarray(from, to),
  price: price.subarray(from, to),
  size: size.subarray(from, to),
  source: source.subarray(from, to),
});

/**
 * What `each` makes of every part that has rows, in order; told apart by source where `bits` says how many bits their places have. Undefined where another way has to be taken, because whole numbers might not carry it or a row is
 * wrong: a time below zero or before the one above it, a size not above zero, ticks too far apart, or what `each` leaves undefined.
 */
export function byPart<T>(
  columns: TickColumns,
  { from, length, parts, least }: Cut,
  loops: Loops,
  bits: number | undefined,
  each: (cells: PartCells) => T | undefined,
): T[] | undefined {
  const { time, price } = columns;
  const first = price[0] ?? 0;
  if (first > FARTHEST || first < -FARTHEST) return undefined;
  const many = bits === undefined ? 1 : 2 << bits;
  const ticks = Math.min(FIRST_TICKS, powerOfTwo(MOST_ROOM / 4 / many));
  if (ticks < 1) return undefined;
  const cells: Cells = {
    now: loops.cells(ticks * many),
    low: first - (ticks >> 1),
    each: many,
    fill: bits === undefined ? loops.fill : (rows, low, all) => loops.fillBySource(rows, low, bits, all),
  };
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
    if (!filled(between(columns, begin, close), cells, lastOf(begin), loops)) return undefined;
    if (cells.low < least && cells.now.subarray(0, (least - cells.low) * many).some((one) => one > 0)) return undefined;
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
