import type { RegulationRule } from "../rule.ts";

/** The exchange defines the spot month of its contract itself, by its first and last day (17 CFR 150.1, 150.5(b)(1)). */
export const spotMonthDefined: RegulationRule = {
  name: "spot-month-defined",
  regime: "cftc",
  citation: "17 CFR 150.1, 150.5(b)(1)",
  source: "re-read",
  reads: "the intervals of the dates",
  why: "The exchange defines the spot month of its contract itself, by its first and last day",
  mend: "state `spot-period` in `dates`",
  check: ({ product }) => {
    const limit = product.limits?.levels.find(({ scope }) => scope === "spot-month");
    return limit === undefined || product.intervals.some(({ name }) => name === "spot-period")
      ? []
      : [{ clause: limit.clause, problem: `${product.id} limits its spot month and does not say when that is` }];
  },
};
