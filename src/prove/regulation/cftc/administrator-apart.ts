import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) => {
  const input = underlying?.inputs.find(
    ({ from }) => underlying.administrator !== undefined && from.includes(underlying.administrator),
  );
  return underlying === undefined || input === undefined
    ? []
    : [
        {
          clause: input.clause,
          problem: `${underlying.administrator} administers ${underlying.id} and is one of its sources`,
        },
      ];
};

/** The administrator of the index does not supply the prices it is made of (17 CFR part 38, appendix C, (c)(3)(i); 38.850). */
export const administratorApart: RegulationRule = {
  name: "administrator-apart",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(3)(i); 38.850",
  source: "not re-read",
  reads: "the administrator and the sources of the index",
  why: "The administrator of the index does not supply the prices it is made of",
  mend: "take the administrator out of the sources, or name another",
  check,
  perpetual: check,
};
