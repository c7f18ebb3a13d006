import type { Expr } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { type Env, text, typed } from "../../check/expression.ts";
import { multiply } from "../../runtime/exact.ts";
import { standardUnit, type Unit } from "../../value/unit.ts";
import { COUNTABLE, tooMany } from "./countable.ts";

const SECOND = standardUnit("second") as Unit;

/** A length of time in whole milliseconds; undefined after a finding. */
export function millisecondsIn(node: Expr, env: Env, what: string): number | undefined {
  const length = typed(node, env);
  if (length === undefined) return undefined;
  const seconds =
    length.constant && length.unit.dimension[0]?.base.kind === "time"
      ? multiply(length.constant, length.unit.factor)
      : undefined;
  if (seconds === undefined || length.unit.dimension.length !== 1)
    return report(env.context, "unit-mismatch", node.span, {
      expected: "minute",
      found: text(node),
      difference: "dimension",
    });
  const milliseconds = multiply(seconds, { n: 1000n, d: SECOND.factor.d });
  if (milliseconds.d !== 1n || milliseconds.n <= 0n || milliseconds.n >= COUNTABLE) {
    const value = text(node);
    if (milliseconds.n >= COUNTABLE) return tooMany(env.context, node.span, `${what} in milliseconds`, value);
    if (milliseconds.n <= 0n) return report(env.context, "not-above-zero", node.span, { what, value });
    return report(env.context, "not-a-whole-number", node.span, { what: `${what} in milliseconds`, value });
  }
  return Number(milliseconds.n);
}
