import { test } from "uvu";
import * as assert from "uvu/assert";
import { generateAll, stale } from "../../tools/generate.ts";

test("generated files are what they would be generated as", async () => {
  assert.equal(await stale(), [], "run `npm run generate`");
});

test("the same sources give the same bytes", async () => {
  assert.equal([...(await generateAll())], [...(await generateAll())]);
});

test.run();
