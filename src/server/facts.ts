import type { Analysis } from "../analysis.ts";
import type { ContractModel, ContractMonth, Money } from "../model/model.ts";
import { parseDay, sayDay } from "../value/day.ts";

/** What the compiler worked out of one product: the contracts listed on its first day, its ticks and limits. */
export type Facts = {
  readonly model: ContractModel;
  readonly contracts: readonly ContractMonth[];
  readonly ticks: readonly { readonly role: string; readonly increment: string; readonly value: Money }[];
};

/** The facts of the product, option, spread or index `name`; undefined where it has an error and so no model. */
export function factsOf({ models }: Analysis, name: string): Facts | undefined {
  const model = models.find((one) => one.root === name);
  if (model === undefined) return undefined;
  const { product, option, spread, perpetual } = model;
  const contracts =
    product?.contracts ?? option?.contracts.map((one) => one.month) ?? spread?.contracts.map((one) => one.month) ?? [];
  return { model, contracts, ticks: product?.ticks ?? spread?.ticks ?? perpetual?.ticks ?? [] };
}

/** The day `date` of the next contracts, `count` of them, each with the last step that led to it. */
export function nextDates(
  facts: Facts,
  date: string,
  count: number,
): readonly { readonly code: string; readonly date: string; readonly why: string }[] {
  return facts.contracts.slice(0, count).flatMap((month) => {
    const found = month.dates.find((one) => one.name === date);
    return found === undefined ? [] : [{ code: month.code, date: found.date, why: found.steps.at(-1) ?? "" }];
  });
}

/** `Friday 29 January 2027`. */
export function spoken(date: string): string {
  const day = parseDay(date);
  return day === undefined ? date : sayDay(day);
}
