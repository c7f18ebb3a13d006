import type { Calendar, Sessions } from "../model/model.ts";
import { sessionDataOf } from "../model/session-data.ts";
import { compileCalendar, type CompiledCalendar } from "../value/calendar-compile.ts";
import type { Outcome } from "../value/calendar.ts";
import { type Day, formatDay, parseDay, sayWeekday, type Weekday, weekdayOf, yearOf } from "../value/day.ts";
import { type CompiledSessions, compileSessions } from "../value/session-compile.ts";
import type { Session } from "../value/session.ts";
import {
  DAY_MS,
  formatClock,
  type Instant,
  parseClock,
  toInstant,
  toLocal,
  type ZoneTable,
} from "../value/zone-time.ts";
import { zoneTable } from "../value/zone.ts";

/** The sessions of a model ready to be asked, with the calendar they run on and the zones they use. */
export type SessionClock = {
  readonly sessions: Sessions;
  readonly compiled: CompiledSessions;
  readonly calendar: CompiledCalendar;
  readonly zone: Zones;
};

/** The clock of sessions over the days of their calendar from `first` to `last`; the checks before have made sure of both. */
export function sessionClock(sessions: Sessions, calendar: Calendar, first: Day, last: Day): SessionClock {
  const zone = zones(first, last);
  const closing = compiledCalendar(calendar, sessions.zone);
  const compiled = sound(calendar.id, compileSessions(sessionDataOf(sessions), closing, zone));
  return { sessions, compiled, calendar: closing, zone };
}

/** The pre-opens that end as a session of the trade date begins, in order of time. */
export function preOpensOf(
  { sessions, zone }: SessionClock,
  session: Session,
): readonly { readonly open: Instant; readonly close: Instant }[] {
  const { preOpen = [], zone: name } = sessions;
  const table = zone(name);
  const { choices } = sessionDataOf(sessions);
  return session.intervals.flatMap(({ open }) => {
    const here = sound(name, toLocal(table, open));
    return preOpen.flatMap((one) => {
      const day = one.nextDay ? here.day - 1 : here.day;
      if (clockIn(one.until) !== here.time || !one.days.includes(weekdayOf(day))) return [];
      const from = sound(name, toInstant(table, day, clockIn(one.from), choices));
      return [{ open: from.instant, close: open }];
    });
  });
}

/** The model's resolved closures as one-off days of a calendar; an early close that names no zone is in `own`. */
function compiledCalendar(calendar: Calendar, own: string): CompiledCalendar {
  const { id, title, from, to, weekend, closed, earlyCloses, holidaySessions = [] } = calendar;
  // The session of a holiday goes by its name; two holidays of one day are one closure here.
  const held = holidaySessions.map((one) => ({
    ...one,
    title: closed.find((day) => day.date === one.date)?.title ?? one.title,
  }));
  const data = {
    kind: "rules" as const,
    id,
    title,
    from: yearOf(dayIn(from)),
    to: yearOf(dayIn(to)),
    weekend: weekend.map((day) => sayWeekday(day as Weekday)),
    holidays: [],
    closed: closed.map(({ date, title: reason }) => ({ title: reason, date })),
    opened: [],
    earlyCloses: [...earlyCloses, ...held].map(({ date, at, zone = own, title: reason }) => ({
      title: reason,
      days: { kind: "listed" as const, days: [date] },
      close: at,
      zone,
    })),
  };
  return sound(
    id,
    compileCalendar(data, () => undefined),
  );
}

/** The table of a zone by its name. */
export type Zones = (name: string) => ZoneTable;

function zones(first: Day, last: Day): Zones {
  const tables = new Map<string, ZoneTable>();
  return (name) => {
    const table = tables.get(name) ?? sound(name, zoneTable(name, yearOf(first - 2), yearOf(last + 2)));
    tables.set(name, table);
    return table;
  };
}

/** An instant as `YYYY-MM-DDThh:mm:ssZ`. */
export function formatUtc(instant: Instant): string {
  const day = Math.floor(instant / DAY_MS);
  const clock = formatClock((instant - day * DAY_MS) / 1000);
  return `${formatDay(day)}T${clock.length === 5 ? `${clock}:00` : clock}Z`;
}

/** The day a date of the model names. */
export function dayIn(date: string): Day {
  const day = parseDay(date);
  if (day === undefined) throw new Error(`${date} is no day`);
  return day;
}

/** The time of day a text of the model names, in seconds. */
export function clockIn(text: string): number {
  const time = parseClock(text);
  if (time === undefined) throw new Error(`${text} is no clock time`);
  return time;
}

/** The value of what the checks before have made sure of; anything else is a bug. */
export function sound<T, P>(what: string, outcome: Outcome<T, P>): T {
  if (!outcome.ok) throw new Error(`${what}: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}
