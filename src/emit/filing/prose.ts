import type { Citation, Narrative } from "../../model/model.ts";
import { escapeMarkdown, tameMarkdown } from "./markdown.ts";
import type { Prose } from "./term.ts";

/** The sources a document cites, numbered from 1 in the order the spec declares them. */
export type Numbering = ReadonlyMap<string, number>;

/** `[KEY]`, also where `escapeMarkdown` has been over it; `[words](address)` is a link and none. */
const CITATION = /\\?\[([A-Za-z](?:[A-Za-z0-9-]|\\?_)*)\\?\](?!\()/g;

/** Keys of `[KEY]` in a text that name one of `ids`. */
export function citedIn(text: string, ids: ReadonlySet<string>): string[] {
  return [...text.matchAll(CITATION)].map((match) => match[1]!).filter((key) => ids.has(key));
}

/** `[KEY]` of a numbered source becomes a link that reads `[3]`; other brackets stay. */
function linked(markdown: string, numbers: Numbering): string {
  return markdown.replace(CITATION, (whole, escaped: string) => {
    const number = numbers.get(escaped.replaceAll("\\", ""));
    return number === undefined ? whole : `[\\[${number}\\]](exhibits.md#source-${number})`;
  });
}

/** Author's Markdown above a clause, its citations linked. */
export function narrativeProse({ text, clause }: Narrative, numbers: Numbering): Prose {
  return { markdown: linked(tameMarkdown(text), numbers), clauses: [clause] };
}

/** A fact's text, which is no Markdown: shown literally, its citations linked. */
export function factProse(text: string, numbers: Numbering, ...clauses: readonly string[]): Prose {
  return { markdown: linked(escapeMarkdown(text), numbers), clauses };
}

/** The sources that any of the texts or clauses given leads to, in the order of the model, numbered from 1. */
export function numberSources(
  sources: readonly Citation[],
  texts: readonly string[],
  clauses: readonly string[],
  exhibits: readonly string[],
): Numbering {
  const ids = new Set(sources.map((source) => source.id));
  const used = new Set([...texts.flatMap((text) => citedIn(text, ids)), ...exhibits.filter((id) => ids.has(id))]);
  for (const clause of clauses) {
    const owner = clause.split("/")[0]!;
    if (ids.has(owner)) used.add(owner);
  }
  const cited = sources.filter((source) => used.has(source.id));
  return new Map(cited.map((source, at) => [source.id, at + 1]));
}
