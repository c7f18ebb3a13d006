import { report } from "../../check/context.ts";
import type { Span } from "../../text/source.ts";
import type { CompiledCalendar } from "../../value/calendar-compile.ts";
import { type Day, formatDay, parseDay, yearOf } from "../../value/day.ts";
import { daysIn } from "../../value/interval.ts";
import { firstDayOfPeriod, lastDayOfPeriod } from "../../value/month.ts";
import { parseClock, toInstant } from "../../value/zone-time.ts";
import { zoneTable } from "../../value/zone.ts";
import type { ContractMonth, ResolvedInterval, TimeTerm, Window } from "../model.ts";
import type { MonthDays } from "../month-days.ts";
import { windowsOf } from "../formulas.ts";
import { first, type MonthInputs, unresolved } from "./month-inputs.ts";
import { sayProblem } from "./problems.ts";

/** The days between two days by calendar: months of many products have the same. */
const spelt = new WeakMap<CompiledCalendar, Map<string, string[]>>();

/** The days of a kind from one day to another, both included; none after a finding. */
export function businessDays(
  inputs: MonthInputs,
  first: Day,
  last: Day,
  kind: "business" | "calendar" | "weekday",
  calendar: string | undefined,
  spoken: string,
  span: Span,
): string[] {
  const compiled = calendar === undefined ? undefined : inputs.world.calendar(calendar);
  if (compiled?.ok !== true) return [];
  let known = spelt.get(compiled.value);
  if (known === undefined) spelt.set(compiled.value, (known = new Map()));
  const key = `${kind} ${first} ${last}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const days = daysIn({ first, last }, kind, compiled.value);
  if (days.ok) {
    const texts = days.value.map(formatDay);
    known.set(key, texts);
    return texts;
  }
  unresolved(inputs, "the days", spoken, sayProblem(days.problem), span);
  return [];
}

/** The days whose index prints the final settlement averages over, and where they are several sets each of them; none without an average. */
export function averagingOf(
  inputs: MonthInputs,
  period: number,
  intervals: readonly ResolvedInterval[],
  spoken: string,
): Pick<ContractMonth, "averaging" | "averagingSets"> {
  const price = inputs.finalSettlement?.price;
  const sets = (price === undefined ? [] : windowsOf(price)).map((over) =>
    averagingDays(inputs, over, period, intervals, spoken),
  );
  if (sets.length < 2) return { averaging: sets[0] ?? [] };
  return { averaging: [...new Set(sets.flat())].sort((a, b) => (a < b ? -1 : 1)), averagingSets: sets };
}

function averagingDays(
  inputs: MonthInputs,
  over: Window,
  period: number,
  intervals: readonly ResolvedInterval[],
  spoken: string,
): string[] {
  const span = inputs.at.context.clauses.place(over.clause) ?? inputs.span;
  const calendar = over.kind === "days" || over.kind === "interval" ? over.calendar : undefined;
  let days: string[] = [];
  if (over.kind === "days") {
    const { period: kind } = inputs.product;
    days = businessDays(
      inputs,
      firstDayOfPeriod(kind, period),
      lastDayOfPeriod(kind, period),
      over.days,
      calendar,
      spoken,
      span,
    );
  } else if (over.kind === "interval") {
    const interval = intervals.find((one) => one.name === over.name);
    const first = interval && parseDay(interval.from);
    const end = interval && parseDay(interval.to);
    if (interval !== undefined && first !== undefined && end !== undefined) {
      days = businessDays(inputs, first, interval.inclusive ? end : end - 1, over.days, calendar, spoken, span);
    }
  }
  if (days.length === 0 && first(inputs, "no-index-print-days"))
    report(inputs.at.context, "no-index-print-days", span, { month: spoken });
  return days;
}

/** A clock time of a date of a month, `days` being those of its terms, as an instant; undefined after a finding. */
export function instantOf(
  inputs: MonthInputs,
  term: TimeTerm,
  days: readonly Day[],
  spoken: string,
  span: Span,
): MonthDays["lastClose"] {
  const day = days[inputs.dates.terms.findIndex((one) => one.name === term.date)];
  const time = parseClock(term.at);
  if (day === undefined || time === undefined) return undefined;
  const year = yearOf(day);
  const table = zoneTable(term.zone, year, year);
  const instant = table.ok ? toInstant(table.value, day, time, {}) : table;
  if (!instant.ok) return unresolved(inputs, "`last-close`", spoken, sayProblem(instant.problem), span);
  return { day, instant: instant.value.instant };
}
