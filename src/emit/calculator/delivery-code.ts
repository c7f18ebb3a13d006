import type { Delivery, Failure, Product } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code, Declaration } from "./code.ts";
import { call, constant, handing, list, map, number, object, text, whole } from "./code.ts";
import type { Section } from "./index-code.ts";
import { fractionRoundingCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { oneLine } from "./spec-text.ts";

/** The functions `deliveryInvoice` and `deliveryFailure` of a product that is delivered. */
export function deliveryCode(product: Product, delivery: Delivery, spec: SpecText): Section {
  const { size, price, ticks, tickValueExactTo, dailySettlement, finalSettlement } = product;
  const { grades, locations, round, tender, failures } = delivery;
  const increments = [...new Set([dailySettlement.round.increment, finalSettlement.round.increment])];
  const terms = object("DeliveryTerms", {
    grades: differentials(grades),
    locations: differentials(locations),
    round: round && fractionRoundingCode(round),
    multiple: whole(tender.multiple),
    increments: list(increments.map(number)),
    priceClause: text(finalSettlement.price.clause),
    failures: map(Object.fromEntries(failures.map((one) => [one.side, failureCode(one)]))),
  });
  const cited = [
    ...new Set([...grades, ...locations, ...(round ? [round] : []), tender, ...failures].map((one) => one.clause)),
  ];
  const parts: Declaration[] = [
    constant("delivered", terms, cited.map(spec.cite)),
    handing(
      "deliveryInvoice",
      ["input"],
      `What the buyer pays for a delivery (${spec.where(finalSettlement.clause)}).`,
      call("invoiceOf", "worth", "delivered", "input"),
    ),
    handing(
      "deliveryFailure",
      ["input"],
      `What a side that fails pays the other (${spec.where(failures[0]?.clause ?? finalSettlement.clause)}).`,
      call("failureOf", "worth", "delivered", "input"),
    ),
  ];
  const unit = [size, price, ticks, tickValueExactTo];
  const steps = [dailySettlement.round, finalSettlement.round, { clause: finalSettlement.price.clause }];
  return {
    parts,
    trace: [
      { at: "#deliveryInvoice", clauses: clausesIn([grades, locations, round, tender, unit, steps]) },
      { at: "#deliveryFailure", clauses: clausesIn([failures, tender, unit, steps]) },
    ],
  };
}

function differentials(all: Delivery["grades"]): Code {
  return map(
    Object.fromEntries(
      all.map(({ name, factor, add, clause }) => [
        name,
        object("Differential", { factor: number(factor), add: number(add), clause: text(clause) }, false),
      ]),
    ),
  );
}

function failureCode(failure: Failure): Code {
  const { kind, clause } = failure;
  const said = text(oneLine(failure.text));
  switch (failure.kind) {
    case "share":
      return object(
        "Failure",
        { kind: text(kind), share: number(failure.share), text: said, clause: text(clause) },
        false,
      );
    case "amount":
      return object(
        "Failure",
        { kind: text(kind), amount: number(failure.amount), text: said, clause: text(clause) },
        false,
      );
    case "determination":
      return object(
        "Failure",
        { kind: text(kind), by: text(failure.by), under: text(failure.under), clause: text(clause) },
        false,
      );
  }
}
