import type { IToken } from "chevrotain";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { lex } from "../../grammar/lexer.ts";
import { layout } from "../../grammar/layout.ts";
import { withPhraseReader } from "../../grammar/phrase.ts";
import { parsePhraseByGrammar } from "../../grammar/phrase-parser.ts";
import { scan } from "../../grammar/scan.ts";
import { parseStructure } from "../../grammar/structure.ts";
import { parseStructureByGrammar } from "../../grammar/structure-parser.ts";
import { lexed } from "../../grammar/tokens.ts";
import { Name } from "../../grammar/word-classes.ts";
import { wordType } from "../../grammar/words.ts";
import { parseFile } from "../../src/ast/parse.ts";
import { makeSource } from "../../src/text/source.ts";
import { readCorpus } from "../fuzz/corpus.ts";
import { mutantOf } from "../fuzz/mutant.ts";
import { givenSeed } from "../fuzz/seed.ts";
import { lexerByGrammar } from "../kit/lexer-by-grammar.ts";
import { treeOf } from "../kit/phrase-tree.ts";
import { randomOf } from "../format/scramble.ts";

/** Every spec, as it is and damaged in many ways, and heaps of pieces that tokens are made of. */
function texts(): string[] {
  const corpus = readCorpus();
  const seed = givenSeed();
  const random = randomOf(seed.number);
  const damaged = Array.from({ length: 400 }, (_, at) => mutantOf(corpus, seed.number, at).text ?? "");
  const pieces =
    'on or after|\u00d7|2 \u00d7 3|in place of|at most|at least|at\v most|more\f\fthan|at\v|\f|at|more than|size-2.5|a-2_.5|a-\'b|it\'s|don\u2019t|https://x|http:|a://|k:|k :|"t":|"t" :|"t|1_000|1,000|0,05|.5|1..2|1...|4 pm|4:00pm|17:00-18:00|17:00|2027-01-11|2027-Q1|1/2/2027|3rd|3rd-last|1e6|2min|12-ab:|America/New_York|Etc/x|//|///|/*|*/|#|{|}|[|]|(|)|;|,|.|..|+|-|*|/|%|<=|>=|!=|<>|=>|==|===|:=|:|<|>|=|\u00e9|\u0410b|\u200b|$5|\u20ac 7|\u2013|\u201cx\u201d|\'x\'|_|__a-1|\u00a0| |\t|\n|\r\n|9|99|a|p|x'.split(
      "|",
    );
  const heaps = Array.from({ length: 2_000 }, () =>
    Array.from({ length: 1 + random(9) }, () => pieces[random(pieces.length)]).join(random(3) === 0 ? " " : ""),
  );
  return [...corpus.entries.map((one) => one.text), ...damaged, ...heaps];
}

const shown = (one: IToken) => `${one.tokenType.name} ${one.startOffset} ${one.image}`;

/** The shipped lexer tells glue and soft words from names; the grammar's leaves that to the table of words. */
const worded = (one: IToken): IToken =>
  one.tokenType === Name ? { ...one, tokenType: wordType(one.image) ?? Name } : one;

test("the shipped lexer cuts every text as the token types have it", () => {
  const lexer = lexerByGrammar();
  const met = new Set<string>();
  for (const text of texts()) {
    const expected = lexer.tokenize(text);
    const found = scan(text);
    assert.equal(found.tokens.map(shown), expected.tokens.map(worded).map(shown), text);
    assert.is(
      found.slips,
      expected.tokens.some((one) => one.tokenType.name.startsWith("Slip")),
      text,
    );
    assert.equal(found.comments.map(shown), (expected.groups["comments"] ?? []).map(shown), text);
    const places = (errors: readonly { offset: number; length: number }[]) =>
      errors.map((one) => [one.offset, one.length]);
    assert.equal(places(found.errors), places(expected.errors), text);
    for (const one of found.tokens) met.add(one.tokenType.name);
  }
  const never = lexed.map((one) => one.name).filter((name) => !met.has(name));
  assert.equal(never, ["Blank", "Comment"]);
});

test("words that belong together do so behind any blank of a line", () => {
  for (const blank of [" ", "\t", "\v", "\f", " \v\t\f "])
    assert.equal(
      scan(`at${blank}most`).tokens.map((one) => one.tokenType.name),
      ["AtMost"],
      JSON.stringify(blank),
    );
});

test("the shipped reader of structures and that of the grammar agree", () => {
  for (const text of texts()) {
    const source = makeSource("text.tenor", text);
    const tokens = layout(source, lex(source).tokens, []);
    assert.equal(JSON.stringify(parseStructure(tokens)), JSON.stringify(parseStructureByGrammar(tokens)), text);
  }
});

test("the shipped reader of phrases makes the trees of the grammar, and stops where it stops", () => {
  const counts = { trees: 0, stops: 0 };
  // Without what is absent, and with the children of a node in one order; a list that is empty is absent too.
  const plain = (parsed: object): string =>
    JSON.stringify(parsed, (key, value: unknown) => {
      if (key === "tokenType") return undefined;
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      return Object.fromEntries(
        Object.entries(value)
          .filter(([, one]) => one !== undefined && !(Array.isArray(one) && one.length === 0))
          .sort(([a], [b]) => (a < b ? -1 : 1)),
      );
    });
  for (const text of texts()) {
    withPhraseReader(
      (shipped) => (kind, tokens) => {
        const found = shipped(kind, tokens);
        const expected = parsePhraseByGrammar(kind, tokens);
        const wanted = expected.tree === undefined ? expected : { tree: treeOf(expected.tree) };
        assert.is(plain(found), plain(wanted), `${kind} in ${text}`);
        counts[found.tree === undefined ? "stops" : "trees"]++;
        return found;
      },
      () => parseFile(makeSource("text.tenor", text)),
    );
  }
  assert.ok(counts.trees > 5_000 && counts.stops > 20, JSON.stringify(counts));
});

test.run();
