import type { CompiledCalendar } from "./calendar-compile.ts";
import type { DateProblem } from "./date-rule-problem.ts";
import type { DateCondition, DateRule, ProductDates, SpanRule } from "./date-rule.ts";
import type { Day } from "./day.ts";
import type { PeriodKind } from "./month.ts";
import type { CalendarProblem, Outcome } from "./calendar.ts";
import type { ListedDate } from "./date-rule.ts";
import { sayNote } from "./calendar-days.ts";
import { NO_DAY, formatDay, sayDay } from "./day.ts";
import { sayPeriod } from "./month.ts";

/** What date rules look up outside themselves. Each function must answer the same question the same way every time. */
export type DateWorld = {
  /** The calendar of this id; with `knownOn`, as it was known on that day. */
  readonly calendar: (id: string, knownOn?: Day) => Outcome<CompiledCalendar, CalendarProblem>;
  readonly product: (id: string) => ProductDates | undefined;
  /** The rows of a source's table for one date of one product. */
  readonly table: (source: string, product: string) => readonly ListedDate[] | undefined;
  /** The day a contract was listed; needed by `fixed when listed` alone. */
  readonly listedOn: (product: string, period: number) => Day | undefined;
};

/** One step from rule to day, in words and as the day it reached. */
export type Step = { readonly text: string; readonly day: Day };

/**
 * What one evaluation carries along. `steps` is null where nobody asks why. `it` is the day under test; `near` the day
 * next to which a month-day without a year is meant; both are `NO_DAY` outside their construct.
 */
export type Run = {
  steps: Step[] | null;
  problem: DateProblem | null;
  it: Day;
  near: Day;
  provisional: boolean;
};

/** A compiled rule: the day for a contract period, or `NO_DAY` with `run.problem` set. */
export type DateNode = (period: number, run: Run) => Day;

/** A compiled condition: 1, 0, or `NO_DAY` with `run.problem` set. */
export type TestNode = (period: number, run: Run) => number;

/**
 * A compiled span: a period known by its index, or an interval known by its two days. `near` is how many periods from the contract's own
 * it lies, where that is all there is to it.
 */
export type SpanNode =
  | { readonly kind: "period"; readonly unit: PeriodKind; readonly index: DateNode; readonly near?: number }
  | { readonly kind: "interval"; readonly first: DateNode; readonly last: DateNode };

/** Where a rule is compiled: its product, its calendar, and what has been compiled so far. */
export type Scope = {
  readonly world: DateWorld;
  readonly product: ProductDates;
  readonly calendar: string | undefined;
  readonly knownOn: Day | undefined;
  /** True inside `where` and `unless`, where `it` means something. */
  readonly hasIt: boolean;
  readonly path: readonly string[];
  readonly memo: Map<string, DateNode>;
  readonly problems: DateProblem[];
  readonly date: (rule: DateRule, scope: Scope) => DateNode;
  readonly span: (span: SpanRule, scope: Scope) => SpanNode;
  readonly test: (condition: DateCondition, scope: Scope) => TestNode;
};

/** A node for a rule that could not be compiled; the problem is noted and the whole rule refused. */
export function broken(scope: Scope, problem: DateProblem): DateNode {
  scope.problems.push(problem);
  return (_, run) => failed(run, problem);
}

/** A new evaluation; `steps` is null where nobody asks why. */
export function newRun(steps: Step[] | null): Run {
  return { steps, problem: null, it: NO_DAY, near: NO_DAY, provisional: false };
}

/** Notes the first problem of an evaluation and returns `NO_DAY`. */
export function failed(run: Run, problem: DateProblem): Day {
  run.problem ??= problem;
  return NO_DAY;
}

/** The compiled calendar a rule counts on, or undefined with the problem noted; `rule` is its spelling. */
export function calendarOf(scope: Scope, rule: string, own?: string): CompiledCalendar | undefined {
  const id = own ?? scope.calendar;
  if (id === undefined) {
    scope.problems.push({ kind: "calendar-missing", rule });
    return undefined;
  }
  const found = scope.world.calendar(id, scope.knownOn);
  if (found.ok) return found.value;
  scope.problems.push(found.problem);
  return undefined;
}

/** A day as a rule, so that steps are spelt by the same words as rules. */
export function dateRule(day: Day): DateRule {
  return { kind: "date", date: formatDay(day) };
}

/** How a contract of this product is called in a step: `March 2027`. */
export function stepWords(scope: Scope, period: number): { readonly contract: string; readonly longDates: true } {
  return { contract: sayPeriod(scope.product.period, period), longDates: true };
}

/** Adds a step `TEXT: DAY` and the holidays passed over on the way to it. */
export function explain(run: Run, text: string, day: Day, passed: readonly string[] = []): void {
  const holidays = passed.length === 0 ? "" : `; ${passed.join("; ")}`;
  run.steps?.push({ text: `${text}: ${sayDay(day)}${holidays}`, day });
}

/** The closed days from `from` to `to` (either order) that a holiday or closure explains, in words and in order. */
export function holidaysBetween(calendar: CompiledCalendar, from: Day, to: Day): readonly string[] {
  const said: string[] = [];
  for (let day = Math.min(from, to); day <= Math.max(from, to); day++) {
    if (calendar.open[day - calendar.first] !== 0) continue;
    const notes = calendar.notes.get(day);
    if (notes !== undefined) said.push(`${sayDay(day)} is ${notes.map(sayNote).join(" and ")} on ${calendar.id}`);
  }
  return said;
}
