import type { Expr, Name, Reference } from "./nodes.ts";
import type { Span } from "../text/source.ts";

/** Dates, months, clock times and windows of the syntax tree. Ordinals count from one; `fromEnd` counts back from the last. */

export type Ordinal = { readonly count: number; readonly fromEnd: boolean; readonly span: Span };

/** A weekday name (`Friday`, `Fri`) as `Mon`…`Sun`, `business` for business days, `calendar` for any day. */
export type DayKind = "business" | "calendar" | "weekday" | Weekday;
export type Weekday = "Mon" | "Tue" | "Wed" | "Thu" | "Fri" | "Sat" | "Sun";
export type PeriodUnit = "month" | "week" | "quarter" | "year";

export type DateExpr =
  /** `2027-01-11`; not yet known to be a real day. */
  | { readonly kind: "day-literal"; readonly text: string; readonly span: Span }
  /** `Dec 25`. */
  | { readonly kind: "month-day"; readonly month: Name; readonly day: number; readonly span: Span }
  | { readonly kind: "easter"; readonly span: Span }
  /** `last-trading-day`, `GPH.last-trading-day`, `BUS[2].last-trading-day`, `expiry`, `it`. */
  | {
      readonly kind: "date-reference";
      readonly path: readonly Name[];
      readonly index?: Expr;
      readonly of?: PeriodExpr;
      readonly span: Span;
    }
  /** `last business day of contract month`, `3rd Friday of M`, `3rd-last business day of M`; `of` may also be an interval's name or `it`. */
  | {
      readonly kind: "nth-day";
      readonly ordinal: Ordinal;
      readonly day: DayKind;
      readonly of: PeriodExpr;
      readonly span: Span;
    }
  /** `day 25 of contract month`. */
  | { readonly kind: "day-of"; readonly day: number; readonly of: PeriodExpr; readonly span: Span }
  /** `last Friday on or before D` (ordinal 1, inclusive), `2nd Friday before D`. */
  | {
      readonly kind: "relative-day";
      readonly ordinal: Ordinal;
      readonly day: DayKind;
      readonly side: "before" | "after";
      readonly inclusive: boolean;
      readonly of: DateExpr;
      readonly span: Span;
    }
  /** `Wednesday nearest day 15 of M`. */
  | { readonly kind: "nearest-day"; readonly day: DayKind; readonly to: DateExpr; readonly span: Span }
  | { readonly kind: "earlier" | "later"; readonly of: readonly DateExpr[]; readonly span: Span }
  /** `1 business day after D`, `2 weeks before D`, `Easter - 2 days`. */
  | {
      readonly kind: "offset";
      readonly count: number;
      readonly unit: DayKind | "week" | "month";
      readonly side: "before" | "after";
      readonly of: DateExpr;
      readonly monthEnd?: "end-of-month" | "clamp";
      readonly span: Span;
    }
  /** `D or preceding business day`. */
  | {
      readonly kind: "adjustment";
      readonly mode: "preceding" | "following" | "modified-following" | "modified-preceding" | "nearest";
      readonly ties?: "preceding" | "following";
      readonly of: DateExpr;
      readonly span: Span;
    }
  /** `start of spot-period`, `end of contract month`. */
  | { readonly kind: "edge"; readonly edge: "start" | "end"; readonly of: PeriodExpr; readonly span: Span }
  /** `D on LONDON`: the calendar of everything inside. */
  | { readonly kind: "on-calendar"; readonly calendar: Name; readonly of: DateExpr; readonly span: Span }
  /** `D where every weekday from 4 weekdays before it to it is open`; without `days` it is the day itself that is open: `D where it is open`. */
  | {
      readonly kind: "where";
      readonly of: DateExpr;
      readonly days?: { readonly every: DayKind; readonly interval: Interval };
      readonly is: Name;
      readonly calendar?: Name;
      readonly span: Span;
    }
  /** `D unless it is 1 business day before [Dec 25, Jan 1] then E`. */
  | {
      readonly kind: "unless";
      readonly of: DateExpr;
      readonly is: readonly DateExpr[];
      readonly then: DateExpr;
      readonly span: Span;
    }
  /** `D unless it is closed on CAL then E`. */
  | {
      readonly kind: "unless-state";
      readonly of: DateExpr;
      readonly is: Name;
      readonly calendar?: Name;
      readonly then: DateExpr;
      readonly span: Span;
    }
  /** A phrase that can be read in two ways, which has its finding: where the two differ is told once the calendars are known. */
  | { readonly kind: "two-readings"; readonly readings: readonly [DateExpr, DateExpr]; readonly span: Span }
  | { readonly kind: "date-case"; readonly arms: readonly DateArm[]; readonly span: Span }
  /** `from USDA_SCHEDULE`: the column of this date in a source's table, by contract month. */
  | { readonly kind: "listed-date"; readonly source: Reference; readonly span: Span };

export type DateArm = { readonly date: DateExpr; readonly when?: Expr; readonly span: Span };

export type PeriodExpr =
  /** `contract month`. */
  /** `contract month`; `contract day` is a day and a stretch of one day. */
  | { readonly kind: "contract-period"; readonly unit: PeriodUnit | "day"; readonly span: Span }
  /** `2 months before contract month`, `month after contract month`. */
  | {
      readonly kind: "period-offset";
      readonly count: number;
      readonly unit: PeriodUnit;
      readonly side: "before" | "after";
      readonly of: PeriodExpr;
      readonly span: Span;
    }
  /** `2027-03`. */
  | { readonly kind: "month-literal"; readonly text: string; readonly span: Span }
  /** `May` of the year in hand. */
  | { readonly kind: "named-month"; readonly month: Name; readonly span: Span }
  /** `it` in `lead-month`, `expiring month`, a declared interval such as `spot-period`. */
  | { readonly kind: "period-reference"; readonly path: readonly Name[]; readonly span: Span }
  /** `first month of contract quarter`, `last week of contract month`. */
  | {
      readonly kind: "period-part";
      readonly unit: PeriodUnit;
      readonly which: "first" | "last";
      readonly of: PeriodExpr;
      readonly span: Span;
    }
  /** `month of last-trading-day`. */
  | { readonly kind: "period-of"; readonly unit: PeriodUnit; readonly of: DateExpr; readonly span: Span }
  /** `nearest ES month with last-trading-day on or after expiry`; without `with` it is `nearest month until 1st business day of it`. */
  | {
      readonly kind: "nearest-period";
      readonly product?: Name;
      readonly unit: PeriodUnit | "day";
      readonly with?: {
        readonly date: Name;
        readonly side: "before" | "after";
        readonly inclusive: boolean;
        readonly of: DateExpr;
      };
      readonly until?: DateExpr;
      readonly span: Span;
    };

/** `from A to B` has B in it, `from A until B` does not. */
export type Interval = {
  readonly kind: "interval";
  readonly from: DateExpr;
  readonly to: DateExpr;
  readonly inclusive: boolean;
  readonly span: Span;
};

/** `17:00`, `17:00:30`, `16:00 Europe/London`, `00:00 UTC`. */
export type Clock = {
  readonly kind: "clock";
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly zone?: Name;
  /** Present where `next day` stands behind the time. */
  readonly nextDay?: true;
  readonly span: Span;
};

/** `at 14:30`, `on last-trading-day at 10:00`, `at early close when earlier`, `open of D`, `daily 16:30`, `until 17:30`, `16:00 next day`. */
export type Moment = {
  readonly kind: "moment";
  readonly at?: Clock;
  readonly edge?: "open" | "close" | "early-close";
  readonly on?: DateExpr;
  readonly nextDay: boolean;
  readonly every?: Name;
  readonly relation?: "at" | "until" | "from" | "never-after" | "within";
  /** `within 15 minutes`. */
  readonly length?: Expr;
  /** `when earlier`. */
  readonly when?: Name;
  readonly span: Span;
};

/** `Sun..Thu 17:00 until 16:00 next day`. */
export type SessionTemplate = {
  readonly kind: "session";
  readonly days: readonly Weekday[];
  readonly from: Clock;
  readonly until: Clock;
  readonly nextDay: boolean;
  readonly span: Span;
};

export type Window =
  /** `15:00 until 16:00 in 12 parts`. */
  | {
      readonly kind: "clock-window";
      readonly from: Clock;
      readonly until: Clock;
      readonly parts?: number;
      readonly span: Span;
    }
  /** `last 2 minutes`, `last 144 blocks`, `last 30 days`. */
  | { readonly kind: "trailing-window"; readonly length: Expr; readonly span: Span }
  /** `business days of contract month on US_EXCHANGE`, `days of reference`, `hours of contract month in ZONE`. */
  | {
      readonly kind: "days-window";
      readonly days: DayKind | "hours";
      readonly of: PeriodExpr | Interval;
      readonly calendar?: Name;
      readonly zone?: Name;
      readonly span: Span;
    }
  | { readonly kind: "interval-window"; readonly interval: Interval; readonly span: Span }
  /** A declared or well-known set by name: `window`, `providers`, `listings`. */
  | { readonly kind: "named-window"; readonly name: Name; readonly span: Span };

const PERIODS: ReadonlySet<string> = new Set<PeriodExpr["kind"]>([
  "contract-period",
  "period-offset",
  "month-literal",
  "named-month",
  "period-reference",
  "period-of",
  "period-part",
  "nearest-period",
]);

/** True for a month, week, quarter or year, which is no day. */
export function isPeriod(node: DateExpr | PeriodExpr): node is PeriodExpr {
  return PERIODS.has(node.kind);
}
