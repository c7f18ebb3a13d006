import { add, divide, fromInteger, parse, roundTo, subtract, toFixed } from "../../runtime/exact.ts";
import type { ContractModel } from "../../model/model.ts";

export type BoundsShown = { readonly floor: string; readonly cap: string; readonly middle: string };

/** The floor and cap of a structured contract and a price between them, on its grid; undefined where it has none. */
export function boundsOf({ product }: ContractModel): BoundsShown | undefined {
  const { bounds, round } = product?.finalSettlement ?? {};
  if (bounds === undefined || round === undefined) return undefined;
  const [floor, cap] = [parse(bounds.floor), parse(bounds.cap)];
  const half = add(floor, divide(subtract(cap, floor), fromInteger(2)));
  const middle = roundTo(half, parse(round.increment), "half-away");
  return { floor: bounds.floor, cap: bounds.cap, middle: toFixed(middle, round.increment.split(".")[1]?.length ?? 0) };
}
