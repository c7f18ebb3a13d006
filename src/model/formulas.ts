import type { Condition, Formula, Window } from "./model.ts";

/** Every formula inside a formula or condition, itself included. */
export function formulasIn(part: Formula | Condition): Formula[] {
  switch (part.op) {
    case "average":
    case "round":
      return [part, ...formulasIn(part.of)];
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return [part, ...formulasIn(part.left), ...formulasIn(part.right)];
    case "first":
      return [part, ...part.options.flatMap(formulasIn)];
    case "case":
      return [
        part,
        ...part.arms.flatMap(({ when, price }) => [...formulasIn(when), ...formulasIn(price)]),
        ...formulasIn(part.otherwise),
      ];
    case "compare":
      return [...formulasIn(part.left), ...formulasIn(part.right)];
    case "and":
    case "or":
      return part.operands.flatMap(formulasIn);
    case "not":
      return formulasIn(part.operand);
    case "is":
    case "fails":
      return [];
    default:
      return [part];
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
  return formulasIn(part).flatMap((one) => (one.op === "index" ? [one.index] : []));
}

/** The sets of days a final price averages over, each once, in the order they stand. */
export function windowsOf(formula: Formula): Window[] {
  const found = new Map<string, Window>();
  for (const one of formulasIn(formula))
    if (one.op === "average" && !found.has(one.over.text)) found.set(one.over.text, one.over);
  return [...found.values()];
}
