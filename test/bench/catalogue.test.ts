import { test } from "uvu";
import * as assert from "uvu/assert";
import { catalogue, skeletonHash } from "../../bench/catalogue/generate.ts";
import { analyse } from "../../src/analysis.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";

// A twentieth of the catalogue, made by the same rules; `npm run bench` makes all of it.
const { specs, forms } = catalogue(175);

test("every spec of the catalogue is sound, and is of another skeleton than all others", () => {
  const files = Object.fromEntries(specs.map((one) => [one.path, one.text]));
  const analysis = analyse(Object.keys(files), memoryReader(files));
  assert.equal(
    analysis.diagnostics.map((one) => `${one.span.source.path}: ${one.message}`),
    [],
  );
  assert.ok(analysis.models.length > 60, "products and indices");
  // Every kind of product that has a meaning is there, and what changes it.
  for (const kind of ["index", "option", "perpetual", "product", "reference", "spread"])
    assert.ok(
      analysis.models.some((one) => one.kind === kind),
      kind,
    );
  assert.ok(analysis.models.some((one) => one.product?.finalSettlement.method === "delivery"));
  assert.ok(
    analysis.models.some((one) => one.product?.kind === "structured"),
    "bounded contracts",
  );
  const spreads = analysis.models.flatMap(({ spread }) => (spread === undefined ? [] : [spread]));
  const between = (products: number) =>
    spreads.some(({ legs }) => new Set(legs.map((one) => one.product)).size === products);
  assert.ok(between(1) && between(2), "spreads between months and between products");
  const changed = analysis.models.filter((one) => (one.amendments ?? []).length > 0).map((one) => one.kind);
  assert.ok(changed.includes("product") && changed.includes("option"), "products and options that are amended");
  assert.is(new Set(specs.map((one) => skeletonHash(one.text))).size, specs.length);
});

test("it has at least forty kinds of clause, each of them more than once in a while", () => {
  assert.ok(forms.size >= 40, `${forms.size} kinds of clause`);
});

test("the skeleton tells token kinds apart, and neither names nor numbers", () => {
  const text = 'unit A "a" measures b\nunit C "c" = 2 A';
  assert.is(skeletonHash(text), skeletonHash('unit B "x" measures y\nunit D "d" = 30 B'));
  assert.is.not(skeletonHash(text), skeletonHash('unit B "x" measures y'));
});

test("the same number gives the same catalogue", () => {
  assert.equal(catalogue(40).specs, catalogue(40).specs);
  assert.not.equal(
    catalogue(40, 2).specs.map((one) => one.text),
    catalogue(40).specs.map((one) => one.text),
  );
});

test.run();
