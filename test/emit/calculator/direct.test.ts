import { test } from "uvu";
import * as assert from "uvu/assert";
import { rootsOf } from "../../../src/cli/roots.ts";
import { directCalculator } from "../../../src/emit/calculator/direct.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import { nodeHost } from "../../../src/host/node.ts";
import { analyse } from "../../../src/pipeline.ts";
import { hostReader } from "../../../src/resolve/host-reader.ts";
import { randomCases } from "../../agree/random-cases.ts";
import { root } from "../../kit/files.ts";
import { load, outcome } from "./load.ts";

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
// A contract amended later has the code of the one before with other numbers.
const shipped = analyse(rootsOf(host, ["specs"]).paths, hostReader(host)).models.filter(
  (one, at, all) => one.kind !== "reference" && all.findIndex((other) => other.root === one.root) === at,
);

for (const model of shipped)
  test(`${model.root}: run from its tree, the calculator says what its module says, steps and refusals too`, async () => {
    const direct = directCalculator(model);
    const printed = await load(model);
    assert.equal(Object.keys(direct).sort(), Object.keys(printed).sort());
    for (const { name, function: called, arguments: args } of vectorsFile(model).vectors)
      assert.equal(
        outcome(() => direct[called]?.(...args)),
        outcome(() => printed[called]?.(...args)),
        name,
      );
  });

const cases = await randomCases();

test("run from their trees, calculators come to what their modules said of random days", () => {
  let said = 0;
  for (const { name, model, vectors } of cases) {
    const direct = directCalculator(model);
    for (const { function: called, arguments: args, expected } of vectors) {
      const found = outcome(() => direct[called]?.(...args));
      const wanted = JSON.parse(JSON.stringify(expected)) as { refused?: unknown };
      if (wanted.refused === undefined) assert.equal(JSON.parse(JSON.stringify(found)), wanted, `${name}: ${called}`);
      else assert.is((found as { refused?: string }).refused, wanted.refused, `${name}: ${called}`);
      said++;
    }
  }
  assert.ok(said > 100, `${said} answers`);
});

test("a name that is nowhere is our bug", () => {
  const model = shipped.find((one) => one.root === "GPH")!;
  assert.throws(() => directCalculator({ ...model, indices: [] }));
});

test.run();
