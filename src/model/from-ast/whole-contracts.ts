import type { Expr, Field } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { type Env, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { standardUnit, type Unit } from "../../value/unit.ts";
import { exprHere, integerOf, type Lowering, onlyModifiers } from "./builder.ts";
import { COUNTABLE, notAboveZero, tooMany } from "./countable.ts";

const CONTRACT = standardUnit("contract") as Unit;

/** The whole number of contracts behind `key:`; undefined after a finding. */
export function contractsOf(at: Lowering, field: Field | undefined, env: Env): number | undefined {
  if (field?.value === undefined || !onlyModifiers(at.context, field.value.modifiers)) return undefined;
  return wholeContracts(exprHere(at.context, field, "a number of contracts, such as `500 contracts`"), env);
}

/** A whole number of contracts above zero; undefined after a finding. */
export function wholeContracts(node: Expr | undefined, env: Env): number | undefined {
  if (node === undefined) return undefined;
  const value = valueIn(node, CONTRACT, env);
  if (value === undefined) return undefined;
  if (value.n <= 0n) return notAboveZero(env.context, node, "a number of contracts", show(value));
  if (value.n >= COUNTABLE) return tooMany(env.context, node.span, "a number of contracts", show(value));
  if (value.d !== 1n)
    return report(env.context, "not-a-whole-number", node.span, { what: "a number of contracts", value: show(value) });
  return integerOf(value);
}
