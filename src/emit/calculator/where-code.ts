import type { Condition } from "../../model/model.ts";
import { key, quote } from "./code.ts";
import { notYet } from "./spec-text.ts";

/** A condition on the attributes of an input as an expression of `one`. */
export function whereCode(condition: Condition): string {
  switch (condition.op) {
    case "is": {
      const { attribute, values } = condition;
      const name = key(attribute);
      const column = ["source", "provider"].includes(attribute)
        ? "one.source"
        : `one.attributes${name === attribute ? `.${name}` : `[${name}]`}`;
      if (values.length === 1) return `${column} === ${quote(values[0] as string)}`;
      return `[${values.map(quote).join(", ")}].includes(${column})`;
    }
    case "not":
      return `!(${whereCode(condition.operand)})`;
    case "and":
    case "or": {
      const joint = condition.op === "and" ? " && " : " || ";
      return condition.operands
        .map((one) => (one.op === "and" || one.op === "or" ? `(${whereCode(one)})` : whereCode(one)))
        .join(joint);
    }
    default:
      return notYet("a condition on inputs other than `is`", condition.clause);
  }
}

/** The same condition in words. */
export function whereInWords(condition: Condition): string {
  if (condition.op === "is") return `${condition.attribute} is ${condition.values.join(" or ")}`;
  if (condition.op === "not") return `not ${whereInWords(condition.operand)}`;
  if (condition.op === "and" || condition.op === "or")
    return condition.operands.map(whereInWords).join(` ${condition.op} `);
  return notYet("a condition on inputs other than `is`", condition.clause);
}
