import type { RegulationRule } from "../rule.ts";

/** Options count towards the limits of their future as futures equivalents (17 CFR part 38, appendix C, (d)(3); 150.1). */
export const optionCountsWithFuture: RegulationRule = {
  name: "option-counts-with-future",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (d)(3); 150.1",
  source: "not re-read",
  reads: "the limits of the option",
  why: "Options count towards the limits of their future as futures equivalents",
  mend: "state `aggregate-into: … at 1/1` in `limits`",
  option: ({ product: { limits, on, id, clause } }) =>
    limits?.aggregate.some(({ product, into }) => into && product === on.product) === true
      ? []
      : [
          {
            clause: limits?.clause ?? clause,
            problem: `positions in ${id} do not count towards the limits of ${on.product}`,
          },
        ],
};
