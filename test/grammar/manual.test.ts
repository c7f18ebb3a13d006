import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { blocks } from "../../grammar/fields.ts";
import { glueWords } from "../../grammar/words.ts";
import { DEEPEST, LONGEST } from "../../grammar/depth.ts";
import { MOST_JOINS } from "../../grammar/messages.ts";
import { codes } from "../../src/diagnostic/catalogue.ts";
import { FILING_FACTS } from "../../src/emit/filing/facts.ts";
import { roundingModes } from "../../src/value/rounding.ts";
import { kinds } from "../../grammar/kinds.ts";
import { fields, manualExamples, places, usedBy } from "../conformance/coverage.ts";
import { beyondTheLanguage, madeByTests } from "../conformance/rules.ts";
import { inProject } from "../kit/files.ts";
import { tablesOf, withTables } from "../kit/manual.ts";
import { clean } from "../kit/parsed.ts";

const file = inProject("grammar/language.md");
const manual = fs.readFileSync(file, "utf8");

test("the tables of the manual are those of the catalogue (UPDATE_GOLDEN=1 writes them)", () => {
  const fresh = withTables(manual);
  if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(file, fresh);
  else assert.ok(fresh === manual, "grammar/language.md is stale: run the tests once with UPDATE_GOLDEN=1");
});

test("every block has its heading and its table", () => {
  const tables = tablesOf(manual);
  for (const type of blocks.keys()) {
    assert.ok(tables.includes(type), type);
    assert.ok(manual.includes(`### \`${type}\``), type);
  }
  assert.is(new Set(tables).size, tables.length);
});

const examples = manualExamples();
const used = usedBy(examples);

for (const [place, text] of examples.entries()) {
  test(`example ${place + 1} of the manual compiles: ${text.split("\n", 1)[0]}`, () => {
    assert.ok(clean(text).declarations.length > 0);
  });
}

test("every field is in an example, itself or where another block has the same field", () => {
  const alike = (field: string): boolean => {
    const [type, key] = field.split(".") as [string, string | undefined];
    const spec = blocks.get(type)?.fields[key ?? ""];
    return [...blocks].some(
      ([other, { fields: others }]) =>
        spec !== undefined &&
        key !== undefined &&
        others[key]?.kind === spec.kind &&
        used.fields.has(`${other}.${key}`),
    );
  };
  const without = [...fields("now"), ...fields("later")].filter((field) => !used.fields.has(field) && !alike(field));
  assert.equal(without, []);
});

test("every place of the grammar is reached by an example", () => {
  assert.equal(
    places().filter((place) => !used.places.has(place)),
    [],
  );
});

test("every kind of value, rounding, fact and diagnostic has its place", () => {
  for (const kind of Object.keys(kinds)) assert.ok(manual.includes(`| \`${kind}\` |`), kind);
  for (const { written } of roundingModes) assert.ok(manual.includes(`| \`${written}\` |`), written);
  for (const fact of Object.keys(FILING_FACTS)) assert.ok(manual.includes(`| \`${fact}\` |`), fact);
  const messages = fs.readFileSync(inProject("grammar/generated/messages.md"), "utf8");
  assert.not.match(messages, "said nowhere yet");
  for (const code of codes) {
    assert.ok(messages.includes(`**\`${code}\`**`), code);
    if (!beyondTheLanguage.has(code) && !(code in madeByTests)) assert.ok(manual.includes(`| \`${code}\` |`), code);
  }
});

test("every link of the manual leads somewhere", () => {
  for (const [, target, place] of manual.matchAll(/\]\(([^)#]+)(?:#([^)]+))?\)/g)) {
    const full = inProject("grammar", target as string);
    assert.ok(fs.existsSync(full), target);
    if (place !== undefined) assert.ok(fs.readFileSync(full, "utf8").includes(`id="${place}"`), place);
  }
});

test("the bounds the manual states are the bounds", () => {
  assert.ok(examples.length > 20);
  assert.match(manual, `at most ${DEEPEST} deep`);
  assert.match(manual, `at most ${MOST_JOINS} operators`);
  assert.match(manual, `at most ${LONGEST / 1024 / 1024} MiB`);
  for (const word of glueWords) assert.ok(manual.includes(`\`${word}\``), word);
});

test.run();
