import type { ContractModel } from "../../model/model.ts";
import { recordingClauses } from "./clauses-read.ts";
import { type Contract, type Regulated, type RegulationRule, rulesOf, type Shortfall, shortfallsOf } from "./rule.ts";
import { regulationRules } from "./rules.ts";

/** What a rule finds of a contract: nothing where it is met; and every clause that the answer rests on, the contract's first. */
export type Verdict = {
  readonly rule: RegulationRule;
  readonly shortfalls: readonly Shortfall[];
  readonly reads: readonly string[];
};

/** The contract of a model and the index it settles to; undefined where the model is of something else. */
export function regulatedOf(model: ContractModel): Regulated<Contract> | undefined {
  const contract = model.product ?? model.option ?? model.spread ?? model.perpetual;
  if (contract === undefined) return undefined;
  const index = contract.kind === "option" || contract.kind === "spread" ? undefined : contract.underlying.index;
  return { product: contract, underlying: model.indices.find(({ id }) => id === index) };
}

/** What every rule of every regime that concerns it says of a contract, in the order of the rules; nothing of a model without a contract. */
export function verdictsOf(model: ContractModel): Verdict[] {
  const regulated = regulatedOf(model);
  if (regulated === undefined) return [];
  const { clause, kind } = regulated.product;
  return rulesOf(regulationRules, kind).map((rule) => {
    const reads = new Set([clause]);
    const shortfalls = shortfallsOf(rule, recordingClauses(regulated, reads));
    for (const one of shortfalls) reads.add(one.clause);
    return { rule, shortfalls, reads: [...reads] };
  });
}

/** Why a rule is there, by which provision, and whether its text was read again. */
export function groundsOf({ why, citation, source }: RegulationRule): string[] {
  const read = source === "not re-read" ? "not read again" : "read at second hand";
  const unread = source === "re-read" ? [] : [`the text of the provision was ${read}: confirm it`];
  return [`${why} (${citation})`, ...unread];
}
