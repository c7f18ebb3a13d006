import {
  add,
  compare,
  divide,
  fromInteger,
  multiply,
  type Rational,
  roundTo,
  subtract,
  ZERO,
} from "../runtime/exact.ts";

/** All values a formula can have lie in it, both ends included; an end that is not there is open to infinity. */
export type Range = { readonly low?: Rational; readonly high?: Rational };

/** Every number. */
export const ANY: Range = {};

/** Zero and every number above. */
export const FROM_ZERO: Range = { low: ZERO };

/** True when zero lies in the range. */
export function hasZero({ low, high }: Range): boolean {
  return (low === undefined || low.n <= 0n) && (high === undefined || high.n >= 0n);
}

/** A range of these ends. */
export function bounds(low: Rational | undefined, high: Rational | undefined): Range {
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

/** The range of what is below zero by as much. */
export function flip({ low, high }: Range): Range {
  return bounds(high && subtract(ZERO, high), low && subtract(ZERO, low));
}

/** The range of sums. */
export function sumOf(a: Range, b: Range): Range {
  return bounds(a.low && b.low && add(a.low, b.low), a.high && b.high && add(a.high, b.high));
}

/** The least range that holds both. */
export function hullOf(a: Range, b: Range): Range {
  const low = a.low && b.low && (compare(a.low, b.low) < 0 ? a.low : b.low);
  return bounds(low, a.high && b.high && (compare(a.high, b.high) > 0 ? a.high : b.high));
}

/** The range of the lesser of two. */
export function lesser(a: Range, b: Range): Range {
  const low = a.low && b.low && (compare(a.low, b.low) < 0 ? a.low : b.low);
  const high = a.high && b.high ? (compare(a.high, b.high) < 0 ? a.high : b.high) : (a.high ?? b.high);
  return bounds(low, high);
}

/** The range of products. */
export function productOf(a: Range, b: Range): Range {
  const positive = (one: Range): boolean => one.low !== undefined && one.low.n >= 0n;
  if (a.low && a.high && b.low && b.high) {
    const ends = [a.low, a.high].flatMap((x) => [multiply(x, b.low as Rational), multiply(x, b.high as Rational)]);
    const sorted = [...ends].sort(compare);
    return bounds(sorted[0], sorted.at(-1));
  }
  if (positive(a) && positive(b))
    return bounds(multiply(a.low as Rational, b.low as Rational), a.high && b.high && multiply(a.high, b.high));
  if (positive(a) && positive(flip(b))) return flip(productOf(a, flip(b)));
  if (positive(flip(a)) && positive(b)) return flip(productOf(flip(a), b));
  return positive(flip(a)) && positive(flip(b)) ? productOf(flip(a), flip(b)) : ANY;
}

/** One over a range; of one with zero in it nothing is known. */
export function inverse(range: Range): Range {
  if (hasZero(range)) return range.low?.n === 0n ? FROM_ZERO : ANY;
  const one = fromInteger(1);
  const low = range.high === undefined ? ZERO : divide(one, range.high);
  const high = range.low === undefined ? ZERO : divide(one, range.low);
  return bounds(low, high);
}

/** What of a range lies at `low` or above and at `high` or below. */
export function within(range: Range, { low, high }: Range): Range {
  const least = range.low && low ? (compare(range.low, low) < 0 ? low : range.low) : (range.low ?? low);
  const most = range.high && high ? (compare(range.high, high) < 0 ? range.high : high) : (range.high ?? high);
  return bounds(least, most);
}

/** The range of what every value is brought to that lies outside `low` and `high`: the nearer of them. */
export function clampedTo(range: Range, { low, high }: Range): Range {
  const into = (end: Rational | undefined): Rational | undefined =>
    end && low && compare(end, low) < 0 ? low : end && high && compare(end, high) > 0 ? high : end;
  return bounds(range.low ? into(range.low) : low, range.high ? into(range.high) : high);
}

/** True when all of `inner` lies in `outer`. */
export function isWithin(inner: Range, outer: Range): boolean {
  const low = outer.low === undefined || (inner.low !== undefined && compare(outer.low, inner.low) <= 0);
  return low && (outer.high === undefined || (inner.high !== undefined && compare(inner.high, outer.high) <= 0));
}

/** The range of values rounded to whole multiples of `increment`, in whatever mode: each goes to the nearest on one side of it, so no further than the multiple that holds its end. */
export function roundedTo({ low, high }: Range, increment: Rational): Range {
  return bounds(low && roundTo(low, increment, "down"), high && roundTo(high, increment, "up"));
}
