import type { Product } from "../../model/model.ts";
import { steps } from "./interface-common.ts";
import type { CalculatorFunction, NamedType } from "./interface.ts";
import { choice, decimal, exact, named, optional, orNull, record, taking, whole } from "./interface.ts";

const amount = named("Amount");

/** The types of a delivery. */
export function deliveryTypes({ finalSettlement }: Product): NamedType[] {
  const delivery = finalSettlement.delivery as NonNullable<Product["finalSettlement"]["delivery"]>;
  const { multiple } = delivery.tender;
  const lots = multiple === 1 ? "is a whole number above zero" : `is a multiple of ${multiple}`;
  return [
    { name: "Grade", type: choice(delivery.grades.map(({ name }) => name)) },
    { name: "Location", type: choice(delivery.locations.map(({ name }) => name)) },
    {
      name: "DeliveryInput",
      doc: `\`lots\` ${lots}; \`price\` the settlement price of the day of notice, after trading has ended the final one.`,
      type: record({ grade: named("Grade"), location: named("Location"), lots: whole("contract"), price: decimal() }),
    },
  ];
}

/** What the calculator offers of a delivery. */
export function deliveryFunctions({ finalSettlement }: Product): CalculatorFunction[] {
  const side = choice(["seller", "buyer"]);
  const refuses = ["determination-needed", "not-a-multiple", "off-tick"];
  const { failures = [] } = finalSettlement.delivery ?? {};
  return [
    {
      name: "deliveryInvoice",
      service: "delivery",
      doc: "What the buyer pays the seller, below zero the seller the buyer; `price` is what a unit of the grade costs at the place.",
      parameters: [{ name: "input", type: named("DeliveryInput") }],
      returns: record({ grade: named("Grade"), location: named("Location"), price: exact(), amount, steps }),
      refuses,
      clause: finalSettlement.clause,
    },
    {
      name: "deliveryFailure",
      service: "delivery",
      doc: "What the side that failed to deliver or to pay owes the other.",
      parameters: taking("input", {
        side,
        lots: whole("contract"),
        price: decimal(),
        determination: optional(orNull(named("Determination"))),
      }),
      returns: record({ paidBy: side, amount, steps }),
      refuses,
      clause: failures[0]?.clause ?? finalSettlement.clause,
    },
  ];
}
