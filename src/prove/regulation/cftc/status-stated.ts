import type { RegulationRule } from "../rule.ts";

/** The status of the underlying under the Act is stated with its reason, for the limits follow from it (CEA 1a(9), (19), (20); 17 CFR 150.1). */
export const statusStated: RegulationRule = {
  name: "status-stated",
  regime: "cftc",
  citation: "CEA 1a(9), (19), (20); 17 CFR 150.1",
  source: "re-read",
  reads: "the classification under the Act",
  why: "The status of the underlying under the Act is stated with its reason, for the limits follow from it",
  mend: "write `cea:` in `classification` with its `because`",
  check: ({ product }) => {
    const status = product.classification.find(({ scheme }) => scheme === "cea");
    return status?.because === undefined
      ? [
          {
            clause: status?.clause ?? product.clause,
            problem: `${product.id} does not say what its underlying is under the Act, and why`,
          },
        ]
      : [];
  },
};
