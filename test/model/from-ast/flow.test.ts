import { test } from "uvu";
import * as assert from "uvu/assert";
import * as fs from "node:fs";
import { engineConfig } from "../../../src/emit/engine-config/engine.ts";
import { instruments } from "../../../src/emit/engine-config/instruments.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import engineFits from "../../../src/model/generated/engine.validate.js";
import instrumentsFit from "../../../src/model/generated/instruments.validate.js";
import modelFits from "../../../src/model/generated/model.validate.js";
import type { ContractModel, Product } from "../../../src/model/model.ts";
import { analyse } from "../../../src/pipeline.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { readValue } from "../../agree/reading-book.ts";
import { readSize } from "../../agree/reading-flow.ts";
import { readVariation } from "../../agree/reading-settlement.ts";
import { load, outcome } from "../../emit/calculator/load.ts";
import { inProject } from "../../kit/files.ts";

const text = (file: string): string => fs.readFileSync(inProject(file), "utf8");

/** The flow derived from the sound future, of 12 listed months, with this size. */
function flow(size: string, more = "") {
  const program = `import "std/calendars/us.tenor"
import "std/calendars/common.tenor"
import "with/parts.tenor"
import "with/product.tenor"

future FLOW from GOOD {
  size: ${size}
  tick { outright: 0.001; calendar-spread: 0.001; settlement: 0.001 }
  listing { first: 2027-01-11; first-month: 2027-02; months: 12 consecutive; add: 1 business day after last-trading-day of expiring month }
  limits { basis: 1_000 contracts; spot-month: 500 contracts from open of start of spot-period; single-month: accountability 600 contracts; all-months: accountability 700 contracts; reportable: 25 contracts }
  orders { max: 500 contracts }
  ${more}
}
`;
  return analyse(
    ["program.tenor"],
    memoryReader({
      "program.tenor": program,
      "with/product.tenor": text("test/bad/with/product.tenor"),
      "with/parts.tenor": text("test/bad/with/parts.tenor"),
    }),
  );
}

function sound(size: string): ContractModel {
  const { models, diagnostics } = flow(size);
  assert.equal(
    diagnostics.filter((one) => one.severity === "error").map((one) => one.message),
    [],
  );
  const model = models.find((one) => one.root === "FLOW");
  assert.ok(model);
  return model;
}

const counts = (model: ContractModel): Record<string, number | undefined> =>
  Object.fromEntries((model.product?.contracts ?? []).map(({ period, amount }) => [period, amount?.count]));

const codes = (size: string, more = ""): string[] => flow(size, more).diagnostics.map((one) => one.code);

test("a month has the hours that pass in it by the clocks of its zone", () => {
  const europe = counts(sound("10 (GPU_hour of H100_SXM) / hour * hours of contract month in Europe/Amsterdam"));
  const [february, march, june, october] = [europe["2027-02"], europe["2027-03"], europe["2027-06"], europe["2027-10"]];
  assert.equal([february, march, june, october], [672, 743, 720, 745]);
  assert.is(europe["2027-11"], 720);
  const chicago = counts(sound("10 (GPU_hour of H100_SXM) / hour * hours of contract month in America/Chicago"));
  assert.equal([chicago["2027-03"], chicago["2027-10"], chicago["2027-11"], chicago["2028-01"]], [743, 744, 721, 744]);
  const utc = counts(sound("10 (GPU_hour of H100_SXM) / hour * hours of contract month in UTC"));
  assert.equal([utc["2027-03"], utc["2027-10"]], [744, 744]);
});

test("peak hours are those of business days between two times, and days are counted too", () => {
  const rate = "10 (GPU_hour of H100_SXM) / hour";
  const peak = counts(
    sound(`${rate} * hours of contract month on WEEKDAYS in Europe/Amsterdam over 08:00 until 20:00`),
  );
  // 20 and 23 weekdays of 12 hours.
  assert.equal([peak["2027-02"], peak["2027-03"]], [240, 276]);
  const daily = counts(sound(`${rate} * hours of contract month in Europe/Amsterdam over 08:00 until 20:00`));
  assert.equal([daily["2027-02"], daily["2027-03"]], [336, 372]);
  // Weekdays as whole days: no clock is changed on one.
  assert.is(counts(sound(`${rate} * hours of contract month on WEEKDAYS in Europe/Amsterdam`))["2027-03"], 552);
  const day = "240 (GPU_hour of H100_SXM) / day";
  assert.is(counts(sound(`${day} * days of contract month`))["2027-02"], 28);
  assert.is(counts(sound(`${day} * business days of contract month on US_EXCHANGE`))["2027-02"], 19);
});

test("outputs say what each month is, fit their schemas, and every vector holds, in the second reading too", async () => {
  const model = sound("10 (GPU_hour of H100_SXM) / hour * hours of contract month in Europe/Amsterdam");
  const product = model.product as Product;
  assert.ok(modelFits(model), JSON.stringify(modelFits.errors));
  const config = engineConfig(model);
  assert.ok(engineFits(config), JSON.stringify(engineFits.errors));
  assert.is(config.size.value, undefined);
  assert.is(config.size.per?.value, "10");
  assert.is(config.price.ticks[0]?.value, undefined);
  const october = config.months.find(({ period }) => period === "2027-10");
  assert.equal([october?.size?.count, october?.size?.value], [745, "7450"]);
  assert.equal(october?.size?.ticks[0], { role: "outright", value: { amount: "7.45", currency: "USD" } });
  const table = instruments(model);
  assert.ok(instrumentsFit(table), JSON.stringify(instrumentsFit.errors));
  for (const { period, size } of table.instruments) {
    const own = readSize(product, period);
    assert.is(`${own.top}/${own.bottom}`, `${size.value}/1`, period);
  }
  const calculator = await load(model);
  for (const { name, function: called, arguments: args, expected } of vectorsFile(model).vectors) {
    if (called !== "variationMargin" && called !== "settlementValue") continue;
    const found = outcome(() => calculator[called]?.(...args));
    if ("refused" in expected) {
      assert.is("refused" in found ? found.refused : "a value", expected.refused, name);
      continue;
    }
    assert.equal(found, { returns: expected.returns }, name);
    const given = args[0] as Record<string, string>;
    const [price = "", lots = "", month = ""] = args as readonly string[];
    const amount =
      called === "settlementValue"
        ? readValue(product, price, lots, month)
        : readVariation(
            product,
            given["previous"] ?? "",
            given["settlement"] ?? "",
            given["lots"] ?? "",
            given["month"],
          );
    assert.equal(expected.returns, { amount, currency: "USD" }, name);
  }
});

test("what has no meaning is a finding at its place", () => {
  const rate = "10 (GPU_hour of H100_SXM) / hour";
  assert.equal(codes(`${rate} * hours of contract month`), ["value-of-another-kind"]);
  assert.equal(codes(`${rate} * hours of contract quarter in UTC`), ["phrase-not-here"]);
  assert.equal(codes(`${rate} * hours of contract month in Europe/Amsterdm`), ["zone-unknown"]);
  assert.equal(codes(`${rate} * hours of contract month on NO_CAL in UTC`), ["name-unknown"]);
  assert.equal(codes(`${rate} * business days of contract month`), ["calendar-missing"]);
  assert.equal(codes(`${rate} * hours of contract month in UTC over last 2 hours`), ["value-of-another-kind"]);
  assert.equal(codes(`${rate} * days of contract month in UTC`), ["value-of-another-kind"]);
  // A tick is worth 0.003 USD for an hour: in a month of 743 hours no whole number of cents.
  assert.ok(codes(`3 (GPU_hour of H100_SXM) / hour * hours of contract month in UTC`).includes("tick-value-exact"));
  // A clock change skips 02:00.
  assert.equal(codes(`${rate} * hours of contract month in Europe/Amsterdam over 02:00 until 20:00`), [
    "date-unresolved",
  ]);
  assert.equal(codes(`${rate} * hours of contract month in Australia/Lord_Howe`), ["date-unresolved"]);
  const basis =
    "limits { basis: 25% of SUPPLY.lowest-month / size, round down to 1 contract; spot-month: 5 contracts from open of start of spot-period; single-month: 6 contracts; all-months: 7 contracts; reportable: 5 contracts }";
  assert.ok(codes(`${rate} * hours of contract month in UTC`, basis).includes("phrase-not-here"));
});

test.run();
