import type { RegulationRule } from "../rule.ts";

/** Options in the money at expiry are exercised without an instruction (17 CFR part 38, appendix C, (d)(1)). */
export const optionExercisedAutomatically: RegulationRule = {
  name: "option-exercised-automatically",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (d)(1)",
  source: "not re-read",
  reads: "the exercise",
  why: "Options in the money at expiry are exercised without an instruction",
  mend: "state `automatic` in `exercise`",
  option: ({ product: { exercise, id } }) =>
    exercise.automatic === undefined
      ? [{ clause: exercise.clause, problem: `an option of ${id} in the money lapses where nobody instructs` }]
      : [],
};
