import type { Delivery, Failure, Product } from "../../model/model.ts";
import { add, multiply, parse, type Rational, roundTo, show, toFixed } from "../../runtime/exact.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { runtimeMode } from "../calculator/formula-code.ts";
import type { RoundingMode } from "../../runtime/exact.ts";
import { interpretMoney } from "./interpret-settlement.ts";
import type { JsonObject } from "./read.ts";
import { determinationIn, exact } from "./read.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, text, vectorOf } from "./vector.ts";

/** Vectors of a delivery: every grade at every place, every failure, and what is refused. */
export function deliveryVectors(product: Product, delivery: Delivery): Vector[] {
  const { id, price, finalSettlement } = product;
  const settled = basePrice(seedOf(`${id} delivery`), finalSettlement.round.increment);
  const lots = String(delivery.tender.multiple * 3);
  const [grade, location] = [delivery.grades[0]?.name ?? "", delivery.locations[0]?.name ?? ""];
  const input: JsonObject = { grade, location, lots, price: text(settled) };
  const invoices = delivery.grades.flatMap((of) =>
    delivery.locations.map((at) => {
      const given: JsonObject = { ...input, grade: of.name, location: at.name };
      const compute = () => {
        const delivered = deliveredPrice(delivery, settled, of, at);
        const amount = { amount: interpretMoney(product, delivered, lots), currency: price.currency };
        return { grade: of.name, location: at.name, price: show(delivered), amount };
      };
      return vectorOf(`${id}: invoice of ${of.name} at ${at.name}`, "deliveryInvoice", [given], compute, () => [
        `${of.name}/${at.name}`,
      ]);
    }),
  );
  const refused = (name: string, given: JsonObject, code: string): Vector =>
    refusedVector(`${id}: invoice, ${name}`, "deliveryInvoice", [given], code);
  return [
    ...invoices,
    refused("a grade that is not deliverable", { ...input, grade: "NONE" }, "unknown-grade"),
    refused("a place that is none", { ...input, location: "NONE" }, "unknown-location"),
    refused("no lots", { ...input, lots: "0" }, "not-a-multiple"),
    ...delivery.failures.flatMap((one) => failureVectors(product, one, { lots, price: text(settled) })),
  ];
}

/** `settlement × factor of grade × factor of place + what is added for both`, rounded where the spec says so. */
function deliveredPrice(
  { round }: Delivery,
  settled: Rational,
  grade: Delivery["grades"][number],
  place: Delivery["locations"][number],
): Rational {
  const share = multiply(exact(grade.factor), exact(place.factor));
  const whole = add(multiply(settled, share), add(exact(grade.add), exact(place.add)));
  return round === undefined ? whole : roundTo(whole, parse(round.increment), runtimeMode(round) as RoundingMode);
}

function failureVectors(product: Product, failure: Failure, given: JsonObject): Vector[] {
  const { id, price, tickValueExactTo } = product;
  const { currency } = price;
  const name = `${id}: failure of the ${failure.side}`;
  const make = (suffix: string, more: JsonObject): Vector => {
    const input: JsonObject = { side: failure.side, ...given, ...more };
    const compute = () => ({
      paidBy: failure.side,
      amount: { amount: failureAmount(product, failure, input), currency },
    });
    return vectorOf(`${name}${suffix}`, "deliveryFailure", [input], compute, () => [`failure/${failure.side}`]);
  };
  if (failure.kind !== "determination") return [make("", {})];
  const value = toFixed(multiply(parse(tickValueExactTo.amount), parse("12345")), decimalsOf(tickValueExactTo.amount));
  const determination = { by: failure.by, rule: failure.under, value, signature: "vector" };
  return [
    make(", determined", { determination }),
    make(", not yet determined", { determination: null }),
    make(", determined by another", { determination: { ...determination, by: "somebody else" } }),
  ];
}

function failureAmount(product: Product, failure: Failure, input: JsonObject): string {
  const lots = input["lots"] as string;
  const unit = product.tickValueExactTo.amount;
  switch (failure.kind) {
    case "share":
      return interpretMoney(product, multiply(exact(input["price"]), exact(failure.share)), lots);
    case "amount":
      return toFixed(multiply(exact(failure.amount), parse(lots)), decimalsOf(unit));
    case "determination":
      return toFixed(determinationIn(input["determination"], failure.by, failure.under, unit), decimalsOf(unit));
  }
}
