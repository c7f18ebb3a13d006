import type { CalendarData, CalendarProblem, HolidayDays } from "./calendar.ts";
import { isRealDate, parseDay } from "./day.ts";
import { formatMonth, monthOf } from "./month.ts";

type Lookup = (id: string) => CalendarData | undefined;

/** The first thing wrong with a calendar or with one it is built on, before it is worked out; undefined when nothing is. */
export function checkCalendar(
  data: CalendarData,
  lookup: Lookup,
  path: readonly string[] = [],
): CalendarProblem | undefined {
  if (path.includes(data.id)) return { kind: "calendar-cycle", path: [...path.slice(path.indexOf(data.id)), data.id] };
  const here = [...path, data.id];
  for (const id of data.kind === "joined" ? data.parts : data.kind === "derived" ? [data.base] : []) {
    const other = lookup(id);
    if (other === undefined || (data.kind === "derived" && other.kind === "joined")) {
      return { kind: "calendar-unknown", calendar: id, neededBy: data.id };
    }
    const problem = checkCalendar(other, lookup, here);
    if (problem !== undefined) return problem;
  }
  if (data.kind === "joined") return undefined;
  return checkYears(data, lookup) ?? checkRemoved(data, lookup) ?? checkDates(data);
}

type Own = Exclude<CalendarData, { kind: "joined" }>;

/** The years a calendar states or takes from its base. */
function yearsOf(data: Own, lookup: Lookup): { readonly from?: number; readonly to?: number } {
  const base = data.kind === "derived" ? lookup(data.base) : undefined;
  const below = base === undefined || base.kind === "joined" ? {} : yearsOf(base, lookup);
  return {
    ...below,
    ...(data.from === undefined ? {} : { from: data.from }),
    ...(data.to === undefined ? {} : { to: data.to }),
  };
}

function checkYears(data: Own, lookup: Lookup): CalendarProblem | undefined {
  const years = yearsOf(data, lookup);
  const wrong = (why: "missing" | "reversed" | "beyond-base"): CalendarProblem => ({
    kind: "calendar-years",
    calendar: data.id,
    why,
  });
  if (years.from === undefined || years.to === undefined) {
    const half = years.from !== years.to;
    return half || data.holidays.length > 0 ? wrong("missing") : undefined;
  }
  if (years.from > years.to || years.from < 1 || years.to > 9998) return wrong("reversed");
  const base = data.kind === "derived" ? lookup(data.base) : undefined;
  if (base === undefined || base.kind === "joined") return undefined;
  const below = yearsOf(base, lookup);
  const beyond = years.from < (below.from ?? years.from) || years.to > (below.to ?? years.to);
  return beyond ? wrong("beyond-base") : undefined;
}

/** Every title of a calendar and its bases. */
function titlesOf(data: CalendarData | undefined, lookup: Lookup): readonly string[] {
  if (data === undefined || data.kind === "joined") return [];
  const own = [...data.holidays, ...data.closed, ...data.opened, ...data.earlyCloses].map((one) => one.title);
  return data.kind === "derived" ? [...own, ...titlesOf(lookup(data.base), lookup)] : own;
}

function checkRemoved(data: Own, lookup: Lookup): CalendarProblem | undefined {
  if (data.kind === "rules") return undefined;
  const known = titlesOf(lookup(data.base), lookup);
  const title = data.without.find((one) => !known.includes(one));
  return title === undefined ? undefined : { kind: "holiday-unknown", calendar: data.id, title, base: data.base };
}

function checkDates(data: Own): CalendarProblem | undefined {
  for (const rule of [...data.holidays, ...data.earlyCloses]) {
    const date = impossible(rule.days);
    if (date !== undefined) return { kind: "no-such-date", calendar: data.id, title: rule.title, date };
    const { from, until } = rule;
    if (from !== undefined && until !== undefined && from > until) {
      return { kind: "holiday-years", calendar: data.id, title: rule.title, from, until };
    }
  }
  for (const one of [...data.closed, ...data.opened]) {
    for (const date of [one.date, one.announced]) {
      if (date !== undefined && parseDay(date) === undefined) {
        return { kind: "no-such-date", calendar: data.id, title: one.title, date };
      }
    }
  }
  return undefined;
}

/** The text of a date in a rule that exists in no year, or undefined. 2000 is a leap year, so Feb 29 passes. */
function impossible(days: HolidayDays): string | undefined {
  switch (days.kind) {
    case "month-day":
    case "relative-weekday":
      return isRealDate(2000, days.month, days.date) ? undefined : `--${days.month}-${days.date}`;
    case "nth-weekday":
      return Number.isInteger(days.n) && days.n !== 0 && Math.abs(days.n) <= 5 && days.month >= 1 && days.month <= 12
        ? undefined
        : `${days.n}th ${days.weekday} of ${days.month >= 1 && days.month <= 12 ? formatMonth(monthOf(2000, days.month)).slice(5) : days.month}`;
    case "easter":
      return undefined;
    case "offset":
      return impossible(days.of);
    case "listed":
      return days.days.find((text) => parseDay(text) === undefined);
  }
}
