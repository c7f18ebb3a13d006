import * as fs from "node:fs";
import { type BlockSpec, blocks, declarationKeywords } from "../../grammar/fields.ts";
import { kinds } from "../../grammar/kinds.ts";
import { glueWords } from "../../grammar/words.ts";
import { APPROVED_FACTS, CHANGE_FACTS, EMERGENCY_FACTS, EXPLAINED_FACTS } from "../../src/emit/filing/change/facts.ts";
import { FILING_FACTS } from "../../src/emit/filing/facts.ts";
import { roundingModes } from "../../src/value/rounding.ts";
import { grammarRules } from "../../tools/generate/railroad.ts";
import { answeredLater, rules } from "../conformance/rules.ts";
import { filesBelow, inProject } from "./files.ts";

/**
 * The manual with its tables written anew from the catalogue: what stands between `<!-- table NAME -->` and `<!-- end -->`. NAME is a
 * block type, `kinds`, `rounding`, `glue`, `units`, `facts`, `calendars`, `productions` or `conformance`.
 */
export function withTables(manual: string): string {
  return manual.replace(
    /<!-- table (\S+) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) => `<!-- table ${name} -->\n\n${table(name).trim()}\n\n<!-- end -->`,
  );
}

/** The names of the tables of a manual. */
export function tablesOf(manual: string): string[] {
  return [...manual.matchAll(/<!-- table (\S+) -->/g)].map((one) => one[1] as string);
}

/** The blocks that are no declarations, in the order of the catalogue. */
export const innerBlocks: readonly string[] = [...blocks.keys()].filter(
  (type) => !(declarationKeywords as readonly string[]).includes(type),
);

function table(name: string): string {
  if (name === "kinds")
    return rows(
      ["kind", "is", "for example"],
      Object.entries(kinds).map(([kind, one]) => [`\`${kind}\``, one.says, code(one.example)]),
    );
  if (name === "rounding")
    return rows(
      ["mode", "rounds"],
      roundingModes.map((one) => [code(one.written), one.description]),
    );
  if (name === "glue") return `\n${glueWords.map((word) => `\`${word}\``).join(" ")}\n`;
  const own = tables[name];
  if (own !== undefined) return own();
  const spec = blocks.get(name);
  if (spec === undefined) throw new Error(`the manual asks for the table of ${name}`);
  return blockTable(name, spec);
}

/** The tables of what is declared outside the catalogue of blocks. */
const tables: Readonly<Record<string, () => string>> = {
  units: () =>
    rows(
      ["unit", "is called", "is"],
      declarations("specs/std/units.tenor", /^unit (\S+) +"([^"]+)" +(?:measures (\S+)|= (.+))$/gm).map((one) => [
        code(one[1] as string),
        one[2] as string,
        one[3] === undefined ? code(one[4] as string) : `a base unit of ${one[3].replace("-", " ")}`,
      ]),
    ),
  calendars: () =>
    rows(
      ["calendar", "of", "sure about", "in"],
      filesBelow("specs/std/calendars", (file) => file.endsWith(".tenor")).flatMap((file) =>
        declarations(
          file,
          /^calendar (\S+) "([^"]+)"(?: (\d{4})\.\.(\d{4}))?(?: from (\w+))?(?: = (.+?))?(?: \{.*)?$/gm,
        ).map(([, name, title, first, last, from, joined]) => [
          code(name as string),
          title as string,
          first === undefined ? `as ${from ?? joined ?? ""}` : `${first} to ${last}`,
          code(file.replace("specs/", "")),
        ]),
      ),
    ),
  facts: () =>
    rows(
      ["fact", "is"],
      Object.entries(FILING_FACTS).map(([fact, why]) => [code(fact), why]),
    ),
  "amendment-facts": () =>
    rows(
      ["fact", "of", "is"],
      [
        ...Object.entries(CHANGE_FACTS).map(([fact, why]) => [code(fact), "every form", why]),
        ...Object.entries(EXPLAINED_FACTS).map(([fact, why]) => [code(fact), "40.6(a), 40.6(a)(6), 40.5", why]),
        ...Object.entries(APPROVED_FACTS).map(([fact, why]) => [code(fact), "40.5", why]),
        ...Object.entries(EMERGENCY_FACTS).map(([fact, why]) => [code(fact), "40.6(a)(6)", why]),
      ],
    ),
  productions: () =>
    rows(
      ["rule", "reads"],
      grammarRules().flatMap((group) =>
        group.rules.map((rule) => [
          `[${rule.name}](generated/railroad.html#${rule.name})`,
          rule.says
            .replace(/```.*?```/g, "")
            .replaceAll("|", "\\|")
            .trim() || group.title.toLowerCase(),
        ]),
      ),
    ),
  conformance: () =>
    rows(
      ["rule", "says", "answered by", "chapter"],
      rules.map((rule) => [code(rule.id), rule.says.replaceAll("|", "\\|"), code(rule.code), rule.heading]),
    ),
};

function declarations(file: string, pattern: RegExp): RegExpMatchArray[] {
  return [...fs.readFileSync(inProject(file), "utf8").matchAll(pattern)];
}

/** True where using the field is answered with `meaning-comes-later`, by the catalogue or by the compiler itself. */
function later(type: string, key: string, meaning: string): boolean {
  return meaning === "later" || answeredLater.includes(`${type}.${key}`);
}

function blockTable(name: string, spec: BlockSpec): string {
  const fields = Object.entries(spec.fields).map(([key, field]) => [
    `\`${key}\``,
    `${field.doc}${later(name, key, field.meaning) && spec.meaning === "now" ? " *(later)*" : ""}`,
    field.kind,
    code(field.example ?? kinds[field.kind].example),
  ]);
  if (spec.free !== undefined) {
    const key =
      spec.free.quoted === "no" ? "any name" : spec.free.quoted === "yes" ? "any text in quotes" : "any name or text";
    fields.push([key, spec.free.doc, spec.free.kind, code(kinds[spec.free.kind].example)]);
  }
  if (spec.statements !== undefined)
    fields.push([
      "lines without a key",
      `${capital(kinds[spec.statements].says)}.`,
      spec.statements,
      code(kinds[spec.statements].example),
    ]);
  const parts = [
    `\n\`${name}\`: ${spec.doc}${spec.meaning === "later" ? " *Read in full; its meaning comes later.*" : ""}\n`,
  ];
  if (fields.length > 0) parts.push(rows(["field", "says", "kind", "for example"], fields));
  const inner = Object.keys(spec.sections);
  if (inner.length > 0) parts.push(`Blocks inside: ${inner.map((keyword) => `\`${keyword}\``).join(" ")}.\n`);
  return parts.join("\n");
}

function rows(head: readonly string[], body: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return `${[line(head), line(head.map(() => "---")), ...body.map(line)].join("\n")}\n`;
}

function code(text: string): string {
  return `\`${text.replaceAll("|", "\\|")}\``;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
