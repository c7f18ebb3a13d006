import { type Block, type Heading, type Paragraph, type Row, type Table, textOf } from "../document/tree.ts";
import { inlinesXml, revisionMark, type Writing } from "./inlines.ts";
import { escapeXml } from "../../escape-xml.ts";

/** Twentieths of a point between the margins of A4: 210 mm less 20 mm on both sides. */
const WIDTH = 9638;

/** The blocks as the content of `w:body`, before its section. */
export function bodyXml(writing: Writing, blocks: readonly Block[], contents: boolean): string {
  const headings = blocks.filter((one): one is Heading => one.kind === "heading" && one.level > 1);
  const toc = contents && headings.length > 2 ? tableOfContents(headings) : "";
  // They stand behind the title and what is said below it, before the first part.
  const first = blocks.findIndex((one) => one.kind === "heading" && one.level > 1);
  let heading = 0;
  return blocks
    .map((block, place) => {
      if (block.kind === "table") return tableXml(writing, block);
      if (block.kind === "paragraph") return paragraphXml(writing, block);
      const named = block.level === 1 ? "" : `_Toc${++heading}`;
      const own = headingXml(writing, block, named);
      return place === first ? toc + own : own;
    })
    .join("");
}

function headingXml(writing: Writing, { level, inlines, revision }: Heading, name: string): string {
  const style = level === 1 ? "Title" : `Heading${level - 1}`;
  const at = writing.next++;
  const [start, end] =
    name === "" ? ["", ""] : [`<w:bookmarkStart w:id="${at}" w:name="${name}"/>`, `<w:bookmarkEnd w:id="${at}"/>`];
  return `<w:p>${properties(writing, `<w:pStyle w:val="${style}"/>`, revision)}${start}${inlinesXml(writing, inlines)}${end}</w:p>`;
}

function properties(writing: Writing, inner: string, revision: Heading["revision"]): string {
  const mark = revision === undefined ? "" : `<w:rPr>${revisionMark(writing, revision)}</w:rPr>`;
  return `${inner}${mark}` === "" ? "" : `<w:pPr>${inner}${mark}</w:pPr>`;
}

/** Numbering 1 is that of bullets; each numbered list has one of its own behind it, so that it begins anew. */
export function numberingOf(list: number): number {
  return list + 1;
}

function paragraphXml(writing: Writing, { inlines, item, revision }: Paragraph): string {
  const inner =
    item === undefined
      ? ""
      : item.first
        ? `<w:pStyle w:val="ListParagraph"/><w:numPr><w:ilvl w:val="${Math.min(item.depth, 8)}"/><w:numId w:val="${item.ordered ? numberingOf(item.list) : 1}"/></w:numPr>`
        : `<w:pStyle w:val="ListContinue"/><w:ind w:left="${(item.depth + 1) * 425}"/>`;
  return `<w:p>${properties(writing, inner, revision)}${inlinesXml(writing, inlines)}</w:p>`;
}

function tableXml(writing: Writing, { head, rows, right, revision }: Table): string {
  const widths = columnWidths([head, ...rows]);
  const grid = widths.map((one) => `<w:gridCol w:w="${one}"/>`).join("");
  const row = (one: Row, header: boolean): string => {
    const cells = one.cells.map((cell, at) => {
      const own = one.revision ?? revision;
      const content = `<w:p>${properties(writing, `<w:pStyle w:val="${header ? "TableHeading" : "TableText"}"/>${right[at] === true ? `<w:jc w:val="right"/>` : ""}`, own)}${inlinesXml(writing, cell)}</w:p>`;
      return `<w:tc><w:tcPr><w:tcW w:w="${widths[at] ?? 0}" w:type="dxa"/></w:tcPr>${content}</w:tc>`;
    });
    const mark = revisionMark(writing, one.revision ?? revision);
    return `<w:tr><w:trPr><w:cantSplit/>${header ? "<w:tblHeader/>" : ""}${mark}</w:trPr>${cells.join("")}</w:tr>`;
  };
  const body = [row(head, true), ...rows.map((one) => row(one, false))].join("");
  const look = `<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>`;
  // A paragraph behind each table keeps two of them apart.
  return `<w:tbl><w:tblPr><w:tblStyle w:val="TermsTable"/><w:tblW w:w="${WIDTH}" w:type="dxa"/><w:tblLayout w:type="fixed"/>${look}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${body}</w:tbl><w:p>${properties(writing, `<w:pStyle w:val="TableGap"/>`, revision)}</w:p>`;
}

/** Twentieths of a point that a small letter of a table takes in a wide typeface, and those of the margins of a cell. */
const LETTER = 105;
const CELL = 230;
/** So many small letters are a comfortable line: no column asks for more. */
const LINE = 60;

/** How many small letters a text is as wide as: capitals and digits take more. */
function lettersOf(text: string): number {
  return text.length + 0.3 * (text.match(/[A-Z0-9%]/g)?.length ?? 0);
}

/**
 * Widths by what stands in the columns: no word is broken; the shorter the texts of a column, the sooner it gets a whole line for them, and those of long
 * texts share what is left by the root of their length; whole twentieths of a point that add up.
 */
function columnWidths([head, ...rows]: readonly Row[]): number[] {
  const room = (letters: number): number => Math.ceil(letters * LETTER) + CELL;
  const columns = Math.max(...[head, ...rows].map((one) => one?.cells.length ?? 0));
  const measured = Array.from({ length: columns }, (_, at) => {
    const texts = (all: readonly (Row | undefined)[]) => all.map((one) => textOf(one?.cells[at] ?? []));
    const words = texts([head, ...rows]).flatMap((one) => one.split(/[\s-]+/));
    const least = room(Math.max(...words.map(lettersOf)));
    const longest = Math.max(...texts(rows).map(lettersOf), 1);
    return { at, least, wanted: Math.max(least, room(Math.min(longest, LINE))), weight: Math.sqrt(longest) };
  });
  const narrowFirst = measured.toSorted((a, b) => a.wanted - b.wanted);
  const widths = measured.map(() => 0);
  let left = WIDTH;
  narrowFirst.forEach(({ at, least, wanted, weight }, nth) => {
    const later = narrowFirst.slice(nth + 1);
    const free = left - later.reduce((sum, one) => sum + one.least, 0);
    const share = (left * weight) / later.reduce((sum, one) => sum + one.weight, weight);
    // Where even the words do not fit, all columns share alike.
    const width = Math.min(Math.max(least, Math.min(wanted, share)), Math.max(free, WIDTH / columns));
    widths[at] = later.length === 0 ? left : Math.floor(width);
    left -= widths[at] ?? 0;
  });
  return spread(
    widths,
    measured.map(({ wanted }) => wanted),
  );
}

/** What the widest column has beyond its need goes to all alike. */
function spread(widths: readonly number[], wanted: readonly number[]): number[] {
  const most = widths.indexOf(Math.max(...widths));
  const share = Math.floor(Math.max((widths[most] ?? 0) - (wanted[most] ?? 0), 0) / widths.length);
  return widths.map((one, at) => (at === most ? one - share * (widths.length - 1) : one + share));
}

/** A field of contents whose entries are there already; Word works their pages out when it updates the field. */
function tableOfContents(headings: readonly Heading[]): string {
  const field = (type: string, dirty = "") => `<w:r><w:fldChar w:fldCharType="${type}"${dirty}/></w:r>`;
  const code = `<w:r><w:instrText xml:space="preserve"> TOC \\o "1-2" \\h \\z \\u </w:instrText></w:r>`;
  const entries = headings.map(({ level, inlines }, at) => {
    const start = at === 0 ? `${field("begin", ` w:dirty="true"`)}${code}${field("separate")}` : "";
    const text = `<w:hyperlink w:anchor="_Toc${at + 1}"><w:r><w:t xml:space="preserve">${escapeXml(textOf(inlines))}</w:t></w:r></w:hyperlink>`;
    const end = at === headings.length - 1 ? field("end") : "";
    return `<w:p><w:pPr><w:pStyle w:val="TOC${level - 1}"/></w:pPr>${start}${text}${end}</w:p>`;
  });
  return `<w:p><w:pPr><w:pStyle w:val="TOCHeading"/></w:pPr><w:r><w:t>Contents</w:t></w:r></w:p>${entries.join("")}`;
}

/** The ids of all places in the blocks. */
export function anchorsIn(blocks: readonly Block[]): ReadonlySet<string> {
  const inlines = blocks.flatMap((one) =>
    one.kind === "table" ? [one.head, ...one.rows].flatMap((row) => row.cells.flat()) : one.inlines,
  );
  return new Set(inlines.flatMap((one) => (one.kind === "anchor" ? [one.id] : [])));
}
