import type { RegulationRule } from "../rule.ts";

/** The name of the index fits 25 characters and the short name of the contract 35 (Regulation (EU) 2017/585, fields 7 and 28; ISO 18774). */
export const namesFitRts23: RegulationRule = {
  name: "names-fit-rts23",
  regime: "eu",
  citation: "Regulation (EU) 2017/585, fields 7 and 28; ISO 18774",
  source: "re-read",
  reads: "the name of the index and the short name",
  why: "The name of the index fits 25 characters and the short name of the contract 35",
  mend: "shorten the name of the index or the `fisn`",
  check: ({ product, underlying }) => {
    const fisn = product.classification.find(({ scheme }) => scheme === "fisn");
    return [
      ...(underlying !== undefined && underlying.id.length > 25
        ? [
            {
              clause: underlying.clause,
              problem: `${underlying.id} has ${underlying.id.length} characters, more than 25`,
            },
          ]
        : []),
      ...(fisn !== undefined && fisn.value.length > 35
        ? [{ clause: fisn.clause, problem: `the short name has ${fisn.value.length} characters, more than 35` }]
        : []),
    ];
  },
};
