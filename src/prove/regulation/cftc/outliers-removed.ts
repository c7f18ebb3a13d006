import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined || underlying.screens.length > 0 || /median|trimmed/.test(JSON.stringify(underlying.steps))
    ? []
    : [{ clause: underlying.clause, problem: `${underlying.id} lets every input count as it comes` }];

/** The index has a procedure against unrepresentative data (17 CFR part 38, appendix C, (c)(3)(iii)). */
export const outliersRemoved: RegulationRule = {
  name: "outliers-removed",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(3)(iii)",
  source: "not re-read",
  reads: "screens and statistics of the index",
  why: "The index has a procedure against unrepresentative data",
  mend: "add a `screen`, or a median or trimmed mean",
  check,
  perpetual: check,
};
