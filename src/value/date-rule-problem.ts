import type { CalendarProblem } from "./calendar.ts";
import type { Day } from "./day.ts";
import type { PeriodKind } from "./month.ts";

/** Why a date rule names no day. Periods carry their kind and index, days are day numbers, paths are `PRODUCT.date`. */
export type DateProblem =
  | CalendarProblem
  /** References that lead back to where they began. */
  | { readonly kind: "reference-cycle"; readonly path: readonly string[] }
  | { readonly kind: "date-unknown"; readonly product: string; readonly date: string }
  | { readonly kind: "product-unknown"; readonly product: string }
  /** A reference to the same period of a product whose contracts are of another kind. */
  | { readonly kind: "period-differs"; readonly product: string; readonly is: PeriodKind; readonly wanted: PeriodKind }
  /** Business days, openness or an adjustment without a calendar. */
  | { readonly kind: "calendar-missing"; readonly rule: string }
  /** A rule that cannot mean anything: `why` is one clause a reader understands. */
  | { readonly kind: "rule-malformed"; readonly rule: string; readonly why: string }
  /** The rule is sound, but this period has no such day: a 5th Friday, a 31 April. */
  | { readonly kind: "no-such-day"; readonly rule: string; readonly period: string }
  | { readonly kind: "not-in-table"; readonly source: string; readonly period: string }
  | { readonly kind: "table-unknown"; readonly source: string }
  | { readonly kind: "no-case-holds"; readonly rule: string; readonly period: string }
  | { readonly kind: "no-nearest-period"; readonly product: string; readonly date: string; readonly from: Day }
  /** An interval whose end lies before its start. */
  | { readonly kind: "interval-reversed"; readonly from: Day; readonly to: Day }
  | { readonly kind: "not-listed-yet"; readonly product: string; readonly period: string }
  | { readonly kind: "beyond-four-digit-years"; readonly rule: string };
