import type { ContractModel } from "../../model/model.ts";
import { recordingClauses } from "./clauses-read.ts";
import type { Regulated, RegulationRule, Shortfall } from "./rule.ts";
import { regulationRules } from "./rules.ts";

/** What a rule finds of a contract: nothing where it is met; and every clause that the answer rests on, the contract's first. */
export type Verdict = {
  readonly rule: RegulationRule;
  readonly shortfalls: readonly Shortfall[];
  readonly reads: readonly string[];
};

/** The contract of a model with the index it settles to; undefined where the model is of something else. */
export function regulatedOf({ product, indices }: ContractModel): Regulated | undefined {
  if (product === undefined) return undefined;
  return { product, underlying: indices.find(({ id }) => id === product.underlying.index) };
}

/** What every rule of every regime says of a contract, in the order of the rules; nothing of a model without a contract. */
export function verdictsOf(model: ContractModel): Verdict[] {
  const regulated = regulatedOf(model);
  if (regulated === undefined) return [];
  return regulationRules.map((rule) => {
    const reads = new Set([regulated.product.clause]);
    const shortfalls = rule.check(recordingClauses(regulated, reads));
    for (const { clause } of shortfalls) reads.add(clause);
    return { rule, shortfalls, reads: [...reads] };
  });
}

/** Why a rule is there, by which provision, and whether its text was read again. */
export function groundsOf({ why, citation, source }: RegulationRule): string[] {
  const read = source === "not re-read" ? "not read again" : "read at second hand";
  const unread = source === "re-read" ? [] : [`the text of the provision was ${read}: confirm it`];
  return [`${why} (${citation})`, ...unread];
}
