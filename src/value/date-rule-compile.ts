import type { DateProblem } from "./date-rule-problem.ts";
import type { DateNode, DateWorld, Run, Scope, Step } from "./date-rule-node.ts";
import type { DateRule, ProductDates } from "./date-rule.ts";
import type { Outcome } from "./calendar.ts";
import type { Day } from "./day.ts";
import { answer, refuse } from "./calendar.ts";
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
  /** The day with its steps in words, or the problem. */
  readonly resolve: (period: number) => Outcome<ResolvedDate, DateProblem>;
};

/** Compiles a rule of a product on a calendar; refuses it with everything wrong with it or with what it refers to. */
export function compileDateRule(
  rule: DateRule,
  world: DateWorld,
  product: ProductDates,
  calendar?: string,
): Outcome<CompiledDateRule, readonly DateProblem[]> {
  const scope = newScope(world, product, calendar);
  return finish(compileNode(rule, scope), scope, spellRule(rule));
}

/** Compiles a declared date of a product, such as `last-trading-day`, on the calendar of its own block. */
export function compileNamedDate(
  world: DateWorld,
  product: ProductDates,
  name: string,
): Outcome<CompiledDateRule, readonly DateProblem[]> {
  const scope = newScope(world, product, undefined);
  return finish(namedDate(scope, product, name), scope, `${product.id}.${name}`);
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

function newScope(world: DateWorld, product: ProductDates, calendar: string | undefined): Scope {
  return {
    world,
    product,
    calendar,
    knownOn: undefined,
    hasIt: false,
    path: [],
    memo: new Map(),
    problems: [],
    date: compileNode,
    span: compileSpan,
    test: compileCondition,
  };
}

function newRun(steps: Step[] | null): Run {
  return { steps, problem: null, it: NO_DAY, near: NO_DAY, provisional: false };
}

function finish(node: DateNode, scope: Scope, rule: string): Outcome<CompiledDateRule, readonly DateProblem[]> {
  if (scope.problems.length > 0) return refuse([...scope.problems]);
  // One run is kept for all quick questions: nothing of it survives into an answer.
  const quick = newRun(null);
  const inRange = (day: Day): boolean => day >= FIRST_DAY && day <= LAST_DAY;
  return answer({
    day: (period) => {
      quick.problem = null;
      const day = node(period, quick);
      return inRange(day) ? day : NO_DAY;
    },
    resolve: (period) => {
      const steps: Step[] = [];
      const run = newRun(steps);
      const day = node(period, run);
      if (run.problem !== null) return refuse(run.problem);
      if (!inRange(day)) return refuse({ kind: "beyond-four-digit-years", rule });
      return answer({ day, provisional: run.provisional, steps });
    },
  });
}
