import type { Analysis } from "../analysis.ts";
import type { ContractModel } from "../model/model.ts";

/** The contracts and indices of an analysis, each once: not the versions of it that amendments make for later months. */
export function productsOf({ models }: Analysis): readonly ContractModel[] {
  return models.filter((one, at) => models.findIndex((other) => other.root === one.root) === at);
}

/** The title of what a model is of. */
export function titleOf(model: ContractModel): string {
  const { product, option, spread, perpetual, reference, indices, root } = model;
  const own = product ?? option ?? spread ?? perpetual ?? reference;
  return own?.title ?? indices.find((one) => one.id === root)?.title ?? root;
}
