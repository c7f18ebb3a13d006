import type { Formula } from "../../model/model.ts";

/** The shares that a formula takes of what it rests on: every plain number without a unit in it. */
export function sharesIn(formula: Formula): string[] {
  const found: string[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { op, unit, value: number } = value as { op?: unknown; unit?: unknown; value?: unknown };
    if (op === "number" && unit === "1" && typeof number === "string") found.push(number);
    Object.values(value).forEach(walk);
  };
  walk(formula);
  return found;
}
