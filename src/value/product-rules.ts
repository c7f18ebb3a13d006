import type { Outcome } from "./calendar.ts";
import type { DateNode, DateWorld } from "./date-rule-node.ts";
import type { DateProblem } from "./date-rule-problem.ts";
import type { DateRule, ProductDates } from "./date-rule.ts";
import { type CompiledDateRule, compileDateRule, compileNamedDate } from "./date-rule-compile.ts";

type Compiled = Outcome<CompiledDateRule, readonly DateProblem[]>;

/** The date rules of one product, each compiled once: what they all rest on, such as the last trading day, is not compiled again for each. */
export type ProductRules = {
  /** A declared date of the product by its name. */
  readonly named: (name: string) => Compiled;
  /** Any rule of the product on a calendar; the same rule is always asked for on the same calendar. */
  readonly rule: (rule: DateRule, calendar: string | undefined) => Compiled;
};

/** The rules of a product in a world, as `compileNamedDate` and `compileDateRule` give them. */
export function productRules(world: DateWorld, product: ProductDates): ProductRules {
  const known = new Map<string | DateRule, Compiled>();
  const nodes = new Map<string, DateNode>();
  const once = (key: string | DateRule, compile: (shared?: Map<string, DateNode>) => Compiled): Compiled => {
    const before = known.get(key);
    if (before !== undefined) return before;
    let made = compile(nodes);
    if (!made.ok) {
      // Only sound nodes are shared: whoever rests on a broken one has all its problems, too.
      nodes.clear();
      made = compile();
    }
    known.set(key, made);
    return made;
  };
  return {
    named: (name) => once(name, (shared) => compileNamedDate(world, product, name, shared)),
    rule: (rule, calendar) => once(rule, (shared) => compileDateRule(rule, world, product, calendar, shared)),
  };
}
