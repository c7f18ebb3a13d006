import type { RegulationRule } from "../rule.ts";

/** The mark of a perpetual rests on its index and not on its own trades alone (17 CFR part 38, appendix C, (c)(2)). */
export const premiumOfPerpetualBounded: RegulationRule = {
  name: "premium-of-perpetual-bounded",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (c)(2)",
  source: "not re-read",
  reads: "what the mark of a perpetual is made of",
  why: "The mark of a perpetual rests on its index and not on its own trades alone",
  mend: "take the index into the median of `mark`",
  perpetual: ({ product: { mark, id } }) =>
    /"what":"index"/.test(JSON.stringify(mark.of))
      ? []
      : [{ clause: mark.clause, problem: `the mark of ${id} is made of its own prices alone` }],
};
