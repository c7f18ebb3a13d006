import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ product }) => {
  const whole = product.kind === "structured" ? product.fullCollateral : undefined;
  const all = [...product.margin, ...(whole === undefined ? [] : [{ ...whole, name: "full-collateral" }])];
  return all
    .filter(({ name, proposed }) => STATED.has(name) && !proposed)
    .map(({ name, clause }) => ({ clause, problem: `${name} of ${product.id} is stated as if it were decided` }));
};

const STATED: ReadonlySet<string> = new Set(["maintenance", "full-collateral"]);

/** Margins of a filing are proposed: the clearing house decides them (17 CFR 38.601, 39.13). */
export const marginProposed: RegulationRule = {
  name: "margin-proposed",
  regime: "cftc",
  citation: "17 CFR 38.601, 39.13",
  source: "re-read",
  reads: "the margin terms",
  why: "Margins of a filing are proposed: the clearing house decides them",
  mend: "mark `maintenance` or `full-collateral` as `proposed`",
  check,
  option: check,
  spread: check,
  perpetual: check,
};
