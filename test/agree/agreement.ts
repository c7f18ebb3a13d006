import * as assert from "uvu/assert";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import fitsSchema from "../../src/model/generated/vectors.validate.js";
import type { ContractModel } from "../../src/model/model.ts";
import { load, outcome, sameParts } from "../emit/calculator/load.ts";
import { secondReading } from "./compare.ts";

/** Asserts that calculator, vectors and second reading of a model agree, that every branch is taken and every function read twice. */
export async function agree(model: ContractModel): Promise<void> {
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
  // What a function gives from columns is held against what it gives from rows, in columns.test.ts and shipped-columns.test.ts.
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
}
