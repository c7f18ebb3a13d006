import type { RegulationRule } from "../rule.ts";

/** A contract is certified to comply only where it is permitted (17 CFR 40.2(a)(3)(iv)). */
export const perpetualPermitted: RegulationRule = {
  name: "perpetual-permitted",
  regime: "cftc",
  citation: "17 CFR 40.2(a)(3)(iv)",
  source: "re-read",
  reads: "the status",
  why: "A contract is certified to comply only where it is permitted",
  mend: "wait for the answer and state `status: permitted, because …`",
  perpetual: ({ product: { status, id } }) =>
    status.value === "permitted"
      ? []
      : [{ clause: status.clause, problem: `whether ${id} may be listed is pending: nobody can certify it` }],
};
