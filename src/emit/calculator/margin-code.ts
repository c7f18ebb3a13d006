import { type Held, moneyRanges, type MoneyRanges, wholeMoney } from "../../prove/money-ranges.ts";
import type { Perpetual } from "../../model/model.ts";
import { divide, multiply, parse, show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { currencyOf, minorUnit } from "../../value/currency.ts";
import { clausesIn } from "../dependencies.ts";
import type { Code, Declaration } from "./code.ts";
import { call, constant, count, flag, handing, list, number, object, text, whole } from "./code.ts";
import type { Section } from "./index-code.ts";
import type { SpecText } from "./spec-text.ts";
import { commentLines, decimalsOf } from "./spec-text.ts";

/** What amounts of a product are rounded to where it is asked for: the minor unit of its currency, where its own amounts are finer. */
export type Coarser = { readonly amount: string; readonly divisor: bigint };

/** The coarser amount of a product, or nothing where its amounts are whole minor units anyway. */
export function coarserOf({ tickValueExactTo }: Pick<Held, "tickValueExactTo">): Coarser | undefined {
  const currency = currencyOf(tickValueExactTo.currency);
  const minor = currency && minorUnit(currency);
  const count = minor && divide(minor, parse(tickValueExactTo.amount));
  return minor && count && count.d === 1n && count.n > 1n ? { amount: show(minor), divisor: count.n } : undefined;
}

/** The range proof of a product's margins over columns. */
export function marginRanges(product: Held): MoneyRanges {
  return moneyRanges(product, coarserOf(product)?.divisor);
}

/** The terms of a product's margins in whole numbers, for the runtime. */
export function marginTerms(product: Held): Code {
  const { price, tickValueExactTo } = product;
  const { priceUnit, factor, ticks: counts } = wholeMoney(product);
  const { most } = marginRanges(product);
  return object("MarginTerms", {
    currency: text(tickValueExactTo.currency),
    priceUnit: number(show(priceUnit)),
    amountUnit: number(tickValueExactTo.amount),
    decimals: count(decimalsOf(tickValueExactTo.amount)),
    factor: whole(factor),
    signed: flag(price.signed),
    ticks: list(counts.map(count)),
    most: most === undefined ? undefined : count(most),
  });
}

/** The coarser amount for the runtime. */
export function coarserTerms(product: Held): Code | undefined {
  const coarser = coarserOf(product);
  const decimals = coarser && count(decimalsOf(coarser.amount));
  return coarser && object("Coarser", { divisor: whole(coarser.divisor), decimals }, false);
}

/** Amount units of one lot for one step of what funding pays a unit; undefined where a step is worth no whole number of them. */
export function fundingFactor({ size, tickValueExactTo, funding }: Perpetual): bigint | undefined {
  const worth = multiply(parse(funding.pay.round.increment), numberOf(size.value));
  const { n, d } = divide(worth, parse(tickValueExactTo.amount));
  return d === 1n ? n : undefined;
}

/** The function of funding in columns; nothing where a step is worth no whole number of what amounts are exact to. */
export function fundingColumnsCode(perpetual: Perpetual): Section {
  const factor = fundingFactor(perpetual);
  if (factor === undefined) return { parts: [], trace: [] };
  const { size, price, ticks, tickValueExactTo, funding } = perpetual;
  const terms = object("MarginTerms", {
    currency: text(tickValueExactTo.currency),
    priceUnit: number(funding.pay.round.increment),
    amountUnit: number(tickValueExactTo.amount),
    decimals: count(decimalsOf(tickValueExactTo.amount)),
    factor: whole(factor),
    signed: flag(true),
    ticks: list([]),
    most: undefined,
  });
  const doc = "What the positions of a column pay or receive for an interval, in whole numbers.";
  const body = call("fundingOfLots", "terms", "fundings", "columns");
  return {
    parts: [constant("fundings", terms), handing("fundingOfColumns", ["columns"], doc, body)],
    trace: [{ at: "#fundingOfColumns", clauses: clausesIn([size, price, ticks, tickValueExactTo, funding]) }],
  };
}

/** The functions of positions in columns, with the proof of their ranges above them. */
export function marginCode(product: Held, spec: SpecText): Section {
  const { size, price, payment, ticks, tickValueExactTo } = product;
  const ranges = marginRanges(product);
  const coarser = coarserOf(product);
  const terms = marginTerms(product);
  const rounded = coarserTerms(product);
  const parts: Declaration[] = [
    constant("margins", terms, rangeComment(ranges, spec)),
    handing(
      "variationMarginOfColumns",
      ["columns"],
      "The variation margin of positions in columns of whole numbers.",
      call("marginsOf", "margins", "columns"),
    ),
    ...(rounded === undefined
      ? []
      : [
          handing(
            "roundedVariationMarginOfColumns",
            ["columns", "mode"],
            `The same, each rounded to ${coarser?.amount} ${tickValueExactTo.currency} in the mode named.`,
            call("roundedMarginsOf", "margins", rounded, "columns", "mode"),
          ),
        ]),
  ];
  const names = ["variationMarginOfColumns", ...(coarser === undefined ? [] : ["roundedVariationMarginOfColumns"])];
  const clauses = clausesIn([size, price, payment, ticks, tickValueExactTo]);
  return {
    parts,
    trace: names.map((name) => ({ at: `#${name}`, clauses })),
    ranges: names.slice(0, 1).map((name) => ({ ...ranges, at: `#${name}` })),
  };
}

/** The proof in words, a line a step; `told` is its end where a target has its own. */
export function rangeComment({ kernel, steps, missing }: MoneyRanges, spec: SpecText, told?: string): string[] {
  const said = steps.flatMap(({ step, formula, unit, low, high, width, because, clauses }) => {
    const where = clauses.length === 0 ? "" : ` (${[...new Set(clauses.map(spec.where))].join(", ")})`;
    const name = step === formula ? step : `${step} = ${formula}`;
    return commentLines(`${name}: ${low} to ${high} in ${unit}, ${width}: ${because}${where}.`, "//   ")
      .replace(/^\/\/ /gm, "")
      .split("\n");
  });
  const end =
    told !== undefined
      ? told
      : kernel === "proved"
        ? "Proved: every step fits into a double but the total, which is added exactly."
        : `Not proved, so every row is looked at: ${missing.map(({ wanted, clause }) => `${wanted} (${spec.where(clause)}), would prove it`).join("; ")}.`;
  return [
    "Whole numbers of each step of a position, and what holds them:",
    ...said,
    ...commentLines(end, "// ")
      .replace(/^\/\/ /gm, "")
      .split("\n"),
  ];
}
