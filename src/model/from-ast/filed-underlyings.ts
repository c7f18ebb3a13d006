import type { Filing, Index } from "../model.ts";
import type { LoweredProduct } from "./product.ts";
import type { Specials } from "./specials.ts";

type Underlying = NonNullable<Filing["underlyings"]>[number];

/**
 * The filings by product, those of options and spreads with the futures they lead to: title, chapter, index and limits of each, and the submission
 * that lists it where a filing of it is among them.
 */
export function withUnderlyings(
  filed: ReadonlyMap<string, Filing[]>,
  { options, spreads }: Specials,
  products: ReadonlyMap<string, LoweredProduct>,
  indices: ReadonlyMap<string, Index>,
): Map<string, Filing[]> {
  const underlying = (id: string): Underlying[] => {
    const product = products.get(id)?.product;
    const index = product && indices.get(product.underlying.index);
    if (product === undefined || index === undefined) return [];
    const submission = (filed.get(id) ?? [])
      .flatMap((one) => one.facts)
      .find((one) => /(?:^|\/)submission$/.test(one.name));
    return [
      {
        product: id,
        title: product.title,
        ...(product.chapter && { chapter: product.chapter }),
        index: { title: index.title, clause: product.underlying.clause },
        ...(product.limits && { limits: product.limits }),
        ...(submission && { submission: { value: submission.value, clause: submission.clause } }),
      },
    ];
  };
  return new Map(
    [...filed].map(([name, own]) => {
      const on = options.get(name)?.option.on.product;
      const legs = spreads.get(name)?.spread.legs.map((one) => one.product) ?? [];
      const names = new Set(on === undefined ? legs : [on]);
      if (names.size === 0) return [name, own];
      const underlyings = [...names].flatMap(underlying);
      return [name, own.map((one) => ({ ...one, underlyings }))];
    }),
  );
}
