import type { RegulationRule } from "../rule.ts";

/** It is said what becomes of a delivery that fails, by the side that fails (17 CFR part 38, appendix C, (b)(2)). */
export const deliveryFailureStated: RegulationRule = {
  name: "delivery-failure-stated",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (b)(2)",
  source: "not re-read",
  reads: "the delivery",
  why: "It is said what becomes of a delivery that fails, by the side that fails",
  mend: "write a `failure` of `seller` and one of `buyer` in the final settlement",
  check: ({ product: { id, finalSettlement } }) =>
    (["seller", "buyer"] as const)
      .filter((side) => finalSettlement.delivery?.failures.some((one) => one.side === side) === false)
      .map((side) => ({
        clause: finalSettlement.clause,
        problem: `${id} does not say what becomes of a delivery in which the ${side} fails`,
      })),
};
