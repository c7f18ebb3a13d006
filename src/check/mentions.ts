import type { Source } from "../text/source.ts";

/** A stretch of a text in UTF-16 offsets, `end` outside. */
export type Stretch = { readonly start: number; readonly end: number };

/**
 * True where `name` is written in `source` as a name of its own, in the singular or with a plural `s`: outside `//` comments, in prose and in
 * quotes only as the citation `[NAME]` or as the whole text, and outside the stretch `without`. `inside` narrows the search.
 */
export function mentions(source: Source, name: string, without?: Stretch, inside?: Stretch): boolean {
  const { text } = source;
  const last = inside?.end ?? text.length;
  for (let at = text.indexOf(name, inside?.start ?? 0); at >= 0 && at < last; at = text.indexOf(name, at + 1)) {
    if (without !== undefined && without.start <= at && at < without.end) continue;
    const end = at + name.length;
    const plural = text[end] === "s" ? end + 1 : end;
    if (partOfName(text[at - 1]) || (partOfName(text[end]) && partOfName(text[plural]))) continue;
    if (!inProse(text, at)) return true;
    if ((text[at - 1] === "[" && text[end] === "]") || (text[at - 1] === '"' && text[end] === '"')) return true;
  }
  return false;
}

function partOfName(character: string | undefined): boolean {
  return character !== undefined && /[\w-]/.test(character);
}

/** True inside quotes, a comment or a `///` text; a `//` comment that holds `[NAME]` is taken for a citation, which does no harm. */
function inProse(text: string, at: number): boolean {
  const before = text.slice(text.lastIndexOf("\n", at - 1) + 1, at).replace(/"[^"\n]*"/g, "");
  return before.includes('"') || before.includes("//");
}
