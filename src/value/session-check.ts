import type { SessionData, SessionProblem, SessionTime } from "./session.ts";
import { WEEKDAYS, weekdayNumber } from "./day.ts";
import { formatClock, parseClock } from "./zone-time.ts";

const DAY = 86_400;
const WEEK = 7 * DAY;

/** A session of the template as seconds after Monday 00:00 local, before any clock change. */
type Stretch = { readonly session: number; readonly from: number; readonly until: number };

/** Everything wrong with a week of sessions: times that are none, sessions that run backwards or share time, stray breaks. */
export function checkSessions(data: SessionData): readonly SessionProblem[] {
  const problems: SessionProblem[] = [];
  const seconds = (text: string): number => {
    const time = parseClock(text);
    if (time === undefined) problems.push({ kind: "clock-malformed", text });
    return time ?? 0;
  };
  const within = (time: SessionTime): number => seconds(time.time) + time.nextDays * DAY;
  const stretches: Stretch[] = [];
  data.weekly.forEach(({ days, open, close, breaks }, session) => {
    const [from, until] = [seconds(open), within(close)];
    if (until <= from) problems.push({ kind: "session-backwards", session, open, close: close.time });
    let last = from;
    for (const pause of breaks) {
      const [start, end] = [within(pause.from), within(pause.until)];
      if (start < last || end <= start || end > until) {
        problems.push({ kind: "break-outside-session", session, from: pause.from.time, until: pause.until.time });
      }
      last = end;
    }
    for (const day of days) {
      const monday = (weekdayNumber(day) - 1) * DAY;
      stretches.push({ session, from: monday + from, until: monday + until });
    }
  });
  if (data.lastClose !== undefined) seconds(data.lastClose);
  if (problems.length === 0) problems.push(...overlaps(stretches));
  return problems;
}

function overlaps(stretches: readonly Stretch[]): readonly SessionProblem[] {
  const problems: SessionProblem[] = [];
  for (const [i, a] of stretches.entries()) {
    // A stretch is also compared with the others a week later, and with its own: the week goes round.
    for (const b of [...stretches.slice(i + 1), ...stretches.map((one) => later(one))]) {
      const start = Math.max(a.from, b.from);
      if (start >= Math.min(a.until, b.until)) continue;
      const day = WEEKDAYS[Math.floor(start / DAY) % 7]!;
      const at = `${day} ${formatClock(start % DAY)}`;
      problems.push({ kind: "sessions-overlap", first: a.session, second: b.session, at });
    }
  }
  return problems;
}

function later({ session, from, until }: Stretch): Stretch {
  return { session, from: from + WEEK, until: until + WEEK };
}
