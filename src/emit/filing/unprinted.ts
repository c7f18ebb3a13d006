import { factOf, FILING_FACTS, isAskedOf, UNDERLYING_FACTS } from "./facts.ts";
import type { FilingFinding } from "./findings.ts";
import type { Subject } from "./names.ts";

/** Facts that the filing states and no document of it prints, each with why: who certifies them would think that they are filed. */
export function unprintedFindings({ filing, product, kind }: Subject): FilingFinding[] {
  const intoFuture = product.kind === "option" && product.exercise.into.kind === "future";
  const stated = Object.keys({ ...FILING_FACTS, ...UNDERLYING_FACTS }).flatMap((fact) => {
    const found = factOf(filing.facts, fact);
    const printed = isAskedOf(kind, fact) && !(fact === "price-series" && intoFuture);
    return found === undefined || printed ? [] : [{ fact, clause: found.clause }];
  });
  return stated.map(({ fact, clause }) => ({
    code: "filing-fact-unprinted",
    clause,
    params: { fact, product: product.id, why: whyNot(kind, fact) },
  }));
}

function whyNot(kind: Subject["kind"], fact: string): string {
  if (fact === "price-series") return "pays no cash, and the fact is about prices that are paid in cash";
  return kind === "option" || kind === "spread"
    ? "is on futures, and what is said of their index and cash market stands in the submission that lists those"
    : "settles to an index, whose annex the filing has itself";
}
