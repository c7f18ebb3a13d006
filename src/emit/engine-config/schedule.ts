import type { Calendar, Sessions } from "../../model/model.ts";
import type { TradeDay } from "../../model/generated/engine.ts";
import type { Session } from "../../value/session.ts";
import { sessionDataOf } from "../../model/session-data.ts";
import { formatDay, yearOf } from "../../value/day.ts";
import { toInstant } from "../../value/zone-time.ts";
import { zoneTable } from "../../value/zone.ts";
import { present } from "../present.ts";
import { clockIn, dayIn, formatUtc, preOpensOf, type SessionClock, sessionClock, sound } from "../session-clock.ts";

/**
 * Every trade date from `from` to `to` with its sessions and settlement time in UTC. The trade date is the business day
 * in which a session ends; a session that would end on a closed day is not held, or belongs to the next business day where the
 * spec says so; an early close ends it sooner. The span lies in the calendar's sure days, and no local time in it is skipped or repeated by a clock change: the checks
 * before have seen to that, so anything else is a bug and throws.
 */
export function tradeDays(sessions: Sessions, calendar: Calendar, from: string, to: string): TradeDay[] {
  if (from < calendar.from || to > calendar.to) throw new Error(`${calendar.id} is not sure from ${from} to ${to}`);
  const [first, last] = [dayIn(from), dayIn(to)];
  const clock = sessionClock(sessions, calendar, first, last);
  const days: TradeDay[] = [];
  for (let day = first; day <= last; day += 1) {
    const session = sound(formatDay(day), clock.compiled.on(day));
    if (session === undefined) continue;
    days.push(
      present({
        tradeDate: formatDay(day),
        preOpen: preOpens(clock, session),
        sessions: session.intervals.map(({ open, close }) => ({ open: formatUtc(open), close: formatUtc(close) })),
        settlement: settlementOn(clock, session),
        shortened: session.shortened.length === 0 ? undefined : session.shortened.join("; "),
      }),
    );
  }
  return days;
}

/** The pre-opens of a trade date in UTC; undefined where there is none. */
function preOpens(clock: SessionClock, session: Session): TradeDay["preOpen"] {
  const found = preOpensOf(clock, session).map(({ open, close }) => ({
    open: formatUtc(open),
    close: formatUtc(close),
  }));
  return found.length === 0 ? undefined : found;
}

function settlementOn({ sessions, zone }: SessionClock, session: Session): string | undefined {
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

/** The instant at which clocks of a zone show a time, on each of these days. */
export function instantsOf(sessions: Sessions, days: readonly string[], at: string, zone: string): string[] {
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return [];
  const table = sound(zone, zoneTable(zone, yearOf(dayIn(first)) - 1, yearOf(dayIn(last)) + 1));
  const { choices } = sessionDataOf(sessions);
  return days.map((day) => formatUtc(sound(zone, toInstant(table, dayIn(day), clockIn(at), choices)).instant));
}
