import { test } from "uvu";
import * as assert from "uvu/assert";
import { catalogue } from "../../bench/catalogue/generate.ts";
import { analyse } from "../../src/analysis.ts";
import { monthDays } from "../../src/model/month-days.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";

const { specs } = catalogue(200);
const files = Object.fromEntries(specs.map((one) => [one.path, one.text]));
const { models, diagnostics } = analyse(
  specs.map((one) => one.path),
  memoryReader(files),
);

test("the days a product was proved by are those its contract months state", () => {
  assert.ok(diagnostics.every((one) => one.severity !== "error"));
  const products = models.flatMap((one) => one.product ?? []);
  assert.ok(products.length > 50);
  for (const product of products) {
    const proved = monthDays(product);
    assert.ok(proved.length > 0, product.id);
    // A copy is another product: its days are read from the texts of its months.
    assert.equal(monthDays({ ...product }), proved, product.id);
  }
});

test.run();
