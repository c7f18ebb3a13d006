import type { Spread } from "../../model/model.ts";
import { quote } from "./code.ts";
import { COMMON } from "./declared-types.ts";
import { legName } from "./spread-code.ts";

/** The text of the `.d.ts` beside the calculator of a spread. */
export function spreadDeclarations(spread: Spread): string {
  const { legs, price } = spread;
  const anchored = legs.filter((leg) => leg.anchored).map(legName);
  return `${COMMON.trim()}

/** An exact amount of money. */
export type Amount = { readonly amount: Decimal; readonly currency: ${quote(price.currency)} };

/** A leg of a trade: bought lots are above zero. */
export type BookedLeg = { readonly leg: ${legs.map((leg) => quote(legName(leg))).join(" | ")}; readonly lots: Whole; readonly price: Decimal };

/** The exact price that prices of the legs make, in the order ${legs.map(legName).join(", ")}. */
export function spreadPrice(input: { readonly prices: readonly Decimal[] }): {
  readonly value: Exact;
  readonly steps: readonly Step[];
};

/** The legs of a trade of so many spreads at \`price\`; \`settlements\` are those of ${anchored.join(", ")} before it. */
export function legPrices(input: {
  readonly price: Decimal;
  readonly lots: Whole;
  readonly settlements: readonly Decimal[];
}): { readonly value: Decimal; readonly legs: readonly BookedLeg[]; readonly steps: readonly Step[] };

/** The prices of legs of many trades: entry i of each column is of trade i; what comes back is a column for each leg. */
export function legPricesInColumns(columns: {
  readonly price: readonly Decimal[];
  readonly settlements: readonly (readonly Decimal[])[];
}): { readonly legs: readonly (readonly Decimal[])[] };

/** What a trade has gained on its first day; \`before\` as for \`legPrices\`, \`settlements\` of all legs on the day. */
export function variationMargin(input: {
  readonly price: Decimal;
  readonly lots: Whole;
  readonly before: readonly Decimal[];
  readonly settlements: readonly Decimal[];
}): {
  readonly amount: Amount;
  readonly legs: readonly (BookedLeg & { readonly amount: Amount })[];
  readonly steps: readonly Step[];
};
`;
}
