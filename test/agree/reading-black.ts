/**
 * Black (1976) once more, by methods nobody else here uses, in fixed point of ninety digits: the logarithm after Briggs, by square roots; powers
 * of e by their whole part and the series of the rest; the normal distribution by the trapezoidal rule with its pole taken out
 * (Chiarella and Reichel, Mathematics of Computation 22, 1968), wrong by less than 10^-100 at this width.
 */
import type { Fraction } from "./number.ts";
import { fraction, less, minus, plus, times } from "./number.ts";

const ONE = 10n ** 90n;

const mul = (a: bigint, b: bigint): bigint => (a * b) / ONE;
const div = (a: bigint, b: bigint): bigint => (a * ONE) / b;
const wide = ({ top, bottom }: Fraction): bigint => (top * ONE) / bottom;

function squareRoot(x: bigint): bigint {
  if (x === 0n) return 0n;
  const n = x * ONE;
  let guess = 1n << BigInt((n.toString(2).length >> 1) + 1);
  for (;;) {
    const next = (guess + n / guess) >> 1n;
    if (next >= guess) return guess;
    guess = next;
  }
}

/** e, from the reciprocals of factorials. */
const E = ((): bigint => {
  let [sum, term] = [0n, ONE];
  for (let n = 1n; term > 0n; n++) [sum, term] = [sum + term, term / n];
  return sum;
})();

/** e^x: e to the whole part of x by repeated multiplication, times the series of what is left. */
function power(x: bigint): bigint {
  // e^-210 is less than the last digit.
  if (x < -210n * ONE) return 0n;
  if (x < 0n) return div(ONE, power(-x));
  let whole = ONE;
  for (let n = x / ONE; n > 0n; n--) whole = mul(whole, E);
  const rest = x % ONE;
  let [sum, term] = [0n, ONE];
  for (let n = 1n; term > 0n; n++) [sum, term] = [sum + term, mul(term, rest) / n];
  return mul(whole, sum);
}

/** ln x: roots are taken until x is 1.000…, where the logarithm is a short series, and each root doubled back. */
function logarithm(x: bigint): bigint {
  if (x < ONE) return -logarithm(div(ONE, x));
  let [near, doublings] = [x, 0n];
  while (near - ONE > ONE / 10n ** 6n) [near, doublings] = [squareRoot(near), doublings + 1n];
  const small = near - ONE;
  let [sum, term] = [0n, small];
  for (let n = 1n; term !== 0n; n++) [sum, term] = [sum + (n % 2n === 1n ? term / n : -term / n), mul(term, small)];
  return sum * 2n ** doublings;
}

/** π after Euler: 20 atan(1/7) + 8 atan(3/79). */
const PI = ((): bigint => {
  const atan = (a: bigint, b: bigint): bigint => {
    let [sum, term] = [0n, (ONE * a) / b];
    for (let n = 1n, sign = 1n; term !== 0n; n += 2n, sign = -sign)
      [sum, term] = [sum + (sign * term) / n, (term * a * a) / (b * b)];
    return sum;
  };
  return 20n * atan(1n, 7n) + 8n * atan(3n, 79n);
})();

/** The width of the rule, a fifth. */
const H = ONE / 5n;
/** e^(-n²h²), as far as it is there at all. */
const WEIGHTS = Array.from({ length: 76 }, (_, n) => power(-mul(mul(H, H), ONE) * BigInt(n * n)));

/** The share of the normal distribution above x, for x >= 0: half of erfc(x / √2). */
function above(x: bigint): bigint {
  const z = div(x, squareRoot(2n * ONE));
  if (z < ONE / 10n ** 40n) return ONE / 2n;
  if (z > 15n * ONE) return 0n;
  const square = mul(z, z);
  let sum = div(ONE, square);
  for (let n = 1; n < WEIGHTS.length; n++) sum += div(2n * (WEIGHTS[n] as bigint), mul(H, H) * BigInt(n * n) + square);
  const rule = mul(div(mul(mul(z, H), power(-square)), PI), sum);
  const exponent = div(2n * mul(PI, z), H);
  // The pole at z counts while it is not far away.
  const pole = exponent > 200n * ONE ? 0n : div(2n * ONE, power(exponent) - ONE);
  return (rule - pole) / 2n;
}

const below = (x: bigint): bigint => (x >= 0n ? ONE - above(x) : above(-x));

export type Priced = {
  readonly right: "call" | "put";
  readonly future: Fraction;
  readonly strike: Fraction;
  readonly years: Fraction;
  readonly rate: Fraction;
  readonly volatility: Fraction;
};

export type Answers = Readonly<Record<"price" | "delta" | "gamma" | "vega" | "theta" | "rho", Fraction>>;

/** The price and its derivatives as fractions, right to some sixty digits. */
export function black(asked: Priced): Answers {
  const [f, k, t] = [wide(asked.future), wide(asked.strike), wide(asked.years)];
  const [r, v] = [wide(asked.rate), wide(asked.volatility)];
  const root = squareRoot(t);
  const width = mul(v, root);
  const d1 = div(logarithm(div(f, k)), width) + width / 2n;
  const d2 = d1 - width;
  const sign = asked.right === "call" ? 1n : -1n;
  const discount = power(-mul(r, t));
  const [n1, n2] = [below(sign * d1), below(sign * d2)];
  const price = mul(discount, sign * (mul(f, n1) - mul(k, n2)));
  const bell = div(power(-mul(d1, d1) / 2n), squareRoot(2n * PI));
  const vega = mul(mul(mul(discount, f), bell), root);
  const answers = {
    price,
    delta: mul(discount, sign * n1),
    gamma: div(mul(discount, bell), mul(f, width)),
    vega,
    theta: mul(r, price) - div(mul(vega, v), 2n * t),
    rho: -mul(t, price),
  };
  const plain = Object.fromEntries(
    Object.entries(answers).map(([name, value]) => [name, fraction(value, ONE)]),
  ) as unknown as Answers;
  return asked.rate.top === 0n ? { ...plain, ...within(asked, plain.price) } : plain;
}

/** A price that these digits cannot tell from one of its two bounds, neither of which it reaches, is a hair inside: what is rounded may lie on a tie. */
function within({ right, future, strike, years }: Priced, price: Fraction): Pick<Answers, "price" | "rho"> {
  const [mine, other] = right === "call" ? [future, strike] : [strike, future];
  const [none, hair] = [fraction(0n), fraction(1n, 10n ** 80n)];
  const paid = minus(mine, other);
  const [low, high] = [plus(less(paid, none) ? none : paid, hair), minus(mine, hair)];
  const inside = less(price, low) ? low : less(high, price) ? high : price;
  return { price: inside, rho: times(minus(none, years), inside) };
}
