import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) => {
  if (underlying === undefined) return [];
  const answered = new Set(underlying.governance.map(({ principle }) => principle));
  const open = Array.from({ length: 19 }, (_, at) => at + 1).filter((one) => !answered.has(one));
  return open.length === 0
    ? []
    : [{ clause: underlying.clause, problem: `${underlying.id} does not answer principle ${open.join(", ")}` }];
};

/** Each of the nineteen principles is answered, or is said not to be met and why (IOSCO FR07/13, principles 1 to 19). */
export const principlesAnswered: RegulationRule = {
  name: "principles-answered",
  regime: "iosco",
  citation: "IOSCO FR07/13, principles 1 to 19",
  source: "principles re-read at second hand",
  reads: "the governance of the index",
  why: "Each of the nineteen principles is answered, or is said not to be met and why",
  mend: "add the missing principles to `governance iosco` of the index",
  check,
  perpetual: check,
};
