import type { RegulationRule } from "../rule.ts";

/** A submission explains the contract and cites what it relies on (17 CFR 40.2(a)(3)(v)). */
export const termsExplained: RegulationRule = {
  name: "terms-explained",
  regime: "cftc",
  citation: "17 CFR 40.2(a)(3)(v)",
  source: "re-read",
  reads: "the text above the contract",
  why: "A submission explains the contract and cites what it relies on",
  mend: "say above the contract, behind `///`, what it is for, and cite a source",
  check: ({ product }) =>
    product.narrative.some(({ citations }) => citations.length > 0)
      ? []
      : [{ clause: product.clause, problem: `no text above ${product.id} explains it with a source` }],
};
