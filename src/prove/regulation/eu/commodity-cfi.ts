import type { RegulationRule } from "../rule.ts";

/** A commodity derivative has the CFI of one: reference data tie the fields of commodities to it (Regulation (EU) 2017/585, fields 3, 4 and 35 to 39; ISO 10962). */
export const commodityCfi: RegulationRule = {
  name: "commodity-cfi",
  regime: "eu",
  citation: "Regulation (EU) 2017/585, fields 3, 4 and 35 to 39; ISO 10962",
  source: "re-read",
  reads: "the CFI and the MiFID section",
  why: "A commodity derivative has the CFI of one: reference data tie the fields of commodities to it",
  mend: "state a CFI that begins with FC, or the section of MiFID II that fits it",
  check: ({ product }) => {
    const of = (scheme: string) => product.classification.find((one) => one.scheme === scheme);
    const [cfi, mifid] = [of("cfi"), of("mifid")];
    const commodity = mifid !== undefined && /^C(?:5|6|7|10)$/.test(mifid.value);
    return cfi === undefined || !commodity || !cfi.value.startsWith("FF")
      ? []
      : [
          {
            clause: cfi.clause,
            problem: `${cfi.value} is the CFI of a financial future, and ${mifid.value} is a commodity derivative`,
          },
        ];
  },
};
