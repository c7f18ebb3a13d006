import type { ContractModel } from "../../model/model.ts";
import type { RuleVerdicts } from "../../model/generated/rules.ts";
import { verdictsOf } from "../../prove/regulation/verdicts.ts";
import type { Emitter } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { hasProduct, productOf } from "../product.ts";

/** Writes rules.json: every compliance rule of every regime, whether the contract meets it, and where it falls short. */
export const rulesEmitter: Emitter = {
  name: "rules",
  title: "rules.json, every compliance rule and whether the contract meets it",
  applies: hasProduct,
  emit: (model) => {
    const product = ["id", "title", "kind"].map((key) => ({
      ...{ file: "rules.json", at: `/product/${key}` },
      clauses: [productOf(model).product.clause],
    }));
    const rules = verdictsOf(model).map(({ reads }, i) => ({ file: "rules.json", at: `/rules/${i}`, clauses: reads }));
    return {
      artifacts: [{ path: "rules.json", content: writeJson(ruleVerdicts(model)) }],
      trace: [...product, ...rules],
    };
  },
};

/** The verdicts on a contract as `schema/rules.schema.json` describes them. */
export function ruleVerdicts(model: ContractModel): RuleVerdicts {
  const { product, asOf } = productOf(model);
  const { id, title, kind, clause } = product;
  return {
    format: "tenor-rules/1",
    compiler: model.compiler,
    asOf,
    product: { id, title, kind, clause },
    rules: verdictsOf(model).map(({ rule: { name, regime, citation, source, why }, shortfalls }) => ({
      ...{ name, regime, citation, source, why },
      verdict: shortfalls.length === 0 ? "met" : "unmet",
      shortfalls: shortfalls.map((one) => ({ problem: one.problem, clause: one.clause })),
    })),
  };
}
