import type { RegulationRule } from "../rule.ts";

/** A submission says how the levels of limits are calculated (17 CFR 150.5(e)). */
export const limitMethodology: RegulationRule = {
  name: "limit-methodology",
  regime: "cftc",
  citation: "17 CFR 150.5(e)",
  source: "re-read",
  reads: "the limits and what they rest on",
  why: "A submission says how the levels of limits are calculated",
  mend: "state `basis` for the spot month and `other-months-basis` for other limits",
  check: ({ product }) => {
    const limits = product.limits;
    const bare = limits?.levels.find(
      ({ scope, type }) =>
        type === "limit" && (scope === "spot-month" ? limits.basis : limits.otherMonthsBasis) === undefined,
    );
    return bare === undefined
      ? []
      : [
          {
            clause: bare.clause,
            problem: `the ${bare.scope} limit of ${product.id} says nothing of how it is calculated`,
          },
        ];
  },
};
