import type { Limits } from "../../../model/model.ts";
import type { RegulationRule, Shortfall } from "../rule.ts";

/** An exemption is granted on application under a rule of the exchange (17 CFR 150.5(b)(4)). */
export const exemptionsAppliedFor: RegulationRule = {
  name: "exemptions-applied-for",
  regime: "cftc",
  citation: "17 CFR 150.5(b)(4)",
  source: "re-read",
  reads: "the exemptions and their terms",
  why: "An exemption is granted on application under a rule of the exchange",
  mend: "write `exemption … { application: under … }` for each kind",
  check: ({ product }) => withoutRule(product),
  perpetual: ({ product }) => withoutRule(product),
};

function withoutRule({ limits }: { readonly limits?: Limits }): readonly Shortfall[] {
  const one = limits?.exemptions.find(({ application }) => application === undefined);
  if (one === undefined) return [];
  return [{ clause: one.clause, problem: `the exemption ${one.name} does not say under which rule it is applied for` }];
}
