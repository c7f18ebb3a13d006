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

/** What the manual tells an exchange to type for the calculator of GPH: what builds it, and what accepts it. */
const typed: Readonly<Record<string, Readonly<Record<"builds" | "accepts", readonly [string, ...string[]]>>>> = {
  java: { builds: ["javac", "Gph.java", "TenorRuntime.java"], accepts: ["java", "Gph", "vectors.json"] },
  rust: { builds: ["rustc", "-O", "gph.rs"], accepts: ["./gph", "vectors.json"] },
};

for (const language of languages.filter(({ target }) => target in typed).filter(isThere)) {
  const { target } = language;
  const folder = tempFolder();
  for (const { path: file, content } of calculatorEmitter.emit(sampleGph, { targets: [target] }).artifacts)
    fs.writeFileSync(path.join(folder, path.basename(file)), content);
  const vectors = vectorsFile(sampleGph);
  fs.writeFileSync(path.join(folder, "vectors.json"), JSON.stringify(vectors));
  const { builds, accepts } = typed[target] as (typeof typed)[string];
  const run = ([command, ...args]: readonly [string, ...string[]]): string =>
    execFileSync(command, args, { cwd: folder, encoding: "utf8" });

  test(`${target}: the plain toolchain builds what is printed, and the runner accepts the vectors`, () => {
    assert.is(run(builds), "");
    assert.match(run(accepts), /^[1-9][0-9]* vectors agree(?:, [0-9]+ of functions not offered)?\n$/);
  });

  test(`${target}: the runner names the first vector that does not agree, and ends with 1`, () => {
    const first = vectors.vectors.find((one) => one.function === "ticks");
    const spoiled = vectors.vectors.map((one) => (one === first ? { ...one, expected: { refused: "nothing" } } : one));
    const wrong = { ...vectors, vectors: spoiled };
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
