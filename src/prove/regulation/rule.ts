import type { Index, Option, Perpetual, Product, Spread } from "../../model/model.ts";

/** The regimes that specs can be held against. */
export const REGIMES = ["cftc", "iosco", "eu", "uk"] as const;
export type Regime = (typeof REGIMES)[number];

/** What is held against rules: a future or structured contract, an option, a spread or a perpetual. */
export type Contract = Product | Option | Spread | Perpetual;

/** What a rule has in hand: a contract and, of a future or perpetual, the index it settles to. */
export type Regulated<T = Product> = { readonly product: T; readonly underlying: Index | undefined };

/** Where a contract falls short: the clause to look at, and what is wrong in one sentence without its full stop. */
export type Shortfall = { readonly clause: string; readonly problem: string };

/** What a rule finds of contracts of one kind. */
export type Check<T> = (of: Regulated<T>) => readonly Shortfall[];

/**
 * A compliance rule: one provision, what of the model it reads, why it is there and how to mend what it finds. `source` says whether the text of the
 * provision was read again when the rule was written; nothing here is legal advice. It concerns futures and structured contracts where it has a `check`,
 * and contracts of another kind where it has a check for them.
 */
export type RegulationRule = {
  readonly name: string;
  readonly regime: Regime;
  readonly citation: string;
  readonly source: "re-read" | "not re-read" | "principles re-read at second hand";
  readonly reads: string;
  readonly why: string;
  readonly mend: string;
  readonly check?: Check<Product>;
  readonly option?: Check<Option>;
  readonly spread?: Check<Spread>;
  readonly perpetual?: Check<Perpetual>;
};

/** The rules of a list that concern contracts of a kind, `future`, `structured`, `option`, `spread` or `perpetual`. */
export function rulesOf(rules: readonly RegulationRule[], kind: string): RegulationRule[] {
  return rules.filter((rule) =>
    kind === "option" || kind === "spread" || kind === "perpetual"
      ? rule[kind] !== undefined
      : rule.check !== undefined,
  );
}

/** What a rule finds of a contract, whatever its kind; nothing where it is none of its concern. */
export function shortfallsOf(rule: RegulationRule, { product, underlying }: Regulated<Contract>): readonly Shortfall[] {
  switch (product.kind) {
    case "option":
      return rule.option?.({ product, underlying }) ?? [];
    case "spread":
      return rule.spread?.({ product, underlying }) ?? [];
    case "perpetual":
      return rule.perpetual?.({ product, underlying }) ?? [];
    default:
      return rule.check?.({ product, underlying }) ?? [];
  }
}
