import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Rational } from "../../src/runtime/exact.ts";
import {
  ONE,
  ZERO,
  add,
  compare,
  divide,
  fromInteger,
  isRefused,
  multiply,
  parse,
  ratio,
  toDecimal,
} from "../../src/runtime/exact.ts";
import {
  capShares,
  clamp,
  deviation,
  mean,
  median,
  medianOfMedians,
  sum,
  trimmedMean,
  twap,
  vwap,
  weightedMean,
  weightedMedian,
} from "../../src/runtime/statistics.ts";

const refusedWith = (code: string) => (thrown: unknown) => isRefused(thrown) && thrown.code === code;
const list = (...texts: string[]) => texts.map(parse);
const sized = (...pairs: [string, string][]) =>
  pairs.map(([price, size]) => ({ price: parse(price), size: parse(size) }));

const number = fc
  .tuple(fc.bigInt(-(10n ** 9n), 10n ** 9n), fc.constantFrom(1n, 2n, 3n, 4n, 7n, 10n, 100n, 10_000n, 12_345n))
  .map(([n, d]) => ratio(n, d));
const weight = fc.tuple(fc.bigInt(0n, 10_000n), fc.constantFrom(1n, 3n, 10n, 1000n)).map(([n, d]) => ratio(n, d));
const numbers = fc.array(number, { minLength: 1, maxLength: 30 });

test("sum, mean and median agree with one addition at a time and with counting", () => {
  fc.assert(
    fc.property(numbers, (values) => {
      const total = values.reduce(add, ZERO);
      assert.equal(sum(values), total);
      assert.equal(mean(values), divide(total, fromInteger(values.length)));
      // Definition of a median: at least half of the values on either side of it, counting those equal to it.
      const middle = median(values);
      const atMost = values.filter((value) => compare(value, middle) <= 0).length;
      const atLeast = values.filter((value) => compare(value, middle) >= 0).length;
      assert.ok(2 * atMost >= values.length && 2 * atLeast >= values.length);
      assert.equal(median([...values].reverse()), middle);
    }),
  );
});

test("an even count takes the mean of the middle two", () => {
  assert.is(toDecimal(median(list("4", "1", "3", "2"))), "2.5");
  assert.is(toDecimal(median(list("2.00", "0.7", "10.5"))), "2");
  assert.equal(median([ratio(1n, 3n), ratio(1n, 2n)]), ratio(5n, 12n));
});

test("the input is left as it was", () => {
  const values = list("3", "1", "2");
  median(values);
  trimmedMean(values, parse("0.1"));
  assert.equal(values, list("3", "1", "2"));
});

test("nothing to work on is refused, but the volume of no trades is zero", () => {
  assert.equal(sum([]), ZERO);
  const empties = [
    () => mean([]),
    () => median([]),
    () => medianOfMedians([]),
    () => medianOfMedians([[ONE], []]),
    () => weightedMedian([]),
    () => weightedMean([]),
    () => vwap([]),
    () => twap([]),
    () => trimmedMean([], ZERO),
    () => capShares([], ONE),
  ];
  for (const empty of empties) assert.throws(empty, refusedWith("empty-input"));
});

/** Second implementation: repeat every price as often as its size says and take the lower middle of the long list. */
const repeated = (trades: { price: number; size: number }[]): number => {
  const long = trades.flatMap(({ price, size }) => Array.from({ length: size }, () => price)).sort((a, b) => a - b);
  return long[Math.ceil(long.length / 2) - 1] as number;
};

test("the weighted median is the lower middle of the list with every price repeated by its size", () => {
  const trade = fc.record({ price: fc.integer({ min: -20, max: 20 }), size: fc.integer({ min: 0, max: 6 }) });
  fc.assert(
    fc.property(fc.array(trade, { minLength: 1, maxLength: 12 }), (trades) => {
      const exact = trades.map(({ price, size }) => ({
        price: ratio(BigInt(price), 4n),
        size: ratio(BigInt(size), 10_000n),
      }));
      if (trades.every(({ size }) => size === 0)) {
        assert.throws(() => weightedMedian(exact), refusedWith("no-weight"));
      } else {
        assert.equal(weightedMedian(exact), ratio(BigInt(repeated(trades)), 4n));
        assert.equal(weightedMedian([...exact].reverse()), weightedMedian(exact));
      }
    }),
    { numRuns: 500 },
  );
});

test("cumulative size exactly half takes that price, and a zero size never decides", () => {
  assert.is(toDecimal(weightedMedian(sized(["10", "1"], ["20", "1"]))), "10");
  assert.is(toDecimal(weightedMedian(sized(["10", "1"], ["20", "1.0001"]))), "20");
  assert.is(toDecimal(weightedMedian(sized(["5", "0"], ["10", "2"], ["20", "1"]))), "10");
});

test("weighted means agree with products added one at a time", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(number, weight), { minLength: 1, maxLength: 20 }), (pairs) => {
      const total = pairs.reduce((so, [, w]) => add(so, w), ZERO);
      const compute = () => weightedMean(pairs.map(([value, w]) => ({ value, weight: w })));
      if (total.n === 0n) return assert.throws(compute, refusedWith("no-weight"));
      const weighed = pairs.reduce((so, [value, w]) => add(so, multiply(value, w)), ZERO);
      assert.equal(compute(), divide(weighed, total));
      assert.equal(vwap(pairs.map(([price, size]) => ({ price, size }))), compute());
    }),
  );
});

test("a time-weighted price counts whole milliseconds", () => {
  const held = [
    { price: parse("2.00"), milliseconds: 1_000 },
    { price: parse("2.30"), milliseconds: 2_000n },
  ];
  assert.is(toDecimal(twap(held)), "2.2");
  assert.throws(() => twap([{ price: ONE, milliseconds: 0.5 }]), refusedWith("not-an-integer"));
  assert.throws(() => twap([{ price: ONE, milliseconds: -1 }]), refusedWith("negative-weight"));
  assert.throws(() => twap([{ price: ONE, milliseconds: 0 }]), refusedWith("no-weight"));
});

test("negative sizes are refused wherever sizes count", () => {
  const trades = sized(["1", "-1"], ["2", "3"]);
  assert.throws(() => vwap(trades), refusedWith("negative-weight"));
  assert.throws(() => weightedMedian(trades), refusedWith("negative-weight"));
  assert.throws(() => capShares(list("-1", "2"), ONE), refusedWith("negative-weight"));
});

test("a trimmed mean drops the whole part of count × fraction at each end", () => {
  const ten = list("100", "1", "2", "3", "4", "5", "6", "7", "8", "-50");
  assert.is(toDecimal(trimmedMean(ten, parse("0.1"))), "4.5");
  assert.is(toDecimal(trimmedMean(ten, parse("0.19"))), "4.5", "1.9 values are 1 value");
  assert.equal(trimmedMean(ten, ZERO), mean(ten));
  assert.equal(trimmedMean(list("1", "5", "9"), ratio(49n, 100n)), parse("5"));
  for (const bad of ["-0.1", "0.5", "1"])
    assert.throws(() => trimmedMean(ten, parse(bad)), refusedWith("fraction-out-of-range"));
});

test("capped shares: a share above the cap gives its excess to the others in proportion, until none exceeds", () => {
  const shares = (weights: string[], cap: string) => capShares(list(...weights), parse(cap));
  assert.equal(shares(["70", "20", "10"], "0.5"), [ratio(1n, 2n), ratio(1n, 3n), ratio(1n, 6n)]);
  // The first pass lifts the second share from 0.3 to 0.36 and above the cap: a second pass is needed.
  assert.equal(shares(["50", "30", "15", "5"], "0.35"), list("0.35", "0.35", "0.225", "0.075"));
  assert.equal(shares(["1", "1"], "0.5"), list("0.5", "0.5"));
  assert.equal(shares(["9", "1"], "0.5"), list("0.5", "0.5"));
  assert.equal(shares(["1", "0"], "1"), list("1", "0"));
});

test("capped shares that cannot add up are refused", () => {
  assert.throws(() => capShares(list("1", "1"), parse("0.4")), refusedWith("cap-infeasible"));
  assert.throws(() => capShares(list("1", "0", "0"), parse("0.4")), refusedWith("cap-infeasible"));
  assert.throws(() => capShares(list("1", "1"), parse("-1")), refusedWith("cap-infeasible"));
  assert.throws(() => capShares(list("0", "0"), ONE), refusedWith("no-weight"));
});

test("capped shares add up to 1, keep the cap and the order, and stay in proportion below it", () => {
  fc.assert(
    fc.property(
      fc.array(weight, { minLength: 1, maxLength: 12 }),
      fc.integer({ min: 1, max: 100 }),
      (weights, percent) => {
        const cap = ratio(BigInt(percent), 100n);
        const takers = weights.filter(({ n }) => n > 0n).length;
        const compute = () => capShares(weights, cap);
        if (takers === 0) return assert.throws(compute, refusedWith("no-weight"));
        if (percent * takers < 100) return assert.throws(compute, refusedWith("cap-infeasible"));
        const shares = compute();
        assert.equal(sum(shares), ONE);
        const scales: Rational[] = [];
        shares.forEach((share, at) => {
          assert.ok(compare(share, cap) <= 0);
          const own = weights[at] as Rational;
          if (own.n === 0n) assert.equal(share, ZERO);
          else if (compare(share, cap) < 0) scales.push(divide(share, own));
        });
        // All uncapped shares are the same multiple of their weight, and no capped one would be below the cap at it.
        for (const scale of scales) {
          assert.equal(scale, scales[0]);
          shares.forEach((share, at) => {
            if (compare(share, cap) === 0) assert.ok(compare(multiply(weights[at] as Rational, scale), cap) >= 0);
          });
        }
      },
    ),
    { numRuns: 500 },
  );
});

test("clamp and deviation", () => {
  const [low, high] = [parse("-0.05"), parse("0.05")];
  assert.equal(clamp(parse("0.07"), low, high), high);
  assert.equal(clamp(parse("-1"), low, high), low);
  assert.equal(clamp(parse("0.01"), low, high), parse("0.01"));
  assert.throws(() => clamp(ONE, high, low), refusedWith("bounds-crossed"));
  assert.equal(deviation(parse("75"), parse("100")), parse("0.25"));
  assert.equal(deviation(parse("-75"), parse("-100")), parse("0.25"));
  assert.throws(() => deviation(ONE, ZERO), refusedWith("division-by-zero"));
});

test.run();
