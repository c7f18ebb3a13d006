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

/** What the manual tells an exchange to type for the calculator of GPH, where it is compiled first. */
const typed: Readonly<Record<string, readonly (readonly [command: string, ...args: string[]])[]>> = {
  java: [
    ["javac", "Gph.java", "TenorRuntime.java"],
    ["java", "Gph", "vectors.json"],
  ],
};

for (const language of languages.filter(({ target }) => target in typed).filter(isThere)) {
  const { target } = language;
  const folder = tempFolder();
  for (const { path: file, content } of calculatorEmitter.emit(sampleGph, { targets: [target] }).artifacts)
    fs.writeFileSync(path.join(folder, path.basename(file)), content);
  const vectors = vectorsFile(sampleGph);
  fs.writeFileSync(path.join(folder, "vectors.json"), JSON.stringify(vectors));
  const commands = typed[target] ?? [];
  const run = (): string =>
    commands.map(([command, ...args]) => execFileSync(command, args, { cwd: folder, encoding: "utf8" })).join("");

  test(`${target}: the plain toolchain builds what is printed, and the runner accepts the vectors`, () => {
    assert.match(run(), /^[1-9][0-9]* vectors agree(?:, [0-9]+ of functions not offered)?\n$/);
  });

  test(`${target}: the runner names the first vector that does not agree, and ends with 1`, () => {
    const [first, ...rest] = vectors.vectors;
    const wrong = { ...vectors, vectors: [{ ...first, expected: { refused: "nothing" } }, ...rest] };
    fs.writeFileSync(path.join(folder, "vectors.json"), JSON.stringify(wrong));
    try {
      run();
      assert.unreachable();
    } catch (error) {
      const { status, stdout } = error as { status: number; stdout: string };
      assert.is(status, 1);
      assert.ok(stdout.startsWith(first?.name ?? "?"), stdout);
    }
  });
}

test.run();
