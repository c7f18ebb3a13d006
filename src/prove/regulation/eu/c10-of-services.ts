import type { RegulationRule } from "../rule.ts";

/** A contract on a service settled in cash is of section C(10) (Regulation (EU) 2017/565, Articles 7(3) and 8(g)). */
export const c10OfServices: RegulationRule = {
  name: "c10-of-services",
  regime: "eu",
  citation: "Regulation (EU) 2017/565, Articles 7(3) and 8(g)",
  source: "re-read",
  reads: "the MiFID section and how the contract ends",
  why: "A contract on a service settled in cash is of section C(10)",
  mend: "state `mifid: C10` with its reason, or settle by delivery",
  check: ({ product }) => {
    const mifid = product.classification.find(({ scheme }) => scheme === "mifid");
    if (mifid?.value === "C10" && product.finalSettlement.method !== "cash")
      return [
        { clause: mifid.clause, problem: `${product.id} is delivered, and C(10) of a service is settled in cash` },
      ];
    return mifid === undefined
      ? [{ clause: product.clause, problem: `${product.id} states no section of MiFID II` }]
      : [];
  },
};
