import type { Block, BlockItem, Declaration } from "../../ast/nodes.ts";
import { keyOf } from "../../check/block.ts";
import { type Context, report } from "../../check/context.ts";
import { leftOut } from "./exemptions.ts";
import { effectiveBlock } from "../../check/effective.ts";

/** Terms that the model states together with their block, under the block's own clause. */
const SAID_BY_BLOCK: ReadonlyMap<string, readonly string[]> = new Map([
  ["listing", ["first", "first-month", "months", "add", "year-digits"]],
  ["block-trades", ["min", "report"]],
  ["index", ["empty-part"]],
  ["profile", ["empty-part"]],
  ["grade", ["unit"]],
]);

/** Declarations that take terms over: what of a parent is replaced in all who take it over was not asked for. */
const DERIVED: readonly string[] = ["future", "option", "index", "profile"];

/**
 * Proves that nothing an author wrote is lost on the way to the model: every field and line of a declaration that a model holds is the
 * clause of something in it. One that is not has no meaning in this version, and that is a finding, never silence. `blocks` are blocks in
 * force that are known already.
 */
export function nothingLost(
  contexts: readonly Context[],
  used: ReadonlySet<readonly string[]>,
  blocks: ReadonlyMap<Declaration, Block>,
): void {
  const found = contexts[0]?.clauses.within(used);
  if (found === undefined) return;
  const { held, named } = found;
  for (const context of contexts) {
    const { declaration, workspace } = context;
    const { keyword } = declaration;
    // A calendar's holidays are days in the model and a unit is a factor, and an amendment is in what it amends; what no model holds was not asked for.
    if (keyword === "calendar" || keyword === "unit" || keyword === "amendment" || !held(declaration)) continue;
    if (!DERIVED.includes(keyword)) walk(context, declaration.block, held);
    else if (named(declaration))
      walk(context, blocks.get(declaration) ?? effectiveBlock(workspace, context.module.path, declaration, []), held);
  }
}

function walk(context: Context, block: Block | undefined, held: (node: object) => boolean): void {
  if (block === undefined) return;
  for (const item of block.items) {
    if (item.kind === "section" && leftOut(context.declaration, block, item)) continue;
    if (item.kind === "section") walk(context, item.block, held);
    else if (!held(item) && SAID_BY_BLOCK.get(block.type)?.includes(keyOf(item) ?? "") !== true) lost(context, item);
    if (item.kind === "field") walk(context, item.block, held);
  }
}

function lost(context: Context, item: BlockItem): void {
  const span = item.kind === "field" ? item.key.span : item.span;
  const words = item.kind === "field" ? item.key.text : span.source.text.slice(span.start, span.end).split(/[\r\n]/)[0];
  report(context, "meaning-comes-later", span, { what: words ?? "this" });
}
