// Implied volatilities of whole columns: found in double arithmetic, each proved to be the right one to its last decimal or left to whole numbers.
import type { OptionAt } from "./black76.ts";
import { impliedVolatility } from "./black76.ts";
import type { Rational } from "./exact.ts";
import { fromInteger, isRefused, multiply, ratio, refuse } from "./exact.ts";
import { quickExp, quickLogOfRatio, ROUNDOFF } from "./quick-math.ts";
import { quickRoot, slackOfRoot } from "./quick-root.ts";

/** Options by columns, all of one length: whole numbers of price units and of premium units, exact as doubles, and calendar days to expiry. */
export type VolatilityColumns = {
  /** 1 for a put, 0 for a call. */
  readonly puts: Uint8Array;
  readonly futures: Float64Array;
  readonly strikes: Float64Array;
  readonly premiums: Float64Array;
  readonly days: Float64Array;
};

/** What the columns are counted in, and what holds for all rows; `decimals` is at most 12. */
export type VolatilityTerms = {
  readonly priceUnit: Rational;
  readonly premiumUnit: Rational;
  readonly rate: Rational;
  readonly year: bigint;
  readonly decimals: number;
};

/** By row a whole number of 10^-decimals, or -1 where no volatility gives the premium; `exact` is how many were left to whole numbers. */
export type Volatilities = { readonly volatilities: Float64Array; readonly exact: number };

const LARGEST_WHOLE = 2 ** 53;

/**
 * The volatility that each premium implies by Black (1976), rounded to the decimals, the nearest. `quickRoot` finds it with a bound of how far off it may be; what then lies too near
 * the middle of two answers is decided by `impliedVolatility`, so that every answer is the exact one. Refused: columns of different lengths, and numbers that are not
 * whole, below one or beyond 2^52.
 */
export function impliedVolatilities(columns: VolatilityColumns, terms: VolatilityTerms): Volatilities {
  const { puts, futures, strikes, premiums, days } = columns;
  const rows = futures.length;
  if ([puts, strikes, premiums, days].some((one) => one.length !== rows))
    refuse("columns-differ", "columns of options must have one length");
  if (terms.decimals > 12) refuse("too-many-decimals", "columns of volatilities have at most 12 decimals");
  const scale = 10 ** terms.decimals;
  const perPremium = ratio(terms.premiumUnit.n * terms.priceUnit.d, terms.premiumUnit.d * terms.priceUnit.n);
  const each = Number(perPremium.n) / Number(perPremium.d);
  // Where a price is a whole number of premium units, what is left of a premium in the money is exact.
  const whole = perPremium.n === 1n && terms.rate.n === 0n ? Number(perPremium.d) : 0;
  const rate = Number(terms.rate.n) / Number(terms.rate.d);
  const year = Number(terms.year);
  const volatilities = new Float64Array(rows);
  let exact = 0;
  let [lastDays, lastFuture, root, growth] = [-1, -1, 1, 1];
  // The last two roots of this expiry and where they were, from which the next is guessed.
  let [s1, s2, y1, y2] = [0, 0, 0, 0];
  for (let i = 0; i < rows; i++) {
    const future = futures[i] as number;
    const strike = strikes[i] as number;
    const premium = premiums[i] as number;
    const left = days[i] as number;
    if (!isWhole(future) || !isWhole(strike) || !isWhole(premium) || !isWhole(left))
      refuse("not-a-whole-number", `row ${i + 1} has a number that is not whole, below one or too large`);
    if (left !== lastDays) {
      root = Math.sqrt(left / year);
      growth = rate === 0 ? 1 : quickExp((rate * left) / year);
    }
    if (left !== lastDays || future !== lastFuture) s1 = s2 = 0;
    lastDays = left;
    lastFuture = future;
    const inside = puts[i] === 1 ? strike - future : future - strike;
    const exactly = whole > 0 && inside * whole < LARGEST_WHOLE;
    const paid = premium * each * growth;
    const value = inside <= 0 ? paid : exactly ? (premium - inside * whole) * each : paid - inside;
    const roundings = inside <= 0 || exactly ? 20 : (20 * paid) / value;
    const y = quickLogOfRatio(strike, future);
    const line = s2 > 0 && y1 !== y2 ? s1 + ((s1 - s2) * (y - y1)) / (y1 - y2) : s1;
    const warm = line > 0.5 * s1 && line < 2 * s1 ? line : s1;
    const found = quickRoot(future, strike, value, Math.abs(y), roundings, warm);
    const slack = slackOfRoot();
    if (slack === Infinity) s1 = s2 = 0;
    else [s1, s2, y1, y2] = [found, s1, y, y1];
    const scaled = (found / root) * scale;
    const near = Math.floor(scaled + 0.5);
    const off = (slack / found + 4 * ROUNDOFF) * scaled + 4 * ROUNDOFF * scaled;
    if (0.5 - Math.abs(scaled - near) > off) {
      volatilities[i] = near;
      continue;
    }
    exact += 1;
    volatilities[i] = wholeRow(columns, terms, i, near);
  }
  return { volatilities, exact };
}

function isWhole(value: number): boolean {
  return value >= 1 && value < LARGEST_WHOLE / 2 && Math.floor(value) === value;
}

/** A row by whole numbers, `near` a first guess of it; -1 where no volatility gives the premium. */
function wholeRow(columns: VolatilityColumns, terms: VolatilityTerms, i: number, near: number): number {
  const price = (value: number): Rational => multiply(fromInteger(value), terms.priceUnit);
  const option: Omit<OptionAt, "volatility"> = {
    right: columns.puts[i] === 1 ? "put" : "call",
    future: price(columns.futures[i] as number),
    strike: price(columns.strikes[i] as number),
    years: ratio(BigInt(columns.days[i] as number), terms.year),
    rate: terms.rate,
  };
  const premium = multiply(fromInteger(columns.premiums[i] as number), terms.premiumUnit);
  try {
    const found = impliedVolatility(option, premium, terms.decimals, BigInt(near));
    return Number((found.n * 10n ** BigInt(terms.decimals)) / found.d);
  } catch (thrown) {
    if (isRefused(thrown) && ["no-volatility", "undecided"].includes(thrown.code)) return -1;
    throw thrown;
  }
}
