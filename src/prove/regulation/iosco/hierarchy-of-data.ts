import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined || underlying.fallback.length > 0
    ? []
    : [{ clause: underlying.clause, problem: `${underlying.id} has no order of inputs beyond the first` }];

/** What takes the place of transactions when there are too few is stated in order (IOSCO FR07/13, principle 8). */
export const hierarchyOfData: RegulationRule = {
  name: "hierarchy-of-data",
  regime: "iosco",
  citation: "IOSCO FR07/13, principle 8",
  source: "principles re-read at second hand",
  reads: "the fallback of the index",
  why: "What takes the place of transactions when there are too few is stated in order",
  mend: "add a `fallback` to the index",
  check,
  perpetual: check,
};
