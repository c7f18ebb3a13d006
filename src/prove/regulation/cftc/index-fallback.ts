import type { Check, Contract, RegulationRule } from "../rule.ts";

const check: Check<Contract> = ({ underlying }) =>
  underlying === undefined || underlying.fallback.some(({ kind }) => kind === "determination")
    ? []
    : [{ clause: underlying.clause, problem: `the fallback of ${underlying.id} ends with nobody who decides` }];

/** What happens when the index is not published is stated, to the body that decides in the end (17 CFR part 38, appendix C, (c)(1)). */
export const indexFallback: RegulationRule = {
  name: "index-fallback",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(1)",
  source: "not re-read",
  reads: "the fallback of the index",
  why: "What happens when the index is not published is stated, to the body that decides in the end",
  mend: "end `fallback` with `determination by … under …`",
  check,
  perpetual: check,
};
