import type { CompiledCalendar } from "./calendar-compile.ts";
import type { Outcome } from "./calendar.ts";
import type { ListingGroup, ListingProblem } from "./listing.ts";
import type { PeriodKind } from "./month.ts";
import { isBusinessDay } from "./calendar-days.ts";
import { answer, refuse } from "./calendar.ts";
import { civilOf, weekdayNumber } from "./day.ts";
import { firstDayOfPeriod, monthNumber, monthOfDay, yearOfMonth } from "./month.ts";

/** Whether a period is one of those a group counts; a calendar may not be sure. */
export type Member = (period: number) => Outcome<boolean, ListingProblem>;

/** The membership test of a group; calendars it names have been found before. */
export function compileMembers(
  group: ListingGroup,
  unit: PeriodKind,
  calendars: ReadonlyMap<string, CompiledCalendar>,
): Member {
  const { members, except = [] } = group;
  const monthOf = (period: number): number => monthNumber(monthOfDay(firstDayOfPeriod(unit, period)));
  const counted = (period: number, is: boolean): Outcome<boolean, ListingProblem> =>
    answer(is && !except.includes(monthOf(period)));
  switch (members.kind) {
    case "consecutive":
      return (period) => counted(period, true);
    case "cycle":
      return (period) => counted(period, members.months.includes(monthOf(period)));
    case "weeks-of-month": {
      const offset = weekdayNumber(members.weekday) - 1;
      return (period) => {
        const { date } = civilOf(firstDayOfPeriod(unit, period) + offset);
        return counted(period, members.weeks.includes(Math.floor((date - 1) / 7) + 1));
      };
    }
    case "open-days": {
      const calendar = calendars.get(members.calendar)!;
      return (period) => {
        const open = isBusinessDay(calendar, firstDayOfPeriod(unit, period));
        return open.ok ? counted(period, open.value) : open;
      };
    }
  }
}

/** The periods all groups give from a front on, in order and each once. */
export function windowOf(
  groups: readonly ListingGroup[],
  members: readonly Member[],
  unit: PeriodKind,
  front: number,
  search: number,
): Outcome<readonly number[], ListingProblem> {
  const all = new Set<number>();
  let furthest = front - 1;
  for (const [i, group] of groups.entries()) {
    const start = group.join === "then" ? furthest + 1 : front;
    const { extent } = group;
    const end = extent.kind === "count" ? Infinity : endOfYears(extent, unit, front);
    let left = extent.kind === "count" ? extent.count : search;
    let period = start;
    for (; left > 0 && period <= end && period - start < search; period++) {
      const is = members[i]!(period);
      if (!is.ok) return is;
      if (!is.value) continue;
      all.add(period);
      furthest = Math.max(furthest, period);
      left -= 1;
    }
    if (extent.kind === "count" && left > 0) return refuse({ kind: "listing-unbounded", group: i, unit });
  }
  return answer([...all].sort((a, b) => a - b));
}

type Years = Extract<ListingGroup["extent"], { kind: "through-year" }>;

/** The last period that begins in the last year a `through-year` group reaches. */
function endOfYears({ years, after = 12 }: Years, unit: PeriodKind, front: number): number {
  const month = monthOfDay(firstDayOfPeriod(unit, front));
  const last = yearOfMonth(month) + years + (monthNumber(month) > after ? 1 : 0);
  let period = front;
  while (yearOfMonth(monthOfDay(firstDayOfPeriod(unit, period + 1))) <= last) period += 1;
  return period;
}
