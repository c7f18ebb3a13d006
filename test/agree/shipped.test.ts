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
import { secondReading } from "./compare.ts";

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
    const known = new Set(file.branches.map((one) => `${one.function} ${one.tier}`));
    const strange = file.vectors.filter((one) =>
      one.branches.some((tier) => tier !== "refused" && !known.has(`${one.function} ${tier}`)),
    );
    assert.equal(
      strange.map(({ name }) => name),
      [],
      "vectors of a branch that the model does not have",
    );
    const calculator = await load(model);
    // What a function gives from columns is held against what it gives from rows, in columns.test.ts.
    const functions = Object.entries(calculator).flatMap(([name, one]) =>
      typeof one === "function" && !/^referencePrice$|OfColumns$/.test(name) ? [name] : [],
    );
    assert.equal(
      functions.filter((name) => !file.vectors.some((one) => one.function === name)),
      [],
      "functions without a vector",
    );
    const read = new Set<string>();
    for (const { name, function: called, arguments: args, expected } of file.vectors) {
      const found = outcome(() => calculator[called]?.(...args));
      if ("refused" in expected) {
        assert.is("refused" in found ? found.refused : JSON.stringify(found), expected.refused, name);
        continue;
      }
      if ("refused" in found) assert.unreachable(`${name}: refused ${found.refused} at ${found.place ?? "-"}`);
      else assert.equal(sameParts(found.returns, expected.returns), expected.returns, name);
      const second = secondReading(model, { name, function: called, arguments: args });
      if (second === undefined) continue;
      if ("none" in second) assert.unreachable(`${name}: the second reading has none: ${second.none}`);
      else assert.equal(sameParts((found as { returns: unknown }).returns, second.says), second.says, name);
      read.add(called);
    }
    assert.equal(
      functions.filter((name) => !read.has(name)),
      [],
      "functions the second reading does not read",
    );
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
