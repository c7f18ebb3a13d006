import type { Perpetual } from "../../model/model.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  multiply,
  negate,
  ratio,
  roundTo,
  subtract,
  toFixed,
  ZERO,
} from "../../runtime/exact.ts";
import { runtimeMode } from "../calculator/formula-code.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { exact } from "./read.ts";

type Formula = Perpetual["mark"]["of"][number];
export type Market = Readonly<Record<string, Rational>>;

/** A formula of a perpetual, of what is known by name. */
export function interpretFundingFormula(formula: Formula, market: Market): Rational {
  if (formula.op === "number") return exact(formula.value);
  if (formula.op === "read") {
    const found = market[formula.what];
    if (found === undefined) throw new Error(`${formula.clause} reads ${formula.what}, which is not given`);
    return found;
  }
  const [left, right] = [interpretFundingFormula(formula.left, market), interpretFundingFormula(formula.right, market)];
  switch (formula.op) {
    case "add":
      return add(left, right);
    case "subtract":
      return subtract(left, right);
    case "multiply":
      return multiply(left, right);
    case "divide":
      return divide(left, right);
    case "minimum":
      return compare(left, right) < 0 ? left : right;
    case "maximum":
      return compare(left, right) > 0 ? left : right;
  }
}

function rounded(value: Rational, round: Perpetual["mark"]["round"]): string {
  const grid = roundTo(value, exact(round.increment), runtimeMode(round) as RoundingMode);
  return toFixed(grid, decimalsOf(round.increment));
}

/** The mark: the middle one of the prices, rounded. */
export function interpretMarkPrice({ mark }: Perpetual, market: Market): string {
  const prices = mark.of.map((one) => interpretFundingFormula(one, market)).sort(compare);
  return rounded(prices[(prices.length - 1) / 2] as Rational, mark.round);
}

/** The funding of an interval: which way it went, the rate, and what is paid for each unit. */
export function interpretFunding(
  perpetual: Perpetual,
  samples: readonly (Market | null)[],
  market: Market,
): { tier: "rate" | "clamped" | "none"; rate: Rational; amount: string } {
  const steps = interpretFundingSteps(perpetual, samples, market);
  const { tier, rate, amount } = steps ?? {
    tier: "none",
    rate: ZERO,
    amount: rounded(ZERO, perpetual.funding.pay.round),
  };
  return { tier, rate, amount };
}

/** The same with every step between: the values that count, what is read of them, the rate before and after it is held; undefined with too many missing. */
export function interpretFundingSteps({ funding }: Perpetual, samples: readonly (Market | null)[], market: Market) {
  const absent = samples.filter((one) => one === null).length;
  if (absent > funding.missing.most) return undefined;
  const values: Rational[] = [];
  let before: Rational | undefined;
  for (const one of samples) {
    if (one !== null) before = interpretFundingFormula(funding.sample.formula, one);
    if (before !== undefined && (one !== null || funding.missing.how === "take-previous")) values.push(before);
  }
  const sum = (all: readonly Rational[]): Rational => all.reduce(add, ZERO);
  const ordered = [...values].sort(compare);
  const middle = ordered.slice(Math.ceil(values.length / 2) - 1, Math.floor(values.length / 2) + 1);
  const read = {
    mean: divide(sum(values), fromInteger(values.length)),
    median: divide(sum(middle), fromInteger(middle.length)),
    "weighted-mean": divide(
      sum(values.map((one, at) => multiply(one, fromInteger(at + 1)))),
      sum(values.map((_, at) => fromInteger(at + 1))),
    ),
  };
  const plain = interpretFundingFormula(funding.rate.formula, read);
  const clamp = exact(funding.clamp.value);
  const held = within(plain, clamp);
  const rate = multiply(held, ratio(BigInt(funding.every), BigInt(funding.term?.milliseconds ?? funding.every)));
  const whole = interpretFundingFormula(funding.pay.formula, { ...market, rate });
  const most = funding.cap === undefined ? whole : within(whole, exact(funding.cap.value));
  const tier: "rate" | "clamped" = compare(held, plain) === 0 ? "rate" : "clamped";
  return { tier, values, read, plain, held, rate, whole, most, amount: rounded(most, funding.pay.round) };
}

function within(value: Rational, bound: Rational): Rational {
  if (compare(value, bound) > 0) return bound;
  return compare(value, negate(bound)) < 0 ? negate(bound) : value;
}

/** What a position receives of an amount for each unit, as text in the currency. */
export function interpretFundingPayment(perpetual: Perpetual, amount: Rational, lots: bigint): string {
  const { size, funding, tickValueExactTo } = perpetual;
  const sign = funding.pay.by === "longs" ? -1n : 1n;
  const paid = multiply(multiply(amount, exact(size.value)), fromInteger(lots * sign));
  return toFixed(paid, decimalsOf(tickValueExactTo.amount));
}
