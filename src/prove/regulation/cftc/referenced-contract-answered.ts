import type { RegulationRule } from "../rule.ts";

/** It is said whether the contract is a referenced contract (17 CFR part 40, appendix D (a)(4); 40.1). */
export const referencedContractAnswered: RegulationRule = {
  name: "referenced-contract-answered",
  regime: "cftc",
  citation: "17 CFR part 40, appendix D (a)(4); 40.1",
  source: "re-read",
  reads: "the limits",
  why: "It is said whether the contract is a referenced contract",
  mend: "write `referenced: no, because …` in `limits`",
  check: ({ product }) =>
    product.limits?.referenced?.because === undefined
      ? [
          {
            clause: product.limits?.clause ?? product.clause,
            problem: `${product.id} does not say whether it is a referenced contract, and why`,
          },
        ]
      : [],
};
