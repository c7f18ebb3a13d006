import type { IndexReads, Published } from "../model/generated/inputs.ts";
import { type Day, formatDay, parseDay, weekdayOf, yearOf } from "../value/day.ts";
import { DAY_MS, formatClock, type Instant, parseClock, toInstant, toLocal } from "../value/zone-time.ts";
import { zoneTable } from "../value/zone.ts";

/** The window of an index on one day in UTC: `from` is in it and `until` is not. */
export type UtcWindow = { readonly from: string; readonly until: string };

/**
 * The window of an index on a day, or undefined for an index without one. A clock window ends on the next day where its end is not
 * after its start; a trailing one ends when the index is published. A local time that the clocks skip or repeat that day has
 * no window: the reason is given instead.
 */
export function windowOn(reads: IndexReads, date: string): UtcWindow | { readonly reason: string } | undefined {
  const { window, publish } = reads;
  if (window === undefined || window.kind === "count" || window.kind === "month" || window.kind === "hours")
    return undefined;
  const day = dayIn(date);
  if (window.kind === "clock") {
    const [from, until] = [clockIn(window.from), clockIn(window.until)];
    return between(instantAt(day, from, window.zone), instantAt(until > from ? day : day + 1, until, window.zone));
  }
  if (publish === undefined)
    return { reason: `${reads.id} does not say when it is published, so its window has no end` };
  const end = instantAt(day, clockIn(publish.at), publish.zone);
  return between(typeof end === "number" ? end - window.milliseconds : end, end);
}

/** The instant in UTC before which the print of a day may be restated; the reason where the clocks have no such time that day. */
export function restatedBefore(
  { until, zone }: NonNullable<IndexReads["restate"]>,
  date: string,
): string | { readonly reason: string } {
  const found = instantAt(dayIn(date), clockIn(until), zone);
  return typeof found === "number" ? formatUtc(found) : found;
}

/** The days an index reads: of its period up to `date`, all or those of its calendar; undefined for an index that reads no days. */
export function daysOf({ window, calendar }: IndexReads, date: string): readonly string[] | undefined {
  if (window?.kind !== "month") return undefined;
  const days = allDays(firstDay(window, date), date);
  return window.days === "calendar" ? days : days.filter((day) => isPublished(calendar, day) === true);
}

const allDays = (first: Day, date: string): string[] =>
  Array.from({ length: dayIn(date) - first + 1 }, (_, at) => formatDay(first + at));

/** The first day of the period that `date` lies in: its month, week, quarter or year, or from a day of the month on. */
function firstDay({ period, start }: { readonly period?: string; readonly start?: number }, date: string): Day {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  if (period === "week") return dayIn(date) - (weekdayOf(dayIn(date)) - 1);
  const of = (years: number, months: number, first: number): Day =>
    dayIn(`${String(years).padStart(4, "0")}-${String(months).padStart(2, "0")}-${String(first).padStart(2, "0")}`);
  if (period === "year") return of(year, 1, 1);
  if (period === "quarter") return of(year, month - ((month - 1) % 3), 1);
  if (start === undefined || day >= start) return of(year, month, start ?? 1);
  return month === 1 ? of(year - 1, 12, start) : of(year, month - 1, start);
}

const HOUR_MS = 3_600_000;

/**
 * When each hour that an index reads begins, in UTC: those of its period up to the end of `date` on the clock of its zone. A day on which clocks
 * change has an hour less or more. Where local midnight, or a whole number of hours, is not to be had the reason is given; undefined for an index that
 * reads no hours.
 */
export function hoursOf(
  { window, calendar }: IndexReads,
  date: string,
): readonly string[] | { readonly reason: string } | undefined {
  if (window?.kind !== "hours") return undefined;
  const { zone, set } = window;
  const first = firstDay(window, date);
  const table = zoneTable(zone, yearOf(first - 1), yearOf(dayIn(date) + 2));
  if (!table.ok) return { reason: `there is no time zone ${zone}` };
  const [from, until] = [instantAt(first, 0, zone), instantAt(dayIn(date) + 1, 0, zone)];
  if (typeof from !== "number") return from;
  if (typeof until !== "number") return until;
  if ((until - from) % HOUR_MS !== 0)
    return { reason: `the days from ${formatDay(first)} to ${date} are no whole number of hours in ${zone}` };
  const hours: string[] = [];
  for (let at = from; at < until; at += HOUR_MS) {
    const local = toLocal(table.value, at);
    if (!local.ok) return { reason: `clocks in ${zone} are not known for ${date}` };
    if (set !== undefined) {
      const open = set.days === "calendar" ? true : isPublished(calendar, formatDay(local.value.day));
      if (open === undefined) return { reason: `${calendar.id} is not sure of ${formatDay(local.value.day)}` };
      const { time } = local.value;
      if ((open && time >= clockIn(set.from) && time < clockIn(set.until)) === set.except) continue;
    }
    hours.push(formatUtc(at));
  }
  return hours;
}

/**
 * Every business day from as many as the index looks back before the one that counts for the first of `days`, to the last of them;
 * undefined for an index whose rates do not accrue, and where its calendar is not sure of a day.
 */
export function businessOf({ window, calendar }: IndexReads, days: readonly string[]): readonly string[] | undefined {
  const [first] = days;
  if (window?.kind !== "month" || window.accrues === undefined || first === undefined) return undefined;
  const found: string[] = [];
  // One counts for the first day, and as many lie before it.
  let wanted = window.accrues + 1;
  for (let day = dayIn(first); wanted > 0; day -= 1) {
    const published = isPublished(calendar, formatDay(day));
    if (published === undefined) return undefined;
    if (published) {
      found.unshift(formatDay(day));
      wanted -= 1;
    }
  }
  return [...found, ...days.filter((day) => day > first && isPublished(calendar, day) === true)];
}

type Found = Instant | { readonly reason: string };

function between(from: Found, until: Found): UtcWindow | { readonly reason: string } {
  if (typeof from !== "number") return from;
  return typeof until === "number" ? { from: formatUtc(from), until: formatUtc(until) } : until;
}

function instantAt(day: Day, clock: number, zone: string): Found {
  const table = zoneTable(zone, yearOf(day - 1), yearOf(day + 1));
  if (!table.ok) return { reason: `there is no time zone ${zone}` };
  const found = toInstant(table.value, day, clock);
  if (found.ok) return found.value.instant;
  const how = found.problem.kind === "time-skipped" ? "is skipped" : "comes twice";
  return { reason: `${formatClock(clock)} in ${zone} ${how} on ${formatDay(day)}, as the clocks change` };
}

/** An instant as `YYYY-MM-DDThh:mm:ssZ`; windows of milliseconds keep them. */
function formatUtc(instant: Instant): string {
  const day = Math.floor(instant / DAY_MS);
  const within = instant - day * DAY_MS;
  const clock = formatClock(Math.floor(within / 1000));
  const rest = within % 1000 === 0 ? "" : `.${String(within % 1000).padStart(3, "0")}`;
  return `${formatDay(day)}T${clock.length === 5 ? `${clock}:00` : clock}${rest}Z`;
}

/** Whether an index is published on a day; undefined where its calendar is not sure. */
export function isPublished({ from, to, weekend, closed }: Published, date: string): boolean | undefined {
  if (date < from || date > to) return undefined;
  return !weekend.includes(weekdayOf(dayIn(date))) && !closed.includes(date);
}

function dayIn(date: string): Day {
  const day = parseDay(date);
  if (day === undefined) throw new Error(`${date} is no day`);
  return day;
}

function clockIn(text: string): number {
  const clock = parseClock(text);
  if (clock === undefined) throw new Error(`${text} is no clock time`);
  return clock;
}
