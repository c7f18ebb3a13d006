import type { NamedType } from "./interface.ts";
import { day, decimal, exact, listOf, mapOf, named, optional, record, said, whole, words } from "./interface.ts";

/** A list of steps, as every explained result has. */
export const steps = listOf(named("Step"));

/** The types that every calculator has alike. */
export const COMMON_TYPES: readonly NamedType[] = [
  {
    name: "Determination",
    doc: "A decision of the body and under the rule that the spec names. The signature is carried, not checked.",
    type: record({ by: words, rule: words, value: decimal(), signature: words }),
  },
  {
    name: "Step",
    doc: "One line of an explanation: the words of the rule, the number it gave, and its clause.",
    type: record({ text: words, value: exact(), clause: words }),
  },
];

const skippedTier = record({
  tier: words,
  clause: words,
  reasons: listOf(words),
  dropped: listOf(named("Dropped")),
});

const group = record({ name: words, value: exact(), weight: exact(), observations: listOf(whole()) });

const linked = { date: day, value: decimal(), prices: mapOf(words, decimal()) };

/** What a print says beside its evidence. */
export const PRINT = {
  index: words,
  date: day,
  value: decimal(),
  tier: said(words, "`inputs`, or `fallback/1` and on."),
  repeats: said(whole(), "How many publications in a row have now repeated one value."),
  version: optional(words, "The version of the method, where the spec states one."),
  skipped: listOf(skippedTier),
} as const;

/** The groups of a print. */
export const groups = listOf(group);

/** The types of prints of indices. */
export const INDEX_TYPES: readonly NamedType[] = [
  {
    name: "Dropped",
    doc: "An observation that a rule left out: its position in the list passed in, and why.",
    type: record({ observation: whole(), reason: words, clause: words }),
  },
  {
    name: "Chain",
    doc: "What a basket with a base goes on from: a print, and the prices of its members then; while a member is still to retire, also the newest print.",
    type: record({ ...linked, last: optional(record(linked)) }),
  },
  {
    name: "ReferencePrice",
    doc: "One print of an index. Pass `{ value, repeats }` of it as `previous` to the next one, with `excluded` or `chain` of its evidence where the next one asks for it.",
    type: record({
      ...PRINT,
      evidence: record({
        used: said(listOf(whole()), "The positions of the observations used."),
        dropped: listOf(named("Dropped")),
        excluded: said(listOf(words), "What a screen that takes back later leaves out."),
        chain: optional(named("Chain"), "Of a basket with a base, what the next print goes on from."),
        shares: listOf(record({ source: words, kind: words, share: exact() })),
        groups,
      }),
      steps,
    }),
  },
];

/** An exact amount of a currency. */
export function amountType(currency: string): NamedType {
  return {
    name: "Amount",
    doc: "An exact amount of money.",
    type: record({ amount: decimal(currency), currency: { kind: "choice", names: [currency] } }),
  };
}

/** What a position receives as its price moves: the same for every product that is margined. */
export const POSITION = { lots: whole("contract"), previous: decimal(), settlement: decimal() } as const;
