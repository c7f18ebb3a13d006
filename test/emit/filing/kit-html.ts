const NAMES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'" };
const VOID = new Set(["meta", "br", "hr", "img", "link", "input"]);

/** What a reader sees of a piece of HTML: no tags, entities resolved. */
export function textOf(html: string): string {
  return html.replace(/<[^>]*>/g, "").replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => NAMES[name]!);
}

export type Page = {
  readonly ids: readonly string[];
  readonly links: readonly string[];
  readonly problems: readonly string[];
};

/** Ids and links of a page, and what is wrong with its tags: one that is not closed, closed twice or crosses another. */
export function readPage(html: string): Page {
  const open: string[] = [];
  const problems: string[] = [];
  const body = html.replace(/<style>[\s\S]*?<\/style>/, "").replace(/^<!doctype html>/, "");
  for (const [, close, name = "", rest = ""] of body.matchAll(/<(\/?)([a-z0-9]+)([^>]*)>/g)) {
    if (close === "/") {
      const top = open.pop();
      if (top !== name) problems.push(`</${name}> closes <${top ?? "nothing"}>`);
    } else if (!VOID.has(name) && !rest.endsWith("/")) open.push(name);
  }
  if (open.length > 0) problems.push(`left open: ${open.join(" ")}`);
  if (/[<>]/.test(body.replace(/<\/?[a-z0-9]+(?: [a-z-]+="[^"<>]*")*\s*\/?>/g, "")))
    problems.push("a < or > that is no tag");
  const all = (pattern: RegExp) => [...body.matchAll(pattern)].map((match) => match[1]!);
  return { ids: all(/ id="([^"]*)"/g), links: all(/ href="([^"]*)"/g), problems };
}
