import type { ContractMonth } from "../../model/model.ts";
import { lastDayOf } from "../product.ts";
import { csvText } from "./csv.ts";

/**
 * One step of a listing. `listed`: the contract trades from this day on. `delisted`: it traded for the last time on this day, and from
 * the next on it is gone.
 */
export type ListingChange = {
  readonly date: string;
  readonly change: "listed" | "delisted";
  readonly code: string;
  readonly period: string;
  readonly listed: string;
  readonly last: string;
};

/**
 * What tells the contracts listed on `to` from those listed on `from`, and everything that came and went between them, in the order of the
 * days, what leaves before what comes. The months are every contract listed on a day from `from` to `to`. A contract that is listed on
 * `from` itself was there before; one whose last day is `to` is still there.
 */
export function listingChanges(
  contracts: readonly ContractMonth[],
  from: string,
  to: string,
): readonly ListingChange[] {
  const step = (one: ContractMonth, change: ListingChange["change"], date: string): ListingChange => {
    return { date, change, code: one.code, period: one.period, listed: one.listed, last: lastDayOf(one) };
  };
  const changes = contracts.flatMap((one) => {
    const last = lastDayOf(one);
    return [
      ...(one.listed > from && one.listed <= to ? [step(one, "listed", one.listed)] : []),
      ...(last >= from && last < to ? [step(one, "delisted", last)] : []),
    ];
  });
  // Contracts are in order already, and sorting keeps that order among the changes of one day and kind.
  const rank = (one: ListingChange): string => `${one.date} ${one.change}`;
  return changes.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

/** The changes as CSV (RFC 4180 quoting, line feeds) with a header line. */
export function changesCsv(changes: readonly ListingChange[]): string {
  const rows = changes.map(({ date, change, code, period, listed, last }) => [
    date,
    change,
    code,
    period,
    listed,
    last,
  ]);
  return csvText(["date", "change", "code", "period", "listed", "last"], rows);
}
