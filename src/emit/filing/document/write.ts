import { escapeHtml } from "../../escape-html.ts";
import { escapeMarkdown } from "../markdown.ts";
import type { Block, Inline, Paragraph, Revision, Row } from "./tree.ts";

/** What an insertion and a deletion stand in, in HTML and in Markdown, which takes these elements as they are. */
function revised(revision: Revision | undefined, text: string): string {
  if (revision === undefined) return text;
  const element = revision === "inserted" ? "ins" : "del";
  return `<${element}>${text}</${element}>`;
}

function inlinesHtml(inlines: readonly Inline[]): string {
  return inlines
    .map((one) => {
      if (one.kind === "anchor") return `<a id="${escapeHtml(one.id)}"></a>`;
      if (one.kind === "break") return revised(one.revision, "<br>");
      const strong = one.bold === true ? `<strong>${escapeHtml(one.text)}</strong>` : escapeHtml(one.text);
      const text = revised(one.revision, one.italic === true ? `<em>${strong}</em>` : strong);
      if (one.link === undefined) return text;
      return `<a href="${escapeHtml(one.link.replace(/^([a-z-]+)\.md(?=#|$)/, "$1.html"))}">${text}</a>`;
    })
    .join("");
}

/** The blocks as the body of a page, revisions as `ins` and `del`. */
export function blocksHtml(blocks: readonly Block[]): string {
  const row = (one: Row, cell: "th" | "td", right: readonly boolean[]) => {
    const opened = (at: number) => (right[at] === true ? `<${cell} style="text-align:right">` : `<${cell}>`);
    return `<tr>${one.cells.map((inlines, at) => `${opened(at)}${inlinesHtml(inlines)}</${cell}>`).join("")}</tr>`;
  };
  return grouped(blocks)
    .map((group) => {
      const [first] = group;
      if (first?.kind === "table")
        return `<div class="table"><table><thead>${row(first.head, "th", first.right)}</thead><tbody>${first.rows.map((one) => row(one, "td", first.right)).join("")}</tbody></table></div>\n`;
      if (first?.kind === "heading") return `<h${first.level}>${inlinesHtml(first.inlines)}</h${first.level}>\n`;
      if (first?.item === undefined) return `<p>${inlinesHtml(first?.inlines ?? [])}</p>\n`;
      const list = first.item.ordered ? "ol" : "ul";
      return `<${list}>${(group as readonly Paragraph[]).map((one) => `<li>${inlinesHtml(one.inlines)}</li>`).join("")}</${list}>\n`;
    })
    .join("");
}

/** Items of one list together, everything else by itself. */
function grouped(blocks: readonly Block[]): Block[][] {
  const found: Block[][] = [];
  for (const one of blocks) {
    const last = found[found.length - 1];
    const before = last?.[0];
    const together =
      one.kind === "paragraph" &&
      before?.kind === "paragraph" &&
      one.item !== undefined &&
      one.item.list === before.item?.list;
    if (together) last?.push(one);
    else found.push([one]);
  }
  return found;
}

function inlinesMarkdown(inlines: readonly Inline[]): string {
  return inlines
    .map((one) => {
      if (one.kind === "anchor") return `<a id="${escapeHtml(one.id)}"></a>`;
      if (one.kind === "break") return revised(one.revision, "<br>");
      const [, lead = "", text = "", tail = ""] = /^(\s*)(.*?)(\s*)$/s.exec(one.text) ?? [];
      const plain = escapeMarkdown(text);
      const strong = one.bold === true && plain !== "" ? `**${plain}**` : plain;
      const formed = one.italic === true && plain !== "" ? `*${strong}*` : strong;
      const linked = one.link === undefined || plain === "" ? formed : `[${formed}](${one.link})`;
      return revised(one.revision, `${lead === "" ? "" : " "}${linked}${tail === "" ? "" : " "}`);
    })
    .join("");
}

/** The blocks as Markdown, revisions as `<ins>` and `<del>`. */
export function blocksMarkdown(blocks: readonly Block[]): string {
  const row = (one: Row) => `| ${one.cells.map(inlinesMarkdown).join(" | ")} |`;
  const parts = grouped(blocks).map((group) => {
    const [first] = group;
    if (first?.kind === "table")
      return [
        row(first.head),
        `|${first.head.cells.map((_, at) => (first.right[at] === true ? " ---: |" : " :--- |")).join("")}`,
        ...first.rows.map(row),
      ].join("\n");
    if (first?.kind === "heading") return `${"#".repeat(first.level)} ${inlinesMarkdown(first.inlines)}`;
    if (first?.item === undefined) return inlinesMarkdown(first?.inlines ?? []);
    const mark = (at: number) => (first.item?.ordered === true ? `${at + 1}.` : "-");
    return (group as readonly Paragraph[]).map((one, at) => `${mark(at)} ${inlinesMarkdown(one.inlines)}`).join("\n");
  });
  return `${parts.join("\n\n")}\n`;
}
