import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Index } from "../model/model.ts";
import type { Proof, ProofRule } from "./rule.ts";

/**
 * What is wrong with any index of a model, looked at by itself. Models share their indices: one that was found sound is not looked at again.
 */
export function ofEachIndex(check: (proof: Proof, index: Index) => readonly Diagnostic[]): ProofRule["check"] {
  const sound = new WeakSet<Index>();
  return (proof) => {
    const found: Diagnostic[] = [];
    for (const index of proof.model.indices) {
      if (sound.has(index)) continue;
      const own = check(proof, index);
      if (own.length === 0) sound.add(index);
      else found.push(...own);
    }
    return found;
  };
}
