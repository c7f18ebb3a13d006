import type { DateProblem } from "./date-rule-problem.ts";
import type { Column, ColumnScope } from "./date-column-node.ts";
import type { DateNode, DateWorld, Scope, Step } from "./date-rule-node.ts";
import type { DateRule, ProductDates } from "./date-rule.ts";
import type { Outcome } from "./calendar.ts";
import type { Day } from "./day.ts";
import { answer, refuse } from "./calendar.ts";
import { BLOCK } from "./date-column-node.ts";
import { compileColumn, namedColumn, staysOnCalendar } from "./date-column.ts";
import { newRun } from "./date-rule-node.ts";
import { compileNode } from "./date-rule-build.ts";
import { compileCondition } from "./date-rule-condition.ts";
import { namedDate } from "./date-rule-reference.ts";
import { compileSpan } from "./date-rule-span.ts";
import { spellRule } from "./date-rule-words.ts";
import { FIRST_DAY, LAST_DAY, NO_DAY } from "./day.ts";

/** A day a rule named, how it came about, and whether an announcement may still move it. */
export type ResolvedDate = { readonly day: Day; readonly provisional: boolean; readonly steps: readonly Step[] };

/** A rule ready to be asked for any number of contract periods, given by their index (`Period`). */
export type CompiledDateRule = {
  /** The day, or `NO_DAY` where there is none; `resolve` says why. Nothing is allocated. */
  readonly day: (period: number) => Day;
  /**
   * Entry i of `out` becomes what `day` gives for entry i of `periods`, for as many as there are periods; `out` is another array
   * and at least as long. Ten times as fast as asking one by one.
   */
  readonly days: (periods: Int32Array, out: Int32Array) => void;
  /** Whether an announcement may still move the day. */
  readonly provisional: (period: number) => boolean;
  /** The day with its steps in words, or the problem. */
  readonly resolve: (period: number) => Outcome<ResolvedDate, DateProblem>;
};

/**
 * Compiles a rule of a product on a calendar; refuses it with everything wrong with it or with what it refers to. `named` are nodes of
 * declared dates that were compiled before in the same world without a problem, and takes those that are compiled now.
 */
export function compileDateRule(
  rule: DateRule,
  world: DateWorld,
  product: ProductDates,
  calendar?: string,
  named?: Map<string, DateNode>,
): Outcome<CompiledDateRule, readonly DateProblem[]> {
  const scope = newScope(world, product, calendar, named);
  const column = (inside: ColumnScope): Column => compileColumn(rule, inside);
  return finish(compileNode(rule, scope), column, scope, () => spellRule(rule), staysOnCalendar(rule));
}

/** Compiles a declared date of a product, such as `last-trading-day`, on the calendar of its own block; `named` as with `compileDateRule`, `columns` the same of columns. */
export function compileNamedDate(
  world: DateWorld,
  product: ProductDates,
  name: string,
  named?: Map<string, DateNode>,
  columns?: Map<string, Column>,
): Outcome<CompiledDateRule, readonly DateProblem[]> {
  const scope = newScope(world, product, undefined, named);
  const column = (inside: ColumnScope): Column => namedColumn(inside, product, name);
  return finish(namedDate(scope, product, name), column, scope, () => `${product.id}.${name}`, false, columns);
}

/** The day of a rule for one period with its steps, or the first problem: compile and ask in one go. */
export function resolveDate(
  rule: DateRule,
  world: DateWorld,
  product: ProductDates,
  period: number,
  calendar?: string,
): Outcome<ResolvedDate, DateProblem> {
  const compiled = compileDateRule(rule, world, product, calendar);
  return compiled.ok ? compiled.value.resolve(period) : refuse(compiled.problem[0]!);
}

function newScope(
  world: DateWorld,
  product: ProductDates,
  calendar: string | undefined,
  named = new Map<string, DateNode>(),
): Scope {
  return {
    world,
    product,
    calendar,
    knownOn: undefined,
    hasIt: false,
    path: [],
    memo: named,
    problems: [],
    date: compileNode,
    span: compileSpan,
    test: compileCondition,
  };
}

function finish(
  node: DateNode,
  makeColumn: (scope: ColumnScope) => Column,
  scope: Scope,
  rule: () => string,
  sure: boolean,
  columns = new Map<string, Column>(),
): Outcome<CompiledDateRule, readonly DateProblem[]> {
  if (scope.problems.length > 0) return refuse([...scope.problems]);
  // One run is kept for all quick questions: nothing of it survives into an answer.
  const quick = newRun(null);
  const inRange = (day: Day): boolean => day >= FIRST_DAY && day <= LAST_DAY;
  // Most rules are only ever asked about one period at a time, so the loops are made when they are first wanted.
  let column: Column | undefined;
  return answer({
    days: (periods, out) => {
      column ??= makeColumn({ ...scope, columns, column: compileColumn });
      fillColumn(column, periods, out, sure);
    },
    day: (period) => {
      quick.problem = null;
      const day = node(period, quick);
      return inRange(day) ? day : NO_DAY;
    },
    provisional: (period) => {
      quick.problem = null;
      quick.provisional = false;
      node(period, quick);
      return quick.provisional;
    },
    resolve: (period) => {
      const steps: Step[] = [];
      const run = newRun(steps);
      const day = node(period, run);
      if (run.problem !== null) return refuse(run.problem);
      if (!inRange(day)) return refuse({ kind: "beyond-four-digit-years", rule: rule() });
      return answer({ day, provisional: run.provisional, steps });
    },
  });
}

function fillColumn(column: Column, periods: Int32Array, out: Int32Array, sure: boolean): void {
  const n = periods.length;
  if (n <= BLOCK) column(periods, out, n);
  else {
    for (let at = 0; at < n; at += BLOCK) {
      const end = Math.min(at + BLOCK, n);
      column(periods.subarray(at, end), out.subarray(at, end), end - at);
    }
  }
  for (let i = 0; !sure && i < n; i++) if (out[i]! < FIRST_DAY || out[i]! > LAST_DAY) out[i] = NO_DAY;
}
