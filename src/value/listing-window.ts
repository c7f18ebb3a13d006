import type { CompiledCalendar } from "./calendar-compile.ts";
import type { Outcome } from "./calendar.ts";
import type { ListingGroup, ListingProblem } from "./listing.ts";
import type { PeriodKind } from "./month.ts";
import { isBusinessDay } from "./calendar-days.ts";
import { answer, refuse } from "./calendar.ts";
import { civilOf, quotient, weekdayNumber, weekdayOf } from "./day.ts";
import {
  firstDayOfPeriod,
  monthNumber,
  monthOf,
  monthOfDay,
  parsePeriod,
  periodIndexOfDay,
  yearOfMonth,
} from "./month.ts";

/** Whether a period is one of those a group counts; a calendar may not be sure. */
export type Member = (period: number) => Outcome<boolean, ListingProblem>;

const YES: Outcome<boolean, never> = answer(true);
const NO: Outcome<boolean, never> = answer(false);

/** The membership test of a group; calendars it names have been found before. */
export function compileMembers(
  group: ListingGroup,
  unit: PeriodKind,
  calendars: ReadonlyMap<string, CompiledCalendar>,
): Member {
  const { members, except = [] } = group;
  const monthIn = (period: number): number =>
    monthNumber(unit === "month" ? period : monthOfDay(firstDayOfPeriod(unit, period)));
  const counted = (period: number, is: boolean): Outcome<boolean, ListingProblem> =>
    is && !(except.length > 0 && except.includes(monthIn(period))) ? YES : NO;
  switch (members.kind) {
    case "consecutive":
      return (period) => counted(period, true);
    case "cycle":
      return (period) => counted(period, members.months.includes(monthIn(period)));
    case "weeks-of-month": {
      const offset = weekdayNumber(members.weekday) - 1;
      return (period) => {
        const { date } = civilOf(firstDayOfPeriod(unit, period) + offset);
        return counted(period, members.weeks.includes(quotient(date - 1, 7) + 1));
      };
    }
    case "open-days": {
      const calendar = calendars.get(members.calendar)!;
      const weekdays = members.weekdays?.map(weekdayNumber);
      return (period) => {
        const day = firstDayOfPeriod(unit, period);
        if (weekdays !== undefined && !weekdays.includes(weekdayOf(day))) return answer(false);
        const open = isBusinessDay(calendar, day);
        return open.ok ? counted(period, open.value) : open;
      };
    }
    case "exact": {
      const periods = new Set(members.periods.map((one) => parsePeriod(one)!.index));
      return (period) => counted(period, periods.has(period));
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
  // Groups mostly follow one another, so that what they give is in order already; one joined by `and` begins at the front again.
  const all: number[] = [];
  let inOrder = true;
  let furthest = front - 1;
  for (let i = 0; i < groups.length; i++) {
    const group = groups[i] as ListingGroup;
    const member = members[i] as Member;
    const start = group.join === "then" ? furthest + 1 : front;
    if (start <= furthest) inOrder = false;
    const { extent } = group;
    const end = endOf(group, unit, front);
    let left = extent.kind === "count" ? extent.count : search;
    let period = start;
    for (; left > 0 && period <= end && period - start < search; period++) {
      const is = member(period);
      if (!is.ok) return is;
      if (!is.value) continue;
      all.push(period);
      if (period > furthest) furthest = period;
      left -= 1;
    }
    if (extent.kind === "count" && left > 0) return refuse({ kind: "listing-unbounded", group: i, unit });
  }
  return answer(inOrder ? all : [...new Set(all)].sort((a, b) => a - b));
}

/** The last period a group may reach from a front on. */
function endOf({ members, extent }: ListingGroup, unit: PeriodKind, front: number): number {
  switch (extent.kind) {
    case "count":
      return Infinity;
    case "within":
      return front + extent.count - 1;
    case "all":
      return members.kind === "exact" ? Math.max(...members.periods.map((one) => parsePeriod(one)!.index)) : front;
    case "through-year": {
      const { years, after = 12, month = 12 } = extent;
      const first = monthOfDay(firstDayOfPeriod(unit, front));
      const year = yearOfMonth(first) + years + (monthNumber(first) > after ? 1 : 0);
      // The last period that begins in that month: the one before the first that begins past it.
      const past = firstDayOfPeriod("month", monthOf(year, month) + 1);
      const at = periodIndexOfDay(unit, past);
      return firstDayOfPeriod(unit, at) < past ? at : at - 1;
    }
  }
}

/** What is wrong with groups by themselves, whatever their dates: counts that cannot be, members that no period is. */
export function malformedGroups(
  groups: readonly ListingGroup[],
  unit: PeriodKind,
  search: number,
): readonly ListingProblem[] {
  if (groups.length === 0) return [{ kind: "listing-malformed", why: "it lists nothing" }];
  return groups.flatMap((group, at) => {
    const { members, extent } = group;
    const problems: ListingProblem[] = [];
    const malformed = (why: string): unknown => problems.push({ kind: "listing-malformed", why });
    if (extent.kind !== "all") {
      const n = extent.kind === "through-year" ? extent.years : extent.count;
      const least = extent.kind === "through-year" ? 0 : 1;
      if (!Number.isInteger(n) || n < least || n > search)
        malformed(`a group of ${n} lists nothing that can be counted`);
    } else if (members.kind !== "exact") malformed("only exact periods are listed without a number");
    if (members.kind === "exact") {
      if (extent.kind !== "all") malformed("exact periods are not counted");
      for (const [i, one] of members.periods.entries()) {
        if (parsePeriod(one)?.kind !== unit) malformed(`\`${one}\` is no contract ${unit}`);
        else if (members.periods.indexOf(one) < i) problems.push({ kind: "listing-twice", period: one });
      }
    }
    const why = emptiness(group, unit);
    return why === undefined ? problems : [...problems, { kind: "listing-empty" as const, group: at, why }];
  });
}

type Empty = Extract<ListingProblem, { kind: "listing-empty" }>["why"];

function emptiness({ members, except = [] }: ListingGroup, unit: PeriodKind): Empty | undefined {
  const starts = unit === "year" ? [1] : unit === "quarter" ? [1, 4, 7, 10] : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  if (members.kind === "weeks-of-month" && !members.weeks.some((one) => one >= 1 && one <= 5)) return "no-weeks";
  if (members.kind === "open-days" && members.weekdays?.length === 0) return "no-weeks";
  const months = members.kind === "cycle" ? starts.filter((one) => members.months.includes(one)) : starts;
  if (months.length === 0 || (members.kind === "exact" && members.periods.length === 0)) return "no-months";
  const left = (month: number): boolean => !except.includes(month);
  if (members.kind !== "exact") return months.some(left) ? undefined : "all-excepted";
  const begins = members.periods.flatMap((one) => {
    const period = parsePeriod(one);
    return period?.kind === unit ? [monthNumber(monthOfDay(firstDayOfPeriod(unit, period.index)))] : [];
  });
  return begins.length === 0 || begins.some(left) ? undefined : "all-excepted";
}

/** The months of the year (1 to 12) in which listed periods begin, where not all do. */
export function listedMonths(groups: readonly ListingGroup[]): readonly number[] | undefined {
  const months = new Set<number>();
  for (const { members, except = [] } of groups) {
    if (members.kind === "weeks-of-month" || members.kind === "open-days") return undefined;
    const some =
      members.kind === "cycle"
        ? members.months
        : members.kind === "exact"
          ? members.periods.flatMap((one) => {
              const period = parsePeriod(one);
              return period === undefined ? [] : [monthNumber(monthOfDay(firstDayOfPeriod(period.kind, period.index)))];
            })
          : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
    for (const month of some) if (!except.includes(month)) months.add(month);
  }
  return months.size === 12 ? undefined : [...months].sort((a, b) => a - b);
}
