import type { RegulationRule } from "../rule.ts";

/** The letters of the CFI say the kind and the settlement that the contract has (ISO 10962; Regulation (EU) 2017/585, fields 3 and 34). */
export const cfiAgrees: RegulationRule = {
  name: "cfi-agrees",
  regime: "eu",
  citation: "ISO 10962; Regulation (EU) 2017/585, fields 3 and 34",
  source: "re-read",
  reads: "the CFI and how the contract ends",
  why: "The letters of the CFI say the kind and the settlement that the contract has",
  mend: "correct the CFI or the settlement",
  check: ({ product }) => {
    const cfi = product.classification.find(({ scheme }) => scheme === "cfi");
    if (cfi === undefined) return [{ clause: product.clause, problem: `${product.id} states no CFI` }];
    const wanted = product.finalSettlement.method === "cash" ? "C" : "P";
    if (cfi.value.startsWith("F") && cfi.value[3] !== wanted && /^F[FC]/.test(cfi.value))
      return [
        {
          clause: cfi.clause,
          problem: `${cfi.value} says ${cfi.value[3]} where the contract ends in ${product.finalSettlement.method}`,
        },
      ];
    return cfi.value.startsWith("F") ? [] : [{ clause: cfi.clause, problem: `${cfi.value} is no code of a future` }];
  },
};
