import type { IToken } from "chevrotain";
import { breaksLine, endOf, withoutIdleLines } from "../../../grammar/place.ts";
import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { span } from "../../text/source.ts";
import type { Doc, Name } from "../nodes.ts";
import type { Base } from "./context.ts";

/** `[KEY]`, but neither a link `[text](…)`, an image nor a box of a task list. */
const CITATION = /(?<![\]!\\])\[([A-Za-z][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*)\](?![([:])/g;

/** Collects `///` lines and hands them to the item below them. */
export type Docs = {
  readonly add: (token: IToken) => void;
  readonly take: () => readonly Doc[];
  readonly leftOver: () => void;
};

const NONE: readonly Doc[] = [];

export function docsOf(base: Base): Docs {
  let lines: IToken[] | undefined;
  const take = () => {
    if (lines === undefined) return NONE;
    const found = paragraphs(base, lines);
    lines = undefined;
    return found;
  };
  return {
    add: (token) => void (lines ??= []).push(token),
    take,
    leftOver: () => {
      const [first] = take();
      if (first !== undefined) base.diagnostics.push(diagnostic("doc-without-item", first.span, {}));
    },
  };
}

/** Lines that follow one another are one text; an empty line of the file begins another. */
function paragraphs(base: Base, lines: readonly IToken[]): Doc[] {
  const groups: IToken[][] = [];
  for (const line of lines) {
    const group = groups[groups.length - 1];
    const before = group?.[group.length - 1];
    if (group !== undefined && before !== undefined && !blankBetween(base, before, line)) group.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => docOf(base, group));
}

function blankBetween(base: Base, before: IToken, line: IToken): boolean {
  const gap = withoutIdleLines(base.source.text.slice(endOf(before), line.startOffset));
  return !breaksLine(base.source, before, line) || gap.split(/\r\n|\r|\n/).length > 2;
}

function docOf(base: Base, lines: readonly IToken[]): Doc {
  const citations: Name[] = [];
  for (const line of lines) {
    for (const match of line.image.matchAll(CITATION)) {
      const start = line.startOffset + match.index + 1;
      const text = match[1] as string;
      citations.push({ kind: "name", text, span: span(base.source, start, start + text.length) });
    }
  }
  const text = lines.map((line) => line.image.replace(/^\/\/\/+ ?/, "").trimEnd()).join("\n");
  const [first] = lines as [IToken];
  return {
    kind: "doc",
    text,
    citations,
    span: span(base.source, first.startOffset, endOf(lines[lines.length - 1] as IToken)),
  };
}
