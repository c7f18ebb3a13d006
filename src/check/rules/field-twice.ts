import type { Block, HeadClause } from "../../ast/nodes.ts";
import { keyOf } from "../block.ts";
import type { Span } from "../../text/source.ts";
import { type Context, report } from "../context.ts";
import type { CheckRule } from "./rule.ts";

/** Sections of which a block may have several: each states another thing. */
const MANY: readonly string[] = ["closed", "opened", "moved", "dates", "early-closes", "retire"];

/** A key stands once in its block, and a clause of one kind once in a head: what is read is the first of them. */
export const fieldTwice: CheckRule = {
  name: "field-twice",
  check: (context) => {
    heads(context, context.declaration.head);
    walk(context, context.declaration.block);
  },
};

function heads(context: Context, clauses: readonly HeadClause[]): void {
  clauses.forEach((clause, at) => {
    const first = clauses.findIndex((one) => one.kind === clause.kind);
    // Words may follow one another behind commas: `for other months, nearest first`.
    if (clause.kind !== "head-words" && first < at)
      twice(context, clause, clauses[first] as HeadClause, written(clause));
  });
}

function walk(context: Context, block: Block | undefined): void {
  const seen = new Map<string, Block["items"][number]>();
  for (const item of block?.items ?? []) {
    const key = keyOf(item);
    if (item.kind === "section") heads(context, item.head);
    if (item.kind === "section" || item.kind === "field") walk(context, item.block);
    if (key === undefined || (item.kind === "section" && MANY.includes(item.keyword.text))) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, item);
    else twice(context, item, first, key);
  }
}

type Placed = { readonly span: Span };

function twice(context: Context, again: Placed, first: Placed, field: string): void {
  report(context, "field-twice", again.span, { field }, { related: [{ span: first.span, label: "said first here" }] });
}

/** The word a clause begins with, or its kind where it begins with none: `on`, `from`, `a text`. */
function written({ kind, span }: HeadClause): string {
  return kind === "head-text"
    ? "title"
    : (/^[a-z-]+/.exec(span.source.text.slice(span.start, span.end))?.[0] ?? kind.slice(5));
}
