import * as zlib from "node:zlib";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { renderFiling } from "../../../../src/emit/filing/emit.ts";
import { type Block, documentOf, textOf } from "../../../../src/emit/filing/document/tree.ts";
import { docxOf } from "../../../../src/emit/filing/docx/docx.ts";
import { crc32, zip } from "../../../../src/emit/filing/docx/zip.ts";
import { wordFiles } from "../../../../src/emit/filing/word.ts";
import { subjectOf } from "../../../../src/emit/filing/names.ts";
import { rich } from "../kit.ts";
import { partsOf, plainByPandoc } from "./kit.ts";

const model = rich;
const rendered = renderFiling(subjectOf(model, model.filings[0]!));
const trees = { letter: documentOf(rendered.letter.text), rulebook: documentOf(rendered.rulebook.text) };
const options = { title: "A title", head: "as of 2027-01-11" };

/** The texts of the paragraphs and cells of a tree, in order. */
function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((one) =>
    one.kind === "table" ? [one.head, ...one.rows].flatMap((row) => row.cells.map(textOf)) : [textOf(one.inlines)],
  );
}

/** The texts of the paragraphs of a document part, without those of the contents and between tables. */
function paragraphsIn(xml: string): string[] {
  const decode = (text: string) =>
    text
      .replace(/&lt;/g, "<")
      .replace(/&gt;/g, ">")
      .replace(/&quot;/g, '"')
      .replace(/&amp;/g, "&");
  return [...xml.matchAll(/<w:p>(.*?)<\/w:p>/gs)]
    .filter(([whole]) => !/w:pStyle w:val="(?:TOC\d|TOCHeading|TableGap)"/.test(whole))
    .map(([, inner = ""]) =>
      [...inner.matchAll(/<w:t xml:space="preserve">([^<]*)<\/w:t>|<w:br\/>/g)]
        .map((one) => (one[1] === undefined ? "\n" : decode(one[1])))
        .join(""),
    );
}

test("the tree has every character that the Markdown shows, and no mark", () => {
  for (const [name, tree] of Object.entries(trees)) {
    const texts = textsOf(tree);
    assert.ok(texts.length > 100, name);
    assert.not.ok(texts.some((one) => /[\uE000-\uE003]/.test(one)));
    for (const { markdown } of rendered[name as keyof typeof trees].sentences) {
      const shown = textsOf(documentOf(markdown)).join(" ");
      assert.ok(
        texts.some((one) => one.includes(shown)),
        `${name}: ${shown}`,
      );
    }
  }
});

test("the document part has the paragraphs of the tree, in order and to the letter", () => {
  for (const tree of Object.values(trees))
    assert.equal(paragraphsIn(partsOf(docxOf(tree, options)).get("word/document.xml") ?? ""), textsOf(tree));
});

test("pandoc reads every sentence of both documents", () => {
  for (const tree of Object.values(trees)) {
    const plain = plainByPandoc(docxOf(tree, options));
    if (plain === undefined) return;
    const flat = plain.replace(/[\s│|─+-]+/g, " ");
    for (const one of tree.filter((block) => block.kind === "paragraph").map((block) => textOf(block.inlines)))
      assert.ok(flat.includes(one.replace(/[\s│|─+-]+/g, " ").trim()), one);
  }
});

test("headings, lists, tables, fields, header and footer are real ones", () => {
  const parts = partsOf(docxOf(trees.rulebook, options));
  const body = parts.get("word/document.xml") ?? "";
  for (const wanted of ["Title", "Heading1", "ListParagraph", "TableHeading", "TOC1"])
    assert.match(body, `w:val="${wanted}"`);
  for (const wanted of ["<w:tblHeader/>", "<w:numPr>", ' TOC \\o "1-2"', "w:headerReference"])
    assert.match(body, wanted);
  const letter = partsOf(docxOf(trees.letter, options));
  assert.match(letter.get("word/_rels/document.xml.rels") ?? "", /Target="rulebook\.docx#rule-\d+"/);
  assert.match(parts.get("word/footer.xml") ?? "", "NUMPAGES");
  assert.match(parts.get("word/header.xml") ?? "", "A title · as of 2027-01-11");
  const ids = [...body.matchAll(/<w:bookmarkStart w:id="(\d+)"/g)].map((one) => one[1]);
  assert.is(new Set(ids).size, ids.length);
});

test("the contents stand before the first part, behind the title and what is said below it", () => {
  const tree = documentOf("# Chapter 810\n\nRulebook of an exchange\n\n## One\n\n## Two\n\n## Three\n");
  const body = partsOf(docxOf(tree, options)).get("word/document.xml") ?? "";
  const places = ["Chapter 810", "Rulebook of an exchange", ">Contents<", "TOC1", "Heading1"].map((one) =>
    body.indexOf(one),
  );
  assert.ok(!places.includes(-1), places.join());
  assert.equal(
    places,
    places.toSorted((a, b) => a - b),
  );
  assert.not.match(partsOf(docxOf(tree, { ...options, contents: false })).get("word/document.xml") ?? "", "TOC");
});

test("columns add up to the page, codes stand on one line, and the longer of two texts gets more", () => {
  const widths = (markdown: string): number[] => {
    const body = partsOf(docxOf(documentOf(markdown), options)).get("word/document.xml") ?? "";
    return [...body.matchAll(/<w:gridCol w:w="(\d+)"/g)].map((one) => Number(one[1]));
  };
  const long = "The arithmetic mean of the values of an index for each business day of the contract month";
  const terms = widths(
    `| Term | As stated | Rule |\n| :-- | :-- | :-- |\n| Final settlement | ${long} | Rule 81009 |\n`,
  );
  assert.is(
    terms.reduce((sum, one) => sum + one, 0),
    9638,
  );
  const [term = 0, said = 0, rule = 0] = terms;
  assert.ok(rule >= 1_200 && rule < term && term < said, terms.join());
  // A head does not widen a column of numbers beyond its longest word, and numbers of months stand whole.
  const cells = (text: string, count: number) => `| ${Array.from({ length: count }, () => text).join(" | ")} |\n`;
  const wide = widths(cells("Available, share of hours", 7) + cells("--:", 7) + cells("11,342,016", 7));
  assert.ok(Math.min(...wide) >= 1_300, wide.join());
  // Where not even the words fit, the columns are alike.
  const crowded = widths(cells("Unternehmenskennzeichen", 9) + cells("--:", 9) + cells("1", 9));
  assert.ok(Math.max(...crowded) - Math.min(...crowded) <= 9, crowded.join());
});

test("a reference to a rule of the document itself is a field that prints the number of its heading", () => {
  const own = documentOf(
    "## \uE003rule-81004\uE001Rule 81004. Price\n\nAs [Rule 81004](rulebook.md#rule-81004) has it, and [that](#rule-81004).\n",
  );
  const body = partsOf(docxOf(own, options)).get("word/document.xml") ?? "";
  assert.match(
    body,
    '<w:bookmarkStart w:id="2" w:name="_rule_81004"/><w:r><w:t xml:space="preserve">Rule 81004</w:t></w:r><w:bookmarkEnd w:id="2"/>',
  );
  assert.match(body, " REF _rule_81004 \\h ");
  assert.match(body, '<w:hyperlink w:anchor="_rule_81004">');
  assert.equal(paragraphsIn(body), ["Rule 81004. Price", "As Rule 81004 has it, and that."]);
});

test("margin mode has a comment for each sentence with its clauses, and the same text", () => {
  const [plain, margin] = wordFiles("rulebook", "A title", rendered.rulebook, model);
  assert.equal([plain?.path, margin?.path], ["rulebook.docx", "rulebook.margin.docx"]);
  const [bare, noted] = [plain, margin].map((one) => partsOf(one?.content as Uint8Array));
  assert.equal(paragraphsIn(noted?.get("word/document.xml") ?? ""), paragraphsIn(bare?.get("word/document.xml") ?? ""));
  const comments = noted?.get("word/comments.xml") ?? "";
  assert.is(comments.split("<w:comment ").length - 1, rendered.rulebook.sentences.length);
  assert.match(comments, "GPH/size (");
  assert.not.match(bare?.get("word/comments.xml") ?? "", "<w:comment ");
});

test("the same document has the same bytes, and its archive says no day but the first", () => {
  const [a, b] = [docxOf(trees.letter, options), docxOf(documentOf(rendered.letter.text), options)];
  assert.ok(Buffer.from(a).equals(Buffer.from(b)));
  const made = zip([{ path: "a/é.txt", text: "é\n" }]);
  assert.equal([...partsOf(made)], [["a/é.txt", "é\n"]]);
  assert.equal([...made.slice(10, 14)], [0, 0, 0x21, 0]);
});

test("checksums are those of zlib", () => {
  const known: { crc32?: (data: Uint8Array) => number } = zlib;
  for (const text of ["", "123456789", "é".repeat(1000)]) {
    const bytes = new TextEncoder().encode(text);
    if (known.crc32 !== undefined) assert.is(crc32(bytes), known.crc32(bytes));
  }
  assert.is(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
});

test("hostile text comes out literally, in well-formed XML", () => {
  const nasty = 'a<script>&"]]>\u0000\u202e{{x}} =cmd()|\ud800 & <w:p>';
  const blocks: Block[] = [
    { kind: "heading", level: 1, inlines: [{ kind: "run", text: nasty }] },
    { kind: "paragraph", inlines: [{ kind: "run", text: nasty, link: 'https://x.example/"><a' }] },
  ];
  const parts = partsOf(docxOf(blocks, { title: nasty, head: nasty }));
  const shown = nasty.replace("\u0000", "\uFFFD").replace("\ud800", "\uFFFD");
  assert.equal(paragraphsIn(parts.get("word/document.xml") ?? ""), [shown, shown]);
  for (const [path, xml] of parts) {
    assert.not.match(xml, "<script", path);
    assert.is((xml.match(/<w:p[ >]/g) ?? []).length, (xml.match(/<\/w:p>/g) ?? []).length, path);
  }
  const plain = plainByPandoc(docxOf(blocks, { title: nasty, head: "" }));
  if (plain !== undefined) assert.match(plain, 'a<script>&"]]>');
});

test.run();
