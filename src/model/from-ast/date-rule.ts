import type { Name } from "../../ast/nodes.ts";
import type { DateExpr, Interval, PeriodExpr } from "../../ast/time-nodes.ts";
import { type Context, find, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { isRealDate, parseDay } from "../../value/day.ts";
import type { DateRule, IntervalRule, SpanRule } from "../../value/date-rule.ts";
import { tableRows } from "./tables.ts";
import { caseRule, type Readers, unlessRule, whereRule } from "./date-condition.ts";

/** A phrase with two readings that has its finding, for the month in which they differ. */
export type Doubt = {
  readonly span: DateExpr["span"];
  readonly readings: readonly [DateRule, DateRule];
  readonly calendar?: string;
};

/** What names may stand in a date rule: dates and intervals of the product in hand, and its calendars. */
export type DateScope = {
  readonly context: Context;
  readonly dates: ReadonlySet<string>;
  readonly intervals: ReadonlyMap<string, IntervalRule>;
  /** Dates and intervals that have a finding already. */
  readonly unread?: ReadonlySet<string>;
  /** What one contract is named by: `month`. */
  readonly period?: string;
  /** Where phrases with two readings are noted, and the calendar their block counts on. */
  readonly doubts?: Doubt[];
  readonly calendar?: string;
  /** The product, and the date of it that is being read: a table may have a column of that name. */
  readonly product?: string;
  readonly field?: string;
};

const LONG_MONTHS = "January February March April May June July August September October November December".split(" ");
const MONTHS = LONG_MONTHS.map((one) => one.slice(0, 3));

/** The number of a month name, short or long, or undefined after a finding. */
export function monthNumberOf(context: Context, name: Name): number | undefined {
  const at = LONG_MONTHS.findIndex((one) => one === name.text || one.slice(0, 3) === name.text) + 1;
  return at > 0
    ? at
    : report(context, "word-unknown", name.span, { field: "month", word: name.text, known: MONTHS.join(", ") });
}

/** The number of the month of `Dec 25`; undefined after a finding, as for `Feb 30`, which no year has. */
export function yearlyMonth(context: Context, node: Extract<DateExpr, { kind: "month-day" }>): number | undefined {
  const month = monthNumberOf(context, node.month);
  // 2000 is a leap year: 29 February is a day of some years, 30 February of none.
  if (month === undefined || isRealDate(2000, month, node.day)) return month;
  return report(
    context,
    "date-impossible",
    node.span,
    { text: `${node.month.text} ${node.day}` },
    { help: "no year has it: write a day that its month has" },
  );
}

/** The exact day of a literal, or undefined after a finding. */
export function dayText(
  context: Context,
  node: { readonly text: string; readonly span: DateExpr["span"] },
): string | undefined {
  return parseDay(node.text) === undefined
    ? report(context, "date-impossible", node.span, { text: node.text })
    : node.text;
}

/** Adds the finding that no date or interval has this name, with the one that may be meant. */
export function nameUnknown(
  context: Context,
  span: DateExpr["span"],
  name: string,
  known: readonly string[],
): undefined {
  const near = didYouMean(suggest(name, known));
  const extras = near === undefined ? {} : { help: near };
  return report(context, "date-name-unknown", span, { name, known: known.join(", ") || "none" }, extras);
}

/** Handed to the reader of conditions, in which dates stand again, so that the modules make no circle. */
const readers: Readers = {
  date: (node, scope) => dateRule(node, scope),
  interval: (node, scope) => intervalRule(node, scope),
  month: (context, name) => monthNumberOf(context, name),
};

/** A date of the spec as a rule the calendar arithmetic resolves; undefined after a finding. */
export function dateRule(node: DateExpr, scope: DateScope): DateRule | undefined {
  switch (node.kind) {
    case "day-literal": {
      const date = dayText(scope.context, node);
      return date === undefined ? undefined : { kind: "date", date };
    }
    case "month-day": {
      const month = yearlyMonth(scope.context, node);
      return month === undefined ? undefined : { kind: "month-day", month, date: node.day };
    }
    case "easter":
      return { kind: "easter" };
    case "date-reference":
      return dateReference(node, scope);
    case "nth-day": {
      const of = spanRule(node.of, scope);
      const n = node.ordinal.fromEnd ? -node.ordinal.count : node.ordinal.count;
      return of && { kind: "nth-day", n, day: node.day, of };
    }
    case "day-of": {
      const of = spanRule(node.of, scope);
      return of && { kind: "day-of", date: node.day, of };
    }
    case "relative-day": {
      const of = dateRule(node.of, scope);
      return (
        of && {
          kind: "relative-day",
          n: node.ordinal.count,
          day: node.day,
          side: node.side,
          inclusive: node.inclusive,
          of,
        }
      );
    }
    case "nearest-day": {
      const to = dateRule(node.to, scope);
      if (to === undefined) return undefined;
      if (node.day === "business" || node.day === "calendar" || node.day === "weekday") {
        return report(scope.context, "date-rule-unsound", node.span, {
          why: "`nearest` needs one weekday, such as Wednesday",
        });
      }
      return { kind: "nearest-day", day: node.day, to };
    }
    case "earlier":
    case "later": {
      const of = node.of.map((one) => dateRule(one, scope));
      return of.some((one) => one === undefined) ? undefined : { kind: node.kind, of: of as DateRule[] };
    }
    case "offset": {
      const of = dateRule(node.of, scope);
      if (of === undefined) return undefined;
      if (node.unit === "month" && node.monthEnd === undefined) {
        return report(scope.context, "month-end-missing", node.span, {});
      }
      const monthEnd = node.monthEnd === undefined ? {} : { monthEnd: node.monthEnd };
      return { kind: "offset", n: node.count, unit: node.unit, side: node.side, of, ...monthEnd };
    }
    case "adjustment": {
      const of = dateRule(node.of, scope);
      if (of === undefined) return undefined;
      if (node.mode === "nearest" && node.ties === undefined)
        return report(scope.context, "ties-missing", node.span, {});
      return { kind: "adjustment", roll: node.mode, of, ...(node.ties === undefined ? {} : { ties: node.ties }) };
    }
    case "edge": {
      const of = spanRule(node.of, scope);
      return of && { kind: "edge", edge: node.edge, of };
    }
    case "on-calendar": {
      const calendar = find(scope.context, node.calendar, "calendar");
      const of = dateRule(node.of, scope);
      return calendar && of && { kind: "on-calendar", calendar: calendar.name, of };
    }
    case "where":
      return whereRule(node, scope, readers);
    case "unless":
    case "unless-state":
      return unlessRule(node, scope, readers);
    case "date-case":
      return caseRule(node, scope, readers);
    case "two-readings": {
      const [first, second] = node.readings.map((one) => dateRule(one, scope));
      const on = scope.calendar === undefined ? {} : { calendar: scope.calendar };
      if (first !== undefined && second !== undefined)
        scope.doubts?.push({ span: node.span, readings: [first, second], ...on });
      return undefined;
    }
    case "listed-date": {
      const [source, column] = node.source.path;
      const rows = source && tableRows(source, column, scope);
      return rows && { kind: "listed", source: node.source.path.map((one) => one.text).join("."), rows };
    }
  }
}

function dateReference(node: Extract<DateExpr, { kind: "date-reference" }>, scope: DateScope): DateRule | undefined {
  const [first, second] = node.path;
  if (first === undefined) return undefined;
  if (node.index !== undefined || node.path.length > 2)
    return report(scope.context, "phrase-not-here", node.span, { found: text(node) });
  if (second === undefined && first.text === "it") return { kind: "it" };
  const of = node.of && spanRule(node.of, scope);
  if (node.of !== undefined && of === undefined) return undefined;
  const within = of === undefined ? {} : { of };
  if (second !== undefined) {
    const product = find(scope.context, first, "future", "option", "spread");
    return product && { kind: "reference", date: second.text, product: product.name, ...within };
  }
  if (scope.unread?.has(first.text) === true) return undefined;
  if (scope.dates.has(first.text)) return { kind: "reference", date: first.text, ...within };
  return nameUnknown(scope.context, node.span, first.text, [...scope.dates]);
}

/** A stretch of days of the spec as a rule; undefined after a finding. */
export function spanRule(node: PeriodExpr, scope: DateScope): SpanRule | undefined {
  switch (node.kind) {
    case "contract-period":
      if (scope.period !== undefined && node.unit !== scope.period)
        return report(
          scope.context,
          "phrase-not-here",
          node.span,
          { found: text(node) },
          {
            help: `a contract is named by its ${scope.period}: write \`contract ${scope.period}\``,
          },
        );
      return { kind: "contract" };
    case "period-offset": {
      const of = spanRule(node.of, scope);
      return of && { kind: "shifted", by: node.side === "before" ? -node.count : node.count, unit: node.unit, of };
    }
    case "month-literal":
      return { kind: "exact", period: node.text };
    case "named-month": {
      const month = monthNumberOf(scope.context, node.month);
      return month === undefined ? undefined : { kind: "named-month", month };
    }
    case "period-part": {
      const of = spanRule(node.of, scope);
      return of && { kind: "part", unit: node.unit, which: node.which, of };
    }
    case "period-of": {
      const day = dateRule(node.of, scope);
      return day && { kind: "period-of", unit: node.unit, day };
    }
    case "period-reference": {
      const name = node.path.map((one) => one.text).join(".");
      const interval = scope.intervals.get(name);
      if (interval !== undefined) return { kind: "between", interval };
      // Inside `lead-month` and `add:` the month under test is the contract's own.
      if (name === "it" || name === `expiring ${scope.period ?? "month"}`) return { kind: "contract" };
      if (scope.unread?.has(name) === true) return undefined;
      return nameUnknown(scope.context, node.span, name, [...scope.intervals.keys()]);
    }
    case "nearest-period": {
      if (node.with === undefined) return report(scope.context, "phrase-not-here", node.span, { found: text(node) });
      if (node.with.side === "before")
        return report(
          scope.context,
          "phrase-not-here",
          node.span,
          { found: text(node) },
          { help: "the nearest month is one on or after a day" },
        );
      const from = dateRule(node.with.of, scope);
      const product = node.product && find(scope.context, node.product, "future");
      if (from === undefined || (node.product !== undefined && product === undefined)) return undefined;
      const named = product === undefined ? {} : { product: product.name };
      return { kind: "nearest", ...named, date: node.with.date.text, inclusive: node.with.inclusive, from };
    }
  }
}

/** `from A to B` (B in it) and `from A until B` (not). */
export function intervalRule(node: Interval, scope: DateScope): IntervalRule | undefined {
  const from = dateRule(node.from, scope);
  const to = dateRule(node.to, scope);
  return from && to && { from, to, inclusive: node.inclusive };
}
