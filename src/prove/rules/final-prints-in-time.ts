import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { windowsOf } from "../../model/formulas.ts";
import type { Product, Window } from "../../model/model.ts";
import { type MonthDays, monthDays } from "../../model/month-days.ts";
import { type Day, formatDay, parseDay } from "../../value/day.ts";
import { formatPeriod, lastDayOfPeriod } from "../../value/month.ts";
import type { ProofRule } from "../rule.ts";

/**
 * In every listed month the last print that the final settlement reads is of no later day than the price is made on, where the spec names
 * one, and than it is paid on. One finding, about the first month in which it is not.
 */
export const finalPrintsInTime: ProofRule = {
  name: "final-prints-in-time",
  check: ({ model, at }) => {
    const { product } = model;
    if (product === undefined) return [];
    const { priceDay, days, price } = product.finalSettlement;
    const named = product.dates.findIndex(({ name }) => name === (priceDay ?? days));
    const date = product.dates[named];
    const ends = product.dates.findIndex(({ name }) => name === "last-trading-day");
    const windows = windowsOf(price);
    if (date === undefined || windows.length === 0) return [];
    for (const [place, month] of monthDays(product).entries()) {
      const due = month.dates[named] as Day;
      // A contract paid before it has stopped trading is a finding of its own.
      if (due < (month.dates[ends] ?? due)) return [];
      if (windows.every((window) => latestOf(product, window, month) <= due)) continue;
      const last = parseDay(product.contracts[place]?.averaging.at(-1) ?? "") ?? due;
      if (last <= due) continue;
      const period = formatPeriod(product.contract.period, month.period);
      const params = { period, last: formatDay(last), due: formatDay(due), day: date.name };
      const related = [{ span: at(date.clause), label: `${date.name} of ${period} is ${params.due}` }];
      const found: Diagnostic = diagnostic("final-print-too-late", at((windows[0] as Window).clause), params, {
        related,
      });
      return [found];
    }
    return [];
  },
};

/** A day that no day of the window lies behind. */
function latestOf(product: Product, window: Window, month: MonthDays): Day {
  if (window.kind === "days") return lastDayOfPeriod(product.contract.period, month.period);
  if (window.kind !== "interval") return Infinity;
  const at = product.intervals.findIndex(({ name }) => name === window.name);
  return month.intervals[at]?.to ?? Infinity;
}
