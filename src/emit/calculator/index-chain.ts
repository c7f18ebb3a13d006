import type { Index } from "../../model/model.ts";
import type { Declaration } from "./code.ts";
import { constant, number, object, text, texts } from "./code.ts";
import { retiredCode, retiredOf } from "./index-members.ts";

/** The constant of what a basket goes on from; none where it has no base. */
export function chainingCode(index: Index, name: string): Declaration[] {
  const { base } = index;
  if (base === undefined) return [];
  const { value, from, rebalances } = base;
  const retired = retiredCode(retiredOf(index, index.value.over));
  const fields = { base: number(value), from: text(from), rebalances: texts(rebalances), retired };
  return [constant(`${name}Chaining`, object("Chaining", fields))];
}
