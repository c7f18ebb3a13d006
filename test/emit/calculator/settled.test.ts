import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import { check } from "../../../src/index.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { inProject } from "../../kit/files.ts";
import { load, outcome } from "./load.ts";

/** Months that trade by another text of a contract are seen and not settled, and settlements from before a change of tick may be on the old one. */
const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");
const product = read("test/bad/with/product.tenor").replace(
  /for all months \{[\s\S]*?\n {4}\}\n/,
  `for lead month {
      previous settlement
    }
    for other months, nearest first {
      first of {
        previous settlement + change of lead month
        previous settlement
      }
    }
`,
);
assert.match(product, "change of lead month");

function model(amendment: string, asOf?: string): ContractModel {
  const found = check(
    {
      "good.tenor": product.replace('"parts.tenor"', '"with/parts.tenor"') + amendment,
      "with/parts.tenor": read("test/bad/with/parts.tenor"),
    },
    asOf === undefined ? {} : { asOf },
  );
  assert.equal(
    found.diagnostics.filter((one) => one.severity === "error").map((one) => one.message),
    [],
  );
  return found.models.find((one) => one.root === "GOOD") as ContractModel;
}

type Month = Record<string, unknown>;
type Input = { readonly months: readonly Month[] };
type Day = { readonly months: readonly { readonly period: string; readonly price: string }[] };

/** The first input of a settled day with two months at least that have a settlement before. */
function dayIn(found: ContractModel): Input & Record<string, unknown> {
  const vector = vectorsFile(found).vectors.find(({ function: called, arguments: [given], expected }) => {
    const months = (given as Partial<Input> | undefined)?.months ?? [];
    return (
      called === "dailySettlement" && !("refused" in expected) && months.filter((one) => one["previous"]).length > 1
    );
  });
  assert.ok(vector);
  return vector?.arguments[0] as Input & Record<string, unknown>;
}

test("a month settled by another text is not settled again, and the others read its settlement", async () => {
  const good = model("");
  const { dailySettlement } = await load(good);
  const day = dayIn(good);
  const lead = day["lead"] as string;
  const near = day.months.find((one) => one["period"] === lead);
  const other = day.months.find((one) => one["period"] !== lead && one["previous"] !== null);
  const settled = (price: string | null): Day =>
    dailySettlement?.({
      ...day,
      months: day.months.map((one) => (one === near ? { ...one, settled: price } : one)),
    }) as Day;
  const priceOf = ({ months }: Day): number => Number(months.find((one) => one.period === other?.["period"])?.price);
  const before = Number(near?.["previous"]);
  // The lead month has moved by a tenth, off the tick of this text, and the other month moves as it does.
  const moved = settled((before + 0.1).toFixed(4));
  assert.not.ok(moved.months.some((one) => one.period === lead));
  assert.ok(Math.abs(priceOf(moved) - Number(other?.["previous"]) - 0.1) < 1e-9);
  // Without a settlement yet it is not read, and the next line gives the price.
  assert.is(priceOf(settled(null)), Number(other?.["previous"]));
});

test("a settlement before is on the tick of this text, unless an amendment in force changed the ticks", async () => {
  const off = (day: Input & Record<string, unknown>) => ({
    ...day,
    months: day.months.map((one) => ({ ...one, ...(one["previous"] === null ? {} : { previous: "2.4001" }) })),
  });
  const coarse =
    "\namendment COARSE to GOOD effective 2027-02-08 { tick { outright: 0.001; calendar-spread: 0.0005; settlement: 0.0005 } }\n";
  const changed = model(coarse, "2027-02-08");
  const { dailySettlement } = await load(changed);
  assert.ok("returns" in outcome(() => dailySettlement?.(off(dayIn(changed)))));
  const plain = check({
    "good.tenor": product
      .replace('"parts.tenor"', '"with/parts.tenor"')
      .replace("settlement: 0.0001 }", "settlement: 0.0005 }"),
    "with/parts.tenor": read("test/bad/with/parts.tenor"),
  }).models.find((one) => one.root === "GOOD") as ContractModel;
  const calculator = await load(plain);
  const refused = outcome(() => calculator["dailySettlement"]?.(off(dayIn(plain))));
  assert.is("refused" in refused ? refused.refused : "a price", "off-tick");
});

test.run();
