import { sayWeekday, type Weekday } from "../value/day.ts";
import type { SessionData, SessionTemplate as Week, SessionTime } from "../value/session.ts";
import { parseClock } from "../value/zone-time.ts";
import type { SessionTemplate, Sessions } from "./model.ts";

type Hours = Pick<SessionTemplate, "days" | "from" | "until" | "nextDay">;

/** The sessions of a model as the rule that says which instants trade, with each halt as a break of the session it lies in. */
export function sessionDataOf(sessions: Sessions): SessionData {
  const { zone, calendar, trade, halts = [], onHolidays, skippedTime, repeatedTime, lastClose } = sessions;
  return {
    zone,
    calendar,
    weekly: trade.flatMap((one) => withBreaks(one, halts)),
    onHolidays: onHolidays?.value ?? "none",
    ...(lastClose === undefined ? {} : { lastClose: minutes(lastClose.at) }),
    choices: {
      ...(skippedTime === undefined ? {} : { skipped: skippedTime.value }),
      ...(repeatedTime === undefined ? {} : { repeated: repeatedTime.value === "first" ? "first" : "second" }),
    },
  };
}

/** True when the halt lies in the session that opens on `day`, between its open and its close. */
export function lieIn(halt: Hours, session: Hours, day: number, on: number): boolean {
  const [from, until] = span(session, 0);
  const [start, end] = span(halt, (on - day + 7) % 7);
  return start >= from && end <= until;
}

/** A session of the week once for each set of days with the same halts. */
function withBreaks(session: Hours, halts: readonly Hours[]): Week[] {
  const byBreaks = new Map<string, { days: number[]; breaks: Week["breaks"] }>();
  for (const day of session.days) {
    const breaks = halts
      .flatMap((halt) =>
        halt.days.filter((on) => lieIn(halt, session, day, on)).map((on) => breakOf(halt, (on - day + 7) % 7)),
      )
      .sort((a, b) => at(a.from) - at(b.from));
    const key = JSON.stringify(breaks);
    const known = byBreaks.get(key);
    if (known === undefined) byBreaks.set(key, { days: [day], breaks });
    else known.days.push(day);
  }
  return [...byBreaks.values()].map(({ days, breaks }) => ({
    days: days.map((day) => sayWeekday(day as Weekday)),
    open: minutes(session.from),
    close: { time: minutes(session.until), nextDays: session.nextDay ? 1 : 0 },
    breaks,
  }));
}

function breakOf(halt: Hours, later: number): Week["breaks"][number] {
  return {
    from: { time: minutes(halt.from), nextDays: later },
    until: { time: minutes(halt.until), nextDays: later + (halt.nextDay ? 1 : 0) },
  };
}

const DAY = 86_400;

function at({ time, nextDays }: SessionTime): number {
  return (parseClock(time) ?? 0) + nextDays * DAY;
}

/** Seconds from the midnight before the opening day's first moment. */
function span({ from, until, nextDay }: Hours, later: number): readonly [number, number] {
  const [start, end] = [parseClock(from) ?? 0, parseClock(until) ?? 0];
  return [start + later * DAY, end + (later + (nextDay ? 1 : 0)) * DAY];
}

/** `HH:MM` of `HH:MM:SS`. */
function minutes(time: string): string {
  return time.slice(0, 5);
}
