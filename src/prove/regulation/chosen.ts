import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Compliance, ContractModel } from "../../model/model.ts";
import type { Span } from "../../text/source.ts";
import { chosenRegimes, holdAgainst } from "./hold.ts";
import { REGIMES } from "./rule.ts";
import { regulationRules } from "./rules.ts";
import { regulatedOf, verdictsOf } from "./verdicts.ts";

type Place = (clause: string) => Span | undefined;

/** What contracts fall short of in the regimes that they name themselves; and each regime, rule or reason in `compliance` that is none or idle. */
export function heldByChoice(models: readonly ContractModel[], place: Place): Diagnostic[] {
  const contracts = models.flatMap((model) => {
    const compliance = regulatedOf(model)?.product.compliance;
    return compliance === undefined ? [] : [{ model, compliance }];
  });
  // A name that is none may be a misspelt reason: what it was meant to lower is not told as if there were none.
  const unknown = contracts.flatMap(({ compliance }) => unknownIn(compliance, place));
  if (unknown.length > 0) return unknown;
  return [
    ...contracts.flatMap(({ model }) => holdAgainst(model, chosenRegimes(model), place)),
    ...idle(contracts, place),
  ];
}

function unknownIn({ regimes, lowered }: Compliance, place: Place): Diagnostic[] {
  const regime = regimes.values.find((one) => !REGIMES.some((known) => known === one));
  const names = regulationRules.map(({ name }) => name);
  const strange = lowered.filter(({ rule }) => !names.includes(rule));
  const unknown = (clause: string, what: string, found: string, known: readonly string[]) => {
    const span = place(clause);
    if (span === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
    return diagnostic("compliance-name-unknown", span, { what, found, known: known.join(", ") });
  };
  return [
    ...(regime === undefined ? [] : [unknown(regimes.clause, "regime", regime, REGIMES)]),
    ...strange.map(({ rule, clause }) => unknown(clause, "compliance rule", rule, names)),
  ];
}

/** Reasons for which no contract that states them needs one: a profile may give one that some of its users need. */
function idle(
  contracts: readonly { readonly model: ContractModel; readonly compliance: Compliance }[],
  place: Place,
): Diagnostic[] {
  const needed = new Set<string>();
  const why = new Map<string, { readonly rule: string; readonly problem: string }>();
  for (const { model, compliance } of contracts) {
    const verdicts = verdictsOf(model);
    const chosen = chosenRegimes(model);
    for (const { rule, clause } of compliance.lowered) {
      const known = regulationRules.find(({ name }) => name === rule);
      if (known === undefined) continue;
      const verdict = verdicts.find((one) => one.rule === known);
      if (!chosen.includes(known.regime))
        why.set(clause, { rule, problem: `its regime ${known.regime} is not among \`regimes\`` });
      else if (verdict === undefined) why.set(clause, { rule, problem: `it does not concern ${model.root}` });
      else if (verdict.shortfalls.length === 0) why.set(clause, { rule, problem: `${model.root} meets it` });
      else needed.add(clause);
    }
  }
  return [...why].flatMap(([clause, params]) => {
    const span = place(clause);
    return span === undefined || needed.has(clause) ? [] : [diagnostic("lowering-unused", span, params)];
  });
}
