import type { Product } from "../../src/model/model.ts";
import { places, plus, read, round, times, write } from "./number.ts";

type Given = { readonly lots: string; readonly price: string };

/** What the buyer pays for a delivery, read from the model alone. */
export function readInvoice(product: Product, given: Given & { grade: string; location: string }): string {
  const { delivery } = product.finalSettlement;
  const grade = delivery?.grades.find((one) => one.name === given.grade);
  const place = delivery?.locations.find((one) => one.name === given.location);
  if (!grade || !place) throw new Error("no such delivery");
  const scaled = times(times(read(given.price), read(place.factor)), read(grade.factor));
  const whole = plus(plus(scaled, read(place.add)), read(grade.add));
  const rule = delivery?.round;
  const unit = rule ? round(whole, read(rule.increment), rule.mode) : whole;
  return write(times(times(unit, read(product.size.value)), read(given.lots)), places(product.tickValueExactTo.amount));
}

/** What the side that failed pays; nothing where a body has to determine it. */
export function readFailure(product: Product, given: Given & { side: "seller" | "buyer" }): string | undefined {
  const failure = product.finalSettlement.delivery?.failures.find((one) => one.side === given.side);
  if (!failure || failure.kind === "determination") return undefined;
  const each =
    failure.kind === "amount"
      ? read(failure.amount)
      : times(times(read(given.price), read(product.size.value)), read(failure.share));
  return write(times(each, read(given.lots)), places(product.tickValueExactTo.amount));
}
