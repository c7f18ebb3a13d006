import type { TermDifference } from "../../model/generated/difference.ts";

/** The core principles of designated contract markets that a change of a term can bear on, by number with their names and parts of 17 CFR 38. */
export const CORE_PRINCIPLES = {
  2: ["Compliance with rules", "38.150"],
  3: ["Contracts not readily susceptible to manipulation", "38.200"],
  4: ["Prevention of market disruption", "38.250"],
  5: ["Position limits or accountability", "38.300"],
  7: ["Availability of general information", "38.400"],
  8: ["Daily publication of trading information", "38.450"],
  9: ["Execution of transactions", "38.500"],
  11: ["Financial integrity of transactions", "38.600"],
  12: ["Protection of markets and market participants", "38.650"],
} as const;

export type CorePrinciple = keyof typeof CORE_PRINCIPLES;

/** Fields of a product by the core principles that they bear on: Appendix C to Part 38 for what prices follow from, Subparts C to M for the rest. */
const OF_PRODUCT: readonly (readonly [fields: readonly string[], principles: readonly CorePrinciple[]])[] = [
  [
    ["tick", "premium", "tick-value"],
    [3, 9],
  ],
  [["size", "contract", "price", "currency", "quanto", "underlying", "legs", "leg-prices", "classification"], [3]],
  [["final-settlement", "payoff", "floor", "cap", "dates", "listing", "strikes", "exercise", "style"], [3]],
  [
    ["funding", "mark", "marks"],
    [3, 8],
  ],
  [["daily-settlement"], [4, 8]],
  [["sessions"], [8, 9]],
  [["limits"], [5]],
  [["price-limits"], [4]],
  [["orders/block"], [9]],
  [["orders"], [4, 9]],
  [["margin", "clearing", "paid"], [11]],
  [["participants"], [2, 12]],
];

const OF_OTHERS: Readonly<Record<TermDifference["of"], readonly CorePrinciple[]>> = {
  product: [],
  index: [3, 4],
  grade: [3],
  calendar: [],
  organisation: [],
};

/** The core principles that changed terms bear on, in their order; that rules are published bears on each change (38.401). */
export function principlesOf(changes: readonly Pick<TermDifference, "of" | "field">[]): readonly CorePrinciple[] {
  const found = new Set<CorePrinciple>(changes.length === 0 ? [] : [7]);
  for (const { of, field } of changes) {
    const own =
      of === "product"
        ? OF_PRODUCT.find(([fields]) => fields.some((one) => field === one || field.startsWith(`${one}/`)))?.[1]
        : OF_OTHERS[of];
    for (const one of own ?? []) found.add(one);
  }
  return [...found].sort((a, b) => a - b);
}
