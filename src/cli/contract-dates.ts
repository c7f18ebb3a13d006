import type { ContractDates } from "../model/generated/calendar.ts";
import type { DateOf } from "../model/date-of.ts";
import type { ContractModel, ContractMonth, Product } from "../model/model.ts";
import { lastDayOf } from "../emit/product.ts";
import { columns } from "./columns.ts";
import { referenceBetween } from "./reference-months.ts";

/** The contracts of a product, option or reference from one day to another: the model with no others, and their dates to be shown. */
export function datesBetween(
  model: ContractModel,
  dateOf: DateOf,
  from: string | undefined,
  to: string | undefined,
): { readonly model: ContractModel; readonly shown: Dated } {
  const fits = (one: ContractMonth) =>
    (from === undefined || lastDayOf(one) >= from) && (to === undefined || lastDayOf(one) <= to);
  const { product, option, reference } = model;
  if (product !== undefined) {
    const narrowed = { ...product, contracts: product.contracts.filter(fits) };
    return { model: { ...model, product: narrowed }, shown: narrowed };
  }
  if (option !== undefined) {
    const contracts = option.contracts.filter((one) => fits(one.month));
    const shown = contracts.map((one) => ({ ...one.month, underlying: one.underlying.code }));
    return { model: { ...model, option: { ...option, contracts } }, shown: { ...option, contracts: shown } };
  }
  if (reference === undefined) throw new Error(`${model.root} has no contracts`);
  const narrowed = referenceBetween(reference, dateOf, from, to);
  return { model: { ...model, reference: narrowed }, shown: narrowed };
}

/** The dates for programs: `tenor-calendar/1`. */
export function contractDates(product: string, { contracts, untold }: Dated): ContractDates {
  return {
    format: "tenor-calendar/1",
    product,
    contracts: contracts.map((one) => ({
      period: one.period,
      code: one.code,
      ...(one.listed === undefined ? {} : { listed: one.listed }),
      dates: one.dates,
      ...(one.intervals === undefined || one.intervals.length === 0 ? {} : { intervals: one.intervals }),
      ...(one.leadUntil === undefined ? {} : { leadUntil: one.leadUntil }),
      ...(one.lastClose === undefined ? {} : { lastClose: one.lastClose.utc }),
      ...(one.underlying === undefined ? {} : { underlying: one.underlying }),
    })),
    ...(untold === undefined || untold.length === 0 ? {} : { untold: [...untold] }),
  };
}

/** Contracts with their dates, as far as they are known. */
export type Dated = {
  readonly dates: readonly Product["dates"][number][];
  readonly intervals?: readonly Pick<Product["intervals"][number], "name">[];
  readonly contracts: readonly (Pick<ContractMonth, "period" | "code" | "dates"> &
    Partial<Pick<ContractMonth, "listed" | "intervals" | "leadUntil" | "lastClose">> & {
      readonly underlying?: string;
    })[];
  readonly untold?: readonly { readonly period: string; readonly why: string }[];
};

/** The dates as a table, when they are known also when a month was listed. */
export function table(product: Dated): string {
  const dates = product.dates.map((one) => one.name);
  const intervals = (product.intervals ?? []).map((one) => one.name);
  const listed = product.contracts.some((one) => one.listed !== undefined);
  const head = ["month", "code", ...(listed ? ["listed"] : []), ...intervals, ...dates];
  const rows = product.contracts.map((one) => [
    one.period,
    one.code,
    ...(listed ? [one.listed ?? ""] : []),
    ...intervals.map((name) => {
      const found = one.intervals?.find((interval) => interval.name === name);
      return found === undefined ? "" : `${found.from} ${found.inclusive ? "to" : "until"} ${found.to}`;
    }),
    ...dates.map((name) => {
      const found = one.dates.find((date) => date.name === name);
      return found === undefined ? "" : `${found.date}${found.provisional === true ? " provisional" : ""}`;
    }),
  ]);
  return columns(head, rows).join("");
}

/** The months whose dates its calendars cannot tell, each with the reason; nothing where all can be told. */
export function untold({ untold: months = [] }: Pick<Dated, "untold">): string {
  return months.map(({ period, why }) => `${period}  not told: ${why}\n`).join("");
}
