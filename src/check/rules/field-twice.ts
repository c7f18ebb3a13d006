import type { Block } from "../../ast/nodes.ts";
import { keyOf } from "../block.ts";
import { type Context, report } from "../context.ts";
import type { CheckRule } from "./rule.ts";

/** Sections of which a block may have several: each states another thing. */
const MANY: readonly string[] = ["closed", "opened", "moved", "dates", "early-closes", "retire"];

/** A key stands once in its block. */
export const fieldTwice: CheckRule = {
  name: "field-twice",
  check: (context) => walk(context, context.declaration.block),
};

function walk(context: Context, block: Block | undefined): void {
  const seen = new Map<string, Block["items"][number]>();
  for (const item of block?.items ?? []) {
    const key = keyOf(item);
    if (item.kind === "section" || item.kind === "field") walk(context, item.block);
    if (key === undefined || (item.kind === "section" && MANY.includes(item.keyword.text))) continue;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, item);
    else
      report(
        context,
        "field-twice",
        item.span,
        { field: key },
        { related: [{ span: first.span, label: "said first here" }] },
      );
  }
}
