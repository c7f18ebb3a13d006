import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ product }) =>
  product.margin
    .filter(({ name, proposed }) => name === "maintenance" && !proposed)
    .map(({ name, clause }) => ({ clause, problem: `${name} of ${product.id} is stated as if it were decided` }));

/** Margins of a filing are proposed: the clearing house decides them (17 CFR 38.601, 39.13). */
export const marginProposed: RegulationRule = {
  name: "margin-proposed",
  regime: "cftc",
  citation: "17 CFR 38.601, 39.13",
  source: "re-read",
  reads: "the margin terms",
  why: "Margins of a filing are proposed: the clearing house decides them",
  mend: "mark `maintenance` as `proposed`",
  check,
  option: check,
  spread: check,
  perpetual: check,
};
