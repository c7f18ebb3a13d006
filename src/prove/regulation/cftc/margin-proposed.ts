import type { RegulationRule } from "../rule.ts";

/** Margins of a filing are proposed: the clearing house decides them (17 CFR 38.601, 39.13). */
export const marginProposed: RegulationRule = {
  name: "margin-proposed",
  regime: "cftc",
  citation: "17 CFR 38.601, 39.13",
  source: "re-read",
  reads: "the margin terms",
  why: "Margins of a filing are proposed: the clearing house decides them",
  mend: "mark `maintenance` as `proposed`",
  check: ({ product }) =>
    product.margin
      .filter(({ name, proposed }) => name === "maintenance" && !proposed)
      .map(({ name, clause }) => ({ clause, problem: `${name} of ${product.id} is stated as if it were decided` })),
};
