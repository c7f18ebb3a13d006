import type { WeekdayName } from "./day.ts";
import type { DateRule } from "./date-rule.ts";
import type { DateProblem } from "./date-rule-problem.ts";
import type { Day } from "./day.ts";
import type { PeriodKind } from "./month.ts";

/** Which periods a group counts. */
export type ListingMembers =
  /** Every period, one after the other. */
  | { readonly kind: "consecutive" }
  /** Periods that begin in one of these months (1 to 12): `[Mar, Jun, Sep, Dec]`. */
  | { readonly kind: "cycle"; readonly months: readonly number[] }
  /** Weeks by the number of their `weekday` in its month: `weeks [1, 2, 4] by Friday`. */
  | { readonly kind: "weeks-of-month"; readonly weeks: readonly number[]; readonly weekday: WeekdayName }
  /** Days (or weeks, by their first day) that are open on a calendar; with `weekdays` only those on one of them. */
  | { readonly kind: "open-days"; readonly calendar: string; readonly weekdays?: readonly WeekdayName[] }
  /** These periods and no others, spelt as `formatPeriod` does: `2027-03, 2027-06`. */
  | { readonly kind: "exact"; readonly periods: readonly string[] };

/**
 * One group of listed periods. `then` starts after the last period of the group before it, `and` at the front like the
 * first group; a period in two groups is listed once.
 */
export type ListingGroup = {
  readonly join: "then" | "and";
  readonly members: ListingMembers;
  readonly extent:
    /** The nearest `count` of them. */
    | { readonly kind: "count"; readonly count: number }
    /**
     * All of them through `month` (default 12) of the year `years` after the front's; a front past month `after` (default 12)
     * counts as the next year's, so that a year is added once the period of that month is gone.
     */
    | { readonly kind: "through-year"; readonly years: number; readonly after?: number; readonly month?: number }
    /** All of them among the nearest `count` periods of any kind: any June and December within 72 months. */
    | { readonly kind: "within"; readonly count: number }
    /** All there are, of exact periods. */
    | { readonly kind: "all" };
  /** Months (1 to 12) whose periods are left out and not counted. */
  readonly except?: readonly number[];
};

/**
 * What is listed and when. `first` is the first day anything is; `last` names the last day a contract is listed
 * (mostly `last-trading-day`); on the day `add` gives for the expiring period, the periods that follow it are listed
 * as if it were gone. Without `add`, which only exact periods may do without, nothing follows.
 */
export type ListingRule = {
  readonly first: string;
  readonly groups: readonly ListingGroup[];
  readonly add?: DateRule;
  readonly last: DateRule;
  readonly calendar?: string;
  /** The first period ever listed, such as `2027-02`, where an earlier one would still be there on the first day. */
  readonly firstPeriod?: string;
};

/** A contract period listed on a day: since when, and until which day it is. */
export type ListedPeriod = { readonly period: number; readonly listed: Day; readonly last: Day };

/** Why nothing can be said to be listed. Periods are spelt as `formatPeriod` does. */
export type ListingProblem =
  | DateProblem
  | { readonly kind: "listing-malformed"; readonly why: string }
  /** A group that no period can belong to: `in` is the group, from 0. */
  | { readonly kind: "listing-empty"; readonly group: number; readonly why: "no-months" | "no-weeks" | "all-excepted" }
  /** A period that is listed exactly more than once. */
  | { readonly kind: "listing-twice"; readonly period: string }
  /** A group that never fills: it has no members, or needs more than `SEARCH` periods. */
  | { readonly kind: "listing-unbounded"; readonly group: number; readonly unit: PeriodKind }
  /** A later period that expires, or is replaced, before an earlier one. */
  | { readonly kind: "listing-out-of-order"; readonly earlier: string; readonly later: string }
  /** A period whose last day lies before the day it would be listed. */
  | { readonly kind: "expires-before-listed"; readonly period: string; readonly listed: Day; readonly last: Day };
