import type { RegulationRule } from "../rule.ts";

/** Pauses and price limits bound a market that moves too fast (17 CFR 38.255). */
export const haltsStated: RegulationRule = {
  name: "halts-stated",
  regime: "cftc",
  citation: "17 CFR 38.255",
  source: "not re-read",
  reads: "the price limits",
  why: "Pauses and price limits bound a market that moves too fast",
  mend: "state `price-limits`",
  check: ({ product }) =>
    product.priceLimits === undefined
      ? [{ clause: product.clause, problem: `${product.id} has no price limits and no halts` }]
      : [],
};
