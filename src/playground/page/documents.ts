import type { Document } from "../protocol.ts";
import { made } from "./draw.ts";

/** What a document of a filing is made of; anything else in it is left out. */
const TAGS: ReadonlySet<string> = new Set(
  "H1 H2 H3 H4 P UL OL LI A SPAN DIV TABLE THEAD TBODY TR TH TD STRONG EM CODE PRE BLOCKQUOTE BR HR SUP SUB".split(" "),
);
const ATTRIBUTES: ReadonlySet<string> = new Set(["id", "class", "data-clauses", "title", "align", "start"]);

/** The documents of a filing, each folded but the first, drawn node by node: nothing of them runs, and no link leaves the page. */
export function documentsShown(documents: readonly Document[]): HTMLElement[] {
  return documents.map(({ name, html }, at) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    return made(
      "details",
      { class: "document", open: at === 0 },
      made("summary", {}, name),
      made("article", {}, ...copied(body, `${at}-`)),
    );
  });
}

function copied(from: Node, prefix: string): (Node | string)[] {
  return [...from.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return [node.textContent ?? ""];
    if (node.nodeType !== Node.ELEMENT_NODE) return [];
    const element = node as Element;
    if (!TAGS.has(element.tagName)) return copied(element, prefix);
    const copy = document.createElement(element.tagName);
    for (const { name, value } of element.attributes)
      if (ATTRIBUTES.has(name)) copy.setAttribute(name, name === "id" ? `${prefix}${value}` : value);
    const target = element.getAttribute("href") ?? "";
    if (target.startsWith("#")) copy.setAttribute("href", `#${prefix}${target.slice(1)}`);
    copy.append(...copied(element, prefix));
    return [copy];
  });
}
