import { test } from "uvu";
import * as assert from "uvu/assert";
import { alignedColumns } from "../../../src/emit/filing/align-columns.ts";
import { blocksHtml, blocksMarkdown } from "../../../src/emit/filing/document/write.ts";
import { documentOf } from "../../../src/emit/filing/document/tree.ts";
import { docxOf } from "../../../src/emit/filing/docx/docx.ts";
import { partsOf } from "./docx/kit.ts";
import { marked } from "../../../src/emit/filing/markdown.ts";

const TABLE = [
  "| Month | Hours | Share | Worth | Mixed | Level |",
  "| :--- | :--- | :--- | :--- | :--- | :--- |",
  `| ${marked("s1", "May 2027")} | ${marked("s2", "9,527,016")} | 33.2% | USD 0.10 | 1 | 25 contracts |`,
  "| June 2027 | 1\\_000 | 34% | USD 1,200.00 | one | none |",
].join("\n");

test("columns of numbers stand to the right, all others to the left", () => {
  const plain = TABLE.replace("1\\_000", "-7");
  assert.is(alignedColumns(plain).split("\n")[1], "| :--- | ---: | ---: | ---: | :--- | ---: |");
  // A number in a form of its own is words.
  assert.is(alignedColumns(TABLE).split("\n")[1], "| :--- | :--- | ---: | ---: | :--- | ---: |");
  assert.is(alignedColumns("| A |\n| :--- |\n| 1 hour |\n| 1 day |").split("\n")[1], "| :--- |");
  assert.is(alignedColumns("| A |\n| :--- |\n| 1 contract |\n| 2 contracts |").split("\n")[1], "| ---: |");
  assert.is(alignedColumns("| A |\n| :---- |\n| 38.150 |").split("\n")[1], "| :--- |");
  assert.is(alignedColumns("text\n| :--- |\n"), "text\n| :--- |\n");
});

test("the side of a column is kept in HTML, Markdown and DOCX", () => {
  const blocks = documentOf(alignedColumns("| A | B |\n| :--- | :--- |\n| x | 1 |\n"));
  assert.match(
    blocksHtml(blocks),
    /<th>A<\/th><th style="text-align:right">B<\/th>[^]*<td>x<\/td><td style="text-align:right">1<\/td>/,
  );
  assert.match(blocksMarkdown(blocks), /\| :--- \| ---: \|/);
  const body = partsOf(docxOf(blocks, { title: "A", head: "", contents: false })).get("word/document.xml")!;
  assert.is(body.split(`<w:jc w:val="right"/>`).length, 3);
});

test.run();
