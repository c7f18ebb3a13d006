import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined ||
  underlying.quorum.length > 0 ||
  underlying.governance.some(({ principle, met }) => principle === 7 && !met)
    ? []
    : [{ clause: underlying.clause, problem: `${underlying.id} publishes a value of whatever there is` }];

/** The least data a value is made of is stated (IOSCO FR07/13, principle 7). */
export const dataSufficiency: RegulationRule = {
  name: "data-sufficiency",
  regime: "iosco",
  citation: "IOSCO FR07/13, principle 7",
  source: "principles re-read at second hand",
  reads: "the quorum of the index",
  why: "The least data a value is made of is stated",
  mend: "state `quorum` in the index",
  check,
  perpetual: check,
};
