import type { CaseArm } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed } from "../../check/expression.ts";
import type { Typed, TypedCondition } from "../../check/typed.ts";
import type { Span } from "../../text/source.ts";
import { spell } from "../../value/unit.ts";
import { typedCondition } from "./typed-condition.ts";

type Case = Extract<Typed, { op: "case" }>;
type Node = Typed["node"];

/**
 * `case { A when X >= 1; B otherwise }`: prices of one unit, each with its condition but the last, which says `otherwise`, so that there is one
 * for every value the conditions read. Undefined after a finding.
 */
export function typedCase(node: Node, arms: readonly CaseArm[], env: Env): Typed | undefined {
  const strange = arms.find((arm, at) => arm.otherwise !== (at === arms.length - 1));
  const last = arms.at(-1);
  if (strange !== undefined || last === undefined) {
    const span = strange?.span ?? node.span;
    const help = "each line has its `when …`, and the last line is `… otherwise`";
    return report(env.context, "phrase-not-here", span, { found: text({ span }).replace(/\s+/g, " ") }, { help });
  }
  const otherwise = priceOf(last, env);
  if (otherwise === undefined) return undefined;
  const found: Case["arms"][number][] = [];
  for (const arm of arms.slice(0, -1)) {
    const when = arm.when && typedCondition(arm.when, env);
    const price = when && priceOf(arm, env);
    if (when === undefined || price === undefined) return undefined;
    const label = spell(otherwise.unit);
    if (!expectUnit(price, otherwise.unit, env, { span: otherwise.node.span, label })) return undefined;
    found.push({ when, price: inUnit(price, otherwise.unit) });
  }
  return { op: "case", arms: found, otherwise, unit: otherwise.unit, node };
}

function priceOf({ value, span }: CaseArm, env: Env): Typed | undefined {
  const { content, modifiers } = value;
  if (content.kind === "expr-value" && modifiers.length === 0) return typed(content.expr, env);
  if (content.kind === "case-value") return typedCase(nodeOf(content), content.arms, env);
  const help = "a line here is a price and its condition";
  return report(env.context, "phrase-not-here", span, { found: text({ span }).replace(/\s+/g, " ") }, { help });
}

/** A value as the expression it could have been written as. */
export function nodeOf(content: { readonly arms: readonly CaseArm[]; readonly span: Span }): Node {
  return { kind: "case", arms: content.arms, span: content.span };
}

/** The prices and the sides of conditions of a case, as far as they are formulas. */
export function partsOf({ arms, otherwise }: Case): Typed[] {
  return [...arms.flatMap(({ when, price }) => [...sidesOf(when), price]), otherwise];
}

function sidesOf(condition: TypedCondition): Typed[] {
  if (condition.op === "compare") return [condition.left, condition.right];
  if (condition.op === "not") return sidesOf(condition.operand);
  return condition.op === "and" || condition.op === "or" ? condition.operands.flatMap(sidesOf) : [];
}
