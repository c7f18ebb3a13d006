import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../../src/analysis.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../../kit/files.ts";

const shared = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("test/bad/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);

function read(body: string) {
  const text = `import "with/product.tenor"\n\nfuture CHILD "Another" from GOOD {\n  price-limits { ${body} }\n}\n`;
  const { models, diagnostics } = analyse(["child.tenor"], memoryReader({ ...shared, "child.tenor": text }));
  return { limits: models[0]?.product?.priceLimits, codes: diagnostics.map((one) => one.code) };
}

const round = "round half-away to tick.outright";

test("bands measured from `reference` are those of a band that says the price itself, with the clause of both", () => {
  const { limits, codes } = read(`band: [7%, 13%], ${round}; reference: previous settlement`);
  assert.equal(codes, []);
  const own = read(`band: [7%, 13%] of previous settlement, ${round}`).limits;
  assert.equal(limits?.bands, own?.bands);
  assert.is(limits?.of, own?.of);
  assert.equal(limits?.round, own?.round);
  assert.is(limits?.clause, "CHILD/price-limits/band");
  assert.is(limits?.referenceClause, "CHILD/price-limits/reference");
  assert.is(own?.referenceClause, undefined);
});

test("a band that says no price and has no reference is refused, and so is a reference with anything beside it", () => {
  assert.equal(read(`band: [7%, 13%], ${round}`).codes, ["value-of-another-kind"]);
  assert.equal(read(`band: 7%, ${round}; reference: previous settlement, ${round}`).codes, ["phrase-not-here"]);
});

test.run();
