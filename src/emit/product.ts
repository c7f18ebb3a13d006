import { fromInteger, multiply, parse, toFixed } from "../runtime/exact.ts";
import type { Calendar, ContractModel, ContractMonth, Product, Reference } from "../model/model.ts";

/** The product of a model an emitter said it applies to, and the day the model is of. */
export function productOf(model: ContractModel): { readonly product: Product; readonly asOf: string } {
  const { product, asOf } = model;
  if (product === undefined || asOf === undefined) throw new Error(`${model.root} is no product as of a day`);
  return { product, asOf };
}

/** True when the model is of a product as of a day, and not of an index alone. */
export function hasProduct(model: ContractModel): boolean {
  return model.product !== undefined && model.asOf !== undefined;
}

/** True when the model is of a product that is no future: an option, a spread or a perpetual. */
export function hasOther({ option, spread, perpetual }: ContractModel): boolean {
  return option !== undefined || spread !== undefined || perpetual !== undefined;
}

/** The reference of a model an emitter said it applies to, and the day the model is of. */
export function referenceOf(model: ContractModel): { readonly reference: Reference; readonly asOf: string } {
  const { reference, asOf } = model;
  if (reference === undefined || asOf === undefined) throw new Error(`${model.root} is no reference as of a day`);
  return { reference, asOf };
}

/** The contract months of a product or an option; a reference lists none. */
export function monthsOf({ product, option }: ContractModel): readonly ContractMonth[] {
  return product?.contracts ?? (option?.contracts ?? []).map((one) => one.month);
}

/** A calendar of the model; every name in a model is of one that is there. */
export function calendarOf(model: ContractModel, id: string): Calendar {
  const found = model.calendars.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the model has no calendar ${id}`);
  return found;
}

/** Under the product's own ticks what one of them is worth in a contract month: of a flow, in each of its hours or days together. */
export function ticksOfMonth(
  { ticks }: Product,
  { amount }: ContractMonth,
): {
  readonly role: string;
  readonly increment: string;
  readonly value: Product["ticks"][number]["value"];
  readonly clause: string;
}[] {
  return ticks.map(({ role, increment, value, clause }) => ({
    role,
    increment,
    value:
      amount === undefined
        ? { amount: value.amount, currency: value.currency }
        : {
            amount: toFixed(multiply(parse(value.amount), fromInteger(amount.count)), decimalPlacesOf(value.amount)),
            currency: value.currency,
          },
    clause,
  }));
}

const decimalPlacesOf = (amount: string): number => amount.split(".")[1]?.length ?? 0;

/** The name of the date on which trading of a contract ends. */
export const LAST_TRADING_DAY = "last-trading-day";

/** The last day a contract trades: the day of its last close, or its last trading day. */
export function lastDayOf(month: ContractMonth): string {
  const day = month.lastClose?.date ?? month.dates.find(({ name }) => name === LAST_TRADING_DAY)?.date;
  if (day === undefined) throw new Error(`${month.code} has no last day`);
  return day;
}

/** Until when a contract is the lead month, with the clause that says so. */
export function leadOf(
  { leadMonth }: Product,
  { leadUntil }: ContractMonth,
): { until: string; clause: string } | undefined {
  return leadUntil === undefined || leadMonth === undefined
    ? undefined
    : { until: leadUntil, clause: leadMonth.clause };
}
