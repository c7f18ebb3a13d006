import type { ContractModel } from "../src/model/model.ts";

/** Kinds of fact, as the schema of a model calls them. */
export const KINDS = [
  "Product",
  "Option",
  "Spread",
  "Perpetual",
  "Reference",
  "Index",
  "Grade",
  "Organisation",
  "Citation",
  "Amendment",
] as const;

/** What engines get of a product or index: all it refers to, without what is computed. */
export function termsOf(model: ContractModel): object {
  const { calendars: _calendars, clauses: _clauses, versions: _versions, ...terms } = model;
  const { product, option, spread, reference, ...rest } = terms;
  return {
    ...rest,
    ...(product && { product: stated(product) }),
    ...(option && { option: stated(option) }),
    ...(spread && { spread: stated(spread) }),
    ...(reference && { reference: stated(reference) }),
  };
}

/** What is said of a contract, without its months, which are computed. */
function stated<T extends { readonly contracts: unknown }>(of: T): Omit<T, "contracts"> {
  const { contracts: _contracts, ...rest } = of;
  return rest;
}

export type Kind = (typeof KINDS)[number];
export type Fact = { readonly kind: Kind; readonly data: object };

/** Every declaration that some model holds, once. */
export function factsOf(models: readonly ContractModel[]): Fact[] {
  const found = new Map<object, Fact>();
  const add = (kind: Kind, of: object, data = of) => void (found.has(of) || found.set(of, { kind, data }));
  const amended = new Set<string>();
  for (const { product, option, spread, perpetual, reference, ...rest } of models) {
    const { indices, grades, organisations, sources, amendments } = rest;
    if (product !== undefined) add("Product", product, stated(product));
    if (option !== undefined) add("Option", option, stated(option));
    if (spread !== undefined) add("Spread", spread, stated(spread));
    if (perpetual !== undefined) add("Perpetual", perpetual);
    if (reference !== undefined) add("Reference", reference, stated(reference));
    for (const one of amendments ?? []) {
      // Each model has its own record of an amendment that touches it.
      if (!amended.has(one.id)) add("Amendment", one);
      amended.add(one.id);
    }
    for (const one of indices) add("Index", one);
    for (const one of grades) add("Grade", one);
    for (const one of organisations) add("Organisation", one);
    for (const one of sources) add("Citation", one);
  }
  return [...found.values()];
}
