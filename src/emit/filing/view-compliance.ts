import { verdictsOf } from "../../prove/regulation/verdicts.ts";
import type { Subject } from "./names.ts";
import { term } from "./term.ts";

/** The compliance rules that the contract lowers with a reason: rule, provision, what falls short and why, each with the clauses it rests on. */
export function complianceView({ model, product }: Subject) {
  return (product.compliance?.lowered ?? []).flatMap(({ rule, because, clause }) => {
    const verdict = verdictsOf(model).find((one) => one.rule.name === rule);
    return (verdict?.shortfalls ?? []).map((one) => ({
      rule: term(rule, clause),
      provision: term(verdict?.rule.citation ?? "", clause),
      problem: term(one.problem, clause, ...(verdict?.reads ?? [])),
      because: term(because, clause),
    }));
  });
}
