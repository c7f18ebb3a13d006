import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { format } from "../../src/format/format.ts";
import { analyse, emitAll } from "../../src/pipeline.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { makeSource } from "../../src/text/source.ts";
import { filesBelow, inProject } from "../kit/files.ts";

/**
 * What fuzzing found, made small: the first line of each text says the code of the finding it must bring about, or `sound`, and what went
 * wrong before.
 */
const files = filesBelow("test", (file) => /^test\/(?:bad\/with|fuzz\/regressions)\/[^/]+\.tenor$/.test(file));
const texts = Object.fromEntries(
  files.map((file) => [file.slice("test/".length), fs.readFileSync(inProject(file), "utf8")]),
);

for (const [path, text] of Object.entries(texts)) {
  if (!path.startsWith("fuzz/")) continue;
  test(`${path} stays mended`, () => {
    const wanted = /^\/\/ ([a-z-]+): ./.exec(text)?.[1];
    const analysis = analyse([path], memoryReader(texts));
    const codes = analysis.diagnostics.map((one) => one.code as string);
    assert.equal([...new Set(codes)], wanted === "sound" ? [] : [wanted]);
    if (!hasErrors(analysis.diagnostics)) assert.ok(emitAll(analysis, { compilerHash: "" }).files.size > 1);
    const first = format(makeSource(path, text));
    if (first.kind === "formatted") {
      const second = format(makeSource(path, first.text));
      assert.is(second.kind === "formatted" ? second.text : "", first.text);
    }
  });
}

test("there are regressions", () => {
  assert.ok(Object.keys(texts).some((path) => path.startsWith("fuzz/")));
});

test.run();
