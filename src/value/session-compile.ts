import type { CompiledCalendar, EarlyDay } from "./calendar-compile.ts";
import type { Outcome } from "./calendar.ts";
import type { Day } from "./day.ts";
import type { Session, SessionData, SessionProblem, SessionTemplate, TradingInterval } from "./session.ts";
import type { Instant, ZonedInstant, ZoneTable } from "./zone-time.ts";
import { countBusinessDays, isBusinessDay, isSure, unsure } from "./calendar-days.ts";
import { answer, refuse } from "./calendar.ts";
import { NO_DAY, weekdayNumber, weekdayOf } from "./day.ts";
import { checkSessions } from "./session-check.ts";
import { changesWithin, parseClock, sayZoned, toInstant, toLocal } from "./zone-time.ts";

/** Sessions ready to be asked. Zone tables are by zone: the sessions' own and those of the calendar's early closes. */
export type CompiledSessions = {
  /**
   * The trading of a trade date, or undefined when there is none: the day is closed, or no session ends on it. For an
   * expiring contract's last trading day `lastDay` cuts it at the last close.
   */
  readonly on: (tradeDate: Day, lastDay?: boolean) => Outcome<Session | undefined, SessionProblem>;
  /** The stretches of open trading of a trade date, without their texts; none where `on` has none, and the same problems. */
  readonly openOn: (tradeDate: Day) => Outcome<readonly OpenStretch[], SessionProblem>;
  /** Whether a day has a session, without saying which: false where `on` has none, and the same problems. */
  readonly tradesOn: (tradeDate: Day) => Outcome<boolean, SessionProblem>;
  /**
   * True when neither a clock change nor an early close is near a trade date: then every local time of it is told, and whether it has a
   * session depends on nothing but its weekday and on which days since the last business day sessions end.
   */
  readonly isQuiet: (tradeDate: Day) => boolean;
  /** The trade date of the session an instant lies in, or undefined when none is open then. */
  readonly tradeDateAt: (instant: Instant) => Outcome<Day | undefined, SessionProblem>;
  readonly isOpenAt: (instant: Instant) => Outcome<boolean, SessionProblem>;
  /** The session an instant lies in, its halts too, or undefined when none is held then. */
  readonly sessionAt: (instant: Instant) => Outcome<SessionAt | undefined, SessionProblem>;
  /** The instant of a clock time on the trade date, or that day's close when it is earlier (`at early close when earlier`). */
  readonly clockOn: (tradeDate: Day, clock: string) => Outcome<ZonedInstant, SessionProblem>;
};

/** A stretch of open trading, its end not in it. */
export type OpenStretch = { readonly open: Instant; readonly close: Instant };

/** One session of the week as it is held: the day on which it ends, the trade date it belongs to, and its own bounds. */
export type SessionAt = {
  readonly ends: Day;
  readonly tradeDate: Day;
  readonly open: ZonedInstant;
  readonly close: ZonedInstant;
  /** True where the instant lies in a halt of the session. */
  readonly halted: boolean;
  /** The names of the early closes that cut it. */
  readonly shortened: readonly string[];
};

/** One template's session that ends on a day: its stretches between breaks, and the early closes that cut it. */
type Occurrence = { readonly stretches: readonly Stretch[]; readonly shortened: readonly string[] };
type Stretch = { readonly open: ZonedInstant; readonly close: ZonedInstant };

/** Compiles a week of sessions over a calendar; refuses it with everything wrong with the week. */
export function compileSessions(
  data: SessionData,
  calendar: CompiledCalendar,
  zone: (id: string) => ZoneTable | undefined,
): Outcome<CompiledSessions, readonly SessionProblem[]> {
  const problems = [...checkSessions(data)];
  const table = zone(data.zone);
  if (table === undefined) problems.push({ kind: "zone-unknown", zone: data.zone });
  if (problems.length > 0 || table === undefined) return refuse(problems);

  const local = (day: Day, clock: string): Outcome<ZonedInstant, SessionProblem> =>
    toInstant(table, day, parseClock(clock)!, data.choices);
  // Each day of ten years asks for the same few times and weekdays: they are read once.
  const weekly = data.weekly.map((template) => ({
    last: lastDayOf(template),
    days: new Set(template.days.map(weekdayNumber)),
    edges: [
      { time: template.open, nextDays: 0 },
      ...template.breaks.flatMap((pause) => [pause.from, pause.until]),
      template.close,
    ].map((edge) => ({ time: parseClock(edge.time)!, nextDays: edge.nextDays })),
  }));

  /** On a closed day only a holiday that is an early close by name has a session: the eve of another may fall on it. */
  const earlyIn = (day: Day): readonly EarlyDay[] => {
    const stated = calendar.early.get(day) ?? [];
    const notes = calendar.notes.get(day);
    if (notes === undefined || calendar.open[day - calendar.first] === 1) return stated;
    return stated.filter((early) => notes.some((note) => note.title === early.title));
  };

  /** The early closes of a day as instants, earliest first. */
  const earlyOn = (day: Day): Outcome<readonly (ZonedInstant & { title: string })[], SessionProblem> => {
    const found: (ZonedInstant & { title: string })[] = [];
    for (const early of earlyIn(day)) {
      const clock = parseClock(early.close);
      if (clock === undefined) return refuse({ kind: "clock-malformed", text: early.close });
      const other = zone(early.zone);
      if (other === undefined) return refuse({ kind: "zone-unknown", zone: early.zone });
      const at = toInstant(other, day, clock, data.choices);
      if (!at.ok) return at;
      found.push({ ...at.value, title: early.title });
    }
    return answer(found.sort((a, b) => a.instant - b.instant));
  };

  /** Whether sessions that end on this day exist at all; the calendar is sure about it. */
  const exists = (day: Day): boolean =>
    calendar.open[day - calendar.first] === 1 ||
    (data.onHolidays !== "none" && (earlyIn(day).length > 0 || !calendar.notes.has(day)));

  const occurrence = (
    template: (typeof weekly)[number],
    ends: Day,
  ): Outcome<Occurrence | undefined, SessionProblem> => {
    const opens = ends - template.last;
    if (!template.days.has(weekdayOf(opens))) return answer(undefined);
    if (!isSure(calendar, ends)) return refuse(unsure(calendar, ends, 1));
    if (!exists(ends)) return answer(undefined);
    const instants: ZonedInstant[] = [];
    for (const edge of template.edges) {
      const at = toInstant(table, opens + edge.nextDays, edge.time, data.choices);
      if (!at.ok) return at;
      instants.push(at.value);
    }
    let stretches: Stretch[] = [];
    for (let i = 0; i < instants.length; i += 2) stretches.push({ open: instants[i]!, close: instants[i + 1]! });
    const early = earlyOn(ends);
    if (!early.ok) return early;
    const cut = early.value[0];
    if (cut === undefined || cut.instant >= instants.at(-1)!.instant) return answer({ stretches, shortened: [] });
    stretches = cutAt(stretches, cut.instant, table);
    return answer({ stretches, shortened: [cut.title] });
  };

  /** The stretches of a trade date in order of time, none of them empty; undefined when there is no session. */
  const tradingOn = (tradeDate: Day, lastDay: boolean): Outcome<Occurrence | undefined, SessionProblem> => {
    const open = isBusinessDay(calendar, tradeDate);
    if (!open.ok) return open;
    if (!open.value) return answer(undefined);
    // Sessions of the closed days since the last business day count towards this one.
    const previous = countBusinessDays(calendar, tradeDate, 1, -1, false);
    if (previous === NO_DAY && data.onHolidays !== "none") return refuse(unsure(calendar, tradeDate, -1));
    const from = data.onHolidays === "none" ? tradeDate : previous + 1;
    let stretches: Stretch[] = [];
    const shortened: string[] = [];
    for (let ends = from; ends <= tradeDate; ends++) {
      for (const template of weekly) {
        const one = occurrence(template, ends);
        if (!one.ok) return one;
        stretches.push(...(one.value?.stretches ?? []));
        shortened.push(...(one.value?.shortened ?? []));
      }
    }
    if (lastDay && data.lastClose !== undefined) {
      const at = local(tradeDate, data.lastClose);
      if (!at.ok) return at;
      stretches = cutAt(stretches, at.value.instant, table);
      if (stretches.length === 0) return refuse({ kind: "session-empty", tradeDate });
    }
    if (stretches.length === 0) return answer(undefined);
    stretches.sort((a, b) => a.open.instant - b.open.instant);
    if (stretches.some((one) => one.close.instant <= one.open.instant))
      return refuse({ kind: "session-empty", tradeDate });
    return answer({ stretches, shortened });
  };

  const on = (tradeDate: Day, lastDay = false): Outcome<Session | undefined, SessionProblem> => {
    const trading = tradingOn(tradeDate, lastDay);
    if (!trading.ok || trading.value === undefined) return trading.ok ? answer(undefined) : trading;
    const intervals = trading.value.stretches.map((stretch) => intervalOf(table, stretch));
    const close = Math.max(...intervals.map((one) => one.close));
    const shortened = [...new Set(trading.value.shortened)];
    return answer({ tradeDate, intervals, open: intervals[0]!.open, close, shortened });
  };

  const openOn = (tradeDate: Day): Outcome<readonly OpenStretch[], SessionProblem> => {
    const trading = tradingOn(tradeDate, false);
    if (!trading.ok) return trading;
    return answer(
      (trading.value?.stretches ?? []).map(({ open, close }) => ({ open: open.instant, close: close.instant })),
    );
  };

  const furthest = Math.max(0, ...weekly.map((one) => one.last));
  const sessionAt = (instant: Instant): Outcome<SessionAt | undefined, SessionProblem> => {
    const here = toLocal(table, instant);
    if (!here.ok) return here;
    const { day } = here.value;
    // 24:00 is the next day's midnight, so a session may end on the day before the one its last instant shows.
    for (let ends = day; ends <= day + furthest; ends++) {
      for (const template of weekly) {
        const one = occurrence(template, ends);
        if (!one.ok) return one;
        const { stretches = [], shortened = [] } = one.value ?? {};
        const [open, close] = [stretches[0]?.open, stretches.at(-1)?.close];
        if (open === undefined || close === undefined || instant < open.instant || instant >= close.instant) continue;
        if (!isSure(calendar, ends)) return refuse(unsure(calendar, ends, 1));
        const tradeDate = countBusinessDays(calendar, ends, 1, 1, true);
        if (tradeDate === NO_DAY) return refuse(unsure(calendar, ends, 1));
        const halted = !stretches.some((s) => instant >= s.open.instant && instant < s.close.instant);
        return answer({ ends, tradeDate, open, close, halted, shortened });
      }
    }
    return answer(undefined);
  };

  const tradeDateAt = (instant: Instant): Outcome<Day | undefined, SessionProblem> => {
    const found = sessionAt(instant);
    if (!found.ok) return found;
    return answer(found.value?.halted === false ? found.value.tradeDate : undefined);
  };

  const trades = (tradeDate: Day): Outcome<boolean, SessionProblem> => {
    const trading = tradingOn(tradeDate, false);
    return trading.ok ? answer(trading.value !== undefined) : trading;
  };

  /** What a quiet day is like: its weekday, and on which of the days since the last business day sessions end. */
  const quietKind = (tradeDate: Day): string | undefined => {
    if (!isSure(calendar, tradeDate) || calendar.open[tradeDate - calendar.first] !== 1) return undefined;
    const previous = countBusinessDays(calendar, tradeDate, 1, -1, false);
    if (previous === NO_DAY) return undefined;
    const from = data.onHolidays === "none" ? tradeDate : previous + 1;
    let ends = "";
    for (let day = from; day <= tradeDate; day++) {
      if (calendar.early.has(day)) return undefined;
      ends += exists(day) ? "1" : "0";
    }
    return changesWithin(table, from - furthest - 1, tradeDate + 2) ? undefined : `${weekdayOf(tradeDate)} ${ends}`;
  };
  const quiet = new Map<string, Outcome<boolean, SessionProblem>>();

  return answer({
    on,
    openOn,
    isQuiet: (tradeDate) => quietKind(tradeDate) !== undefined,
    tradesOn: (tradeDate) => {
      const kind = quietKind(tradeDate);
      if (kind === undefined) return trades(tradeDate);
      const known = quiet.get(kind);
      if (known !== undefined) return known;
      const found = trades(tradeDate);
      // A problem names its day.
      if (found.ok) quiet.set(kind, found);
      return found;
    },
    tradeDateAt,
    sessionAt,
    isOpenAt: (instant) => {
      const found = tradeDateAt(instant);
      return found.ok ? answer(found.value !== undefined) : found;
    },
    clockOn: (tradeDate, clock) => {
      if (parseClock(clock) === undefined) return refuse({ kind: "clock-malformed", text: clock });
      const at = local(tradeDate, clock);
      if (!at.ok) return at;
      const early = earlyOn(tradeDate);
      if (!early.ok) return early;
      const cut = early.value[0];
      return cut !== undefined && cut.instant < at.value.instant ? answer(zoned(table, cut.instant)) : at;
    },
  });
}

/** How many days after its opening day a session ends; `24:00` still belongs to the day it ends. */
function lastDayOf(template: SessionTemplate): number {
  return template.close.nextDays;
}

/** The instant with the offset local clocks of the sessions' zone show then; the table has covered it before. */
function zoned(table: ZoneTable, instant: Instant): ZonedInstant {
  const local = toLocal(table, instant);
  if (!local.ok) throw new Error("an instant between two covered ones is covered");
  return { instant, offset: local.value.offset };
}

/** What is left of the stretches before an instant. */
function cutAt(stretches: readonly Stretch[], instant: Instant, table: ZoneTable): Stretch[] {
  return stretches
    .filter((stretch) => stretch.open.instant < instant)
    .map((stretch) => (stretch.close.instant <= instant ? stretch : { ...stretch, close: zoned(table, instant) }));
}

function intervalOf(table: ZoneTable, { open, close }: Stretch): TradingInterval {
  return {
    open: open.instant,
    close: close.instant,
    openText: sayZoned(table, open),
    closeText: sayZoned(table, close),
  };
}
