import type { Move } from "./date-column-move.ts";
import type { Column, ColumnScope } from "./date-column-node.ts";
import type { Scope } from "./date-rule-node.ts";
import type { DateRule, ProductDates } from "./date-rule.ts";
import { countMove, monthsMove, nearestMove, rollMove, shiftMove } from "./date-column-move.ts";
import { weekdayIn } from "./date-rule-count.ts";
import { columnOfSpan } from "./date-column-span.ts";
import { conditionColumn } from "./date-column-condition.ts";
import { oneByOne, scratch, then } from "./date-column-node.ts";
import { calendarOf } from "./date-rule-node.ts";
import { spellRule } from "./date-rule-words.ts";
import { NO_DAY, parseDay, weekdayNumber } from "./day.ts";

/**
 * Compiles a rule that was compiled without a problem before into loops over whole columns: one pass an anchor, a selector, an offset or
 * an adjustment, so that nothing is asked per date but the arithmetic itself. What is rare stays a closure called for each period.
 */
export function compileColumn(rule: DateRule, scope: ColumnScope): Column {
  switch (rule.kind) {
    case "date": {
      const day = parseDay(rule.date)!;
      return (_, out, n) => void out.fill(day, 0, n);
    }
    case "nth-day":
      return nthDay(rule, scope);
    case "day-of": {
      const { first, last } = columnOfSpan(rule.of, scope);
      const ends = scratch();
      const [by, short] = [rule.date - 1, rule.short !== undefined];
      return (periods, out, n) => {
        const end = ends(n);
        first(periods, out, n);
        last(periods, end, n);
        for (let i = 0; i < n; i++) {
          const start = out[i]!;
          if (start === NO_DAY || end[i] === NO_DAY) out[i] = NO_DAY;
          else if (start + by <= end[i]!) out[i] = start + by;
          else out[i] = short ? end[i]! : NO_DAY;
        }
      };
    }
    case "edge": {
      const span = columnOfSpan(rule.of, scope);
      return rule.edge === "start" ? span.first : span.last;
    }
    case "reference":
      return reference(rule, scope);
    case "relative-day": {
      const step = rule.side === "after" ? 1 : -1;
      return then(compileColumn(rule.of, scope), counting(rule, rule.day, rule.n, step, rule.inclusive, scope));
    }
    case "nearest-day":
      return then(compileColumn(rule.to, scope), nearestMove(weekdayNumber(rule.day)));
    case "offset":
      return then(compileColumn(rule.of, scope), offset(rule, scope));
    case "adjustment": {
      const calendar = calendarOf(scope, spellRule(rule))!;
      return then(compileColumn(rule.of, scope), rollMove(calendar, rule.roll, rule.ties ?? "preceding"));
    }
    case "on-calendar":
      return compileColumn(rule.of, { ...scope, calendar: rule.calendar });
    case "earlier":
    case "later":
      return pick(rule, scope);
    case "case":
      return choice(rule, scope);
    default:
      return oneByOne(scope.date(rule, scope));
  }
}

function counting(
  rule: DateRule,
  kind: Parameters<typeof countMove>[0],
  count: number,
  step: 1 | -1,
  inclusive: boolean,
  scope: Scope,
): Move {
  const calendar = kind === "business" ? calendarOf(scope, spellRule(rule)) : undefined;
  return countMove(kind, calendar, count, step, inclusive);
}

function nthDay(rule: Extract<DateRule, { kind: "nth-day" }>, scope: ColumnScope): Column {
  const step = rule.n > 0 ? 1 : -1;
  const count = Math.abs(rule.n);
  const span = columnOfSpan(rule.of, scope);
  const { day } = rule;
  const weekday = weekdayIn(day);
  const [start, end] = step > 0 ? [span.first, span.last] : [span.last, span.first];
  const select =
    weekday !== undefined && span.weekday !== undefined
      ? span.weekday(weekday, count, step)
      : then(start, counting(rule, day, count, step, true, scope));
  // Every month has four of each weekday: only a fifth may be missing.
  const short = span.unit === undefined || span.unit === "day" || span.unit === "week";
  if (weekday !== undefined && count <= 4 && !short) return select;
  const ends = scratch();
  return (periods, out, n) => {
    const limit = ends(n);
    select(periods, out, n);
    end(periods, limit, n);
    for (let i = 0; i < n; i++) {
      if (limit[i] === NO_DAY || (limit[i]! - out[i]!) * step < 0) out[i] = NO_DAY;
    }
  };
}

function offset(rule: Extract<DateRule, { kind: "offset" }>, scope: Scope): Move {
  const { unit, n } = rule;
  const step = rule.side === "after" ? 1 : -1;
  if (unit === "week") return shiftMove(step * 7 * n);
  if (unit === "month" || unit === "year") return monthsMove(step * (unit === "year" ? 12 * n : n), rule.monthEnd!);
  return counting(rule, unit, n, step, false, scope);
}

function reference(rule: Extract<DateRule, { kind: "reference" }>, scope: ColumnScope): Column {
  const product = rule.product === undefined ? scope.product : scope.world.product(rule.product)!;
  const date = namedColumn(scope, product, rule.date);
  if (rule.of === undefined || rule.of.kind === "contract") return date;
  const index = columnOfSpan(rule.of, scope).index!;
  const found = scratch();
  return (periods, out, n) => {
    const at = found(n);
    index(periods, at, n);
    let holes = 0;
    for (let i = 0; i < n; i++) if (at[i] === NO_DAY) holes += 1;
    if (holes === 0) return date(at, out, n);
    // A period that could not be told has no date; the column itself is only asked for periods.
    const known = at.subarray(0, n).map((period) => (period === NO_DAY ? 0 : period));
    date(known, out, n);
    for (let i = 0; i < n; i++) if (at[i] === NO_DAY) out[i] = NO_DAY;
  };
}

/** The column of a declared date of a product, compiled once a scope. */
export function namedColumn(scope: ColumnScope, product: ProductDates, name: string): Column {
  const key = `${product.id}.${name}`;
  const known = scope.columns.get(key);
  if (known !== undefined) return known;
  const declared = product.dates.find((date) => date.name === name)!;
  const made = compileColumn(declared.rule, { ...scope, product, calendar: declared.calendar, hasIt: false });
  scope.columns.set(key, made);
  return made;
}

function pick(rule: Extract<DateRule, { kind: "earlier" | "later" }>, scope: ColumnScope): Column {
  const [head, ...rest] = rule.of.map((one) => compileColumn(one, scope)) as [Column, ...Column[]];
  const sign = rule.kind === "earlier" ? 1 : -1;
  const room = scratch();
  return (periods, out, n) => {
    const other = room(n);
    head(periods, out, n);
    for (const part of rest) {
      part(periods, other, n);
      for (let i = 0; i < n; i++) {
        const [a, b] = [out[i]!, other[i]!];
        if (a !== NO_DAY && (b === NO_DAY || (b - a) * sign < 0)) out[i] = b;
      }
    }
  };
}

/** No arm has decided yet: no day, and not `NO_DAY` either. */
const UNDECIDED = NO_DAY + 1;

function choice(rule: Extract<DateRule, { kind: "case" }>, scope: ColumnScope): Column {
  const arms = rule.arms.map(({ when, date }) => ({
    test: when === undefined ? undefined : conditionColumn(when, scope),
    date: compileColumn(date, scope),
  }));
  const [room, verdicts] = [scratch(), scratch()];
  return (periods, out, n) => {
    const [days, holds] = [room(n), verdicts(n)];
    out.fill(UNDECIDED, 0, n);
    let left = n;
    for (const { test, date } of arms) {
      if (left === 0) return;
      if (test === undefined) holds.fill(1, 0, n);
      else test(periods, holds, n);
      date(periods, days, n);
      for (let i = 0; i < n; i++) {
        if (out[i] !== UNDECIDED || holds[i] === 0) continue;
        out[i] = holds[i] === 1 ? days[i]! : NO_DAY;
        left -= 1;
      }
    }
    for (let i = 0; left > 0 && i < n; i++) if (out[i] === UNDECIDED) out[i] = NO_DAY;
  };
}

/** True when what a rule names always lies in the sure years of a calendar, so that nobody needs to ask. */
export function staysOnCalendar(rule: DateRule): boolean {
  switch (rule.kind) {
    case "adjustment":
      return true;
    case "nth-day":
    case "relative-day":
      return rule.day === "business";
    case "offset":
      return rule.unit === "business";
    case "on-calendar":
      return staysOnCalendar(rule.of);
    default:
      return false;
  }
}
