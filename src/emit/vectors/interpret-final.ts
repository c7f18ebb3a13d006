import { contractName, isOverDays, windowsOf } from "../../model/formulas.ts";
import type { Condition, Formula, Product } from "../../model/model.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import { compare, equal, max, min, refuse, roundTo, toFixed } from "../../runtime/exact.ts";
import { comparisons } from "../../runtime/figure.ts";
import { mean } from "../../runtime/statistics.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { arithmetic } from "./interpret-index.ts";
import type { JsonObject } from "./read.ts";
import { determinationIn, exact, fieldsOf, onGrid } from "./read.ts";

/** What the lines of a final price are called among branches: the one line, or each of several by its number. */
export function finalBranches({ finalSettlement: { price, clause, bounds } }: Product): {
  tier: string;
  clause: string;
}[] {
  if (bounds !== undefined)
    return [
      ...waysOf(payoffOf(price), clause, "final-settlement"),
      { tier: "final-settlement/floor", clause: bounds.floorClause },
      { tier: "final-settlement/cap", clause: bounds.capClause },
    ];
  return waysOf(price, clause, "final-settlement");
}

/** What stands within the floor and the cap of a structured contract. */
function payoffOf(price: Formula): Formula {
  return price.op === "minimum" && price.left.op === "maximum" ? price.left.left : price;
}

/** Every way through lines and choices, by the numbers of the lines it takes. */
function waysOf(price: Formula, clause: string, tier: string): { tier: string; clause: string }[] {
  const inner = linesOf(price);
  return inner.length === 0
    ? [{ tier, clause }]
    : inner.flatMap((one, at) => waysOf(one, one.clause, `${tier}/${at + 1}`));
}

/** The lines of a price that has several, in their order. */
function linesOf(price: Formula): readonly Formula[] {
  if (price.op === "first") return price.options;
  return price.op === "case" ? [...price.arms.map((arm) => arm.price), price.otherwise] : [];
}

/** The final settlement price by the model itself, and the line that gave it. Refusals are thrown. */
export function interpretFinal(
  product: Product,
  input: JsonObject,
): { readonly price: string; readonly tier: string; readonly bound?: string } {
  const { price, round, bounds } = product.finalSettlement;
  const found = taken(product, bounds === undefined ? price : payoffOf(price), input, "final-settlement");
  if (found === undefined) return refuse("no-price", "no line of the final price");
  const value = bounds === undefined ? found.value : max(min(found.value, exact(bounds.cap)), exact(bounds.floor));
  if (!product.price.signed && value.n < 0n) return refuse("negative-price", "a price below zero");
  const settled = roundTo(value, exact(round.increment), round.mode as RoundingMode);
  const bound = boundReached(product, settled);
  return {
    price: toFixed(settled, decimalsOf(round.increment)),
    tier: found.tier,
    ...(bound === undefined ? {} : { bound }),
  };
}

type Taken = { readonly value: Rational; readonly tier: string };

/** The figure of the way that is taken, and which it is; undefined where none has one. */
function taken(product: Product, price: Formula, input: JsonObject, tier: string): Taken | undefined {
  const lines = linesOf(price);
  if (lines.length === 0) {
    const value = figure(product, price, input);
    return value && { value, tier };
  }
  const start = price.op === "case" ? lineChosen(product, price, input) : 0;
  if (start === undefined) return undefined;
  const tried = price.op === "case" ? lines.slice(start, start + 1) : lines;
  for (const [at, line] of tried.entries()) {
    const found = taken(product, line, input, `${tier}/${start + at + 1}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Case = Extract<Formula, { op: "case" }>;

/** Which line a choice takes, counted from zero; undefined where it cannot be said. */
function lineChosen(product: Product, { arms }: Case, input: JsonObject, day?: string): number | undefined {
  for (const [at, { when }] of arms.entries()) {
    const held = decided(product, when, input, day);
    if (held === undefined) return undefined;
    if (held) return at;
  }
  return arms.length;
}

/** Whether a condition holds; undefined where what it reads was not published. */
function decided(product: Product, condition: Condition, input: JsonObject, day?: string): boolean | undefined {
  const inner = (one: Condition): boolean | undefined => decided(product, one, input, day);
  switch (condition.op) {
    case "compare": {
      const [left, right] = [condition.left, condition.right].map((one) => figure(product, one, input, day));
      return left && right && comparisons[condition.comparison](compare(left, right));
    }
    case "and":
    case "or": {
      const all = condition.operands.map(inner);
      const telling = condition.op === "or";
      return all.includes(telling) ? telling : all.includes(undefined) ? undefined : !telling;
    }
    case "not": {
      const held = inner(condition.operand);
      return held === undefined ? undefined : !held;
    }
    default:
      throw new Error(`\`${condition.op}\` in a final settlement`);
  }
}

/** The figure of a formula, of one day where it stands in an average; undefined where an index was not published. */
function figure(product: Product, formula: Formula, input: JsonObject, day?: string): Rational | undefined {
  const { finalSettlement: final, dailySettlement } = product;
  switch (formula.op) {
    case "number":
      return exact(formula.value);
    case "average":
    case "lowest":
    case "highest": {
      const windows = windowsOf(final.price).map(({ text }) => text);
      const sets = input["sets"] as readonly (readonly string[])[] | undefined;
      const days = sets?.[windows.indexOf(formula.over.text)] ?? (input["days"] as readonly string[]);
      const values = days.map((one) => figure(product, formula.of, input, one));
      if (values.some((one) => one === undefined)) return undefined;
      if (formula.op === "average") return mean(values as Rational[]);
      return (values as Rational[]).reduce((best, one) => (formula.op === "lowest" ? min(best, one) : max(best, one)));
    }
    case "first":
      for (const option of formula.options) {
        const found = figure(product, option, input, day);
        if (found !== undefined) return found;
      }
      return undefined;
    case "case": {
      const chosen = lineChosen(product, formula, input, day);
      return chosen === undefined ? undefined : figure(product, linesOf(formula)[chosen] as Formula, input, day);
    }
    case "index": {
      const prints = day === undefined ? input["indices"] : fieldsOf(input["prints"])[formula.index];
      const value = fieldsOf(prints)[day ?? formula.index];
      if (value === null && publishedNot(final.price)) return undefined;
      return value === undefined || value === null ? refuse("missing-print", day ?? formula.index) : exact(value);
    }
    case "settlement":
      return onGrid(input["settlement"], dailySettlement.round.increment);
    case "contract-settlement": {
      const value = fieldsOf(input["contracts"])[contractName(formula)];
      if (value === null && publishedNot(final.price)) return undefined;
      return value === undefined || value === null ? refuse("missing-settlement", contractName(formula)) : exact(value);
    }
    case "determination":
      return determinationIn(input["determination"], formula.by, formula.under, final.round.increment);
    case "round": {
      const value = figure(product, formula.of, input, day);
      return value && roundTo(value, exact(formula.rounding.increment), formula.rounding.mode as RoundingMode);
    }
    default: {
      if (!("left" in formula)) throw new Error(`\`${formula.op}\` in a final settlement`);
      const [left, right] = [formula.left, formula.right].map((one) => figure(product, one, input, day));
      if (left === undefined || right === undefined) return undefined;
      return arithmetic(formula.op, left, right) ?? refuse("no-price", "a division by zero");
    }
  }
}

/** True where a print may be null, for another line stands behind. */
function publishedNot(price: Formula): boolean {
  if ("left" in price) return publishedNot(price.left) || publishedNot(price.right);
  if (isOverDays(price) || price.op === "round") return publishedNot(price.of);
  if (price.op === "case") return linesOf(price).some(publishedNot);
  return price.op === "first";
}

/** The floor or the cap of a structured contract, where a price is one of them. */
function boundReached({ finalSettlement: { bounds } }: Product, price: Rational): string | undefined {
  if (bounds === undefined) return undefined;
  if (equal(price, exact(bounds.floor))) return "final-settlement/floor";
  return equal(price, exact(bounds.cap)) ? "final-settlement/cap" : undefined;
}
