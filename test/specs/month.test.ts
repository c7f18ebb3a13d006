import { test } from "uvu";
import * as assert from "uvu/assert";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { nodeHost } from "../../src/host/node.ts";
import { analyse } from "../../src/pipeline.ts";
import type { Index } from "../../src/model/model.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { type IndexDay, readIndex } from "../agree/reading.ts";
import { load, outcome } from "../emit/calculator/load.ts";
import { root } from "../kit/files.ts";

/** The monthly average that is shipped, over the weekdays of a month: by the calculator and by the second reading. */
const { models } = analyse(
  ["specs/indices/h100-month.tenor"],
  hostReader(nodeHost({ root, library: `${root}/specs/std`, cwd: root })),
);
const model = models.find((one) => one.root === "H100_MONTH") as (typeof models)[number];
const calculator = await load(model);

const DAYS = ["2027-02-01", "2027-02-02", "2027-02-03", "2027-02-04", "2027-02-05", "2027-02-08"];

function monthTo(prints: Readonly<Record<string, string>>, date: string, more: object = {}): IndexDay {
  return {
    date,
    days: DAYS.filter((day) => day <= date),
    observations: Object.entries(prints).map(([day, price]) => ({ source: "H100_RENTAL", day, price })),
    previous: null,
    determination: null,
    ...more,
  };
}

const print = (day: IndexDay): ReferencePrice => {
  const found = calculator["referencePrice"]?.(day) as ReferencePrice;
  const index = model.indices.find(({ id }) => id === "H100_MONTH") as Index;
  assert.equal({ value: found.value, tier: found.tier }, readIndex(index, day));
  return found;
};

const PRINTS = { "2027-02-01": "2.4100", "2027-02-02": "2.4300", "2027-02-04": "2.4400", "2027-02-05": "2.4600" };

test("the month so far is the mean of its weekdays, a day without a value repeats the one before", () => {
  const found = print(monthTo(PRINTS, "2027-02-05"));
  // 2.41, 2.43, 2.43 again, 2.44 and 2.46; the weekend behind them is none of the month's weekdays.
  assert.equal([found.value, found.tier], ["2.4340", "inputs"]);
  assert.equal(print(monthTo({ ...PRINTS, "2027-02-08": "2.5000" }, "2027-02-08")).value, "2.4450");
  assert.ok(found.steps.some(({ text }) => text === "part 3 repeats the part before"));
});

test("a month that begins without a value has none until there is one", () => {
  const none = monthTo({ "2027-02-02": "2.4300" }, "2027-02-02");
  const refused = outcome(() => calculator["referencePrice"]?.(none));
  assert.is("refused" in refused && refused.refused, "determination-needed");
  const repeated = print({ ...none, previous: { value: "2.4400", repeats: "0" } });
  assert.equal([repeated.value, repeated.tier], ["2.4400", "fallback/1"]);
});

test.run();
