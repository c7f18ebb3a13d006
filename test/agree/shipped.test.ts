import { check } from "prettier";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { rootsOf } from "../../src/cli/roots.ts";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import { nodeHost } from "../../src/host/node.ts";
import { analyse } from "../../src/pipeline.ts";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { root } from "../kit/files.ts";
import { agree } from "./agreement.ts";

const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
// A reference to another exchange's contract settles nothing.
const models = analyse(rootsOf(host, ["specs"]).paths, hostReader(host)).models.filter(
  (one) => one.kind !== "reference",
);

test("there are shipped specs to check", () => {
  assert.ok(models.length >= 3, `${models.length} models`);
});

for (const model of models)
  test(`${model.root}: calculator, vectors and second reading agree, and every branch is taken`, () => agree(model));

test("the generated code of every shipped spec is formatted as the project is", async () => {
  const wrong: string[] = [];
  for (const model of models) {
    for (const { path, content } of calculatorEmitter.emit(model).artifacts) {
      if (!/\.(?:js|ts)$/.test(path) || path.endsWith("runtime.js")) continue;
      const parser = path.endsWith(".ts") ? "typescript" : "babel";
      if (!(await check(content, { parser, printWidth: 120 }))) wrong.push(`${model.root} ${path}`);
    }
  }
  assert.equal(wrong, []);
});

test.run();
