import type { CompiledCalendar } from "./calendar-compile.ts";
import type { Run, Scope } from "./date-rule-node.ts";
import type { DayKind } from "./date-rule.ts";
import type { Day, Weekday } from "./day.ts";
import { countBusinessDays, unsure } from "./calendar-days.ts";
import { calendarOf, failed } from "./date-rule-node.ts";
import { NO_DAY, quotient, weekdayNumber, weekdayOf, weekdayOnOrBefore } from "./day.ts";

/**
 * Counts days of one kind: the `n`th (from 1) from `from`, forward (`step` 1) or back (-1); `inclusive` counts `from`
 * itself when it is of the kind. `NO_DAY` with `run.problem` where the calendar is unsure.
 */
export type Counter = {
  readonly count: (from: Day, n: number, step: 1 | -1, inclusive: boolean, run: Run) => Day;
  /** The calendar asked, for business days; explanations name the holidays it passes over. */
  readonly calendar?: CompiledCalendar;
};

/** The counter of a kind of day, or undefined with the problem noted in the scope. */
export function counterOf(kind: DayKind, scope: Scope, rule: string): Counter | undefined {
  switch (kind) {
    case "calendar":
      return {
        count: (from, n, step, inclusive) => {
          const by = inclusive ? n - 1 : n;
          return step > 0 ? from + by : from - by;
        },
      };
    case "weekday":
      return { count: countWeekdays };
    case "business": {
      const calendar = calendarOf(scope, rule);
      if (calendar === undefined) return undefined;
      return {
        calendar,
        count: (from, n, step, inclusive, run) => {
          const day = countBusinessDays(calendar, from, n, step, inclusive);
          return day === NO_DAY ? failed(run, unsure(calendar, from, step)) : day;
        },
      };
    }
    default: {
      const weekday = weekdayNumber(kind);
      return {
        count: (from, n, step, inclusive) =>
          weekdayOnOrBefore((inclusive ? from : from + step) + weekdayShift(n, step), weekday),
      };
    }
  }
}

/** The number of a weekday that is counted by its name, else undefined. */
export function weekdayIn(kind: DayKind): Weekday | undefined {
  return kind === "business" || kind === "calendar" || kind === "weekday" ? undefined : weekdayNumber(kind);
}

/** How far from a day to look back for a weekday to find the `count`th of it from that day on, or back from it. */
export function weekdayShift(count: number, step: 1 | -1): number {
  const weeks = (count - 1) * 7;
  // Never a product with the step: none times minus one is minus zero, and that boxes whatever it is added to.
  return step > 0 ? weeks + 6 : 0 - weeks;
}

/** Counts Mondays to Fridays: whole weeks at once, then at most six days one by one. */
export function countWeekdays(from: Day, n: number, step: 1 | -1, inclusive: boolean): Day {
  let day = inclusive ? from - step : from;
  const weeks = quotient(n - 1, 5);
  day += step > 0 ? weeks * 7 : 0 - weeks * 7;
  for (let left = n - weeks * 5; left > 0;) {
    day += step;
    if (weekdayOf(day) <= 5) left -= 1;
  }
  return day;
}
