import { test } from "uvu";
import * as assert from "uvu/assert";
import { engineConfig } from "../../../src/emit/engine-config/engine.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import engineFits from "../../../src/model/generated/engine.validate.js";
import modelFits from "../../../src/model/generated/model.validate.js";
import type { Product } from "../../../src/model/model.ts";
import { type FinalInput, readFinal } from "../../agree/reading-final.ts";
import { modelIn } from "../../kit/spec-models.ts";
import { load, outcome } from "./load.ts";
import { fc } from "../../kit/property.ts";

const PROGRAM = "test/conformance/fields/structured.tenor";
const PAYOFF = /payoff:.*\n/;
const EVENTS = `observe RENT = RENTAL over business days of contract month on US_EXCHANGE
  event IN = RENT <= 1.80 on any observation
  event HIGH = RENT > 2.00 on all observations
  payoff: case {
    4.00 USD / GPU_hour of H100_SXM - average of RENT when IN and not HIGH
    highest of RENT - lowest of RENT + 1.60 USD / GPU_hour of H100_SXM when HIGH
    2.50 USD / GPU_hour of H100_SXM otherwise
  }
`;
const withEvents = (events: string) => (text: string) => text.replace(PAYOFF, events);
const model = modelIn(PROGRAM, "BETWEEN", withEvents(EVENTS));
const product = model.product as Product;

test("events stand in the engine config, and every line of the payoff has vectors that hold", async () => {
  assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
  const config = engineConfig(model);
  assert.ok(engineFits(config), JSON.stringify(engineFits.errors));
  assert.equal(
    config.settlement.final.events?.map(({ name, index, comparison, level, on }) => [
      name,
      index,
      comparison,
      level,
      on,
    ]),
    [
      ["IN", "RENTAL", "<=", "1.8", "any"],
      ["HIGH", "RENTAL", ">", "2", "all"],
    ],
  );
  const file = vectorsFile(model);
  assert.equal(
    file.branches.filter((one) => one.function === "finalSettlement").map(({ tier, vectors }) => [tier, vectors > 0]),
    [
      ["final-settlement/1", true],
      ["final-settlement/2", true],
      ["final-settlement/3", true],
      ["final-settlement/floor", true],
      ["final-settlement/cap", true],
    ],
  );
  const calculator = await load(model);
  for (const { name, function: called, arguments: args, expected } of file.vectors) {
    if (called !== "finalSettlement") continue;
    const found = outcome(() => calculator[called]?.(...args)) as { returns?: { price: string }; refused?: string };
    if ("refused" in expected) assert.is(found.refused, expected.refused, name);
    else {
      assert.is(found.returns?.price, (expected.returns as { price: string }).price, name);
      assert.equal(readFinal(product, args[0] as FinalInput), { price: found.returns?.price }, name);
    }
  }
});

test("a print at the level counts as reached, on whichever day, and a step beyond it does not", async () => {
  const { finalSettlement } = await load(model);
  const days = ["2027-03-01", "2027-03-02", "2027-03-03"];
  const settle = (values: readonly string[]) =>
    finalSettlement?.({
      period: "2027-03",
      days,
      prints: { RENTAL: Object.fromEntries(days.map((day, at) => [day, values[at]])) },
    }) as { price: string; steps: { text: string; value: string }[] };
  for (const at of [0, 1, 2]) {
    const values = ["1.9000", "1.9000", "1.9000"];
    assert.is(settle(values.map((one, day) => (day === at ? "1.8001" : one))).price, "2.5000");
    const hit = settle(values.map((one, day) => (day === at ? "1.8000" : one)));
    // 4.00 less the mean of 1.9, 1.9 and 1.8.
    assert.is(hit.price, "2.1333");
    assert.ok(hit.steps.some(({ text, value }) => text.includes(`2027-03-0${at + 1}`) && value === "1.8"));
  }
  // All above 2.00: 2.5 less 2.1, and 1.60.
  assert.is(settle(["2.1000", "2.5000", "2.3000"]).price, "2.0000");
  assert.is(settle(["2.1000", "2.0000", "2.3000"]).price, "2.5000");
});

test("on random months the price is that of the second reading", async () => {
  const { finalSettlement } = await load(model);
  const print = fc.integer({ min: 17_990, max: 20_020 }).map((units) => (units / 10_000).toFixed(4));
  fc.assert(
    fc.property(fc.array(print, { minLength: 1, maxLength: 23 }), (values) => {
      const days = values.map((_, at) => `2027-03-${String(at + 1).padStart(2, "0")}`);
      const input = {
        days,
        prints: { RENTAL: Object.fromEntries(days.map((day, at) => [day, values[at] as string])) },
      };
      const found = finalSettlement?.({ period: "2027-03", ...input }) as { price: string };
      assert.equal(readFinal(product, input), { price: found.price });
    }),
  );
});

test("what is no observation, level or event is a finding", () => {
  const wrong = (events: string): string => {
    try {
      modelIn(PROGRAM, "BETWEEN", withEvents(events));
    } catch (thrown) {
      return (thrown as Error).message;
    }
    return "sound";
  };
  const event = (text: string) =>
    wrong(`observe RENT = RENTAL over business days of contract month on US_EXCHANGE
  event IN = ${text}
  payoff: case { average of RENT when IN; 2.50 USD / GPU_hour of H100_SXM otherwise }
`);
  assert.match(event("RENT <= 1.80"), "an observation and a level");
  assert.match(event("RENT = 1.80 on any observation"), "an observation and a level");
  assert.match(event("RENT <= 1.80 on some observation"), "an observation and a level");
  assert.match(event("RENTAL <= 1.80 on any observation"), "an observation and a level");
  assert.match(event("RENT <= 1.80 USD on any observation"), "measure different things");
  // Prices are never below zero: the event can never happen.
  assert.match(event("RENT < 0 on any observation"), "this condition never holds");
  assert.match(
    wrong("observe RENT = RENTAL\n  payoff: average of RENTAL over business days of contract month on US_EXCHANGE\n"),
    "an index on some days",
  );
});

/** A future whose price is the lowest print of its month once one of them was at 3.00, else their mean. */
const dipped = modelIn("test/conformance/fields/product.tenor", "RARE", (text) =>
  text.replace(
    /final-settlement cash \{\n *price:.*\n/,
    `observe RENT = RENTAL over business days of contract month on US_EXCHANGE
  event HIGH = RENT >= 3.00 on any observation
  final-settlement cash {
    price: case { lowest of RENT when HIGH; average of RENT otherwise }
`,
  ),
);

test("a future may be settled by what happened on the way too, and says its events", async () => {
  const settlement = (dipped.product as Product).finalSettlement;
  assert.equal(
    settlement.events?.map(({ name, observed, comparison, level, on }) => [name, observed, comparison, level, on]),
    [["HIGH", "RENT", ">=", "3", "any"]],
  );
  assert.is(settlement.bounds, undefined);
  assert.ok(engineFits(engineConfig(dipped)), JSON.stringify(engineFits.errors));
  const { finalSettlement } = await load(dipped);
  const days = ["2027-03-01", "2027-03-02", "2027-03-03"];
  for (const [top, price] of [
    ["2.9999", "2.3666"],
    ["3.0000", "2.0000"],
  ] as const) {
    const prints = { RENTAL: { "2027-03-01": "2.1000", "2027-03-02": top, "2027-03-03": "2.0000" } };
    const input = { period: "2027-03", days, prints };
    const found = finalSettlement?.(input) as { price: string };
    assert.is(found.price, price);
    assert.equal(readFinal(dipped.product as Product, input), { price });
  }
});

test.run();
