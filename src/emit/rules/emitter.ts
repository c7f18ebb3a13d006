import type { ContractModel } from "../../model/model.ts";
import type { RuleVerdicts } from "../../model/generated/rules.ts";
import { chosenRegimes } from "../../prove/regulation/hold.ts";
import type { Contract } from "../../prove/regulation/rule.ts";
import { regulatedOf, verdictsOf } from "../../prove/regulation/verdicts.ts";
import type { Emitter } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { present } from "../present.ts";

/** Writes rules.json: every compliance rule of every regime, whether the contract meets it, and where it falls short. */
export const rulesEmitter: Emitter = {
  name: "rules",
  title: "rules.json, every compliance rule and whether the contract meets it",
  applies: (model) => regulatedOf(model) !== undefined && model.asOf !== undefined,
  emit: (model) => {
    const contract = contractOf(model);
    const { compliance } = contract;
    const product = ["id", "title", "kind"].map((key) => ({
      ...{ file: "rules.json", at: `/product/${key}` },
      clauses: [contract.clause],
    }));
    const regimes = chosenRegimes(model).map((_, i) => ({
      ...{ file: "rules.json", at: `/regimes/${i}` },
      clauses: compliance === undefined ? [] : [compliance.regimes.clause],
    }));
    const rules = verdictsOf(model).map(({ reads, rule }, i) => {
      const because = compliance?.lowered.find((one) => one.rule === rule.name);
      const clauses = because === undefined ? reads : [...new Set([...reads, because.clause])];
      return { file: "rules.json", at: `/rules/${i}`, clauses };
    });
    return {
      artifacts: [{ path: "rules.json", content: writeJson(ruleVerdicts(model)) }],
      trace: [...product, ...regimes, ...rules],
    };
  },
};

/** The verdicts on a contract as `schema/rules.schema.json` describes them. */
export function ruleVerdicts(model: ContractModel): RuleVerdicts {
  const { id, title, kind, clause, compliance } = contractOf(model);
  const { asOf } = model;
  if (asOf === undefined) throw new Error(`${model.root} is no contract as of a day`);
  return {
    format: "tenor-rules/1",
    compiler: model.compiler,
    asOf,
    product: { id, title, kind, clause },
    regimes: [...chosenRegimes(model)],
    rules: verdictsOf(model).map(({ rule: { name, regime, citation, source, why }, shortfalls }) => {
      const lowered = compliance?.lowered.find(({ rule }) => rule === name);
      return present({
        ...{ name, regime, citation, source, why },
        verdict: shortfalls.length === 0 ? ("met" as const) : ("unmet" as const),
        lowered: lowered && { to: lowered.to, because: lowered.because, clause: lowered.clause },
        shortfalls: shortfalls.map((one) => ({ problem: one.problem, clause: one.clause })),
      });
    }),
  };
}

function contractOf(model: ContractModel): Contract {
  const regulated = regulatedOf(model);
  if (regulated === undefined) throw new Error(`${model.root} is no contract`);
  return regulated.product;
}
