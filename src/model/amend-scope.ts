import type { Context } from "../check/context.ts";
import type { ContractModel } from "./model.ts";

/** What the terms of some products and indices can rest on. */
export type Scope = { readonly contexts: readonly Context[]; readonly names: ReadonlySet<string> };

/**
 * For any names the declarations their models can rest on, in the order of `contexts`: those they name, those these name, and so on, with the
 * filings and amendments of the names themselves. A word in prose counts too, so that nothing is missed.
 */
export function scopesOf(contexts: readonly Context[]): (roots: readonly string[]) => Scope {
  const named = new Map(contexts.map((one) => [one.declaration.name.text, one]));
  const said = new Map<string, readonly string[]>();
  const namesIn = (name: string): readonly string[] => {
    const known = said.get(name);
    if (known !== undefined) return known;
    const span = named.get(name)?.declaration.span;
    const words =
      span === undefined ? [] : (span.source.text.slice(span.start, span.end).match(/[A-Za-z][\w-]*/g) ?? []);
    const found = [...new Set(words.flatMap((word) => [word, word.replace(/s$/, "")]))].filter((one) => named.has(one));
    said.set(name, found);
    return found;
  };
  const about = new Map<string, string[]>();
  for (const { declaration } of contexts) {
    if (declaration.keyword !== "filing" && declaration.keyword !== "amendment") continue;
    for (const to of namesIn(declaration.name.text)) about.set(to, [...(about.get(to) ?? []), declaration.name.text]);
  }
  const made = new Map<string, Scope>();
  return (roots) => {
    const known = made.get(roots.join());
    if (known !== undefined) return known;
    const names = new Set([...roots, ...roots.flatMap((one) => about.get(one) ?? [])]);
    for (const name of names) for (const one of namesIn(name)) names.add(one);
    const scope = { contexts: contexts.filter((one) => names.has(one.declaration.name.text)), names };
    made.set(roots.join(), scope);
    return scope;
  };
}

/** The first day on which a model's contracts are listed, or stated; undefined of an index. */
export function firstDay(model: ContractModel): string | undefined {
  return model.product?.listing.first ?? model.option?.listing.first ?? (model.reference && model.asOf);
}

/** The contract months of a model, `YYYY-MM` or what its period is called. */
export function periodsOf({ product, option, reference }: ContractModel): string[] {
  return [
    ...(product?.contracts ?? []).map((one) => one.period),
    ...(option?.contracts ?? []).map((one) => one.month.period),
    ...(reference?.contracts ?? []).map((one) => one.period),
  ];
}

/** The model with those contract months alone of which `keep` is true. */
export function withPeriods(model: ContractModel, keep: (period: string) => boolean): ContractModel {
  const { product, option, reference } = model;
  if (product !== undefined)
    return { ...model, product: { ...product, contracts: product.contracts.filter((one) => keep(one.period)) } };
  if (option !== undefined)
    return { ...model, option: { ...option, contracts: option.contracts.filter((one) => keep(one.month.period)) } };
  if (reference !== undefined)
    return { ...model, reference: { ...reference, contracts: reference.contracts.filter((one) => keep(one.period)) } };
  return model;
}
