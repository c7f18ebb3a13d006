import { fc } from "../../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarEvents } from "../../../src/emit/calendar/events.ts";
import { emitters } from "../../../src/emit/registry.ts";
import { engineConfig } from "../../../src/emit/engine-config/engine.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import engineFits from "../../../src/model/generated/engine.validate.js";
import modelFits from "../../../src/model/generated/model.validate.js";
import type { ContractModel } from "../../../src/model/model.ts";
import { readFailure, readInvoice } from "../../agree/reading-delivery.ts";
import { conformanceModel } from "../../kit/conformance-model.ts";
import { load, outcome, sameParts } from "./load.ts";

/** The model of the delivered future of the conformance programs, its text changed where a test wants another. */
const delivered = (change?: (text: string) => string): ContractModel =>
  conformanceModel("test/conformance/fields/delivery.tenor", "DELIVERED", change);

const model = delivered();
const variants = [
  model,
  delivered((text) =>
    text.replace("130%", "133.333%").replace("OSLO at par", "OSLO at par, round half-even to 0.0001"),
  ),
  delivered((text) =>
    text
      .replace(/failure: .*/, 'failure: determination by XDEX under "Rule 901"')
      .replace("by buyer within", "by XDEX within"),
  ),
];

test("the model, the engine config and every date of a delivery are there", () => {
  assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
  const config = engineConfig(model);
  assert.ok(engineFits(config), JSON.stringify(engineFits.errors));
  const { delivery } = config.settlement.final;
  assert.is(config.settlement.final.method, "delivery");
  assert.equal(
    delivery?.grades.map(({ name, factor, add }) => [name, factor, add]),
    [
      ["H100_SXM", "1", "0"],
      ["H200_SXM", "1.3", "0"],
    ],
  );
  assert.equal(
    delivery?.locations.map(({ name, factor, add }) => [name, factor, add]),
    [
      ["CHICAGO", "1", "0"],
      ["DUBLIN", "1", "-0.02"],
      ["OSLO", "1", "0"],
    ],
  );
  assert.equal(
    model.grades.map((one) => one.id),
    ["H100_SXM", "H200_SXM"],
  );
  const events = calendarEvents(model).filter((one) => one.period === "2027-03");
  const days = Object.fromEntries(
    events.map(({ name, date, until }) => [name, [date, until].filter(Boolean).join(" ")]),
  );
  assert.is(days["notice-days"], "2027-02-24 2027-03-24");
  assert.is(days["delivery-days"], "2027-03-01 2027-03-31");
  assert.is(days["first-notice-day"], "2027-02-24");
});

for (const [place, one] of variants.entries()) {
  test(`variant ${place + 1}: every vector is what the calculator says, every branch is taken, every file is traced`, async () => {
    const calculator = await load(one);
    const { vectors, branches } = vectorsFile(one);
    assert.equal(
      branches.filter((branch) => branch.vectors === 0),
      [],
    );
    for (const { name, function: called, arguments: args, expected } of vectors) {
      const found = outcome(() => calculator[called]?.(...args));
      if ("refused" in expected) assert.is("refused" in found ? found.refused : "a value", expected.refused, name);
      else if ("refused" in found) assert.unreachable(`${name}: refused ${found.refused}`);
      else assert.equal(sameParts(found.returns, expected.returns), expected.returns, name);
    }
    const known = new Set(one.clauses.map(({ id }) => id));
    for (const emitter of emitters.filter((emitter) => emitter.applies(one))) {
      const { trace } = emitter.emit(one);
      assert.equal(
        trace.flatMap(({ clauses }) => clauses).filter((clause) => !known.has(clause)),
        [],
        emitter.name,
      );
    }
  });

  test(`variant ${place + 1}: invoices and failures agree with the second reading`, async () => {
    const calculator = await load(one);
    const delivery = one.product?.finalSettlement.delivery;
    assert.ok(delivery !== undefined && one.product !== undefined);
    const { product } = one;
    fc.assert(
      fc.property(
        fc.constantFrom(...delivery.grades.map(({ name }) => name)),
        fc.constantFrom(...delivery.locations.map(({ name }) => name)),
        fc.integer({ min: 1, max: 4000 }).map((n) => String(5 * n)),
        fc
          .integer({ min: 201, max: 999_999 })
          .map((n) => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, "0")}`),
        (grade, location, lots, price) => {
          const invoice = calculator["deliveryInvoice"]?.({ grade, location, lots, price }) as {
            amount: { amount: string };
          };
          assert.is(invoice.amount.amount, readInvoice(product, { grade, location, lots, price }));
          for (const side of ["seller", "buyer"] as const) {
            const said = readFailure(product, { side, lots, price });
            const found = outcome(() => calculator["deliveryFailure"]?.({ side, lots, price, determination: null }));
            if (said === undefined) assert.is("refused" in found ? found.refused : "a value", "determination-needed");
            else assert.is((found as { returns: { amount: { amount: string } } }).returns.amount.amount, said);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
}

test("an invoice by hand: 5 contracts of H200 at Dublin, settled at 2.3456", async () => {
  const { deliveryInvoice, deliveryFailure, finalSettlement } = await load(model);
  assert.ok(deliveryInvoice && deliveryFailure && finalSettlement);
  const given = { grade: "H200_SXM", location: "DUBLIN", lots: "5", price: "2.3456" };
  const { price, amount, steps } = deliveryInvoice(given) as {
    price: string;
    amount: unknown;
    steps: { text: string }[];
  };
  // 2.3456 × 1.3 = 3.04928; less 0.02 is 3.02928; 5,000 hours of it cost 15,146.40.
  assert.is(price, "3.02928");
  assert.equal(amount, { amount: "15146.40", currency: "USD" });
  assert.equal(
    steps.map(({ text }) => text),
    ["settlement price", "of H200_SXM", "at DUBLIN"],
  );
  const failed = deliveryFailure({ side: "seller", lots: "5", price: "2.3456" }) as { amount: { amount: string } };
  assert.is(failed.amount.amount, "1172.80");
  assert.equal((finalSettlement({ period: "2027-03", settlement: "2.3456" }) as { price: string }).price, "2.3456");
});

test("lots that are no multiple, prices between two steps and strange sides are refused", async () => {
  const { deliveryInvoice, deliveryFailure } = await load(model);
  assert.ok(deliveryInvoice && deliveryFailure);
  const given = { grade: "H100_SXM", location: "OSLO", lots: "5", price: "2.3456" };
  const refused = (call: () => unknown) => (outcome(call) as { refused?: string }).refused;
  assert.is(
    refused(() => deliveryInvoice({ ...given, lots: "6" })),
    "not-a-multiple",
  );
  assert.is(
    refused(() => deliveryInvoice({ ...given, price: "2.34565" })),
    "off-tick",
  );
  assert.is(
    refused(() => deliveryInvoice({ ...given, price: "-1" })),
    "negative-price",
  );
  assert.is(
    refused(() => deliveryFailure({ side: "broker", lots: "5", price: "2.3456" })),
    "unknown-side",
  );
});

test.run();
