// Loops over columns of whole numbers. What they make is exact, or they say that it may not be.

/** Below it whole numbers are exact as doubles, and a product that is not exact stays at or above it. */
export const EXACT_WHOLE = 2 ** 53;

/** Positions as columns: signed lots, and the price before and now, in one unit. */
export type PositionColumns = {
  readonly lots: Int32Array;
  readonly previous: Int32Array;
  readonly settlement: Int32Array;
};

/** What a loop multiplies by, how many lots the proof allows (below zero: there is no proof), and the bits a price must not have: that of the sign, or none. */
export type LoopTerms = { readonly factor: number; readonly most: number; readonly never: number };

/** Added and taken away again, it leaves a double below 2^51 rounded to a whole number, ties to even: there doubles lie one apart. */
const WHOLES_ONLY = 3 * 2 ** 51;

/**
 * Writes `lots × (settlement - previous) × factor` of the rows from `from` up to `to`. True where all are exact: with a proof, where no row has more lots than it
 * allows; without one, where the largest product is below 2^53. False where one is not, or a price is below zero that must not be.
 */
export function products(columns: PositionColumns, out: Float64Array, from: number, to: number, terms: LoopTerms) {
  return terms.most >= 0
    ? provedProducts(columns, out, from, to, terms)
    : measuredProducts(columns, out, from, to, terms);
}

/**
 * As `products`, each divided by `divisor` and rounded half to even. With products below 2^52 the one division, correctly rounded, moves no quotient onto a tie
 * or across one: what is no tie is at least 1 / divisor from it, more than half of what doubles there lie apart.
 */
export function productsHalfEven(
  columns: PositionColumns,
  out: Float64Array,
  from: number,
  to: number,
  terms: LoopTerms,
  divisor: number,
): boolean {
  return terms.most >= 0
    ? provedHalfEven(columns, out, from, to, terms, divisor)
    : measuredHalfEven(columns, out, from, to, terms, divisor);
}

function provedProducts(
  { lots, previous, settlement }: PositionColumns,
  out: Float64Array,
  from: number,
  to: number,
  { factor, most, never }: LoopTerms,
): boolean {
  let wrong = 0;
  for (let row = from; row < to; row += 1) {
    const held = lots[row] as number;
    const before = previous[row] as number;
    const now = settlement[row] as number;
    wrong |= (most - held) | (most + held) | ((before | now) & never);
    // A negative number times nothing is minus zero; plus zero it is zero.
    out[row] = (now - before) * held * factor + 0;
  }
  return wrong >= 0;
}

function provedHalfEven(
  { lots, previous, settlement }: PositionColumns,
  out: Float64Array,
  from: number,
  to: number,
  { factor, most, never }: LoopTerms,
  divisor: number,
): boolean {
  let wrong = 0;
  for (let row = from; row < to; row += 1) {
    const held = lots[row] as number;
    const before = previous[row] as number;
    const now = settlement[row] as number;
    wrong |= (most - held) | (most + held) | ((before | now) & never);
    out[row] = ((now - before) * held * factor) / divisor + WHOLES_ONLY - WHOLES_ONLY;
  }
  return wrong >= 0;
}

/** The largest and the smallest product are told apart by comparisons, which a core guesses right: taking the greater of each two would wait for the one before. */
function measuredProducts(
  { lots, previous, settlement }: PositionColumns,
  out: Float64Array,
  from: number,
  to: number,
  { factor, never }: LoopTerms,
): boolean {
  let wrong = 0;
  let high = 0;
  let low = 0;
  for (let row = from; row < to; row += 1) {
    const before = previous[row] as number;
    const now = settlement[row] as number;
    wrong |= before | now;
    const product = (now - before) * (lots[row] as number) * factor;
    if (product > high) high = product;
    else if (product < low) low = product;
    out[row] = product + 0;
  }
  return (wrong & never) >= 0 && high < EXACT_WHOLE && low > -EXACT_WHOLE;
}

function measuredHalfEven(
  { lots, previous, settlement }: PositionColumns,
  out: Float64Array,
  from: number,
  to: number,
  { factor, never }: LoopTerms,
  divisor: number,
): boolean {
  let wrong = 0;
  let high = 0;
  let low = 0;
  for (let row = from; row < to; row += 1) {
    const before = previous[row] as number;
    const now = settlement[row] as number;
    wrong |= before | now;
    const product = (now - before) * (lots[row] as number) * factor;
    if (product > high) high = product;
    else if (product < low) low = product;
    out[row] = product / divisor + WHOLES_ONLY - WHOLES_ONLY;
  }
  return (wrong & never) >= 0 && high < EXACT_WHOLE / 2 && low > -EXACT_WHOLE / 2;
}

/** The modes of rounding that lean to no other value. */
export type PlainMode = "half-even" | "half-away" | "half-up" | "half-down" | "up" | "down" | "away" | "toward-zero";

/** The whole number at or below a double that is below 2^51 without its sign. */
function floorOf(value: number): number {
  const near = value + WHOLES_ONLY - WHOLES_ONLY;
  return near > value ? near - 1 : near;
}

/** The whole number at or above it. */
const ceilingOf = (value: number): number => -floorOf(-value);

/** Whole numbers over a divisor, rounded: as long as twice the number and the divisor are below 2^51, what is below or above a correctly rounded quotient is so of the exact one. */
const quotients: Readonly<Record<Exclude<PlainMode, "half-even">, (n: number, d: number) => number>> = {
  up: (n, d) => ceilingOf(n / d),
  down: (n, d) => floorOf(n / d),
  away: (n, d) => (n < 0 ? floorOf(n / d) : ceilingOf(n / d)),
  "toward-zero": (n, d) => (n < 0 ? ceilingOf(n / d) : floorOf(n / d)),
  "half-up": (n, d) => floorOf((2 * n + d) / (2 * d)),
  "half-down": (n, d) => ceilingOf((2 * n - d) / (2 * d)),
  "half-away": (n, d) => (n < 0 ? ceilingOf((2 * n - d) / (2 * d)) : floorOf((2 * n + d) / (2 * d))),
};

/** Rounds the rows from `from` up to `to` in place, each over `divisor`; false, and nothing is to be used, where one is too large for it. */
export function roundRows(
  values: Float64Array,
  from: number,
  to: number,
  divisor: number,
  mode: Exclude<PlainMode, "half-even">,
): boolean {
  const rounded = quotients[mode];
  let largest = 0;
  for (let row = from; row < to; row += 1) {
    const value = values[row] as number;
    if (value > largest) largest = value;
    else if (-value > largest) largest = -value;
    values[row] = rounded(value, divisor) + 0;
  }
  return 2 * largest + divisor < EXACT_WHOLE / 4;
}

/** The exact sum of whole numbers below 2^53: of their upper and their lower parts, each of which stays exact for up to 2^26 rows. */
export function sumOfRows(values: Float64Array, from: number, to: number): bigint {
  let upper = 0;
  let lower = 0;
  for (let row = from; row < to; row += 1) {
    const value = values[row] as number;
    const high = value / 2 ** 26 + WHOLES_ONLY - WHOLES_ONLY;
    upper += high;
    lower += value - high * 2 ** 26;
  }
  return BigInt(upper) * 2n ** 26n + BigInt(lower);
}
