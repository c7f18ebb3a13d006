import type { RegulationRule } from "../rule.ts";

/** What is delivered is looked at by somebody named, within a time (17 CFR part 38, appendix C, (b)(2)). */
export const deliveryInspected: RegulationRule = {
  name: "delivery-inspected",
  regime: "cftc",
  citation: "17 CFR part 38, appendix C, (b)(2)",
  source: "not re-read",
  reads: "the delivery",
  why: "What is delivered is looked at by somebody named, within a time",
  mend: "write `inspection:` in the final settlement",
  check: ({ product: { id, finalSettlement } }) =>
    finalSettlement.delivery === undefined || finalSettlement.delivery.inspection !== undefined
      ? []
      : [{ clause: finalSettlement.clause, problem: `nobody inspects what is delivered under ${id}` }],
};
