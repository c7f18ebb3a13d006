import type { ContractModel, Formula } from "../model/model.ts";
import { add, compare, divide, fromInteger, multiply, parse, type Rational, subtract, ZERO } from "../runtime/exact.ts";
import { daysBetween } from "../runtime/input.ts";

/** All values a formula can have lie in it, both ends included; an end that is not there is open to infinity. */
export type Range = { readonly low?: Rational; readonly high?: Rational };

const ANY: Range = {};
const FROM_ZERO: Range = { low: ZERO };

/**
 * The range of a formula of the model, by interval arithmetic (R. E. Moore, Interval Analysis, 1966) over what every input is known to
 * be: prices are zero or more unless they are signed, as are volumes, counts and widths; dates are those of the listed months.
 */
export function rangeOf(formula: Formula, model: ContractModel): Range {
  const price = model.product?.price.signed === true ? ANY : FROM_ZERO;
  switch (formula.op) {
    case "number":
      return { low: parse(formula.value), high: parse(formula.value) };
    case "observe":
      if (["volume", "count", "width"].includes(formula.what)) return FROM_ZERO;
      return formula.of === "spread-trades" ? ANY : price;
    case "previous-settlement":
    case "settlement":
    case "final-settlement":
    case "determination":
      return price;
    case "change":
      return ANY;
    case "contract-settlement":
      return formula.signed ? ANY : FROM_ZERO;
    case "index":
      return model.indices.find(({ id }) => id === formula.index)?.price.signed === true ? ANY : FROM_ZERO;
    case "days":
      return daysIn(formula, model);
    case "average":
    case "lowest":
    case "highest":
      return rangeOf(formula.of, model);
    case "round":
      return roundedRange(formula, model);
    case "first":
      return formula.options.map((one) => rangeOf(one, model)).reduce(hullOf);
    case "case":
      return formula.arms.map(({ price }) => rangeOf(price, model)).reduce(hullOf, rangeOf(formula.otherwise, model));
    case "minimum":
    case "maximum": {
      const [a, b] = [rangeOf(formula.left, model), rangeOf(formula.right, model)];
      return formula.op === "minimum" ? lesser(a, b) : flip(lesser(flip(a), flip(b)));
    }
    default: {
      const [a, b] = [rangeOf(formula.left, model), rangeOf(formula.right, model)];
      if (formula.op === "add") return sumOf(a, b);
      if (formula.op === "subtract") return sumOf(a, flip(b));
      return formula.op === "multiply" ? productOf(a, b) : productOf(a, inverse(b));
    }
  }
}

/** True when zero lies in the range. */
export function hasZero({ low, high }: Range): boolean {
  return (low === undefined || low.n <= 0n) && (high === undefined || high.n >= 0n);
}

/** A rounding moves a value by less than its place, and never past zero. */
function roundedRange(formula: Extract<Formula, { op: "round" }>, model: ContractModel): Range {
  const inner = rangeOf(formula.of, model);
  const place = parse(formula.rounding.increment);
  const [low, high] = [inner.low && subtract(inner.low, place), inner.high && add(inner.high, place)];
  return bounds(inner.low && inner.low.n >= 0n && low && low.n < 0n ? ZERO : low, high);
}

function bounds(low: Rational | undefined, high: Rational | undefined): Range {
  return { ...(low === undefined ? {} : { low }), ...(high === undefined ? {} : { high }) };
}

function flip({ low, high }: Range): Range {
  return bounds(high && subtract(ZERO, high), low && subtract(ZERO, low));
}

function sumOf(a: Range, b: Range): Range {
  return bounds(a.low && b.low && add(a.low, b.low), a.high && b.high && add(a.high, b.high));
}

function hullOf(a: Range, b: Range): Range {
  const low = a.low && b.low && (compare(a.low, b.low) < 0 ? a.low : b.low);
  return bounds(low, a.high && b.high && (compare(a.high, b.high) > 0 ? a.high : b.high));
}

function lesser(a: Range, b: Range): Range {
  const low = a.low && b.low && (compare(a.low, b.low) < 0 ? a.low : b.low);
  const high = a.high && b.high ? (compare(a.high, b.high) < 0 ? a.high : b.high) : (a.high ?? b.high);
  return bounds(low, high);
}

function productOf(a: Range, b: Range): Range {
  const positive = (one: Range): boolean => one.low !== undefined && one.low.n >= 0n;
  if (a.low && a.high && b.low && b.high) {
    const ends = [a.low, a.high].flatMap((x) => [multiply(x, b.low as Rational), multiply(x, b.high as Rational)]);
    const sorted = [...ends].sort(compare);
    return bounds(sorted[0], sorted.at(-1));
  }
  if (positive(a) && positive(b))
    return bounds(multiply(a.low as Rational, b.low as Rational), a.high && b.high && multiply(a.high, b.high));
  if (positive(a) && positive(flip(b))) return flip(productOf(a, flip(b)));
  if (positive(flip(a)) && positive(b)) return flip(productOf(flip(a), b));
  return positive(flip(a)) && positive(flip(b)) ? productOf(flip(a), flip(b)) : ANY;
}

/** One over a range; of one with zero in it nothing is known. */
function inverse(range: Range): Range {
  if (hasZero(range)) return range.low?.n === 0n ? FROM_ZERO : ANY;
  const one = fromInteger(1);
  const low = range.high === undefined ? ZERO : divide(one, range.high);
  const high = range.low === undefined ? ZERO : divide(one, range.low);
  return bounds(low, high);
}

/** The fewest and the most days there are between two dates, on any day from the listing of a month to its last date. */
function daysIn({ start, end }: Extract<Formula, { op: "days" }>, model: ContractModel): Range {
  const months = model.product?.contracts ?? [];
  const pairs = months.flatMap((own) => {
    const of = (which: "this" | "lead" | "nearest-listed-before") =>
      which === "this" ? [own] : months.filter((one) => which === "lead" || one.period < own.period);
    const last = own.dates.find(({ name }) => name === "last-trading-day")?.date;
    const days = ({ date, month }: typeof start): string[] =>
      date === "trade-date"
        ? [own.listed, ...(last === undefined ? [] : [last])]
        : of(month).flatMap((one) => one.dates.flatMap((each) => (each.name === date ? [each.date] : [])));
    return days(start).flatMap((from) => days(end).map((until) => daysBetween(from, until)));
  });
  if (pairs.length === 0) return ANY;
  return bounds(fromInteger(Math.min(...pairs)), fromInteger(Math.max(...pairs)));
}
