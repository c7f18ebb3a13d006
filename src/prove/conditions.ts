import type { Condition, ContractModel, Formula } from "../model/model.ts";
import { compare, type Rational } from "../runtime/exact.ts";
import type { Range } from "./intervals.ts";
import { rangeOf } from "./ranges.ts";

/** What is known of a condition before any day has come. */
export type Known = "always" | "never" | "sometimes";

type Bound = { readonly of: string; readonly range: Side };
/** A range whose ends may be left out of it. */
type Side = {
  readonly low?: Rational;
  readonly lowOpen: boolean;
  readonly high?: Rational;
  readonly highOpen: boolean;
};

/** Whether a condition can hold, always holds or never does, by the ranges of its sides and by its parts that speak of the same thing. */
export function knownOf(condition: Condition, model: ContractModel): Known {
  switch (condition.op) {
    case "compare":
      return compared(condition, model);
    case "not":
      return ({ always: "never", never: "always", sometimes: "sometimes" } as const)[knownOf(condition.operand, model)];
    case "and": {
      const parts = condition.operands.map((one) => knownOf(one, model));
      if (parts.includes("never") || contradicts(condition, model)) return "never";
      return parts.every((one) => one === "always") ? "always" : "sometimes";
    }
    case "or": {
      const parts = condition.operands.map((one) => knownOf(one, model));
      if (parts.includes("always")) return "always";
      return parts.every((one) => one === "never") ? "never" : "sometimes";
    }
    default:
      return "sometimes";
  }
}

type Compare = Extract<Condition, { op: "compare" }>;

function compared({ comparison, left, right }: Compare, model: ContractModel): Known {
  const [a, b] = [rangeOf(left, model), rangeOf(right, model)];
  if (comparison === "=" || comparison === "!=") {
    const apart = below(a, b, true) || below(b, a, true);
    return apart ? (comparison === "=" ? "never" : "always") : "sometimes";
  }
  const [x, y] = comparison.startsWith("<") ? [a, b] : [b, a];
  const strict = comparison.length === 1;
  if (below(x, y, strict)) return "always";
  return below(y, x, !strict) ? "never" : "sometimes";
}

/** True when all of `a` lies below all of `b`, or with `strict` false on it. */
function below(a: Range, b: Range, strict: boolean): boolean {
  if (a.high === undefined || b.low === undefined) return false;
  const sign = compare(a.high, b.low);
  return strict ? sign < 0 : sign <= 0;
}

/** What each part of an `and` leaves of one thing it compares with a number. */
function boundsIn(condition: Condition, model: ContractModel): Bound[] {
  if (condition.op === "and") return condition.operands.flatMap((one) => boundsIn(one, model));
  if (condition.op !== "compare" || condition.right.op !== "number") return [];
  const { low } = rangeOf(condition.right, model);
  const of = sameness(condition.left);
  if (low === undefined) return [];
  const { comparison } = condition;
  if (comparison === "!=") return [];
  const open = comparison.length === 1 && comparison !== "=";
  const lowest = comparison.startsWith(">") || comparison === "=";
  const highest = comparison.startsWith("<") || comparison === "=";
  const side: Side = { lowOpen: open, highOpen: open, ...(lowest ? { low } : {}), ...(highest ? { high: low } : {}) };
  return [{ of, range: side }];
}

/** The formula but for the clauses it stands in: two that are alike have one value on every day. */
export function sameness(part: Formula | Condition): string {
  const before = written.get(part);
  if (before !== undefined) return before;
  const text = meaningOf(part);
  written.set(part, text);
  return text;
}

/** Formulas and conditions are compared with many others, and nobody writes to them. */
const written = new WeakMap<Formula | Condition, string>();

/** Everything a part of a formula says but where and in which words. */
function meaningOf(part: unknown): string {
  if (typeof part !== "object" || part === null) return JSON.stringify(part) ?? "";
  if (Array.isArray(part)) return `[${part.map(meaningOf).join()}]`;
  let text = "";
  for (const key in part) {
    if (key === "clause" || key === "text" || key === "from") continue;
    const value = (part as Readonly<Record<string, unknown>>)[key];
    if (value !== undefined) text += `${key}:${meaningOf(value)},`;
  }
  return `{${text}}`;
}

function meet(a: Side, b: Side): Side {
  const low = tighter(a.low, a.lowOpen, b.low, b.lowOpen, 1);
  const high = tighter(a.high, a.highOpen, b.high, b.highOpen, -1);
  return {
    lowOpen: low?.open ?? false,
    highOpen: high?.open ?? false,
    ...(low === undefined ? {} : { low: low.value }),
    ...(high === undefined ? {} : { high: high.value }),
  };
}

type End = { readonly value: Rational; readonly open: boolean };

function tighter(
  a: Rational | undefined,
  aOpen: boolean,
  b: Rational | undefined,
  bOpen: boolean,
  sign: 1 | -1,
): End | undefined {
  if (a === undefined) return b && { value: b, open: bOpen };
  if (b === undefined) return { value: a, open: aOpen };
  const order = compare(a, b) * sign;
  if (order === 0) return { value: a, open: aOpen || bOpen };
  return order > 0 ? { value: a, open: aOpen } : { value: b, open: bOpen };
}

const isEmpty = ({ low, lowOpen, high, highOpen }: Side): boolean => {
  if (low === undefined || high === undefined) return false;
  const order = compare(low, high);
  return order > 0 || (order === 0 && (lowOpen || highOpen));
};

function sidesOf(condition: Condition, model: ContractModel): Map<string, Side> {
  const sides = new Map<string, Side>();
  for (const { of, range } of boundsIn(condition, model)) {
    const before = sides.get(of);
    sides.set(of, before === undefined ? range : meet(before, range));
  }
  return sides;
}

function contradicts(condition: Condition, model: ContractModel): boolean {
  return [...sidesOf(condition, model).values()].some(isEmpty);
}

/** True when `second` can hold only where `first` does; a condition that is not of comparisons with numbers implies only what is alike. */
export function implies(second: Condition, first: Condition, model: ContractModel): boolean {
  if (knownOf(first, model) === "always") return true;
  const wanted = first.op === "and" ? first.operands : [first];
  const given = sidesOf(second, model);
  return wanted.every((one) => {
    if (alike(one, second)) return true;
    const bound = boundsIn(one, model)[0];
    const have = bound && given.get(bound.of);
    return bound !== undefined && have !== undefined && inside(have, bound.range);
  });
}

function alike(one: Condition, other: Condition): boolean {
  if (sameness(one) === sameness(other)) return true;
  return other.op === "and" && other.operands.some((each) => alike(one, each));
}

function inside(a: Side, b: Side): boolean {
  const met = meet(a, b);
  const same = (x: Rational | undefined, y: Rational | undefined): boolean =>
    x === undefined ? y === undefined : y !== undefined && compare(x, y) === 0;
  return same(met.low, a.low) && same(met.high, a.high) && met.lowOpen === a.lowOpen && met.highOpen === a.highOpen;
}
