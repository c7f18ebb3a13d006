import type { Expr } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { type Env, inUnit, text, typed } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import { show } from "../../runtime/exact.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { Perpetual } from "../model.ts";
import type { Lowering } from "./builder.ts";
import { spelt } from "./spelt.ts";

export type FundingFormula = Perpetual["funding"]["sample"]["formula"];
type Read = Extract<FundingFormula, { op: "read" }>["what"];

/** What a formula may read where it stands, by the words that say so, each with its unit. */
export type Reads = ReadonlyMap<string, { readonly what: Read; readonly unit: Unit }>;

/** The names a formula of a perpetual knows: `midpoint of quotes`, the index, `mean of sample`, `rate`. */
export function readsEnv(at: Lowering, reads: Reads): Env {
  const find = (node: Expr): Typed | undefined => {
    const found = reads.get(spelt(node));
    return found && { op: "index", index: found.what, unit: found.unit, node };
  };
  return { context: at.context, known: [...reads.keys()], reference: find, of: find, words: find };
}

/** A formula with its unit; a bare number is of the unit `bare`. Undefined after a finding. */
export function fundingTyped(at: Lowering, expr: Expr, reads: Reads, bare: Unit = pure): Typed | undefined {
  const value = typed(expr, readsEnv(at, reads));
  if (value?.constant === undefined || value.unit.dimension.length > 0 || value.unit.terms.length > 0) return value;
  return { ...value, unit: bare };
}

/** The formula as the model has it, its value in `unit`; a phrase that no perpetual has is a finding. */
export function fundingFormula(at: Lowering, value: Typed, unit: Unit, clause: string): FundingFormula | undefined {
  return lower(at, inUnit(value, unit), clause);
}

function lower(at: Lowering, value: Typed, clause: string): FundingFormula | undefined {
  switch (value.op) {
    case "constant":
      return { op: "number", value: show(value.constant), clause };
    case "index":
      return { op: "read", what: value.index as Read, clause };
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum": {
      const [left, right] = [lower(at, value.left, clause), lower(at, value.right, clause)];
      return left && right && { op: value.op, left, right, clause };
    }
    default:
      return report(at.context, "phrase-not-here", value.node.span, { found: text(value.node) });
  }
}
