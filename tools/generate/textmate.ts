import { blocks, declarationKeywords } from "../../grammar/fields.ts";
import * as token from "../../grammar/tokens.ts";
import { Name } from "../../grammar/word-classes.ts";
import { glueWords, wordTypes } from "../../grammar/words.ts";

const TARGET = "grammar/generated/tenor.tmLanguage.json";

/** One entry of a TextMate grammar that matches within a line. */
export type Pattern = {
  readonly name?: string;
  readonly match: string;
  readonly captures?: Readonly<Record<string, { readonly name?: string; readonly patterns?: readonly Pattern[] }>>;
};

const source = (type: { readonly PATTERN?: unknown }): string => (type.PATTERN as RegExp).source;

/** The longer word first, because the first that matches wins. */
const anyOf = (words: Iterable<string>): string =>
  [...new Set(words)]
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|");

const whole = (words: Iterable<string>): string => `(?<![\\w-])(?:${anyOf(words)})(?![\\w]|-\\w)`;

const colon = "(?=[ \\t]*:(?!//))";

/** Words of the grammar that steer where their place allows it, in the order declared. */
const softWords = wordTypes
  .filter((type) => type.CATEGORIES?.includes(Name))
  .flatMap((type) => (type.LABEL as string).split(" "));

const fields = [...blocks.values()].flatMap((block) => Object.keys(block.fields));
const sections = [...blocks.values()].flatMap((block) => Object.keys(block.sections));

/**
 * The patterns in the order in which they are tried at a place; they follow the lexer's own order, with declarations and the keywords of blocks
 * before plain names.
 */
export function patterns(): readonly Pattern[] {
  const name = source(Name);
  const title = source(token.Text);
  return [
    {
      name: "comment.block.documentation.tenor",
      match: source(token.Doc),
      captures: { "0": { patterns: [{ name: "variable.other.citation.tenor", match: "\\[[A-Z][A-Z0-9_-]*\\]" }] } },
    },
    { name: "comment.line.double-slash.tenor", match: source(token.Comment) },
    { name: "support.type.property-name.quoted.tenor", match: `"[^"\\r\\n]*"${colon}` },
    {
      match: `^[ \\t]*(import)(?=[ \\t]+")`,
      captures: { "1": { name: "keyword.control.import.tenor" } },
    },
    {
      // A line of a field may begin with `spread at most 20 ticks`: bounds are no name.
      match: `(?:^|(?<=[;}]))[ \\t]*(${anyOf(declarationKeywords)})[ \\t]+(?!at[ \\t]+(?:least|most)\\b)(${name})(?:[ \\t]+(${title}))?(?![ \\t]*:)`,
      captures: {
        "1": { name: "storage.type.declaration.tenor" },
        "2": { name: "entity.name.type.tenor" },
        "3": { name: "string.quoted.double.title.tenor" },
      },
    },
    { name: "string.quoted.double.tenor", match: title },
    {
      name: "keyword.operator.word.tenor",
      match: `(?<![\\w-])(?:${[token.OnOrAfter, token.OnOrBefore, token.InPlaceOf, token.AtMost, token.AtLeast, token.MoreThan].map(source).join("|")})`,
    },
    { name: "support.type.property-name.tenor", match: `(?<![\\w-])(?:${anyOf(fields)})${colon}` },
    { name: "variable.other.property.tenor", match: `(?<![\\w-])${name}${colon}` },
    {
      match: `(?:^|(?<=[;{}]))[ \\t]*(${anyOf(sections)})(?![\\w:]|-\\w)(?=[^:;{}]*\\{)`,
      captures: { "1": { name: "storage.type.block.tenor" } },
    },
    { name: "constant.other.zone.tenor", match: `(?<![\\w-])${source(token.Zone)}` },
    { name: "keyword.control.tenor", match: whole(glueWords) },
    { name: "keyword.other.tenor", match: whole(softWords) },
    { name: "keyword.control.choice.tenor", match: "(?<![\\w-])case(?=[ \\t]*\\{)" },
    { name: "variable.other.tenor", match: name },
    { name: "constant.numeric.date.tenor", match: source(token.DateLiteral) },
    { name: "constant.numeric.month.tenor", match: source(token.MonthLiteral) },
    { name: "constant.numeric.clock.tenor", match: source(token.Clock) },
    { name: "constant.numeric.ordinal.tenor", match: source(token.Ordinal) },
    { name: "constant.numeric.decimal.tenor", match: source(token.NumberLiteral) },
    { name: "punctuation.section.block.tenor", match: "[{}]" },
    { name: "punctuation.section.brackets.tenor", match: "[\\[\\]()]" },
    { name: "keyword.operator.range.tenor", match: source(token.Dots) },
    { name: "keyword.operator.comparison.tenor", match: "<=|>=|!=|<|>|=" },
    { name: "keyword.operator.arithmetic.tenor", match: "[-+*/%]" },
    { name: "punctuation.separator.tenor", match: "[,;:.]" },
  ];
}

/** The TextMate grammar of the language for editors and code hosts, made from the tokens, the words and the catalogue. */
export function textmate(): Promise<Map<string, string>> {
  const grammar = {
    $schema: "https://raw.githubusercontent.com/martinring/tmlanguage/master/tmlanguage.json",
    name: "Tenor",
    scopeName: "source.tenor",
    fileTypes: ["tenor"],
    patterns: patterns(),
  };
  return Promise.resolve(new Map([[TARGET, `${JSON.stringify(grammar, null, 2)}\n`]]));
}
