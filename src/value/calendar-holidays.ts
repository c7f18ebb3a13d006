import type { HolidayDays, HolidayRule, Observance } from "./calendar.ts";
import type { Day, Weekday } from "./day.ts";
import {
  dayOf,
  isRealDate,
  parseDay,
  sayWeekday,
  weekdayNearest,
  weekdayNumber,
  weekdayOf,
  weekdayOnOrAfter,
  weekdayOnOrBefore,
  yearOf,
} from "./day.ts";
import { easterSunday } from "./easter.ts";
import { firstDayOfMonth, lastDayOfMonth, monthOf } from "./month.ts";

/** One day a holiday takes: where it is observed and where it falls. */
export type HolidayDay = { readonly title: string; readonly day: Day; readonly nominal: Day };

/** The days a holiday rule names in a year, before any observance: none, one, or those listed for that year. */
export function holidayDaysIn(days: HolidayDays, year: number): readonly Day[] {
  switch (days.kind) {
    case "month-day":
      return isRealDate(year, days.month, days.date) ? [dayOf(year, days.month, days.date)] : [];
    case "nth-weekday":
      return nthWeekday(days.n, weekdayNumber(days.weekday), monthOf(year, days.month));
    case "easter":
      return [easterSunday(year) + days.days];
    case "relative-weekday": {
      if (!isRealDate(year, days.month, days.date)) return [];
      return [relativeWeekday(dayOf(year, days.month, days.date), days.side, weekdayNumber(days.weekday))];
    }
    case "offset":
      return holidayDaysIn(days.of, year).map((day) => day + days.days);
    case "listed":
      return days.days.flatMap((text) => {
        const day = parseDay(text);
        return day !== undefined && yearOf(day) === year ? [day] : [];
      });
  }
}

function nthWeekday(n: number, weekday: Weekday, month: number): readonly Day[] {
  const [first, last] = [firstDayOfMonth(month), lastDayOfMonth(month)];
  const day = n > 0 ? weekdayOnOrAfter(first, weekday) + (n - 1) * 7 : weekdayOnOrBefore(last, weekday) + (n + 1) * 7;
  return day >= first && day <= last ? [day] : [];
}

type Side = Extract<HolidayDays, { kind: "relative-weekday" }>["side"];

function relativeWeekday(day: Day, side: Side, weekday: Weekday): Day {
  switch (side) {
    case "before":
      return weekdayOnOrBefore(day - 1, weekday);
    case "on-or-before":
      return weekdayOnOrBefore(day, weekday);
    case "after":
      return weekdayOnOrAfter(day + 1, weekday);
    case "on-or-after":
      return weekdayOnOrAfter(day, weekday);
    case "nearest":
      return weekdayNearest(day, weekday);
  }
}

/** True when a rule with these years and weekdays holds for a day of this year. */
export function holds(rule: Pick<HolidayRule, "from" | "until" | "only">, year: number, day: Day): boolean {
  if (rule.from !== undefined && year < rule.from) return false;
  if (rule.until !== undefined && year > rule.until) return false;
  return rule.only === undefined || rule.only.includes(sayWeekday(weekdayOf(day)));
}

/**
 * Every day the rules close from the year before `from` to the year after `to` (an observance may cross New Year), each
 * where it is observed. Substitutes are given out last, in the order of the days they stand for, so that two holidays
 * never share one.
 */
export function observedHolidays(
  rules: readonly HolidayRule[],
  weekend: ReadonlySet<Weekday>,
  from: number,
  to: number,
): readonly HolidayDay[] {
  const placed: HolidayDay[] = [];
  const waiting: HolidayDay[] = [];
  for (let year = from - 1; year <= to + 1; year++) {
    for (const rule of rules) {
      for (const nominal of holidayDaysIn(rule.days, year)) {
        if (!holds(rule, year, nominal)) continue;
        const observance = observanceFor(rule.observed, nominal);
        const day = observance?.kind === "moved" ? weekdayNearest(nominal, weekdayNumber(observance.to)) : nominal;
        if (observance?.kind === "substitute") waiting.push({ title: rule.title, day, nominal });
        else placed.push({ title: rule.title, day, nominal });
      }
    }
  }
  const taken = new Set(placed.map((holiday) => holiday.day));
  waiting.sort((a, b) => a.nominal - b.nominal);
  for (const holiday of waiting) {
    let day = holiday.nominal + 1;
    while (taken.has(day) || weekend.has(weekdayOf(day))) day += 1;
    taken.add(day);
    placed.push({ ...holiday, day });
  }
  return placed;
}

function observanceFor(observed: readonly Observance[], day: Day): Observance | undefined {
  const name = sayWeekday(weekdayOf(day));
  return observed.find((one) => (one.kind === "moved" ? one.from === name : one.from.includes(name)));
}
