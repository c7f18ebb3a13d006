import type { Index } from "../../model/model.ts";
import { list, number, object, quote, statement } from "./code.ts";

/** The constant of what a basket goes on from; none where it has no base. */
export function chainingCode({ base }: Index, name: string): string[] {
  if (base === undefined) return [];
  const { value, from, rebalances } = base;
  const fields = { base: number(value), from: quote(from), rebalances: list(rebalances.map(quote)) };
  return [statement(`const ${name}Chaining = `, object(fields))];
}
