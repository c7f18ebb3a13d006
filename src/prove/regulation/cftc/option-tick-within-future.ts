import { compare, parse } from "../../../runtime/exact.ts";
import type { RegulationRule } from "../rule.ts";

/** The step of a premium is no larger than that of the future (17 CFR part 38, appendix C, (d)(1)). */
export const optionTickWithinFuture: RegulationRule = {
  name: "option-tick-within-future",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (d)(1)",
  source: "not re-read",
  reads: "the steps of premiums and of the future",
  why: "The step of a premium is no larger than that of the future",
  mend: "lower the step of premiums to that of the future",
  option: ({ product }) => {
    const tick = parse(product.futureTick.increment);
    return product.premiumTicks
      .filter(({ increment }) => compare(parse(increment), tick) > 0)
      .map(({ increment, clause }) => ({
        clause,
        problem: `premiums of ${product.id} move by ${increment}, and ${product.on.product} by ${product.futureTick.increment}`,
      }));
  },
};
