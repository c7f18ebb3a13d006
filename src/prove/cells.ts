import { sidesOf } from "../model/formulas.ts";
import type { Condition, ContractModel, Formula } from "../model/model.ts";
import { add, compare, divide, fromInteger, parse, type Rational, subtract } from "../runtime/exact.ts";
import { sameness } from "./conditions.ts";
import type { Leaves } from "./evaluate.ts";
import { rangeOf } from "./ranges.ts";

const MOST = 4096;
const ONE = fromInteger(1);
const TWO = fromInteger(2);

/**
 * Values for which conditions that compare single things with numbers come out in every way they can: each number itself, one between any two, one
 * below and one above, as far as the thing can have them. Undefined where a condition compares anything else, or there would be too many.
 */
export function cellsOf(conditions: readonly Condition[], model: ContractModel): Leaves[] | undefined {
  const numbers = new Map<string, { readonly leaf: Formula; readonly at: Rational[] }>();
  for (const condition of conditions) {
    for (const compared of comparedIn(condition)) {
      const sides = sidesOf(compared);
      const number = sides.find((one) => one.op === "number");
      const leaf = sides.find((one) => one.op !== "number");
      if (number?.op !== "number" || leaf === undefined || "left" in leaf || SEVERAL.has(leaf.op)) return undefined;
      const known = numbers.get(sameness(leaf));
      if (known === undefined) numbers.set(sameness(leaf), { leaf, at: [parse(number.value)] });
      else known.at.push(parse(number.value));
    }
  }
  let cells: Map<string, Rational>[] = [new Map()];
  for (const [key, { leaf, at }] of numbers) {
    const values = tellingValues(at, leaf, model);
    if (cells.length * values.length > MOST) return undefined;
    cells = cells.flatMap((cell) => values.map((value) => new Map(cell).set(key, value)));
  }
  return cells;
}

const SEVERAL: ReadonlySet<string> = new Set(["first", "case", "round"]);

function comparedIn(condition: Condition): Condition[] {
  if (condition.op === "not") return comparedIn(condition.operand);
  return condition.op === "and" || condition.op === "or" ? condition.operands.flatMap(comparedIn) : [condition];
}

function tellingValues(numbers: readonly Rational[], leaf: Formula, model: ContractModel): Rational[] {
  const { low, high } = rangeOf(leaf, model);
  const ends = [...numbers, ...(low === undefined ? [] : [low]), ...(high === undefined ? [] : [high])];
  const sorted = [...ends]
    .sort(compare)
    .filter((one, at, all) => at === 0 || compare(one, all[at - 1] as Rational) > 0);
  const between = sorted.slice(1).map((one, at) => divide(add(one, sorted[at] as Rational), TWO));
  const around = [subtract(sorted[0] as Rational, ONE), add(sorted.at(-1) as Rational, ONE)];
  return [...sorted, ...between, ...around]
    .filter((one) => (!low || compare(low, one) <= 0) && (!high || compare(one, high) <= 0))
    .sort(compare);
}
