import { test } from "uvu";
import * as assert from "uvu/assert";
import { branchesOf } from "../../../src/emit/vectors/branches.ts";
import { vectorsEmitter, vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import { basePrice } from "../../../src/emit/vectors/vector.ts";
import fitsSchema from "../../../src/model/generated/vectors.validate.js";
import type { ContractModel } from "../../../src/model/model.ts";
import { sampleGph, sampleItk } from "../../kit/sample-model.ts";
import { divide, parse, show } from "../../../src/runtime/exact.ts";
import { load, outcome, sameParts } from "../calculator/load.ts";

const samples: readonly ContractModel[] = [sampleGph, sampleItk];

for (const model of samples) {
  const name = model.product?.id ?? model.root;
  const file = vectorsFile(model);

  test(`${name}: the calculator returns and refuses what the vectors say`, async () => {
    const calculator = await load(model);
    for (const { name: shows, function: called, arguments: args, expected } of file.vectors) {
      const found = outcome(() => calculator[called]?.(...args));
      if ("refused" in expected)
        assert.is("refused" in found ? found.refused : JSON.stringify(found), expected.refused, shows);
      else if ("refused" in found) assert.unreachable(`${shows}: refused ${found.refused} at ${found.place ?? "-"}`);
      else assert.equal(sameParts(found.returns, expected.returns), expected.returns, shows);
    }
    assert.ok(file.vectors.length > 60, `${file.vectors.length} vectors`);
  });

  test(`${name}: every tier of every waterfall has a vector that ends in it`, () => {
    const without = file.branches.filter(({ vectors }) => vectors === 0);
    assert.equal(without, []);
    assert.is(file.branches.length, branchesOf(model).length);
  });

  test(`${name}: a vector is refused only where it says so, and its name is its own`, () => {
    const names = file.vectors.map((one) => one.name);
    assert.is(
      new Set(names).size,
      names.length,
      names.find((one, at) => names.indexOf(one) !== at),
    );
    for (const { name: shows, branches, expected } of file.vectors) {
      assert.is("refused" in expected, branches.includes("refused"), shows);
    }
  });

  test(`${name}: the file fits its schema and is the same each time`, () => {
    const first = vectorsEmitter.emit(model).artifacts[0]?.content as string;
    assert.is(vectorsEmitter.emit(structuredClone(model)).artifacts[0]?.content, first);
    const parsed: unknown = JSON.parse(first);
    assert.equal(parsed, JSON.parse(JSON.stringify(file)));
    assert.ok(fitsSchema(parsed), JSON.stringify(fitsSchema.errors));
    assert.ok(first.endsWith("}\n"));
  });
}

test("a price of the vectors is far above zero, however coarse the tick", () => {
  assert.is(show(basePrice(1234, "0.001")), "2.234");
  for (const tick of ["0.05", "0.25", "1", "5", "1000"]) {
    const ticks = divide(basePrice(1234, tick), parse(tick));
    assert.is(ticks.d, 1n, tick);
    assert.ok(ticks.n >= 50n, tick);
  }
});

test("the schema refuses a vector that expects nothing", () => {
  const file = structuredClone(vectorsFile(sampleGph)) as unknown as { vectors: { expected: unknown }[] };
  (file.vectors[0] as { expected: unknown }).expected = {};
  assert.not.ok(fitsSchema(file));
});

test.run();
