import type { Index } from "../../model/model.ts";
import type { Declaration } from "./code.ts";
import { constant, number, object, text, texts } from "./code.ts";

/** The constant of what a basket goes on from; none where it has no base. */
export function chainingCode({ base }: Index, name: string): Declaration[] {
  if (base === undefined) return [];
  const { value, from, rebalances } = base;
  const fields = { base: number(value), from: text(from), rebalances: texts(rebalances) };
  return [constant(`${name}Chaining`, object("Chaining", fields))];
}
