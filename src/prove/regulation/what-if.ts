import type { ContractModel } from "../../model/model.ts";
import type { RuleVerdicts } from "../../model/generated/rules.ts";
import type { WhatIf } from "../../model/generated/what-if.ts";
import type { Regime } from "./rule.ts";
import { type Verdict, verdictsOf } from "./verdicts.ts";

/** A contract as its spec is now, and what an earlier build said of it. */
export type Edited = { readonly model: ContractModel; readonly before: RuleVerdicts };

/** What edits change in the verdicts of some regimes. */
export type Changes = Pick<WhatIf, "broken" | "met" | "unchanged">;

type Broken = WhatIf["broken"][number];
type Outcome = "broken" | "unmet" | "met-now" | "met";
type Judged = {
  readonly product: string;
  readonly rule: Verdict["rule"];
  readonly outcome: Outcome;
  readonly broken: readonly Broken[];
  readonly problems: readonly string[];
};

/**
 * Which rules contracts newly break and newly meet. A shortfall is new where the build named none of its rule at its clause; a rule is newly met
 * where nothing is left of its shortfalls. The same shortfall of several contracts, or of versions of one, is told once.
 */
export function changesOf(edited: readonly Edited[], regimes: readonly Regime[]): Changes {
  const judged = edited.flatMap((one) => judge(one, regimes));
  const byRule = groupsOf(judged, ({ product, rule }) => `${product} ${rule.name}`);
  // Contract months that an amendment made differ are contracts of their own: what is worst of them counts.
  const worst = byRule.map((same) => {
    const outcome = OUTCOMES.find((one) => same.some((other) => other.outcome === one));
    return same.find((one) => one.outcome === outcome) as Judged;
  });
  const count = (wanted: Outcome) => worst.filter(({ outcome }) => outcome === wanted).length;
  return {
    broken: together(judged.flatMap(({ broken }) => broken)),
    met: worst
      .filter(({ outcome }) => outcome === "met-now")
      .map(({ product, rule: { name, regime, citation }, problems }) => ({
        ...{ product, rule: name, regime, citation },
        problems: [...problems],
      })),
    unchanged: { met: count("met"), unmet: count("unmet") },
  };
}

/** From the worst. */
const OUTCOMES: readonly Outcome[] = ["broken", "unmet", "met-now", "met"];

function judge({ model, before }: Edited, regimes: readonly Regime[]): Judged[] {
  return verdictsOf(model)
    .filter(({ rule }) => regimes.includes(rule.regime))
    .map(({ rule, shortfalls }) => {
      const earlier = before.rules.find(({ name }) => name === rule.name);
      if (earlier === undefined) throw new Error(`the build of ${before.product.id} has no rule ${rule.name}`);
      const problems = earlier.shortfalls.map(({ problem }) => problem);
      const fresh = shortfalls.filter(({ clause }) => !earlier.shortfalls.some((one) => one.clause === clause));
      const broken = fresh.map(({ clause, problem }): Broken => {
        const place = model.clauses.find(({ id }) => id === clause);
        if (place === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
        const { name, regime, citation, why, mend } = rule;
        return {
          ...{ products: [before.product.id], rule: name, regime, citation, why, problem, mend },
          clause: { id: clause, text: place.text, path: place.path, line: place.line },
          before: { verdict: earlier.verdict, asOf: before.asOf, problems },
        };
      });
      const still = shortfalls.length > 0 ? "unmet" : earlier.verdict === "unmet" ? "met-now" : "met";
      return { product: before.product.id, rule, outcome: broken.length > 0 ? "broken" : still, broken, problems };
    });
}

/** A shortfall at one place in the same words is one, of all the contracts that have it. */
function together(rows: readonly Broken[]): Broken[] {
  const same = groupsOf(rows, ({ rule, problem, before: { verdict }, clause: { path, line, text } }) =>
    JSON.stringify([rule, problem, verdict, path, line, text]),
  );
  return same.map((all) => ({
    ...(all[0] as Broken),
    products: [...new Set(all.flatMap(({ products }) => products))],
  }));
}

function groupsOf<T>(all: readonly T[], keyOf: (one: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return [...groups.values()];
}
