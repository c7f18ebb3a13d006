import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { formulasIn } from "../../model/formulas.ts";
import type { Index, Tier } from "../../model/model.ts";
import { alwaysPrices, certainFallback, certainUnpublished, type Place } from "../availability.ts";
import { dayUnpublished, dayWithoutPrice, dayWithoutValue } from "../open-end.ts";
import type { Proof, ProofRule } from "../rule.ts";

/**
 * Every waterfall ends in a price or in a named determination. A line always gives a price when it has no condition and reads nothing that
 * may be missing that day: no trade, no quote, no month that is settled later.
 */
export const settles: ProofRule = {
  name: "settles",
  check: (proof) => {
    const { model } = proof;
    const daily = model.product?.dailySettlement;
    if (daily === undefined) return model.indices.flatMap((index) => openIndex(proof, index));
    const { groups, newlyListed } = daily;
    const newly = newlyListed[0]?.clause ?? daily.clause;
    return [
      ...groups.flatMap((group) =>
        open(proof, group.tiers, { model, daily, group }, `the settlement ${group.text}`, group.clause),
      ),
      ...(newlyListed.length === 0
        ? []
        : open(proof, newlyListed, { model, daily }, "the settlement of a newly listed month", newly)),
      ...openFinal(proof),
      ...model.indices.flatMap((index) => openIndex(proof, index)),
    ];
  },
};

function open(proof: Proof, tiers: readonly Tier[], place: Place, what: string, clause: string): Diagnostic[] {
  if (tiers.some((tier) => alwaysPrices(tier, place, true))) return [];
  const evidence = [dayWithoutPrice(tiers, place)];
  return [diagnostic("waterfall-open-end", proof.at(tiers.at(-1)?.clause ?? clause), { what }, { evidence })];
}

/** Where lines stand behind one another a print may be missing, and the last of them must not need one. */
function openFinal(proof: Proof): Diagnostic[] {
  const price = proof.model.product?.finalSettlement.price;
  if (price === undefined || !formulasIn(price).some(({ op }) => op === "first") || certainUnpublished(price))
    return [];
  const last = price.op === "first" ? price.options.at(-1) : undefined;
  const evidence = [dayUnpublished(price, proof.model)];
  const what = "the final settlement";
  return [diagnostic("waterfall-open-end", proof.at((last ?? price).clause), { what }, { evidence })];
}

function openIndex(proof: Proof, index: Index): Diagnostic[] {
  const last = index.fallback.at(-1);
  if (last !== undefined && certainFallback(last, proof.model)) return [];
  const what = `the index ${index.id}`;
  const evidence = [dayWithoutValue(index, proof.model)];
  return [diagnostic("waterfall-open-end", proof.at(last?.clause ?? index.clause), { what }, { evidence })];
}
