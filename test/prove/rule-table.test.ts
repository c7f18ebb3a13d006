import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { REGIMES } from "../../src/prove/regulation/rule.ts";
import { regulationRules } from "../../src/prove/regulation/rules.ts";
import { inProject } from "../kit/files.ts";

const FILE = inProject("grammar/language.md");
const [OPEN, CLOSE] = ["<!-- rules -->\n", "<!-- end rules -->"];

/** Kinds of contract that a rule concerns, in the order of the manual. */
const kinds = (rule: (typeof regulationRules)[number]): string =>
  [
    ...(rule.check === undefined ? [] : ["futures"]),
    ...(rule.option === undefined ? [] : ["options"]),
    ...(rule.spread === undefined ? [] : ["spreads"]),
    ...(rule.perpetual === undefined ? [] : ["perpetuals"]),
  ].join(", ");

/** One row a rule, by regime and then by provision, so that a reader of the provision finds what holds it. */
function table(): string {
  const rows = REGIMES.flatMap((regime) =>
    regulationRules
      .filter((rule) => rule.regime === regime)
      .sort((a, b) => a.citation.localeCompare(b.citation, "en", { numeric: true }))
      .map((rule) => `| ${rule.citation} | \`${rule.name}\` | ${rule.reads} | ${kinds(rule)} | ${rule.source} |`),
  );
  return `\n${["| provision | rule | reads | of | text |", "| --- | --- | --- | --- | --- |", ...rows].join("\n")}\n\n`;
}

test("the manual has a row for each compliance rule, under its provision: UPDATE_GOLDEN=1 writes them", () => {
  const manual = fs.readFileSync(FILE, "utf8");
  const [from, to] = [manual.indexOf(OPEN) + OPEN.length, manual.indexOf(CLOSE)];
  assert.ok(from >= OPEN.length && to >= from);
  if (process.env["UPDATE_GOLDEN"] === "1") fs.writeFileSync(FILE, manual.slice(0, from) + table() + manual.slice(to));
  else assert.is(manual.slice(from, to), table());
});

test("every row names a provision and says what it reads, and no two rules share a name", () => {
  for (const { name, citation, reads } of regulationRules) assert.ok(citation !== "" && reads !== "", name);
  assert.is(new Set(regulationRules.map(({ name }) => name)).size, regulationRules.length);
});

test.run();
