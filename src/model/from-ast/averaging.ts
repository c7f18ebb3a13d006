import type { Formula, Window } from "../model.ts";

/** The days of the one average a final price has; two sets of days were refused when it was read. */
export function averaged(formula: Formula): Window | undefined {
  if (formula.op === "average") return formula.over;
  if ("left" in formula) return averaged(formula.left) ?? averaged(formula.right);
  return formula.op === "round" ? averaged(formula.of) : undefined;
}
