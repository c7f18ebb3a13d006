import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderText } from "../../src/diagnostic/render-text.ts";
import { check } from "../../src/index.ts";
import type { Index } from "../../src/model/model.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { type IndexDay, readIndex } from "../agree/reading.ts";
import { load } from "../emit/calculator/load.ts";
import { inProject } from "../kit/files.ts";
import { indexText } from "../kit/index-text.ts";

/** A reference rate whose window went from twelve parts of five minutes to nine of ten minutes on 10 October 2023. */
const PARTS = "with/parts.tenor";
const RULE = `  inputs { trades from [ALPHA, BETA] }
  window: 15:00 until 16:00 in 12 parts
  part: volume-weighted median of price
  empty-part: leave out
  value: mean of parts, round half-up to 0.0001`;
const TEXT = `${indexText("RATE", RULE)}
amendment LONGER to RATE effective 2023-10-10 {
  window: 14:30 until 16:00 in 9 parts
}
`;
const parts = fs.readFileSync(inProject(`test/bad/${PARTS}`), "utf8");

async function printAsOf(date: string, from: string, minutes: readonly number[]): Promise<ReferencePrice> {
  const { diagnostics, models } = check({ "test.tenor": TEXT, [PARTS]: parts }, { asOf: date });
  const model = models.find((one) => one.root === "RATE");
  if (diagnostics.length > 0 || model === undefined) throw new Error(renderText(diagnostics));
  const calculator = await load(model);
  const start = Date.parse(`${date}T${from}Z`);
  const day: IndexDay = {
    date,
    window: { from: `${date}T${from}Z`, until: `${date}T16:00:00Z` },
    observations: minutes.map((minute) => ({
      source: "ALPHA",
      price: String(100 + minute),
      size: "1",
      time: new Date(start + minute * 60_000).toISOString(),
    })),
    determination: null,
  };
  const print = calculator["referencePrice"]?.(day) as ReferencePrice;
  assert.equal({ value: print.value, tier: print.tier }, readIndex(model.indices[0] as Index, day));
  return print;
}

test("parameters that change on a day: twelve parts of five minutes the day before, nine of ten minutes from it on", async () => {
  const before = await printAsOf("2023-10-09", "15:00:00", [0, 4, 5, 59]);
  // Minutes 0 and 4 are one part, 5 the next and 59 the last: the first price that reaches half of two is that of minute 0.
  assert.equal(
    before.evidence.groups.map(({ name, value }) => [name, value]),
    [
      ["part 1", "100"],
      ["part 2", "105"],
      ["part 12", "159"],
    ],
  );
  assert.is(before.value, "121.3333");
  const after = await printAsOf("2023-10-10", "14:30:00", [0, 4, 5, 89]);
  assert.equal(
    after.evidence.groups.map(({ name, value }) => [name, value]),
    [
      ["part 1", "104"],
      ["part 9", "189"],
    ],
  );
  assert.is(after.value, "146.5000");
});

test.run();
