import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { blocks } from "../../grammar/fields.ts";
import { glueWords } from "../../grammar/words.ts";
import { DEEPEST, LONGEST } from "../../grammar/depth.ts";
import { MOST_JOINS } from "../../grammar/messages.ts";
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

const examples = [...manual.matchAll(/```tenor\n([\s\S]*?)```/g)].map((one) => one[1] as string);

for (const [place, text] of examples.entries()) {
  test(`example ${place + 1} of the manual compiles: ${text.split("\n", 1)[0]}`, () => {
    assert.ok(clean(text).declarations.length > 0);
  });
}

test("the bounds the manual states are the bounds", () => {
  assert.ok(examples.length > 20);
  assert.match(manual, `at most ${DEEPEST} deep`);
  assert.match(manual, `at most ${MOST_JOINS} operators`);
  assert.match(manual, `at most ${LONGEST / 1024 / 1024} MiB`);
  for (const word of glueWords) assert.ok(manual.includes(`\`${word}\``), word);
});

test.run();
