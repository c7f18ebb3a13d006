import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ContractModel } from "../../model/model.ts";
import type { Span } from "../../text/source.ts";
import type { Regime } from "./rule.ts";
import { groundsOf, verdictsOf } from "./verdicts.ts";

/** Where the contracts of a model fall short of the rules of some regimes, each with its provision, why it is there and how to mend it. */
export function holdAgainst(
  model: ContractModel,
  regimes: readonly Regime[],
  place: (clause: string) => Span | undefined,
): Diagnostic[] {
  return verdictsOf(model)
    .filter(({ rule }) => regimes.includes(rule.regime))
    .flatMap(({ rule, shortfalls }) =>
      shortfalls.map(({ clause, problem }) => {
        const span = place(clause);
        if (span === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
        const { name, mend } = rule;
        return diagnostic("regulation-unmet", span, { rule: name, problem, mend }, { evidence: groundsOf(rule) });
      }),
    );
}
