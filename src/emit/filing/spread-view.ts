import type { SpreadMonth } from "../../model/model.ts";
import { absolute, divide, multiples, parse, show } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { clausesIn } from "../dependencies.ts";
import { clausesBehindSpread, outrightOf } from "../calculator/spread-code.ts";
import { dayClausesOfSpread } from "../spread/origins.ts";
import { roundingWords } from "./formula-words.ts";
import type { SpreadSubject } from "./names.ts";
import { isStrip, legMonth, legsWords, legWords, lotsWords, monthNames, priceWords, sideOf } from "./spread-words.ts";
import { term, type Term } from "./term.ts";
import { moneyWords, quantity, shortQuantity, unitWords } from "./units.ts";
import { capital, count, list, periodName, plural, shortDate, spaced } from "./words.ts";

/** What a spread is made of: its legs with their contracts, how their prices make its own and what they are booked at. */
export function spreadView({ product, model }: SpreadSubject) {
  const { legs, price, size, ticks, contract } = product;
  const worth = [...clausesIn([legs]), size.clause, price.clause];
  const names = monthNames(product);
  const months = [...clausesIn([legs]), product.listing.clause];
  return {
    period: term(contract.period, contract.clause),
    periods: term(plural(contract.period), contract.clause),
    all: term(legsWords(product), ...clausesIn([legs]), contract.clause),
    legs: legs.map((leg) => ({
      name: term(legWords(product, leg), leg.clause),
      buyer: term(leg.lots < 0 ? "sells" : "buys", leg.clause),
      seller: term(leg.lots < 0 ? "buys" : "sells", leg.clause),
      buyerPast: term(sideOf(leg), leg.clause),
      lots: term(lotsWords(leg), leg.clause),
      sign: term(signed(leg.lots), leg.clause),
      opposite: term(signed(-leg.lots), leg.clause),
      title: term(leg.title, leg.clause),
      code: term(leg.product, leg.clause),
      month: term(legMonth(product, leg), leg.clause, contract.clause),
      unit: term(unitWords(leg.unit), leg.clause, ...clausesIn([leg.because])),
      tick: term(shortQuantity(leg.tick.increment, leg.unit), ...clausesIn([leg.tick])),
    })),
    order: names.length === 1 ? null : term(list(names.map((one) => `“${one}”`)), ...months),
    strip: isStrip(product) ? term("one after another", ...months) : null,
    unit: term(unitWords(price.unit), price.clause),
    price: term(priceWords(product), ...worth),
    signed: price.signed ? term("below zero", price.clause) : null,
    unsigned: term("not below zero", price.clause),
    size: term(quantity(size.value, size.unit), ...worth),
    exactTo: term(
      moneyWords(product.tickValueExactTo.amount, product.tickValueExactTo.currency),
      product.tickValueExactTo.clause,
    ),
    ticks: ticks.map((tick) => ({
      role: term(spaced(tick.role), tick.clause),
      increment: term(shortQuantity(tick.increment, price.unit), tick.clause, price.clause),
      decimals: term(count(tick.decimals, "decimal"), tick.clause),
      value: term(moneyWords(tick.value.amount, tick.value.currency), tick.clause, ...worth),
    })),
    booked: bookedView(product),
    behind: term("assigned", ...clausesBehindSpread(product)),
    months: monthsOf({ product, model }),
    ...endsView({ product, model }),
  };
}

/** `+2 contracts`, `−1 contract`. */
function signed(lots: number): string {
  return `${lots < 0 ? "−" : "+"}${count(Math.abs(lots), "contract")}`;
}

/** At which price each leg of a trade is booked. */
function bookedView(product: SpreadSubject["product"]) {
  const { legs, legPrices } = product;
  const anchored = legs.filter((one) => one.anchored);
  const free = legs.find((one) => !one.anchored);
  if (free === undefined) throw new Error(`${product.id} anchors every leg`);
  const [first = free] = anchored;
  const named = (all: typeof legs): Term =>
    term(list(all.map((leg) => legWords(product, leg))), legPrices.clause, ...clausesIn([all]));
  const outright = outrightOf(product);
  const weight = absolute(numberOf(free.weight));
  const moved = divide(parse(outright.increment), weight);
  const stepClauses = [outright.clause, ...clausesBehindSpread(product)];
  return {
    at: named(anchored),
    several: anchored.length > 1 ? term("each", legPrices.clause) : null,
    free: named([free]),
    round:
      legPrices.round === undefined
        ? null
        : term(roundingWords(legPrices.round, first.unit), ...clausesIn([legPrices])),
    // Only what is left over can come out below zero: settlements are what they are.
    refused: free.signed ? null : named([free]),
    step: {
      moved: term(shortQuantity(show(moved), free.unit), ...stepClauses),
      multiples: term(
        count(multiples(moved, parse(free.tick.increment)), "increment"),
        ...stepClauses,
        ...clausesIn([free.tick]),
      ),
    },
  };
}

/** The end of trading in a spread, and the first of the ends of its legs. */
type Ends = { readonly own: string; readonly first: string };

function endsOf({ month }: SpreadMonth, combination: SpreadMonth["combinations"][number]): Ends {
  const own = month.dates.find(({ name }) => name === "last-trading-day")?.date ?? month.listed;
  const [first = own] = combination.legs.map((leg) => leg.lastTradingDay).sort();
  return { own, first };
}

/** Every combination that is listed on the first day, in the order of its months: its legs and its days. */
function monthsOf({ product, model }: Pick<SpreadSubject, "product" | "model">) {
  const days = dayClausesOfSpread(model, product);
  const on = (text: string): Term => term(text, ...days);
  return product.contracts.flatMap((one) =>
    one.combinations.map((combination) => {
      const { own, first } = endsOf(one, combination);
      return {
        name: on(periodName(one.month.period)),
        code: on(combination.code),
        legs: on(
          capital(
            list(
              combination.legs.map((leg) => `${lotsWords(leg).replace(/ contracts?$/, "")} ${leg.code} ${sideOf(leg)}`),
            ),
          ),
        ),
        listed: on(shortDate(one.month.listed)),
        dates: one.month.dates.map(({ date }) => on(shortDate(date))),
        last: on(shortDate(own)),
        first: on(shortDate(first)),
      };
    }),
  );
}

/** Whether every combination that is listed ends with its first leg or before it. */
function endsView({ product, model }: Pick<SpreadSubject, "product" | "model">) {
  const days = dayClausesOfSpread(model, product);
  const all = product.contracts.flatMap((one) =>
    one.combinations.map((each) => ({ code: each.code, ...endsOf(one, each) })),
  );
  const late = all.filter(({ own, first }) => own > first).map(({ code }) => code);
  const earlier = all.every(({ own, first }) => own < first);
  return {
    count: term(count(all.length, "spread"), ...days),
    late: late.length === 0 ? null : term(list(late), ...days),
    earlier: earlier && all.length > 0 ? term("before", ...days) : null,
  };
}
