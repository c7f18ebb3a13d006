import type { RegulationRule } from "../rule.ts";

/** Two legs that are traded together are a strategy: reference data have its legs and not it (ESMA70-1861941480-56, complex trades, question (f); ISO 10962). */
export const strategyIsNoInstrument: RegulationRule = {
  name: "strategy-is-no-instrument",
  regime: "eu",
  citation: "ESMA70-1861941480-56, complex trades, question (f); ISO 10962",
  source: "re-read",
  reads: "the CFI and the instrument number of a spread",
  why: "Two legs that are traded together are a strategy: reference data have its legs and not it",
  mend: "state a CFI of a strategy, which begins with K, and no `isin`",
  spread: ({ product: { classification } }) =>
    classification.flatMap(({ scheme, value, clause }) => {
      if (scheme === "isin" && value !== "none")
        return [{ clause, problem: `${value} is an instrument number, and a strategy is no instrument` }];
      return scheme === "cfi" && !value.startsWith("K")
        ? [
            {
              clause,
              problem: `${value} is the CFI of an instrument, and legs that are booked one by one are a strategy`,
            },
          ]
        : [];
    }),
};
