// Enclosures of real numbers: exp, ln, square root and the normal distribution in whole-number arithmetic, with proved bounds.
import type { Rational } from "./exact.ts";
import { refuse } from "./exact.ts";

/** All numbers from `lo` to `hi`, both counted in units of 2^-w; `w` is the same for all of a computation. */
export type Enclosure = { readonly lo: bigint; readonly hi: bigint };

const floorDiv = (a: bigint, b: bigint): bigint => {
  const cut = a / b;
  return a % b !== 0n && a < 0n !== b < 0n ? cut - 1n : cut;
};
const ceilDiv = (a: bigint, b: bigint): bigint => -floorDiv(-a, b);
const least = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (b < a ? b : a));
const most = (...all: readonly bigint[]): bigint => all.reduce((a, b) => (b > a ? b : a));

/** The enclosure of an exact number. */
export function enclose({ n, d }: Rational, w: bigint): Enclosure {
  return { lo: floorDiv(n << w, d), hi: ceilDiv(n << w, d) };
}

/** Every sum of a number of each. */
export function sumOfBoth(a: Enclosure, b: Enclosure): Enclosure {
  return { lo: a.lo + b.lo, hi: a.hi + b.hi };
}

/** Every number with its sign mirrored. */
export function mirrored({ lo, hi }: Enclosure): Enclosure {
  return { lo: -hi, hi: -lo };
}

/** Every product of a number of each. */
export function productOf(a: Enclosure, b: Enclosure, w: bigint): Enclosure {
  const all = [a.lo * b.lo, a.lo * b.hi, a.hi * b.lo, a.hi * b.hi];
  return { lo: least(...all) >> w, hi: -(-most(...all) >> w) };
}

/** Every quotient of a number of each; undefined where the divisor may be zero. */
export function quotientOf(a: Enclosure, b: Enclosure, w: bigint): Enclosure | undefined {
  if (b.lo <= 0n && b.hi >= 0n) return undefined;
  const pairs: readonly (readonly [bigint, bigint])[] = [
    [a.lo, b.lo],
    [a.lo, b.hi],
    [a.hi, b.lo],
    [a.hi, b.hi],
  ];
  return {
    lo: least(...pairs.map(([x, y]) => floorDiv(x << w, y))),
    hi: most(...pairs.map(([x, y]) => ceilDiv(x << w, y))),
  };
}

/** The largest whole number whose square is at most `n >= 0` (Newton's method from above). */
export function rootOf(n: bigint): bigint {
  if (n < 2n) return n;
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

/** The square root of numbers that are not below zero. */
export function squareRootOf({ lo, hi }: Enclosure, w: bigint): Enclosure {
  return { lo: rootOf(most(lo, 0n) << w), hi: rootOf(hi << w) + 1n };
}

/** Bits carried beyond `w` inside a series; each of fewer than 2^14 terms is wrong by at most 4 units of the last of them. */
const GUARD = 40n;

/** `2 × atanh(a / b)` for whole `0 < a < b`, in units of 2^-w: the series of odd powers, below the value by less than 2^16 units. */
function twiceAtanh(a: bigint, b: bigint, w: bigint): bigint {
  let power = (a << (w + 1n)) / b;
  let sum = 0n;
  for (let k = 1n; power !== 0n; k += 2n) {
    sum += power / k;
    power = (power * a * a) / (b * b);
  }
  return sum;
}

/** Constants that were asked for last, by the bits they were asked with: the same bits give the same number. */
const kept: { ln2?: readonly [bigint, bigint]; pi?: readonly [bigint, bigint] } = {};

/** ln 2 in units of 2^-w, below it by less than 2^16 units: 2 atanh(1/3). */
function ln2(w: bigint): bigint {
  if (kept.ln2?.[0] !== w) kept.ln2 = [w, twiceAtanh(1n, 3n, w)];
  return kept.ln2[1];
}

/** π in units of 2^-w, within 2^20 units: 16 atan(1/5) - 4 atan(1/239) (Machin). */
export function piIn(w: bigint): bigint {
  if (kept.pi?.[0] !== w) kept.pi = [w, 16n * atanOfOne(5n, w) - 4n * atanOfOne(239n, w)];
  return kept.pi[1];
}

function atanOfOne(over: bigint, w: bigint): bigint {
  let power = (1n << w) / over;
  let sum = 0n;
  for (let k = 1n, sign = 1n; power !== 0n; k += 2n, sign = -sign) {
    sum += (sign * power) / k;
    power /= over * over;
  }
  return sum;
}

const bits = (n: bigint): bigint => BigInt(n.toString(2).length);

/**
 * ln x in units of 2^-w for `x > 0` in the same units, within 2 units. `x = 2^k m` with `m` from 2/3 to 4/3, then 2 atanh((m-1)/(m+1)),
 * whose terms shrink by 25 at least: fewer than 2^13 of them, each wrong by at most 4 units of 2^-(w+40), and `|k| < 2^15` times an
 * error of ln 2 of 2^16 such units leave less than 2^32 of them, far less than one unit of 2^-w; cutting the guard costs one more.
 */
function lnOne(x: bigint, w: bigint): bigint {
  const u = w + GUARD;
  let k = bits(x) - w;
  // m = x / 2^k lies from 1/2 to 1; below 2/3 it is doubled.
  let top = k > 0n ? x << (u - w) : x << (u - w - k);
  let one = k > 0n ? 1n << (u + k) : 1n << u;
  if (3n * top < 2n * one) {
    top <<= 1n;
    k -= 1n;
  }
  const [a, b] = [top - one, top + one];
  const z = (a << u) / b;
  const zz = (z * z) >> u;
  let power = 2n * z;
  let sum = 0n;
  for (let i = 1n; power !== 0n && power !== -1n; i += 2n) {
    sum += power / i;
    power = (power * zz) >> u;
  }
  one = sum + k * ln2(u);
  return one >> GUARD;
}

/** The natural logarithm of numbers above zero. */
export function logarithmOf({ lo, hi }: Enclosure, w: bigint): Enclosure {
  if (lo <= 0n) return refuse("no-logarithm", "a number that may be zero or less has no logarithm");
  return { lo: lnOne(lo, w) - 2n, hi: lnOne(hi, w) + 2n };
}

/**
 * e^x in units of 2^-w for `x` in the same units, within 2 units. `x = k ln 2 + r` with `|r| < 0.36`: fewer than 2^13 terms of Taylor's
 * series, each wrong by at most 2 units of 2^-u, and `|k|` errors of ln 2; `u` has `k` bits more where the result is large, so that
 * shifting by `k` leaves less than a unit of 2^-w.
 */
function expOne(x: bigint, w: bigint): bigint {
  const near = x / ((ln2(w + GUARD) >> GUARD) + 1n);
  const u = w + GUARD + (near > 0n ? near + 2n : 0n) + bits(near < 0n ? -near : near);
  const unit = ln2(u);
  const wide = x << (u - w);
  const k = floorDiv(2n * wide + unit, 2n * unit);
  const r = wide - k * unit;
  let term = 1n << u;
  let sum = 0n;
  for (let i = 1n; term !== 0n && term !== -1n; i += 1n) {
    sum += term;
    term = ((term * r) >> u) / i;
  }
  const shift = u - w - k;
  return shift >= 0n ? sum >> shift : sum << -shift;
}

/** The exponential. */
export function exponentialOf({ lo, hi }: Enclosure, w: bigint): Enclosure {
  return { lo: most(expOne(lo, w) - 2n, 0n), hi: expOne(hi, w) + 2n };
}

/** The density of the standard normal distribution, e^(-x²/2) / √(2π). */
export function densityOf(x: Enclosure, w: bigint): Enclosure {
  const square = productOf(x, x, w);
  const half = { lo: -((square.hi + 1n) >> 1n), hi: -(most(square.lo, 0n) >> 1n) };
  const u = w + GUARD;
  const around = { lo: 2n * (piIn(u) - (1n << 20n)), hi: 2n * (piIn(u) + (1n << 20n)) };
  const root = squareRootOf(around, u);
  const power = exponentialOf(half, w);
  return { lo: (power.lo << u) / root.hi, hi: ceilDiv(power.hi << u, root.lo) };
}

/**
 * Φ(x) - 1/2 in units of 2^-w for `x >= 0`, within 2 units: φ(x) × (x + x³/3 + x⁵/15 + …) (Abramowitz and Stegun 26.2.11), all terms of one
 * sign. The sum is up to e^(x²/2), so `x²/2 / ln 2` bits more are carried than are lost again by φ; fewer than 2^14 terms.
 */
function halfNormal(x: bigint, w: bigint): bigint {
  const half = 1n << (w - 1n);
  // 1 - Φ(x) < e^(-x²/2) / 2: beyond this point it is less than a unit.
  if (x * x > (w + 2n) << (2n * w + 1n)) return half;
  const extra = ((3n * x * x) >> (2n * w + 2n)) + 1n;
  const u = w + extra + GUARD;
  const wide = x << (u - w);
  const square = (wide * wide) >> u;
  let term = wide;
  let sum = 0n;
  for (let k = 3n; term !== 0n; k += 2n) {
    sum += term;
    term = ((term * square) >> u) / k;
  }
  const { lo } = densityOf({ lo: wide, hi: wide }, u);
  const area = ((lo * sum) >> u) >> (u - w);
  return area > half ? half : area;
}

/** The distribution function of the standard normal distribution. */
export function normalOf({ lo, hi }: Enclosure, w: bigint): Enclosure {
  const half = 1n << (w - 1n);
  const at = (x: bigint): bigint => (x < 0n ? half - halfNormal(-x, w) : half + halfNormal(x, w));
  return { lo: most(at(lo) - 2n, 0n), hi: least(at(hi) + 2n, 2n * half) };
}
