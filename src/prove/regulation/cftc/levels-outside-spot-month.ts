import type { RegulationRule } from "../rule.ts";

/** Outside the spot month there is a limit or an accountability level, for single months and for all together (17 CFR 38.300, 150.5(b)(2)). */
export const levelsOutsideSpotMonth: RegulationRule = {
  name: "levels-outside-spot-month",
  regime: "cftc",
  citation: "17 CFR 38.300, 150.5(b)(2)",
  source: "re-read",
  reads: "the levels of the limits",
  why: "Outside the spot month there is a limit or an accountability level, for single months and for all together",
  mend: "state `single-month` and `all-months`",
  check: ({ product }) =>
    (["single-month", "all-months"] as const)
      .filter((scope) => product.limits?.levels.some((one) => one.scope === scope) !== true)
      .map((scope) => ({
        clause: product.limits?.clause ?? product.clause,
        problem: `${product.id} has no level for ${scope}`,
      })),
};
