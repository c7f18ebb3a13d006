import type { ContractMonth, Product } from "../../model/model.ts";
import { quantity } from "./units.ts";
import { clock, count, spaced, thousands, zoneName } from "./words.ts";

/** What one contract is for: `1,000 GPU-hours of …`, or `10 GPU-hours of … for each hour of the contract month, by Chicago time`. */
export function sizeWords({ size, flow, contract }: Product): string {
  const amount = quantity(size.value, size.unit);
  if (flow === undefined) return amount;
  const { each, zone, calendar, from, until } = flow;
  const within = from === undefined || until === undefined ? "" : ` from ${clock(from)} until ${clock(until)}`;
  const on = calendar === undefined ? "" : ` on business days of ${spaced(calendar)}`;
  const by = zone === undefined ? "" : `, by ${zoneName(zone)}`;
  return `${amount} for each ${each} of the contract ${contract.period}${within}${on}${by}`;
}

/** ` for each hour`, behind what a tick is worth; nothing where a contract has one size. */
export function eachWords({ flow }: Product): string {
  return flow === undefined ? "" : ` for each ${flow.each} counted`;
}

/** The size of a contract month: `7,440 (744 hours)`. */
export function monthSizeWords({ flow }: Product, { amount }: ContractMonth): string {
  if (flow === undefined || amount === undefined) return "";
  return `${thousands(amount.size)} (${count(amount.count, flow.each)})`;
}
