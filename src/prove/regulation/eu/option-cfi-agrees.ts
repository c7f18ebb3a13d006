import type { RegulationRule } from "../rule.ts";

/** The CFI of an option says its style, that it is on a future, and how it is settled (ISO 10962; Regulation (EU) 2017/585, fields 3, 33 and 34). */
export const optionCfiAgrees: RegulationRule = {
  name: "option-cfi-agrees",
  regime: "eu",
  citation: "ISO 10962; Regulation (EU) 2017/585, fields 3, 33 and 34",
  source: "re-read",
  reads: "the CFI, the style and what is exercised into",
  why: "The CFI of an option says its style, that it is on a future, and how it is settled",
  mend: "correct the CFI, the style or `into`",
  option: ({ product: { classification, style, exercise, id, clause } }) => {
    const cfi = classification.find(({ scheme }) => scheme === "cfi");
    if (cfi === undefined) return [{ clause, problem: `${id} states no CFI` }];
    const delivery = exercise.into.kind === "future" ? "P" : "C";
    const wanted = `${style.value === "american" ? "A" : "E"}F${delivery}`;
    return /^O[CPM]/.test(cfi.value) && cfi.value.slice(2, 5) === wanted
      ? []
      : [
          {
            clause: cfi.clause,
            problem: `${cfi.value} is not O, C or P, and ${wanted}, as its style and exercise are`,
          },
        ];
  },
};
