import type { DocumentSymbol, FoldingRange } from "vscode-languageserver-types";
import { Doc } from "../../grammar/tokens.ts";
import type { Block, Declaration, File, Keyword } from "../ast/nodes.ts";
import { type Source, span } from "../text/source.ts";
import { tokensOf } from "./cursor.ts";
import { positionOf, rangeOf } from "./ranges.ts";

/** How the protocol numbers the kinds of symbols that a spec has. */
const CLASS = 5;
const PROPERTY = 7;
const ENUM = 10;
const NAMESPACE = 3;
const CONSTANT = 14;
const VARIABLE = 13;
const STRUCT = 23;
const EVENT = 24;

const KINDS: Partial<Record<Keyword, number>> = {
  unit: CONSTANT,
  calendar: ENUM,
  source: CONSTANT,
  index: EVENT,
  grade: STRUCT,
  profile: NAMESPACE,
  filing: NAMESPACE,
  amendment: NAMESPACE,
};

/** The declarations of a file with their blocks and fields. */
export function outline(file: File): DocumentSymbol[] {
  return file.declarations.map((one) => ({
    name: one.name.text,
    detail: [one.keyword, one.title?.value ?? ""].filter((part) => part !== "").join(" · "),
    kind: (KINDS[one.keyword] ?? CLASS) as DocumentSymbol["kind"],
    range: rangeOf(one.span),
    selectionRange: rangeOf(within(one)),
    children: below(one.block),
  }));
}

/** A name that was mended while it was read may stand outside its declaration: the protocol wants it inside. */
function within({ name, span: whole }: Declaration) {
  const inside = whole.start <= name.span.start && name.span.end <= whole.end;
  return inside ? name.span : { ...whole, end: whole.start };
}

function below(block: Block | undefined): DocumentSymbol[] {
  return (block?.items ?? []).flatMap((item): DocumentSymbol[] => {
    if (item.kind === "statement") return [];
    const name = item.kind === "section" ? item.keyword : item.kind === "field" ? item.key : item.name;
    const { source } = item.span;
    const head = item.kind === "section" ? source.text.slice(name.span.end, item.block.span.start).trim() : "";
    const value = item.kind === "section" ? undefined : item.value?.span;
    const children = item.kind === "let" ? [] : below(item.block);
    return [
      {
        name: name.text === "" ? "…" : name.text,
        detail: head !== "" ? head : value === undefined ? "" : oneLine(source.text.slice(value.start, value.end)),
        kind: item.kind === "section" ? STRUCT : item.kind === "let" ? VARIABLE : PROPERTY,
        range: rangeOf(item.span),
        selectionRange: rangeOf(
          item.span.start <= name.span.start && name.span.end <= item.span.end
            ? name.span
            : { ...item.span, end: item.span.start },
        ),
        children,
      },
    ];
  });
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 59)}…` : line;
}

/** What can be folded: blocks, and the prose above a declaration or block. */
export function folds(source: Source, file: File): FoldingRange[] {
  const found: FoldingRange[] = [];
  const add = (start: number, end: number, kind?: string) => {
    const [first, last] = [positionOf(source, start).line, positionOf(source, end).line];
    if (last > first) found.push({ startLine: first, endLine: last, ...(kind === undefined ? {} : { kind }) });
  };
  const blocks = (block: Block | undefined, from: number) => {
    if (block === undefined) return;
    // The closing brace stays in sight.
    add(from, lineBefore(source, block.span.end));
    for (const item of block.items)
      if (item.kind !== "let" && item.kind !== "statement")
        blocks(item.block, item.kind === "field" ? item.key.span.start : item.keyword.span.start);
  };
  for (const one of file.declarations) blocks(one.block, one.keywordSpan.start);
  const [first, last] = [file.imports[0]?.span, file.imports.at(-1)?.span];
  if (first !== undefined && last !== undefined) add(first.start, last.end, "imports");
  const docs = tokensOf(source).tokens.filter((one) => one.tokenType === Doc);
  for (let at = 0; at < docs.length;) {
    let end = at;
    while (
      end + 1 < docs.length &&
      lineOf(source, docs[end + 1]?.startOffset) === lineOf(source, docs[end]?.startOffset) + 1
    )
      end++;
    add(docs[at]?.startOffset ?? 0, (docs[end]?.startOffset ?? 0) + (docs[end]?.image.length ?? 0), "comment");
    at = end + 1;
  }
  return found;
}

function lineOf(source: Source, offset = 0): number {
  return positionOf(source, offset).line;
}

function lineBefore(source: Source, end: number): number {
  const start = source.text.lastIndexOf("\n", end - 1);
  return start < 0 ? end : start;
}

/** The whole line that an offset is in. */
export function lineAt(source: Source, offset: number) {
  const start = source.text.lastIndexOf("\n", offset - 1) + 1;
  const end = source.text.indexOf("\n", offset);
  return span(source, start, end < 0 ? source.text.length : end);
}
