import type { DateOf } from "../model/date-of.ts";
import type { Reference } from "../model/model.ts";
import { listedCode } from "../value/contract-code.ts";
import { type Day, formatDay, parseDay } from "../value/day.ts";
import { firstDayOfPeriod, formatPeriod, monthNumber, monthOfDay, periodIndexOfDay } from "../value/month.ts";

/** How far, in days, a last trading day may lie from its contract month. */
const AROUND = 400;

/**
 * The reference with the contract months whose last trading day lies from `from` to `to`, whether or not it shows them by itself; without both
 * those of its own that fit. A reference states no listing, so any month can be asked for.
 */
export function referenceBetween(
  reference: Reference,
  dateOf: DateOf,
  from: string | undefined,
  to: string | undefined,
): Reference {
  const ends = (one: Reference["contracts"][number]) =>
    one.dates.find((date) => date.name === "last-trading-day")?.date ?? one.period;
  const fits = (date: string) => (from === undefined || date >= from) && (to === undefined || date <= to);
  const { contract, months, dates, id, code } = reference;
  if (from === undefined || to === undefined)
    return { ...reference, contracts: reference.contracts.filter((one) => fits(ends(one))) };
  const found: Pick<Reference, "contracts" | "untold"> = { contracts: [], untold: [] };
  const kind = contract.period;
  const last = (parseDay(to) as Day) + AROUND;
  for (let at = periodIndexOfDay(kind, (parseDay(from) as Day) - AROUND); firstDayOfPeriod(kind, at) <= last; at++) {
    const first = firstDayOfPeriod(kind, at);
    if (months !== undefined && !months.numbers.includes(monthNumber(monthOfDay(first)))) continue;
    const period = formatPeriod(kind, at);
    const answers = dates.map((term) => ({ term, answer: dateOf(id, period, term.name) }));
    const missing = answers.find((one) => one.answer.kind === "none")?.answer;
    if (missing?.kind === "none") {
      if (fits(formatDay(first))) found.untold.push({ period, why: missing.why });
      continue;
    }
    const known = answers.flatMap(({ term, answer }) =>
      answer.kind === "date"
        ? [{ name: term.name, date: answer.date, steps: [...answer.steps], clause: term.clause }]
        : [],
    );
    const month = { period, code: listedCode(code, kind, at), dates: known };
    if (fits(ends(month))) found.contracts.push(month);
  }
  return { ...reference, ...found };
}
