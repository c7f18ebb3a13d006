import { test } from "uvu";
import * as assert from "uvu/assert";
import { catalogue } from "../../src/diagnostic/catalogue.ts";
import { grammarEntries } from "../../src/diagnostic/catalogue/grammar.ts";
import { parse, written } from "../kit/parsed.ts";

/** A text, the code of its one finding, the text under its carets, and words its message or help must have. */
type Case = readonly [text: string, code: keyof typeof grammarEntries, at: string, says?: string];

const inDates = (line: string) => `future G {\n  dates on C {\n    ${line}\n    expiry: 2027-01-11\n  }\n}`;
const inFuture = (line: string) => `future G {\n  ${line}\n  venue: XDEX\n}`;
const deep = (open: string, count: number) => open.repeat(count);

const cases: readonly Case[] = [
  // signs and numbers
  [inFuture("size: 1,000 GPU_hour"), "thousands-comma", "1,000", "write `1_000`"],
  [inFuture("size: 1_00 GPU_hour"), "number-grouping", "1_00", "write `100`"],
  [inFuture("size: 10_0000"), "number-grouping", "10_0000", "write `100_000`"],
  [inFuture("size: 2min"), "number-glued", "2min", "write `2 min`"],
  [inFuture("size: 1e6"), "number-with-exponent", "1e6"],
  [inFuture("size: .5"), "number-without-zero", ".5", "write `0.5`"],
  [inFuture("size: 0005"), "number-with-zeros-before", "0005", "write `5`"],
  [inFuture("size: $0.001"), "currency-sign", "$0.001", "0.001 USD"],
  [inFuture("size: \u20ac 5"), "currency-sign", "\u20ac 5"],
  [inFuture("size: size-2.5"), "minus-without-spaces", "size-2.5", "size - 2.5"],
  [inFuture("size: 5 \u2013 2"), "dash-not-minus", "\u2013"],
  [inFuture("size: 2 \u00d7 3"), "sign-misspelt", "\u00d7", "`*`"],
  [inFuture("size: case { 1 when a => 3; 2 otherwise }"), "comparison-misspelt", "=>", "`>=`"],
  [inFuture("size: case { 1 when a == 3; 2 otherwise }"), "comparison-misspelt", "==", "`=`"],
  [inFuture("size: case { 1 when a <> 3; 2 otherwise }"), "comparison-misspelt", "<>", "`!=`"],
  [inFuture("size: 1 ... 3"), "ellipsis", "..."],
  [inFuture("last trading day: 2027-01-11"), "key-of-several-words", "last trading day:", "last-trading-day:"],
  [inFuture("2nd: 5"), "colon-alone", ":"],
  // clock times and dates
  [
    "future G { sessions in UTC on C { trade: Sun..Thu 17:00-16:00 next day } }",
    "clock-range",
    "17:00-16:00",
    "17:00 until 16:00",
  ],
  [
    "future G { sessions in UTC on C { trade: Sun..Thu 17:00\u201316:00 next day } }",
    "clock-range",
    "17:00\u201316:00",
  ],
  [
    "future G { sessions in UTC on C { trade: Sun\u2013Thu 17:00 until 16:00 } }",
    "dash-not-minus",
    "\u2013",
    "Sun..Thu",
  ],
  ["future G { sessions in UTC on C { settlement: at 4:00pm } }", "clock-meridiem", "4:00pm", "16:00"],
  ["future G { sessions in UTC on C { settlement: at 12 am } }", "clock-meridiem", "12 am", "00:00"],
  ["future G { sessions in UTC on C { settlement: at 25:00 } }", "clock-impossible", "25:00"],
  ["future G { sessions in UTC on C { settlement: at 24:30 } }", "clock-impossible", "24:30"],
  ["future G { sessions in UTC on C { trade: Sun..Thr 17:00 until 16:00 } }", "word-not-here", "Thr", "`Thu`"],
  [inDates("a: 01/11/2027"), "date-with-slashes", "01/11/2027"],
  [inDates("a: last busines day of contract month"), "word-not-here", "busines day", "did you mean `business day`?"],
  [inDates("a: 3 bananas before expiry"), "word-not-here", "bananas"],
  [inDates("a: contract month"), "day-expected", "contract month"],
  [inDates("a: last business day of 2027-01-11"), "month-expected", "2027-01-11"],
  [
    inDates("a: 3 business days before day 25 of contract month or preceding business day"),
    "adjustment-needs-parentheses",
    "3 business days before day 25 of contract month or preceding business day",
    "3 business days before (day 25 of contract month or preceding business day)",
  ],
  [
    inDates("a: 2 days before 1 business day before day 15 of contract month"),
    "days-mixed",
    "2 days before 1 business day before day 15 of contract month",
    "2 days before (1 business day before day 15 of contract month)",
  ],
  [inDates("a: last business day contract month"), "value-unreadable", "contract"],
  [inDates("a: last business day of"), "value-unfinished", "of", "last business day of contract month"],
  // texts
  ["organisation G { role: \u201cHello\u201d; country: US }", "curly-quotes", "\u201cHello\u201d"],
  ["organisation G { role: 'Hello'; country: US }", "single-quotes", "'Hello'"],
  ['organisation G {\n  role: "Hello\n  country: US\n}', "text-not-closed", '"Hello'],
  ['organisation G { role: "Hello }', "text-not-closed", '"Hello '],
  ["organisation G { website: https://x.example/y; country: US }", "address-without-quotes", "https://x.example/y;"],
  ['import "x.tenor', "text-not-closed", '"x.tenor'],
  // characters
  [inFuture("size: 1 \u202e GPU"), "bidirectional-control", "\u202e", "U+202E"],
  ['organisation G { role: "a\u2066b" }', "bidirectional-control", "\u2066"],
  ["// a\u200bb\nunit X", "invisible-character", "\u200b", "U+200B"],
  ["unit X \u0000", "invisible-character", "\u0000", "U+0000"],
  ['unit X "\ud800"', "invisible-character", "\ud800"],
  ["unit\u00a0X", "odd-space", "\u00a0"],
  ["unit \u0410BC", "letter-not-latin", "\u0410"],
  ["unit X \u00a7", "unknown-character", "\u00a7"],
  ["# a comment\nunit X", "comment-misspelt", "# a comment"],
  ["/* several\n   lines */\nunit X", "comment-misspelt", "/* several\n   lines */"],
  [inFuture('size: 5, 7, because "x"'), "value-unreadable", "7", "the day it holds from"],
  // brackets, blocks and lines
  ["future G {\n  listing {\n    months: 4 of [Mar, Jun\n    add: 2027-01-11\n  }\n}", "bracket-not-closed", "["],
  [inFuture("size: (1 + 2"), "bracket-not-closed", "("],
  ["future G { price-limits { band: [7%, 13% of previous settlement } }", "bracket-not-closed", "["],
  [inFuture("size: 1)"), "bracket-extra", ")"],
  ["future G {\n  size: 1\n}\n}\nunit X\n}", "brace-extra", "}"],
  ["future G {\n  tick {\n    outright: 1\n  }}\n  size: 1\n}", "brace-extra", "}"],
  ['future G "x"\n  size: 1\n  venue: X\n}\nunit X', "brace-missing", 'future G "x"'],
  ["future G {\n  tick\n    outright: 1\n  }\n  size: 1\n}", "brace-missing", "tick"],
  [
    "future G {\n  tick {\n    outright: 1\n  listing {\n    first: 2027-01-11\n  }\n}\nunit X",
    "block-not-closed",
    "{",
    "`tick {`",
  ],
  ["future G {\n  size: 1\nunit X", "block-not-closed", "{"],
  ["future G", "block-missing", "future G"],
  ["future G { tick; size: 1 }", "block-missing", "tick"],
  [inFuture("size: 1 { a: 2 }"), "block-not-here", "{"],
  [inFuture("size { a: 2 }"), "section-unknown", "size"],
  ["{ size: 1 }", "block-not-here", "{"],
  [inFuture("tick: { outright: 1 }"), "colon-before-block", "tick"],
  [inFuture("tick: 0.001"), "colon-before-block", "tick"],
  [inFuture("size 5"), "colon-missing", "size"],
  [inFuture("size:"), "value-missing", "size:", "a quantity, a name or a formula"],
  ["future G { size: ; venue: X }", "value-missing", "size:"],
  ["import", "value-missing", "import"],
  [inFuture("let a ="), "value-missing", "let a ="],
  [inFuture("size: 1 +"), "value-unfinished", "+"],
  [inFuture("size: 1 2"), "value-unreadable", "2", "behind `size:`"],
  [inFuture("venue: XDEX YDEX"), "value-unreadable", "YDEX", "like `XDEX`"],
  ["unit X = = 3", "value-unreadable", "="],
  [
    inFuture("tck: what(ever ] is written => here"),
    "field-unknown",
    "tck",
    "unknown field `tck`, did you mean `tick`?",
  ],
  [inFuture("retail: allowed"), "field-unknown", "retail", "`participants { … }`"],
  [inFuture("__proto__: 5"), "field-unknown", "__proto__"],
  [inFuture("constructor: 5"), "field-unknown", "constructor"],
  [inFuture("sesions { trade: nonsense }"), "section-unknown", "sesions", "did you mean `sessions`?"],
  [inFuture("previous settlement"), "line-unknown", "previous"],
  ["futur G { size: 1 }", "declaration-unknown", "futur", "did you mean `future`?"],
  ["size: 5", "declaration-unknown", "size:", "`future NAME { … }`"],
  ['future "x" { size: 1 }', "name-missing", "future"],
  ["future of { size: 1 }", "name-is-joining-word", "of"],
  [inFuture("let over = 5"), "name-is-joining-word", "over"],
  ["grade G on C { unit: token }", "head-not-here", "on C"],
  ["unit X\n/// nothing below", "doc-without-item", "/// nothing below"],
  [inFuture("size: case { 1; 2 otherwise }"), "arm-without-condition", "1"],
  [inFuture("size: first of { }"), "arms-empty", "first of { }"],
  [inFuture("margin { initial: 5%, propsed }"), "word-not-here", "propsed"],
  // bounds
  [deep("{", 200_000), "nesting-too-deep", "{", "64"],
  [`unit X = ${deep("(", 100_000)}`, "nesting-too-deep", "("],
  [`unit X = [${deep("\n  [", 100)}`, "bracket-not-closed", "["],
  [`unit X = 1${deep(" + 1", 5_000)}`, "value-too-long", "+", "400"],
  [`unit X = ${deep("a of ", 50_000)}b`, "value-too-long", "of"],
  [`unit X = ${deep("not ", 50_000)}b`, "value-too-long", "not"],
  [`unit X\n// ${deep("x", 3_000_000)}`, "text-too-long", ""],
];

for (const [text, code, at, says] of cases) {
  test(`${code}: ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`, () => {
    const { file, diagnostics } = parse(text);
    assert.equal(
      diagnostics.map((one) => one.code),
      [code],
      diagnostics.map((one) => one.message).join("\n"),
    );
    const [one] = diagnostics;
    assert.ok(one);
    assert.is(written(one), at);
    if (says !== undefined) assert.ok(`${one.message}\n${one.help}`.includes(says), `${one.message}\n${one.help}`);
    assert.not(/[Ee]xpecting|[Tt]oken|-->|Redundant/.test(one.message), "the parser's own words");
    for (const fix of one.fixes) assert.ok(fix.edits.length > 0);
    // What stands beside the error is read all the same.
    if (text.startsWith("future G {\n") && text.includes("venue: XDEX")) {
      const last = file.declarations[0]?.block?.items.at(-1);
      assert.ok(
        last?.kind === "field" && last.key.text === "venue" && last.value !== undefined,
        "the next field was swallowed",
      );
    }
  });
}

test("every fix, when made, removes its finding", () => {
  for (const [text] of cases) {
    for (const one of parse(text).diagnostics) {
      for (const fix of one.fixes) {
        let mended = text;
        for (const edit of [...fix.edits].sort((a, b) => b.span.start - a.span.start)) {
          mended = mended.slice(0, edit.span.start) + edit.text + mended.slice(edit.span.end);
        }
        const again = parse(mended).diagnostics;
        assert.not(
          again.some((other) => other.code === one.code && other.span.start === one.span.start),
          `${one.code}: ${mended}`,
        );
      }
    }
  }
});

test("every sentence of the grammar has its test, and each its page", () => {
  const tested = new Set(cases.map(([, code]) => code));
  for (const code of Object.keys(grammarEntries) as (keyof typeof grammarEntries)[]) {
    assert.ok(tested.has(code), `no test for ${code}`);
    assert.ok(catalogue[code].page.length > 40, code);
  }
});

test("several errors are told apart, one message each, in the order of the text", () => {
  const { diagnostics, file } = parse(`future G {
  tck: 0.001
  size: 1,000 GPU_hour
  dates on C {
    expiry: last busines day of contract month
    last-trading-day: last business day of contract month
  }
  limits { spot-month: 5 + }
}
futur H { }
`);
  assert.equal(
    diagnostics.map((one) => one.code),
    ["field-unknown", "thousands-comma", "word-not-here", "value-unfinished", "declaration-unknown"],
  );
  const size = file.declarations[0]?.block?.items[1];
  assert.ok(size?.kind === "field" && size.value !== undefined, "what was meant is read");
});

test.run();
