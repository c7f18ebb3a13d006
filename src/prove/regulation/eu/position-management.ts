import type { RegulationRule } from "../rule.ts";

/** The venue watches positions and can have them reduced, also where no limit applies (Directive 2014/65/EU, Article 57(8); Regulation (EU) 2022/1299). */
export const positionManagement: RegulationRule = {
  name: "position-management",
  regime: "eu",
  citation: "Directive 2014/65/EU, Article 57(8); Regulation (EU) 2022/1299",
  source: "re-read",
  reads: "the limits",
  why: "The venue watches positions and can have them reduced, also where no limit applies",
  mend: "state `limits` with an accountability level or a limit",
  check: ({ product }) =>
    product.limits === undefined || product.limits.levels.length === 0
      ? [
          {
            clause: product.clause,
            problem: `${product.id} has no level from which a position is asked about or reduced`,
          },
        ]
      : [],
};
