import type { ContractModel } from "../../model/model.ts";
import { hasOther } from "../product.ts";

/** True where there is something to calculate. */
export function hasCalculator(model: ContractModel): boolean {
  return model.product !== undefined || hasOther(model) || model.indices.length > 0;
}
