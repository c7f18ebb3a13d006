import type { WeekdayName } from "./day.ts";
import type { Day } from "./day.ts";
import type { CalendarProblem } from "./calendar.ts";
import type { ClockChoices, Instant, ZoneProblem } from "./zone-time.ts";

/** A clock time `HH:MM` and on which day after the session's opening day it is: 0 the same, 1 the next. */
export type SessionTime = { readonly time: string; readonly nextDays: number };

/** `Sun..Thu 17:00 until 16:00 next day`, with pauses inside it; `days` are the days on which it opens. */
export type SessionTemplate = {
  readonly days: readonly WeekdayName[];
  readonly open: string;
  readonly close: SessionTime;
  readonly breaks: readonly { readonly from: SessionTime; readonly until: SessionTime }[];
};

/**
 * The trading sessions of a product, in local time of `zone`. The trade date of a session is the business day on which
 * it ends. A session that would end on a closed day does not exist, unless `onHolidays` is `next-business-day`: then one
 * that ends on a weekend, or on a holiday for which the calendar states an early close of the same name, carries the
 * trade date of the next business day.
 */
export type SessionData = {
  readonly zone: string;
  readonly calendar: string;
  readonly weekly: readonly SessionTemplate[];
  readonly onHolidays: "none" | "next-business-day";
  /** When trading in an expiring contract ends on its last trading day. */
  readonly lastClose?: string;
  readonly choices: ClockChoices;
};

/** One stretch of trading, half open in time: `open` is in it, `close` is not. Texts are local and name the offset. */
export type TradingInterval = {
  readonly open: Instant;
  readonly close: Instant;
  readonly openText: string;
  readonly closeText: string;
};

/** The trading of one trade date: never overlapping, in order of time. `shortened` names each early close that applied. */
export type Session = {
  readonly tradeDate: Day;
  readonly intervals: readonly TradingInterval[];
  readonly open: Instant;
  readonly close: Instant;
  readonly shortened: readonly string[];
};

/** What can be wrong with sessions. */
export type SessionProblem =
  | ZoneProblem
  | CalendarProblem
  /** Two sessions of the week, given by their place in `weekly`, share time. */
  | { readonly kind: "sessions-overlap"; readonly first: number; readonly second: number; readonly at: string }
  | { readonly kind: "session-backwards"; readonly session: number; readonly open: string; readonly close: string }
  | { readonly kind: "break-outside-session"; readonly session: number; readonly from: string; readonly until: string }
  /** A last close, or a clock change, that leaves the session no time at all. */
  | { readonly kind: "session-empty"; readonly tradeDate: Day };
