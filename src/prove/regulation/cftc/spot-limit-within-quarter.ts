import { compare } from "../../../runtime/exact.ts";
import { numberOf } from "../../../value/rational.ts";
import type { RegulationRule } from "../rule.ts";

/** The basis of the spot-month limit is at most a quarter of deliverable supply (17 CFR 150.5(b)(1)(i)). */
export const spotLimitWithinQuarter: RegulationRule = {
  name: "spot-limit-within-quarter",
  regime: "cftc",
  citation: "17 CFR 150.5(b)(1)(i)",
  source: "re-read",
  reads: "the share that the basis takes",
  why: "The basis of the spot-month limit is at most a quarter of deliverable supply",
  mend: "lower the share of `basis` to 25%",
  check: ({ product }) => {
    const basis = product.limits?.basis;
    if (basis?.share === undefined || compare(numberOf(basis.share), { n: 1n, d: 4n }) <= 0) return [];
    return [
      { clause: basis.clause, problem: `the basis takes ${basis.share} of what it rests on, more than a quarter` },
    ];
  },
};
