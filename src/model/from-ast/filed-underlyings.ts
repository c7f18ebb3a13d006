import type { Filing, Index } from "../model.ts";
import type { LoweredProduct } from "./product.ts";
import { type Specials, unfiled } from "./specials.ts";

type Underlying = NonNullable<Filing["underlyings"]>[number];

/**
 * The filings by product, those of options and spreads with the futures they lead to: title, chapter, index, limits and margin of each, and the submission
 * that lists it where a filing of it is among them.
 */
export function withUnderlyings(
  filed: ReadonlyMap<string, Filing[]>,
  specials: Specials,
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
        margin: product.margin,
        ...readsSpreads(product),
      },
    ];
  };
  return new Map(
    [...filed].map(([name, own]) => {
      const names = leadsTo(specials, name);
      if (names.length === 0) return [name, own];
      const underlyings = names.flatMap(underlying);
      return [name, own.map((one) => ({ ...one, underlyings }))];
    }),
  );
}

/** The futures that an option or a spread leads to, each once and in the order of its legs; none of another product. */
function leadsTo({ options, spreads }: Specials, name: string): readonly string[] {
  const on = options.get(name)?.option.on.product;
  return on === undefined ? [...new Set(spreads.get(name)?.spread.legs.map((one) => one.product) ?? [])] : [on];
}

/** The sentences of a filing incorporate the index of futures settled in cash: one of what leads to a delivered future would say what is not so. */
export function unfiledOnDelivered(
  specials: Specials,
  name: string,
  filings: readonly Filing[],
  products: ReadonlyMap<string, LoweredProduct>,
): void {
  const at = (specials.options.get(name) ?? specials.spreads.get(name))?.at;
  const delivered = leadsTo(specials, name).some(
    (one) => products.get(one)?.product.finalSettlement.method === "delivery",
  );
  if (at !== undefined && delivered) unfiled(at.context, filings, "of what is on a contract that is delivered");
}

/** Where a daily settlement of a future reads trades in spreads of its months, which a spread of those months then moves. */
function readsSpreads({ dailySettlement }: LoweredProduct["product"]): Pick<Underlying, "readsSpreads"> {
  const tiers = dailySettlement.groups.flatMap((group) => group.tiers);
  const clauses = tiers.filter((tier) => observesSpreads(tier)).map(({ clause }) => ({ clause }));
  return clauses.length === 0 ? {} : { readsSpreads: clauses };
}

function observesSpreads(part: unknown): boolean {
  if (typeof part !== "object" || part === null) return false;
  if ("of" in part && part.of === "spread-trades") return true;
  return Object.values(part).some(observesSpreads);
}
