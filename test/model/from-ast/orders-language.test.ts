import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../../src/analysis.ts";
import { engineOrders } from "../../../src/emit/engine-config/terms.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../../kit/files.ts";

const shared = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("test/bad/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);

/** The product that derives from a sound one and says `orders { body }`, with the codes of what is found. */
function read(body: string) {
  const text = `import "with/product.tenor"\n\nfuture CHILD "Another" from GOOD {\n  orders { ${body} }\n}\n`;
  const { models, diagnostics } = analyse(["child.tenor"], memoryReader({ ...shared, "child.tenor": text }));
  return { orders: models[0]?.product?.orders, codes: diagnostics.map((one) => one.code) };
}

test("the smallest order, kinds and validities reach the engine in the order of the text, each with its clause", () => {
  const { orders, codes } = read("min: 5 contracts; types: stop-limit, limit; validity: fill-or-kill");
  assert.equal(codes, []);
  assert.ok(orders);
  const { min, max, types, validity } = engineOrders(orders);
  assert.equal(min, { contracts: 5, clause: "CHILD/orders/min" });
  assert.is(max?.contracts, 500);
  assert.equal(types, { values: ["stop-limit", "limit"], clause: "CHILD/orders/types" });
  assert.equal(validity, { values: ["fill-or-kill"], clause: "CHILD/orders/validity" });
});

test("what is not said is absent: no kind, validity or size is made up", () => {
  const { orders } = read("max: 7 contracts");
  assert.ok(orders);
  assert.equal(Object.keys(engineOrders(orders)).sort(), ["block", "clause", "max"]);
});

test("the smallest order is held against the largest, also where that one is the parent's", () => {
  assert.equal(read("min: 500 contracts").codes, []);
  assert.equal(read("min: 501 contracts").codes, ["levels-out-of-order"]);
  assert.equal(read("min: 0 contracts").codes, ["not-above-zero"]);
  assert.equal(read("min: 2.5 contracts").codes, ["not-a-whole-number"]);
});

test("a word that is none, one said twice, a rule beside the words: each is a finding", () => {
  assert.equal(read("types: limit, LIMIT").codes, ["word-unknown"]);
  assert.equal(read("validity: day, day").codes, ["field-twice"]);
  assert.equal(read('types: limit, under "Rule 519"').codes, ["phrase-not-here"]);
  assert.equal(read("types: 5 contracts").codes, ["value-unreadable"]);
  assert.equal(read("types: []").codes, ["value-unreadable"]);
});

test.run();
