import type { ContractMonth } from "../../model/model.ts";

/** The last day a contract month trades, or the last of its days where it states no such one. */
export function lastDay({ dates, listed }: ContractMonth): string {
  const last = dates.find(({ name }) => name === "last-trading-day")?.date;
  return last ?? dates.reduce((latest, { date }) => (date > latest ? date : latest), listed);
}
