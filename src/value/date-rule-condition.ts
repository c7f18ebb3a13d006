import type { DateNode, Run, Scope, TestNode } from "./date-rule-node.ts";
import type { Comparison, DateCondition } from "./date-rule.ts";
import { isSure, unsure } from "./calendar-days.ts";
import { broken, calendarOf, failed } from "./date-rule-node.ts";
import { silently } from "./date-rule-span.ts";
import { spellCondition } from "./date-rule-words.ts";
import { NO_DAY, weekdayOf } from "./day.ts";
import { firstDayOfPeriod, monthNumber, monthOfDay, parsePeriod } from "./month.ts";

/** Compiles a condition on the contract period and the day under test. */
export function compileCondition(condition: DateCondition, scope: Scope): TestNode {
  switch (condition.kind) {
    case "contract": {
      const period = parsePeriod(condition.period);
      if (period?.kind !== scope.product.period) {
        return malformed(condition, scope, `the contract is named by a ${scope.product.period}`);
      }
      const { is } = condition;
      return (contract) => holds(contract, is, period.index);
    }
    case "contract-month": {
      const { months } = condition;
      const unit = scope.product.period;
      return (contract) => (months.includes(monthNumber(monthOfDay(firstDayOfPeriod(unit, contract)))) ? 1 : 0);
    }
    case "every-open":
      return everyOpen(condition, scope);
    case "open": {
      const calendar = calendarOf(scope, spellCondition(condition), condition.calendar);
      if (calendar === undefined) return missing;
      const day = scope.date(condition.of, scope);
      return (period, run) => {
        const at = silently(day, period, run);
        if (at === NO_DAY) return NO_DAY;
        return isSure(calendar, at) ? calendar.open[at - calendar.first]! : failed(run, unsure(calendar, at, 1));
      };
    }
    case "is-one-of":
      return isOneOf(condition, scope);
    case "compare": {
      const left = scope.date(condition.left, scope);
      const right = scope.date(condition.right, scope);
      return (period, run) => {
        const [a, b] = [silently(left, period, run), silently(right, period, run)];
        return a === NO_DAY || b === NO_DAY ? NO_DAY : holds(a, condition.is, b);
      };
    }
    case "not": {
      const of = scope.test(condition.of, scope);
      return (period, run) => {
        const found = of(period, run);
        return found === NO_DAY ? NO_DAY : 1 - found;
      };
    }
    case "all":
    case "any": {
      const parts = condition.of.map((one) => scope.test(one, scope));
      const decides = condition.kind === "all" ? 0 : 1;
      return (period, run) => {
        for (const part of parts) {
          const found = part(period, run);
          if (found === NO_DAY || found === decides) return found;
        }
        return 1 - decides;
      };
    }
  }
}

/** What stands in for a condition whose problem is already noted in the scope; it is never run. */
const missing: TestNode = () => NO_DAY;

function malformed(condition: DateCondition, scope: Scope, why: string): TestNode {
  return broken(scope, { kind: "rule-malformed", rule: spellCondition(condition), why });
}

/** 1 where a comparison of two whole numbers holds, else 0. */
export function holds(a: number, is: Comparison, b: number): 0 | 1 {
  switch (is) {
    case "<":
      return a < b ? 1 : 0;
    case "<=":
      return a <= b ? 1 : 0;
    case "=":
      return a === b ? 1 : 0;
    case ">=":
      return a >= b ? 1 : 0;
    case ">":
      return a > b ? 1 : 0;
  }
}

function everyOpen(condition: Extract<DateCondition, { kind: "every-open" }>, scope: Scope): TestNode {
  const calendar = calendarOf(scope, spellCondition(condition), condition.calendar);
  if (calendar === undefined) return missing;
  const from = scope.date(condition.interval.from, scope);
  const to = scope.date(condition.interval.to, scope);
  const short = condition.interval.inclusive ? 0 : 1;
  const lastWeekday = condition.day === "weekday" ? 5 : 7;
  return (period, run) => {
    const first = silently(from, period, run);
    const end = silently(to, period, run);
    if (first === NO_DAY || end === NO_DAY) return NO_DAY;
    if (end < first) return failed(run, { kind: "interval-reversed", from: first, to: end });
    for (let day = first; day <= end - short; day++) {
      if (weekdayOf(day) > lastWeekday) continue;
      if (!isSure(calendar, day)) return failed(run, unsure(calendar, day, 1));
      if (calendar.open[day - calendar.first] === 0) return 0;
    }
    return 1;
  };
}

function isOneOf(condition: Extract<DateCondition, { kind: "is-one-of" }>, scope: Scope): TestNode {
  const of = scope.date(condition.of, scope);
  const days = condition.days.map((day) => scope.date(day, scope));
  return (period, run) => {
    const day = silently(of, period, run);
    if (day === NO_DAY) return NO_DAY;
    for (const other of days) {
      const found = nextTo(day, other, period, run);
      if (found === NO_DAY || found === day) return found === NO_DAY ? NO_DAY : 1;
    }
    return 0;
  };
}

/** Evaluates a rule whose month-days are those next to `day`, whatever year that puts them in. */
function nextTo(day: number, rule: DateNode, period: number, run: Run): number {
  const { near } = run;
  run.near = day;
  const found = silently(rule, period, run);
  run.near = near;
  return found;
}
