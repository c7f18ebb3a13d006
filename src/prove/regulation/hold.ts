import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { ContractModel } from "../../model/model.ts";
import type { Span } from "../../text/source.ts";
import { type Regime, REGIMES } from "./rule.ts";
import { groundsOf, regulatedOf, verdictsOf } from "./verdicts.ts";

/** The regimes that a contract's own `compliance` names. */
export function chosenRegimes(model: ContractModel): readonly Regime[] {
  const chosen: readonly string[] = regulatedOf(model)?.product.compliance?.regimes.values ?? [];
  return REGIMES.filter((one) => chosen.includes(one));
}

/**
 * Where the contracts of a model fall short of the rules of some regimes, each with its provision, why it is there and how to mend it. What the contract
 * lowers with a reason is a warning that says the reason, or a note that stands in `rules.json` and filings alone.
 */
export function holdAgainst(
  model: ContractModel,
  regimes: readonly Regime[],
  place: (clause: string) => Span | undefined,
): Diagnostic[] {
  const lowered = regulatedOf(model)?.product.compliance?.lowered ?? [];
  const at = (clause: string): Span => {
    const span = place(clause);
    if (span === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
    return span;
  };
  return verdictsOf(model)
    .filter(({ rule }) => regimes.includes(rule.regime))
    .flatMap(({ rule, shortfalls }) =>
      shortfalls.flatMap(({ clause, problem }) => {
        const { name, mend } = rule;
        const evidence = groundsOf(rule);
        const reason = lowered.find((one) => one.rule === name);
        if (reason === undefined)
          return [diagnostic("regulation-unmet", at(clause), { rule: name, problem, mend }, { evidence })];
        if (reason.to === "note") return [];
        const { because } = reason;
        const related = [{ span: at(reason.clause), label: "the contract says why" }];
        return [diagnostic("regulation-lowered", at(clause), { rule: name, problem, because }, { evidence, related })];
      }),
    );
}
