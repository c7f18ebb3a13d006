import type { RegulationRule } from "../rule.ts";

/** The venue, and not the FCA, sets controls of positions and says under which rule (FCA PS25/1, in force from 6 July 2026). */
export const venueSetsControls: RegulationRule = {
  name: "venue-sets-controls",
  regime: "uk",
  citation: "FCA PS25/1, in force from 6 July 2026",
  source: "re-read",
  reads: "the limits",
  why: "The venue, and not the FCA, sets controls of positions and says under which rule",
  mend: "state `aggregation: … under …` in `limits`",
  check: ({ product }) =>
    product.limits?.aggregation === undefined
      ? [
          {
            clause: product.limits?.clause ?? product.clause,
            problem: `${product.id} names no rule under which positions are controlled`,
          },
        ]
      : [],
};
