import { windowsOf } from "../../model/formulas.ts";
import type { Formula, Product } from "../../model/model.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import { equal, refuse, roundTo, toFixed } from "../../runtime/exact.ts";
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
      { tier: "final-settlement", clause },
      { tier: "final-settlement/floor", clause: bounds.floorClause },
      { tier: "final-settlement/cap", clause: bounds.capClause },
    ];
  if (price.op !== "first") return [{ tier: "final-settlement", clause }];
  return price.options.map((one, at) => ({ tier: `final-settlement/${at + 1}`, clause: one.clause }));
}

/** The final settlement price by the model itself, and the line that gave it. Refusals are thrown. */
export function interpretFinal(product: Product, input: JsonObject): { readonly price: string; readonly tier: string } {
  const { price, round } = product.finalSettlement;
  const options = price.op === "first" ? price.options : [price];
  for (const [at, option] of options.entries()) {
    const value = figure(product, option, input);
    if (value === undefined) continue;
    if (!product.price.signed && value.n < 0n) return refuse("negative-price", "a price below zero");
    const mode = round.mode as RoundingMode;
    const tier = finalBranches(product)[at]?.tier ?? "";
    const settled = roundTo(value, exact(round.increment), mode);
    return { price: toFixed(settled, decimalsOf(round.increment)), tier: boundReached(product, settled) ?? tier };
  }
  return refuse("no-price", "no line of the final price");
}

/** The figure of a formula, of one day where it stands in an average; undefined where an index was not published. */
function figure(product: Product, formula: Formula, input: JsonObject, day?: string): Rational | undefined {
  const { finalSettlement: final, dailySettlement } = product;
  switch (formula.op) {
    case "number":
      return exact(formula.value);
    case "average": {
      const windows = windowsOf(final.price).map(({ text }) => text);
      const sets = input["sets"] as readonly (readonly string[])[] | undefined;
      const days = sets?.[windows.indexOf(formula.over.text)] ?? (input["days"] as readonly string[]);
      const values = days.map((one) => figure(product, formula.of, input, one));
      return values.some((one) => one === undefined) ? undefined : mean(values as Rational[]);
    }
    case "first":
      for (const option of formula.options) {
        const found = figure(product, option, input, day);
        if (found !== undefined) return found;
      }
      return undefined;
    case "index": {
      const prints = day === undefined ? input["indices"] : fieldsOf(input["prints"])[formula.index];
      const value = fieldsOf(prints)[day ?? formula.index];
      if (value === null && publishedNot(final.price)) return undefined;
      return value === undefined || value === null ? refuse("missing-print", day ?? formula.index) : exact(value);
    }
    case "settlement":
      return onGrid(input["settlement"], dailySettlement.round.increment);
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
  if (price.op === "average" || price.op === "round") return publishedNot(price.of);
  return price.op === "first";
}

/** The floor or the cap of a structured contract, where a price is one of them. */
function boundReached({ finalSettlement: { bounds } }: Product, price: Rational): string | undefined {
  if (bounds === undefined) return undefined;
  if (equal(price, exact(bounds.floor))) return "final-settlement/floor";
  return equal(price, exact(bounds.cap)) ? "final-settlement/cap" : undefined;
}
