import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Formula, Tier } from "../../model/model.ts";
import { alwaysPrices, possible } from "../availability.ts";
import { belowZero } from "../counterexample.ts";
import type { Proof, ProofRule } from "../rule.ts";

/** Where prices are not signed, every waterfall has a line that is never below zero, and so is the final settlement. */
export const settlementNotBelowZero: ProofRule = {
  name: "settlement-not-below-zero",
  check: (proof) => {
    const { model } = proof;
    const { product } = model;
    if (product === undefined || product.price.signed) return [];
    const { dailySettlement: daily, finalSettlement: final } = product;
    const lines = (tiers: readonly Tier[], what: string, group?: (typeof daily.groups)[number]): Diagnostic[] => {
      const place = { model, daily, ...(group === undefined ? {} : { group }) };
      if (tiers.some((tier) => alwaysPrices(tier, place))) return [];
      const last = tiers.findLast((tier) => alwaysPrices(tier, place, true));
      return last === undefined ? [] : [below(proof, last.price, last.clause, what)];
    };
    return [
      ...daily.groups.flatMap((group) => lines(group.tiers, `the settlement ${group.text}`, group)),
      ...lines(daily.newlyListed, "the settlement of a newly listed month"),
      ...(possible(final.price, model) ? [] : [below(proof, final.price, final.price.clause, "the final settlement")]),
    ];
  },
};

function below({ model, at }: Proof, formula: Formula, clause: string, what: string): Diagnostic {
  const found = belowZero(formula, model);
  const day = model.asOf === undefined ? "" : `on ${model.asOf}: `;
  const evidence = found === undefined ? [] : [`${day}${found.inputs} gives ${found.value} ${formula.unit}`];
  return diagnostic("settlement-not-below-zero", at(clause), { what }, { evidence });
}
