import { compare } from "../../../runtime/exact.ts";
import { numberOf } from "../../../value/rational.ts";
import type { Limits } from "../../../model/model.ts";
import type { RegulationRule, Shortfall } from "../rule.ts";

/** Positions are aggregated from ten per cent of ownership or control on (17 CFR 150.4, 150.5(d)). */
export const aggregationAtTenth: RegulationRule = {
  name: "aggregation-at-tenth",
  regime: "cftc",
  citation: "17 CFR 150.4, 150.5(d)",
  source: "re-read",
  reads: "the aggregation of the limits",
  why: "Positions are aggregated from ten per cent of ownership or control on",
  mend: "write `aggregation: at 10% of ownership or control, under …`",
  check: ({ product }) => atTenth(product),
  perpetual: ({ product }) => atTenth(product),
};

function atTenth({ id, limits }: { readonly id: string; readonly limits?: Limits }): readonly Shortfall[] {
  const share = limits?.aggregation?.share;
  if (limits === undefined || (share !== undefined && compare(numberOf(share), { n: 1n, d: 10n }) <= 0)) return [];
  const problem =
    share === undefined
      ? `${id} does not say from which share on owners are added`
      : `owners are added from ${share} on only, more than a tenth`;
  return [{ clause: limits.aggregation?.clause ?? limits.clause, problem }];
}
