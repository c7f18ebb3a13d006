import { test } from "uvu";
import * as assert from "uvu/assert";
import { engineConfig } from "../../../src/emit/engine-config/engine.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import engineFits from "../../../src/model/generated/engine.validate.js";
import modelFits from "../../../src/model/generated/model.validate.js";
import type { Product } from "../../../src/model/model.ts";
import { average, less, read, round, same } from "../../agree/number.ts";
import { modelIn } from "../../kit/spec-models.ts";
import { load, outcome, sameParts } from "./load.ts";
import { fc } from "../../kit/property.ts";

const PROGRAM = "test/conformance/fields/structured.tenor";
const model = modelIn(PROGRAM, "BETWEEN");
const product = model.product as Product;

test("a structured contract is of the schemas, says its bounds to engines, and every vector holds", async () => {
  assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
  const config = engineConfig(model);
  assert.ok(engineFits(config), JSON.stringify(engineFits.errors));
  assert.is(config.product.kind, "structured");
  assert.equal(config.settlement.final.bounds, {
    floor: "1.5",
    cap: "3.5",
    range: { amount: "2000.00", currency: "USD" },
    clause: "BETWEEN/floor",
  });
  const file = vectorsFile(model);
  const calculator = await load(model);
  assert.equal(
    file.branches.filter((one) => one.function === "finalSettlement" && one.vectors === 0),
    [],
  );
  for (const { name, function: called, arguments: args, expected } of file.vectors) {
    const found = outcome(() => calculator[called]?.(...args));
    if ("refused" in expected) assert.is("refused" in found ? found.refused : "a value", expected.refused, name);
    else if ("refused" in found) assert.unreachable(`${name}: refused ${found.refused}`);
    else assert.equal(sameParts(found.returns, expected.returns), expected.returns, name);
  }
});

test("on random months the price is the bounded average of the second reading, and never out of its bounds", async () => {
  const { finalSettlement } = await load(model);
  assert.ok(finalSettlement);
  const { bounds, round: rule } = product.finalSettlement;
  const [floor, cap] = [read(bounds?.floor ?? ""), read(bounds?.cap ?? "")];
  const reached = new Set<string>();
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 50_000 }),
      fc.array(fc.integer({ min: 0, max: 4_000 }), { minLength: 1, maxLength: 23 }),
      (base, shifts) => {
        const days = shifts.map((_, at) => `2027-03-${String(at + 1).padStart(2, "0")}`);
        const values = shifts.map((shift) => ((base + shift) / 10_000).toFixed(4));
        const prints = { RENTAL: Object.fromEntries(days.map((day, at) => [day, values[at]])) };
        const found = finalSettlement({ period: "2027-03", days, prints }) as { price: string };
        const mean = average(values.map(read));
        const held = less(mean, floor) ? floor : less(cap, mean) ? cap : mean;
        const price = round(held, read(rule.increment), rule.mode);
        assert.ok(same(read(found.price), price), found.price);
        assert.not(less(price, floor) || less(cap, price));
        reached.add(same(price, floor) ? "floor" : same(price, cap) ? "cap" : "between");
      },
    ),
    { numRuns: 200 },
  );
  assert.equal([...reached].sort(), ["between", "cap", "floor"]);
});

test("settlement prices lie between the bounds on every day, whatever the index says", async () => {
  const { dailySettlement } = await load(model);
  const { floor, cap } = product.finalSettlement.bounds as NonNullable<Product["finalSettlement"]["bounds"]>;
  const settled = (price: string): number => {
    const months = [{ period: "2027-03", previous: null, finalSettlement: null }];
    const found = dailySettlement?.({ date: "2027-02-02", months, indices: { RENTAL: price } });
    return Number((found as { months: { price: string }[] }).months[0]?.price);
  };
  const around = (bound: string, by: number): string => (Number(bound) + by).toFixed(3);
  assert.is(settled(around(cap, 0.4)), Number(cap));
  assert.is(settled(around(floor, -0.4)), Number(floor));
  assert.is(settled(around(cap, -0.1)), Number(around(cap, -0.1)));
});

test("each observation may be bounded, and not their average", async () => {
  const each = modelIn(PROGRAM, "BETWEEN", (text) =>
    text.replace("average of RENTAL over", "average of max(RENTAL, 2.00 USD / GPU_hour of H100_SXM) over"),
  );
  const { finalSettlement } = await load(each);
  const days = ["2027-03-01", "2027-03-02"];
  const found = finalSettlement?.({
    period: "2027-03",
    days,
    prints: { RENTAL: { "2027-03-01": "1.0000", "2027-03-02": "3.0000" } },
  });
  assert.is((found as { price: string }).price, "2.5000");
});

test.run();
