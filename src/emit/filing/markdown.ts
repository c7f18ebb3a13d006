import MarkdownIt from "markdown-it";
import { escapeHtml } from "../escape-html.ts";

/**
 * What the renderer writes around a sentence and at a place to link to, in code points no text may hold: `OPEN id CUT`
 * opens a sentence, `CLOSE` ends it, `PLACE id CUT` is an anchor.
 */
const OPEN = "\uE000";
const CUT = "\uE001";
const CLOSE = "\uE002";
const PLACE = "\uE003";
const MARKS = /[\uE000-\uE003]/g;
/** Controls that turn the direction of writing: a table of data may hold them, and a document would read otherwise than it says. */
const TURNING = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g;

/** `content` marked as the sentence `id`. */
export function marked(id: string, content: string): string {
  return `${OPEN}${id}${CUT}${content}${CLOSE}`;
}

/** A place other texts link to. */
export function place(id: string): string {
  return `${PLACE}${id}${CUT}`;
}

/** `text` so that Markdown shows it literally: on one line, every character with a meaning escaped, marks replaced. */
export function escapeMarkdown(text: string): string {
  return text
    .replace(MARKS, "\uFFFD")
    .replace(TURNING, "\uFFFD")
    .replace(/\s+/g, " ")
    .replace(/[\\`*_[\]<>|~&$^]/g, "\\$&");
}

/**
 * Author's Markdown made safe to stand in a document of ours: emphasis, lists and links stay; HTML, headings, rules,
 * tables, pictures, code fences and link definitions come out literally.
 */
export function tameMarkdown(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      .replace(MARKS, "\uFFFD")
      .replace(TURNING, "\uFFFD")
      // A picture would be another file, and a document stands alone.
      .replace(/!\[/g, "!\\[")
      .replace(/[<&|]/g, "\\$&")
      .replace(
        /^([ \t]*)(#{1,6}(?=\s|$)|={1,}[ \t]*$|-{2,}[ \t]*$|-[ \t]*$|(?:[*_-][ \t]*){3,}$|`{3,}|~{3,}|>)/gm,
        "$1\\$2",
      )
      .replace(/^([ \t]*)\[([^\]\n]+)\]:/gm, "$1\\[$2]:")
      .replace(/^(?: {4,}|\t)/gm, "  ")
  );
}

/** Rendered text as Markdown: an anchor `<a id="s12"></a>` stands before each sentence and at each place. */
export function toMarkdown(rendered: string): string {
  return rendered.replace(/[\uE000\uE003]([^\uE001]*)\uE001/g, '<a id="$1"></a>').replaceAll(CLOSE, "");
}

const writer = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** What a sentence's span says of itself: the clauses and, as a tooltip, where they stand in the spec. */
export type SpanOf = (id: string) => { readonly clauses: string; readonly title: string };

/**
 * Rendered text as the body of an HTML page: each sentence is a `span` with its id and clauses, each place an anchor, each
 * table in a block of its own; links to the other documents lead to their HTML.
 */
export function toHtmlBody(rendered: string, spanOf: SpanOf): string {
  return writer
    .render(rendered)
    .replace(/\uE000([^\uE001]*)\uE001/g, (_, id: string) => {
      const { clauses, title } = spanOf(id);
      return `<span class="term" id="${escapeHtml(id)}" data-clauses="${escapeHtml(clauses)}" title="${escapeHtml(title)}">`;
    })
    .replaceAll(CLOSE, "</span>")
    .replace(/\uE003([^\uE001]*)\uE001/g, '<a id="$1"></a>')
    .replace(/href="((?:\.\.\/)?[a-z-]+)\.md(#[^"]*)?"/g, 'href="$1.html$2"')
    .replaceAll("<table>", '<div class="table"><table>')
    .replaceAll("</table>", "</table></div>");
}
