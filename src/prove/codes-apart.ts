import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { ContractModel } from "../model/model.ts";
import type { Span } from "../text/source.ts";

/**
 * Two products of one venue never list contracts under one code: the finding is at the second product's `code`, or at its listing. Codes of one
 * product are compared where its months are worked out.
 */
export function codesApart(
  models: readonly ContractModel[],
  place: (clause: string) => Span | undefined,
): readonly Diagnostic[] {
  // Without a code of its own a product's contracts begin with its name, which no other has: their months need not be worked out.
  const coded = new Set(
    models.flatMap((model) => {
      const product = listedIn(model);
      return product?.listing.code ? [product.venue] : [];
    }),
  );
  const known = new Map<string, { readonly root: string; readonly said: string }>();
  const clashing = new Set<string>();
  const found: Diagnostic[] = [];
  for (const model of models) {
    const product = listedIn(model);
    if (product === undefined || !coded.has(product.venue)) continue;
    const { id, venue, listing } = product;
    for (const one of contractsOf(model)) {
      const key = `${venue} ${one.code}`;
      const before = known.get(key);
      if (before === undefined) known.set(key, { root: id, said: `${id} ${one.period}` });
      const span = place(listing.code?.clause ?? listing.clause);
      if (before === undefined || before.root === id || clashing.has(id) || span === undefined) continue;
      clashing.add(id);
      const params = { code: one.code, first: before.said, second: `${id} ${one.period}` };
      found.push(diagnostic("codes-clash", span, params, { help: "give one of the two products another `code`" }));
    }
  }
  return found;
}

/** What of a model is listed by contract months. */
function listedIn({ product, option, spread }: ContractModel) {
  return product ?? option ?? spread;
}

/** Everything that is dealt in under a code of its own: contract months, and combinations of them. */
function contractsOf({
  product,
  option,
  spread,
}: ContractModel): readonly { readonly code: string; readonly period: string }[] {
  if (spread !== undefined)
    return spread.contracts.flatMap(({ month, combinations }) =>
      combinations.map(({ code }) => ({ code, period: month.period })),
    );
  return product?.contracts ?? (option?.contracts ?? []).map((each) => each.month);
}
