import type { RegulationRule } from "../rule.ts";

/** A contract that is delivered has accountability levels (Regulation (EU) 2022/1299). */
export const accountabilityWhereDelivered: RegulationRule = {
  name: "accountability-where-delivered",
  regime: "eu",
  citation: "Regulation (EU) 2022/1299",
  source: "re-read",
  reads: "the limits and how the contract ends",
  why: "A contract that is delivered has accountability levels",
  mend: "state an `accountability` level in `limits`",
  check: ({ product: { finalSettlement, limits, clause, id } }) =>
    finalSettlement.method === "cash" || limits?.levels.some(({ type }) => type === "accountability") === true
      ? []
      : [{ clause: limits?.clause ?? clause, problem: `${id} is delivered and has no accountability level` }],
};
