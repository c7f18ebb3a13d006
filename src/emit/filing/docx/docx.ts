import type { Block } from "../document/tree.ts";
import { anchorsIn, bodyXml, numberingOf } from "./body.ts";
import type { Writing } from "./inlines.ts";
import { numberingXml, STYLES } from "./styles.ts";
import { escapeXml } from "../../escape-xml.ts";
import { NAMESPACES, XML } from "./xml.ts";
import { zip } from "./zip.ts";

export type DocxOptions = {
  readonly title: string;
  /** What the head of every page says beside the title, such as the version of the specification. */
  readonly head: string;
  /** Whether the contents stand behind the title; a redline has none, for it would state headings of one side only. */
  readonly contents?: boolean;
  /** Margin mode: what stands in a comment beside each sentence, by its id. */
  readonly notes?: ReadonlyMap<string, string>;
};

const OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE = "http://schemas.openxmlformats.org/package/2006";
const TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml";
const PARTS = ["styles", "numbering", "settings", "header", "footer", "comments"] as const;

/**
 * A document tree as a DOCX file (ISO/IEC 29500-1, transitional): real styles, lists, tables with repeated head rows, fields for contents, rule
 * references and pages, tracked changes where the tree has revisions. The same tree gives the same bytes: no clock, no compression.
 */
export function docxOf(blocks: readonly Block[], { title, head, contents = true, notes }: DocxOptions): Uint8Array {
  const writing: Writing = {
    next: 1,
    links: [],
    anchors: anchorsIn(blocks),
    comments: [],
    noted: new Set(),
    ...(notes === undefined ? {} : { notes }),
  };
  const body = bodyXml(writing, blocks, contents);
  const lists = blocks.flatMap((one) =>
    one.kind === "paragraph" && one.item?.ordered === true ? [one.item.list] : [],
  );
  const numbers = [...new Set(lists)].map(numberingOf);
  const section = `<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1247" w:right="1134" w:bottom="1247" w:left="1134" w:header="624" w:footer="624" w:gutter="0"/></w:sectPr>`;
  const comments = writing.comments.map(
    ({ id, text }) =>
      `<w:comment w:id="${id}" w:author="Tenor" w:initials="T"><w:p><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r></w:p></w:comment>`,
  );
  return zip([
    { path: "[Content_Types].xml", text: contentTypes() },
    {
      path: "_rels/.rels",
      text: `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="document" Type="${OFFICE}/officeDocument" Target="word/document.xml"/><Relationship Id="core" Type="${PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`,
    },
    {
      path: "docProps/core.xml",
      text: `${XML}<cp:coreProperties xmlns:cp="${PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${escapeXml(title)}</dc:title><dc:language>en-US</dc:language></cp:coreProperties>`,
    },
    {
      path: "word/document.xml",
      text: `${XML}<w:document ${NAMESPACES}><w:body>${body}${section}</w:body></w:document>`,
    },
    { path: "word/_rels/document.xml.rels", text: relationships(writing.links) },
    { path: "word/styles.xml", text: STYLES },
    { path: "word/numbering.xml", text: numberingXml(numbers) },
    {
      path: "word/settings.xml",
      text: `${XML}<w:settings ${NAMESPACES}><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>`,
    },
    { path: "word/header.xml", text: pageXml("hdr", "Header", run(head === "" ? title : `${title} · ${head}`)) },
    {
      path: "word/footer.xml",
      text: pageXml("ftr", "Footer", `${run("Page ")}${field("PAGE")}${run(" of ")}${field("NUMPAGES")}`),
    },
    { path: "word/comments.xml", text: `${XML}<w:comments ${NAMESPACES}>${comments.join("")}</w:comments>` },
  ]);
}

function run(text: string): string {
  return `<w:r><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

function field(code: string): string {
  return `<w:fldSimple w:instr=" ${code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>`;
}

function pageXml(element: string, style: string, content: string): string {
  return `${XML}<w:${element} ${NAMESPACES}><w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${content}</w:p></w:${element}>`;
}

function contentTypes(): string {
  const parts = PARTS.map((one) => `<Override PartName="/word/${one}.xml" ContentType="${TYPE}.${one}+xml"/>`);
  return `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${TYPE}.document.main+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>${parts.join("")}</Types>`;
}

function relationships(links: readonly string[]): string {
  const parts = PARTS.map((one) => `<Relationship Id="${one}" Type="${OFFICE}/${one}" Target="${one}.xml"/>`);
  const out = links.map(
    (one, at) =>
      `<Relationship Id="link${at + 1}" Type="${OFFICE}/hyperlink" Target="${escapeXml(one)}" TargetMode="External"/>`,
  );
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${parts.join("")}${out.join("")}</Relationships>`;
}
