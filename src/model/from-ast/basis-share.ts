import type { Expr } from "../../ast/nodes.ts";
import { type Env, typed } from "../../check/expression.ts";
import { add, divide, fromInteger, multiply, type Rational, subtract } from "../../runtime/exact.ts";
import { compatible, pure } from "../../value/unit.ts";

/**
 * How much of a figure an expression takes: 1/4 of `25% of SUPPLY.lowest-month / size`, also written as `SUPPLY.lowest-month / 4 / size`, and
 * the whole of a figure alone. A plain amount takes of nothing, and of other arithmetic no share can be told: both give undefined.
 */
export function shareOf(node: Expr, env: Env): Rational | undefined {
  if (node.kind === "quantity" || node.kind === "number") return undefined;
  return factorOf(node, { ...env, context: { ...env.context, diagnostics: [] } });
}

/** The plain number that a part multiplies by: what is measured in something counts as one. */
function factorOf(node: Expr, env: Env): Rational | undefined {
  if (node.kind !== "binary" && node.kind !== "of") {
    const value = typed(node, env);
    if (node.kind === "call" || node.kind === "negation") return undefined;
    if (value?.constant === undefined || !compatible(value.unit, pure)) return fromInteger(1);
    return multiply(value.constant, value.unit.factor);
  }
  const [left, right] = [factorOf(node.left, env), factorOf(node.right, env)];
  if (left === undefined || right === undefined) return undefined;
  if (node.kind === "of") return multiply(left, right);
  switch (node.operator) {
    case "*":
      return multiply(left, right);
    case "/":
      return right.n === 0n ? undefined : divide(left, right);
    case "+":
      return add(left, right);
    case "-":
      return subtract(left, right);
  }
}
