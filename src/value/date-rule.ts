import type { Roll, Ties } from "./calendar-days.ts";
import type { WeekdayName } from "./day.ts";
import type { PeriodKind } from "./month.ts";

/**
 * What is counted: business days of the rule's calendar, calendar days, Monday to Friday whatever the calendar says, or
 * one weekday.
 */
export type DayKind = "business" | "calendar" | "weekday" | WeekdayName;
export type Side = "before" | "after";
export type Comparison = "<" | "<=" | "=" | ">=" | ">";

/** The exact dates of a table, by contract period: `{ period: "2027-03", date: "2027-03-12" }`. */
export type ListedDate = { readonly period: string; readonly date: string };

/**
 * A date of a contract as a rule. A rule is read for one contract period; `it` is the day under test inside `where` and
 * `unless`, and the period under test inside nothing else.
 */
export type DateRule =
  /** `2027-01-11`. */
  | { readonly kind: "date"; readonly date: string }
  /** `Dec 25`: of the year of the contract period's first day, or of any year inside `unless it is`. */
  | { readonly kind: "month-day"; readonly month: number; readonly date: number }
  /** Easter Sunday of the same year, or of the year in which `of` begins. */
  | { readonly kind: "easter"; readonly of?: SpanRule }
  /** `last-trading-day`, `GPH.last-trading-day` (same period), `GPH.last-trading-day of SPAN`. */
  | { readonly kind: "reference"; readonly date: string; readonly product?: string; readonly of?: SpanRule }
  | { readonly kind: "it" }
  /** `3rd Friday of M` is n 3; `last business day of M` n -1; `3rd-last business day of M` n -3. */
  | { readonly kind: "nth-day"; readonly n: number; readonly day: DayKind; readonly of: SpanRule }
  /** `day 25 of M`; a month too short for it is a problem unless `short` says `last-day`. */
  | { readonly kind: "day-of"; readonly date: number; readonly of: SpanRule; readonly short?: "last-day" }
  /** `last Friday on or before D` is n 1, before, inclusive; `2nd Friday before D` is n 2, before, not inclusive. */
  | {
      readonly kind: "relative-day";
      readonly n: number;
      readonly day: DayKind;
      readonly side: Side;
      readonly inclusive: boolean;
      readonly of: DateRule;
    }
  /** `Wednesday nearest D`: at most three days away, never a tie. */
  | { readonly kind: "nearest-day"; readonly day: WeekdayName; readonly to: DateRule }
  | { readonly kind: "earlier" | "later"; readonly of: readonly DateRule[] }
  /** `start of SPAN`, `end of SPAN`: its first and its last day. */
  | { readonly kind: "edge"; readonly edge: "start" | "end"; readonly of: SpanRule }
  /** `3 business days before D`; business days, weekdays and weekdays by name are strictly away from D. Months say `monthEnd`. */
  | {
      readonly kind: "offset";
      readonly n: number;
      readonly unit: DayKind | "week" | "month" | "year";
      readonly side: Side;
      readonly of: DateRule;
      readonly monthEnd?: "clamp" | "end-of-month";
    }
  /** `D or preceding business day`; `nearest` says its `ties`. */
  | { readonly kind: "adjustment"; readonly roll: Roll; readonly ties?: Ties; readonly of: DateRule }
  /** `D on LONDON`: the calendar of everything inside that names none of its own. */
  | { readonly kind: "on-calendar"; readonly calendar: string; readonly of: DateRule }
  /** `SELECTOR where CONDITION on it`: only days for which it holds are counted. `of` is `nth-day` or `relative-day`. */
  | { readonly kind: "where"; readonly of: DateRule; readonly condition: DateCondition }
  /** `D unless CONDITION on it then E`; inside E, `it` is D. */
  | { readonly kind: "unless"; readonly of: DateRule; readonly condition: DateCondition; readonly then: DateRule }
  /** `case { R1 when CONDITION; R2 otherwise }`: the first arm whose condition holds; an arm without one always does. */
  | { readonly kind: "case"; readonly arms: readonly { readonly when?: DateCondition; readonly date: DateRule }[] }
  /** `from SCHEDULE`: rows given here, or those the world knows under this name; a period not in it has no date. */
  | { readonly kind: "listed"; readonly source: string; readonly rows?: readonly ListedDate[] }
  /** The rule with every calendar as it was known on the day the contract was listed. */
  | { readonly kind: "fixed-when-listed"; readonly of: DateRule }
  /** The announced date where the source has one, else the rule's, marked provisional; always the rule's without a source. */
  | {
      readonly kind: "provisional";
      readonly of: DateRule;
      readonly source?: string;
      readonly rows?: readonly ListedDate[];
    };

/** A stretch of days: mostly a month, sometimes another period or an interval. */
export type SpanRule =
  /** `contract month`: the contract's own period, of whatever kind. */
  | { readonly kind: "contract" }
  /** `2027-03`, `2027-Q1`. */
  | { readonly kind: "exact"; readonly period: string }
  /** `2 months before SPAN` is by -2 in units of month. A span of another unit is first narrowed or widened to the month it begins in. */
  | { readonly kind: "shifted"; readonly by: number; readonly unit: PeriodKind; readonly of: SpanRule }
  /** `month of D`. */
  | { readonly kind: "period-of"; readonly unit: PeriodKind; readonly day: DateRule }
  /** `first month of contract quarter`, `last week of contract month`. */
  | { readonly kind: "part"; readonly unit: PeriodKind; readonly which: "first" | "last"; readonly of: SpanRule }
  /** `May` of the year in which `of` begins (default: the contract). */
  | { readonly kind: "named-month"; readonly month: number; readonly of?: SpanRule }
  /** `nearest ES month with last-trading-day on or after D`; strictly after D when not inclusive. Without a product: its own. */
  | {
      readonly kind: "nearest";
      readonly product?: string;
      readonly date: string;
      readonly inclusive: boolean;
      readonly from: DateRule;
    }
  /** `from A to B`, `from A until B`. */
  | { readonly kind: "between"; readonly interval: IntervalRule };

/** `from A to B` has B in it (`inclusive`), `from A until B` does not. */
export type IntervalRule = { readonly from: DateRule; readonly to: DateRule; readonly inclusive: boolean };

/** Something that is true or false of a contract period and, where `it` occurs, of the day under test. */
export type DateCondition =
  /** `contract month < 2016-03`. */
  | { readonly kind: "contract"; readonly is: Comparison; readonly period: string }
  /** `contract month in [Mar, Jun, Sep, Dec]`: the month in which the period begins. */
  | { readonly kind: "contract-month"; readonly months: readonly number[] }
  /** `every weekday from 4 weekdays before it to it is open`. */
  | {
      readonly kind: "every-open";
      readonly day: "calendar" | "weekday";
      readonly interval: IntervalRule;
      readonly calendar?: string;
    }
  /** `D is open`. */
  | { readonly kind: "open"; readonly of: DateRule; readonly calendar?: string }
  /** `it is 1 business day before [Dec 25, Jan 1]`: D equals one of the rules; month-days stand for every year around D. */
  | { readonly kind: "is-one-of"; readonly of: DateRule; readonly days: readonly DateRule[] }
  | { readonly kind: "compare"; readonly left: DateRule; readonly is: Comparison; readonly right: DateRule }
  | { readonly kind: "not"; readonly of: DateCondition }
  | { readonly kind: "all" | "any"; readonly of: readonly DateCondition[] };

/** A declared date with the calendar of its block (`dates on CAL`). */
export type NamedDate = { readonly name: string; readonly rule: DateRule; readonly calendar?: string };

/** What date rules know of a product. `months` are the months (1 to 12) in which its periods begin, where not all do. */
export type ProductDates = {
  readonly id: string;
  readonly period: PeriodKind;
  readonly months?: readonly number[];
  readonly dates: readonly NamedDate[];
};
