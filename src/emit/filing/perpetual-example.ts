import { fundingTimes } from "../../model/from-ast/perpetual-sessions.ts";
import type { Perpetual } from "../../model/model.ts";
import { add, fromInteger, multiply, parse, type Rational, show, subtract, toFixed } from "../../runtime/exact.ts";
import { marketReads } from "../calculator/perpetual-code.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { clausesBehind } from "../vectors/emitter.ts";
import {
  interpretFunding,
  interpretFundingPayment,
  interpretFundingSteps,
  interpretMarkPrice,
  type Market,
} from "../vectors/interpret-perpetual.ts";
import { fundingAmount, rateUnit } from "./funding-words.ts";
import type { PerpetualSubject } from "./names.ts";
import { term, type Term } from "./term.ts";
import { moneyWords, quantity, shortQuantity } from "./units.ts";
import { casesOf, LOTS } from "./view-example.ts";
import { capital, clock, count, thousands } from "./words.ts";

/**
 * Funding worked out: the samples of an interval and every step to what each side pays, further intervals that end in each other way, a mark and what its
 * change comes to. Prices are made up; results are those of the model's interpreter, which the calculators are held to.
 */
export function perpetualExample(subject: PerpetualSubject) {
  return {
    funding: fundingExample(subject),
    intervals: intervalsExample(subject),
    mark: markExample(subject),
    cases: casesOf(subject),
    lots: term(thousands(LOTS), subject.product.clause),
  };
}

/** The names of what samples and marks are made of, as heads of columns. */
const HEADS: { readonly [name: string]: string | undefined } = {
  midpoint: "midpoint",
  last: "last trade",
  index: "Index",
  mark: "mark",
};

/** The index of the example: of so few digits that shares of it end. */
function indexOf({ mark }: Perpetual): Rational {
  return multiply(parse(mark.round.increment), fromInteger(25_000));
}

/** A market some five-thousandths of the index away from it. */
function marketAt(perpetual: Perpetual, steps: number): Market {
  const index = indexOf(perpetual);
  const price = add(index, multiply(multiply(index, parse("0.0002")), fromInteger(steps)));
  return { midpoint: price, last: price, index, mark: price };
}

/** Steps away from the index, unlike each other, whose weighted mean is five: what one sample has more another has less, by its weight. */
function unlike(samples: number): number[] {
  const steps = Array.from({ length: samples }, () => 5);
  const by = [1, -1, 2, -2];
  for (let at = 1, turn = 0; 2 * at <= samples; at += 2, turn++) {
    const more = by[turn % by.length]!;
    steps[at - 1]! += 2 * more;
    steps[2 * at - 1]! -= more;
  }
  return steps;
}

const asked = (names: readonly string[], market: Market): Market =>
  Object.fromEntries(names.map((name) => [name, market[name] as Rational]));

/** What a position of so many contracts pays or receives. */
function flow(perpetual: Perpetual, amount: string, lots: bigint): string {
  const money = interpretFundingPayment(perpetual, parse(amount), lots);
  const { currency } = perpetual.price;
  if (/^-?0*\.?0*$/.test(money)) return "neither pay nor receive";
  return money.startsWith("-")
    ? `pay ${moneyWords(money.slice(1), currency)}`
    : `receive ${moneyWords(money, currency)}`;
}

function fundingExample({ product, model, names }: PerpetualSubject) {
  const { funding, price, size } = product;
  const unit = rateUnit(product);
  const own = marketReads(funding.sample.formula);
  const steps = unlike(funding.samples);
  const samples = steps.map((one) => asked(own, marketAt(product, one)));
  const end = marketAt(product, steps.at(-1) ?? 0);
  const made = interpretFundingSteps(product, samples, end);
  if (made === undefined) throw new Error("an interval without a missing sample has no rate");
  const clauses = [...clausesBehind(model, "fundingRate"), product.listing.clause];
  const on = (text: string): Term => term(text, ...clauses);
  const share = (value: Rational): Term => on(fundingAmount(show(value), unit, price.unit));
  const priced = (value: Rational): string => shortQuantity(show(value), price.unit);
  const reads = JSON.stringify(funding.rate.formula);
  const wanted = (["mean", "median", "weighted-mean"] as const).filter((one) => reads.includes(`"what":"${one}"`));
  const midnight = fundingTimes(funding)[0] ?? "00:00:00";
  const start = Number(midnight.slice(0, 2)) * 3_600_000 + Number(midnight.slice(3, 5)) * 60_000;
  const at = (part: number): string =>
    clock(new Date(start + (funding.every / funding.samples) * part).toISOString().slice(11, 19));
  const money = [...clauses, ...clausesBehind(model, "fundingPayments"), size.clause];
  const held = show(made.plain) === show(made.held);
  return {
    index: on(priced(indexOf(product))),
    title: term(names.index(product.underlying.index), product.underlying.clause),
    from: on(`${clock(midnight)} UTC`),
    until: on(`${at(funding.samples)} UTC`),
    heads: own.map((one) => on(capital(HEADS[one] ?? one))),
    rows: samples.map((one, place) => ({
      time: on(at(place + 1)),
      prices: own.map((name) => on(priced(one[name] as Rational))),
      value: share(made.values[place] as Rational),
    })),
    read: wanted.map((one) => ({ name: on(one.replace("-", " ")), value: share(made.read[one]) })),
    plain: share(made.plain),
    within: held ? on("within") : null,
    held: share(made.held),
    rate: share(made.rate),
    whole: on(priced(made.whole)),
    most: show(made.most) === show(made.whole) ? null : on(priced(made.most)),
    amount: on(priced(parse(made.amount))),
    lots: term(count(LOTS, "contract"), ...money),
    size: term(quantity(size.value, size.unit), ...money),
    long: term(flow(product, made.amount, BigInt(LOTS)), ...money),
    short: term(flow(product, made.amount, BigInt(-LOTS)), ...money),
  };
}

type Shape = readonly [name: string, stepOf: (at: number) => number | null];

/** An interval for each way that one can go: below the index, held by the clamp on both sides, with samples missing, without a payment. */
function intervalsExample({ product, model }: PerpetualSubject) {
  const { funding, price } = product;
  const { samples, missing } = funding;
  const own = marketReads(funding.sample.formula);
  const steps = unlike(samples);
  const taken = (stepOf: (at: number) => number | null) =>
    Array.from({ length: samples }, (_, at) => {
      const step = stepOf(at);
      return step === null ? null : asked(own, marketAt(product, step));
    });
  const tierAt = (step: number): string =>
    interpretFunding(
      product,
      taken(() => step),
      marketAt(product, step),
    ).tier;
  // A premium that the clamp holds, found by doubling; a formula may come to nothing whatever the premium is.
  let wide = 5;
  while (wide < 5 * 2 ** 20 && tierAt(wide) !== "clamped") wide *= 2;
  const shapes: Shape[] = [
    ["Every sample at the index", () => 0],
    ["Below the index by as much as above", (at) => -(steps[at] ?? 0)],
    ["Far above the index", () => wide],
    ["Far below the index", () => -Math.min(wide, 4_000)],
    ...(missing.most === 0
      ? []
      : [["As many of the first missing as may", (at: number) => (at < missing.most ? null : 5)] as const]),
    ["One more missing than may", (at) => (at <= missing.most ? null : 5)],
  ];
  const clauses = [...clausesBehind(model, "fundingRate"), ...clausesBehind(model, "fundingPayments")];
  const on = (text: string): Term => term(text, ...clauses);
  return shapes.map(([name, stepOf]) => {
    const given = taken(stepOf);
    const { tier, rate, amount } = interpretFunding(product, given, marketAt(product, 0));
    return {
      name: on(name),
      counted: on(thousands(given.filter((one) => one !== null).length)),
      rate: on(tier === "none" ? "none" : fundingAmount(show(rate), rateUnit(product), price.unit)),
      way: on(WAYS[tier]),
      amount: on(shortQuantity(show(parse(amount)), price.unit)),
      long: on(capital(flow(product, amount, BigInt(LOTS)))),
      short: on(capital(flow(product, amount, BigInt(-LOTS)))),
    };
  });
}

const WAYS = { rate: "by the formula", clamped: "held to the bound", none: "too many samples missing" } as const;

function markExample({ product, model }: PerpetualSubject) {
  const { mark, price, size, tickValueExactTo } = product;
  const index = indexOf(product);
  const step = parse(mark.round.increment);
  const market: Market = {
    midpoint: add(index, multiply(step, fromInteger(25))),
    last: add(index, multiply(step, fromInteger(-40))),
    index,
  };
  const value = interpretMarkPrice(product, market);
  const previous = toFixed(subtract(parse(value), multiply(step, fromInteger(37))), decimalsOf(mark.round.increment));
  const change = subtract(parse(value), parse(previous));
  const money = (lots: number): string =>
    toFixed(multiply(multiply(change, parse(size.value)), fromInteger(lots)), decimalsOf(tickValueExactTo.amount));
  const clauses = clausesBehind(model, "markPrice");
  const on = (text: string): Term => term(text, ...clauses);
  const paid = [...clauses, ...clausesBehind(model, "variationMargin")];
  return {
    prices: marketReads(...mark.of).map((name) => ({
      name: on(HEADS[name] ?? name),
      price: on(shortQuantity(show(market[name] as Rational), price.unit)),
    })),
    value: on(shortQuantity(show(parse(value)), price.unit)),
    previous: term(shortQuantity(show(parse(previous)), price.unit), ...paid),
    change: term(shortQuantity(show(change), price.unit), ...paid),
    lots: term(count(LOTS, "contract"), ...paid),
    size: term(quantity(size.value, size.unit), ...paid),
    amount: term(moneyWords(money(LOTS), price.currency), ...paid),
  };
}
