import type { DateNode, Scope } from "./date-rule-node.ts";
import type { DateRule, ProductDates } from "./date-rule.ts";
import { broken, explain, failed } from "./date-rule-node.ts";
import { spellRule } from "./date-rule-words.ts";
import { NO_DAY } from "./day.ts";
import { formatPeriod } from "./month.ts";

/** The compiled declared date of a product, compiled once a scope; a reference that leads back to itself is a problem. */
export function namedDate(scope: Scope, product: ProductDates, name: string): DateNode {
  const key = `${product.id}.${name}`;
  const known = scope.memo.get(key);
  if (known !== undefined) return known;
  const start = scope.path.indexOf(key);
  if (start >= 0) return broken(scope, { kind: "reference-cycle", path: [...scope.path.slice(start), key] });
  const declared = product.dates.find((date) => date.name === name);
  if (declared === undefined) return broken(scope, { kind: "date-unknown", product: product.id, date: name });
  const path = [...scope.path, key];
  const inside: Scope = { ...scope, product, calendar: declared.calendar, hasIt: false, path };
  const rule = scope.date(declared.rule, inside);
  // Month-days next to the day under test belong to the rule that refers, never to the rule referred to.
  const node: DateNode = (period, run) => {
    const { near } = run;
    run.near = NO_DAY;
    const day = rule(period, run);
    run.near = near;
    return day;
  };
  scope.memo.set(key, node);
  return node;
}

/** Compiles `DATE`, `PRODUCT.DATE` and `PRODUCT.DATE of SPAN`. */
export function compileReference(rule: Extract<DateRule, { kind: "reference" }>, scope: Scope): DateNode {
  const product = rule.product === undefined ? scope.product : scope.world.product(rule.product);
  if (product === undefined) return broken(scope, { kind: "product-unknown", product: rule.product! });
  const date = namedDate(scope, product, rule.date);
  const span = scope.span(rule.of ?? { kind: "contract" }, scope);
  const unit = span.kind === "period" ? span.unit : undefined;
  if (span.kind === "interval" || unit !== product.period) {
    return broken(scope, {
      kind: "period-differs",
      product: product.id,
      is: product.period,
      wanted: unit ?? "day",
    });
  }
  const text = spellRule(rule);
  return (period, run) => {
    const at = span.index(period, run);
    const day = at === NO_DAY ? NO_DAY : date(at, run);
    if (day === NO_DAY) return NO_DAY;
    if (run.steps !== null) explain(run, text, day);
    return day;
  };
}

/** Compiles `D, fixed when listed`: the same rule over the calendars as known on the day the contract was listed. */
export function compileFixed(rule: Extract<DateRule, { kind: "fixed-when-listed" }>, scope: Scope): DateNode {
  // Compiled once as the world is now, so that what is wrong with the rule shows before any contract is listed.
  const now = scope.date(rule.of, scope);
  const byDay = new Map<number, DateNode>();
  return (period, run) => {
    const listed = scope.world.listedOn(scope.product.id, period);
    if (listed === undefined) {
      return failed(run, {
        kind: "not-listed-yet",
        product: scope.product.id,
        period: formatPeriod(scope.product.period, period),
      });
    }
    const known = byDay.get(listed) ?? scope.date(rule.of, { ...scope, knownOn: listed, memo: new Map() });
    byDay.set(listed, known);
    const day = known(period, run);
    if (day === NO_DAY || run.steps === null) return day;
    explain(run, "fixed when listed, on the calendars known then", listed);
    const today = now(period, { ...run, steps: null, problem: null });
    if (today !== day && today !== NO_DAY) explain(run, "the rule would now give", today);
    return day;
  };
}
