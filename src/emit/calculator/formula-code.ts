import { isOverDays } from "../../model/formulas.ts";
import type { Condition, Formula, Rounding } from "../../model/model.ts";
import type { Code } from "./code.ts";
import { call, number, text as literal } from "./code.ts";
import { notYet } from "./spec-text.ts";

/** How the leaves of a formula are written where it stands: in an index, a daily or a final settlement. */
export type Leaves = (leaf: Formula) => Code;

const OPERATIONS = {
  add: "plus",
  subtract: "minus",
  multiply: "times",
  divide: "dividedBy",
  minimum: "lesserOf",
  maximum: "greaterOf",
} as const;

/** A formula as an expression of figures; `leaves` writes what is not arithmetic. */
export function formulaCode(formula: Formula, leaves: Leaves): Code {
  switch (formula.op) {
    case "number":
      return number(formula.value);
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return call(OPERATIONS[formula.op], formulaCode(formula.left, leaves), formulaCode(formula.right, leaves));
    case "round": {
      const { rounding } = formula;
      if (rounding.reference !== undefined)
        return notYet("a rounding inside a formula that leans to a price", formula.clause);
      return call(
        "roundedTo",
        formulaCode(formula.of, leaves),
        number(rounding.increment),
        literal(runtimeMode(rounding)),
      );
    }
    default:
      return leaves(formula);
  }
}

/** A condition on figures as an expression; `words` is how a figure is called in the reason against it. */
export function conditionCode(condition: Condition, leaves: Leaves): Code {
  switch (condition.op) {
    case "compare": {
      const text = `${inWords(condition.left)} ${condition.comparison} ${inWords(condition.right)}`;
      const [left, right] = [formulaCode(condition.left, leaves), formulaCode(condition.right, leaves)];
      return call("holds", left, literal(condition.comparison), right, literal(text));
    }
    case "and":
      return call("allOf", ...condition.operands.map((one) => conditionCode(one, leaves)));
    case "or":
      return call("anyOf", ...condition.operands.map((one) => conditionCode(one, leaves)));
    case "not":
      return call("notSo", conditionCode(condition.operand, leaves), literal("the condition it excludes"));
    default:
      return notYet(`a tier on the condition \`${condition.op}\``, condition.clause);
  }
}

/** A figure in a few words, such as `volume` or `0.005`. */
function inWords(formula: Formula): string {
  if (formula.op === "number") return formula.value;
  if (formula.op === "observe") return formula.what;
  if (isOverDays(formula)) return `${formula.op} of ${inWords(formula.of)}`;
  if (formula.op === "index") return formula.index;
  return formula.op.replace(/-/g, " ");
}

/** What the runtime calls a rounding mode of the model. */
export function runtimeMode({ mode }: Rounding): string {
  return mode === "nearest-ties-toward" ? "nearest" : mode;
}
