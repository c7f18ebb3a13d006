import { NAMESPACES, XML } from "./xml.ts";

type Style = {
  readonly id: string;
  readonly name: string;
  readonly based?: string;
  readonly next?: string;
  readonly paragraph?: string;
  readonly run?: string;
};

const DARK = "1F3A5F";
const size = (halves: number) => `<w:sz w:val="${halves}"/><w:szCs w:val="${halves}"/>`;
const spacing = (before: number, after: number) => `<w:spacing w:before="${before}" w:after="${after}"/>`;

const PARAGRAPHS: readonly Style[] = [
  {
    id: "Title",
    name: "Title",
    next: "Normal",
    paragraph: `<w:keepNext/><w:pBdr><w:bottom w:val="single" w:sz="12" w:space="4" w:color="${DARK}"/></w:pBdr>${spacing(0, 200)}<w:outlineLvl w:val="9"/>`,
    run: `<w:b/><w:color w:val="${DARK}"/>${size(34)}`,
  },
  {
    id: "Heading1",
    name: "heading 1",
    next: "Normal",
    paragraph: `<w:keepNext/><w:keepLines/>${spacing(360, 120)}<w:outlineLvl w:val="0"/>`,
    run: `<w:b/><w:color w:val="${DARK}"/>${size(26)}`,
  },
  {
    id: "Heading2",
    name: "heading 2",
    next: "Normal",
    paragraph: `<w:keepNext/><w:keepLines/>${spacing(240, 80)}<w:outlineLvl w:val="1"/>`,
    run: `<w:b/>${size(22)}`,
  },
  { id: "ListParagraph", name: "List Paragraph", paragraph: spacing(0, 60) },
  { id: "ListContinue", name: "List Continue", paragraph: spacing(0, 60) },
  { id: "TableText", name: "Table Text", paragraph: spacing(40, 40), run: size(18) },
  { id: "TableHeading", name: "Table Heading", based: "TableText", paragraph: "<w:keepNext/>", run: "<w:b/>" },
  { id: "TableGap", name: "Table Gap", paragraph: spacing(0, 80), run: size(12) },
  {
    id: "TOCHeading",
    name: "TOC Heading",
    next: "Normal",
    paragraph: `<w:keepNext/>${spacing(240, 80)}`,
    run: `<w:b/><w:color w:val="${DARK}"/>${size(24)}`,
  },
  {
    id: "TOC1",
    name: "toc 1",
    paragraph: `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs>${spacing(0, 40)}`,
  },
  {
    id: "TOC2",
    name: "toc 2",
    paragraph: `<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs>${spacing(0, 40)}<w:ind w:left="220"/>`,
  },
  { id: "Header", name: "header", paragraph: spacing(0, 0), run: `<w:color w:val="595959"/>${size(17)}` },
  {
    id: "Footer",
    name: "footer",
    paragraph: `${spacing(0, 0)}<w:jc w:val="right"/>`,
    run: `<w:color w:val="595959"/>${size(17)}`,
  },
  { id: "CommentText", name: "annotation text", paragraph: spacing(0, 0), run: size(18) },
];

function styleXml({ id, name, based = "Normal", next, paragraph = "", run = "" }: Style): string {
  const following = next === undefined ? "" : `<w:next w:val="${next}"/>`;
  return `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/><w:basedOn w:val="${based}"/>${following}<w:uiPriority w:val="9"/><w:qFormat/><w:pPr>${paragraph}</w:pPr><w:rPr>${run}</w:rPr></w:style>`;
}

/** The styles of every document: built-in names, so that Word's own navigation, contents and accessibility checks find them. */
export const STYLES = `${XML}<w:styles ${NAMESPACES}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Cambria" w:hAnsi="Cambria" w:eastAsia="Cambria" w:cs="Times New Roman"/>${size(21)}<w:lang w:val="en-US" w:eastAsia="en-US" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>${PARAGRAPHS.map(styleXml).join("")}<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr><w:color w:val="1F4F8F"/></w:rPr></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style><w:style w:type="table" w:styleId="TermsTable"><w:name w:val="Terms Table"/><w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="${DARK}"/><w:bottom w:val="single" w:sz="8" w:space="0" w:color="${DARK}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="D6DADE"/></w:tblBorders></w:tblPr></w:style></w:styles>`;

const LEVELS = Array.from({ length: 9 }, (_, level) => level);
const indent = (level: number) => `<w:pPr><w:ind w:left="${(level + 1) * 425}" w:hanging="340"/></w:pPr>`;
const BULLETS = LEVELS.map(
  (level) =>
    `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="${level % 2 === 0 ? "•" : "–"}"/><w:lvlJc w:val="left"/>${indent(level)}</w:lvl>`,
).join("");
const NUMBERS = LEVELS.map(
  (level) =>
    `<w:lvl w:ilvl="${level}"><w:start w:val="1"/><w:numFmt w:val="${level % 2 === 0 ? "decimal" : "lowerLetter"}"/><w:lvlText w:val="%${level + 1}."/><w:lvlJc w:val="left"/>${indent(level)}</w:lvl>`,
).join("");

/** Numbering 1 is bullets; each of `ordered` is a numbered list that begins with 1. */
export function numberingXml(ordered: readonly number[]): string {
  const abstract = `<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>${BULLETS}</w:abstractNum><w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/>${NUMBERS}</w:abstractNum>`;
  const own = ordered.map(
    (id) =>
      `<w:num w:numId="${id}"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>`,
  );
  return `${XML}<w:numbering ${NAMESPACES}>${abstract}<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>${own.join("")}</w:numbering>`;
}
