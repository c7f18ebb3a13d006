import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Diagnostic, diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { diagnosticRecord, renderJson } from "../../src/diagnostic/render-json.ts";
import { makeSource, span } from "../../src/text/source.ts";

const source = makeSource("a.tenor", "one\ntick: 0.000125\nend");
const bare: Diagnostic = {
  code: "tick-value-exact",
  severity: "error",
  message: "one tick of GPH is worth 0.125 USD, and USD has cents",
  span: span(source, 10, 18),
  related: [],
  evidence: [],
  fixes: [],
};

test("a record says everything, in fields that are always there", () => {
  const full: Diagnostic = {
    ...bare,
    label: "here",
    related: [{ span: span(source, 0, 5), label: "over two lines" }],
    evidence: ["0.125 USD"],
    help: "say so",
    fixes: [{ title: "write 0.00012", edits: [{ span: span(source, 10, 18), text: "0.00012" }] }],
  };
  assert.equal(JSON.parse(JSON.stringify(diagnosticRecord(full))), {
    code: "tick-value-exact",
    severity: "error",
    message: "one tick of GPH is worth 0.125 USD, and USD has cents",
    path: "a.tenor",
    line: 2,
    column: 7,
    endLine: 2,
    endColumn: 15,
    offsets: [10, 18],
    label: "here",
    related: [
      { path: "a.tenor", line: 1, column: 1, endLine: 2, endColumn: 2, offsets: [0, 5], label: "over two lines" },
    ],
    evidence: ["0.125 USD"],
    help: "say so",
    fixes: [
      {
        title: "write 0.00012",
        edits: [{ path: "a.tenor", line: 2, column: 7, endLine: 2, endColumn: 15, offsets: [10, 18], text: "0.00012" }],
      },
    ],
  });
  const keys = Object.keys(diagnosticRecord(bare));
  assert.equal(keys, Object.keys(diagnosticRecord(full)));
  assert.is(diagnosticRecord(bare).label, null);
});

test("the document counts, is sorted by place and ends with a line break", () => {
  const first = diagnostic("file-missing", span(source, 0, 1), { path: "b.tenor" });
  const text = renderJson([bare, { ...first, severity: "warning" }]);
  const document = JSON.parse(text);
  assert.is(document.format, "tenor-diagnostics/1");
  assert.is(document.errors, 1);
  assert.is(document.warnings, 1);
  assert.equal(
    document.diagnostics.map((one: { code: string }) => one.code),
    ["file-missing", "tick-value-exact"],
  );
  assert.ok(text.endsWith("}\n"));
});

test("what could reorder a terminal is escaped and still the same value", () => {
  const nasty = "a\u202E\u2028\u0085\u001B\u{E0041}b";
  const text = renderJson([{ ...bare, message: nasty }]);
  assert.not(/[\p{Cf}\p{Zl}\p{Zp}]/u.test(text));
  assert.not(/\p{Cc}/u.test(text.replaceAll("\n", "")));
  assert.is(JSON.parse(text).diagnostics[0].message, nasty);
});

test.run();
