import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined || underlying.administrator !== undefined
    ? []
    : [{ clause: underlying.clause, problem: `${underlying.id} names no administrator` }];

/** One administrator is responsible for the determination (IOSCO FR07/13, principle 1). */
export const administratorNamed: RegulationRule = {
  name: "administrator-named",
  regime: "iosco",
  citation: "IOSCO FR07/13, principle 1",
  source: "principles re-read at second hand",
  reads: "the administrator of the index",
  why: "One administrator is responsible for the determination",
  mend: "name the `administrator` of the index",
  check,
  perpetual: check,
};
