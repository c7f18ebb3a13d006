import { blocks } from "../../../grammar/fields.ts";
import type { Block, Let, Name } from "../../ast/nodes.ts";
import { isReservedUnit } from "../../value/unit.ts";
import { article } from "../../resolve/load.ts";
import { type Context, report, visible } from "../context.ts";
import type { CheckRule } from "./rule.ts";

/** A step or a day of a contract has a name of its own: it hides no declaration, unit, field or step that it could be taken for. */
export const nameHidden: CheckRule = {
  name: "name-hidden",
  check: (context) => walk(context, context.declaration.block, []),
};

function walk(context: Context, block: Block | undefined, outer: readonly (Block | Let)[]): void {
  const around = block === undefined ? outer : [...outer, block];
  const steps: Let[] = [];
  for (const item of block?.items ?? []) {
    if (item.kind === "let") {
      step(context, item, [...around, ...steps]);
      steps.push(item);
    } else if (item.kind === "section" || item.kind === "field") {
      if (item.kind === "field" && block?.type === "dates" && !item.quoted) declared(context, item.key);
      walk(context, item.block, [...around, ...steps]);
    }
  }
}

function step(context: Context, item: Let, around: readonly (Block | Let)[]): void {
  const { name } = item;
  if (declared(context, name)) return;
  const taken = (means: string) => report(context, "name-hidden", name.span, { name: name.text, means });
  if (isReservedUnit(name.text)) return taken("a unit that is always there");
  // Two steps of one block are `field-twice`; here the other stands in a block around.
  const before = around.find((one): one is Let => one.kind === "let" && one.name.text === name.text);
  const own = around.findLast((one) => one.kind === "block");
  if (before !== undefined && own?.items.includes(before) !== true) {
    const related = [{ span: before.name.span, label: "the step it hides" }];
    report(context, "name-hidden", name.span, { name: name.text, means: "a step of the block around it" }, { related });
    return;
  }
  const field = around.find(
    (one) => one.kind === "block" && Object.hasOwn(blocks.get(one.type)?.fields ?? {}, name.text),
  );
  if (field !== undefined) taken("a field of this declaration");
}

function declared(context: Context, name: Name): boolean {
  const found = visible(context, name);
  if (found === undefined) return false;
  const is = article(found.declaration);
  const related = [{ span: found.declaration.name.span, label: `${is}, declared here` }];
  report(context, "name-hidden", name.span, { name: name.text, means: is }, { related });
  return true;
}
