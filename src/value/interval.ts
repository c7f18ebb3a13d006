import type { CalendarProblem, Outcome } from "./calendar.ts";
import type { CompiledCalendar } from "./calendar-compile.ts";
import type { DateProblem } from "./date-rule-problem.ts";
import type { DateWorld, Step } from "./date-rule-node.ts";
import type { DayKind, IntervalRule, ProductDates } from "./date-rule.ts";
import type { Day } from "./day.ts";
import { businessDaysBetween } from "./calendar-days.ts";
import { answer, refuse } from "./calendar.ts";
import { compileDateRule } from "./date-rule-compile.ts";
import { weekdayNumber, weekdayOf } from "./day.ts";

/**
 * Days from `first` to `last`, both included. `from A until A` is empty, and `last` is then the day before `first`; an
 * interval never runs further backwards than that.
 */
export type Interval = { readonly first: Day; readonly last: Day };

/** An interval of a contract with the steps of its two ends. */
export type ResolvedInterval = Interval & { readonly provisional: boolean; readonly steps: readonly Step[] };

/** A compiled interval: its days for a contract period, or the problem of either end. */
export type CompiledInterval = (period: number) => Outcome<ResolvedInterval, DateProblem>;

/** Compiles `from A to B` (B included) or `from A until B` (B not included); an end before its start is a problem. */
export function compileInterval(
  rule: IntervalRule,
  world: DateWorld,
  product: ProductDates,
  calendar?: string,
): Outcome<CompiledInterval, readonly DateProblem[]> {
  const from = compileDateRule(rule.from, world, product, calendar);
  const to = compileDateRule(rule.to, world, product, calendar);
  if (!from.ok || !to.ok) return refuse([...(from.ok ? [] : from.problem), ...(to.ok ? [] : to.problem)]);
  const short = rule.inclusive ? 0 : 1;
  return answer((period) => {
    const start = from.value.resolve(period);
    if (!start.ok) return start;
    const end = to.value.resolve(period);
    if (!end.ok) return end;
    if (end.value.day < start.value.day) {
      return refuse({ kind: "interval-reversed", from: start.value.day, to: end.value.day });
    }
    return answer({
      first: start.value.day,
      last: end.value.day - short,
      provisional: start.value.provisional || end.value.provisional,
      steps: [...start.value.steps, ...end.value.steps],
    });
  });
}

/** True when the day lies in the interval. */
export function covers(interval: Interval, day: Day): boolean {
  return day >= interval.first && day <= interval.last;
}

/** The days of one kind in an interval, in order; business days ask the calendar, which may not be sure. */
export function daysIn(
  interval: Interval,
  kind: DayKind,
  calendar: CompiledCalendar,
): Outcome<readonly Day[], CalendarProblem> {
  if (kind === "business") return businessDaysBetween(calendar, interval.first, interval.last);
  const weekday = kind === "calendar" || kind === "weekday" ? undefined : weekdayNumber(kind);
  const days: Day[] = [];
  for (let day = interval.first; day <= interval.last; day++) {
    const is = weekdayOf(day);
    if (kind === "calendar" || (kind === "weekday" ? is <= 5 : is === weekday)) days.push(day);
  }
  return answer(days);
}
