import type { Inline, Revision, Run } from "../document/tree.ts";
import { escapeXml } from "../../escape-xml.ts";

/** What a body collects while it is written: numbers of revisions, bookmarks and comments, links out of the document, and its places. */
export type Writing = {
  next: number;
  readonly links: string[];
  /** Places of the document, by id. */
  readonly anchors: ReadonlySet<string>;
  /** In margin mode what stands beside a sentence, by its id; each once. */
  readonly notes?: ReadonlyMap<string, string>;
  readonly comments: { readonly id: number; readonly text: string }[];
  readonly noted: Set<string>;
};

/** Who made the changes of a redline: the document says when it was filed, and a clock is not read. */
const AUTHOR = `w:author="Tenor"`;

/** `content` inserted or deleted; runs of a deletion have their text in `w:delText`. */
export function revised(writing: Writing, revision: Revision | undefined, content: string): string {
  if (revision === undefined || content === "") return content;
  const name = revision === "inserted" ? "w:ins" : "w:del";
  return `<${name} w:id="${writing.next++}" ${AUTHOR}>${content}</${name}>`;
}

/** The mark of a revision in the properties of a paragraph or row. */
export function revisionMark(writing: Writing, revision: Revision | undefined): string {
  if (revision === undefined) return "";
  return `<w:${revision === "inserted" ? "ins" : "del"} w:id="${writing.next++}" ${AUTHOR}/>`;
}

/** The name of the bookmark of a place: what Word takes for one, at most 40 letters, digits and underscores. */
export function bookmarkOf(id: string): string {
  return `_${id.replace(/[^A-Za-z0-9]/g, "_")}`.slice(0, 40);
}

/** The inlines of a paragraph as runs. The place of a heading is a bookmark of its number, so that cross-references print the number it has. */
export function inlinesXml(writing: Writing, inlines: readonly Inline[]): string {
  let open: string | undefined;
  const parts: string[] = [];
  const close = (): void => {
    if (open !== undefined) parts.push(endOfNote(writing, open));
    open = undefined;
  };
  inlines.forEach((one, place) => {
    if (one.kind === "anchor") return parts.push(bookmark(writing, one.id, inlines[place + 1]));
    const sentence = one.kind === "run" ? one.sentence : open;
    if (sentence !== open) {
      close();
      if (sentence !== undefined && writing.notes?.has(sentence) === true && !writing.noted.has(sentence)) {
        writing.noted.add(sentence);
        open = sentence;
        parts.push(`<w:commentRangeStart w:id="${writing.comments.length}"/>`);
      }
    }
    if (one.kind === "break") return parts.push(revised(writing, one.revision, "<w:r><w:br/></w:r>"));
    const before = inlines[place - 1];
    const marked = before?.kind === "anchor" ? numberIn(one.text) : "";
    parts.push(runXml(writing, marked === "" ? one : { ...one, text: one.text.slice(marked.length) }));
    return undefined;
  });
  close();
  return parts.join("");
}

/** The number a rule's heading begins with. */
function numberIn(text: string): string {
  return /^Rule [0-9A-Za-z]+/.exec(text)?.[0] ?? "";
}

function bookmark(writing: Writing, id: string, next: Inline | undefined): string {
  const at = writing.next++;
  const number = next?.kind === "run" ? numberIn(next.text) : "";
  const inside = next?.kind === "run" && number !== "" ? runXml(writing, { ...next, text: number }) : "";
  return `<w:bookmarkStart w:id="${at}" w:name="${bookmarkOf(id)}"/>${inside}<w:bookmarkEnd w:id="${at}"/>`;
}

function endOfNote(writing: Writing, sentence: string): string {
  const id = writing.comments.length;
  writing.comments.push({ id, text: writing.notes?.get(sentence) ?? "" });
  return `<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;
}

function runXml(writing: Writing, one: Run): string {
  if (one.text === "") return "";
  const place = one.link === undefined ? undefined : placeOf(one.link, writing.anchors);
  const plain = revised(writing, one.revision, textRun(one));
  if (one.link === undefined) return plain;
  if (place === undefined) {
    const target = one.link.replace(/^((?:\.\.\/)?[a-z-]+)\.md(?=#|$)/, "$1.docx");
    let at = writing.links.indexOf(target);
    if (at < 0) at = writing.links.push(target) - 1;
    return `<w:hyperlink r:id="link${at + 1}">${plain}</w:hyperlink>`;
  }
  const name = bookmarkOf(place);
  if (!one.text.startsWith("Rule ")) return `<w:hyperlink w:anchor="${name}">${plain}</w:hyperlink>`;
  const field = (type: string) => revised(writing, one.revision, `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`);
  const instruction = one.revision === "deleted" ? "delInstrText" : "instrText";
  const code = `<w:r><w:${instruction} xml:space="preserve"> REF ${name} \\h </w:${instruction}></w:r>`;
  return `${field("begin")}${revised(writing, one.revision, code)}${field("separate")}${plain}${field("end")}`;
}

/** The place in this document that a link leads to, by whatever file it names. */
function placeOf(link: string, anchors: ReadonlySet<string>): string | undefined {
  const id = /^(?:[a-z-]+\.md)?#(.+)$/.exec(link)?.[1];
  return id !== undefined && anchors.has(id) ? id : undefined;
}

function textRun({ text, bold, italic, link, revision }: Run): string {
  const style = link === undefined ? "" : `<w:rStyle w:val="Hyperlink"/>`;
  const form = `${style}${bold === true ? "<w:b/>" : ""}${italic === true ? "<w:i/>" : ""}`;
  const element = revision === "deleted" ? "w:delText" : "w:t";
  return `<w:r>${form === "" ? "" : `<w:rPr>${form}</w:rPr>`}<${element} xml:space="preserve">${escapeXml(text)}</${element}></w:r>`;
}
