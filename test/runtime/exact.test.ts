import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Rational, RefusedInput } from "../../src/runtime/exact.ts";
import {
  ONE,
  ZERO,
  absolute,
  add,
  carry,
  compare,
  decimalPlaces,
  divide,
  equal,
  fromInteger,
  gcd,
  isRefused,
  max,
  min,
  multiples,
  multiply,
  negate,
  parse,
  power,
  ratio,
  refuse,
  show,
  subtract,
  toDecimal,
  toFixed,
} from "../../src/runtime/exact.ts";

const refusedWith = (code: string) => (thrown: unknown) => isRefused(thrown) && thrown.code === code;
const wide = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const anyRational = fc.tuple(wide, fc.bigInt({ min: 1n, max: 10n ** 30n })).map(([n, d]) => ratio(n, d));
const same = (a: Rational, b: Rational) => assert.equal(a, b);

/** Cross multiplication of unreduced fractions: the definition of rational arithmetic, with no reduction anywhere. */
const equals = (x: Rational, n: bigint, d: bigint) => x.n * d === n * x.d;
const normal = (x: Rational) => {
  let [a, b] = [x.n < 0n ? -x.n : x.n, x.d];
  while (b !== 0n) [a, b] = [b, a % b];
  return x.d > 0n && a === 1n;
};

test("parse reads plain decimals exactly", () => {
  same(parse("12"), { n: 12n, d: 1n });
  same(parse("-0.05"), { n: -1n, d: 20n });
  same(parse("1.250"), { n: 5n, d: 4n });
  same(parse("-0.00"), ZERO);
  same(parse("84779.11"), { n: 8477911n, d: 100n });
});

test("parse refuses everything that is not a plain decimal", () => {
  const bad = [
    "",
    " ",
    "1e3",
    "1E-3",
    "+1",
    "1_000",
    "1,000",
    ".5",
    "5.",
    "-",
    "--1",
    "01",
    "-00.5",
    " 1",
    "1 ",
    "1\n",
    "١",
  ];
  for (const text of [...bad, "0x10", "NaN", "Infinity", "1.2.3", "−1", "1/3", "9".repeat(1001)]) {
    assert.throws(() => parse(text), refusedWith("not-a-decimal"), text.slice(0, 20));
  }
  assert.throws(() => parse(0.1 as unknown as string), refusedWith("not-a-decimal"));
  assert.throws(() => parse(undefined as unknown as string), refusedWith("not-a-decimal"));
});

test("a refusal carries its code, its sentence and the values at fault, and is an Error for whoever logs it", () => {
  try {
    refuse("some-code", "a sentence", ["1"]);
  } catch (thrown) {
    const refused = thrown as RefusedInput;
    assert.ok(isRefused(refused) && refused instanceof Error);
    assert.equal(
      [refused.kind, refused.code, refused.message, refused.evidence],
      ["refused", "some-code", "a sentence", ["1"]],
    );
  }
  for (const other of [undefined, null, "refused", new Error("x"), { kind: "problem" }])
    assert.not.ok(isRefused(other));
});

test("division by zero is refused wherever it can be written", () => {
  assert.throws(() => ratio(1n, 0n), refusedWith("division-by-zero"));
  assert.throws(() => divide(ONE, ZERO), refusedWith("division-by-zero"));
  assert.throws(() => power(ZERO, -1), refusedWith("division-by-zero"));
});

test("only whole numbers become integers and exponents", () => {
  same(fromInteger(-7), { n: -7n, d: 1n });
  same(fromInteger(10n ** 40n), { n: 10n ** 40n, d: 1n });
  for (const bad of [0.5, NaN, Infinity, 2 ** 53]) assert.throws(() => fromInteger(bad), refusedWith("not-an-integer"));
  assert.throws(() => power(ONE, 0.5), refusedWith("not-an-integer"));
  assert.throws(() => power(parse("1.01"), 10_001), refusedWith("exponent-too-large"));
});

test("arithmetic agrees with unreduced fractions and stays in lowest terms", () => {
  fc.assert(
    fc.property(anyRational, anyRational, (a, b) => {
      const sums: [Rational, bigint, bigint][] = [
        [add(a, b), a.n * b.d + b.n * a.d, a.d * b.d],
        [subtract(a, b), a.n * b.d - b.n * a.d, a.d * b.d],
        [multiply(a, b), a.n * b.n, a.d * b.d],
        [negate(a), -a.n, a.d],
      ];
      if (b.n !== 0n) sums.push([divide(a, b), a.n * b.d, a.d * b.n]);
      for (const [found, n, d] of sums) assert.ok(equals(found, n, d) && normal(found));
      assert.is(compare(a, b), Math.sign(Number(a.n * b.d - b.n * a.d)));
      assert.is(equal(a, b), a.n * b.d === b.n * a.d);
    }),
    { numRuns: 500 },
  );
});

test("small decimals, which share denominators, obey the same laws", () => {
  const cents = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 0, max: 4 }));
  const number = cents.map(([n, places]) => ratio(BigInt(n), 10n ** BigInt(places)));
  fc.assert(
    fc.property(number, number, number, (a, b, c) => {
      same(add(add(a, b), c), add(a, add(b, c)));
      same(multiply(a, add(b, c)), add(multiply(a, b), multiply(a, c)));
      same(subtract(add(a, b), b), a);
      if (b.n !== 0n) same(multiply(divide(a, b), b), a);
      assert.ok(normal(add(a, b)) && normal(multiply(a, b)));
    }),
  );
});

test("gcd is right on both sides of the largest safe integer", () => {
  fc.assert(
    fc.property(fc.bigInt(1n, 2n ** 60n), fc.bigInt(1n, 2n ** 60n), fc.bigInt(1n, 2n ** 60n), (a, b, k) => {
      const found = gcd(a * k, b * k);
      assert.is((a * k) % found, 0n);
      assert.is((b * k) % found, 0n);
      assert.is(found % k, 0n);
      assert.is(gcd((a * k) / found, (b * k) / found), 1n);
    }),
  );
  assert.is(gcd(0n, 7n), 7n);
  assert.is(gcd(2n ** 70n, 0n), 2n ** 70n);
});

test("powers multiply, and a negative power is the reciprocal", () => {
  same(power(parse("1.5"), 3), parse("3.375"));
  same(power(parse("-0.5"), -3), fromInteger(-8));
  same(power(ZERO, 0), ONE);
  fc.assert(
    fc.property(anyRational, fc.integer({ min: -6, max: 6 }), (a, exponent) => {
      if (a.n === 0n) return;
      let expected = ONE;
      for (let step = 0; step < Math.abs(exponent); step++)
        expected = exponent > 0 ? multiply(expected, a) : divide(expected, a);
      same(power(a, exponent), expected);
    }),
  );
});

test("min, max and absolute", () => {
  const [a, b, c] = [parse("0.3"), ratio(1n, 3n), parse("-2")];
  same(min(a, b, c), c);
  same(max(a, b, c), b);
  same(min(a), a);
  same(absolute(c), parse("2"));
});

test("decimals are written as short as they can be, and only when they end", () => {
  assert.is(toDecimal(parse("1.2500")), "1.25");
  assert.is(toDecimal(parse("-0.050")), "-0.05");
  assert.is(toDecimal(parse("100")), "100");
  assert.is(toDecimal(ratio(1n, 1024n)), "0.0009765625");
  assert.is(decimalPlaces(ratio(1n, 6n)), undefined);
  assert.throws(() => toDecimal(ratio(1n, 3n)), refusedWith("decimal-never-ends"));
  assert.is(show(ratio(-1n, 3n)), "-1/3");
  assert.is(show(parse("0.10")), "0.1");
});

test("toFixed writes the places asked for and never rounds", () => {
  assert.is(toFixed(parse("0.1"), 4), "0.1000");
  assert.is(toFixed(parse("-0.05"), 2), "-0.05");
  assert.is(toFixed(parse("7"), 0), "7");
  assert.throws(() => toFixed(parse("0.125"), 2), refusedWith("decimals-lost"));
  assert.throws(() => toFixed(ratio(1n, 3n), 9), refusedWith("decimals-lost"));
  for (const bad of [-1, 0.5, NaN, 20_000]) assert.throws(() => toFixed(ONE, bad), refusedWith("places-not-whole"));
});

test("what is written reads back as the same number", () => {
  const decimal = fc.tuple(wide, fc.integer({ min: 0, max: 40 })).map(([n, places]) => ratio(n, 10n ** BigInt(places)));
  fc.assert(
    fc.property(decimal, (value) => {
      const text = toDecimal(value);
      same(parse(text), value);
      assert.not.match(text, /\.\d*0$/);
      same(parse(toFixed(value, (decimalPlaces(value) ?? 0) + 3)), value);
    }),
  );
});

test("a third carried to six decimals is the only kind of loss, and it is asked for", () => {
  same(carry(ratio(1n, 3n), 6, "half-even"), parse("0.333333"));
  same(carry(ratio(-2n, 3n), 2, "down"), parse("-0.67"));
});

test("multiples counts ticks, and refuses what is off the grid", () => {
  assert.is(multiples(parse("2.350"), parse("0.005")), 470n);
  assert.is(multiples(parse("-0.25"), parse("0.05")), -5n);
  assert.throws(() => multiples(parse("2.3512"), parse("0.005")), refusedWith("not-a-multiple"));
});

test.run();
