import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined || underlying.publish !== undefined
    ? []
    : [{ clause: underlying.clause, problem: `${underlying.id} does not say when its print is published` }];

/** The index says at which time its print is public, so that it is seen to be timely (17 CFR part 38, appendix C, (c)(2)). */
export const publicationTimed: RegulationRule = {
  name: "publication-timed",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(2)",
  source: "not re-read",
  reads: "the publication of the index",
  why: "The index says at which time its print is public, so that it is seen to be timely",
  mend: "write `publish: at …` in the index",
  check,
  perpetual: check,
};
