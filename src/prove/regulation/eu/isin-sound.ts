import { isIsin } from "../../../value/identifiers.ts";
import type { RegulationRule } from "../rule.ts";

/** The instrument number has its form and its check digit (Regulation (EU) 2017/585, field 1; ISO 6166). */
export const isinSound: RegulationRule = {
  name: "isin-sound",
  regime: "eu",
  citation: "Regulation (EU) 2017/585, field 1; ISO 6166",
  source: "re-read",
  reads: "the instrument number",
  why: "The instrument number has its form and its check digit",
  mend: "correct the `isin`",
  check: ({ product: { classification } }) =>
    classification
      .filter(
        ({ scheme, value, codes }) => scheme === "isin" && value !== "none" && codes === undefined && !isIsin(value),
      )
      .map(({ value, clause }) => ({
        clause,
        problem: `${value} is no instrument number: its form or check digit is wrong`,
      })),
};
