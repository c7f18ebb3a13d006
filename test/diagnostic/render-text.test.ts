import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Diagnostic, Extras } from "../../src/diagnostic/diagnostic.ts";
import { renderOne, renderText, summary } from "../../src/diagnostic/render-text.ts";
import { makeSource, type Source, span, type Span } from "../../src/text/source.ts";
import { golden } from "../kit/files.ts";

const flagship = makeSource(
  "specs/gpu/h100.tenor",
  [
    ...Array.from({ length: 13 }, () => "//"),
    "  size:        1_000 GPU_hour of H100_SXM",
    "  price:       USD / GPU_hour of H100_SXM",
    "  tick {",
    "    outright:        0.000125",
    "\tcalendar-spread: 0.0005",
    "  }",
    "",
  ].join("\n"),
);

function at(source: Source, text: string, length = text.length): Span {
  const start = source.text.indexOf(text);
  assert.ok(start >= 0, text);
  return span(source, start, start + length);
}

function finding(where: Span, extras: Extras = {}): Diagnostic {
  const message = "one tick of GPH is worth 0.125 USD, and USD has cents";
  const bare = { code: "tick-value-exact", severity: "error", message, span: where } as const;
  return { ...bare, related: [], evidence: [], fixes: [], ...extras };
}

/** The lines of one finding that stand under its place. */
function body(one: Diagnostic, width = 120): string {
  return renderOne(one, { width }).split("\n").slice(2, -1).join("\n");
}

test("has the look the language's page shows, line for line", () => {
  const shown = renderOne(
    finding(at(flagship, "0.000125"), {
      label: "0.000125 USD / GPU_hour",
      related: [{ span: at(flagship, "1_000 GPU_hour of H100_SXM"), label: "× 1000 GPU_hour / contract" }],
      evidence: ["0.125 USD is not a whole number of 0.01 USD"],
      help: "use 0.00012 or 0.00013, a size of 2_000 GPU_hour, or say `tick-value: exact to 0.001 USD`",
    }),
  );
  assert.is(
    shown,
    [
      "error[tick-value-exact]: one tick of GPH is worth 0.125 USD, and USD has cents",
      "   ┌ specs/gpu/h100.tenor:17:22",
      "17 │     outright:        0.000125",
      "   │                      ^^^^^^^^ 0.000125 USD / GPU_hour",
      "14 │   size:        1_000 GPU_hour of H100_SXM",
      "   │                -------------------------- × 1000 GPU_hour / contract",
      "   = 0.125 USD is not a whole number of 0.01 USD",
      "   help: use 0.00012 or 0.00013, a size of 2_000 GPU_hour, or say `tick-value: exact to 0.001 USD`",
      "",
    ].join("\n"),
  );
});

test("several findings are sorted by place, parted by an empty line and counted", () => {
  const other = makeSource("specs/a.tenor", "abc");
  golden(
    "diagnostic/several.txt",
    renderText([
      finding(at(flagship, "0.0005"), { label: "behind a tab", help: "first line\nsecond line" }),
      finding(at(flagship, "tick {\n    outright:        0.000125\n\tcalendar-spread: 0.0005\n  }"), {
        label: "a block",
      }),
      finding(at(flagship, "0.000125"), {
        label: "the value",
        related: [
          { span: span(other, 3, 3), label: "the end of another file" },
          { span: at(flagship, "size"), label: "above" },
          { span: at(flagship, "outright"), label: "on the same line" },
        ],
        fixes: [{ title: "write 0.00012", edits: [{ span: at(flagship, "0.000125"), text: "0.00012" }] }],
      }),
      finding(span(makeSource("specs/none.tenor", ""), 0, 0)),
    ]),
  );
});

test("carets stand under what they mean behind tabs, wide letters, combining marks and unseen characters", () => {
  const cases: readonly [string, string, string][] = [
    ["\ta\tbad", "    a   bad", "        ^^^"],
    ["中文 bad", "中文 bad", "     ^^^"],
    ["e\u0301 bad", "e\u0301 bad", "  ^^^"],
    ["\u202Ex bad", "\\u{202E}x bad", "          ^^^"],
    ["\u{1F600} bad", "\u{1F600} bad", "   ^^^"],
    ["\uD800 bad", "\\u{D800} bad", "         ^^^"],
  ];
  for (const [text, line, carets] of cases) {
    const source = makeSource("a.tenor", text);
    assert.is(body(finding(at(source, "bad"))), ` 1 │ ${line}\n   │ ${carets}`);
  }
});

test("nothing that hides or reorders text reaches the terminal, wherever it comes from", () => {
  const nasty = "a\u001B[31m\u202Eb\u0007\r\nc\u2066\u200B";
  const source = makeSource(`dir\u202E/${nasty}.tenor`, `x ${nasty}`);
  const shown = renderText([
    {
      ...finding(at(source, "x")),
      message: nasty,
      label: nasty,
      related: [{ span: at(source, "c"), label: nasty }],
      evidence: [nasty],
      help: nasty,
      fixes: [{ title: nasty, edits: [] }],
    },
  ]);
  assert.not(/[\p{Cf}\p{Zl}\p{Zp}]/u.test(shown), shown);
  assert.not(/\p{Cc}/u.test(shown.replaceAll("\n", "")), shown);
});

test("an empty span has one caret, also behind the end of a line and of a file", () => {
  const source = makeSource("a.tenor", "ab\ncd");
  assert.is(body(finding(span(source, 1, 1))), " 1 │ ab\n   │  ^");
  assert.is(body(finding(span(source, 2, 2))), " 1 │ ab\n   │   ^");
  assert.is(body(finding(span(source, 2, 3))), " 1 │ ab\n   │   ^");
  assert.is(body(finding(span(source, 5, 5))), " 2 │ cd\n   │   ^");
  assert.is(body(finding(span(makeSource("a.tenor", "ab\n"), 3, 3))), " 2 │\n   │ ^");
});

test("a span over lines shows its first and its last, with a gap between when there is one", () => {
  const source = makeSource("a.tenor", "one {\n  two\n}\nend");
  assert.is(body(finding(span(source, 4, 13), { label: "here" })), " 1 │ one {\n   │     ^\n   ⋮\n 3 │ }\n   │ ^ here");
  assert.is(
    body(finding(span(source, 0, 11), { label: "here" })),
    " 1 │ one {\n   │ ^^^^^\n 2 │   two\n   │   ^^^ here",
  );
});

test("a line wider than the terminal is cut around the mark", () => {
  const long = makeSource("a.tenor", `${"a".repeat(300)}BAD${"b".repeat(300)}`);
  for (const width of [40, 80, 120]) {
    const [line, carets] = body(finding(at(long, "BAD")), width).split("\n") as [string, string];
    assert.ok(line.length <= width, `${line.length} <= ${width}`);
    assert.match(line, /^ 1 │ …a+BADb+…$/);
    assert.is(line.slice(carets.indexOf("^"), carets.lastIndexOf("^") + 1), "BAD");
  }
  const start = body(finding(at(long, "a")), 40).split("\n")[0] as string;
  assert.match(start, /^ 1 │ a+…$/);
  const end = body(finding(span(long, 602, 603)), 40).split("\n")[0] as string;
  assert.match(end, /^ 1 │ …b+$/);
  const whole = body(finding(span(long, 0, 603), { label: "all" }), 40).split("\n")[1] as string;
  assert.match(whole, /^ {3}│ \^{30,} all$/);
});

test("a line of ten million characters is shown at once", () => {
  const source = makeSource("a.tenor", "{".repeat(10_000_000));
  // Time of this process alone: others may have the machine meanwhile.
  const begun = process.cpuUsage();
  const shown = renderText(Array.from({ length: 20 }, (_, n) => finding(span(source, n * 400_000, n * 400_000 + 1))));
  assert.ok(process.cpuUsage(begun).user < 5_000_000);
  assert.ok(shown.split("\n").every((line) => line.length <= 120));
});

test("more findings than asked for are counted, not shown", () => {
  const many = Array.from({ length: 5 }, (_, n) => finding(span(flagship, n, n)));
  const shown = renderText(many, { limit: 2 });
  assert.is(shown.match(/error\[/g)?.length, 2);
  assert.ok(shown.endsWith("\n… and 3 more\n\n5 errors\n"), shown);
});

test("the painter colours parts and nothing else changes", () => {
  const one = finding(at(flagship, "0.000125"), { label: "v", evidence: ["e"], help: "h" });
  const parts = new Set<string>();
  const painted = renderText([one], { paint: (part, text) => (parts.add(part), `<${text}>`) });
  assert.is(painted.replace(/[<>]/g, ""), renderText([one]));
  assert.equal([...parts].sort(), ["error", "evidence", "frame", "help", "message", "place"]);
});

test("the summary counts errors and warnings in words", () => {
  const error = finding(span(flagship, 0, 0));
  const warning: Diagnostic = { ...error, severity: "warning" };
  assert.is(summary([]), "no errors");
  assert.is(summary([error]), "1 error");
  assert.is(summary([error, warning, error]), "2 errors, 1 warning");
  assert.is(summary([warning, warning]), "2 warnings");
  assert.is(renderText([]), "");
});

test.run();
