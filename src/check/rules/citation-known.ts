import type { Block, Doc } from "../../ast/nodes.ts";
import { type Context, find } from "../context.ts";
import type { CheckRule } from "./rule.ts";

/** Every `[KEY]` in prose is a declared source that the file sees. */
export const citationKnown: CheckRule = {
  name: "citation-known",
  check: (context) => {
    prose(context, context.declaration.docs);
    walk(context, context.declaration.block);
  },
};

function walk(context: Context, block: Block | undefined): void {
  for (const item of block?.items ?? []) {
    prose(context, item.docs);
    if (item.kind === "section" || item.kind === "field") walk(context, item.block);
  }
}

function prose(context: Context, docs: readonly Doc[]): void {
  for (const doc of docs) for (const key of doc.citations) find(context, key, "source");
}
