import type { Expr } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed } from "../../check/expression.ts";
import type { TypedCondition } from "../../check/typed.ts";
import { spell } from "../../value/unit.ts";
import { spelt } from "./spelt.ts";

/** A condition whose sides fit; undefined after a finding. `ticks` and `contracts` compare as the units they are. */
export function typedCondition(node: Expr, env: Env): TypedCondition | undefined {
  if (node.kind === "logical") {
    const operands = node.operands.map((one) => typedCondition(one, env));
    if (operands.some((one) => one === undefined)) return undefined;
    const all = operands as TypedCondition[];
    if (node.operator === "not") return all[0] && { op: "not", operand: all[0], node };
    return { op: node.operator, operands: all, node };
  }
  const named = node.kind === "reference" ? env.condition?.(node) : undefined;
  if (named !== undefined) return named;
  if (node.kind === "words" && spelt(node) === "quorum fails") return { op: "fails", what: "quorum", node };
  if (node.kind === "comparison") {
    const left = typed(node.left, env);
    const right = typed(node.right, env);
    if (left === undefined || right === undefined) return undefined;
    if (!expectUnit(right, left.unit, env, { span: left.node.span, label: spell(left.unit) })) return undefined;
    return { op: "compare", comparison: node.operator, left, right: inUnit(right, left.unit), node };
  }
  return report(env.context, "phrase-not-here", node.span, { found: text(node) });
}
