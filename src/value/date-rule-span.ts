import type { DateNode, Run, Scope, SpanNode } from "./date-rule-node.ts";
import type { SpanRule } from "./date-rule.ts";
import type { Day } from "./day.ts";
import type { PeriodKind } from "./month.ts";
import { namedDate } from "./date-rule-reference.ts";
import { broken, dateRule, failed } from "./date-rule-node.ts";
import { spellSpan } from "./date-rule-words.ts";
import { NO_DAY, yearOf } from "./day.ts";
import {
  firstDayOfPeriod,
  formatPeriod,
  lastDayOfPeriod,
  monthNumber,
  monthOf,
  monthOfDay,
  parsePeriod,
  periodIndexOfDay,
} from "./month.ts";

/** Compiles a span of days. */
export function compileSpan(span: SpanRule, scope: Scope): SpanNode {
  switch (span.kind) {
    case "contract":
      return periodNode(scope.product.period, (period) => period, 0);
    case "exact": {
      const period = parsePeriod(span.period);
      if (period === undefined) return malformed(scope, span, "the period does not exist");
      return periodNode(period.kind, () => period.index);
    }
    case "shifted": {
      const by = span.by;
      const of = scope.span(span.of, scope);
      if (of.kind === "period" && of.unit === span.unit) {
        const near = of.near === undefined ? undefined : of.near + by;
        return periodNode(span.unit, (period, run) => shift(of.index(period, run), by), near);
      }
      // Months after a quarter are counted from its last month, months before it from its first.
      const edge = by > 0 ? lastOf(of) : firstOf(of);
      return periodNode(span.unit, (period, run) => shift(indexAt(span.unit, edge(period, run)), by));
    }
    case "period-of": {
      const day = scope.date(span.day, scope);
      return periodNode(span.unit, (period, run) => indexAt(span.unit, day(period, run)));
    }
    case "part": {
      const of = scope.span(span.of, scope);
      const edge = span.which === "last" ? lastOf(of) : firstOf(of);
      return periodNode(span.unit, (period, run) => indexAt(span.unit, edge(period, run)));
    }
    case "named-month": {
      if (!Number.isInteger(span.month) || span.month < 1 || span.month > 12) {
        return malformed(scope, span, "months run from 1 to 12");
      }
      const of = firstOf(scope.span(span.of ?? { kind: "contract" }, scope));
      return periodNode("month", (period, run) => {
        const first = of(period, run);
        return first === NO_DAY ? NO_DAY : monthOf(yearOf(first), span.month);
      });
    }
    case "nearest":
      return nearestPeriod(span, scope);
    case "between": {
      const first = scope.date(span.interval.from, scope);
      const end = scope.date(span.interval.to, scope);
      const short = span.interval.inclusive ? 0 : 1;
      /** Either end, once both are known not to run backwards. */
      const ordered = (wanted: DateNode, other: DateNode, sign: 1 | -1): DateNode => {
        return (period, run) => {
          const day = wanted(period, run);
          const across = day === NO_DAY ? NO_DAY : silently(other, period, run);
          if (across === NO_DAY) return NO_DAY;
          if ((across - day) * sign >= 0) return day;
          const [from, to] = sign > 0 ? [day, across] : [across, day];
          return failed(run, { kind: "interval-reversed", from, to });
        };
      };
      const until = ordered(end, first, -1);
      const last: DateNode = (period, run) => shift(until(period, run), -short);
      return { kind: "interval", first: ordered(first, end, 1), last };
    }
  }
}

function periodNode(unit: PeriodKind, index: DateNode, near?: number): SpanNode {
  return near === undefined ? { kind: "period", unit, index } : { kind: "period", unit, index, near };
}

function malformed(scope: Scope, span: SpanRule, why: string): SpanNode {
  return periodNode("month", broken(scope, { kind: "rule-malformed", rule: spellSpan(span), why }));
}

function shift(index: number, by: number): number {
  return index === NO_DAY ? NO_DAY : index + by;
}

function indexAt(unit: PeriodKind, day: Day): number {
  return day === NO_DAY ? NO_DAY : periodIndexOfDay(unit, day);
}

/** The first day of a span. */
export function firstOf(span: SpanNode): DateNode {
  if (span.kind === "interval") return span.first;
  const { unit, index } = span;
  return (period, run) => {
    const at = index(period, run);
    return at === NO_DAY ? NO_DAY : firstDayOfPeriod(unit, at);
  };
}

/** The last day of a span. */
export function lastOf(span: SpanNode): DateNode {
  if (span.kind === "interval") return span.last;
  const { unit, index } = span;
  return (period, run) => {
    const at = index(period, run);
    return at === NO_DAY ? NO_DAY : lastDayOfPeriod(unit, at);
  };
}

/** The span as a step names it, once it is found: its period where it is one (`April 2027`), else its two days. */
export function spanInHand(span: SpanNode, first: Day, last: Day, period: number, run: Run): SpanRule {
  if (span.kind === "interval") {
    return { kind: "between", interval: { from: dateRule(first), to: dateRule(last), inclusive: true } };
  }
  const index = span.index(period, { ...run, steps: null });
  return { kind: "exact", period: formatPeriod(span.unit, index) };
}

/** Evaluates without adding steps: for what is asked twice. */
export function silently(node: DateNode, period: number, run: Run): Day {
  const steps = run.steps;
  run.steps = null;
  const day = node(period, run);
  run.steps = steps;
  return day;
}

/** How far a search for the nearest period looks on each side: ten years of months. */
const SEARCH_LIMIT = 120;

function nearestPeriod(span: Extract<SpanRule, { kind: "nearest" }>, scope: Scope): SpanNode {
  const product = span.product === undefined ? scope.product : scope.world.product(span.product);
  if (product === undefined) {
    return periodNode("month", broken(scope, { kind: "product-unknown", product: span.product! }));
  }
  const { period: unit, months } = product;
  const from = scope.date(span.from, scope);
  const date = namedDate(scope, product, span.date);
  const exists = (index: number): boolean =>
    months === undefined || months.includes(monthNumber(monthOfDay(firstDayOfPeriod(unit, index))));
  const index: DateNode = (period, run) => {
    const day = from(period, run);
    if (day === NO_DAY) return NO_DAY;
    const limit = span.inclusive ? day : day + 1;
    // First back to a period that is too early, then forward to the first that is not.
    let at = periodIndexOfDay(unit, day);
    for (let left = SEARCH_LIMIT; left > 0; left--, at--) {
      if (!exists(at)) continue;
      const found = silently(date, at, run);
      if (found === NO_DAY) return NO_DAY;
      if (found < limit) break;
    }
    for (let left = 2 * SEARCH_LIMIT; left > 0; left--) {
      at += 1;
      if (!exists(at)) continue;
      const found = silently(date, at, run);
      if (found === NO_DAY) return NO_DAY;
      if (found >= limit) return at;
    }
    return failed(run, { kind: "no-nearest-period", product: product.id, date: span.date, from: day });
  };
  return periodNode(unit, index);
}
