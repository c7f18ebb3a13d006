import type { FundingFormula, Perpetual } from "../../model/model.ts";
import { compare, divide, fromInteger, multiply, type Rational, show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { shortQuantity } from "./units.ts";
import { percent, thousands } from "./words.ts";

/** What a formula of a perpetual reads, as the chapter calls it. */
const READS: { readonly [what in Extract<FundingFormula, { op: "read" }>["what"]]: string } = {
  midpoint: "the midpoint of the best bid and the best offer",
  last: "the price of the last trade",
  index: "the last published value of the Index",
  mark: "the mark",
  mean: "the mean of the samples",
  median: "the median of the samples",
  "weighted-mean": "the weighted mean of the samples",
  rate: "the rate",
};

/** What the numbers of a formula count: a share of the index, an amount in the unit of the price, or a plain number. */
export type FundingUnit = "share" | "price" | "plain";

/** What samples and rates count: a share of the index where they have no unit, else an amount. */
export function rateUnit({ funding }: Perpetual): FundingUnit {
  return funding.rate.unit === "pure number" ? "share" : "price";
}

/** An amount of what samples and rates count: `0.05%`, or `minus USD 0.01 per GPU-hour`. */
export function fundingAmount(value: string, unit: FundingUnit, price: string): string {
  const below = value.startsWith("-");
  const own = below ? value.slice(1) : value;
  const words = unit === "share" ? percent(own) : unit === "price" ? shortQuantity(own, price) : thousands(own);
  return below ? `minus ${words}` : words;
}

/**
 * A formula of a perpetual as a sentence has it, with brackets wherever two readings were possible: `(the midpoint of the best bid and the best offer
 * divided by the last published value of the Index) minus 1`. `unit` is what its value counts, `price` the unit of prices.
 */
export function fundingWords(formula: FundingFormula, unit: FundingUnit, perpetual: Perpetual): string {
  const { price } = perpetual;
  const rated = rateUnit(perpetual);
  const say = (one: FundingFormula, own: FundingUnit): string => {
    if (one.op === "number") return fundingAmount(one.value, own, price.unit);
    if (one.op === "read") return READS[one.what];
    const held = heldOf(one);
    if (held !== undefined) {
      const inner = unitOf(held.of, rated) ?? own;
      const [low, high] = [held.low, held.high].map((bound) => fundingAmount(bound, inner, price.unit));
      return `${inside(held.of, inner)}, but not less than ${low} and not more than ${high}`;
    }
    // Of what is added or compared all counts the same; a number takes it from what stands beside it.
    const same = unitOf(one.left, rated) ?? unitOf(one.right, rated) ?? own;
    switch (one.op) {
      case "add":
        return `${inside(one.left, same)} plus ${inside(one.right, same)}`;
      case "subtract":
        return `${inside(one.left, same)} minus ${inside(one.right, same)}`;
      case "multiply":
        return `${inside(one.left, "plain")} times ${inside(one.right, "plain")}`;
      case "divide":
        return `${inside(one.left, "plain")} divided by ${inside(one.right, "plain")}`;
      case "minimum":
        return `the lesser of ${inside(one.left, same)} and ${inside(one.right, same)}`;
      case "maximum":
        return `the greater of ${inside(one.left, same)} and ${inside(one.right, same)}`;
    }
  };
  const inside = (one: FundingFormula, own: FundingUnit): string =>
    one.op === "number" || one.op === "read" ? say(one, own) : `(${say(one, own)})`;
  return say(plainly(formula), unit);
}

/**
 * The formula without the factors by which it converts between a share and a percentage: `(x * 100 - 0.01) * 0.01` is `x - 0.0001`. A factor that
 * somebody wrote stays where it is, because taking it inside would only move it.
 */
function plainly(formula: FundingFormula): FundingFormula {
  if (formula.op === "number" || formula.op === "read") return formula;
  const own = { ...formula, left: plainly(formula.left), right: plainly(formula.right) };
  const scaled = times(own, fromInteger(1));
  return factors(scaled) < factors(own) ? scaled : own;
}

/** A formula times a factor above zero, taken inside as far as it goes. */
function times(formula: FundingFormula, by: Rational): FundingFormula {
  const { clause } = formula;
  const whole = (one: FundingFormula): FundingFormula =>
    show(by) === "1" ? one : { op: "multiply", left: one, right: { op: "number", value: show(by), clause }, clause };
  if (formula.op === "number") return { ...formula, value: show(multiply(numberOf(formula.value), by)) };
  if (formula.op === "read") return whole(formula);
  const { op, left, right } = formula;
  if (op !== "multiply" && op !== "divide") return { ...formula, left: times(left, by), right: times(right, by) };
  const above = (one: FundingFormula): one is Extract<FundingFormula, { op: "number" }> =>
    one.op === "number" && compare(numberOf(one.value), fromInteger(0)) > 0;
  if (op === "divide") return above(right) ? times(left, divide(by, numberOf(right.value))) : whole(formula);
  if (above(right)) return times(left, multiply(by, numberOf(right.value)));
  return above(left) ? times(right, multiply(by, numberOf(left.value))) : whole(formula);
}

/** How many products and quotients a formula has. */
function factors(formula: FundingFormula): number {
  if (formula.op === "number" || formula.op === "read") return 0;
  return (
    factors(formula.left) + factors(formula.right) + (formula.op === "multiply" || formula.op === "divide" ? 1 : 0)
  );
}

/** What a part counts; undefined where it is a number, which counts what stands beside it. */
function unitOf(formula: FundingFormula, rated: FundingUnit): FundingUnit | undefined {
  switch (formula.op) {
    case "number":
      return undefined;
    case "read":
      return ["midpoint", "last", "index", "mark"].includes(formula.what) ? "price" : rated;
    case "multiply":
    case "divide": {
      const [left, right] = [unitOf(formula.left, rated), unitOf(formula.right, rated)];
      if (left === "price" && right === "price") return formula.op === "divide" ? "plain" : undefined;
      return left === "price" || right === "price" ? "price" : (left ?? right);
    }
    default:
      return unitOf(formula.left, rated) ?? unitOf(formula.right, rated);
  }
}

type Held = { readonly of: FundingFormula; readonly low: string; readonly high: string };

/** `max(min(x, 0.05%), -0.05%)` and its like: what is held between two numbers. */
function heldOf(formula: FundingFormula): Held | undefined {
  if (formula.op !== "minimum" && formula.op !== "maximum") return undefined;
  const outer = apart(formula);
  const other = formula.op === "minimum" ? "maximum" : "minimum";
  const inner = outer?.of.op === other ? apart(outer.of) : undefined;
  if (outer === undefined || inner === undefined) return undefined;
  const [low, high] = formula.op === "minimum" ? [inner.bound, outer.bound] : [outer.bound, inner.bound];
  return compare(numberOf(low), numberOf(high)) <= 0 ? { of: inner.of, low, high } : undefined;
}

/** The number of a lesser or greater of two, and what it bounds; undefined where neither or both are numbers. */
function apart({
  left,
  right,
}: Extract<FundingFormula, { left: unknown }>): { of: FundingFormula; bound: string } | undefined {
  if (left.op === "number") return right.op === "number" ? undefined : { of: right, bound: left.value };
  return right.op === "number" ? { of: left, bound: right.value } : undefined;
}
