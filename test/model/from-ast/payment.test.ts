import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { engineConfig } from "../../../src/emit/engine-config/engine.ts";
import { instruments } from "../../../src/emit/engine-config/instruments.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import engineFits from "../../../src/model/generated/engine.validate.js";
import instrumentsFit from "../../../src/model/generated/instruments.validate.js";
import modelFits from "../../../src/model/generated/model.validate.js";
import type { ContractModel, Product } from "../../../src/model/model.ts";
import { analyse } from "../../../src/pipeline.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { marginRanges } from "../../../src/emit/calculator/margin-code.ts";
import { readValue } from "../../agree/reading-book.ts";
import { readVariation } from "../../agree/reading-settlement.ts";
import { load, outcome } from "../../emit/calculator/load.ts";
import { inProject } from "../../kit/files.ts";
import { fc } from "../../kit/property.ts";

const text = (file: string): string => fs.readFileSync(inProject(file), "utf8");

/** The sound future, paid as `terms` say, and what stands behind it. */
function analysed(terms: string, behind = "") {
  const program = `import "with/product.tenor"

future EURO "H100 GPU-Hour Futures, paid in another currency" from GOOD {
  ${terms}
}
${behind}`;
  return analyse(
    ["program.tenor"],
    memoryReader({
      "program.tenor": program,
      "with/product.tenor": text("test/bad/with/product.tenor"),
      "with/parts.tenor": text("test/bad/with/parts.tenor"),
    }),
  );
}

function sound(terms: string, behind = ""): ContractModel {
  const { models, diagnostics } = analysed(terms, behind);
  assert.equal(
    diagnostics.filter((one) => one.severity === "error").map((one) => one.message),
    [],
  );
  const model = models.find((one) => one.root === "EURO");
  assert.ok(model);
  return model;
}

/** No decimal: 1/7, at which steps of 0.007 are worth whole euros. */
const SEVENTH = "quanto: 1 EUR / 7 USD; tick { outright: 0.0070; calendar-spread: 0.0070; settlement: 0.0070 }";
const product = (terms: string): Product => sound(terms).product as Product;
const codes = (terms: string, behind = ""): string[] => analysed(terms, behind).diagnostics.map(({ code }) => code);

test("ticks are worth what they are at the fixed rate, in the currency of payment", () => {
  const { payment, ticks, tickValueExactTo, price } = product("currency: EUR; quanto: 0.9 EUR / USD");
  assert.equal(payment, {
    currency: "EUR",
    rate: { value: "0.9", unit: "EUR / USD", clause: "EURO/quanto" },
    clause: "EURO/currency",
  });
  assert.is(price.currency, "USD");
  assert.equal([tickValueExactTo.amount, tickValueExactTo.currency], ["0.01", "EUR"]);
  // 0.001 USD × 1,000 GPU-hours × 0.9 EUR / USD, and so on.
  assert.equal(
    ticks.map(({ role, value }) => [role, value.amount, value.currency]),
    [
      ["outright", "0.90", "EUR"],
      ["calendar-spread", "0.45", "EUR"],
      ["settlement", "0.09", "EUR"],
    ],
  );
});

test("the rate alone names both currencies, in any unit of theirs, and may be a fraction", () => {
  assert.is(product("quanto: 0.9 EUR / USD").payment?.currency, "EUR");
  const seventh = product(SEVENTH);
  assert.is(seventh.payment?.rate?.value, "1/7");
  assert.is(seventh.ticks.find(({ role }) => role === "settlement")?.value.amount, "1.00");
  const same = product("currency: USD");
  assert.equal(same.payment, { currency: "USD", clause: "EURO/currency" });
  assert.is(same.ticks[0]?.value.currency, "USD");
});

test("payments in a currency without minor unit say what they are exact to", () => {
  assert.equal(codes("quanto: 0.0003 XAU / USD"), ["currency-without-minor-unit"]);
  assert.is(product("quanto: 0.0003 XAU / USD; tick-value: exact to 0.00001 XAU").ticks[0]?.value.amount, "0.00030");
});

test("what is no rate from the one currency into the other is a finding", () => {
  assert.equal(codes("currency: EUR"), ["quanto-missing"]);
  assert.equal(codes("currency: XYZ; quanto: 0.9 EUR / USD"), ["value-of-another-kind"]);
  for (const rate of ["1.1 USD / EUR", "0.9", "0.9 EUR", "0.9 EUR / GBP", "0.9 EUR / USD * 1 GPU_hour", "1 USD / USD"])
    assert.equal(codes(`quanto: ${rate}`), ["quanto-units"], rate);
  assert.equal(codes("currency: GBP; quanto: 0.9 EUR / USD"), ["quanto-units"]);
  assert.equal(codes("currency: USD; quanto: 0.9 EUR / USD"), ["quanto-units"]);
  assert.equal(codes("quanto: 0 EUR / USD"), ["not-above-zero"]);
  assert.equal(codes("quanto: -0.9 EUR / USD"), ["not-above-zero"]);
  assert.ok(codes("quanto: 0.95 EUR / USD").includes("tick-value-exact"));
  assert.equal(codes("quanto: 0.95 EUR / USD; tick-value: exact to 0.001 EUR"), []);
  assert.equal(codes("quanto: 0.95 EUR / USD; tick-value: exact to 0.001 USD"), ["unit-mismatch"]);
});

test("configs say in which currency money moves and at which rate", () => {
  const model = sound("currency: EUR; quanto: 0.9 EUR / USD");
  assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
  const config = engineConfig(model);
  assert.ok(engineFits(config), JSON.stringify(engineFits.errors));
  assert.is(config.price.currency, "USD");
  assert.equal(config.payment?.rate?.value, "0.9");
  assert.equal(config.price.ticks[0]?.value, { amount: "0.90", currency: "EUR" });
  const table = instruments(model);
  assert.ok(instrumentsFit(table), JSON.stringify(instrumentsFit.errors));
  for (const { ticks } of table.instruments) assert.equal(ticks[0]?.value, { amount: "0.90", currency: "EUR" });
  const { steps } = marginRanges(model.product as Product);
  const amounts = steps.find(({ step }) => step === "product");
  assert.match(amounts?.unit ?? "", /EUR$/);
  assert.ok(amounts?.clauses.includes("EURO/quanto"));
});

test("calculator, vectors and the second reading pay the same euros", async () => {
  const ways: readonly (readonly [string, number])[] = [
    ["currency: EUR; quanto: 0.9 EUR / USD", 1],
    ["quanto: 1 EUR / 8 USD; tick-value: exact to 0.0001 EUR", 1],
    [SEVENTH, 70],
  ];
  for (const [terms, tick] of ways) {
    const model = sound(terms);
    const paid = model.product as Product;
    const calculator = await load(model);
    const tried = new Set<string>();
    for (const { name, function: called, arguments: args, expected } of vectorsFile(model).vectors) {
      if (called !== "variationMargin" && called !== "settlementValue") continue;
      const found = outcome(() => calculator[called]?.(...args));
      if ("refused" in expected) {
        assert.is("refused" in found ? found.refused : "a value", expected.refused, name);
        continue;
      }
      assert.equal(found, { returns: expected.returns }, name);
      const given = args[0] as Record<string, string>;
      const [price = "", lots = ""] = args as readonly string[];
      const amount =
        called === "settlementValue"
          ? readValue(paid, price, lots)
          : readVariation(paid, given["previous"] ?? "", given["settlement"] ?? "", given["lots"] ?? "");
      assert.equal(expected.returns, { amount, currency: "EUR" }, name);
      tried.add(called);
    }
    assert.is(tried.size, 2);
    const steps = fc.integer({ min: 0, max: 99_999_999 });
    const price = (of: number): string => `${Math.floor(of / 10_000)}.${String(of % 10_000).padStart(4, "0")}`;
    fc.assert(
      fc.property(steps, steps, fc.integer({ min: -100_000, max: 100_000 }), (from, to, lots) => {
        const given = { previous: price(from * tick), settlement: price(to * tick), lots: String(lots) };
        const amount = readVariation(paid, given.previous, given.settlement, given.lots);
        assert.equal(calculator["variationMargin"]?.(given), { amount, currency: "EUR" });
      }),
      { numRuns: 100 },
    );
  }
});

test("other products than futures are paid in the currency of their price", () => {
  const profile = "profile PAID { quanto: 0.9 EUR / USD }\n";
  const structured = text("test/conformance/fields/structured.tenor");
  const paid = structured.replace(/^structured (\w+) "([^"]*)" \{/m, `${profile}structured $1 "$2" uses PAID {`);
  assert.is.not(paid, structured);
  const { diagnostics } = analyse(
    ["program.tenor"],
    memoryReader({
      "program.tenor": paid,
      "with/product.tenor": text("test/bad/with/product.tenor"),
      "with/parts.tenor": text("test/bad/with/parts.tenor"),
    }),
  );
  assert.ok(diagnostics.some(({ code }) => code === "phrase-not-here"));
});

test("an amendment for some months changes the rate, and not the currency", () => {
  const amendment = (terms: string, months: string): string =>
    `amendment NEW "Another rate" to EURO effective 2027-02-01 ${months}{\n  ${terms}\n}\n`;
  assert.equal(
    codes("quanto: 0.9 EUR / USD", amendment("quanto: 0.8 EUR / USD", "for contract months from 2027-04 ")),
    [],
  );
  assert.equal(
    codes("quanto: 0.9 EUR / USD", amendment("quanto: 0.8 GBP / USD", "for contract months from 2027-04 ")),
    ["meaning-comes-later"],
  );
  assert.equal(codes("quanto: 0.9 EUR / USD", amendment("quanto: 0.8 GBP / USD", "")), []);
});

test.run();
