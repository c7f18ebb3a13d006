import type { Condition, Formula } from "../model/model.ts";
import {
  add,
  compare,
  divide,
  max,
  min,
  multiply,
  parse,
  type Rational,
  roundTo,
  type RoundingMode,
  subtract,
} from "../runtime/exact.ts";
import { comparisons } from "../runtime/figure.ts";
import { sameness } from "./conditions.ts";

/** Values of what a formula reads, each by the meaning of its leaf. An average is a leaf where it is named, else the value it averages. */
export type Leaves = ReadonlyMap<string, Rational>;

/** The value of a formula where its leaves have these; undefined where a leaf has none. Of lines tried in order it is the first below zero, if one is. */
export function evaluate(formula: Formula, leaves: Leaves): Rational | undefined {
  switch (formula.op) {
    case "number":
      return parse(formula.value);
    case "average":
    case "lowest":
    case "highest":
      return leaves.get(sameness(formula)) ?? evaluate(formula.of, leaves);
    case "round": {
      const { mode, increment, reference } = formula.rounding;
      const value = evaluate(formula.of, leaves);
      if (value === undefined || reference !== undefined) return value;
      return roundTo(value, parse(increment), mode as RoundingMode);
    }
    case "first": {
      const all = formula.options.map((one) => evaluate(one, leaves));
      return all.find((one) => one !== undefined && one.n < 0n) ?? all[0];
    }
    case "case":
      return evaluate(formula.arms.find(({ when }) => holds(when, leaves))?.price ?? formula.otherwise, leaves);
    default: {
      if (!("left" in formula)) return leaves.get(sameness(formula));
      const [left, right] = [evaluate(formula.left, leaves), evaluate(formula.right, leaves)];
      if (left === undefined || right === undefined || (formula.op === "divide" && right.n === 0n)) return undefined;
      return { add, subtract, multiply, divide, minimum: min, maximum: max }[formula.op](left, right);
    }
  }
}

/** Whether a condition holds where the leaves have these values; undefined where that cannot be said. */
export function holds(condition: Condition, leaves: Leaves): boolean | undefined {
  switch (condition.op) {
    case "compare": {
      const [left, right] = [evaluate(condition.left, leaves), evaluate(condition.right, leaves)];
      return left && right && comparisons[condition.comparison](compare(left, right));
    }
    case "and":
    case "or": {
      const all = condition.operands.map((one) => holds(one, leaves));
      const telling = condition.op === "or";
      return all.includes(telling) ? telling : all.includes(undefined) ? undefined : !telling;
    }
    case "not": {
      const held = holds(condition.operand, leaves);
      return held === undefined ? undefined : !held;
    }
    default:
      return undefined;
  }
}
