import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { parse } from "../kit/parsed.ts";

/** A field named with the block it stands in is one finding a line, with the block as its fix. */
const LINES = ["  tick.outright: 0.001", "  tick.settlement: 0.0001"];
const text = (lines: readonly string[]) => ['future GPH "x" {', ...lines, "  chapter: CHAPTER_1", "}", ""].join("\n");

function mended(before: string, found: readonly Diagnostic[]): string {
  const edits = found.flatMap((one) => one.fixes[0]?.edits ?? []).sort((a, b) => b.span.start - a.span.start);
  return edits.reduce((all, edit) => all.slice(0, edit.span.start) + edit.text + all.slice(edit.span.end), before);
}

test("two such lines in one block are a finding each, at their own place", () => {
  const given = text(LINES);
  const { diagnostics, file } = parse(given);
  assert.equal(
    diagnostics.map(({ code, span, help }) => [code, given.slice(span.start, span.end), help]),
    [
      ["field-unknown", "tick.outright", "write `tick { outright: … }`"],
      ["field-unknown", "tick.settlement", "write `tick { settlement: … }`"],
    ],
  );
  const keys = (file.declarations[0]?.block?.items ?? []).flatMap((one) =>
    one.kind === "field" ? [one.key.text] : [],
  );
  assert.equal(keys, ["chapter"]);
});

test("their fixes, both made, leave blocks that parse", () => {
  const given = text(LINES);
  const now = mended(given, parse(given).diagnostics);
  assert.is(now, text(["  tick { outright: 0.001 }", "  tick { settlement: 0.0001 }"]));
  assert.equal(parse(now).diagnostics, []);
});

test("what stands between them, and a line of another block, keep their own findings", () => {
  const given = text([LINES[0]!, "  venu: XDEX", "  margin.initial: 110% of maintenance", LINES[1]!]);
  const { diagnostics } = parse(given);
  assert.equal(
    diagnostics.map(({ span }) => given.slice(span.start, span.end)),
    ["tick.outright", "venu", "margin.initial", "tick.settlement"],
  );
});

test.run();
