import type { Delivery, Failure, Product } from "../../model/model.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code } from "./code.ts";
import { list, number, object, quote, statement } from "./code.ts";
import type { Section } from "./index-code.ts";
import { fractionRoundingCode } from "./rounding-code.ts";
import type { SpecText } from "./spec-text.ts";
import { oneLine } from "./spec-text.ts";

/** The functions `deliveryInvoice` and `deliveryFailure` of a product that is delivered. */
export function deliveryCode(product: Product, delivery: Delivery, spec: SpecText): Section {
  const { size, price, ticks, tickValueExactTo, dailySettlement, finalSettlement } = product;
  const { grades, locations, round, tender, failures } = delivery;
  const increments = [...new Set([dailySettlement.round.increment, finalSettlement.round.increment])];
  const terms = object({
    grades: differentials(grades),
    locations: differentials(locations),
    round: round && fractionRoundingCode(round),
    multiple: `${tender.multiple}n`,
    increments: list(increments.map(number)),
    priceClause: quote(finalSettlement.price.clause),
    failures: object(Object.fromEntries(failures.map((one) => [one.side, failureCode(one)]))),
  });
  const cited = [
    ...new Set([...grades, ...locations, ...(round ? [round] : []), tender, ...failures].map((one) => one.clause)),
  ];
  const text = [
    ...cited.map((clause) => `// ${spec.cite(clause)}`),
    statement("const delivered = ", terms),
    "",
    `/** What the buyer pays for a delivery (${spec.where(finalSettlement.clause)}). */`,
    "export function deliveryInvoice(input) {",
    "  return invoiceOf(worth, delivered, input);",
    "}",
    "",
    `/** What a side that fails pays the other (${spec.where(failures[0]?.clause ?? finalSettlement.clause)}). */`,
    "export function deliveryFailure(input) {",
    "  return failureOf(worth, delivered, input);",
    "}",
  ].join("\n");
  const unit = [size, price, ticks, tickValueExactTo];
  const steps = [dailySettlement.round, finalSettlement.round, { clause: finalSettlement.price.clause }];
  return {
    text,
    trace: [
      { at: "#deliveryInvoice", clauses: clausesIn([grades, locations, round, tender, unit, steps]) },
      { at: "#deliveryFailure", clauses: clausesIn([failures, tender, unit, steps]) },
    ],
  };
}

function differentials(all: Delivery["grades"]): Code {
  return object(
    Object.fromEntries(
      all.map(({ name, factor, add, clause }) => [
        name,
        object({ factor: number(factor), add: number(add), clause: quote(clause) }, false),
      ]),
    ),
  );
}

function failureCode(failure: Failure): Code {
  const { kind, clause } = failure;
  const text = quote(oneLine(failure.text));
  switch (failure.kind) {
    case "share":
      return object({ kind: quote(kind), share: number(failure.share), text, clause: quote(clause) }, false);
    case "amount":
      return object({ kind: quote(kind), amount: number(failure.amount), text, clause: quote(clause) }, false);
    case "determination":
      return object(
        { kind: quote(kind), by: quote(failure.by), under: quote(failure.under), clause: quote(clause) },
        false,
      );
  }
}
