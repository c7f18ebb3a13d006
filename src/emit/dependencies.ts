import type { Product, Reference } from "../model/model.ts";
import { LAST_TRADING_DAY } from "./product.ts";

/** Every `clause` inside a formula, rule or other part of the model, each once. */
export function clausesIn(part: unknown): string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("clause" in value && typeof value.clause === "string") found.add(value.clause);
    if ("roleClause" in value && typeof value.roleClause === "string") found.add(value.roleClause);
    if ("from" in value && "op" in value && Array.isArray(value.from))
      for (const one of value.from as string[]) found.add(one);
    Object.values(value).forEach(walk);
  };
  walk(part);
  return [...found];
}

/** What a date rule of a product or of a reference may refer to. */
type Dated = Pick<Product | Reference, "contract" | "dates"> & { readonly intervals?: Product["intervals"] };

/**
 * The clauses of the dates and intervals a date rule of the product refers to by name, directly or through others, and
 * of the contract's period; `spot-period` brings those of its two ends.
 */
export function clausesOfRule(product: Dated, rule: unknown): string[] {
  const clauses = new Set([product.contract.clause]);
  const seen = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("kind" in value && value.kind === "reference" && "date" in value) follow(String(value.date));
    Object.values(value).forEach(walk);
  };
  const follow = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const term of [...product.dates, ...(product.intervals ?? [])]) {
      if (term.name !== name) continue;
      clauses.add(term.clause);
      walk("rule" in term ? term.rule : [term.from, term.to]);
    }
  };
  walk(rule);
  return [...clauses];
}

/** The clauses on which it depends which months are listed and when: listing, period and the end of trading. */
export function clausesOfListing(product: Product): string[] {
  const end = { kind: "reference", date: LAST_TRADING_DAY };
  return [...new Set([product.listing.clause, ...clausesOfRule(product, [end, product.listing.add])])];
}
