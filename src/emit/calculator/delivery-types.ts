import type { Product } from "../../model/model.ts";
import { quote } from "./code.ts";

/** The declarations of `deliveryInvoice` and `deliveryFailure`, where the product is delivered. */
export function deliveryTypes(product: Product): string[] {
  const { delivery } = product.finalSettlement;
  if (delivery === undefined) return [];
  const names = (all: readonly { readonly name: string }[]): string => all.map(({ name }) => quote(name)).join(" | ");
  const { multiple } = delivery.tender;
  return [
    `
export type Grade = ${names(delivery.grades)};

export type Location = ${names(delivery.locations)};

/** \`lots\` ${multiple === 1 ? "is a whole number above zero" : `is a multiple of ${multiple}`}; \`price\` the settlement price of the day of notice, after trading has ended the final one. */
export type DeliveryInput = {
  readonly grade: Grade;
  readonly location: Location;
  readonly lots: Whole;
  readonly price: Decimal;
};

/** What the buyer pays the seller, below zero the seller the buyer; \`price\` is what a unit of the grade costs at the place. */
export function deliveryInvoice(input: DeliveryInput): {
  readonly grade: Grade;
  readonly location: Location;
  readonly price: Exact;
  readonly amount: Amount;
  readonly steps: readonly Step[];
};

/** What the side that failed to deliver or to pay owes the other. */
export function deliveryFailure(input: {
  readonly side: "seller" | "buyer";
  readonly lots: Whole;
  readonly price: Decimal;
  readonly determination?: Determination | null;
}): { readonly paidBy: "seller" | "buyer"; readonly amount: Amount; readonly steps: readonly Step[] };`.trim(),
  ];
}
