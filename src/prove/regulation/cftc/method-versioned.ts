import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined || underlying.version !== undefined
    ? []
    : [{ clause: underlying.clause, problem: `${underlying.id} does not say which version of its method is meant` }];

/** The description of the index is of one version of its method (17 CFR part 38, appendix C, (c)(1)). */
export const methodVersioned: RegulationRule = {
  name: "method-versioned",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(1)",
  source: "not re-read",
  reads: "the version of the index",
  why: "The description of the index is of one version of its method",
  mend: "write `version:` in the index",
  check,
  perpetual: check,
};
