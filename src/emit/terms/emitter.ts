import { hasTerms, termsOf } from "../../model/terms.ts";
import type { Emitter } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { traceValues } from "../trace-values.ts";

/** Writes terms.json: every term of a contract by the field of the spec that states it, which later versions are compared with. */
export const termsEmitter: Emitter = {
  name: "terms",
  title: "terms.json, every term of the contract by the field that states it, to compare later versions with",
  applies: hasTerms,
  emit: (model) => {
    const terms = termsOf(model);
    const listing = [terms.product.clause];
    return {
      artifacts: [{ path: "terms.json", content: writeJson(terms) }],
      trace: traceValues("terms.json", terms, [{ at: /^\/months\//, clauses: listing }]),
    };
  },
};
