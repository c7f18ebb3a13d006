import { check } from "prettier";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { rootsOf } from "../../src/cli/roots.ts";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import { nodeHost } from "../../src/host/node.ts";
import fitsSchema from "../../src/model/generated/vectors.validate.js";
import { analyse } from "../../src/pipeline.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { load, outcome, sameParts } from "../emit/calculator/load.ts";
import { root } from "../kit/files.ts";
import type { IndexDay, MarketDay } from "./reading.ts";
import { readDaily, readIndex } from "./reading.ts";

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
// A reference to another exchange's contract settles nothing.
const models = analyse(rootsOf(host, ["specs"]).paths, hostReader(host)).models.filter(
  (one) => one.kind !== "reference",
);

test("there are shipped specs to check", () => {
  assert.ok(models.length >= 3, `${models.length} models`);
});

for (const model of models) {
  test(`${model.root}: calculator, vectors and second reading agree, and every branch is taken`, async () => {
    const file = vectorsFile(model);
    assert.ok(fitsSchema(file), JSON.stringify(fitsSchema.errors));
    assert.equal(
      file.branches.filter(({ vectors }) => vectors === 0),
      [],
      "branches without a vector",
    );
    const calculator = await load(model);
    for (const { name, function: called, arguments: args, expected } of file.vectors) {
      const found = outcome(() => calculator[called]?.(...args));
      if ("refused" in expected) {
        assert.is("refused" in found ? found.refused : JSON.stringify(found), expected.refused, name);
        continue;
      }
      if ("refused" in found) assert.unreachable(`${name}: refused ${found.refused} at ${found.place ?? "-"}`);
      else assert.equal(sameParts(found.returns, expected.returns), expected.returns, name);
      const returns = expected.returns as unknown as { value: string; tier: string; months: unknown };
      const index = model.indices.find(({ id }) => name.startsWith(`${id}:`));
      if (index)
        assert.equal(readIndex(index, args[0] as IndexDay), { value: returns.value, tier: returns.tier }, name);
      if (model.product && called === "dailySettlement") {
        assert.equal(readDaily(model.product, args[0] as MarketDay), { months: returns.months }, name);
      }
    }
  });
}

test("the generated code of every shipped spec is formatted as the project is", async () => {
  const wrong: string[] = [];
  for (const model of models) {
    for (const { path, content } of calculatorEmitter.emit(model).artifacts) {
      if (path.endsWith(".json") || path.endsWith("runtime.js")) continue;
      const parser = path.endsWith(".ts") ? "typescript" : "babel";
      if (!(await check(content, { parser, printWidth: 120 }))) wrong.push(`${model.root} ${path}`);
    }
  }
  assert.equal(wrong, []);
});

test.run();
