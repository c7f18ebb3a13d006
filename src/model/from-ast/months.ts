import { report } from "../../check/context.ts";
import type { Span } from "../../text/source.ts";
import { type CompiledDateRule, compileDateRule, compileNamedDate } from "../../value/date-rule-compile.ts";
import type { DateRule } from "../../value/date-rule.ts";
import { type Day, formatDay, NO_DAY, sayDay } from "../../value/day.ts";
import { compileInterval } from "../../value/interval.ts";
import { type CompiledListing, compileListing } from "../../value/listing-periods.ts";
import type { ListedPeriod, ListingProblem } from "../../value/listing.ts";
import { formatPeriod, parsePeriod, type PeriodKind, periodIndexOfDay, sayPeriod } from "../../value/month.ts";
import { lazily } from "../lazily.ts";
import type { ContractMonth, DateTerm, ResolvedDate, ResolvedInterval } from "../model.ts";
import { codeIn } from "./code.ts";
import { datedLimits } from "./dated-limits.ts";
import { type MonthInputs, unresolved } from "./month-inputs.ts";
import { averagingOf, businessDays, instantOf } from "./month-spans.ts";
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
  const months = listed.value.flatMap((one) => {
    const month = monthOf(inputs, one);
    return month === undefined ? [] : [month];
  });
  const twin = months.find((one, i) => months.findIndex((other) => other.code === one.code) < i);
  const first = months.find((one) => one.code === twin?.code);
  if (twin !== undefined && first !== undefined) {
    const { code } = twin;
    report(at.context, "codes-clash", inputs.span, { code, first: first.period, second: twin.period });
  }
  return months;
}

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

/** A date of a month; how it came about is told when somebody asks. */
function dated({ name, clause }: DateTerm, day: Day, rule: CompiledDateRule, period: number): ResolvedDate {
  const date = formatDay(day);
  const steps = (): string[] => {
    const found = rule.resolve(period);
    return found.ok ? found.value.steps.map((step) => step.text) : [];
  };
  return rule.provisional(period)
    ? { name, date, provisional: true, steps: steps(), clause }
    : lazily({ name, date, steps: [], clause }, "steps", steps);
}

function monthOf(inputs: MonthInputs, listed: ListedPeriod): ContractMonth | undefined {
  const kind = inputs.product.period;
  const period = formatPeriod(kind, listed.period);
  const spoken = sayPeriod(kind, listed.period);
  const place = (clause: string) => inputs.at.context.clauses.place(clause) ?? inputs.span;
  const dates: ResolvedDate[] = [];
  for (const term of inputs.dates.terms) {
    const rule = once(inputs.rules, term.name, () => compileNamedDate(inputs.world, inputs.product, term.name));
    const day = rule.ok ? rule.value.day(listed.period) : NO_DAY;
    if (!rule.ok || day === NO_DAY) {
      const found = rule.ok ? rule.value.resolve(listed.period) : undefined;
      const problem = !rule.ok ? rule.problem[0] : found?.ok === false ? found.problem : undefined;
      if (problem !== undefined)
        unresolved(inputs, `\`${term.name}\``, spoken, sayProblem(problem), place(term.clause));
      return undefined;
    }
    dates.push(dated(term, day, rule.value, listed.period));
  }
  const intervals: ResolvedInterval[] = [];
  for (const term of inputs.dates.intervals) {
    const rule = once(inputs.spans, term, () =>
      compileInterval(
        { from: term.from as DateRule, to: term.to as DateRule, inclusive: term.inclusive },
        inputs.world,
        inputs.product,
        term.calendar,
      ),
    );
    const found = rule.ok ? rule.value(listed.period) : undefined;
    if (!rule.ok || found === undefined || !found.ok) {
      const problem = !rule.ok ? rule.problem[0] : found?.ok === false ? found.problem : undefined;
      if (problem !== undefined)
        unresolved(inputs, `\`${term.name}\``, spoken, sayProblem(problem), place(term.clause));
      return undefined;
    }
    const days = businessDays(
      inputs,
      found.value.first,
      found.value.last,
      "business",
      term.calendar,
      spoken,
      place(term.clause),
    );
    const last = term.inclusive ? found.value.last : found.value.last + 1;
    intervals.push({
      name: term.name,
      from: formatDay(found.value.first),
      to: formatDay(last),
      inclusive: term.inclusive,
      days,
      clause: term.clause,
    });
  }
  const leadUntil =
    inputs.leadMonth &&
    dayOfRule(
      inputs,
      inputs.leadMonth.until as DateRule,
      listed.period,
      inputs.leadMonth.calendar,
      "`lead-month`",
      spoken,
      place(inputs.leadMonth.clause),
    );
  const lastClose =
    inputs.lastClose && instantOf(inputs, inputs.lastClose, dates, spoken, place(inputs.lastClose.clause));
  const limitDay = (rule: DateRule, clause: string) =>
    dayOfRule(
      inputs,
      rule,
      listed.period,
      inputs.dates.terms[0]?.calendar,
      "a limit's first day",
      spoken,
      place(clause),
    );
  return {
    period,
    code: codeIn(inputs.id, inputs.listing.term, kind, listed.period, inputs.namedBy),
    listed: formatDay(listed.listed),
    dates,
    intervals,
    ...averagingOf(inputs, listed.period, intervals, spoken),
    ...(leadUntil === undefined ? {} : { leadUntil: formatDay(leadUntil) }),
    ...(lastClose === undefined ? {} : { lastClose }),
    limits: inputs.limits === undefined ? [] : datedLimits(inputs.limits, limitDay),
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
