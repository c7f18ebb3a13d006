import type { Counter } from "./date-rule-count.ts";
import type { DateNode, Run, Scope, TestNode } from "./date-rule-node.ts";
import type { DateRule } from "./date-rule.ts";
import type { Day } from "./day.ts";
import { counterOf, weekdayIn, weekdayShift } from "./date-rule-count.ts";
import { broken, dateRule, explain, failed, holidaysBetween, stepWords } from "./date-rule-node.ts";
import { spanInHand } from "./date-rule-span.ts";
import { spellRule } from "./date-rule-words.ts";
import { NO_DAY, weekdayOnOrBefore } from "./day.ts";
import { PERIOD_STARTS, addMonths, firstDayOfMonth, formatPeriod } from "./month.ts";

/** `where`: a condition on each day counted; `text` spells the whole rule. */
export type Filter = { readonly test: TestNode; readonly text: string };

type NthDay = Extract<DateRule, { kind: "nth-day" }>;
type RelativeDay = Extract<DateRule, { kind: "relative-day" }>;
type Offset = Extract<DateRule, { kind: "offset" }>;

/** No rule counts further than this: about 270 years of days. */
const MOST = 100_000;

/** How many days away from its start a filtered count looks before the rule is said to name no day: ten years. */
const FILTER_REACH = 3_653;

function whole(n: number): boolean {
  return Number.isInteger(n) && n >= 1 && n <= MOST;
}

/** Compiles `3rd Friday of M`, `last business day of M`, and the same with a filter. */
export function compileNthDay(rule: NthDay, scope: Scope, filter: Filter | undefined): DateNode {
  const text = filter?.text ?? spellRule(rule);
  const n = Math.abs(rule.n);
  if (!whole(n)) return broken(scope, { kind: "rule-malformed", rule: text, why: "days are counted from the 1st" });
  const step = rule.n > 0 ? 1 : -1;
  const counter = counterOf(rule.day, scope, text);
  const span = scope.span(rule.of, scope);
  if (counter === undefined) return () => NO_DAY;
  const say = (period: number, run: Run, first: Day, last: Day, day: Day): void => {
    const { calendar } = counter;
    const passed = calendar === undefined ? [] : holidaysBetween(calendar, step > 0 ? first : last, day);
    const said = spellRule({ ...rule, of: spanInHand(span, first, last, period, run) }, stepWords(scope, period));
    explain(run, filter === undefined ? said : `${said}, filtered (${filter.text})`, day, passed);
  };
  const missing = (period: number, run: Run): Day =>
    failed(run, { kind: "no-such-day", rule: text, period: formatPeriod(scope.product.period, period) });
  const select = (period: number, run: Run, first: Day, last: Day): Day => {
    const start = step > 0 ? first : last;
    const day =
      filter === undefined
        ? counter.count(start, n, step, true, run)
        : countFiltered(counter, filter, start, n, step, true, period, run, step > 0 ? last : first);
    if (day === NO_DAY) return run.problem === null ? missing(period, run) : NO_DAY;
    if (day < first || day > last) return missing(period, run);
    if (run.steps !== null) say(period, run, first, last, day);
    return day;
  };
  if (span.kind === "interval") {
    return (period, run) => {
      const first = span.first(period, run);
      const last = first === NO_DAY ? NO_DAY : span.last(period, run);
      return last === NO_DAY ? NO_DAY : select(period, run, first, last);
    };
  }
  const { unit, index, near } = span;
  const startOf = PERIOD_STARTS[unit];
  const weekday = weekdayIn(rule.day);
  if (filter === undefined && weekday !== undefined && n <= 4 && unit === "month" && near !== undefined) {
    // Every month has four of each weekday, so that neither end of it need be looked at.
    const month = step > 0 ? near : near + 1;
    const days = weekdayShift(n, step) - (step > 0 ? 0 : 1);
    return (period, run) => {
      const day = weekdayOnOrBefore(firstDayOfMonth(period + month) + days, weekday);
      if (run.steps === null) return day;
      return select(period, run, firstDayOfMonth(period + near), firstDayOfMonth(period + near + 1) - 1);
    };
  }
  return (period, run) => {
    const at = index(period, run);
    if (at === NO_DAY) return NO_DAY;
    const first = startOf(at);
    const last = startOf(at + 1) - 1;
    if (filter !== undefined || run.steps !== null) return select(period, run, first, last);
    // The way most rules go a million times over: no filter, nobody asking why.
    const day = counter.count(step > 0 ? first : last, n, step, true, run);
    return day >= first && day <= last ? day : select(period, run, first, last);
  };
}

/** Counts only the days for which the filter holds; `NO_DAY` without a problem when the search passes `end`. */
function countFiltered(
  counter: Counter,
  filter: Filter,
  start: Day,
  n: number,
  step: 1 | -1,
  inclusive: boolean,
  period: number,
  run: Run,
  end: Day | undefined,
): Day {
  const { it } = run;
  let left = n;
  let day = NO_DAY;
  const furthest = end ?? start + step * FILTER_REACH;
  for (let k = 1; left > 0; k++) {
    day = counter.count(start, k, step, inclusive, run);
    if (day === NO_DAY || (furthest - day) * step < 0) break;
    run.it = day;
    const found = filter.test(period, run);
    if (found === NO_DAY) break;
    left -= found;
  }
  run.it = it;
  return left === 0 ? day : NO_DAY;
}

/** Compiles `last Friday on or before D` and `2nd Friday before D`, and the same with a filter. */
export function compileRelativeDay(rule: RelativeDay, scope: Scope, filter: Filter | undefined): DateNode {
  const text = filter?.text ?? spellRule(rule);
  if (!whole(rule.n))
    return broken(scope, { kind: "rule-malformed", rule: text, why: "days are counted from the 1st" });
  const counter = counterOf(rule.day, scope, text);
  const of = scope.date(rule.of, scope);
  if (counter === undefined) return of;
  const { n, inclusive } = rule;
  const step = rule.side === "after" ? 1 : -1;
  return (period, run) => {
    const start = of(period, run);
    if (start === NO_DAY) return NO_DAY;
    const day =
      filter === undefined
        ? counter.count(start, n, step, inclusive, run)
        : countFiltered(counter, filter, start, n, step, inclusive, period, run, undefined);
    if (day === NO_DAY) {
      const name = formatPeriod(scope.product.period, period);
      return run.problem === null ? failed(run, { kind: "no-such-day", rule: text, period: name }) : NO_DAY;
    }
    if (run.steps !== null) sayStep(rule, scope, counter, period, run, start, day);
    return day;
  };
}

function sayStep(
  rule: RelativeDay | Offset,
  scope: Scope,
  counter: Counter,
  period: number,
  run: Run,
  start: Day,
  day: Day,
): void {
  const passed = counter.calendar === undefined ? [] : holidaysBetween(counter.calendar, start, day);
  explain(run, spellRule({ ...rule, of: dateRule(start) }, stepWords(scope, period)), day, passed);
}

/** Compiles `3 business days before D`, `2 weeks after D`, `1 month (clamp) before D`. */
export function compileOffset(rule: Offset, scope: Scope): DateNode {
  const { unit, n } = rule;
  const malformed = (why: string): DateNode => broken(scope, { kind: "rule-malformed", rule: spellRule(rule), why });
  if (!whole(n)) return malformed("an offset is a whole number from 1");
  const step = rule.side === "after" ? 1 : -1;
  const of = scope.date(rule.of, scope);
  if (unit === "month" || unit === "year") {
    const mode = rule.monthEnd;
    if (mode === undefined) return malformed("an offset in months says `clamp` or `end-of-month`");
    const months = step * (unit === "year" ? 12 * n : n);
    return stepped(rule, scope, of, (start) => addMonths(start, months, mode));
  }
  if (rule.monthEnd !== undefined) return malformed("only months and years meet the end of a month");
  if (unit === "week") return stepped(rule, scope, of, (start) => start + step * 7 * n);
  const counter = counterOf(unit, scope, spellRule(rule));
  if (counter === undefined) return of;
  return (period, run) => {
    const start = of(period, run);
    if (start === NO_DAY) return NO_DAY;
    const day = counter.count(start, n, step, false, run);
    if (day !== NO_DAY && run.steps !== null) sayStep(rule, scope, counter, period, run, start, day);
    return day;
  };
}

function stepped(rule: Offset, scope: Scope, of: DateNode, move: (start: Day) => Day): DateNode {
  return (period, run) => {
    const start = of(period, run);
    if (start === NO_DAY) return NO_DAY;
    const day = move(start);
    if (run.steps !== null) explain(run, spellRule({ ...rule, of: dateRule(start) }, stepWords(scope, period)), day);
    return day;
  };
}
