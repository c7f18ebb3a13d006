import type { Index, Product } from "../../model/model.ts";

/** The regimes that specs can be held against. */
export const REGIMES = ["cftc", "iosco", "eu", "uk"] as const;
export type Regime = (typeof REGIMES)[number];

/** What a rule has in hand: a contract and the index it settles to. */
export type Regulated = { readonly product: Product; readonly underlying: Index | undefined };

/** Where a contract falls short: the clause to look at, and what is wrong in one sentence without its full stop. */
export type Shortfall = { readonly clause: string; readonly problem: string };

/**
 * A compliance rule: one provision, what of the model it reads, why it is there and how to mend what it finds. `source` says whether the text of the
 * provision was read again when the rule was written; nothing here is legal advice.
 */
export type RegulationRule = {
  readonly name: string;
  readonly regime: Regime;
  readonly citation: string;
  readonly source: "re-read" | "not re-read" | "principles re-read at second hand";
  readonly reads: string;
  readonly why: string;
  readonly mend: string;
  readonly check: (of: Regulated) => readonly Shortfall[];
};
