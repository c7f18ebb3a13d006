import type { Clause, Condition, ContractModel, Formula, Index, Narrative, Product, Tier } from "../model.ts";

/** Indices by name in the order they are needed: `first` and all it may fall back on. */
export function indicesFrom(first: readonly string[], all: ReadonlyMap<string, Index>): Index[] {
  const found = new Map<string, Index>();
  const wanted = [...first];
  for (let name = wanted.shift(); name !== undefined; name = wanted.shift()) {
    const index = all.get(name);
    if (index === undefined || found.has(name)) continue;
    found.set(name, index);
    wanted.push(...index.fallback.flatMap((one) => (one.kind === "formula" ? indicesOf(one.formula) : [])));
  }
  return [...found.values()];
}

/** The indices a formula reads. */
export function indicesOf(formula: Formula): string[] {
  switch (formula.op) {
    case "index":
      return [formula.index];
    case "average":
    case "round":
      return indicesOf(formula.of);
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return [...indicesOf(formula.left), ...indicesOf(formula.right)];
    default:
      return [];
  }
}

/** The indices a condition compares. */
function indicesOfCondition(condition: Condition): string[] {
  switch (condition.op) {
    case "compare":
      return [...indicesOf(condition.left), ...indicesOf(condition.right)];
    case "and":
    case "or":
      return condition.operands.flatMap(indicesOfCondition);
    case "not":
      return indicesOfCondition(condition.operand);
    default:
      return [];
  }
}

/** The indices a line of a settlement reads, in its price or its condition, once each. */
export function indicesOfTier({ price, when }: Tier): string[] {
  return [...new Set([...indicesOf(price), ...(when === undefined ? [] : indicesOfCondition(when))])];
}

/** The indices a product settles by. */
export function indicesOfProduct(product: Omit<Product, "contracts">): string[] {
  const tiers = [...product.dailySettlement.groups.flatMap((one) => one.tiers), ...product.dailySettlement.newlyListed];
  return [
    product.underlying.index,
    ...indicesOf(product.finalSettlement.price),
    ...tiers.flatMap((one) => indicesOfTier(one)),
  ];
}

/** Every value of a key anywhere in plain JSON, in order, once each. */
export function valuesOf(json: unknown, wanted: (key: string) => boolean): string[] {
  const found = new Set<string>();
  const walk = (value: object): void => {
    if (Array.isArray(value)) {
      for (const one of value) if (typeof one === "object" && one !== null) walk(one);
      return;
    }
    for (const key in value) {
      const one = (value as Readonly<Record<string, unknown>>)[key];
      if (typeof one === "string") {
        if (wanted(key)) found.add(one);
      } else if (typeof one === "object" && one !== null) walk(one);
    }
  };
  if (typeof json === "object" && json !== null) walk(json);
  return [...found];
}

/** The citations of all prose in `json`. */
export function citationsOf(json: unknown): string[] {
  const found = new Set<string>();
  const walk = (value: object): void => {
    if (Array.isArray(value)) {
      for (const one of value) if (typeof one === "object" && one !== null) walk(one);
      return;
    }
    const narrative = (value as { narrative?: readonly Narrative[] }).narrative ?? [];
    for (const one of narrative) for (const key of one.citations) found.add(key);
    for (const key in value) {
      const one = (value as Readonly<Record<string, unknown>>)[key];
      if (typeof one === "object" && one !== null) walk(one);
    }
  };
  if (typeof json === "object" && json !== null) walk(json);
  return [...found];
}

/** The places of every clause id a model names. */
export function clausesOf(model: Omit<ContractModel, "clauses">, place: (id: string) => Clause | undefined): Clause[] {
  return valuesOf(model, (key) => key === "clause" || key.endsWith("Clause")).flatMap((id) => place(id) ?? []);
}
