import * as fs from "node:fs";
import * as path from "node:path";
import type { ISerializedGast } from "chevrotain";
import { kinds } from "../../grammar/kinds.ts";
import { validatedPhraseParser } from "../../grammar/phrase-parser.ts";
import { StructureParser } from "../../grammar/structure-parser.ts";
import { wordTypes } from "../../grammar/words.ts";
import { root } from "../files.ts";
import { box, choice, diagram, escaped, optional, repeated, sequence, type Track } from "./railroad-svg.ts";

const TARGET = "grammar/generated/railroad.html";

type Node = ISerializedGast & {
  readonly name?: string;
  readonly label?: string;
  readonly terminalLabel?: string;
  readonly separator?: Node;
  readonly definition?: Node[];
};

/** One rule of the grammar: its name, what its source says of it, and what it is made of. */
export type GrammarRule = { readonly name: string; readonly says: string; readonly definition: readonly Node[] };

/** The rules of one source file under a title for readers. */
export type RuleGroup = { readonly title: string; readonly rules: readonly GrammarRule[] };

const PLACES: readonly { readonly title: string; readonly file: string }[] = [
  { title: "The structure of a file", file: "grammar/structure-parser.ts" },
  { title: "Heads, and the values by their kind", file: "grammar/phrase-parser.ts" },
  { title: "Quantities and formulas", file: "grammar/phrase/expression-rules.ts" },
  { title: "Days and months", file: "grammar/phrase/date-rules.ts" },
  { title: "Moments, windows and sessions", file: "grammar/phrase/time-rules.ts" },
  { title: "Listing cycles and holidays", file: "grammar/phrase/listing-rules.ts" },
  { title: "Roundings and modifiers", file: "grammar/phrase/modifier-rules.ts" },
  { title: "The contents of other values", file: "grammar/phrase/value-rules.ts" },
];

/** Every rule of both grammars, in the order of their source files. */
export function grammarRules(): readonly RuleGroup[] {
  const structure = new StructureParser(false).getSerializedGastProductions() as Node[];
  const phrases = validatedPhraseParser().getSerializedGastProductions() as Node[];
  const definitions = new Map([...structure, ...phrases].map((one) => [one.name as string, one.definition ?? []]));
  const groups = PLACES.map(({ title, file }) => ({
    title,
    rules: declared(fs.readFileSync(path.join(root, file), "utf8")).flatMap(({ name, says }) => {
      const definition = definitions.get(name);
      return definition === undefined ? [] : [{ name, says, definition }];
    }),
  }));
  const found = new Set(groups.flatMap((group) => group.rules.map((rule) => rule.name)));
  const lost = [...definitions.keys()].filter((name) => !found.has(name));
  if (lost.length > 0) throw new Error(`rules whose source the railroad does not find: ${lost.join(", ")}`);
  return groups;
}

/** The names of the rules a source file declares, each with the comment above it. */
function declared(source: string): { name: string; says: string }[] {
  const pattern =
    /(?:\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*)?(?:readonly (\w+): Rule = )?(?:this|rules)\.(?:\w+ = this\.)?(?:RULE|whole)\("(\w+)"/g;
  return [...source.matchAll(pattern)].flatMap(([, comment, variable, literal]) => {
    const name = variable ?? literal ?? "";
    const kind = /^(\w+)Value$/.exec(name)?.[1];
    if (kind !== undefined && Object.hasOwn(kinds, kind)) {
      const { says, example } = kinds[kind as keyof typeof kinds];
      return [{ name, says: `${says.charAt(0).toUpperCase()}${says.slice(1)}: \`${example}\`.` }];
    }
    return [{ name, says: comment === undefined ? "" : prose(comment) }];
  });
}

function prose(comment: string): string {
  return comment
    .replace(/^\s*\* ?/gm, "")
    .replace(/\s+/g, " ")
    .trim();
}

const words = new Set(wordTypes.map((type) => type.name));

/** How a token is shown: the words it is written as, or the class of tokens it stands for. */
const SHOWN: Readonly<Record<string, string>> = {
  Key: "a key and :",
  TextKey: "a text and :",
  Doc: "/// a text",
  Phrase: "a token of a value",
  Glue: "a joining word",
  CaseBlock: "case { … }",
  FirstBlock: "first of { … }",
};

function token(node: Node): Track {
  const name = node.name as string;
  const label = node.label ?? name;
  if (words.has(name)) return choice(label.split(" ").map((word) => box(word, "word")));
  const shown = SHOWN[name];
  if (shown !== undefined) return box(shown, "kind");
  if (label !== name) return box(label, /^[a-z]|^the /.test(label) ? "kind" : "word");
  return box(name.replace(/(?<!^)([A-Z])/g, " $1").toLowerCase(), "word");
}

function track(nodes: readonly Node[]): Track {
  return sequence(nodes.map(one));
}

function one(node: Node): Track {
  const inner = node.definition ?? [];
  switch (node.type) {
    case "Terminal":
      return token(node);
    case "NonTerminal":
      return box(node.name as string, "rule");
    case "Alternation":
      return choice(inner.map((alternative) => track(alternative.definition ?? [])));
    case "Option":
      return optional(track(inner));
    case "Repetition":
      return optional(repeated(track(inner)));
    case "RepetitionMandatory":
      return repeated(track(inner));
    case "RepetitionWithSeparator":
      return optional(repeated(track(inner), token(node.separator as Node)));
    case "RepetitionMandatoryWithSeparator":
      return repeated(track(inner), token(node.separator as Node));
    default:
      throw new Error(`a production the railroad cannot draw: ${node.type}`);
  }
}

/** One page with the diagram of every rule, each linked to those it uses; nothing in it is loaded from elsewhere. */
export function railroad(): Promise<Map<string, string>> {
  return Promise.resolve(new Map([[TARGET, page(grammarRules())]]));
}

const STYLE = `
:root { color-scheme: light dark; --ink: #22303a; --paper: #fbfaf7; --word: #d9ead7; --kind: #f3e3bf; --rule: #dbe4f0; --line: #6b7a86 }
@media (prefers-color-scheme: dark) { :root { --ink: #e4e8ea; --paper: #171c20; --word: #2c4a34; --kind: #51431f; --rule: #26384f; --line: #90a0ac } }
body { font: 16px/1.5 Georgia, serif; color: var(--ink); background: var(--paper); margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
nav a, h3, code, text { font-family: ui-monospace, Menlo, Consolas, monospace }
a { color: inherit }
nav p { margin: .3rem 0 } nav a { font-size: 13px; margin-right: .6rem; white-space: nowrap }
h3 { font-size: 1rem; margin: 2rem 0 .2rem } p { margin: .2rem 0 .5rem } code { font-size: .9em }
figure { margin: 0; overflow-x: auto }
svg path { fill: none; stroke: var(--line); stroke-width: 1.5 }
svg rect { stroke: var(--line) } rect.word { fill: var(--word) } rect.kind { fill: var(--kind) } rect.rule { fill: var(--rule) }
svg text { font-size: 13px; text-anchor: middle; fill: var(--ink) } text.kind { font-style: italic } a:hover rect { stroke-width: 2.5 }
`;

function page(groups: readonly RuleGroup[]): string {
  const links = groups.map(
    (group) =>
      `<p>${escaped(group.title)}: ${group.rules.map((rule) => `<a href="#${rule.name}">${rule.name}</a>`).join(" ")}</p>`,
  );
  const sections = groups.flatMap((group) => [
    `<h2>${escaped(group.title)}</h2>`,
    ...group.rules.flatMap((rule) => [
      `<h3 id="${rule.name}">${rule.name}</h3>`,
      ...(rule.says === "" ? [] : [`<p>${inline(rule.says)}</p>`]),
      `<figure>${diagram(track(rule.definition), `the rule ${rule.name}`)}</figure>`,
    ]),
  ]);
  return `${[
    "<!doctype html>",
    '<html lang="en">',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    "<title>The grammar of Tenor as railroad diagrams</title>",
    `<style>${STYLE}</style>`,
    "<h1>The grammar of Tenor as railroad diagrams</h1>",
    "<p>Read along the track from left to right. Green boxes are written as they stand, yellow ones are a class of words, blue ones are rules of",
    "their own. A file is read in two steps: its structure first, then each value by the rule of its kind, so that one value that cannot be read",
    "harms no other. Where two tracks begin with the same word, the manual says which is taken. This page is generated from the grammar.</p>",
    `<nav>${links.join("\n")}</nav>`,
    ...sections,
    "</html>",
  ].join("\n")}\n`;
}

/** Code between backticks; fences of whole grammars are left out, because the diagrams say the same. */
function inline(text: string): string {
  return escaped(text.replace(/```.*?```/g, "").trim()).replace(/`([^`]+)`/g, "<code>$1</code>");
}
