// Options on futures after Black (1976): price, volatility and sensitivities, each right to its last decimal.
import type { Enclosure } from "./enclosure.ts";
import {
  densityOf,
  enclose,
  exponentialOf,
  logarithmOf,
  normalOf,
  productOf,
  quotientOf,
  squareRootOf,
  sumOfBoth,
  mirrored,
} from "./enclosure.ts";
import type { Rational } from "./exact.ts";
import { quickExp, quickLogOfRatio } from "./quick-math.ts";
import { quickRoot, slackOfRoot } from "./quick-root.ts";
import { ZERO, compare, divide, max, multiply, negate, refuse, roundTo, show, subtract } from "./exact.ts";

export type Right = "call" | "put";

/** An option for Black's formula: prices in the unit of the future, `rate` and `volatility` per year, `years` to expiry. */
export type OptionAt = {
  readonly right: Right;
  readonly future: Rational;
  readonly strike: Rational;
  readonly years: Rational;
  /** Continuously compounded; zero where the premium is margined as a future is. */
  readonly rate: Rational;
  readonly volatility: Rational;
};

export type Measure = "price" | "delta" | "gamma" | "vega" | "theta" | "rho";

/** How many bits an answer may take; what needs more cannot be told apart and is refused. */
const MOST_BITS = 8192n;

/** What the formula needs of an option, enclosed. */
type Parts = {
  readonly discount: Enclosure;
  /** √(σ²T), d1 and d2; absent where volatility or time is zero. */
  readonly spread?: { readonly root: Enclosure; readonly d1: Enclosure; readonly d2: Enclosure };
};

function partsOf({ future, strike, years, rate, volatility }: OptionAt, w: bigint): Parts | undefined {
  const discount = exponentialOf(enclose(negate(multiply(rate, years)), w), w);
  const one = 1n << w;
  const discounted = rate.n === 0n || years.n === 0n ? { lo: one, hi: one } : discount;
  const variance = multiply(multiply(volatility, volatility), years);
  if (variance.n === 0n) return { discount: discounted };
  const root = squareRootOf(enclose(variance, w), w);
  const ratio = enclose(divide(future, strike), w);
  if (ratio.lo <= 0n) return undefined;
  const moneyness = compare(future, strike) === 0 ? { lo: 0n, hi: 0n } : logarithmOf(ratio, w);
  const drift = enclose({ n: variance.n, d: 2n * variance.d }, w);
  const d1 = quotientOf(sumOfBoth(moneyness, drift), root, w);
  return d1 && { discount: discounted, spread: { root, d1, d2: sumOfBoth(d1, mirrored(root)) } };
}

/** e^(-rT) (F Φ(d1) - K Φ(d2)) for a call, e^(-rT) (K Φ(-d2) - F Φ(-d1)) for a put; d1 = (ln(F/K) + σ²T/2) / (σ√T), d2 = d1 - σ√T. */
function priceIn(option: OptionAt, { discount, spread }: Parts, w: bigint): Enclosure {
  const { right, future, strike } = option;
  if (spread === undefined) return productOf(discount, enclose(intrinsicOf(right, future, strike), w), w);
  const [sign1, sign2] = right === "call" ? [spread.d1, spread.d2] : [mirrored(spread.d1), mirrored(spread.d2)];
  const onFuture = productOf(enclose(future, w), normalOf(sign1, w), w);
  const onStrike = productOf(enclose(strike, w), normalOf(sign2, w), w);
  const paid = right === "call" ? sumOfBoth(onFuture, mirrored(onStrike)) : sumOfBoth(onStrike, mirrored(onFuture));
  return productOf(discount, paid, w);
}

/** What is asked of an option, enclosed; undefined where more bits are needed to tell. */
function measured(option: OptionAt, what: Measure, w: bigint): Enclosure | undefined {
  const parts = partsOf(option, w);
  if (parts === undefined) return undefined;
  const { right, future, years, rate } = option;
  const { discount, spread } = parts;
  if (what === "price") return priceIn(option, parts, w);
  if (what === "rho") return productOf(enclose(negate(years), w), priceIn(option, parts, w), w);
  if (spread === undefined) return refuse("no-sensitivity", `${what} needs a volatility and a time above zero`);
  if (what === "delta") {
    const { d1 } = spread;
    return right === "call"
      ? productOf(discount, normalOf(d1, w), w)
      : mirrored(productOf(discount, normalOf(mirrored(d1), w), w));
  }
  const weight = productOf(discount, densityOf(spread.d1, w), w);
  if (what === "gamma") return quotientOf(weight, productOf(enclose(future, w), spread.root, w), w);
  const all = productOf(enclose(future, w), weight, w);
  if (what === "vega") return productOf(all, squareRootOf(enclose(years, w), w), w);
  const decay = quotientOf(productOf(all, spread.root, w), enclose(multiply(years, { n: 2n, d: 1n }), w), w);
  return decay && sumOfBoth(mirrored(decay), productOf(enclose(rate, w), priceIn(option, parts, w), w));
}

/**
 * A price, or one of its derivatives: `delta` by the future, `gamma` twice by it, `vega` by the volatility (for 1, which is 100
 * points), `theta` by the passing of a year, `rho` by the rate. Rounded half-even to `decimals`, and exact in that: the real number is
 * enclosed ever more closely until both ends round to the same. Refused: a future or strike that is not above zero, a volatility or time below
 * zero with `not-positive`; what no number of bits up to 8,192 decides with `undecided`.
 */
export function black76(option: OptionAt, what: Measure, decimals: number): Rational {
  checked(option);
  const between = edgesOf(option, what);
  if (between !== undefined && compare(between.above, between.below) === 0)
    return roundTo(between.above, { n: 1n, d: 10n ** BigInt(decimals) }, "half-even");
  return decided(decimals, (w) => measured(option, what, w), bitsFor(option, decimals), between);
}

/** Two numbers that a real number lies between and never reaches; one number twice, where it is exactly that. */
type Edges = { readonly above: Rational; readonly below: Rational };

/**
 * What an undiscounted price lies between: what it pays when nothing moves, and the future (of a call) or the strike (of a put); without time or volatility
 * it is the first (Merton 1973, theorem 1, for a future instead of a share). Undefined where it is discounted: e^(-rT) of a fraction is no fraction, so no
 * number is the middle of two decimals.
 */
function boundsOf({ right, future, strike, years, rate, volatility }: OptionAt): Edges | undefined {
  if (rate.n !== 0n && years.n !== 0n) return undefined;
  const above = intrinsicOf(right, future, strike);
  const still = volatility.n === 0n || years.n === 0n;
  return { above, below: still ? above : right === "call" ? future : strike };
}

/** The same of a measure: of the price, and of what is `-years` times it. */
function edgesOf(option: OptionAt, what: Measure): Edges | undefined {
  const price = what === "price" || what === "rho" ? boundsOf(option) : undefined;
  if (price === undefined || what === "price") return price;
  const by = negate(option.years);
  return { above: multiply(by, price.below), below: multiply(by, price.above) };
}

function checked({ future, strike, years, volatility }: OptionAt): void {
  for (const [name, value, zero] of [
    ["the future's price", future, false],
    ["the strike", strike, false],
    ["the time to expiry", years, true],
    ["the volatility", volatility, true],
  ] as const) {
    if (value.n < 0n || (value.n === 0n && !zero)) refuse("not-positive", `${name} is ${show(value)}`, [show(value)]);
  }
}

function bitsFor({ future, strike }: Pick<OptionAt, "future" | "strike">, decimals: number): bigint {
  const size = (value: Rational): bigint => BigInt((value.n / value.d).toString(2).length);
  return (10n * BigInt(decimals)) / 3n + 34n + size(future) + size(strike);
}

/**
 * The number both ends of an enclosure round to, with as many bits as that takes (Ziv 1991). An end beyond an edge is the edge, which is never reached: a number
 * a hair above the middle of two decimals goes up, and one a hair below it down.
 */
function decided(
  decimals: number,
  at: (w: bigint) => Enclosure | undefined,
  first: bigint,
  between: Edges | undefined,
): Rational {
  const step: Rational = { n: 1n, d: 10n ** BigInt(decimals) };
  for (let w = first; w <= MOST_BITS; w *= 2n) {
    const found = at(w);
    if (found === undefined) continue;
    const [lo, hi] = [
      divide({ n: found.lo, d: 1n }, { n: 1n << w, d: 1n }),
      divide({ n: found.hi, d: 1n }, { n: 1n << w, d: 1n }),
    ];
    const low =
      between !== undefined && compare(lo, between.above) <= 0
        ? roundTo(between.above, step, "half-up")
        : roundTo(lo, step, "half-even");
    const high =
      between !== undefined && compare(hi, between.below) >= 0
        ? roundTo(between.below, step, "half-down")
        : roundTo(hi, step, "half-even");
    if (compare(low, high) === 0) return low;
  }
  return refuse(
    "undecided",
    `the value lies too close to the middle of two numbers of ${decimals} decimals to be told`,
  );
}

/** What the option would pay now: `max(F - K, 0)` for a call, `max(K - F, 0)` for a put. */
export function intrinsicOf(right: Right, future: Rational, strike: Rational): Rational {
  return max(right === "call" ? subtract(future, strike) : subtract(strike, future), ZERO);
}

/** -1, 0 or 1 as the price of the option at this volatility lies below, at or above `price`; undefined where no number of bits tells. */
function against(option: OptionAt, price: Rational, first: bigint): -1 | 1 | undefined {
  const between = boundsOf(option);
  if (between !== undefined && compare(between.above, between.below) !== 0) {
    if (compare(price, between.above) <= 0) return 1;
    if (compare(price, between.below) >= 0) return -1;
  }
  for (let w = first; w <= MOST_BITS; w *= 2n) {
    const parts = partsOf(option, w);
    if (parts === undefined) continue;
    const found = priceIn(option, parts, w);
    const wanted = enclose(price, w);
    if (found.hi < wanted.lo) return -1;
    if (found.lo > wanted.hi) return 1;
  }
  return undefined;
}

/** The largest volatility that is looked for: 10,000 % a year. */
const LARGEST = 100n;

/**
 * The volatility at which the option costs `price`, rounded to `decimals`, the nearest: the price is proved to lie between those half a unit
 * below and above. `near`, a whole number of units, is where the search begins; without it doubles say where. Refused with `no-volatility`: a price below what the
 * option pays when nothing moves, or at or above what it can ever pay, or beyond 10,000 %; with `undecided` a price so near to either that no volatility can be told.
 */
export function impliedVolatility(
  option: Omit<OptionAt, "volatility">,
  price: Rational,
  decimals: number,
  near?: bigint,
): Rational {
  checked({ ...option, volatility: ZERO });
  if (option.years.n === 0n) refuse("no-volatility", "at expiry a price says nothing of volatility");
  // Every volatility that is small enough makes it cost this to any number of digits: no arithmetic would tell them apart.
  if (option.rate.n === 0n && compare(price, intrinsicOf(option.right, option.future, option.strike)) === 0)
    refuse("no-volatility", `${show(price)} is what the option pays when nothing moves`, [show(price)]);
  const unit = 2n * 10n ** BigInt(decimals);
  const first = bitsFor(option, decimals);
  const side = (halves: bigint): -1 | 1 => {
    const found = against({ ...option, volatility: { n: halves, d: unit } }, price, first);
    return found ?? refuse("undecided", `a price of ${show(price)} is too near its bound to tell the volatility`);
  };
  // Odd numbers of half units are the middles of two volatilities of so many decimals.
  const most = LARGEST * unit + 1n;
  const [least, begin] = [1n, near ?? guessOf(option, price, decimals)];
  let [low, high] = [-1n, most];
  const guess = begin < 0n || 2n * begin > most ? undefined : begin;
  if (guess !== undefined && guess > 0n) {
    // Away from the guess in steps that grow, until it lies between both.
    for (let step = least; high === most && step < most; step *= 64n) {
      const up = 2n * guess + 2n * step - 1n;
      if (up >= most) break;
      if (side(up) === 1) high = up;
      else low = up;
    }
    for (let step = least; high !== most && step < most; step *= 64n) {
      const down = 2n * guess - 2n * step + 1n;
      if (down <= 0n || down <= low) break;
      if (side(down) === -1) {
        low = down;
        break;
      }
      high = down;
    }
  }
  if (low === -1n && against({ ...option, volatility: ZERO }, price, first) === 1)
    refuse("no-volatility", `${show(price)} is less than the option pays when nothing moves`, [show(price)]);
  if (high === most && side(high) === -1)
    refuse("no-volatility", `no volatility up to 10,000 % makes it cost ${show(price)}`, [show(price)]);
  while (high - low > 2n) {
    const middle = low + ((high - low) >> 2n) * 2n;
    const at = middle === low ? low + 2n : middle;
    if (side(at) === -1) low = at;
    else high = at;
  }
  return divide({ n: low + 1n, d: 1n }, { n: unit, d: 1n });
}

/** Where to look first, as doubles have it: nothing rests on it but the time that the search takes. */
function guessOf(option: Omit<OptionAt, "volatility">, price: Rational, decimals: number): bigint {
  const { right, future, strike, years, rate } = option;
  const double = ({ n, d }: Rational): number => Number(n) / Number(d);
  const [f, k] = [double(future), double(strike)];
  // Beyond what doubles hold there is no guess.
  if (!(f > 1e-100 && f < 1e100 && k > 1e-100 && k < 1e100)) return -1n;
  const growth = quickExp(Math.min(700, Math.max(-700, double(multiply(rate, years)))));
  const inside = Math.max(0, right === "put" ? k - f : f - k);
  const root = quickRoot(f, k, double(price) * growth - inside, Math.abs(quickLogOfRatio(f, k)), 1, 0);
  const scaled = Math.floor((root / Math.sqrt(double(years))) * 10 ** decimals + 0.5);
  return Number.isFinite(scaled) && slackOfRoot() < Infinity ? BigInt(scaled) : -1n;
}
