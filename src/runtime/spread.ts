// Spreads: what a combination of contracts is worth, and at which prices its legs are booked.
import type { Amount, TickGrid, Worth } from "./book.ts";
import { money } from "./book.ts";
import type { Rational, RoundingMode } from "./exact.ts";
import { add, divide, fromInteger, multiply, roundTo, show, subtract, toFixed, ZERO } from "./exact.ts";
import { readFields, readList, readPrice, readWhole, refuseAt } from "./input.ts";
import type { Step } from "./pool.ts";

/** A leg: its contracts in one spread, how often the price counts its price, and what a price of 1 is worth per contract. */
export type SpreadLeg = {
  readonly name: string;
  readonly lots: bigint;
  readonly weight: Rational;
  readonly multiplier: Rational;
  readonly tick: TickGrid;
  readonly signed: boolean;
  /** Whether a trade books it at its settlement; the one that is not takes what the others leave. */
  readonly anchored: boolean;
  readonly clause: string;
};

/** The terms of a spread as its calculator has them. */
export type SpreadTerms = {
  readonly legs: readonly SpreadLeg[];
  readonly tick: TickGrid;
  readonly signed: boolean;
  /** How settlements are rounded before they are prices of legs. */
  readonly round?: {
    readonly mode: RoundingMode;
    readonly increment: Rational;
    readonly text: string;
    readonly clause: string;
  };
  readonly priceClause: string;
  readonly legPricesClause: string;
};

/** One leg of a trade: bought lots are above zero. */
export type BookedLeg = { readonly leg: string; readonly lots: string; readonly price: string };

/** The exact price of the spread that prices of its legs, in their order, make: `{ value, steps }`. */
export function spreadValue(
  terms: SpreadTerms,
  input: unknown,
): { readonly value: string; readonly steps: readonly Step[] } {
  const { prices } = readFields(input, "", ["prices"]);
  const read = readLegPrices(terms, prices, "prices");
  const value = sumOf(terms, read);
  return {
    value: show(value),
    steps: [...counted(terms, read), { text: "price", value: show(value), clause: terms.priceClause }],
  };
}

/**
 * The legs of a trade at `price`: those that are anchored at their settlements, rounded where the spec says so, and the other at what makes
 * them add up to the price exactly. `settlements` are those of the anchored legs, in their order. Refused: `off-tick`, and with
 * `negative-price` a leg that would have to trade below zero and may not.
 */
export function legPricesOf(
  terms: SpreadTerms,
  input: unknown,
): { readonly value: string; readonly legs: readonly BookedLeg[]; readonly steps: readonly Step[] } {
  const { price, lots, settlements } = readFields(input, "", ["price", "lots", "settlements"]);
  const whole = readWhole(lots, "lots");
  if (whole === 0n) refuseAt("lots", "not-positive", "a number of spreads other than zero", "0");
  const { value, prices, steps } = assigned(terms, price, settlements);
  const legs = terms.legs.map((leg, at) => ({
    leg: leg.name,
    lots: String(leg.lots * whole),
    price: toFixed(prices[at] as Rational, leg.tick.decimals),
  }));
  return { value: toFixed(value, terms.tick.decimals), legs, steps };
}

/**
 * What a trade of `lots` spreads at `price` has gained on its first day: each leg from the price it was booked at to its settlement of the day.
 * `before` are the settlements of the anchored legs before the trade, `settlements` those of all legs on the day, both in the order of the legs.
 */
export function spreadVariation(
  terms: SpreadTerms,
  worth: Worth,
  input: unknown,
): {
  readonly amount: Amount;
  readonly legs: readonly (BookedLeg & { readonly amount: Amount })[];
  readonly steps: readonly Step[];
} {
  const { price, lots, before, settlements } = readFields(input, "", ["price", "lots", "before", "settlements"]);
  const booked = legPricesOf(terms, { price, lots, settlements: before });
  const today = readLegPrices(terms, settlements, "settlements");
  const amounts = terms.legs.map((leg, at) => {
    const change = subtract(today[at] as Rational, readPrice(booked.legs[at]?.price, "", true));
    return multiply(multiply(change, leg.multiplier), fromInteger(BigInt(booked.legs[at]?.lots ?? "0")));
  });
  const steps = amounts.map((amount, at) => {
    const { name, clause } = terms.legs[at] as SpreadLeg;
    return { text: `${name}: what it gains`, value: show(amount), clause };
  });
  const legs = booked.legs.map((leg, at) => ({ ...leg, amount: money(worth, amounts[at] as Rational) }));
  return { amount: money(worth, amounts.reduce(add, ZERO)), legs, steps: [...booked.steps, ...steps] };
}

/**
 * The same as `legPrices` for a whole column of trades: entry i of each column is of trade i, `settlements` one column for each anchored leg.
 * What comes back is a column of prices for each leg.
 */
export function legPriceColumns(terms: SpreadTerms, input: unknown): { readonly legs: readonly (readonly string[])[] } {
  const { price, settlements } = readFields(input, "", ["price", "settlements"]);
  const prices = readList(price, "price", (one) => one);
  const columns = readList(settlements, "settlements", (one, place) => readList(one, place, (entry) => entry));
  const anchored = terms.legs.filter((leg) => leg.anchored).length;
  if (columns.length !== anchored) refuseAt("settlements", "wrong-length", `${anchored} columns`, `${columns.length}`);
  columns.forEach((column, at) => {
    if (column.length !== prices.length)
      refuseAt(`settlements[${at}]`, "wrong-length", `${prices.length} entries`, `${column.length}`);
  });
  const legs: string[][] = terms.legs.map(() => []);
  prices.forEach((one, row) => {
    const { prices: found } = assigned(
      terms,
      one,
      columns.map((column) => column[row]),
      `[${row}]`,
    );
    terms.legs.forEach((leg, at) => legs[at]?.push(toFixed(found[at] as Rational, leg.tick.decimals)));
  });
  return { legs };
}

type Assigned = { readonly value: Rational; readonly prices: readonly Rational[]; readonly steps: readonly Step[] };

function assigned(terms: SpreadTerms, price: unknown, settlements: unknown, row = ""): Assigned {
  const value = readPrice(price, `price${row}`, terms.signed, terms.tick.increment);
  const anchors = terms.legs.filter((leg) => leg.anchored);
  const given = readList(settlements, "settlements", (one) => one);
  if (given.length !== anchors.length)
    refuseAt("settlements", "wrong-length", `${anchors.length} settlements`, `${given.length}`);
  const steps: Step[] = [{ text: "price of the spread", value: show(value), clause: terms.priceClause }];
  let next = 0;
  const known = terms.legs.map((leg) => {
    if (!leg.anchored) return undefined;
    const at = next++;
    const settled = readPrice(given[at], `settlements[${at}]${row}`, leg.signed, leg.tick.increment);
    const { round } = terms;
    const booked = round === undefined ? settled : roundTo(settled, round.increment, round.mode);
    steps.push({ text: `${leg.name} at its settlement`, value: show(settled), clause: terms.legPricesClause });
    if (round !== undefined)
      steps.push({ text: `${leg.name}: ${round.text}`, value: show(booked), clause: round.clause });
    return booked;
  });
  const others = terms.legs.reduce(
    (sum, { weight }, at) => (known[at] === undefined ? sum : add(sum, multiply(weight, known[at]))),
    ZERO,
  );
  const prices = terms.legs.map((leg, at) => {
    const anchor = known[at];
    if (anchor !== undefined) return anchor;
    const left = divide(subtract(value, others), leg.weight);
    steps.push({ text: `${leg.name} follows from the price`, value: show(left), clause: terms.legPricesClause });
    return readPrice(show(left), leg.name, leg.signed, leg.tick.increment);
  });
  return { value, prices, steps };
}

function readLegPrices({ legs }: SpreadTerms, prices: unknown, place: string): Rational[] {
  const given = readList(prices, place, (one) => one);
  if (given.length !== legs.length) refuseAt(place, "wrong-length", `${legs.length} prices`, `${given.length}`);
  return legs.map(({ signed, tick }, at) => readPrice(given[at], `${place}[${at}]`, signed, tick.increment));
}

function sumOf({ legs }: SpreadTerms, prices: readonly Rational[]): Rational {
  return legs.reduce((sum, { weight }, at) => add(sum, multiply(weight, prices[at] as Rational)), ZERO);
}

function counted({ legs }: SpreadTerms, prices: readonly Rational[]): Step[] {
  return legs.map(({ name, weight, clause }, at) => ({
    text: `${name}, counted ${show(weight)} times`,
    value: show(multiply(weight, prices[at] as Rational)),
    clause,
  }));
}
