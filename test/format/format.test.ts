import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { parseFile } from "../../src/ast/parse.ts";
import { hasErrors } from "../../src/diagnostic/diagnostic.ts";
import { format } from "../../src/format/format.ts";
import { makeSource } from "../../src/text/source.ts";
import { filesBelow, inProject } from "../kit/files.ts";
import { bare, parse } from "../kit/parsed.ts";

/** The text in the one style; it must parse, keep its tree and comments, and be left alone the second time. */
function styled(text: string): string {
  const made = format(makeSource("test.tenor", text));
  if (made.kind !== "formatted") throw new Error(made.diagnostics.map((one) => one.message).join("\n"));
  const again = format(makeSource("test.tenor", made.text));
  assert.is(again.kind === "formatted" ? again.text : "refused", made.text);
  const [one, other] = [parse(text).file, parse(made.text).file];
  assert.equal(bare([other.imports, other.declarations]), bare([one.imports, one.declarations]));
  return made.text;
}

/** Asserts what becomes of `lines`; the second list is the one style. */
function becomes(lines: readonly string[], style: readonly string[]): void {
  assert.is(styled(lines.join("\n")), `${style.join("\n")}\n`);
}

const unchanged = (...lines: readonly string[]): void => becomes(lines, lines);

test("indentation, blanks and tabs are one style; values stand in a column over the whole block", () => {
  becomes(
    [
      'future\tG   "g"{',
      "\tvenue : X",
      "price:USD/GPU_hour  of\tH",
      "\t\t",
      "",
      "",
      "      tick{outright:0.001 ; settlement : 1_000.0}",
      "contract:  month",
      "",
      "}",
    ],
    [
      'future G "g" {',
      "  venue:    X",
      "  price:    USD / GPU_hour of H",
      "",
      "  tick      { outright: 0.001; settlement: 1_000.0 }",
      "  contract: month",
      "}",
    ],
  );
});

test("joining words of more than one word are one, however far apart they stand", () => {
  becomes(
    [
      "perpetual P {",
      "funding every 8 hours from 00:00 UTC {",
      "missing-sample: leave out, at  most 2 of 16, beyond that no payment",
      "}",
      "}",
    ],
    [
      "perpetual P {",
      "  funding every 8 hours from 00:00 UTC {",
      "    missing-sample: leave out, at most 2 of 16, beyond that no payment",
      "  }",
      "}",
    ],
  );
});

test("the line ends of Windows and a missing last line end", () => {
  assert.is(styled('unit a "a" measures b\r\nunit c = 2 a // two'), 'unit a "a" measures b\nunit c = 2 a  // two\n');
  assert.is(styled(""), "");
  assert.is(styled("\n\n// alone\n\n"), "// alone\n");
});

test("operators, signs, paths, ranges, ratios and fractions", () => {
  unchanged(
    "future G {",
    "  let a = min(X[near].price, -2.5) * (1 + 25% of Y) / 3 - -1",
    "  let b = compounded SOFR over days of reference, act/360, lookback 5",
    "  limits { aggregate: M at 1/10 }",
    "  sessions in America/Chicago { trade: Sun..Thu 17:00 until 16:00 next day }",
    "}",
  );
  unchanged("spread S {", "  legs: +1 G[near] -2.5 Mtoken / GPU_hour * H[far]", "}");
  becomes(
    ["spread S {", "  legs: + 1 G[ near ]  - 1 G[far]", "}"],
    ["spread S {", "  legs: +1 G[near] -1 G[far]", "}"],
  );
});

test("a name with a list beside it stays apart from one with an index", () => {
  unchanged("future G {", "  participants { retail: allowed [US], other[US] }", "}");
});

test("comments keep their tokens, and those behind lines that follow one another share a column", () => {
  becomes(
    [
      "// above",
      "future G { // opens",
      "      // own line",
      "  venue: X// tight",
      "  clearing: LONGER ;     // behind a semicolon",
      "",
      "  chapter: 1 // alone",
      "  limits {",
      "    spot-month: 1 contracts, // one",
      "      // between",
      "      2 contracts from open of start of spot-period",
      "    // last",
      "  } // behind the block",
      "} // end",
    ],
    [
      "// above",
      "future G {  // opens",
      "  // own line",
      "  venue:    X       // tight",
      "  clearing: LONGER  // behind a semicolon",
      "",
      "  chapter:  1  // alone",
      "  limits {",
      "    spot-month: 1 contracts,  // one",
      "                // between",
      "                2 contracts from open of start of spot-period",
      "    // last",
      "  }  // behind the block",
      "}  // end",
    ],
  );
});

test("comments within lists, behind keys and before braces", () => {
  becomes(
    [
      "index I {",
      "  inputs { trades from [ // the trades",
      "    A, // first",
      "    // then",
      "    B",
      "    // no more",
      "    ] }",
      "  governance iosco // fourteen",
      "  { principle-1: // a text",
      '    "t" }',
      "}",
    ],
    [
      "index I {",
      "  inputs {",
      "    trades from [  // the trades",
      "      A,  // first",
      "      // then",
      "      B",
      "      // no more",
      "    ]",
      "  }",
      "  governance iosco  // fourteen",
      "      {",
      "    principle-1:  // a text",
      '                 "t"',
      "  }",
      "}",
    ],
  );
});

test("texts above are kept line by line, with one blank behind their slashes", () => {
  becomes(
    [
      "///First.",
      "///",
      "///     code",
      "",
      "",
      "/// Second.",
      "future G {",
      "venue: X /// Of the next.",
      "chapter: 1",
      "}",
    ],
    [
      "/// First.",
      "///",
      "///     code",
      "",
      "/// Second.",
      "future G {",
      "  venue:   X",
      "  /// Of the next.",
      "  chapter: 1",
      "}",
    ],
  );
});

test("declarations are set apart, one-line ones as their author has them, imports come first", () => {
  becomes(
    [
      "// file",
      "",
      "unit a measures b",
      "unit c = 2 a",
      "/// Said.",
      "unit d = 3 a",
      "future G { venue: X",
      "}",
      "// of it",
      'import "x.tenor" // why',
      "// of H",
      "future H { venue: X",
      "}",
    ],
    [
      "// file",
      "",
      "// of it",
      'import "x.tenor"  // why',
      "",
      "unit a measures b",
      "unit c = 2 a",
      "",
      "/// Said.",
      "unit d = 3 a",
      "",
      "future G {",
      "  venue: X",
      "}",
      "",
      "// of H",
      "future H {",
      "  venue: X",
      "}",
    ],
  );
  becomes(
    ['import "a.tenor"', "unit a measures b", 'import "b.tenor"'],
    ['import "a.tenor"', 'import "b.tenor"', "", "unit a measures b"],
  );
});

test("neighbours of one keyword are a table, or all opened where one does not fit", () => {
  becomes(
    ['organisation A "a" { role: "r" }', 'organisation LONG "longer" { role: "s" }'],
    ['organisation A    "a"       { role: "r" }', 'organisation LONG "longer"  { role: "s" }'],
  );
  const role = "r".repeat(90);
  becomes(
    ['organisation A "a" { role: "r" }', `organisation LONG "longer" { role: "${role}" }`],
    ['organisation A "a" {', '  role: "r"', "}", "", 'organisation LONG "longer" {', `  role: "${role}"`, "}"],
  );
});

test("conditions of a waterfall and subjects of a screen share a column", () => {
  becomes(
    [
      "index I {",
      "screen {",
      "drop trade when price > 3",
      "drop source when price > 3",
      "cap source at 40% of volume",
      "}",
      "fallback {",
      "first when quorum fails",
      "second in place of trades when quorum fails",
      "third }",
      "}",
    ],
    [
      "index I {",
      "  screen {",
      "    drop trade   when price > 3",
      "    drop source  when price > 3",
      "    cap source   at 40% of volume",
      "  }",
      "  fallback {",
      "    first                      when quorum fails",
      "    second in place of trades  when quorum fails",
      "    third",
      "  }",
      "}",
    ],
  );
});

test("a semicolon stays where the next line would go on without it", () => {
  becomes(
    ["index I {", "  fallback {", "    A; -B; not C;", "    D", "  }", "}"],
    ["index I {", "  fallback {", "    A;", "    -B;", "    not C", "    D", "  }", "}"],
  );
});

test("long values are cut behind commas, then before conditions; long lists are opened; texts are never cut", () => {
  const names = Array.from({ length: 24 }, (_, at) => `NAME_${at}`);
  const made = styled(
    `index I {\ninputs {\nlistings from [${names.join(",")}] where kind is "on-demand"\n}\nadministrator: A\nmembers: model in [${names.slice(0, 9).join(",")}], provider in [${names.slice(9, 20).join(",")}]\n}`,
  );
  assert.is(
    made,
    [
      "index I {",
      "  inputs {",
      "    listings from [",
      "      NAME_0, NAME_1, NAME_2, NAME_3, NAME_4, NAME_5, NAME_6, NAME_7, NAME_8, NAME_9, NAME_10, NAME_11, NAME_12,",
      "      NAME_13, NAME_14, NAME_15, NAME_16, NAME_17, NAME_18, NAME_19, NAME_20, NAME_21, NAME_22, NAME_23",
      '    ] where kind is "on-demand"',
      "  }",
      "  administrator: A",
      "  members:       model in [NAME_0, NAME_1, NAME_2, NAME_3, NAME_4, NAME_5, NAME_6, NAME_7, NAME_8],",
      "                 provider in [",
      "                   NAME_9, NAME_10, NAME_11, NAME_12, NAME_13, NAME_14, NAME_15, NAME_16, NAME_17, NAME_18, NAME_19",
      "                 ]",
      "}",
      "",
    ].join("\n"),
  );
  const prose = "word ".repeat(40).trim();
  unchanged(
    "filing F for G {",
    `  risks: "${prose}"`,
    "  consultations: [",
    `    "${prose}",`,
    `    "${prose}"`,
    "  ]",
    "}",
  );
});

test("what was one token keeps apart from what would become one", () => {
  const text = "future G {\n  dates on C { d: last Friday on\n    or after }\n}\n";
  // `on` and `or after` in two lines are no `on or after`; such a text does not parse, and is not made to.
  assert.is(format(makeSource("x.tenor", text)).kind, "refused");
  becomes(
    ["future G {", "  let a = [5", "    pm]", "}"],
    ["future G {", "  let a = [", "    5", "        pm", "  ]", "}"],
  );
});

test("a text that does not parse is refused with its findings", () => {
  const made = format(makeSource("bad.tenor", 'future G { size: 1,000 GPU_hour }\nvenue X "x" { mic: }\n'));
  assert.is(made.kind, "refused");
  if (made.kind !== "refused") return;
  assert.ok(made.diagnostics.some((one) => one.code === "thousands-comma"));
});

for (const folder of ["specs", "test/good", "test/bad"]) {
  test(`${folder}: everything that parses keeps its tree, its comments and its numbers as written`, () => {
    let formatted = 0;
    for (const file of filesBelow(folder, (one) => one.endsWith(".tenor"))) {
      const text = fs.readFileSync(inProject(file), "utf8");
      const before = parseFile(makeSource(file, text));
      const made = format(makeSource(file, text));
      assert.is(made.kind, hasErrors(before.diagnostics) ? "refused" : "formatted", file);
      if (made.kind !== "formatted") continue;
      formatted++;
      styled(text);
      const after = parseFile(makeSource(file, made.text));
      const said = (file: typeof after.file) => file.comments.map((one) => one.text.trimEnd());
      assert.equal(said(after.file), said(before.file), file);
      const numbers = (written: string) => written.match(/\d[\d_.]*/g);
      assert.equal(numbers(made.text), numbers(text), file);
    }
    assert.ok(formatted > 8, `${formatted} of ${folder}`);
  });
}

test("the shipped specs are in the one style", () => {
  for (const file of filesBelow("specs", (one) => one.endsWith(".tenor"))) {
    const text = fs.readFileSync(inProject(file), "utf8");
    const made = format(makeSource(file, text));
    assert.is(made.kind === "formatted" ? made.text : "refused", text, `${file}: run \`tenor format specs\``);
  }
});

test.run();
