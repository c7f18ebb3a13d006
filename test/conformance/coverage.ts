import * as fs from "node:fs";
import { CstParser, type ISerializedGast } from "chevrotain";
import { blocks } from "../../grammar/fields.ts";
import { lex } from "../../grammar/lexer.ts";
import { layout } from "../../grammar/layout.ts";
import { withPhraseReader } from "../../grammar/phrase.ts";
import { parsePhraseByGrammar, validatedPhraseParser } from "../../grammar/phrase-parser.ts";
import { parseStructureByGrammar, StructureParser } from "../../grammar/structure-parser.ts";
import type { File } from "../../src/ast/nodes.ts";
import { parseFile } from "../../src/ast/parse.ts";
import { walk } from "../../src/ast/walk.ts";
import { makeSource } from "../../src/text/source.ts";
import { inProject } from "../kit/files.ts";

/** What a set of texts uses of the language. */
export type Used = {
  /** `future.size`; `holidays.*` for a field of any name, `screen` alone for lines without a key. */
  readonly fields: ReadonlySet<string>;
  /** `dateTail > shift 0`: an occurrence of a token or rule within a rule, as `places` names them. */
  readonly places: ReadonlySet<string>;
};

type Node = ISerializedGast & {
  readonly name?: string;
  readonly idx?: number;
  readonly separator?: Node;
  readonly definition?: Node[];
};

/** Every place of the grammar in which a token or a rule stands: all of them taken together are all ways through it. */
export function places(): readonly string[] {
  const structure = new StructureParser(false).getSerializedGastProductions() as Node[];
  const phrases = validatedPhraseParser().getSerializedGastProductions() as Node[];
  const found = new Set<string>();
  const visit = (rule: string, node: Node): void => {
    if (node.type === "Terminal" || node.type === "NonTerminal")
      found.add(place(rule, node.name as string, node.idx ?? 0));
    for (const inner of node.definition ?? []) visit(rule, inner);
  };
  for (const rule of [...structure, ...phrases])
    for (const node of rule.definition ?? []) visit(rule.name as string, node);
  return [...found].sort();
}

const place = (rule: string, what: string, index: number): string => `${rule} > ${what} ${index}`;

/** Every declared field of the catalogue, and `BLOCK.*` and `BLOCK` where a block takes fields of any name or lines; by whether it has its meaning. */
export function fields(meaning: "now" | "later"): readonly string[] {
  return [...blocks].flatMap(([type, spec]) => {
    // The fields of an amendment are those of what it changes.
    if (type === "amendment") return [];
    const means = (field: { readonly meaning: string }): boolean =>
      (spec.meaning === "later" ? "later" : field.meaning) === meaning;
    const declared = Object.entries(spec.fields).flatMap(([key, field]) => (means(field) ? [`${type}.${key}`] : []));
    const free = spec.free !== undefined && means(spec.free) ? [`${type}.*`] : [];
    return [...declared, ...free, ...(spec.statements !== undefined && spec.meaning === meaning ? [type] : [])];
  });
}

/** What the engine of the parsers does at each step; watched so that coverage needs no second reading of the grammar. */
type Engine = {
  consumeInternal(this: Watched, type: { readonly name: string }, index: number, options: unknown): unknown;
  subruleInternal(this: Watched, rule: { readonly ruleName: string }, index: number, options: unknown): unknown;
};
type Watched = { getCurrRuleFullName(): string };

/** What `texts` use; those that are no valid programs use what the reader understood of them. */
export function usedBy(texts: readonly string[]): Used {
  const found = { fields: new Set<string>(), places: new Set<string>() };
  const engine = Object.getPrototypeOf(CstParser.prototype) as Engine;
  // oxlint-disable-next-line unbound-method -- both are called with the parser they belong to
  const { consumeInternal, subruleInternal } = engine;
  engine.consumeInternal = function (type, index, options) {
    const at = this.getCurrRuleFullName();
    const token = consumeInternal.call(this, type, index, options);
    found.places.add(place(at, type.name, index));
    return token;
  };
  engine.subruleInternal = function (called, index, options) {
    const at = this.getCurrRuleFullName();
    const tree = subruleInternal.call(this, called, index, options);
    found.places.add(place(at, called.ruleName, index));
    return tree;
  };
  try {
    for (const text of texts) {
      const source = makeSource("program.tenor", text);
      parseStructureByGrammar(layout(source, lex(source).tokens, []));
      fieldsOf(
        withPhraseReader(
          (shipped) => (kind, tokens) => {
            parsePhraseByGrammar(kind, tokens);
            return shipped(kind, tokens);
          },
          () => parseFile(source),
        ).file,
        found.fields,
      );
    }
  } finally {
    Object.assign(engine, { consumeInternal, subruleInternal });
  }
  return found;
}

function fieldsOf(file: File, into: Set<string>): void {
  walk(file, (node) => {
    if (node.kind !== "block") return;
    const block = node as unknown as Extract<File["declarations"][number]["block"], object>;
    const spec = blocks.get(block.type);
    for (const item of block.items) {
      if (item.kind === "statement") into.add(block.type);
      if (item.kind !== "field") continue;
      const declared = !item.quoted && spec !== undefined && Object.hasOwn(spec.fields, item.key.text);
      into.add(`${block.type}.${declared ? item.key.text : "*"}`);
    }
  });
}

/** The examples of the manual, in its order. */
export function manualExamples(): readonly string[] {
  const manual = fs.readFileSync(inProject("grammar/language.md"), "utf8");
  return [...manual.matchAll(/```tenor\n([\s\S]*?)```/g)].map((one) => one[1] as string);
}
