import type { ContractModel, Option, Perpetual, Spread } from "../model/model.ts";
import { divide, fromInteger, multiply, negate, parse, show } from "../runtime/exact.ts";
import { numberOf } from "../value/rational.ts";
import { indexBounds } from "./index-bounds.ts";
import {
  ANY,
  clampedTo,
  flip,
  FROM_ZERO,
  hullOf,
  inverse,
  lesser,
  productOf,
  type Range,
  roundedTo,
  sumOf,
  within,
} from "./intervals.ts";
import { decidedIn, endOf, type PriceBounds } from "./price-bounds.ts";

type FundingFormula = Perpetual["mark"]["of"][number];

/** The bounds of the mark of a perpetual, of the rate of an interval and of what is paid for each unit. */
export function perpetualBounded(perpetual: Perpetual, model: ContractModel): PriceBounds[] {
  const { mark, funding, price } = perpetual;
  const index = model.indices.find(({ id }) => id === perpetual.underlying.index);
  const market = price.signed ? ANY : FROM_ZERO;
  const ofIndex = index === undefined ? market : indexBounds(index, model).range;
  const reads = (rate: Range): Reads => ({ midpoint: market, last: market, mark: market, index: ofIndex, rate });
  const marks = roundedTo(mark.of.map((one) => valueOf(one, reads(ANY))).reduce(hullOf), parse(mark.round.increment));
  const clamp = numberOf(funding.clamp.value);
  const share = divide(fromInteger(funding.every), fromInteger(funding.term?.milliseconds ?? funding.every));
  // Where too many samples fail the rate is zero, which lies within.
  const most = multiply(clamp, share);
  const rate = { low: negate(most), high: most };
  const paid = valueOf(funding.pay.formula, reads(rate));
  const cap = funding.cap && numberOf(funding.cap.value);
  const held = cap === undefined ? paid : clampedTo(paid, { low: negate(cap), high: cap });
  const payments = hullOf(roundedTo(held, parse(funding.pay.round.increment)), { low: parse("0"), high: parse("0") });
  const decided = index === undefined ? [] : decidedIn(index.fallback);
  const unless = decided.map(({ text }) => text);
  const reach = reaches(mark.of) || reaches([funding.pay.formula]) ? unless : [];
  const open = { low: "what it is made of", high: "what it is made of" };
  const clamped = [funding.clamp.clause, ...(funding.term ? [funding.term.clause] : [])];
  return [
    {
      of: "the mark",
      function: "markPrice",
      unit: price.unit,
      low: endOf(marks, "low", "prices are zero or more", open.low),
      high: endOf(marks, "high", "what it is made of", open.high),
      unless: reaches(mark.of) ? unless : [],
      clauses: [price.clause, mark.clause, mark.round.clause],
    },
    {
      of: "the rate of an interval",
      function: "fundingRate",
      unit: "1",
      low: endOf(rate, "low", "the clamp", undefined),
      high: endOf(rate, "high", "the clamp", undefined),
      unless: [],
      clauses: clamped,
    },
    {
      of: "what longs and shorts pay one another, a unit",
      function: "fundingRate",
      unit: price.unit,
      low: endOf(payments, "low", cap === undefined ? "the clamp" : "the cap", "what `pay` reads"),
      high: endOf(payments, "high", cap === undefined ? "the clamp" : "the cap", "what `pay` reads"),
      unless: cap === undefined ? reach : [],
      clauses: [...clamped, ...(funding.cap ? [funding.cap.clause] : []), funding.pay.clause, funding.pay.round.clause],
    },
  ];
}

type Reads = Readonly<Record<string, Range>>;

function valueOf(formula: FundingFormula, reads: Reads): Range {
  if (formula.op === "number") return { low: numberOf(formula.value), high: numberOf(formula.value) };
  if (formula.op === "read") return reads[formula.what] ?? ANY;
  const [a, b] = [valueOf(formula.left, reads), valueOf(formula.right, reads)];
  if (formula.op === "add") return sumOf(a, b);
  if (formula.op === "subtract") return sumOf(a, flip(b));
  if (formula.op === "multiply") return productOf(a, b);
  if (formula.op === "divide") return productOf(a, inverse(b));
  return formula.op === "minimum" ? lesser(a, b) : flip(lesser(flip(a), flip(b)));
}

/** True where one of the formulas reads the index. */
function reaches(formulas: readonly FundingFormula[]): boolean {
  return formulas.some((one) =>
    one.op === "read" ? one.what === "index" : "left" in one && reaches([one.left, one.right]),
  );
}

/** What a series pays: a call nothing to all that its future is above the strike, a put at most its strike. */
export function optionBounded({ premium, strikes, marks, exercise }: Option): PriceBounds[] {
  const least = [...strikes.rungs.map(({ step }) => parse(step))].sort((a, b) => Number(a.n * b.d - b.n * a.d))[0];
  const zero = { value: "0", because: "a right is exercised or not, and never costs its holder more" };
  const discounted = marks.rate.kind === "stated" ? ", discounted at the rate that is stated" : "";
  const clauses = [strikes.clause, exercise.clause];
  const call = `what the future settles at${least === undefined ? "" : ` less its strike, which is ${show(least)} or more`}: the future has no highest`;
  return [
    {
      of: "what a call pays, a unit",
      function: "intrinsic",
      unit: premium.unit,
      low: zero,
      high: { because: call },
      unless: [],
      clauses,
    },
    {
      of: "what a put pays, a unit",
      function: "intrinsic",
      unit: premium.unit,
      low: zero,
      high: { because: "its strike, for the future settles at zero or more" },
      unless: [],
      clauses,
    },
    {
      of: "the mark of a call",
      function: "mark",
      unit: premium.unit,
      low: zero,
      high: { because: `the settlement of the future${discounted} (Black 1976)` },
      unless: [],
      clauses: [marks.clause, marks.modelClause, marks.round.clause],
    },
    {
      of: "the mark of a put",
      function: "mark",
      unit: premium.unit,
      low: zero,
      high: { because: `its strike${discounted} (Black 1976)` },
      unless: [],
      clauses: [marks.clause, marks.modelClause, marks.round.clause],
    },
  ];
}

/** The price of a spread: its legs at their weights, where each has the bounds of its product's prices. */
export function spreadBounded({ legs, price }: Spread): PriceBounds[] {
  const range = legs
    .map(({ weight, signed }) => productOf({ low: numberOf(weight), high: numberOf(weight) }, signed ? ANY : FROM_ZERO))
    .reduce(sumOf);
  const held = price.signed ? range : within(range, FROM_ZERO);
  const names = (side: "low" | "high") =>
    legs
      .filter(({ weight, signed }) => (numberOf(weight).n > 0n ? side === "high" || signed : side === "low" || signed))
      .map(({ product, month }) => `${product}[${month}]`)
      .join(", ");
  return [
    {
      of: "the price of a trade",
      function: "legPrices",
      unit: price.unit,
      low: endOf(held, "low", "no leg is sold, and none has a price below zero", `what ${names("low")} may rise to`),
      high: endOf(held, "high", "no leg is bought", names("high")),
      unless: [],
      clauses: [price.clause, ...legs.map(({ clause }) => clause)],
    },
  ];
}
