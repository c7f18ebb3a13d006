import * as fs from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { codes } from "../../src/diagnostic/catalogue.ts";
import { filesBelow, inProject } from "../kit/files.ts";
import { fields, manualExamples, places, usedBy } from "./coverage.ts";
import { answeredLater, beyondTheLanguage, madeByTests, rules } from "./rules.ts";

/** What the conformance programs leave open, each list by what is missing; all of them are empty when nothing is. */
export type Gaps = {
  /** Rules whose valid or invalid program is not there. */
  readonly pairs: readonly string[];
  /** Diagnostics that no rule claims. */
  readonly codes: readonly string[];
  /** Headings of rules that the manual does not have. */
  readonly headings: readonly string[];
  /** Fields with a meaning that no valid program has. */
  readonly fields: readonly string[];
  /** Fields that are said to have no meaning yet, and are in a valid program. */
  readonly meanings: readonly string[];
  /** Places of the grammar that no program reaches, of the valid ones, the shipped specs and the manual's examples. */
  readonly places: readonly string[];
};

const tenor = (file: string): boolean => file.endsWith(".tenor");
const read = (file: string): string => fs.readFileSync(inProject(file), "utf8");
const there = (file: string): boolean => fs.existsSync(inProject(file));

/** The paths of every program that must be without a finding: those of the rules, of the rarer fields, and the shipped specs. */
export function validPrograms(): readonly string[] {
  const own = filesBelow("test/conformance", tenor);
  return [...new Set([...rules.map((rule) => rule.valid), ...own, ...filesBelow("specs", tenor)])].filter(there).sort();
}

/** The titles of the manual's headings. */
export function headings(): ReadonlySet<string> {
  return new Set([...read("grammar/language.md").matchAll(/^#+ (.+)$/gm)].map((one) => one[1] as string));
}

/** Everything the programs leave open. */
export function gaps(): Gaps {
  const claimed = new Set(rules.map((rule) => rule.code));
  const manual = headings();
  const valid = validPrograms().map(read);
  const used = usedBy(valid);
  const grammar = usedBy([...valid, ...filesBelow("test/good", tenor).map(read), ...manualExamples()]);
  return {
    pairs: rules.flatMap(({ id, valid: yes, invalid: no }) =>
      [yes, no].flatMap((file) => (there(file) ? [] : [`${id}: no ${file}`])),
    ),
    codes: codes.filter((code) => !claimed.has(code) && !beyondTheLanguage.has(code) && !(code in madeByTests)),
    headings: rules.flatMap(({ id, heading }) => (manual.has(heading) ? [] : [`${id}: ${heading}`])),
    fields: fields("now").filter((field) => !used.fields.has(field) && !answeredLater.includes(field)),
    meanings: answeredLater.filter((field) => used.fields.has(field)),
    places: places().filter((place) => !grammar.places.has(place)),
  };
}

const TITLES: Readonly<Record<keyof Gaps, string>> = {
  pairs: "rules without a program",
  codes: "diagnostics no rule claims",
  headings: "headings the manual does not have",
  fields: "fields no valid program has",
  meanings: "fields in valid programs that are said to have no meaning yet",
  places: "places of the grammar no program reaches",
};

/** The coverage as text, and whether nothing is missing. */
export function report(): { readonly text: string; readonly complete: boolean } {
  const found = gaps();
  const now = fields("now").length;
  const all = places().length;
  const lines = [
    `${rules.length} rules, each with a valid and an invalid program; ${validPrograms().length} valid programs`,
    `${new Set(rules.map((rule) => rule.code)).size} of ${codes.length - beyondTheLanguage.size} diagnostics of the language are claimed by a rule, ${Object.keys(madeByTests).length} by a test of its own`,
    `${now - answeredLater.length - found.fields.length} of ${now} fields are exercised; ${answeredLater.length} are answered with \`meaning-comes-later\``,
    `${all - found.places.length} of ${all} places of the grammar are reached`,
  ];
  let complete = true;
  for (const [key, missing] of Object.entries(found) as [keyof Gaps, readonly string[]][]) {
    if (missing.length === 0) continue;
    complete = false;
    lines.push("", `${missing.length} ${TITLES[key]}:`, ...missing.map((one) => `  ${one}`));
  }
  return { text: `${lines.join("\n")}\n`, complete };
}

const started = process.argv[1];
if (started !== undefined && import.meta.url === pathToFileURL(path.resolve(started)).href) {
  const { text, complete } = report();
  process.stdout.write(text);
  process.exitCode = complete ? 0 : 1;
}
