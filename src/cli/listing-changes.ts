import { changesCsv, listingChanges } from "../emit/calendar/changes.ts";
import type { ListingChanges } from "../model/generated/listing-changes.ts";
import type { ContractMonth } from "../model/model.ts";
import { columns } from "./columns.ts";

/** The two days between which changes are told. */
export type Days = { readonly from: string; readonly to: string };

/** The two days of `--changes`; undefined when it is not asked for, or when they are not two days in order. */
export function changedBetween(asked: boolean, from: string | undefined, to: string | undefined): Days | undefined {
  return asked && from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
}

/** What is listed and delisted between two days, as a table, CSV or JSON; the months are all contracts listed on any day of them. */
export function sayChanges(
  product: string,
  months: readonly ContractMonth[],
  { from, to }: Days,
  as: { readonly csv?: boolean; readonly json?: boolean },
): string {
  const changes = listingChanges(months, from, to);
  if (as.json === true) {
    const told: ListingChanges = { format: "tenor-listing-changes/1", product, from, to, changes: [...changes] };
    return `${JSON.stringify(told, null, 2)}\n`;
  }
  if (as.csv === true) return changesCsv(changes);
  const rows = changes.map((one) => [one.date, one.change, one.code, one.period, one.listed, one.last]);
  return columns(["date", "change", "code", "month", "listed", "last"], rows).join("");
}
