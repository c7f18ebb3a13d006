import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderFiling } from "../../../../src/emit/filing/emit.ts";
import { redline, resolved, revisionsIn } from "../../../../src/emit/filing/document/redline.ts";
import { type Block, documentOf, textOf } from "../../../../src/emit/filing/document/tree.ts";
import { blocksHtml, blocksMarkdown } from "../../../../src/emit/filing/document/write.ts";
import { docxOf } from "../../../../src/emit/filing/docx/docx.ts";
import { subjectOf } from "../../../../src/emit/filing/names.ts";
import type { ContractModel } from "../../../../src/model/model.ts";
import { fc } from "../../../kit/property.ts";
import { gph, rich } from "../kit.ts";
import { partsOf, plainByPandoc } from "../docx/kit.ts";

const chapterOf = (model: ContractModel) => documentOf(renderFiling(subjectOf(model, model.filings[0]!)).rulebook.text);

/** The chapter with another tick, an order size less, a line of the daily waterfall more, and limits gone. */
function amended(model: ContractModel): ContractModel {
  const made = structuredClone(model);
  const product = made.product!;
  const [tick] = product.ticks;
  Object.assign(tick!, { increment: "0.0005", decimals: 4, value: { amount: "0.50", currency: "USD" } });
  product.contracts.splice(1, 1);
  product.dailySettlement.groups[0]!.tiers.splice(0, 1);
  return made;
}

const plain = (blocks: readonly Block[]): unknown[] =>
  blocks.map((one) =>
    one.kind === "table"
      ? [one.head, ...one.rows].map((row) => row.cells.map(textOf))
      : [one.kind, one.kind === "heading" ? one.level : [one.item?.ordered, one.item?.depth], textOf(one.inlines)],
  );

const options = { title: "Redline", head: "", contents: false };
const [before, after] = [chapterOf(rich), chapterOf(amended(rich))];

test("accepting gives the newer chapter and rejecting the older, block by block", () => {
  const made = redline(before, after);
  assert.ok(revisionsIn(made) > 3);
  assert.equal(plain(resolved(made, "accept")), plain(after));
  assert.equal(plain(resolved(made, "reject")), plain(before));
  const marks = blocksMarkdown(made);
  assert.match(marks, "<del>0.001</del><ins>0.0005</ins>");
  assert.match(blocksHtml(made), "<del>0.001</del><ins>0.0005</ins>");
});

test("the same document twice has no revision", () => {
  assert.is(revisionsIn(redline(before, chapterOf(rich))), 0);
});

/** Lines with words on them, without numbers and the widths of columns: pandoc empties a row or an item that is deleted, leaves it there, and numbers it. */
const lines = (text: string | undefined): string =>
  (text ?? "")
    .split("\n")
    .map((one) =>
      one
        .replace(/^\s*\d+\.\s*/, "")
        .replace(/-{2,}/g, "-")
        .replace(/ {2,}/g, " "),
    )
    .filter((one) => !/^[- ]*$/.test(one))
    .join("\n");

/** The texts of paragraphs after the marks of the XML are accepted or rejected as Word does it: rows, paragraphs and runs that are gone leave nothing. */
function resolvedXml(xml: string, gone: "ins" | "del"): string[] {
  const mark = new RegExp(`<w:${gone} [^>]*/>`);
  return xml
    .replace(/<w:tr>.*?<\/w:tr>/gs, (row) => (mark.test(/<w:trPr>.*?<\/w:trPr>/s.exec(row)?.[0] ?? "") ? "" : row))
    .split("</w:p>")
    .slice(0, -1)
    .map((one) => one.slice(one.lastIndexOf("<w:p>")))
    .filter((one) => !one.includes("TableGap") && !mark.test(/<w:pPr>.*?<\/w:pPr>/s.exec(one)?.[0] ?? ""))
    .map((one) =>
      [
        ...one
          .replace(new RegExp(`<w:${gone} [^/>]*>.*?</w:${gone}>`, "gs"), "")
          .matchAll(/<w:(?:t|delText) [^>]*>([^<]*)</g),
      ]
        .map((text) => text[1])
        .join(""),
    );
}

const xmlTexts = (blocks: readonly Block[]): string[] =>
  resolvedXml(partsOf(docxOf(blocks, options)).get("word/document.xml") ?? "", "ins");

test("rows, paragraphs and runs of the XML that are marked as gone leave the newer and the older text", () => {
  const xml = partsOf(docxOf(redline(before, after), options)).get("word/document.xml") ?? "";
  assert.match(xml, /<w:trPr><w:cantSplit\/><w:del /);
  assert.equal(resolvedXml(xml, "del"), xmlTexts(after));
  assert.equal(resolvedXml(xml, "ins"), xmlTexts(before));
});

test("pandoc's accept and reject of the DOCX give exactly the new and the old text", () => {
  for (const [old, now] of [
    [before, after],
    [after, before],
    [before, chapterOf(gph)],
  ] as const) {
    const docx = docxOf(redline(old, now), options);
    const body = partsOf(docx).get("word/document.xml") ?? "";
    assert.match(body, "<w:ins ");
    assert.match(body, "<w:delText ");
    const accepted = plainByPandoc(docx, "accept");
    if (accepted === undefined) return;
    assert.is(lines(accepted), lines(plainByPandoc(docxOf(now, options))));
    assert.is(lines(plainByPandoc(docx, "reject")), lines(plainByPandoc(docxOf(old, options))));
  }
});

const words = fc.array(fc.constantFrom("the", "price", "0.001", "(a)", "GPH", ",", "is"), {
  minLength: 1,
  maxLength: 8,
});
const block: fc.Arbitrary<string> = fc.oneof(
  words.map((all) => all.join(" ")),
  words.map((all) => `## ${all.join(" ")}`),
  fc.array(words, { minLength: 1, maxLength: 3 }).map((rows) => rows.map((one) => `- ${one.join(" ")}`).join("\n")),
  fc
    .array(fc.tuple(words, words), { minLength: 1, maxLength: 4 })
    .map((rows) =>
      ["| a | b |", "| --- | --- |", ...rows.map(([a, b]) => `| ${a.join(" ")} | ${b.join(" ")} |`)].join("\n"),
    ),
);
const text = fc.array(block, { maxLength: 7 }).map((all) => all.join("\n\n"));

test("whatever the two documents are, accepting gives the newer and rejecting the older", () => {
  fc.assert(
    fc.property(text, text, (old, now) => {
      const made = redline(documentOf(old), documentOf(now));
      assert.equal(plain(resolved(made, "accept")), plain(documentOf(now)));
      assert.equal(plain(resolved(made, "reject")), plain(documentOf(old)));
    }),
  );
});

test.run();
