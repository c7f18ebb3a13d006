import { blocks } from "../../grammar/fields.ts";
import type { Block } from "../ast/nodes.ts";
import { fieldOf, keyOf } from "../check/block.ts";
import type { Context } from "../check/context.ts";
import { effectiveBlock } from "../check/effective.ts";
import type { Code } from "../diagnostic/catalogue.ts";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { type Lowering, whatOf } from "./from-ast/builder.ts";
import { indexOf } from "./from-ast/index.ts";
import { productOf } from "./from-ast/product.ts";

/** What a clause says wrong by itself, whatever else the contract that takes it over may say. */
const BY_ITSELF: ReadonlySet<Code> = new Set<Code>([
  "currency-without-minor-unit",
  "date-rule-unsound",
  "derives-from-itself",
  "division-by-zero",
  "grade-does-not-fit",
  "levels-out-of-order",
  "month-end-missing",
  "name-not-imported",
  "name-of-another-kind",
  "name-unknown",
  "not-a-whole-number",
  "not-above-zero",
  "rounding-mode-unknown",
  "rounding-place-missing",
  "rounding-reference",
  "term-taken-twice",
  "ties-missing",
  "value-of-another-kind",
  "word-unknown",
  "zone-unknown",
]);
/** What is wrong where a contract's price and size are known besides. */
const WITH_PRICE: ReadonlySet<Code> = new Set<Code>([
  "price-times-size",
  "tick-not-a-multiple",
  "tick-value-exact",
  "unit-mismatch",
]);

/**
 * Checks the clauses of every profile of the files asked for as those of a product, of an index or of both, whether something uses it or not.
 * What a profile leaves to its users is not missed, and what needs it is not judged.
 */
export function checkProfiles(contexts: readonly Context[]): void {
  // What a file with an error meant to say cannot be told.
  const errors = (contexts[0]?.diagnostics ?? []).filter((one) => one.severity === "error");
  const broken = new Set(errors.map((one) => one.span.source.path));
  for (const context of contexts) {
    const { declaration, workspace, module } = context;
    if (declaration.keyword !== "profile" || !workspace.roots.includes(module.path) || broken.has(module.path))
      continue;
    const found: Diagnostic[] = [];
    const inside = { ...context, diagnostics: found };
    const block = effectiveBlock(workspace, module.path, declaration, found);
    const at: Lowering = { context: inside, block, what: whatOf(declaration), doubtful: [] };
    if (statesAny(block, "future", "index")) productOf(at);
    if (statesAny(block, "index", "future")) indexOf(at);
    const priced = fieldOf(block, "price") !== undefined && fieldOf(block, "size") !== undefined;
    const judged = found.filter((one) => BY_ITSELF.has(one.code) || (priced && WITH_PRICE.has(one.code)));
    context.diagnostics.push(...judged);
  }
}

/** Whether a block states what a declaration of one kind has and one of the other has not. */
function statesAny(block: Block, kind: string, other: string): boolean {
  const names = (type: string) => {
    const spec = blocks.get(type);
    return new Set([...Object.keys(spec?.fields ?? {}), ...Object.keys(spec?.sections ?? {})]);
  };
  const [own, others] = [names(kind), names(other)];
  return block.items.some((item) => {
    const key = item.kind === "section" ? item.keyword.text : keyOf(item);
    return key !== undefined && own.has(key) && !others.has(key);
  });
}
