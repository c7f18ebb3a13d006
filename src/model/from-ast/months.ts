import { report } from "../../check/context.ts";
import type { Outcome } from "../../value/calendar.ts";
import type { Span } from "../../text/source.ts";
import { type CompiledDateRule, compileDateRule, compileNamedDate } from "../../value/date-rule-compile.ts";
import type { DateProblem } from "../../value/date-rule-problem.ts";
import type { DateRule } from "../../value/date-rule.ts";
import { instrumentColumns, type InstrumentTable } from "../../value/instrument-table.ts";
import { type Day, formatDay, NO_DAY, sayDay } from "../../value/day.ts";
import { compileInterval } from "../../value/interval.ts";
import { type CompiledListing, compileListing } from "../../value/listing-periods.ts";
import type { ListingProblem } from "../../value/listing.ts";
import { parsePeriod, type PeriodKind, periodIndexOfDay, sayPeriod } from "../../value/month.ts";
import type { ContractMonth } from "../model.ts";
import type { MonthDays } from "../month-days.ts";
import { type MonthInputs, unresolved } from "./month-inputs.ts";
import { amountOfMonth } from "./month-amount.ts";
import { instantOf } from "./month-spans.ts";
import { monthText, type TermRules } from "./month-texts.ts";
import { sayProblem } from "./problems.ts";

/** What is compiled once for all months of a product. */
function once<T>(compiled: Map<unknown, T>, key: unknown, make: () => T): T {
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const made = make();
  compiled.set(key, made);
  return made;
}

/** The contract months listed on any day from `asOf` to `until`, nearest first, each with all its dates; findings say which month lacks what. */
export function contractMonths(inputs: MonthInputs, asOf: Day, until: Day = asOf): ContractMonth[] {
  const { at, id } = inputs;
  const listing = compileListing(inputs.listing.rule, inputs.world, inputs.product);
  if (!listing.ok)
    return listing.problem.flatMap((one) => unresolved(inputs, "the listing", sayDay(asOf), sayProblem(one)) ?? []);
  const listed = listing.value.during(asOf, until);
  if (!listed.ok && datesFail(inputs, asOf)) return [];
  const late =
    (listed.ok ? undefined : gone(listed.problem)) ?? listedTooLate(listing.value, inputs.product.period, until);
  if (late !== undefined) {
    const { period, listed: day, last } = late;
    const params = { product: id, period: spokenPeriod(period), listed: sayDay(day), last: sayDay(last) };
    report(at.context, "expires-before-listed", inputs.span, params);
    return [];
  }
  if (!listed.ok) return unresolved(inputs, "the listing", sayDay(asOf), sayProblem(listed.problem)) ?? [];
  if (listed.value.length === 0) {
    report(at.context, "nothing-listed", inputs.span, { product: id, date: formatDay(asOf) });
    return [];
  }
  const rules = termRules(inputs);
  const table = instrumentColumns(
    listed.value,
    inputs.dates.terms.map(({ name }) => name),
    rules.map((one) => one ?? NO_RULE),
  );
  const months = listed.value.flatMap((_, at) => {
    const days = daysOf(inputs, table, at);
    return days === undefined ? [] : [monthText(inputs, rules, days)];
  });
  const twin = months.find((one, i) => months.findIndex((other) => other.code === one.code) < i);
  const first = months.find((one) => one.code === twin?.code);
  if (twin !== undefined && first !== undefined) {
    const { code } = twin;
    report(at.context, "codes-clash", inputs.span, { code, first: first.period, second: twin.period });
  }
  return months;
}

/**
 * The contract months of days that were found sound, as `contractMonths` gives them: from the same columns, with nothing to tell.
 */
export function writtenMonths(inputs: MonthInputs, days: readonly MonthDays[]): ContractMonth[] {
  const rules = termRules(inputs);
  return days.map((one) => monthText(inputs, rules, one));
}

/** Stands for a rule that cannot be compiled: it names no day of any month. */
const NO_RULE: Pick<CompiledDateRule, "days"> = { days: (_, out) => void out.fill(NO_DAY) };

type Gone = Extract<ListingProblem, { kind: "expires-before-listed" }>;

function gone(problem: ListingProblem): Gone | undefined {
  return problem.kind === "expires-before-listed" ? problem : undefined;
}

/** How many days ahead a listing is followed to see that no contract comes when it is over already: some turns of every kind. */
const AHEAD: Readonly<Record<PeriodKind, number>> = { day: 60, week: 370, month: 1_100, quarter: 1_500, year: 3_700 };

/** The first contract that the listing would add after its own last day, once `until` is past; anything else that is wrong then is said when it is listed. */
export function listedTooLate(listing: CompiledListing, kind: PeriodKind, until: Day): Gone | undefined {
  const found = listing.during(until, until + AHEAD[kind]);
  return found.ok ? undefined : gone(found.problem);
}

function spokenPeriod(text: string): string {
  const period = parsePeriod(text);
  return period === undefined ? text : sayPeriod(period.kind, period.index);
}

/** True when a date of a month near `asOf` cannot be told: then the finding is at its rule, and not at the listing that needs it. */
function datesFail(inputs: MonthInputs, asOf: Day): boolean {
  const kind = inputs.product.period;
  const nearest = periodIndexOfDay(kind, asOf);
  for (let period = nearest; period < nearest + NEAR; period++) {
    for (const term of inputs.dates.terms) {
      const rule = compileNamedDate(inputs.world, inputs.product, term.name);
      const found = rule.ok ? rule.value.resolve(period) : undefined;
      const problem = rule.ok ? (found?.ok === false ? found.problem : undefined) : rule.problem[0];
      if (problem === undefined) continue;
      const place = inputs.at.context.clauses.place(term.clause) ?? inputs.span;
      unresolved(inputs, `\`${term.name}\``, sayPeriod(kind, period), sayProblem(problem), place);
      return true;
    }
  }
  return false;
}

/** How many months ahead a date that fails is looked for. */
const NEAR = 60;

/** The compiled rules of the dates of a product, in the order of its terms; undefined for one that cannot be compiled. */
function termRules(inputs: MonthInputs): TermRules {
  return inputs.dates.terms.map(({ name }) => {
    const rule = named(inputs, name);
    return rule.ok ? rule.value : undefined;
  });
}

function named(inputs: MonthInputs, name: string): Outcome<CompiledDateRule, readonly DateProblem[]> {
  return once(inputs.rules, name, () => compileNamedDate(inputs.world, inputs.product, name));
}

/** The days of a listed contract, its dates from the columns; undefined after a finding about one of them. */
function daysOf(inputs: MonthInputs, { periods, listed, dates }: InstrumentTable, at: number): MonthDays | undefined {
  const period = periods[at]!;
  const spoken = sayPeriod(inputs.product.period, period);
  const place = (clause: string) => inputs.at.context.clauses.place(clause) ?? inputs.span;
  const days = dates.map((column) => column[at]!);
  const lacking = inputs.dates.terms[days.indexOf(NO_DAY)];
  if (lacking !== undefined) {
    const rule = named(inputs, lacking.name);
    const found = rule.ok ? rule.value.resolve(period) : undefined;
    const problem = !rule.ok ? rule.problem[0] : found?.ok === false ? found.problem : undefined;
    if (problem !== undefined)
      unresolved(inputs, `\`${lacking.name}\``, spoken, sayProblem(problem), place(lacking.clause));
    return undefined;
  }
  const intervals: { from: Day; to: Day }[] = [];
  for (const term of inputs.dates.intervals) {
    const rule = once(inputs.spans, term, () =>
      compileInterval(
        { from: term.from as DateRule, to: term.to as DateRule, inclusive: term.inclusive },
        inputs.world,
        inputs.product,
        term.calendar,
      ),
    );
    const found = rule.ok ? rule.value(period) : undefined;
    if (!rule.ok || found === undefined || !found.ok) {
      const problem = !rule.ok ? rule.problem[0] : found?.ok === false ? found.problem : undefined;
      if (problem !== undefined)
        unresolved(inputs, `\`${term.name}\``, spoken, sayProblem(problem), place(term.clause));
      return undefined;
    }
    intervals.push({ from: found.value.first, to: term.inclusive ? found.value.last : found.value.last + 1 });
  }
  const { leadMonth, lastClose, limits } = inputs;
  const leadUntil =
    leadMonth &&
    dayOfRule(
      inputs,
      leadMonth.until as DateRule,
      period,
      leadMonth.calendar,
      "`lead-month`",
      spoken,
      place(leadMonth.clause),
    );
  const closing = lastClose && instantOf(inputs, lastClose, days, spoken, place(lastClose.clause));
  const levels = (limits?.levels ?? []).map(({ from, clause }) => {
    if (from === undefined) return NO_DAY;
    const calendar = inputs.dates.terms[0]?.calendar;
    return (
      dayOfRule(inputs, from as DateRule, period, calendar, "a limit's first day", spoken, place(clause)) ?? NO_DAY
    );
  });
  if (amountOfMonth(inputs, period, spoken) === "found") return undefined;
  return {
    period,
    listed: listed[at]!,
    dates: days,
    intervals,
    limits: levels,
    ...(leadUntil === undefined ? {} : { leadUntil }),
    ...(closing === undefined ? {} : { lastClose: closing }),
  };
}

function dayOfRule(
  inputs: MonthInputs,
  rule: DateRule,
  period: number,
  calendar: string | undefined,
  what: string,
  spoken: string,
  span: Span,
): Day | undefined {
  const compiled = once(inputs.rules, rule, () => compileDateRule(rule, inputs.world, inputs.product, calendar));
  const found = compiled.ok ? compiled.value.resolve(period) : undefined;
  if (found?.ok === true) return found.value.day;
  const problem = !compiled.ok ? compiled.problem[0] : found?.ok === false ? found.problem : undefined;
  return problem && unresolved(inputs, what, spoken, sayProblem(problem), span);
}
