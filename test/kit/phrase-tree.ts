import type { CstNode, IToken } from "chevrotain";
import { gatedProductions } from "../../tools/generate/phrase-gates.ts";
import { isKept, type Shape, shapesOf } from "../../tools/generate/phrase-shapes.ts";

const shapes = shapesOf(Object.values(gatedProductions().rules));

/** The grammar's tree in the shapes of the shipped reader: what is one child is that child, and absent children are left out. */
export function treeOf(one: CstNode | IToken): object {
  if (!("children" in one)) return one;
  const shape = shapes.get(one.name) as Shape;
  const met = Object.entries(one.children).filter(([key, list]) => isKept(key) && (list ?? []).length > 0);
  const [first] = met;
  const alone = met.length === 1 && first?.[1]?.length === 1 ? first : undefined;
  const [key, list] = alone ?? [];
  if (key !== undefined && list !== undefined && (key === shape.lone || standsFor(shape, key, list)))
    return treeOf(list[0] as CstNode | IToken);
  const children = met.map(([name, these]) => {
    const trees = (these ?? []).map(treeOf);
    return [name, shape.children?.get(name)?.many === true ? trees : trees[0]] as const;
  });
  const { startOffset, endOffset } = one.location ?? {};
  return { name: one.name, ...(shape.placed ? { startOffset, endOffset } : {}), ...Object.fromEntries(children) };
}

/** True for a way of a choice that is one token or one rule. */
function standsFor({ through, children }: Shape, key: string, [only]: readonly (CstNode | IToken)[]): boolean {
  if (only === undefined) return false;
  return "children" in only ? through.rules.has(only.name) : through.tokens && children?.has(key) !== true;
}
