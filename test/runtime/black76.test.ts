import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { blackOf } from "../../src/emit/vectors/interpret-black.ts";
import { black76, impliedVolatility, type Measure, type OptionAt } from "../../src/runtime/black76.ts";
import { enclose, exponentialOf, logarithmOf, normalOf, squareRootOf } from "../../src/runtime/enclosure.ts";
import { isRefused, parse, type Rational, ratio, show, subtract, toFixed } from "../../src/runtime/exact.ts";

const at = (
  right: "call" | "put",
  future: string,
  strike: string,
  years: Rational,
  rate: string,
  volatility: string,
): OptionAt => ({
  right,
  future: parse(future),
  strike: parse(strike),
  years,
  rate: parse(rate),
  volatility: parse(volatility),
});

const refusal = (call: () => unknown): string => {
  try {
    call();
  } catch (thrown) {
    if (isRefused(thrown)) return thrown.code;
    throw thrown;
  }
  return "answered";
};

test("published values: a textbook put on a future, and a call and a put at the money", () => {
  // Hull, Options, Futures and Other Derivatives, on Black's model: F 20, K 20, r 9 %, 4 months, 25 %: 1.12.
  assert.is(show(black76(at("put", "20", "20", ratio(1n, 3n), "0.09", "0.25"), "price", 2)), "1.12");
  assert.is(show(black76(at("put", "20", "20", ratio(1n, 3n), "0.09", "0.25"), "price", 12)), "1.116641456559");
  // Haug, The Complete Guide to Option Pricing Formulas, Black-76: F 19, X 19, 9 months, r 10 %, 28 %: 1.7011 for both.
  for (const right of ["call", "put"] as const)
    assert.is(toFixed(black76(at(right, "19", "19", parse("0.75"), "0.1", "0.28"), "price", 4), 4), "1.7011");
});

test("published sensitivities and an implied volatility", () => {
  // Haug, on delta: an option on a future at 105, strike 100, six months, r 10 %, 36 %: 0.5946 for the call, -0.3566 for the put.
  assert.is(toFixed(black76(at("call", "105", "100", parse("0.5"), "0.1", "0.36"), "delta", 4), 4), "0.5946");
  assert.is(toFixed(black76(at("put", "105", "100", parse("0.5"), "0.1", "0.36"), "delta", 4), 4), "-0.3566");
  // Haug, on vega: an index at 55 that carries at 6.95 %, strike 60, nine months, r 10.5 %, 30 %: 18.5027; its forward is 55 e^(0.0695 × 0.75).
  const forward = "57.9429082491";
  assert.is(toFixed(black76(at("call", forward, "60", parse("0.75"), "0.105", "0.3"), "vega", 4), 4), "18.5027");
  // MathWorks, blkimpv: a future at 20, strike 20, r 9 %, four months, a call at 1.1166: 0.2500.
  const option = at("call", "20", "20", ratio(1n, 3n), "0.09", "0");
  assert.is(toFixed(impliedVolatility(option, parse("1.1166"), 4), 4), "0.2500");
});

test("published constants lie in their enclosures, which are narrow", () => {
  const w = 120n;
  const narrow = ({ lo, hi }: { lo: bigint; hi: bigint }, digits: string): void => {
    const { n, d } = parse(digits);
    const value = (n << w) / d;
    assert.ok(lo <= value + 1n && value - 1n <= hi, digits);
    assert.ok(hi - lo <= 8n, `${hi - lo} units wide`);
  };
  const one = enclose(parse("1"), w);
  const two = enclose(parse("2"), w);
  narrow(exponentialOf(one, w), "2.71828182845904523536028747135266249775724709369995957496696763");
  narrow(logarithmOf(two, w), "0.69314718055994530941723212145817656807550013436025525412068000");
  narrow(squareRootOf(two, w), "1.41421356237309504880168872420969807856967187537694807317667973");
  narrow(normalOf(one, w), "0.8413447460685429485852325456320379224779129667266043909873944");
  narrow(normalOf(enclose(parse("-3"), w), w), "0.0013498980316300945266518147675949773778293685");
});

const numbers = fc.record({
  right: fc.constantFrom("call" as const, "put" as const),
  future: fc.integer({ min: 1, max: 200_000 }),
  moneyness: fc.integer({ min: 20, max: 500 }),
  days: fc.integer({ min: 1, max: 1500 }),
  rate: fc.integer({ min: -300, max: 2000 }),
  volatility: fc.integer({ min: 1, max: 3000 }),
});

const option = (drawn: {
  right: "call" | "put";
  future: number;
  moneyness: number;
  days: number;
  rate: number;
  volatility: number;
}) => {
  const four = (value: number): string => toFixed(ratio(BigInt(value), 10_000n), 4);
  return {
    right: drawn.right,
    future: four(drawn.future),
    strike: four(Math.max(1, Math.floor((drawn.future * drawn.moneyness) / 100))),
    years: `${drawn.days}/365`,
    rate: four(drawn.rate),
    volatility: toFixed(ratio(BigInt(drawn.volatility), 1000n), 3),
  };
};

const read = (one: ReturnType<typeof option>): OptionAt => {
  const [days = "1"] = one.years.split("/");
  return at(one.right, one.future, one.strike, ratio(BigInt(days), 365n), one.rate, one.volatility);
};

test("price and sensitivities of random options are those of another series, to the eighteenth decimal", () => {
  fc.assert(
    fc.property(numbers, (drawn) => {
      const one = option(drawn);
      const wanted = blackOf(one, 18);
      for (const what of Object.keys(wanted) as Measure[])
        assert.is(toFixed(black76(read(one), what, 18), 18), wanted[what], `${what} of ${JSON.stringify(one)}`);
    }),
    { numRuns: 60, seed: 20270111 },
  );
});

test("a call less a put is the discounted difference of future and strike", () => {
  fc.assert(
    fc.property(numbers, (drawn) => {
      const one = read({ ...option(drawn), rate: "0" });
      const call = black76({ ...one, right: "call" }, "price", 20);
      const put = black76({ ...one, right: "put" }, "price", 20);
      const off = subtract(subtract(call, put), subtract(one.future, one.strike));
      assert.ok(off.n * 10n ** 20n <= off.d && off.n * 10n ** 20n >= -off.d, show(off));
    }),
    { numRuns: 60 },
  );
});

test("the volatility implied by a price is the one it was made with", () => {
  fc.assert(
    fc.property(numbers, (drawn) => {
      const near = { moneyness: 80 + (drawn.moneyness % 40), days: 20 + (drawn.days % 400) };
      const one = read(
        option({ ...drawn, ...near, future: 10_000 + drawn.future, volatility: 100 + (drawn.volatility % 1500) }),
      );
      const price = black76(one, "price", 30);
      // A price of less than a trillionth does not hold eight decimals of a volatility.
      if (price.n * 10n ** 12n < price.d) return;
      assert.is(show(impliedVolatility(one, price, 8)), show(one.volatility));
    }),
    { numRuns: 25 },
  );
});

test("without time or volatility an option is its discounted intrinsic value", () => {
  assert.is(show(black76(at("call", "3", "2.5", parse("0"), "0.05", "0.5"), "price", 10)), "0.5");
  assert.is(show(black76(at("put", "3", "2.5", parse("1"), "0", "0"), "price", 10)), "0");
  assert.is(toFixed(black76(at("call", "3", "2.5", parse("1"), "0.05", "0"), "price", 10), 10), "0.4756147123");
});

test("what cannot be priced or implied is refused", () => {
  const one = at("call", "3", "2.5", parse("1"), "0.05", "0.5");
  assert.is(
    refusal(() => black76({ ...one, strike: parse("0") }, "price", 5)),
    "not-positive",
  );
  assert.is(
    refusal(() => black76({ ...one, future: parse("-1") }, "price", 5)),
    "not-positive",
  );
  assert.is(
    refusal(() => black76({ ...one, volatility: parse("0") }, "gamma", 5)),
    "no-sensitivity",
  );
  assert.is(
    refusal(() => impliedVolatility(one, parse("0.47"), 5)),
    "no-volatility",
  );
  assert.is(
    refusal(() => impliedVolatility(one, parse("3"), 5)),
    "no-volatility",
  );
  assert.is(
    refusal(() => impliedVolatility({ ...one, years: parse("0") }, parse("0.5"), 5)),
    "no-volatility",
  );
});

test("far out of and far in the money nothing is lost", () => {
  const far = at("call", "1", "1000000", ratio(1n, 365n), "0", "0.1");
  assert.is(show(black76(far, "price", 30)), "0");
  assert.is(show(black76({ ...far, right: "put" }, "price", 10)), "999999");
  assert.is(show(black76({ ...far, right: "put" }, "delta", 10)), "-1");
});

test("a price a hair above or below the middle of two decimals is told by what it can never reach", () => {
  // 879 days of 360 at 0.13 %: the price is above 1.6065, and the rate's part below -3.9225375, by less than any number of bits shows.
  const call = at("call", "5.7565", "4.15", ratio(879n, 360n), "0", "0.0013");
  assert.is(show(black76(call, "price", 4)), "1.6065");
  assert.is(show(black76(call, "price", 3)), "1.607");
  assert.is(show(black76(call, "rho", 6)), "-3.922538");
  const put = at("put", "4.15", "5.7565", ratio(879n, 360n), "0", "0.0013");
  assert.is(show(black76(put, "price", 3)), "1.607");
  assert.is(show(black76(put, "rho", 6)), "-3.922538");
  // The even neighbour lies below, and the number above the middle.
  for (const [right, future, strike] of [
    ["call", "2.0025", "1"],
    ["put", "1", "2.0025"],
  ] as const)
    assert.is(show(black76(at(right, future, strike, ratio(879n, 360n), "0", "0.0013"), "price", 3)), "1.003");
  // At a great volatility a call is worth a hair less than the future, a put less than the strike; the even neighbour lies above.
  for (const [right, future, strike] of [
    ["call", "2.0015", "1"],
    ["put", "1", "2.0015"],
  ] as const) {
    const wild = at(right, future, strike, parse("5"), "0", "100");
    assert.is(show(black76(wild, "price", 3)), "2.001");
    assert.is(show(black76(wild, "rho", 3)), "-10.007");
  }
  // What does not move at all is the middle itself: to the even one.
  assert.is(show(black76(at("call", "2.0025", "1", parse("1"), "0", "0"), "price", 3)), "1.002");
  assert.is(show(black76(at("call", "2.0025", "1", parse("0"), "0.05", "0.5"), "rho", 3)), "0");
});

test("a price that is all an option can pay, or what it pays anyway, has no volatility however long it runs", () => {
  const years = parse("9");
  for (const [right, future, strike, price] of [
    ["call", "3", "2.5", "3"],
    ["put", "2.5", "3", "3"],
    ["put", "2.5", "3", "0.5"],
    ["call", "3", "2.5", "0.4"],
  ] as const)
    assert.is(
      refusal(() => impliedVolatility(at(right, future, strike, years, "0", "0"), parse(price), 4)),
      "no-volatility",
    );
});

test.run();
