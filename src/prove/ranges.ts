import type { ContractModel, Formula } from "../model/model.ts";
import { fromInteger, parse } from "../runtime/exact.ts";
import { daysBetween } from "../runtime/input.ts";
import {
  ANY,
  bounds,
  flip,
  FROM_ZERO,
  hullOf,
  inverse,
  lesser,
  productOf,
  type Range,
  roundedTo,
  sumOf,
} from "./intervals.ts";

/** What is known of what a formula reads beside its kind; undefined where nothing is. */
export type Read = (leaf: Formula) => Range | undefined;

/**
 * The range of a formula of the model, by interval arithmetic (R. E. Moore, Interval Analysis, 1966) over what every input is known to
 * be, and of what `read` says of them: prices are zero or more unless they are signed, as are volumes, counts and widths; dates are those of the listed months.
 */
export function rangeOf(formula: Formula, model: ContractModel, read?: Read): Range {
  const known = read?.(formula);
  if (known !== undefined) return known;
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
      return rangeOf(formula.of, model, read);
    case "round":
      return roundedRange(formula, model, read);
    case "first":
      return formula.options.map((one) => rangeOf(one, model, read)).reduce(hullOf);
    case "case":
      return formula.arms
        .map(({ price }) => rangeOf(price, model, read))
        .reduce(hullOf, rangeOf(formula.otherwise, model, read));
    case "minimum":
    case "maximum": {
      const [a, b] = [rangeOf(formula.left, model, read), rangeOf(formula.right, model, read)];
      return formula.op === "minimum" ? lesser(a, b) : flip(lesser(flip(a), flip(b)));
    }
    default: {
      const [a, b] = [rangeOf(formula.left, model, read), rangeOf(formula.right, model, read)];
      if (formula.op === "add") return sumOf(a, b);
      if (formula.op === "subtract") return sumOf(a, flip(b));
      return formula.op === "multiply" ? productOf(a, b) : productOf(a, inverse(b));
    }
  }
}

/** A rounding goes to a multiple on one side of the value. */
function roundedRange({ of, rounding }: Extract<Formula, { op: "round" }>, model: ContractModel, read?: Read): Range {
  return roundedTo(rangeOf(of, model, read), parse(rounding.increment));
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
