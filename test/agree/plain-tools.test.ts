import { execFileSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { calculatorEmitter } from "../../src/emit/calculator/emitter.ts";
import { vectorsFile } from "../../src/emit/vectors/emitter.ts";
import { tempFolder } from "../kit/files.ts";
import { sampleGph } from "../kit/sample-model.ts";
import { isThere, languages } from "./languages.ts";

type Command = readonly [string, ...string[]];

/** What the manual tells an exchange to type for the calculator of GPH: what builds it, and what accepts it. */
const typed: Readonly<Record<string, { readonly builds?: Command; readonly accepts: Command }>> = {
  js: { accepts: ["node", "gph.accept.mjs", "vectors.json"] },
  wasm: { accepts: ["node", "gph.wasm.accept.mjs", "vectors.json"] },
  python: { accepts: ["python3", "-B", "gph.py", "vectors.json"] },
  java: { builds: ["javac", "Gph.java", "TenorRuntime.java"], accepts: ["java", "Gph", "vectors.json"] },
  rust: { builds: ["rustc", "-O", "gph.rs"], accepts: ["./gph", "vectors.json"] },
};

const there = languages.filter(({ target }) => target in typed).filter(isThere);
for (const target of ["js", "wasm", ...there.map((one) => one.target)]) {
  const folder = tempFolder();
  for (const { path: file, content } of calculatorEmitter.emit(sampleGph, { targets: [target] }).artifacts)
    fs.writeFileSync(path.join(folder, path.basename(file)), content);
  const vectors = vectorsFile(sampleGph);
  fs.writeFileSync(path.join(folder, "vectors.json"), JSON.stringify(vectors));
  const { builds, accepts } = typed[target] as (typeof typed)[string];
  const run = ([command, ...args]: Command): string =>
    execFileSync(command, args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });

  test(`${target}: the plain toolchain builds what is printed, and the runner accepts the vectors`, () => {
    if (builds !== undefined) assert.is(run(builds), "");
    assert.match(run(accepts), /^[1-9][0-9]* vectors agree(?:, [0-9]+ of functions not offered)?\n$/);
  });

  test(`${target}: the runner names the first vector that does not agree, and ends with 1`, () => {
    const wanted = target === "wasm" ? "variationMarginOfColumns" : "ticks";
    const first = [...vectors.vectors, ...vectors.columns].find((one) => one.function === wanted);
    const spoil = (all: typeof vectors.vectors) =>
      all.map((one) => (one === first ? { ...one, expected: { refused: "nothing" } } : one));
    const wrong = { ...vectors, vectors: spoil(vectors.vectors), columns: spoil(vectors.columns) };
    fs.writeFileSync(path.join(folder, "vectors.json"), JSON.stringify(wrong));
    try {
      run(accepts);
      assert.unreachable();
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      assert.is(status, 1);
      assert.ok(stdout.startsWith(first?.name ?? "?"), stdout);
    }
  });
}

test.run();
