import type { RegulationRule } from "../rule.ts";

/** A contract on an exempt commodity has a spot-month limit, also where nothing is delivered (17 CFR 150.5(b)(1), 150.1). */
export const spotLimitOfPhysicalCommodity: RegulationRule = {
  name: "spot-limit-of-physical-commodity",
  regime: "cftc",
  citation: "17 CFR 150.5(b)(1), 150.1",
  source: "re-read",
  reads: "the classification under the Act and the limits",
  why: "A contract on an exempt commodity has a spot-month limit, also where nothing is delivered",
  mend: "state `spot-month` in `limits`, or another classification with its reason",
  check: ({ product }) => {
    const status = product.classification.find(({ scheme, value }) => scheme === "cea" && value === "exempt-commodity");
    const limited =
      product.limits?.levels.some(({ scope, type }) => scope === "spot-month" && type === "limit") ?? false;
    return status === undefined || limited
      ? []
      : [{ clause: status.clause, problem: `${product.id} is on an exempt commodity and has no spot-month limit` }];
  },
};
