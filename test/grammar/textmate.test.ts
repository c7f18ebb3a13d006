import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { lex } from "../../grammar/lexer.ts";
import { Glue, Name } from "../../grammar/word-classes.ts";
import { makeSource } from "../../src/text/source.ts";
import { type Pattern, patterns, textmate } from "../../tools/generate/textmate.ts";
import { filesBelow, inProject } from "../kit/files.ts";

type Scoped = { readonly start: number; readonly end: number; readonly scope: string };

const compiled = patterns().map((one) => ({ one, regex: new RegExp(one.match, "gd") }));

/** As TextMate does it: at each place of a line the pattern that matches soonest, the earlier one where two match there. */
function scopes(text: string): Scoped[] {
  const found: Scoped[] = [];
  let start = 0;
  for (const line of text.split("\n")) {
    let at = 0;
    while (at < line.length) {
      let best: { match: RegExpExecArray; one: Pattern } | undefined;
      for (const { one, regex } of compiled) {
        regex.lastIndex = at;
        const match = regex.exec(line);
        if (match !== null && match[0] !== "" && (best === undefined || match.index < best.match.index))
          best = { match, one };
      }
      if (best === undefined) break;
      const { match, one } = best;
      if (one.name !== undefined)
        found.push({ start: start + match.index, end: start + match.index + match[0].length, scope: one.name });
      for (const [group, { name }] of Object.entries(one.captures ?? {})) {
        const place = match.indices?.[Number(group)];
        if (place !== undefined && name !== undefined)
          found.push({ start: start + place[0], end: start + place[1], scope: name });
      }
      at = match.index + match[0].length;
    }
    start += line.length + 1;
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What an editor may show a token of each class as. */
const EXPECTED: Readonly<Record<string, RegExp>> = {
  Doc: /^comment\.block\.documentation/,
  Key: /property/,
  TextKey: /property-name\.quoted/,
  Text: /^string\.quoted\.double/,
  Zone: /^constant\.other\.zone/,
  OnOrAfter: /^keyword\.operator\.word/,
  OnOrBefore: /^keyword\.operator\.word/,
  InPlaceOf: /^keyword\.operator\.word/,
  AtMost: /^keyword\.operator\.word/,
  AtLeast: /^keyword\.operator\.word/,
  MoreThan: /^keyword\.operator\.word/,
  DateLiteral: /^constant\.numeric\.date/,
  MonthLiteral: /^constant\.numeric\.month/,
  Clock: /^constant\.numeric\.clock/,
  Ordinal: /^constant\.numeric\.ordinal/,
  NumberLiteral: /^constant\.numeric\.decimal/,
  LBrace: /^punctuation\.section\.block/,
  RBrace: /^punctuation\.section\.block/,
  LBracket: /^punctuation\.section\.brackets/,
  RBracket: /^punctuation\.section\.brackets/,
  LParen: /^punctuation\.section\.brackets/,
  RParen: /^punctuation\.section\.brackets/,
  Semicolon: /^punctuation\.separator/,
  Comma: /^punctuation\.separator/,
  Dot: /^punctuation\.separator/,
  Dots: /^keyword\.operator\.range/,
  Plus: /^keyword\.operator\.arithmetic/,
  Minus: /^keyword\.operator\.arithmetic/,
  Star: /^keyword\.operator\.arithmetic/,
  Slash: /^keyword\.operator\.arithmetic/,
  Percent: /^keyword\.operator\.arithmetic/,
  AtMostSign: /^keyword\.operator\.comparison/,
  AtLeastSign: /^keyword\.operator\.comparison/,
  Differs: /^keyword\.operator\.comparison/,
  Less: /^keyword\.operator\.comparison/,
  Greater: /^keyword\.operator\.comparison/,
  Equals: /^keyword\.operator\.comparison/,
};

/** Words of the lexer are names that steer: as a keyword, or as the name of a block they begin. */
const GLUE = /^(?:keyword\.control|storage\.type\.block)/;
const SOFT = /^(?:keyword|storage\.type|entity\.name)/;
const NAME = /^(?:variable\.other|storage\.type|entity\.name|keyword\.control)/;

const seen = new Set<string>();

function judge(label: string, text: string): void {
  const { tokens, comments, diagnostics } = lex(makeSource("test.tenor", text));
  assert.equal(diagnostics, [], label);
  const found = new Map(scopes(text).map((one) => [one.start, one]));
  for (const comment of comments)
    assert.is(found.get(comment.startOffset)?.scope, "comment.line.double-slash.tenor", label);
  for (const token of tokens) {
    const type = token.tokenType;
    seen.add(type.name);
    const scoped = found.get(token.startOffset);
    const where = `${label}: \`${token.image}\` (${type.name}) near \`${text.slice(token.startOffset - 20, token.startOffset + 30)}\``;
    assert.ok(scoped, `no scope for ${where}`);
    const expected =
      type === Name
        ? NAME
        : type.CATEGORIES?.includes(Glue) === true
          ? GLUE
          : type.CATEGORIES?.includes(Name) === true
            ? SOFT
            : EXPECTED[type.name];
    assert.ok(expected, `this test does not know tokens of the class ${type.name}`);
    assert.match(scoped?.scope ?? "", expected, where);
    const length = token.image.replace(/[ \t]*:$/, (end) => (type.name.endsWith("Key") ? "" : end)).length;
    assert.is(scoped.end, token.startOffset + length, `the scope ends elsewhere than ${where}`);
  }
}

for (const file of filesBelow("specs", (one) => one.endsWith(".tenor"))) {
  test(`an editor shows every token of ${file} as what it is`, () =>
    judge(file, fs.readFileSync(inProject(file), "utf8")));
}

test("and of the manual's examples, in which every class of token stands", () => {
  const manual = fs.readFileSync(inProject("grammar/language.md"), "utf8");
  for (const [, text] of manual.matchAll(/```tenor\n([\s\S]*?)```/g)) judge("the manual", text as string);
  for (const text of [
    "a: b != c, d < e, f > g",
    "a: 1.50 .. 2; b: (c) [d]",
    "x: more than 3, at least 2 on or before y",
  ])
    judge(text, text);
  assert.equal(
    Object.keys(EXPECTED).filter((name) => !seen.has(name)),
    [],
  );
});

test("the declared word is a keyword only where it begins a declaration, and a key is a property of whatever name", () => {
  const at = (text: string, word: string) => scopes(text).find((one) => text.slice(one.start, one.end) === word)?.scope;
  assert.is(at('future GPH "Title" {', "future"), "storage.type.declaration.tenor");
  assert.is(at('future GPH "Title" {', "GPH"), "entity.name.type.tenor");
  assert.is(at('future GPH "Title" {', '"Title"'), "string.quoted.double.title.tenor");
  assert.is(at("  source: ALPHA", "source"), "variable.other.property.tenor");
  assert.is(at("  tick: 0.01", "tick"), "variable.other.property.tenor");
  assert.is(at("  tick { outright: 0.01 }", "tick"), "storage.type.block.tenor");
  assert.is(at("  tick { outright: 0.01 }", "outright"), "support.type.property-name.tenor");
  assert.is(at("  size: 5 of x", "of"), "keyword.control.tenor");
  assert.is(at("  size: 5 ofx", "ofx"), "variable.other.tenor");
  assert.is(at("  size: of-x", "of-x"), "variable.other.tenor");
});

test("the file for editors is JSON with these patterns", async () => {
  const text = (await textmate()).get("grammar/generated/tenor.tmLanguage.json") as string;
  const grammar = JSON.parse(text) as { scopeName: string; patterns: Pattern[] };
  assert.is(grammar.scopeName, "source.tenor");
  assert.equal(grammar.patterns, patterns());
});

test.run();
