import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFile } from "../../src/ast/parse.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { format } from "../../src/format/format.ts";
import { makeSource } from "../../src/text/source.ts";
import { filesBelow, inProject } from "../kit/files.ts";
import { bare } from "../kit/parsed.ts";
import { randomOf, scramble } from "./scramble.ts";

/** Bounded in CI; the long run takes its count from outside, and a failure is repeated with its seed. */
const CASES = Number(process.env["FORMAT_CASES"] ?? 2_000);
const SEED = Number(process.env["FORMAT_SEED"] ?? 20270111);

/** The declarations of every spec and good example, each a text of its own. */
const texts = ["specs", "test/good"]
  .flatMap((folder) => filesBelow(folder, (file) => file.endsWith(".tenor")))
  .flatMap((file) => {
    const text = fs.readFileSync(inProject(file), "utf8");
    const { file: tree } = parseFile(makeSource(file, text));
    return tree.declarations.map((one) => text.slice(one.docs[0]?.span.start ?? one.span.start, one.span.end));
  })
  .filter((text) => text.length < 6_000);

/** The comments of a text without the blanks behind them. */
function comments(text: string): readonly string[] {
  return parseFile(makeSource("x.tenor", text)).file.comments.map((one) => one.text.trimEnd());
}

function tree(text: string): string {
  const { imports, declarations } = parseFile(makeSource("x.tenor", text)).file;
  return JSON.stringify(bare([imports, declarations]));
}

test(`however a text is laid out, formatting keeps its tree and comments, and a second time changes nothing (seed ${SEED})`, () => {
  assert.ok(texts.length > 40, String(texts.length));
  process.stdout.write(`\nformat: ${CASES} scrambled texts, FORMAT_SEED=${SEED}\n`);
  let unfit = 0;
  for (let at = 0; at < CASES; at++) {
    const random = randomOf((SEED + at * 7919) | 0);
    const original = texts[random(texts.length)] as string;
    const scrambled = scramble(original, random);
    const where = `case ${at} of seed ${SEED}:\n${scrambled}`;
    const source = makeSource("x.tenor", scrambled);
    if (hasErrors(parseFile(source).diagnostics) || tree(scrambled) !== tree(original)) {
      unfit++;
      continue;
    }
    const made = format(source);
    assert.is(made.kind, "formatted", where);
    if (made.kind !== "formatted") return;
    assert.ok(tree(made.text) === tree(original), where);
    assert.equal(comments(made.text), comments(scrambled), where);
    const again = format(makeSource("x.tenor", made.text));
    assert.is(again.kind === "formatted" ? again.text : "", made.text, where);
    assert.not.match(made.text, /[ \t]+\n|\r|\n\n\n|^\n|[^\n]$/, where);
  }
  process.stdout.write(`format: ${unfit} of them no case\n`);
  // Scrambling knows where lines may break by rule of thumb; what it broke is no case.
  assert.ok(unfit < CASES / 20, `${unfit} of ${CASES} scrambled texts say something else`);
});

test.run();
