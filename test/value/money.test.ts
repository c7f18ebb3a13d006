import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Rational } from "../../src/runtime/exact.ts";
import { compare, decimalPlaces, divide, multiply, parse, ratio, show, toDecimal } from "../../src/runtime/exact.ts";
import { currencyOf } from "../../src/value/currency.ts";
import type { TickSuggestion, TickValueProblem } from "../../src/value/money.ts";
import { compareMoney, minorUnits, money, tickValue } from "../../src/value/money.ts";
import type { Problem } from "../../src/value/rational.ts";

const of = (code: string) => currencyOf(code)!;
const usd = of("USD");

function said(suggestion: TickSuggestion): string {
  if (suggestion.kind === "tick")
    return `tick ${suggestion.below ? `${show(suggestion.below)} or ` : ""}${show(suggestion.above)}`;
  return suggestion.kind === "size" ? `size ${show(suggestion.size)}` : `exact to ${show(suggestion.exactTo)}`;
}

const ways = (tick: string, size: string, code = "USD", exactTo?: string) => {
  const found = tickValue(parse(tick), parse(size), of(code), exactTo === undefined ? undefined : parse(exactTo));
  assert.is((found as Problem).code, "tick-value-exact", `${tick} × ${size} ${code}`);
  return (found as TickValueProblem).suggestions.map(said);
};

test("a tick worth a whole number of cents is fine", () => {
  assert.equal(tickValue(parse("0.001"), parse("1000"), usd), { kind: "tick-value", value: parse("1") });
  assert.equal(tickValue(parse("10"), parse("0.01"), usd), { kind: "tick-value", value: parse("0.1") });
});

test("the manual's example: an eighth of a dollar, and three ways out", () => {
  const found = tickValue(parse("0.000125"), parse("1000"), usd) as TickValueProblem;
  assert.is(toDecimal(found.value), "0.125");
  assert.equal(found.unit, parse("0.01"));
  assert.is(found.message, "0.125 USD is not a whole number of 0.01 USD");
  assert.equal(found.suggestions.map(said), ["tick 0.00012 or 0.00013", "size 2000", "exact to 0.001"]);
});

// ICE TTF in March (743 hours), CME ZQ (4,167 × 0.005): real contracts whose tick is worth less than a cent more or less.
test("real contracts whose tick value needs more than the currency's decimals", () => {
  assert.equal(ways("0.005", "743", "EUR"), ["tick 0.01", "size 1486", "exact to 0.001"]);
  assert.equal(ways("0.005", "4167"), ["tick 0.01", "size 8334", "exact to 0.001"]);
  assert.equal(tickValue(parse("0.005"), parse("4167"), usd, parse("0.001")), {
    kind: "tick-value",
    value: parse("20.835"),
  });
  assert.equal(ways("0.0025", "4167", "USD", "0.001"), ["tick 0.002 or 0.003", "size 8334", "exact to 0.0001"]);
});

test("no tick below is suggested where none is above zero, and yen have no decimals", () => {
  assert.equal(ways("0.000001", "1000"), ["tick 0.00001", "size 10000", "exact to 0.001"]);
  assert.equal(ways("0.5", "1", "JPY"), ["tick 1", "size 2", "exact to 0.1"]);
});

test("a size of thirds has no decimal that is exact, and says only what works", () => {
  const found = tickValue(parse("0.01"), ratio(1n, 3n), usd) as TickValueProblem;
  assert.equal(found.suggestions.map(said), ["tick 0.03", "size 1"]);
});

test("what has no answer is another problem", () => {
  const code = (found: unknown) => (found as Problem).code;
  assert.is(code(tickValue(parse("0"), parse("1"), usd)), "not-positive");
  assert.is(code(tickValue(parse("1"), parse("-1"), usd)), "not-positive");
  assert.is(code(tickValue(parse("1"), parse("1"), usd, parse("0"))), "not-positive");
  assert.is(code(tickValue(parse("1"), parse("1"), of("XAU"))), "no-minor-unit");
  assert.equal(tickValue(parse("1"), parse("1"), of("XAU"), parse("0.001")), { kind: "tick-value", value: parse("1") });
});

test("every suggestion works, is a decimal, and no smaller one of its kind does", () => {
  const amount = fc
    .tuple(fc.bigInt(1n, 99_999n), fc.integer({ min: 0, max: 7 }))
    .map(([n, p]) => ratio(n, 10n ** BigInt(p)));
  const works = (tick: Rational, size: Rational, exactTo?: Rational) =>
    tickValue(tick, size, usd, exactTo).kind === "tick-value";
  fc.assert(
    fc.property(amount, amount, (tick, size) => {
      const found = tickValue(tick, size, usd);
      if (found.kind === "tick-value") return;
      for (const one of (found as TickValueProblem).suggestions) {
        if (one.kind === "tick") {
          assert.ok(works(one.above, size) && compare(one.above, tick) > 0);
          assert.ok(decimalPlaces(one.above) !== undefined);
          if (one.below) assert.ok(works(one.below, size) && compare(one.below, tick) < 0 && one.below.n > 0n);
        } else if (one.kind === "size") {
          const times = divide(one.size, size);
          assert.is(times.d, 1n);
          assert.ok(works(tick, one.size));
          for (let fewer = 1n; fewer < times.n && fewer < 20n; fewer++) {
            assert.not.ok(works(tick, multiply(size, ratio(fewer, 1n))));
          }
        } else {
          assert.ok(works(tick, size, one.exactTo));
          if (one.exactTo.d > 1n) assert.not.ok(works(tick, size, multiply(one.exactTo, parse("10"))));
        }
      }
    }),
    { numRuns: 500 },
  );
});

test("amounts are counted in minor units exactly, or not at all", () => {
  assert.is(minorUnits(money(parse("-12.34"), usd)), -1234n);
  assert.is(minorUnits(money(parse("5"), of("JPY"))), 5n);
  assert.is(minorUnits(money(parse("0.125"), usd), parse("0.001")), 125n);
  const code = (found: bigint | Problem) => (found as Problem).code;
  assert.is(code(minorUnits(money(parse("0.125"), usd))), "minor-unit-exact");
  assert.is(code(minorUnits(money(ratio(1n, 3n), usd))), "minor-unit-exact");
  assert.is(code(minorUnits(money(parse("1"), of("XXX")))), "no-minor-unit");
});

test("amounts of two currencies do not compare", () => {
  assert.is(compareMoney(money(parse("1"), usd), money(parse("2"), usd)), -1);
  const found = compareMoney(money(parse("1"), usd), money(parse("2"), of("EUR"))) as Problem;
  assert.equal([found.code, found.evidence], ["currency-mismatch", ["USD", "EUR"]]);
});

test.run();
