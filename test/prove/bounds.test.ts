import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ContractModel } from "../../src/model/model.ts";
import { boundsOf, type PriceBounds } from "../../src/prove/bounds.ts";
import { indexBounds } from "../../src/prove/index-bounds.ts";
import { roundedTo, within } from "../../src/prove/intervals.ts";
import { compare, parse, ratio, roundTo, type RoundingMode, show } from "../../src/runtime/exact.ts";
import { numberOf } from "../../src/value/rational.ts";
import { indexDays } from "../agree/markets.ts";
import { readIndex, readFinal } from "../agree/reading.ts";
import { readFunding } from "../agree/reading-perpetual.ts";
import { fraction, over as quotient } from "../agree/number.ts";
import { variants } from "../agree/variants.ts";
import { conformanceModel } from "../kit/conformance-model.ts";

const HELD = `index HELD "Rentals within bounds" in America/Chicago on US_EXCHANGE {
  administrator: GPUX
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 13:00
  inputs         { trades from [ALPHA, BETA] }
  window:        11:00 until 12:00 in 1 part
  screen {
    drop trade when price < 0.50
    clamp price to [0.752, 20.003]
  }
  value:         mean of price, round half-even to 0.01
  fallback {
    previous value for at most 2 publications
    determination by exchange under "Rule 519"
  }
}
`;

/** A future that settles to an index within bounds; `change` makes another of it. */
function future(change: (text: string) => string = (text) => text): ContractModel {
  return conformanceModel("test/conformance/fields/structured.tenor", "BETWEEN", (text) =>
    change(
      text
        .replace("structured BETWEEN", `${HELD}future BETWEEN`)
        .replace(/  payoff:.*\n  floor:.*\n  cap:.*\n/, "")
        .replace(/  margin .*\n/, "")
        .replace("underlying: RENTAL", "underlying: HELD")
        .replace("newly-listed: RENTAL", "newly-listed: HELD")
        .replace("cash {", "cash { price: average of HELD over business days of contract month on US_EXCHANGE;"),
    ),
  );
}

const named = (model: ContractModel, of: string): PriceBounds => {
  const found = boundsOf(model).find((one) => one.of === of);
  assert.ok(
    found,
    `${of} among ${boundsOf(model)
      .map((one) => one.of)
      .join("; ")}`,
  );
  return found;
};

const ends = ({ low, high }: PriceBounds): readonly (string | undefined)[] => [low.value, high.value];

test("an index lies where its screens leave its inputs, rounded outward; a body may determine another value", () => {
  const held = named(future(), "HELD");
  assert.equal(ends(held), ["0.75", "20.01"]);
  assert.is(held.high.because, "`drop trade when price < 0.50`, `clamp price to [0.752, 20.003]`");
  assert.equal(held.unless, ['determination by exchange under "Rule 519"']);
  assert.ok(held.clauses.includes("HELD/screen/2"), held.clauses.join(" "));
});

test("what an index falls back on counts too, and what bounds nothing is named", () => {
  const model = future((text) =>
    text.replace("previous value", "RENTAL * 0.5, round half-even to 0.01\n    previous value"),
  );
  const held = named(model, "HELD");
  assert.equal(ends(held), ["0", undefined]);
  assert.is(held.high.because, "no highest is stated of its inputs, or of what it falls back on");
  const bounded = future((text) =>
    text.replace(
      "previous value",
      "min(RENTAL, 30.00 USD / GPU_hour of H100_SXM), round up to 0.07\n    previous value",
    ),
  );
  assert.equal(ends(named(bounded, "HELD")), ["0", "30.03"]);
});

test("settlements lie within what lines make of the market and no line leaves: an average ends where its index does", () => {
  const model = future();
  assert.equal(ends(named(model, "the final settlement")), ["0.75", "20.01"]);
  // A month is settled at its index when it is new, and at what it was settled before from then on.
  assert.equal(ends(named(model, "the settlement for all months")), ["0.75", "20.01"]);
  const moving = future((text) =>
    text
      .replace(
        "for all months { previous settlement }",
        "for lead month { previous settlement }\n    for other months { previous settlement + change of lead month; previous settlement }",
      )
      .replace("last-trading-day:  ", "lead-month: nearest month until last-trading-day\n    last-trading-day:  "),
  );
  const other = named(moving, "the settlement for other months");
  assert.equal(ends(other), ["0", undefined]);
  assert.match(other.high.because, /no highest is stated of previous settlement, change of lead month/);
  const traded = future((text) =>
    text.replace("{ previous settlement }", "{ first of { last of trades; previous settlement } }"),
  );
  assert.equal(ends(named(traded, "the settlement for all months")), ["0", undefined]);
});

test("a structured contract lies between floor and cap whatever its index and its market do", () => {
  const model = conformanceModel("test/conformance/fields/structured.tenor", "BETWEEN");
  for (const of of ["the settlement for all months", "the final settlement"]) {
    assert.equal(ends(named(model, of)), ["1.5", "3.5"]);
    assert.equal(named(model, of).unless, []);
  }
});

test("funding has its clamp for the share of the term, and what is paid its cap", () => {
  const of = (change?: (text: string) => string) =>
    conformanceModel("test/conformance/fields/perpetual.tenor", "ROLLING", change);
  const paid = "what longs and shorts pay one another, a unit";
  assert.equal(ends(named(of(), "the rate of an interval")), ["-0.0075", "0.0075"]);
  assert.equal(
    ends(
      named(
        of((text) => text.replace("8 hours\n", "24 hours\n")),
        "the rate of an interval",
      ),
    ),
    ["-0.0025", "0.0025"],
  );
  assert.equal(ends(named(of(), paid)), ["-0.05", "0.05"]);
  assert.equal(
    ends(
      named(
        of((text) => text.replace(/    cap:.*\n/, "")),
        paid,
      ),
    ),
    [undefined, undefined],
  );
});

test("an option pays a put no more than its strike, a strip is never below zero, and a spread has no end", () => {
  const puts = named(conformanceModel("test/conformance/fields/option.tenor", "CALLS"), "what a put pays, a unit");
  assert.equal(ends(puts), ["0", undefined]);
  assert.match(puts.high.because, /its strike/);
  const pair = (change?: (text: string) => string) =>
    boundsOf(conformanceModel("test/conformance/fields/spread.tenor", "PAIR", change)).map(ends);
  assert.equal(pair(), [[undefined, undefined]]);
});

const increments = fc.constantFrom("0.01", "0.07", "5").map(parse);
const values = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.integer({ min: 1, max: 900 }));
const modes: readonly RoundingMode[] = [
  "half-even",
  "half-away",
  "half-up",
  "half-down",
  "up",
  "down",
  "away",
  "toward-zero",
];

test("no rounding leaves the bounds of what was rounded", () => {
  fc.assert(
    fc.property(values, values, increments, fc.constantFrom(...modes), ([a, b], [c, d], increment, mode) => {
      const [one, other] = [ratio(BigInt(a), BigInt(b)), ratio(BigInt(c), BigInt(d))];
      const [low, high] = compare(one, other) < 0 ? [one, other] : [other, one];
      const range = roundedTo({ low, high }, increment);
      for (const value of [low, high]) {
        const rounded = roundTo(value, increment, mode);
        assert.equal(within({ low: rounded, high: rounded }, range), { low: rounded, high: rounded });
      }
    }),
  );
});

/** Every kind of index of the agreement tests, its inputs held between two prices that most of its days would leave. */
const tight = variants
  .filter(({ index }) => index.accrual === undefined)
  .map(({ index, ...rest }) => {
    const clamp = {
      action: "clamp",
      subject: "price",
      of: "price",
      low: "2.331",
      high: "2.367",
      text: "clamp",
      clause: "X",
    };
    return { ...rest, index: { ...index, screens: [{ ...clamp, action: "clamp" as const }, ...index.screens] } };
  });

test("no random day of any kind of index has a print out of bounds", () => {
  let printed = 0;
  for (const { name, model, index, kinds, columns = {} } of tight) {
    const { range } = indexBounds(index, { ...model, indices: [index] });
    const goesOn = index.base !== undefined || index.retired !== undefined;
    assert.is(range.high !== undefined, !goesOn && !index.fallback.some(({ kind }) => kind === "formula"), name);
    for (const day of fc.sample(indexDays(index, kinds, columns), 12)) {
      const said = readIndex(index, day);
      if (
        "none" in said ||
        (said.tier !== "inputs" && index.fallback[Number(said.tier.slice(9)) - 1]?.kind !== "substitute")
      )
        continue;
      printed += 1;
      const value = parse(said.value);
      const shown = `${name}: ${said.value} in ${range.low ? show(range.low) : ""}..${range.high ? show(range.high) : ""}`;
      assert.ok(range.low === undefined || compare(range.low, value) <= 0, shown);
      assert.ok(range.high === undefined || compare(value, range.high) <= 0, shown);
    }
  }
  assert.ok(printed > 40, `${printed} prints`);
});

const prints = fc.array(fc.integer({ min: 0, max: 5000 }), { minLength: 1, maxLength: 6 });

test("no random average of prints within bounds is settled out of them", () => {
  const model = future();
  const product = model.product as NonNullable<ContractModel["product"]>;
  const { low, high } = named(model, "the final settlement");
  fc.assert(
    fc.property(prints, (units) => {
      const days = units.map((_, at) => `2027-02-0${at + 1}`);
      const values = units.map((one) => (Math.min(2001, Math.max(75, one)) / 100).toFixed(2));
      const said = readFinal(product, {
        days,
        prints: { HELD: Object.fromEntries(days.map((day, at) => [day, values[at] as string])) },
      });
      assert.ok("price" in said && compare(numberOf(low.value as string), parse(said.price)) <= 0);
      assert.ok("price" in said && compare(parse(said.price), numberOf(high.value as string)) <= 0);
    }),
    { numRuns: 60 },
  );
});

test("no random interval is paid above its cap or has a rate above its clamp", () => {
  const model = conformanceModel("test/conformance/fields/perpetual.tenor", "ROLLING");
  const perpetual = model.perpetual as NonNullable<ContractModel["perpetual"]>;
  const price = fc
    .integer({ min: 1, max: 60_000 })
    .map((units) => quotient(fraction(BigInt(units)), fraction(10_000n)));
  const sample = fc.record({ midpoint: price, index: price });
  fc.assert(
    fc.property(fc.array(sample, { minLength: 8, maxLength: 8 }), price, (samples, index) => {
      const { amount } = readFunding(perpetual, samples, { index });
      const paid = ratio(amount.top, amount.bottom);
      assert.ok(compare(paid, parse("0.05")) <= 0 && compare(parse("-0.05"), paid) <= 0, show(paid));
    }),
    { numRuns: 60 },
  );
});

test.run();
