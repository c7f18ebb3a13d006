import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../src/index.ts";
import { manualExamples } from "../conformance/coverage.ts";
import { inProject } from "../kit/files.ts";
import { surrounded } from "../kit/surrounded.ts";

/**
 * Which fragments of the manual compile in a fitting surrounding, and which are only parsed and why: `golden/manual-fragments.txt`.
 * `UPDATE_GOLDEN=1` writes it; a fragment that stops compiling is read there before it is committed.
 */
const golden = inProject("test/golden/manual-fragments.txt");

/** Why a fragment is only parsed: what it leaves out, or what has no meaning yet, each once. */
function reasons(fragment: string): readonly string[] {
  const errors = check(surrounded(fragment)).diagnostics.filter((one) => one.severity === "error");
  return [...new Set(errors.map((one) => `${one.code}: ${one.message}`))].sort();
}

const examples = manualExamples();
const found = examples.map((text) => ({ text, why: reasons(text) }));

test("a fragment of the manual compiles, or the list says why it is only parsed", () => {
  const lines = found.map(({ text, why }, place) => {
    const head = text.split("\n").find((line) => line.trim() !== "" && !/^(?:\/\/|import)/.test(line)) ?? "";
    const title = `${place + 1} ${head}`;
    return why.length === 0
      ? `${title}\n  compiles\n`
      : `${title}\n  only parsed\n${why.map((one) => `    ${one}\n`).join("")}`;
  });
  const list = lines.join("");
  if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(golden, list);
  assert.fixture(list, fs.existsSync(golden) ? fs.readFileSync(golden, "utf8") : "");
});

test("no fragment is only parsed for how it is written", () => {
  const shape = [
    "value-unreadable",
    "value-unfinished",
    "field-unknown",
    "section-unknown",
    "word-not-here",
    "line-unknown",
  ];
  const wrong = found.flatMap(({ why }) => why.filter((one) => shape.some((code) => one.startsWith(`${code}:`))));
  assert.equal(wrong, []);
});

test("six in seven fragments compile at least", () => {
  const whole = found.filter(({ why }) => why.length === 0).length;
  assert.ok(whole * 7 >= found.length * 6, `${whole} of ${found.length}`);
});

test.run();
