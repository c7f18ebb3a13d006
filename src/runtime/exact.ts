// Exact numbers. This file imports nothing and is shipped as it stands inside every generated calculator.

/** An exact number `n / d`, always in lowest terms with `d > 0`, so that equal numbers are equal field by field. */
export type Rational = { readonly n: bigint; readonly d: bigint };

/** What a calculator throws where it cannot answer exactly: engines call it, so a refusal is an `Error` with a tag of its own. */
export type RefusedInput = Error & {
  readonly kind: "refused";
  readonly code: string;
  readonly evidence: readonly string[];
};

/** Throws a `RefusedInput`: `code` is for programs, `message` one sentence for people, `evidence` the values at fault. */
export function refuse(code: string, message: string, evidence: readonly string[] = []): never {
  throw Object.assign(new Error(message), { name: "RefusedInput", kind: "refused", code, evidence });
}

/** True for what `refuse` throws, and for nothing else that a calculator can throw. */
export function isRefused(thrown: unknown): thrown is RefusedInput {
  return typeof thrown === "object" && thrown !== null && (thrown as { kind?: unknown }).kind === "refused";
}

/** A longer text is no price, and reading it would take time that grows with the square of its length. */
const MOST_DIGITS = 1000;
const LARGEST_EXPONENT = 10_000n;
const LARGEST_SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** Greatest common divisor of `a >= 0` and `b >= 0` (Euclid; Knuth, TAOCP vol. 2, 4.5.2, algorithm A). */
export function gcd(a: bigint, b: bigint): bigint {
  while (b > LARGEST_SAFE || a > LARGEST_SAFE) {
    if (b === 0n) return a;
    [a, b] = [b, a % b];
  }
  // Safe integers divide without any loss and about five times as fast as BigInts of the same size.
  let x = Number(a);
  let y = Number(b);
  while (y !== 0) [x, y] = [y, x % y];
  return BigInt(x);
}

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/** The exact whole number `value`; a number that is no safe integer is refused with `not-an-integer`. */
export function fromInteger(value: bigint | number): Rational {
  if (typeof value === "bigint") return { n: value, d: 1n };
  if (!Number.isSafeInteger(value)) refuse("not-an-integer", `${value} is not a whole number that can be held exactly`);
  return { n: BigInt(value), d: 1n };
}

/** The number `n / d` in lowest terms; `d = 0` is refused with `division-by-zero`. */
export function ratio(n: bigint, d: bigint): Rational {
  if (d === 1n) return { n, d };
  if (d === 0n) refuse("division-by-zero", `${n} cannot be divided by zero`);
  const divisor = d < 0n ? -gcd(magnitude(n), -d) : gcd(magnitude(n), d);
  return divisor === 1n ? { n, d } : { n: n / divisor, d: d / divisor };
}

const PLAIN = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/**
 * Reads a plain decimal such as `12`, `-0.05` or `1.250`. Anything else is refused with `not-a-decimal`: an exponent,
 * a `+`, a digit separator, a missing digit on either side of the point, leading zeros, spaces, more than 1,000
 * characters, and every value that is not text (a JavaScript number has already lost the digits).
 */
export function parse(text: string): Rational {
  if (typeof text !== "string") {
    return refuse("not-a-decimal", `numbers are read from text such as "0.05", not from a ${typeof text}`, [
      String(text),
    ]);
  }
  if (text.length > MOST_DIGITS || !PLAIN.test(text)) {
    const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
    return refuse("not-a-decimal", `"${shown}" is not a plain decimal such as 12 or -0.05`, [shown]);
  }
  const point = text.indexOf(".");
  if (point < 0) return { n: BigInt(text), d: 1n };
  return ratio(BigInt(text.slice(0, point) + text.slice(point + 1)), 10n ** BigInt(text.length - point - 1));
}

/** `a + b`. The gcd is taken of the small parts (Knuth, TAOCP vol. 2, 4.5.1). */
export function add(a: Rational, b: Rational): Rational {
  if (a.d === b.d) return ratio(a.n + b.n, a.d);
  const shared = gcd(a.d, b.d);
  if (shared === 1n) return { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
  const left = a.d / shared;
  const n = a.n * (b.d / shared) + b.n * left;
  const again = gcd(magnitude(n), shared);
  return { n: n / again, d: left * (b.d / again) };
}

/** `-a`. */
export function negate(a: Rational): Rational {
  return { n: -a.n, d: a.d };
}

/** `a - b`. */
export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

/** `|a|`. */
export function absolute(a: Rational): Rational {
  return a.n < 0n ? negate(a) : a;
}

/** `a × b`. */
export function multiply(a: Rational, b: Rational): Rational {
  if (a.d === 1n && b.d === 1n) return { n: a.n * b.n, d: 1n };
  const first = gcd(magnitude(a.n), b.d);
  const second = gcd(magnitude(b.n), a.d);
  return { n: (a.n / first) * (b.n / second), d: (a.d / second) * (b.d / first) };
}

/** `a / b`; `b = 0` is refused with `division-by-zero`. */
export function divide(a: Rational, b: Rational): Rational {
  if (b.n === 0n) refuse("division-by-zero", `${show(a)} cannot be divided by zero`);
  return multiply(a, b.n < 0n ? { n: -b.d, d: -b.n } : { n: b.d, d: b.n });
}

/**
 * `a` to a whole power, negative powers by the reciprocal; `0` to a negative power is refused with `division-by-zero`,
 * an exponent that is not whole with `not-an-integer`, one beyond ±10,000 with `exponent-too-large`. `0^0` is 1.
 */
export function power(a: Rational, exponent: bigint | number): Rational {
  const whole = fromInteger(exponent).n;
  if (magnitude(whole) > LARGEST_EXPONENT)
    refuse("exponent-too-large", `${whole} is beyond the largest exponent, 10000`);
  if (whole >= 0n) return { n: a.n ** whole, d: a.d ** whole };
  const turned = divide(ONE, a);
  return { n: turned.n ** -whole, d: turned.d ** -whole };
}

/** -1, 0 or 1 as `a` is below, at or above `b`. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const left = a.d === b.d ? a.n : a.n * b.d;
  const right = a.d === b.d ? b.n : b.n * a.d;
  return left < right ? -1 : left > right ? 1 : 0;
}

/** True when both are the same number. */
export function equal(a: Rational, b: Rational): boolean {
  return a.n === b.n && a.d === b.d;
}

/** The smallest of the numbers given. */
export function min(first: Rational, ...others: readonly Rational[]): Rational {
  return others.reduce((least, one) => (compare(one, least) < 0 ? one : least), first);
}

/** The largest of the numbers given. */
export function max(first: Rational, ...others: readonly Rational[]): Rational {
  return others.reduce((most, one) => (compare(one, most) > 0 ? one : most), first);
}

/**
 * How a value between two neighbouring multiples of an increment becomes one of them. "Tie" is the exact middle.
 * Directions are directions of the number line, so that the meaning for negative numbers is stated, not guessed:
 *
 * - `up`: toward +infinity (-2.5 becomes -2). `down`: toward -infinity (-2.5 becomes -3).
 * - `away`: away from zero (-2.1 becomes -3). `toward-zero`: -2.9 becomes -2.
 * - `half-up`: the nearer, ties toward +infinity (-2.5 becomes -2). `half-down`: ties toward -infinity (-2.5 becomes -3).
 * - `half-away`: the nearer, ties away from zero (-2.5 becomes -3). `half-even`: ties to the even multiple (-2.5 becomes -2).
 * - `nearest`: the nearer, ties to the neighbour on the side of the reference. A reference that is itself the tie has
 *   no side: then the even multiple is taken.
 * - `toward`: never away from the reference: down when the value is above it, up when it is below, even where that
 *   neighbour lies past the reference. A value that is the reference has no direction: then as `half-even`.
 *
 * A value that already is a multiple stays what it is in every mode.
 */
export type RoundingMode =
  "half-even" | "half-away" | "half-up" | "half-down" | "up" | "down" | "away" | "toward-zero" | "nearest" | "toward";

/** Where a value lies between its neighbours: the multiple `below`, the sign of `middle` past the tie, the reference's side. */
type Place = { readonly below: bigint; readonly middle: bigint; readonly side: -1 | 0 | 1 };

const tie = (p: Place, upper: boolean): boolean => (p.middle === 0n ? upper : p.middle > 0n);
const odd = (p: Place): boolean => (p.below & 1n) === 1n;

/** Whether the upper neighbour is taken. `below >= 0` says that the value is positive: a value of zero is a multiple. */
const takesUpper: Readonly<Record<RoundingMode, (p: Place) => boolean>> = {
  up: () => true,
  down: () => false,
  away: (p) => p.below >= 0n,
  "toward-zero": (p) => p.below < 0n,
  "half-up": (p) => tie(p, true),
  "half-down": (p) => tie(p, false),
  "half-away": (p) => tie(p, p.below >= 0n),
  "half-even": (p) => tie(p, odd(p)),
  nearest: (p) => tie(p, p.side === 0 ? odd(p) : p.side > 0),
  toward: (p) => (p.side === 0 ? tie(p, odd(p)) : p.side > 0),
};

/**
 * The multiple of `increment` that `mode` chooses for `value`, exactly. `reference` is needed by `nearest` and `toward`
 * and by no other mode: one missing is refused with `rounding-reference-missing`, one too many with
 * `rounding-reference-unused`. An increment of zero or less is refused with `increment-not-positive`, a mode that is not
 * one of the ten with `rounding-mode-unknown`.
 */
export function roundTo(value: Rational, increment: Rational, mode: RoundingMode, reference?: Rational): Rational {
  if (!Object.hasOwn(takesUpper, mode)) refuse("rounding-mode-unknown", `${mode} is not a rounding mode`);
  if (increment.n <= 0n) refuse("increment-not-positive", `${show(increment)} is no increment to round to`);
  const leans = mode === "nearest" || mode === "toward";
  if (leans && !reference) refuse("rounding-reference-missing", `the mode ${mode} needs the value it leans toward`);
  if (!leans && reference)
    refuse("rounding-reference-unused", `the mode ${mode} leans toward no value`, [show(reference)]);
  const n = value.n * increment.d;
  const d = value.d * increment.n;
  const cut = n / d;
  if (cut * d === n) return value;
  const below = n < 0n ? cut - 1n : cut;
  // A direction is seen from the value, the side of a tie from the middle of the two neighbours.
  const from = mode === "toward" ? value : ratio((2n * below + 1n) * increment.n, 2n * increment.d);
  const side = reference ? compare(reference, from) : 0;
  const chosen = takesUpper[mode]({ below, middle: 2n * (n - below * d) - d, side }) ? below + 1n : below;
  return ratio(chosen * increment.n, increment.d);
}

/** How many increments make up `value`, such as its ticks; a value that is no whole number of them is refused with `not-a-multiple`. */
export function multiples(value: Rational, increment: Rational): bigint {
  const count = divide(value, increment);
  if (count.d !== 1n) {
    refuse("not-a-multiple", `${show(value)} is not a multiple of ${show(increment)}`, [show(value), show(increment)]);
  }
  return count.n;
}

/** 10 to the power `-places`; places that are not a whole number from 0 to 10,000 are refused with `places-not-whole`. */
function place(places: number): Rational {
  if (!Number.isSafeInteger(places) || places < 0 || places > Number(LARGEST_EXPONENT)) {
    refuse("places-not-whole", `${places} is not a number of decimal places`);
  }
  return { n: 1n, d: 10n ** BigInt(places) };
}

/** `value` carried to `places` decimals in the named mode: the rounding that a spec's `carry N decimals` asks for. */
export function carry(value: Rational, places: number, mode: RoundingMode, reference?: Rational): Rational {
  return roundTo(value, place(places), mode, reference);
}

/** How many decimals `value` takes to write exactly, or `undefined` when it never ends (1/3). */
export function decimalPlaces(value: Rational): number | undefined {
  let rest = value.d;
  let twos = 0;
  let fives = 0;
  for (; (rest & 1n) === 0n; rest >>= 1n) twos++;
  for (; rest % 5n === 0n; rest /= 5n) fives++;
  return rest === 1n ? Math.max(twos, fives) : undefined;
}

/** The shortest plain decimal that is exactly `value`, such as `-0.05`; one that never ends is refused with `decimal-never-ends`. */
export function toDecimal(value: Rational): string {
  const places = decimalPlaces(value);
  if (places === undefined) {
    return refuse("decimal-never-ends", `${show(value)} has no exact decimal form`, [show(value)]);
  }
  return write(value, places);
}

/** `value` with exactly `places` decimals; a value that needs more is refused with `decimals-lost`: this never rounds. */
export function toFixed(value: Rational, places: number): string {
  if (place(places).d % value.d !== 0n) {
    return refuse("decimals-lost", `${show(value)} does not fit in ${places} decimals`, [show(value)]);
  }
  return write(value, places);
}

function write(value: Rational, places: number): string {
  const digits = ((magnitude(value.n) * 10n ** BigInt(places)) / value.d).toString().padStart(places + 1, "0");
  const whole = digits.slice(0, digits.length - places);
  return (value.n < 0n ? "-" : "") + (places === 0 ? whole : `${whole}.${digits.slice(-places)}`);
}

/** `value` for people: its exact decimal, or a fraction such as `1/3` where no decimal is exact. */
export function show(value: Rational): string {
  const places = decimalPlaces(value);
  return places === undefined ? `${value.n}/${value.d}` : write(value, places);
}
