import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import type { ContractModel } from "../model/model.ts";
import type { Span } from "../text/source.ts";

/** What a rule has in hand: the model, and where its clauses stand. */
export type Proof = {
  readonly model: ContractModel;
  readonly at: (clause: string) => Span;
};

/** A property every sound model has; the findings say where it does not hold. */
export type ProofRule = { readonly name: string; readonly check: (proof: Proof) => readonly Diagnostic[] };
