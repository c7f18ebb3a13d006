import type { Perpetual } from "../../model/model.ts";
import { quote } from "./code.ts";
import { marketReads } from "./perpetual-code.ts";

/** The declarations of the functions of a perpetual. */
export function perpetualTypes({ price, mark, funding }: Perpetual): string {
  const given = (names: readonly string[]): string => names.map((name) => `readonly ${name}: Decimal`).join("; ");
  const paid = marketReads(funding.pay.formula);
  return `/** An exact amount of money. */
export type Amount = { readonly amount: Decimal; readonly currency: ${quote(price.currency)} };

/** The price at which positions are valued. */
export function markPrice(input: { ${given(marketReads(...mark.of))} }): {
  readonly value: Decimal;
  readonly steps: readonly Step[];
};

/**
 * The funding of one interval of ${funding.samples} samples, \`null\` for one that failed. \`amount\` is what is paid for each unit: above zero
 * ${funding.pay.by === "longs" ? "longs pay shorts" : "shorts pay longs"}. With more than ${funding.missing.most} missing it is nothing, and the tier is \`none\`.
 */
export function fundingRate(input: {
  readonly samples: readonly ({ ${given(marketReads(funding.sample.formula))} } | null)[];${paid.length === 0 ? "" : `\n  ${paid.map((name) => `readonly ${name}: Decimal;`).join("\n  ")}`}
}): {
  readonly tier: "rate" | "clamped" | "none";
  readonly rate: Exact;
  readonly amount: Decimal;
  readonly used: Whole;
  readonly missing: Whole;
  readonly steps: readonly Step[];
};

/** What every account pays, below zero, or receives; the positions add up to nothing, and so do the payments. */
export function fundingPayments(input: {
  readonly amount: Decimal;
  readonly positions: readonly { readonly account: string; readonly lots: Whole }[];
}): { readonly payments: readonly { readonly account: string; readonly amount: Amount }[]; readonly total: Amount };

/** The same for a column of positions. */
export function fundingInColumns(columns: { readonly amount: Decimal; readonly lots: readonly Whole[] }): {
  readonly amounts: readonly Decimal[];
};

/** What a position receives, or pays where it is negative, as its mark moves from \`previous\` to \`settlement\`. */
export function variationMargin(position: {
  readonly lots: Whole;
  readonly previous: Decimal;
  readonly settlement: Decimal;
}): Amount;`;
}
