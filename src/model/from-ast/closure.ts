import { indicesOf } from "../formulas.ts";
import type { Index, Product, Tier } from "../model.ts";

/** Indices by name in the order they are needed: `first` and all it may fall back on. */
export function indicesFrom(first: readonly string[], all: ReadonlyMap<string, Index>): Index[] {
  const found = new Map<string, Index>();
  const wanted = [...first];
  for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
    const index = all.get(name);
    if (index === undefined || found.has(name)) continue;
    found.set(name, index);
    wanted.push(...index.fallback.flatMap((one) => (one.kind === "formula" ? indicesOf(one.formula) : [])));
  }
  return [...found.values()];
}

/** The indices a line of a settlement reads, in its price or its condition, once each. */
export function indicesOfTier({ price, when }: Tier): string[] {
  const found = indicesOf(price);
  if (when !== undefined) found.push(...indicesOf(when));
  return found.length < 2 ? found : [...new Set(found)];
}

/** The indices a product settles by. */
export function indicesOfProduct(product: Omit<Product, "contracts">): string[] {
  const tiers = [...product.dailySettlement.groups.flatMap((one) => one.tiers), ...product.dailySettlement.newlyListed];
  return [
    product.underlying.index,
    ...indicesOf(product.finalSettlement.price),
    ...tiers.flatMap((one) => indicesOfTier(one)),
  ];
}
