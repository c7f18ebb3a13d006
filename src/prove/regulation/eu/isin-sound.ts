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
      .filter(({ scheme, value }) => scheme === "isin" && !isIsin(value))
      .map(({ value, clause }) => ({
        clause,
        problem: `${value} is no instrument number: its form or check digit is wrong`,
      })),
};

/** Letters count as 10 to 35, every second digit from the right is doubled, and the digits add up to a multiple of ten (ISO 6166, annex; Luhn). */
function isIsin(text: string): boolean {
  if (!/^[A-Z]{2}[A-Z0-9]{9}[0-9]$/.test(text)) return false;
  const digits = [...text].map((one) => Number.parseInt(one, 36)).join("");
  const sum = [...digits].reverse().reduce((total, one, at) => {
    const twice = Number(one) * (at % 2 === 0 ? 1 : 2);
    return total + (twice > 9 ? twice - 9 : twice);
  }, 0);
  return sum % 10 === 0;
}
