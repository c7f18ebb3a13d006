import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../src/analysis.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../kit/files.ts";
import { agree } from "./agreement.ts";

const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");
const beside = Object.fromEntries(
  filesBelow("test/bad/with", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("test/bad/".length),
    read(file),
  ]),
);

// Sound programs of the ways in which a contract settles that no shipped spec has.
const programs = filesBelow("test/conformance", (file) => /\/(?:final|daily)\.[^/]*\/valid\.tenor$/.test(file));

test("there are programs to check", () => {
  assert.ok(programs.length > 10, `${programs.length}`);
});

for (const file of programs)
  test(`${file}: calculator, vectors and second reading agree, and every branch is taken`, async () => {
    const { models, diagnostics } = analyse(["child.tenor"], memoryReader({ ...beside, "child.tenor": read(file) }));
    assert.equal(diagnostics, []);
    for (const model of models) await agree(model);
  });

test.run();
