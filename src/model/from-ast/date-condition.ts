import type { Expr, Name } from "../../ast/nodes.ts";
import { type DateExpr, type Interval, isPeriod } from "../../ast/time-nodes.ts";
import { type Context, find, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { DateCondition, DateRule, IntervalRule } from "../../value/date-rule.ts";
import { parsePeriod } from "../../value/month.ts";
import type { DateScope } from "./date-rule.ts";

/** The readers of what stands in conditions. */
export type Readers = {
  readonly date: (node: DateExpr, scope: DateScope) => DateRule | undefined;
  readonly interval: (node: Interval, scope: DateScope) => IntervalRule | undefined;
  readonly month: (context: Context, name: Name) => number | undefined;
};

const STATES = ["open", "closed"] as const;

/** `D where every weekday from A to B is open`, `D where it is open on CAL`. */
export function whereRule(
  node: Extract<DateExpr, { kind: "where" }>,
  scope: DateScope,
  read: Readers,
): DateRule | undefined {
  const of = read.date(node.of, scope);
  const state = stateOf(node.is, scope.context);
  const on = calendarOf(node.calendar, scope.context);
  const { days } = node;
  const interval = days && read.interval(days.interval, scope);
  if (of === undefined || state === undefined || on === undefined) return undefined;
  if (days === undefined) {
    const open: DateCondition = { kind: "open", of: { kind: "it" }, ...on };
    return { kind: "where", of, condition: state === "open" ? open : { kind: "not", of: open } };
  }
  if (interval === undefined) return undefined;
  if (days.every !== "weekday" && days.every !== "calendar") {
    return report(scope.context, "date-rule-unsound", node.span, { why: "`every` counts weekdays or days here" });
  }
  if (state === "closed") {
    return report(scope.context, "word-unknown", node.is.span, { field: "is", word: "closed", known: "open" });
  }
  return { kind: "where", of, condition: { kind: "every-open", day: days.every, interval, ...on } };
}

/** `D unless it is A then B`, `D unless it is closed on CAL then B`. */
export function unlessRule(
  node: Extract<DateExpr, { kind: "unless" | "unless-state" }>,
  scope: DateScope,
  read: Readers,
): DateRule | undefined {
  const of = read.date(node.of, scope);
  const then = read.date(node.then, scope);
  if (node.kind === "unless-state") {
    const state = stateOf(node.is, scope.context);
    const on = calendarOf(node.calendar, scope.context);
    if (of === undefined || then === undefined || state === undefined || on === undefined) return undefined;
    const open: DateCondition = { kind: "open", of: { kind: "it" }, ...on };
    return { kind: "unless", of, then, condition: state === "open" ? open : { kind: "not", of: open } };
  }
  const days = node.is.map((one) => read.date(one, scope));
  if (of === undefined || then === undefined || days.some((one) => one === undefined)) return undefined;
  return { kind: "unless", of, then, condition: { kind: "is-one-of", of: { kind: "it" }, days: days as DateRule[] } };
}

/** `case { R1 when CONDITION; R2 otherwise }`. */
export function caseRule(
  node: Extract<DateExpr, { kind: "date-case" }>,
  scope: DateScope,
  read: Readers,
): DateRule | undefined {
  const arms: { when?: DateCondition; date: DateRule }[] = [];
  for (const arm of node.arms) {
    const date = read.date(arm.date, scope);
    const when = arm.when && dateCondition(arm.when, scope, read);
    if (date === undefined || (arm.when !== undefined && when === undefined)) return undefined;
    arms.push(when === undefined ? { date } : { when, date });
  }
  return { kind: "case", arms };
}

/** `contract month < 2016-03`, `contract month is [Mar, Jun]`, `last-trading-day < 2027-03-01`, joined by `and`, `or`, `not`. */
function dateCondition(node: Expr, scope: DateScope, read: Readers): DateCondition | undefined {
  if (node.kind === "logical") {
    const parts = node.operands.map((one) => dateCondition(one, scope, read));
    if (parts.some((one) => one === undefined)) return undefined;
    const of = parts as DateCondition[];
    if (node.operator === "not") return of[0] && { kind: "not", of: of[0] };
    return { kind: node.operator === "and" ? "all" : "any", of };
  }
  if (node.kind === "comparison" && isContractPeriod(node.left, scope)) {
    const months = namedMonths(node.right);
    if (months !== undefined && (node.operator === "=" || node.operator === "!=")) {
      const numbers = months.map((one) => read.month(scope.context, one));
      if (numbers.some((one) => one === undefined)) return undefined;
      const is: DateCondition = { kind: "contract-month", months: numbers as number[] };
      return node.operator === "=" ? is : { kind: "not", of: is };
    }
    const period = node.right.kind === "date-operand" ? node.right.of : undefined;
    if (period?.kind === "month-literal") {
      if (parsePeriod(period.text) === undefined) {
        return report(scope.context, "date-impossible", period.span, { text: period.text });
      }
      if (node.operator !== "!=") return { kind: "contract", is: node.operator, period: period.text };
      return { kind: "not", of: { kind: "contract", is: "=", period: period.text } };
    }
  }
  if (node.kind === "comparison") {
    const [left, right] = [dayOf(node.left), dayOf(node.right)];
    if (left !== undefined && right !== undefined) {
      const [a, b] = [read.date(left, scope), read.date(right, scope)];
      if (a === undefined || b === undefined) return undefined;
      if (node.operator !== "!=") return { kind: "compare", left: a, is: node.operator, right: b };
      return { kind: "not", of: { kind: "compare", left: a, is: "=", right: b } };
    }
  }
  return report(
    scope.context,
    "phrase-not-here",
    node.span,
    { found: text(node) },
    {
      help: "a rule for a day is chosen by its month or by a day: `contract month < 2027-06`, `contract month is [Mar, Jun]`, `expiry < 2027-06-01`",
    },
  );
}

/** The names of `[Mar, Jun, Sep, Dec]` or of `Mar` alone; undefined for anything else. */
function namedMonths(node: Expr): readonly Name[] | undefined {
  const items = node.kind === "list" ? node.items : [node];
  const names = items.map((one) =>
    one.kind === "reference" && one.path.length === 1
      ? one.path[0]
      : one.kind === "date-operand" && one.of.kind === "named-month"
        ? one.of.month
        : undefined,
  );
  return names.some((one) => one === undefined) ? undefined : (names as Name[]);
}

/** The day an operand names: a phrase about one, or the name of a date. */
function dayOf(node: Expr): DateExpr | undefined {
  if (node.kind === "reference" && node.path.length <= 2) {
    return { kind: "date-reference", path: node.path, span: node.span };
  }
  if (node.kind !== "date-operand" || node.of.kind === "interval" || isPeriod(node.of)) return undefined;
  return node.of;
}

/** `contract month`, in the unit the contract is named by. */
function isContractPeriod(node: Expr, scope: DateScope): boolean {
  const said = text(node).trim().split(/\s+/);
  return said.length === 2 && said[0] === "contract" && said[1] === (scope.period ?? "month");
}

function stateOf(name: Name, context: Context): "open" | "closed" | undefined {
  const state = STATES.find((one) => one === name.text);
  return (
    state ?? report(context, "word-unknown", name.span, { field: "is", word: name.text, known: STATES.join(", ") })
  );
}

/** The calendar a condition names, nothing where it names none; undefined after a finding. */
function calendarOf(name: Name | undefined, context: Context): { readonly calendar?: string } | undefined {
  if (name === undefined) return {};
  const calendar = find(context, name, "calendar");
  return calendar && { calendar: calendar.name };
}
