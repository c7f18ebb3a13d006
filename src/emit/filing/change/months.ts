import { contractMonths } from "../../../model/filed-changes.ts";
import type { ChangeSubject } from "./subject.ts";

/** A contract month that is open on the day of effect: its code, its name, and whether the amendment is for it. */
export type OpenMonth = {
  readonly product: string;
  readonly period: string;
  readonly code: string;
  readonly listed: string;
  /** The last of its days of trading, where it has one. */
  readonly last: string | undefined;
  readonly amended: boolean;
};

/** The months of the changed contracts that trade before the day of effect and after it, those of the product first. */
export function monthsOf({ contracts, amendment }: ChangeSubject): readonly OpenMonth[] {
  const products = [...new Set(contracts.map((one) => one.product))];
  return products.flatMap((product) => {
    const own = contracts.filter((one) => one.product === product);
    const under = new Set(own.flatMap((one) => contractMonths(one.before).map(({ period }) => period)));
    const all = own.flatMap((one) => [...contractMonths(one.before), ...one.kept]);
    const seen = new Map(all.map((one) => [one.period, one]));
    return [...seen.values()]
      .filter(({ listed }) => listed < amendment.effective)
      .sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0))
      .map(({ period, code, listed, dates }) => ({
        product,
        period,
        code,
        listed,
        last: dates.find(({ name }) => name === "last-trading-day" || name === "expiry")?.date,
        amended: under.has(period),
      }));
  });
}
