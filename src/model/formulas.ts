import type { Condition, Formula, Window } from "./model.ts";

/** Every formula inside a formula or condition, itself included. */
export function formulasIn(part: Formula | Condition): Formula[] {
  const found: Formula[] = [];
  collect(part, found);
  return found;
}

/** One list for the whole walk: formulas are asked for often, and most are small. */
function collect(part: Formula | Condition, into: Formula[]): void {
  switch (part.op) {
    case "average":
    case "lowest":
    case "highest":
    case "round":
      into.push(part);
      collect(part.of, into);
      return;
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      into.push(part);
      collect(part.left, into);
      collect(part.right, into);
      return;
    case "first":
      into.push(part);
      for (const one of part.options) collect(one, into);
      return;
    case "case":
      into.push(part);
      for (const { when, price } of part.arms) {
        collect(when, into);
        collect(price, into);
      }
      collect(part.otherwise, into);
      return;
    case "compare":
      collect(part.left, into);
      collect(part.right, into);
      return;
    case "and":
    case "or":
      for (const one of part.operands) collect(one, into);
      return;
    case "not":
      collect(part.operand, into);
      return;
    case "is":
    case "fails":
      return;
    default:
      into.push(part);
  }
}

type ContractSettlement = Extract<Formula, { op: "contract-settlement" }>;

/** What a settlement of another contract is called where it is read: `GPH` of the same period, `GPH[2]` of the second that trades. */
export function contractName({ product, place }: Pick<ContractSettlement, "product" | "place">): string {
  return place === undefined ? product : `${product}[${place}]`;
}

/** The settlements of other contracts that a formula reads, each once, in the order they stand. */
export function contractsOf(part: Formula): ContractSettlement[] {
  const found = new Map<string, ContractSettlement>();
  for (const one of formulasIn(part))
    if (one.op === "contract-settlement" && !found.has(contractName(one))) found.set(contractName(one), one);
  return [...found.values()];
}

/** The formulas that a condition compares. */
export function sidesOf(condition: Condition): Formula[] {
  if (condition.op === "compare") return [condition.left, condition.right];
  if (condition.op === "not") return sidesOf(condition.operand);
  return condition.op === "and" || condition.op === "or" ? condition.operands.flatMap(sidesOf) : [];
}

/** The indices that a formula or condition reads, in the order they stand. */
export function indicesOf(part: Formula | Condition): string[] {
  const found: string[] = [];
  for (const one of formulasIn(part)) if (one.op === "index") found.push(one.index);
  return found;
}

/** A formula of the values of several days: their average, or the lowest or highest of them. */
export type OverDays = Extract<Formula, { op: "average" | "lowest" | "highest" }>;

/** True of a formula of the values of several days. */
export function isOverDays(formula: Formula): formula is OverDays {
  return formula.op === "average" || formula.op === "lowest" || formula.op === "highest";
}

/** The sets of days a final price reads, each once, in the order they stand. */
export function windowsOf(formula: Formula): Window[] {
  const found = new Map<string, Window>();
  for (const one of formulasIn(formula))
    if (isOverDays(one) && !found.has(one.over.text)) found.set(one.over.text, one.over);
  return [...found.values()];
}
