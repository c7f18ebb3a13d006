import { test } from "uvu";
import * as assert from "uvu/assert";
import { black76, impliedVolatility, intrinsicOf, type OptionAt } from "../../src/runtime/black76.ts";
import { enclose, type Enclosure, exponentialOf, logarithmOf, normalOf, rootOf } from "../../src/runtime/enclosure.ts";
import {
  compare,
  isRefused,
  multiply,
  parse,
  type Rational,
  ratio,
  roundTo,
  show,
  subtract,
} from "../../src/runtime/exact.ts";
import { quickExp, quickLog, quickLogOfRatio, quickScaledErfc, ROUNDOFF } from "../../src/runtime/quick-math.ts";
import { impliedVolatilities, type VolatilityTerms } from "../../src/runtime/quick-volatility.ts";
import { fc } from "../kit/property.ts";

const W = 400n;

/** The exact value of a double. */
function exactly(x: number): Rational {
  let [m, d] = [x, 1n];
  while (!Number.isInteger(m)) [m, d] = [m * 2, d * 2n];
  return ratio(BigInt(m), d);
}

/** How many roundings a double lies from the number in the enclosure, each a share of `scale`. */
function roundings(found: number, { lo, hi }: Enclosure, scale: number): number {
  const middle: Rational = { n: (lo + hi) / 2n, d: 1n << W };
  const off = subtract(exactly(found), middle);
  const size = Number(((off.n < 0n ? -off.n : off.n) * (1n << 200n)) / off.d) / 2 ** 200;
  return size / (scale * ROUNDOFF);
}

const doubles = (min: number, max: number): fc.Arbitrary<number> => fc.double({ min, max, noNaN: true });

test("the logarithm, the exponential and the scaled error function are as near as the bounds of a volatility take them", () => {
  fc.assert(
    fc.property(doubles(-60, 2), doubles(0, 14), doubles(-9, 9), (power, y, x) => {
      const small = 10 ** power;
      const log = logarithmOf(enclose(exactly(small), W), W);
      assert.ok(roundings(quickLog(small), log, Math.abs(quickLog(small)) + 1) < 2);
      const grown = exponentialOf(enclose(exactly(x), W), W);
      assert.ok(roundings(quickExp(x), grown, quickExp(x) * (Math.abs(x) + 1)) < 2);
      // e^(y²) erfc(y), from the area beyond y√2.
      const square = multiply(exactly(y), exactly(y));
      const power2 = exponentialOf(enclose(square, W), W).lo;
      const at = rootOf(enclose(multiply(square, { n: 2n, d: 1n }), W).lo << W);
      const beyond = (1n << W) - normalOf({ lo: at, hi: at }, W).lo;
      const scaled = (2n * power2 * beyond) >> W;
      assert.ok(roundings(quickScaledErfc(y), { lo: scaled, hi: scaled }, quickScaledErfc(y)) < 4, `erfc at ${y}`);
    }),
    { numRuns: 150 },
  );
});

test("the logarithm of a ratio keeps its digits however near the two are", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.integer({ min: -500, max: 500 }), (a, by) => {
      const b = Math.max(1, a + by);
      if (a === b) return;
      const exact = logarithmOf(enclose(ratio(BigInt(a), BigInt(b)), W), W);
      assert.ok(roundings(quickLogOfRatio(a, b), exact, Math.abs(quickLogOfRatio(a, b))) < 4);
    }),
    { numRuns: 200 },
  );
});

const row = fc.record({
  put: fc.nat(1),
  future: fc.integer({ min: 5_000, max: 60_000 }),
  moneyness: fc.integer({ min: 35, max: 250 }),
  days: fc.integer({ min: 1, max: 900 }),
  volatility: fc.integer({ min: 40, max: 2500 }),
});

type Row = { put: number; future: number; moneyness: number; days: number; volatility: number };

const terms = (decimals: number, rate: string): VolatilityTerms => ({
  priceUnit: parse("0.0001"),
  premiumUnit: parse("0.000001"),
  rate: parse(rate),
  year: 365n,
  decimals,
});

function optionOf({ put, future, moneyness, days }: Row, rate: string): Omit<OptionAt, "volatility"> {
  const strike = Math.max(1, Math.round((future * moneyness) / 100));
  return {
    right: put === 1 ? "put" : "call",
    future: ratio(BigInt(future), 10_000n),
    strike: ratio(BigInt(strike), 10_000n),
    years: ratio(BigInt(days), 365n),
    rate: parse(rate),
  };
}

/** True where the premium is a hundred of its units or more above what the option pays now: below that thousands of bits tell nothing. */
function worthTelling(option: Omit<OptionAt, "volatility"> | undefined, premium: number): boolean {
  if (option === undefined) return false;
  const now = multiply(intrinsicOf(option.right, option.future, option.strike), parse("1000000"));
  return premium - Number(now.n) / Number(now.d) >= 100;
}

for (const [decimals, rate] of [
  [8, "0"],
  [10, "0.0425"],
  [12, "-0.01"],
] as const) {
  test(`volatilities of columns are those of whole numbers, to ${decimals} decimals at a rate of ${rate}`, () => {
    let [found, answered] = [0, 0];
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 12 }), (rows: Row[]) => {
        const options = rows.map((one) => optionOf(one, rate));
        const premiums = options.map((option, at) => {
          const volatility = ratio(BigInt(rows[at]?.volatility ?? 1), 1000n);
          const price = black76({ ...option, volatility }, "price", 12);
          return Number(roundTo(multiply(price, parse("1000000")), parse("1"), "half-even").n);
        });
        const kept = rows.flatMap((one, at) =>
          worthTelling(options[at], premiums[at] ?? 0) ? [{ one, option: options[at], premium: premiums[at] }] : [],
        );
        const { volatilities } = impliedVolatilities(
          {
            puts: Uint8Array.from(kept, ({ one }) => one.put),
            futures: Float64Array.from(kept, ({ one }) => one.future),
            strikes: Float64Array.from(kept, ({ option }) =>
              Number(multiply(option?.strike ?? parse("0"), parse("10000")).n),
            ),
            premiums: Float64Array.from(kept, ({ premium }) => premium ?? 0),
            days: Float64Array.from(kept, ({ one }) => one.days),
          },
          terms(decimals, rate),
        );
        kept.forEach(({ option, premium }, at) => {
          found += 1;
          let wanted = "-1";
          try {
            const exact = impliedVolatility(option as OptionAt, ratio(BigInt(premium ?? 0), 1_000_000n), decimals, -1n);
            wanted = show(multiply(exact, { n: 10n ** BigInt(decimals), d: 1n }));
            answered += 1;
          } catch (thrown) {
            if (!isRefused(thrown)) throw thrown;
          }
          assert.is(String(volatilities[at]), wanted, JSON.stringify(kept[at]?.one));
        });
      }),
      { numRuns: 8 },
    );
    assert.ok(answered > found / 2, `${answered} of ${found} rows have a volatility`);
  });
}

test("a guess that is far off, or none, finds the same volatility", () => {
  const option = optionOf({ put: 0, future: 24_000, moneyness: 110, days: 60, volatility: 0 }, "0.03");
  const price = parse("0.1234");
  const found = impliedVolatility(option, price, 10);
  for (const near of [-1n, 0n, 1n, 10n ** 9n, 99n * 10n ** 10n, 10n ** 20n])
    assert.is(compare(impliedVolatility(option, price, 10, near), found), 0, String(near));
});

test("columns of different lengths, and numbers that are no whole ones, are refused; a premium that no volatility gives is -1", () => {
  const of = (premium: number, strike = 24_000, rows = 1): unknown => {
    try {
      const one = (value: number): Float64Array => Float64Array.of(value);
      const columns = {
        puts: new Uint8Array(rows),
        futures: one(24_000),
        strikes: one(strike),
        premiums: one(premium),
        days: one(30),
      };
      return impliedVolatilities(columns, terms(8, "0")).volatilities[0];
    } catch (thrown) {
      if (isRefused(thrown)) return thrown.code;
      throw thrown;
    }
  };
  assert.is(of(100_000, 24_000, 2), "columns-differ");
  for (const wrong of [Number.NaN, 0, -1, 0.5, Infinity, 2 ** 53])
    assert.is(of(wrong), "not-a-whole-number", String(wrong));
  assert.is(of(100_000, 0), "not-a-whole-number");
  assert.is(of(2_400_000), -1);
  assert.is(of(1_399_999, 10_000), -1);
});

test.run();
