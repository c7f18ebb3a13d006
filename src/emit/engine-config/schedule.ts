import type { Calendar, Sessions } from "../../model/model.ts";
import type { TradeDay } from "../../model/generated/engine.ts";
import type { CompiledCalendar } from "../../value/calendar-compile.ts";
import type { Outcome } from "../../value/calendar.ts";
import type { Day, Weekday } from "../../value/day.ts";
import type { Session } from "../../value/session.ts";
import type { Instant, ZoneTable } from "../../value/zone-time.ts";
import { sessionDataOf } from "../../model/session-data.ts";
import { compileCalendar } from "../../value/calendar-compile.ts";
import { formatDay, parseDay, sayWeekday, weekdayOf, yearOf } from "../../value/day.ts";
import { compileSessions } from "../../value/session-compile.ts";
import { DAY_MS, formatClock, parseClock, toInstant, toLocal } from "../../value/zone-time.ts";
import { zoneTable } from "../../value/zone.ts";
import { present } from "../present.ts";

/**
 * Every trade date from `from` to `to` with its sessions and settlement time in UTC. The trade date is the business day
 * in which a session ends; a session that would end on a closed day is not held, or belongs to the next business day where the
 * spec says so; an early close ends it sooner. The span lies in the calendar's sure days, and no local time in it is skipped or repeated by a clock change: the checks
 * before have seen to that, so anything else is a bug and throws.
 */
export function tradeDays(sessions: Sessions, calendar: Calendar, from: string, to: string): TradeDay[] {
  if (from < calendar.from || to > calendar.to) throw new Error(`${calendar.id} is not sure from ${from} to ${to}`);
  const [first, last] = [dayIn(from), dayIn(to)];
  const zone = zones(first, last);
  const compiled = sound(
    calendar.id,
    compileSessions(sessionDataOf(sessions), compiledCalendar(calendar, sessions.zone), zone),
  );
  const days: TradeDay[] = [];
  for (let day = first; day <= last; day += 1) {
    const session = sound(formatDay(day), compiled.on(day));
    if (session === undefined) continue;
    days.push(
      present({
        tradeDate: formatDay(day),
        preOpen: preOpenOn(sessions, session, zone),
        sessions: session.intervals.map(({ open, close }) => ({ open: formatUtc(open), close: formatUtc(close) })),
        settlement: settlementOn(sessions, session, zone),
        shortened: session.shortened.length === 0 ? undefined : session.shortened.join("; "),
      }),
    );
  }
  return days;
}

/** The pre-opens that end as a session of the trade date begins; undefined where there is none. */
function preOpenOn(sessions: Sessions, session: Session, zone: Zones): TradeDay["preOpen"] {
  const { preOpen = [], zone: name } = sessions;
  const table = zone(name);
  const { choices } = sessionDataOf(sessions);
  const found = session.intervals.flatMap(({ open }) => {
    const here = sound(name, toLocal(table, open));
    return preOpen.flatMap((one) => {
      const day = one.nextDay ? here.day - 1 : here.day;
      if (clockIn(one.until) !== here.time || !one.days.includes(weekdayOf(day))) return [];
      const from = sound(name, toInstant(table, day, clockIn(one.from), choices));
      return [{ open: formatUtc(from.instant), close: formatUtc(open) }];
    });
  });
  return found.length === 0 ? undefined : found;
}

function settlementOn(sessions: Sessions, session: Session, zone: Zones): string | undefined {
  const { settlement } = sessions;
  if (settlement === undefined) return undefined;
  const { at, zone: name, earlyClose } = settlement;
  const { instant } = sound(
    `${at} ${name}`,
    toInstant(zone(name), session.tradeDate, clockIn(at), sessionDataOf(sessions).choices),
  );
  const early = earlyClose && session.shortened.length > 0;
  return formatUtc(early ? Math.min(instant, session.close) : instant);
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

type Zones = (name: string) => ZoneTable;

function zones(first: Day, last: Day): Zones {
  const tables = new Map<string, ZoneTable>();
  return (name) => {
    const table = tables.get(name) ?? sound(name, zoneTable(name, yearOf(first - 2), yearOf(last + 2)));
    tables.set(name, table);
    return table;
  };
}

/** An instant as `YYYY-MM-DDThh:mm:ssZ`. */
function formatUtc(instant: Instant): string {
  const day = Math.floor(instant / DAY_MS);
  const clock = formatClock((instant - day * DAY_MS) / 1000);
  return `${formatDay(day)}T${clock.length === 5 ? `${clock}:00` : clock}Z`;
}

function dayIn(date: string): Day {
  const day = parseDay(date);
  if (day === undefined) throw new Error(`${date} is no day`);
  return day;
}

function clockIn(text: string): number {
  const time = parseClock(text);
  if (time === undefined) throw new Error(`${text} is no clock time`);
  return time;
}

function sound<T, P>(what: string, outcome: Outcome<T, P>): T {
  if (!outcome.ok) throw new Error(`${what}: ${JSON.stringify(outcome.problem)}`);
  return outcome.value;
}
