import { made } from "./draw.ts";

/** The little Markdown of hovers and proposals as nodes: paragraphs, lists, code, strong and slanted words. Nothing else is markup. */
export function said(text: string): Node[] {
  return text.split(/\n{2,}/).map((block) => {
    const lines = block.split("\n");
    if (lines.every((line) => line.startsWith("- ")))
      return made("ul", {}, ...lines.map((line) => made("li", {}, ...words(line.slice(2)))));
    return made("p", {}, ...words(lines.join(" ")));
  });
}

function words(text: string): (Node | string)[] {
  return text.split(/(`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)/).map((part) => {
    if (/^`.+`$/.test(part)) return made("code", {}, part.slice(1, -1));
    if (/^\*\*.+\*\*$/.test(part)) return made("strong", {}, part.slice(2, -2));
    return /^\*.+\*$/.test(part) ? made("em", {}, part.slice(1, -1)) : part;
  });
}
