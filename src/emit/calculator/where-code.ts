import type { Condition } from "../../model/model.ts";
import type { Test } from "./code.ts";
import { notYet } from "./spec-text.ts";

/** A condition on the attributes of an input as code. */
export function whereCode(condition: Condition): Test {
  switch (condition.op) {
    case "is": {
      const { attribute, values } = condition;
      return { kind: "is", column: attribute, own: ["source", "provider"].includes(attribute), values };
    }
    case "not":
      return { kind: "not", test: whereCode(condition.operand) };
    case "and":
    case "or":
      return { kind: condition.op, tests: condition.operands.map(whereCode) };
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
