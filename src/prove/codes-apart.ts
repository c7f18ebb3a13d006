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
    models.flatMap(({ product, option }) => ((product ?? option)?.listing.code ? [(product ?? option)?.venue] : [])),
  );
  const known = new Map<string, { readonly root: string; readonly said: string }>();
  const clashing = new Set<string>();
  const found: Diagnostic[] = [];
  for (const model of models) {
    const product = model.product ?? model.option;
    if (product === undefined || !coded.has(product.venue)) continue;
    const { id, venue, listing } = product;
    for (const one of model.product?.contracts ?? (model.option?.contracts ?? []).map((each) => each.month)) {
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
