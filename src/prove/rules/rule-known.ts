import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { declaredRules, ruleName } from "../../model/declared-rules.ts";
import type { ContractModel } from "../../model/model.ts";
import type { ProofRule } from "../rule.ts";

/** Each rule the contract leans on is one that its body declares, where that body declares rules at all (Core Principle 2, 17 CFR 38.150). */
export const ruleKnown: ProofRule = {
  name: "rule-known",
  check: ({ model, at }) =>
    named(model).flatMap(({ under, body, clause }) => {
      const one = model.organisations.find((other) => other.id === body);
      const known = declaredRules(one?.facts ?? []).map((rule) => rule.number);
      const rule = ruleName(under);
      if (one === undefined || known.length === 0 || known.includes(rule)) return [];
      return [diagnostic("rule-known", at(clause), { rule, body: one.id, known: known.join(", ") })];
    }),
};

type Leaning = { readonly under: string; readonly body: string | undefined; readonly clause: string };

function named({ product, option, spread, perpetual, indices }: ContractModel): Leaning[] {
  const contract = product ?? option ?? spread ?? perpetual;
  const limits = (product ?? option ?? perpetual)?.limits;
  const own = [
    ...(contract?.participants ?? []),
    limits?.aggregation,
    ...(limits?.exemptions ?? []).map(({ application }) => application),
    contract?.orders?.matching,
    contract?.orders?.noCancellation,
    contract?.orders?.reasonability,
    contract?.orders?.killSwitch,
    contract?.orders?.actions,
    product?.priceLimits?.dynamic,
    product?.priceLimits?.expand,
    product?.priceLimits?.reset,
  ].flatMap((term): Leaning[] =>
    term?.under === undefined ? [] : [{ under: term.under, body: contract?.venue, clause: term.clause }],
  );
  const roles = new Map([
    ["exchange", contract?.venue],
    ["clearing-house", contract?.clearing],
  ]);
  const marks = [option?.marks.rate, option?.marks.volatility].flatMap((term): Leaning[] =>
    term !== undefined && "by" in term
      ? [{ under: term.under, body: roles.has(term.by) ? roles.get(term.by) : term.by, clause: term.clause }]
      : [],
  );
  const determined = indices.flatMap((index) =>
    index.fallback.flatMap((line): Leaning[] => {
      if (line.kind !== "determination") return [];
      const body =
        line.by === "administrator" ? index.administrator : roles.has(line.by) ? roles.get(line.by) : line.by;
      return [{ under: line.under, body, clause: line.clause }];
    }),
  );
  return [...own, ...marks, ...determined];
}
