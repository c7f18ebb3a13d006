import { report } from "../../check/context.ts";
import type { Span } from "../../text/source.ts";
import type { Outcome } from "../../value/calendar.ts";
import type { CompiledDateRule } from "../../value/date-rule-compile.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { DateProblem } from "../../value/date-rule-problem.ts";
import type { ProductDates } from "../../value/date-rule.ts";
import type { CompiledInterval } from "../../value/interval.ts";
import type { Rational } from "../../runtime/exact.ts";
import type { FinalSettlement, Flow, LeadMonth, Limits, TimeTerm } from "../model.ts";
import type { Lowering } from "./builder.ts";
import type { Dates } from "./dates.ts";
import type { ListingTerms } from "./listing.ts";

/** All that the dates of a contract month are worked out from. */
export type MonthInputs = {
  readonly at: Lowering;
  readonly id: string;
  readonly world: DateWorld;
  readonly product: ProductDates;
  /** Whether a week, quarter or year is called by its beginning or by its end. */
  readonly namedBy: "start" | "end";
  readonly dates: Dates;
  readonly listing: ListingTerms;
  readonly lastClose?: TimeTerm;
  readonly leadMonth?: LeadMonth;
  readonly limits?: Limits;
  readonly finalSettlement?: FinalSettlement;
  /** Of a size by hours or days: what is counted, and the size of one of them. */
  readonly flow?: { readonly counted: Flow; readonly size: Rational };
  /** Where a finding about listed months is shown. */
  readonly span: Span;
  /** What has been found already, in whichever month. */
  readonly said: Set<string>;
  /** Rules that were compiled for an earlier month, by the rule or the name of the date. */
  readonly rules: Map<unknown, Outcome<CompiledDateRule, readonly DateProblem[]>>;
  /** The same of intervals, by their term. */
  readonly spans: Map<unknown, Outcome<CompiledInterval, readonly DateProblem[]>>;
};

/** True once for each `what`: a rule that fails in many months is one mistake, shown for the first of them. */
export function first(inputs: MonthInputs, what: string): boolean {
  if (inputs.said.has(what)) return false;
  inputs.said.add(what);
  return true;
}

/** Says what cannot be told of a period, once for each place and thing. */
export function unresolved(
  inputs: MonthInputs,
  what: string,
  period: string,
  why: string,
  span: Span = inputs.span,
): undefined {
  const place = `${span.source.path} ${span.start} ${what}`;
  return first(inputs, place) ? report(inputs.at.context, "date-unresolved", span, { what, period, why }) : undefined;
}
