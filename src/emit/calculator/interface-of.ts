import type { ContractModel } from "../../model/model.ts";
import { COMMON_TYPES, INDEX_TYPES } from "./interface-common.ts";
import { indexInterface } from "./interface-index.ts";
import { optionInterface } from "./interface-option.ts";
import { productInterface } from "./interface-product.ts";
import { perpetualInterface, spreadInterface } from "./interface-special.ts";
import type { CalculatorInterface } from "./interface.ts";
import { mainIndex } from "./names.ts";

/** All that the calculator of a model offers, from which every target is made. */
export function interfaceOf(model: ContractModel): CalculatorInterface {
  const { product, perpetual, option, spread } = model;
  if (option !== undefined) {
    const { id, title, clause, premium } = option;
    const { types, functions } = optionInterface(option);
    return { id, title, clause, unit: premium.unit, types: [...COMMON_TYPES, ...types], functions };
  }
  if (spread !== undefined) {
    const { id, title, clause, price } = spread;
    const { types, functions } = spreadInterface(spread);
    return { id, title, clause, unit: price.unit, types: [...COMMON_TYPES, ...types], functions };
  }
  const main = mainIndex(model);
  const { id, title, clause, price } = product ?? perpetual ?? main;
  const parts = [
    ...model.indices.map((index) => indexInterface(index, index === main)),
    ...(perpetual ? [perpetualInterface(perpetual)] : []),
    ...(product ? [productInterface(product)] : []),
  ];
  return {
    id,
    title,
    clause,
    unit: price.unit,
    types: [...COMMON_TYPES, ...INDEX_TYPES, ...parts.flatMap(({ types }) => types)],
    functions: parts.flatMap(({ functions }) => functions),
  };
}
