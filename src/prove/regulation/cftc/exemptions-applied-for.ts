import type { RegulationRule } from "../rule.ts";

/** An exemption is granted on application under a rule of the exchange (17 CFR 150.5(b)(4)). */
export const exemptionsAppliedFor: RegulationRule = {
  name: "exemptions-applied-for",
  regime: "cftc",
  citation: "17 CFR 150.5(b)(4)",
  source: "re-read",
  reads: "the exemptions and their terms",
  why: "An exemption is granted on application under a rule of the exchange",
  mend: "write `exemption … { application: under … }` for each kind",
  check: ({ product }) =>
    (product.limits?.exemptions ?? [])
      .filter(({ application }) => application === undefined)
      .slice(0, 1)
      .map(({ name, clause }) => ({
        clause,
        problem: `the exemption ${name} does not say under which rule it is applied for`,
      })),
};
