import type { ContractModel } from "../../model/model.ts";
import { bookCode } from "./book-code.ts";
import { changedTicks, dailyCode } from "./daily-code.ts";
import { deliveryCode } from "./delivery-code.ts";
import { finalCode } from "./final-code.ts";
import type { Section } from "./index-code.ts";
import { indexCode } from "./index-code.ts";
import { fundingColumnsCode, marginCode } from "./margin-code.ts";
import { functionName } from "./names.ts";
import { optionCode } from "./option-code.ts";
import { perpetualCode } from "./perpetual-code.ts";
import { specText } from "./spec-text.ts";
import { spreadCode } from "./spread-code.ts";

/** The parts of a calculator in their order, each with the clauses of its functions. */
export function sectionsOf(model: ContractModel): Section[] {
  const spec = specText(model);
  const { option, spread, product, perpetual } = model;
  if (option !== undefined) return [optionCode(option, spec)];
  if (spread !== undefined) return [spreadCode(spread, spec)];
  const indices = model.indices.map((index) => indexCode(index, functionName(index), spec));
  if (perpetual)
    return [...indices, perpetualCode(perpetual, spec), marginCode(perpetual, spec), fundingColumnsCode(perpetual)];
  if (!product) return indices;
  const { delivery } = product.finalSettlement;
  const delivered = delivery === undefined ? [] : [deliveryCode(product, delivery, spec)];
  return [
    ...indices,
    dailyCode(product, spec, changedTicks(model)),
    finalCode(product, spec),
    bookCode(product, spec),
    // A column has one multiplier, and months of a flow have several.
    ...(product.flow === undefined ? [marginCode(product, spec)] : []),
    ...delivered,
  ];
}
