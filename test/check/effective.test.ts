import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../src/analysis.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../kit/files.ts";

const specs = Object.fromEntries(
  filesBelow("specs", (file) => file.endsWith(".tenor")).map((file) => [
    file.slice("specs/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);

/** The product of a file that derives CHILD from a shipped one and says `body` of it. */
function child(parent: string, body: string) {
  const text = `import "../indices/grades.tenor"\nimport "${parent.toLowerCase()}.tenor"\n\n/// Another.\nfuture CHILD "Another" from ${parent} {\n${body}\n}\n`;
  const { models, diagnostics } = analyse(["gpu/child.tenor"], memoryReader({ ...specs, "gpu/child.tenor": text }));
  assert.equal(
    diagnostics.filter((one) => one.severity === "error").map((one) => one.message),
    [],
  );
  return models[0]?.product;
}

test("who states the largest order keeps how orders meet and the range of no cancellation", () => {
  const orders = child("GPH", "orders { max: 300 contracts }")?.orders;
  assert.is(orders?.max?.contracts, 300);
  assert.is(orders?.matching?.value, "price-time");
  assert.is(orders?.noCancellation?.ticks, 25);
  assert.is(orders?.block?.min, 50);
});

test("a product of another size keeps what does not scale, and only that", () => {
  const { orders, limits } = analyse(["gpu/mgph.tenor"], memoryReader(specs)).models[0]?.product ?? {};
  assert.is(orders?.matching?.value, "price-time");
  assert.is(limits?.aggregation?.under, "Rule 559");
  assert.is(limits?.basis?.clause, "MGPH/limits/basis", "what scales with size is its own");
  assert.is(limits?.levels.length, 4);
});

test("in what proportion a product counts towards another is its own", () => {
  assert.is(child("MGPH", "chapter: 812")?.limits?.aggregate.length, 0);
  assert.is(analyse(["gpu/mgph.tenor"], memoryReader(specs)).models[0]?.product?.limits?.aggregate.length, 1);
});

test("a margin that is stated anew stays above those that rest on it", () => {
  const margin = child("GPH", "margin { maintenance: 25%, proposed }")?.margin ?? [];
  assert.equal(
    margin.map((one) => [one.name, one.rate]),
    [
      ["maintenance", "0.25"],
      ["initial", "1.1"],
      ["inter-month", "0.04"],
    ],
  );
});

test.run();
