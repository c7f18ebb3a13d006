import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined || underlying.licence?.until !== undefined
    ? []
    : [
        {
          clause: underlying.licence?.clause ?? underlying.clause,
          problem: `${underlying.id} states no day until which it is licensed`,
        },
      ];

/** The index is licensed for settlement until a stated day (17 CFR part 38, appendix C, (c)(3)). */
export const licenceStated: RegulationRule = {
  name: "licence-stated",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(3)",
  source: "not re-read",
  reads: "the licence of the index",
  why: "The index is licensed for settlement until a stated day",
  mend: "write `licence: until …` in the index",
  check,
  perpetual: check,
};
