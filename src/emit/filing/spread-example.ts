import { parse, type Rational, show, subtract, toFixed } from "../../runtime/exact.ts";
import { clausesBehind, vectorsFile } from "../vectors/emitter.ts";
import { interpretLegPrices, interpretSpreadPrice } from "../vectors/interpret-spread.ts";
import type { SpreadSubject } from "./names.ts";
import { legWords } from "./spread-words.ts";
import { term, type Term } from "./term.ts";
import { moneyWords, quantity, shortQuantity } from "./units.ts";
import { casesOf } from "./view-example.ts";
import { count } from "./words.ts";

type Money = { readonly amount: string; readonly currency: string };
type Given = {
  readonly price: string;
  readonly lots: string;
  readonly before: readonly string[];
  readonly settlements: readonly string[];
};
type Returned = { readonly amount: Money; readonly legs: readonly { readonly amount: Money }[] };

/**
 * A spread dealt and settled: what each leg is booked at, that the price agreed on comes out, and what the legs gain until they are settled. Prices are
 * made up; the trade is a vector that the calculators are held to.
 */
export function spreadExample(subject: SpreadSubject) {
  return { trade: tradeExample(subject), cases: casesOf(subject) };
}

function tradeExample({ product, model }: SpreadSubject) {
  const { legs, price, size } = product;
  const anchored = legs.flatMap((leg, at) => (leg.anchored ? [at] : []));
  const gains = vectorsFile(model).vectors.flatMap((one, number) => {
    const { returns } = one.expected as { readonly returns?: Returned };
    return one.function === "variationMargin" && returns !== undefined
      ? [{ number, given: one.arguments[0] as Given, returns }]
      : [];
  });
  // One whose settlements of the day before are others than those that follow: every leg gains or loses.
  const chosen =
    gains.find(({ given }) => anchored.every((leg, at) => given.before[at] !== given.settlements[leg])) ?? gains[0];
  if (chosen === undefined) throw new Error(`${product.id} has no vector of what a trade gains`);
  const { number, given, returns } = chosen;
  const dealt = parse(given.price);
  const booked = interpretLegPrices(product, dealt, given.before.map(parse));
  const settled = interpretSpreadPrice(product, given.settlements.map(parse));
  const total = BigInt(given.lots);
  const clauses = [...clausesBehind(model, "variationMargin"), product.tickValueExactTo.clause];
  const on = (text: string): Term => term(text, ...clauses);
  const quoted = (value: Rational): Term => on(shortQuantity(show(value), price.unit));
  const dealtWords = (lots: bigint, noun: string): string =>
    `${count(lots < 0n ? -lots : lots, noun)} ${lots < 0n ? "sold" : "bought"}`;
  const combination = product.contracts.find((one) => one.combinations.length > 0)?.combinations[0];
  return {
    code: combination === undefined ? null : on(combination.code),
    number: on(String(number)),
    trade: on(dealtWords(total, "spread")),
    price: quoted(dealt),
    legs: legs.map((leg, at) => {
      const before = given.before[anchored.indexOf(at)];
      const [gain, settlement] = [returns.legs[at]?.amount.amount, given.settlements[at]];
      if (gain === undefined || settlement === undefined) throw new Error(`vector ${number} lacks leg ${at + 1}`);
      return {
        name: on(combination?.legs[at]?.code ?? legWords(product, leg)),
        what: on(dealtWords(BigInt(leg.lots) * total, "contract")),
        before: on(before === undefined ? "not read" : shortQuantity(before, leg.unit)),
        booked: on(shortQuantity(toFixed(booked[at] as Rational, leg.tick.decimals), leg.unit)),
        settled: on(shortQuantity(settlement, leg.unit)),
        gain: on(moneyWords(gain, price.currency)),
      };
    }),
    made: quoted(interpretSpreadPrice(product, booked)),
    settled: quoted(settled),
    change: quoted(subtract(settled, dealt)),
    size: on(quantity(size.value, size.unit)),
    amount: on(moneyWords(returns.amount.amount, price.currency)),
  };
}
