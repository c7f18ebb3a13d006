import type { Product } from "../../model/model.ts";
import { add, parse, ratio, roundTo, subtract } from "../../runtime/exact.ts";
import { interpretMoney } from "./interpret-settlement.ts";
import type { Vector } from "./vector.ts";
import { refusedVector, text, vectorOf } from "./vector.ts";

/** Vectors of what is paid in where each side pays in all it can lose: at the floor, at the cap, between, and beyond both. */
export function collateralVectors(product: Product): Vector[] {
  const { id, dailySettlement, finalSettlement, tickValueExactTo, fullCollateral } = product;
  const { bounds } = finalSettlement;
  if (fullCollateral === undefined || bounds === undefined) return [];
  const [floor, cap, step] = [parse(bounds.floor), parse(bounds.cap), parse(dailySettlement.round.increment)];
  const between = roundTo(
    add(floor, ratio((cap.n * floor.d - floor.n * cap.d) * 2n, cap.d * floor.d * 5n)),
    step,
    "up",
  );
  const { currency } = tickValueExactTo;
  const [first] = product.flow === undefined ? [] : product.contracts;
  const own = first === undefined ? {} : { month: first.period };
  const held = (name: string, lots: string, price: ReturnType<typeof parse>): Vector => {
    const sold = lots.startsWith("-");
    return vectorOf(
      `${id}: collateral, ${name}`,
      "collateral",
      [{ lots, price: text(price), ...own }],
      () => {
        const lost = sold ? subtract(cap, price) : subtract(price, floor);
        return { amount: interpretMoney(product, lost, lots.replace("-", ""), first?.period), currency };
      },
      () => (lots === "0" ? [] : [sold ? "collateral/sold" : "collateral/bought"]),
    );
  };
  const refused = (name: string, price: ReturnType<typeof parse>, code: string): Vector =>
    refusedVector(`${id}: collateral, ${name}`, "collateral", [{ lots: "1", price: text(price), ...own }], code);
  return [
    held("bought between the bounds", "7", between),
    held("sold between the bounds", "-7", between),
    held("bought at the floor", "3", floor),
    held("sold at the floor", "-3", floor),
    held("bought at the cap", "250", cap),
    held("sold at the cap", "-250", cap),
    held("nothing held", "0", between),
    refused("below the floor", subtract(floor, step), floor.n === 0n ? "negative-price" : "out-of-bounds"),
    refused("above the cap", add(cap, step), "out-of-bounds"),
  ];
}
