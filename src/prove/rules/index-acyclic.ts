import { diagnostic } from "../../diagnostic/diagnostic.ts";
import { indicesOf } from "../../model/from-ast/closure.ts";
import type { Index } from "../../model/model.ts";
import type { ProofRule } from "../rule.ts";

/** No index needs its own value of the same day, by whatever way round. */
export const indexAcyclic: ProofRule = {
  name: "index-circular",
  check: ({ model, at }) => {
    const needs = new Map(model.indices.map((one) => [one.id, needed(one)]));
    const reaches = (from: string, to: string, seen: Set<string>): boolean => {
      if (seen.has(from)) return false;
      seen.add(from);
      return (needs.get(from) ?? []).some((next) => next === to || reaches(next, to, seen));
    };
    return model.indices
      .filter((one) => reaches(one.id, one.id, new Set()))
      .map((one) => diagnostic("index-circular", at(one.clause), { name: one.id }));
  },
};

function needed(index: Index): string[] {
  return index.fallback.flatMap((line) => (line.kind === "formula" ? indicesOf(line.formula) : []));
}
