import { test } from "uvu";
import * as assert from "uvu/assert";
import { folds, outline } from "../../src/server/outline.ts";
import { offsetOf, positionOf } from "../../src/server/ranges.ts";
import { semanticTokens, TOKEN_TYPES } from "../../src/server/semantic.ts";
import { actions, shown, touching } from "../../src/server/findings.ts";
import { makeSource } from "../../src/text/source.ts";
import { deskOf, shippedText } from "../kit/desk.ts";

const GPH = "gpu/gph.tenor";

test("the outline has declarations with their blocks and fields, each inside the one around it", () => {
  const { file } = deskOf().analysis(GPH).workspace.modules.get(GPH)!;
  const [gph, ...more] = outline(file);
  assert.equal(more, []);
  assert.is(gph?.detail, "future · H100 GPU-Hour Futures");
  const names = gph?.children?.map((one) => one.name) ?? [];
  for (const name of ["venue", "tick", "listing", "dates", "sessions", "limits"]) assert.ok(names.includes(name), name);
  const dates = gph?.children?.find((one) => one.name === "dates");
  assert.is(dates?.detail, "on US_EXCHANGE");
  assert.equal(dates?.children?.[0]?.name, "last-trading-day");
  const inside = (outer: NonNullable<typeof gph>): void => {
    for (const one of outer.children ?? []) {
      assert.ok(one.range.start.line >= outer.range.start.line && one.range.end.line <= outer.range.end.line, one.name);
      inside(one);
    }
  };
  inside(gph!);
});

test("blocks, imports and prose fold, and the closing brace stays in sight", () => {
  const { file } = deskOf().analysis(GPH).workspace.modules.get(GPH)!;
  const lines = file.source.text.split("\n");
  const found = folds(file.source, file);
  const tick = found.find((one) => /^ {2}tick \{/.test(lines[one.startLine] ?? ""));
  assert.is(lines[(tick?.endLine ?? 0) + 1], "  }");
  assert.equal(
    found.filter((one) => one.kind === "imports").map((one) => [one.startLine, one.endLine]),
    [[0, 5]],
  );
  assert.ok(found.some((one) => one.kind === "comment"));
});

test("columns count UTF-16 units, as the protocol does, behind an emoji and in every kind of line", () => {
  const source = makeSource("a.tenor", "// 🙂 x\r\ny\n");
  const at = source.text.indexOf("x");
  assert.equal(positionOf(source, at), { line: 0, character: 6 });
  assert.is(offsetOf(source, { line: 0, character: 6 }), at);
  assert.is(offsetOf(source, { line: 0, character: 99 }), 7, "behind the end of a line is its end, before its break");
  assert.is(offsetOf(source, { line: 99, character: 0 }), source.text.length);
});

test("names are coloured by what they mean", () => {
  const { workspace } = deskOf().analysis(GPH);
  const module = workspace.modules.get(GPH)!;
  const data = semanticTokens(workspace, module);
  const lines = module.file.source.text.split("\n");
  const words = new Map<string, string>();
  let [line, character] = [0, 0];
  for (let at = 0; at < data.length; at += 5) {
    const [down = 0, along = 0, length = 0, type = 0] = data.slice(at, at + 4);
    character = down === 0 ? character + along : along;
    line += down;
    words.set(lines[line]!.slice(character, character + length), TOKEN_TYPES[type]!);
  }
  assert.is(words.get("GPH"), "class");
  assert.is(words.get("H100_RENTAL"), "event");
  assert.is(words.get("GPU_hour"), "type");
  assert.is(words.get("US_EXCHANGE"), "enum");
  assert.is(words.get("underlying"), "property");
  assert.is(words.get("CEA-1A"), "namespace");
});

test("a finding is shown with evidence and next step, and its fix makes the spec sound", () => {
  const desk = deskOf();
  const wrong = shippedText(GPH).replace("1_000 GPU_hour", "1,000 GPU_hour");
  desk.set(GPH, wrong);
  const { diagnostics, workspace } = desk.analysis(GPH);
  assert.is(diagnostics.length, 1);
  const finding = diagnostics[0]!;
  const said = shown(finding, (path) => `file:///${path}`);
  assert.match(JSON.stringify(said.message), /help: /);
  const { source } = workspace.modules.get(GPH)!.file;
  const found = touching(diagnostics, source, finding.span.start, finding.span.end);
  const [action] = actions(found, (path) => `file:///${path}`);
  assert.is(action?.isPreferred, true);
  const [edit] = action?.edit?.changes?.[`file:///${GPH}`] ?? [];
  assert.ok(edit !== undefined);
  const [start, end] = [offsetOf(source, edit.range.start), offsetOf(source, edit.range.end)];
  desk.set(GPH, wrong.slice(0, start) + edit.newText + wrong.slice(end));
  assert.equal(desk.analysis(GPH).diagnostics, []);
});

test.run();
