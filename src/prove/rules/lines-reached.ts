import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { formulasIn } from "../../model/formulas.ts";
import type { Index, Tier } from "../../model/model.ts";
import { alwaysPrices, certainFallback, certainUnpublished, neverThere, type Place, shadows } from "../availability.ts";
import { knownOf } from "../conditions.ts";
import type { Proof, ProofRule } from "../rule.ts";

/** No line promises a method that is never used: each is reached on some day, its condition can hold, and what it reads can be there. */
export const linesReached: ProofRule = {
  name: "line-never-reached",
  check: (proof) => {
    const { model } = proof;
    const daily = model.product?.dailySettlement;
    const groups = (daily?.groups ?? []).flatMap((group) => dead(proof, group.tiers, { model, daily: daily!, group }));
    const newly = daily === undefined ? [] : dead(proof, daily.newlyListed, { model, daily });
    return [...groups, ...newly, ...deadFinal(proof), ...model.indices.flatMap((index) => deadFallback(proof, index))];
  },
};

function dead(proof: Proof, tiers: readonly Tier[], place: Place): Diagnostic[] {
  const ends = tiers.findIndex((tier) => alwaysPrices(tier, place));
  return tiers.flatMap((tier, at): Diagnostic[] => {
    const end = ends >= 0 && at > ends ? tiers[ends] : undefined;
    if (end !== undefined) return [behind(proof, tier, end, "above it always gives a price", "always gives a price")];
    if (tier.when !== undefined && knownOf(tier.when, proof.model) === "never")
      return [diagnostic("condition-can-hold", proof.at(tier.clause), { line: tier.text })];
    const why = neverThere(tier, place);
    if (why !== undefined) return [diagnostic("line-never-reached", proof.at(tier.clause), { what: why })];
    const before = tiers.slice(0, at).find((earlier) => shadows(earlier, tier, place));
    if (before === undefined) return [];
    return [behind(proof, tier, before, "above it gives a price whenever this one could", "gives a price then")];
  });
}

function behind(proof: Proof, tier: Tier, end: Tier, why: string, label: string): Diagnostic {
  // The tries of `newly-listed` are one clause: there is no second place to show.
  const related = end.clause === tier.clause ? [] : [{ span: proof.at(end.clause), label }];
  return diagnostic("line-never-reached", proof.at(tier.clause), { what: `\`${end.text}\` ${why}` }, { related });
}

function deadFinal(proof: Proof): Diagnostic[] {
  const price = proof.model.product?.finalSettlement.price;
  return (price === undefined ? [] : formulasIn(price)).flatMap((one) => {
    if (one.op !== "first") return [];
    const ends = one.options.findIndex(certainUnpublished);
    const behind = ends < 0 ? undefined : one.options[ends + 1];
    if (behind === undefined) return [];
    const what = "the one above it always gives a price";
    return [diagnostic("line-never-reached", proof.at(behind.clause), { what })];
  });
}

function deadFallback(proof: Proof, { fallback }: Index): Diagnostic[] {
  const ends = fallback.findIndex((line) => certainFallback(line, proof.model));
  const end = fallback[ends];
  if (end === undefined) return [];
  const related = [{ span: proof.at(end.clause), label: "always gives a value" }];
  const what = `\`${end.text}\` above it always gives a value`;
  return fallback
    .slice(ends + 1)
    .map((line) => diagnostic("line-never-reached", proof.at(line.clause), { what }, { related }));
}
