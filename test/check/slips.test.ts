import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../src/analysis.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../kit/files.ts";
import { DELIVERED } from "./slips/delivered.ts";
import { DESK } from "./slips/desk.ts";
import { FILING } from "./slips/filings.ts";
import { ITK_PRICES } from "./slips/futures-prices.ts";
import { ITK } from "./slips/futures-terms.ts";
import { BASKET, RENTAL } from "./slips/indices.ts";
import { OGPH, OITK } from "./slips/options.ts";
import type { Slip } from "./slips/slip.ts";

/** What designers write otherwise in specs of every kind: one finding at its place, with what to write; its fix makes the spec sound. */
const specs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    filesBelow("specs", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
      file.slice("specs/".length),
      fs.readFileSync(inProject(file), "utf8"),
    ]),
  ),
  "desk/desk.tenor": fs.readFileSync(inProject("test/check/slips/desk.tenor"), "utf8"),
};

const tables: Readonly<Record<string, readonly Slip[]>> = {
  "tokens/itk.tenor": [...ITK, ...ITK_PRICES],
  "tokens/oitk.tenor": OITK,
  "gpu/ogph.tenor": OGPH,
  "indices/token-basket.tenor": BASKET,
  "indices/h100-rental.tenor": RENTAL,
  "filings/itk-40-2.tenor": FILING,
  "desk/desk.tenor": [...DELIVERED, ...DESK],
};

const found = (path: string, text: string) => analyse([path], memoryReader({ ...specs, [path]: text })).diagnostics;
const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

for (const [path, slips] of Object.entries(tables)) {
  const base = specs[path] as string;

  test(`${path} is without a finding`, () => assert.equal(found(path, base), []));

  for (const [stands, wrote, code, help, fix] of slips) {
    test(`${path}: ${wrote.trim()}`, () => {
      const at = base.indexOf(stands);
      assert.ok(at >= 0, stands);
      const text = base.replace(stands, () => wrote);
      const [one, ...more] = found(path, text);
      assert.equal(
        more.map((other) => other.message),
        [],
      );
      if (one === undefined) return assert.unreachable("no finding");
      assert.equal([one.code, one.help ?? ""], [code, help]);
      assert.is(one.span.source.path, path);
      const line = lineOf(text, one.span.start);
      assert.ok(line >= lineOf(text, at) && line <= lineOf(text, at + wrote.length), `said of line ${line}`);
      const edit = one.fixes[0]?.edits[0];
      assert.is(edit === undefined ? "told" : "mended", fix);
      if (edit === undefined) return;
      const mended = text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end);
      assert.equal(
        found(path, mended).map((other) => other.message),
        [],
      );
    });
  }
}

test.run();
