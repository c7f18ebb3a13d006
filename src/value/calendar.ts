import type { WeekdayName } from "./day.ts";

/** How a holiday's day is found in a year. A rule that names no day of a year (Feb 29, a 5th Monday) gives none then. */
export type HolidayDays =
  /** `Jan 1`. */
  | { readonly kind: "month-day"; readonly month: number; readonly date: number }
  /** `3rd Monday of January` is n 1 to 5; `last Monday of May` is n -1. */
  | { readonly kind: "nth-weekday"; readonly n: number; readonly weekday: WeekdayName; readonly month: number }
  /** `Easter - 2 days` is days -2. */
  | { readonly kind: "easter"; readonly days: number }
  /** `Monday before May 25`, `Friday on or after Jun 19`, `Wednesday nearest Nov 19`. */
  | {
      readonly kind: "relative-weekday";
      readonly weekday: WeekdayName;
      readonly side: "before" | "on-or-before" | "after" | "on-or-after" | "nearest";
      readonly month: number;
      readonly date: number;
    }
  /** `1 day after 4th Thursday of November` is days 1. */
  | { readonly kind: "offset"; readonly days: number; readonly of: HolidayDays }
  /** Days a state proclaims one by one, as `YYYY-MM-DD`. */
  | { readonly kind: "listed"; readonly days: readonly string[] };

/** Where a holiday goes that falls on a given weekday. The first entry that fits is taken; without one it stays. */
export type Observance =
  /** `observed Mon if Sun`: the nearest such weekday, always at most three days away. */
  | { readonly kind: "moved"; readonly from: WeekdayName; readonly to: WeekdayName }
  /** `observed next free weekday if Sat, Sun`: the next day outside the weekend that is no holiday already. */
  | { readonly kind: "substitute"; readonly from: readonly WeekdayName[] };

/** One holiday; `from` and `until` are the first and last year of the rule, `only` the weekdays it counts on. */
export type HolidayRule = {
  readonly title: string;
  readonly days: HolidayDays;
  readonly from?: number;
  readonly until?: number;
  readonly only?: readonly WeekdayName[];
  readonly observed: readonly Observance[];
};

/**
 * A day that is closed (or, against the rules, open) once; known from the day it was `announced`, or always. With `latest` it was announced
 * on that day at the latest: the day of the announcement itself was not found.
 */
export type OneOff = {
  readonly title: string;
  readonly date: string;
  readonly announced?: string;
  readonly latest?: boolean;
};

/**
 * Days that are open for a shorter time; `close` is `HH:MM` in `zone`. On a closed day it ends a holiday session; that of a
 * holiday which is observed on another day moves with it.
 */
export type EarlyClose = {
  readonly title: string;
  readonly days: HolidayDays;
  readonly from?: number;
  readonly until?: number;
  readonly only?: readonly WeekdayName[];
  readonly observed?: readonly Observance[];
  readonly close: string;
  readonly zone: string;
};

/** What the calendar kinds `rules` and `derived` have in common. */
type Changes = {
  readonly holidays: readonly HolidayRule[];
  readonly closed: readonly OneOff[];
  readonly opened: readonly OneOff[];
  readonly earlyCloses: readonly EarlyClose[];
};

/** A calendar as data. `from` and `to` are the first and last year it is sure about. */
export type CalendarData =
  | ({
      readonly kind: "rules";
      readonly id: string;
      readonly title: string;
      /** Both or neither; only a calendar without holidays may leave them out, and is then sure from 1900 to 2199. */
      readonly from?: number;
      readonly to?: number;
      readonly weekend: readonly WeekdayName[];
    } & Changes)
  | ({
      readonly kind: "derived";
      readonly id: string;
      readonly title: string;
      readonly base: string;
      readonly from?: number;
      readonly to?: number;
      readonly weekend?: readonly WeekdayName[];
      /** Titles of holidays, closures and early closes of the base that do not hold here. */
      readonly without: readonly string[];
    } & Changes)
  | {
      readonly kind: "joined";
      readonly id: string;
      readonly title: string;
      /** `all`: open when every part is open (`A and B`). `any`: open when at least one is (`A or B`). */
      readonly open: "all" | "any";
      readonly parts: readonly string[];
    };

/** Why a day is not an ordinary open day: one entry a reason and a calendar. */
export type DayNote = {
  readonly kind: "weekend" | "holiday" | "closed" | "opened";
  readonly calendar: string;
  readonly title: string;
  /** The day the holiday falls on, where it is observed on another. */
  readonly nominal?: number;
  readonly announced?: number;
  /** True where it was announced on that day at the latest. */
  readonly latest?: boolean;
};

/** What can be wrong with a calendar, or with a question to it. Days are day numbers, years whole numbers. */
export type CalendarProblem =
  /** The answer depends on `day`, which lies outside the years the calendar is sure about. */
  | {
      readonly kind: "unsure";
      readonly calendar: string;
      readonly day: number;
      readonly from: number;
      readonly to: number;
    }
  | { readonly kind: "calendar-unknown"; readonly calendar: string; readonly neededBy: string }
  | { readonly kind: "calendar-cycle"; readonly path: readonly string[] }
  /** Holidays but no years, years that run backwards, years the base does not have, or parts without a common year. */
  | {
      readonly kind: "calendar-years";
      readonly calendar: string;
      readonly why: "missing" | "reversed" | "beyond-base" | "no-common";
    }
  | { readonly kind: "no-such-date"; readonly calendar: string; readonly title: string; readonly date: string }
  | { readonly kind: "holiday-unknown"; readonly calendar: string; readonly title: string; readonly base: string }
  | {
      readonly kind: "holiday-years";
      readonly calendar: string;
      readonly title: string;
      readonly from: number;
      readonly until: number;
    }
  /** No day of this month (`year * 12 + month - 1`) is open. */
  | { readonly kind: "month-closed"; readonly calendar: string; readonly month: number };

/** An answer, or the reason there is none. */
export type Outcome<T, P> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: P };

/** Wraps an answer. */
export function answer<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value };
}

/** Wraps a reason. */
export function refuse<P>(problem: P): { readonly ok: false; readonly problem: P } {
  return { ok: false, problem };
}
