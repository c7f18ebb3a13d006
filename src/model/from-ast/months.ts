import { report } from "../../check/context.ts";
import type { Span } from "../../text/source.ts";
import type { Outcome } from "../../value/calendar.ts";
import type { CompiledCalendar } from "../../value/calendar-compile.ts";
import { type CompiledDateRule, compileDateRule, compileNamedDate } from "../../value/date-rule-compile.ts";
import type { DateWorld } from "../../value/date-rule-node.ts";
import type { DateProblem } from "../../value/date-rule-problem.ts";
import type { DateRule, ProductDates } from "../../value/date-rule.ts";
import { type Day, formatDay, NO_DAY, parseDay, sayDay } from "../../value/day.ts";
import { type CompiledInterval, compileInterval, daysIn } from "../../value/interval.ts";
import { compileListing } from "../../value/listing-periods.ts";
import type { ListedPeriod } from "../../value/listing.ts";
import { firstDayOfPeriod, formatPeriod, lastDayOfPeriod, periodIndexOfDay, sayPeriod } from "../../value/month.ts";
import { parseClock, toInstant } from "../../value/zone-time.ts";
import { zoneTable } from "../../value/zone.ts";
import type {
  ContractMonth,
  DateTerm,
  FinalSettlement,
  Instant,
  LeadMonth,
  Limits,
  ResolvedDate,
  ResolvedInterval,
  TimeTerm,
} from "../model.ts";
import { lazily } from "../lazily.ts";
import type { Lowering } from "./builder.ts";
import type { Dates } from "./dates.ts";
import { averaged } from "./averaging.ts";
import { codeIn } from "./code.ts";
import { datedLimits } from "./dated-limits.ts";
import type { ListingTerms } from "./listing.ts";
import { sayProblem } from "./problems.ts";

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
  /** Where a finding about listed months is shown. */
  readonly span: Span;
  /** What has been found already, in whichever month. */
  readonly said: Set<string>;
  /** Rules that were compiled for an earlier month, by the rule or the name of the date. */
  readonly rules: Map<unknown, Outcome<CompiledDateRule, readonly DateProblem[]>>;
  /** The same of intervals, by their term. */
  readonly spans: Map<unknown, Outcome<CompiledInterval, readonly DateProblem[]>>;
};

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

function unresolved(
  inputs: MonthInputs,
  what: string,
  period: string,
  why: string,
  span: Span = inputs.span,
): undefined {
  const place = `${span.source.path} ${span.start} ${what}`;
  return first(inputs, place) ? report(inputs.at.context, "date-unresolved", span, { what, period, why }) : undefined;
}

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
    averaging: averagingDays(inputs, listed.period, intervals, spoken),
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

/** The days between two days by calendar: months of many products have the same. */
const spelt = new WeakMap<CompiledCalendar, Map<string, string[]>>();

function businessDays(
  inputs: MonthInputs,
  first: Day,
  last: Day,
  kind: "business" | "calendar" | "weekday",
  calendar: string | undefined,
  spoken: string,
  span: Span,
): string[] {
  const compiled = calendar === undefined ? undefined : inputs.world.calendar(calendar);
  if (compiled?.ok !== true) return [];
  let known = spelt.get(compiled.value);
  if (known === undefined) spelt.set(compiled.value, (known = new Map()));
  const key = `${kind} ${first} ${last}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  const days = daysIn({ first, last }, kind, compiled.value);
  if (days.ok) {
    const texts = days.value.map(formatDay);
    known.set(key, texts);
    return texts;
  }
  unresolved(inputs, "the days", spoken, sayProblem(days.problem), span);
  return [];
}

/** The days whose index prints the final settlement averages over; none when it takes no average. */
function averagingDays(
  inputs: MonthInputs,
  period: number,
  intervals: readonly ResolvedInterval[],
  spoken: string,
): string[] {
  const price = inputs.finalSettlement?.price;
  const over = price && averaged(price);
  if (over === undefined) return [];
  const span = inputs.at.context.clauses.place(over.clause) ?? inputs.span;
  const calendar = over.kind === "days" || over.kind === "interval" ? over.calendar : undefined;
  let days: string[] = [];
  if (over.kind === "days") {
    const { period: kind } = inputs.product;
    days = businessDays(
      inputs,
      firstDayOfPeriod(kind, period),
      lastDayOfPeriod(kind, period),
      over.days,
      calendar,
      spoken,
      span,
    );
  } else if (over.kind === "interval") {
    const interval = intervals.find((one) => one.name === over.name);
    const first = interval && parseDay(interval.from);
    const end = interval && parseDay(interval.to);
    if (interval !== undefined && first !== undefined && end !== undefined) {
      days = businessDays(inputs, first, interval.inclusive ? end : end - 1, over.days, calendar, spoken, span);
    }
  }
  if (days.length === 0 && first(inputs, "no-index-print-days"))
    report(inputs.at.context, "no-index-print-days", span, { month: spoken });
  return days;
}

/** True once for each `what`: a rule that fails in many months is one mistake, shown for the first of them. */
function first(inputs: MonthInputs, what: string): boolean {
  if (inputs.said.has(what)) return false;
  inputs.said.add(what);
  return true;
}

function instantOf(
  inputs: MonthInputs,
  term: TimeTerm,
  dates: readonly ResolvedDate[],
  spoken: string,
  span: Span,
): Instant | undefined {
  const date = dates.find((one) => one.name === term.date)?.date;
  const day = date === undefined ? undefined : parseDay(date);
  const time = parseClock(term.at);
  if (date === undefined || day === undefined || time === undefined) return undefined;
  const year = Number(date.slice(0, 4));
  const table = zoneTable(term.zone, year, year);
  const instant = table.ok ? toInstant(table.value, day, time, {}) : table;
  if (!instant.ok) return unresolved(inputs, "`last-close`", spoken, sayProblem(instant.problem), span);
  return {
    date,
    local: term.at,
    zone: term.zone,
    utc: new Date(instant.value.instant).toISOString().replace(".000Z", "Z"),
    clause: term.clause,
  };
}
