import type { ContractModel } from "../model/model.ts";
import { type BoundEnd, indicesBounded, type PriceBounds } from "./price-bounds.ts";
import { productBounded } from "./product-bounds.ts";
import { optionBounded, perpetualBounded, spreadBounded } from "./special-bounds.ts";

export type { BoundEnd, PriceBounds };

/** What is proved of the size of every price and payoff of a model; none of a reference, which settles nothing. */
export function boundsOf(model: ContractModel): PriceBounds[] {
  const { product, option, spread, perpetual } = model;
  if (option !== undefined) return optionBounded(option);
  if (spread !== undefined) return spreadBounded(spread);
  if (model.kind === "reference") return [];
  return [
    ...indicesBounded(model),
    ...(product === undefined ? [] : productBounded(product, model)),
    ...(perpetual === undefined ? [] : perpetualBounded(perpetual, model)),
  ];
}
