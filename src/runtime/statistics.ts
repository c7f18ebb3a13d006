// Exact statistics of settlement and index rules. Imports only `exact.ts` and is shipped with it inside calculators.
import type { Rational } from "./exact.ts";
import {
  ONE,
  ZERO,
  absolute,
  compare,
  divide,
  fromInteger,
  gcd,
  max,
  min,
  multiply,
  ratio,
  refuse,
  show,
  subtract,
} from "./exact.ts";

/** A price and the size it was dealt or quoted for; sizes are never negative. */
export type Sized = { readonly price: Rational; readonly size: Rational };

/** A value and the weight it counts with; weights are never negative. */
export type Weighted = { readonly value: Rational; readonly weight: Rational };

/** A price and the whole milliseconds for which it stood. */
export type Held = { readonly price: Rational; readonly milliseconds: bigint | number };

/** The smallest denominator that every value can be written over: what lets whole lists be added and sorted as integers. */
function commonDenominator(values: readonly Rational[]): bigint {
  let common = 1n;
  for (const { d } of values) {
    if (d !== common && common % d !== 0n) common = d % common === 0n ? d : (common / gcd(common, d)) * d;
  }
  return common;
}

const over = (value: Rational, d: bigint): bigint => (value.d === d ? value.n : value.n * (d / value.d));

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

function refuseEmpty(values: readonly unknown[], what: string): void {
  if (values.length === 0) refuse("empty-input", `there is nothing to take the ${what} of`);
}

function refuseNegative(weights: readonly Rational[]): void {
  const negative = weights.find((weight) => weight.n < 0n);
  if (negative) refuse("negative-weight", `a size or weight cannot be negative`, [show(negative)]);
}

/** The exact sum; the sum of nothing is 0, because the volume of no trades is 0. One reduction at the end, none between. */
export function sum(values: readonly Rational[]): Rational {
  const d = commonDenominator(values);
  let n = 0n;
  for (const value of values) n += over(value, d);
  return ratio(n, d);
}

/** The arithmetic mean; of nothing refused with `empty-input`. */
export function mean(values: readonly Rational[]): Rational {
  refuseEmpty(values, "mean");
  return divide(sum(values), fromInteger(values.length));
}

/** The middle value, or the mean of the two middle values of an even count; of nothing refused with `empty-input`. */
export function median(values: readonly Rational[]): Rational {
  refuseEmpty(values, "median");
  const d = commonDenominator(values);
  const sorted = values.map((value) => over(value, d)).sort(ascending);
  const upper = sorted[sorted.length >> 1] as bigint;
  if (sorted.length % 2 === 1) return ratio(upper, d);
  return ratio((sorted[(sorted.length >> 1) - 1] as bigint) + upper, 2n * d);
}

/** The median of the groups' own medians; no group, or a group of nothing, is refused with `empty-input`. */
export function medianOfMedians(groups: readonly (readonly Rational[])[]): Rational {
  return median(groups.map(median));
}

/**
 * The volume-weighted median: with prices ascending, the first price at which cumulative size reaches half of the
 * total. Where it meets half exactly, that price is the median, not the mean with the next one.
 * Source: CME CF Cryptocurrency Reference Rates methodology, volume-weighted median of a partition.
 * Refused: `empty-input`, `negative-weight`, `no-weight` (all sizes zero).
 */
export function weightedMedian(trades: readonly Sized[]): Rational {
  refuseEmpty(trades, "weighted median");
  const sizes = trades.map((trade) => trade.size);
  refuseNegative(sizes);
  const priceOver = commonDenominator(trades.map((trade) => trade.price));
  const sizeOver = commonDenominator(sizes);
  const sorted = trades
    .map(({ price, size }) => ({ price: over(price, priceOver), size: over(size, sizeOver) }))
    .sort((a, b) => ascending(a.price, b.price));
  const total = sorted.reduce((so, { size }) => so + size, 0n);
  if (total === 0n) refuse("no-weight", "the sizes add up to zero, so there is no weighted median");
  let cumulative = 0n;
  for (const { price, size } of sorted) {
    cumulative += size;
    if (2n * cumulative >= total) return ratio(price, priceOver);
  }
  throw new Error("cumulative size never reached half of the total");
}

/** `Σ weight × value / Σ weight`. Refused: `empty-input`, `negative-weight`, `no-weight` (all weights zero). */
export function weightedMean(values: readonly Weighted[]): Rational {
  refuseEmpty(values, "weighted mean");
  const weights = values.map(({ weight }) => weight);
  refuseNegative(weights);
  const valueOver = commonDenominator(values.map(({ value }) => value));
  const weightOver = commonDenominator(weights);
  let total = 0n;
  let weighed = 0n;
  for (const { value, weight } of values) {
    const share = over(weight, weightOver);
    total += share;
    weighed += share * over(value, valueOver);
  }
  if (total === 0n) refuse("no-weight", "the weights add up to zero, so there is no weighted mean");
  return ratio(weighed, total * valueOver);
}

/** The volume-weighted average price `Σ price × size / Σ size`; refused as `weightedMean`. */
export function vwap(trades: readonly Sized[]): Rational {
  return weightedMean(trades.map(({ price, size }) => ({ value: price, weight: size })));
}

/** The time-weighted average price, each price counting for the whole milliseconds it stood; refused as `weightedMean`. */
export function twap(prices: readonly Held[]): Rational {
  return weightedMean(prices.map(({ price, milliseconds }) => ({ value: price, weight: fromInteger(milliseconds) })));
}

/**
 * The mean of what is left when `fraction` of the values is dropped at *each* end; the count dropped at an end is the
 * whole part of `count × fraction` (Tukey's trimmed mean). Refused: `empty-input`, `fraction-out-of-range` unless
 * `0 <= fraction < 1/2`.
 */
export function trimmedMean(values: readonly Rational[], fraction: Rational): Rational {
  refuseEmpty(values, "trimmed mean");
  if (fraction.n < 0n || 2n * fraction.n >= fraction.d) {
    refuse("fraction-out-of-range", `${show(fraction)} cannot be dropped at each end; it must be from 0 to below 0.5`);
  }
  const dropped = Number((BigInt(values.length) * fraction.n) / fraction.d);
  return mean([...values].sort(compare).slice(dropped, values.length - dropped));
}

/**
 * Shares of the total that add up to exactly 1 with none above `cap`: what exceeds it goes to the uncapped in proportion
 * to their weights, again and again until none exceeds. Refused: `empty-input`, `negative-weight`, `no-weight`, and
 * `cap-infeasible` where the cap times the number of weights above zero is below 1 (a weight of zero takes no share).
 */
export function capShares(weights: readonly Rational[], cap: Rational): Rational[] {
  refuseEmpty(weights, "shares");
  refuseNegative(weights);
  const takers = weights.filter((weight) => weight.n > 0n).length;
  if (takers === 0) refuse("no-weight", "the weights add up to zero, so nothing has a share");
  if (compare(multiply(cap, fromInteger(takers)), ONE) < 0) {
    refuse("cap-infeasible", `${takers} shares of at most ${show(cap)} cannot add up to 1`, [
      show(cap),
      String(takers),
    ]);
  }
  const shares: Rational[] = weights.map(() => cap);
  const capped = new Set<number>();
  for (;;) {
    const left = subtract(ONE, multiply(cap, fromInteger(capped.size)));
    const free = sum(weights.filter((_, at) => !capped.has(at)));
    const scale = free.n === 0n ? ZERO : divide(left, free);
    const before = capped.size;
    weights.forEach((weight, at) => {
      if (capped.has(at)) return;
      const share = multiply(weight, scale);
      shares[at] = compare(share, cap) > 0 ? cap : share;
      if (compare(share, cap) > 0) capped.add(at);
    });
    if (capped.size === before) return shares;
  }
}

/** `value` brought into `[low, high]`, both ends allowed; `low > high` is refused with `bounds-crossed`. */
export function clamp(value: Rational, low: Rational, high: Rational): Rational {
  if (compare(low, high) > 0) refuse("bounds-crossed", `the floor ${show(low)} is above the cap ${show(high)}`);
  return min(max(value, low), high);
}

/** `|value - reference| / |reference|` as a ratio (0.1 is 10 %); a reference of zero is refused with `division-by-zero`. */
export function deviation(value: Rational, reference: Rational): Rational {
  return divide(absolute(subtract(value, reference)), absolute(reference));
}
