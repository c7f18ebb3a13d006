import type { Outcome } from "./calendar.ts";
import type { Column } from "./date-column-node.ts";
import type { DateNode, DateWorld } from "./date-rule-node.ts";
import type { DateProblem } from "./date-rule-problem.ts";
import type { DateRule, ProductDates } from "./date-rule.ts";
import { type CompiledDateRule, compileDateRule, compileNamedDate } from "./date-rule-compile.ts";

type Compiled = Outcome<CompiledDateRule, readonly DateProblem[]>;

/** The date rules of one product, each compiled once: what they all rest on, such as the last trading day, is not compiled again for each. */
export type ProductRules = {
  /** A declared date of the product by its name. */
  readonly named: (name: string) => Compiled;
  /**
   * What `days` of a declared date gives for periods that nobody writes to afterwards: dates that rest on one another are worked out once.
   */
  readonly daysOf: (name: string, rule: CompiledDateRule, periods: Int32Array) => Int32Array;
  /** Any rule of the product on a calendar; the same rule is always asked for on the same calendar. */
  readonly rule: (rule: DateRule, calendar: string | undefined) => Compiled;
};

/** The rules of a product in a world, as `compileNamedDate` and `compileDateRule` give them. */
export function productRules(world: DateWorld, product: ProductDates): ProductRules {
  const known = new Map<string | DateRule, Compiled>();
  const nodes = new Map<string, DateNode>();
  const columns = new Map<string, Column>();
  const once = (
    key: string | DateRule,
    compile: (nodes?: Map<string, DateNode>, columns?: Map<string, Column>) => Compiled,
  ): Compiled => {
    const before = known.get(key);
    if (before !== undefined) return before;
    let made = compile(nodes, columns);
    if (!made.ok) {
      // Only sound nodes are shared: whoever rests on a broken one has all its problems, too.
      nodes.clear();
      columns.clear();
      made = compile();
    }
    known.set(key, made);
    return made;
  };
  return {
    named: (name) => once(name, (...shared) => compileNamedDate(world, product, name, ...shared)),
    rule: (rule, calendar) => once(rule, (shared) => compileDateRule(rule, world, product, calendar, shared)),
    daysOf: (name, rule, periods) => {
      const days = new Int32Array(periods.length);
      rule.days(periods, days);
      const key = `${product.id}.${name}`;
      const made = columns.get(key);
      if (made !== undefined)
        columns.set(key, (asked, out, n) => {
          if (asked === periods && n === days.length) out.set(days);
          else made(asked, out, n);
        });
      return days;
    },
  };
}
