import type { Spread } from "../../model/model.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, fromInteger, multiply, parse, show, toFixed, ZERO } from "../../runtime/exact.ts";
import { legName, outrightOf } from "../calculator/spread-code.ts";
import { interpretLegGain, interpretLegPrices, interpretSpreadPrice, spreadMoney } from "./interpret-spread.ts";
import type { Vector } from "./vector.ts";
import { basePrice, refusedVector, seedOf, vectorOf } from "./vector.ts";

/** How many spreads each vector of a trade is of: bought and sold. */
const LOTS = [1n, 7n, -4n];

/** Vectors of a spread: its price, the prices of its legs, columns of them, what a trade gains, and what is refused. */
export function spreadVectors(spread: Spread): Vector[] {
  const { id, legs, price } = spread;
  const tick = outrightOf(spread);
  const settled = legs.map((leg) => basePrice(seedOf(`${id} ${legName(leg)}`), leg.tick.increment));
  const written = legs.map((leg, at) => toFixed(settled[at] as Rational, leg.tick.decimals));
  const anchors = settled.filter((_, at) => legs[at]?.anchored);
  const given = written.filter((_, at) => legs[at]?.anchored);
  const prices = dealt(spread, anchors);
  const books = prices.flatMap((one) =>
    LOTS.map((lots) =>
      vectorOf(
        `${id}: legs of ${lots} at ${one}`,
        "legPrices",
        [{ price: one, lots: String(lots), settlements: given }],
        () => {
          const booked = interpretLegPrices(spread, parse(one), anchors);
          return {
            value: one,
            legs: legs.map((leg, at) => ({
              leg: legName(leg),
              lots: String(BigInt(leg.lots) * lots),
              price: toFixed(booked[at] as Rational, leg.tick.decimals),
            })),
          };
        },
        () => ["legs"],
      ),
    ),
  );
  const columns = vectorOf(
    `${id}: legs of a column of trades`,
    "legPricesInColumns",
    [{ price: prices, settlements: given.map((one) => prices.map(() => one)) }],
    () => ({
      legs: legs.map((leg, at) =>
        prices.map((one) =>
          toFixed(interpretLegPrices(spread, parse(one), anchors)[at] as Rational, leg.tick.decimals),
        ),
      ),
    }),
    () => ["columns"],
  );
  const value = vectorOf(
    `${id}: price of the spread`,
    "spreadPrice",
    [{ prices: written }],
    () => ({ value: show(interpretSpreadPrice(spread, settled)) }),
    () => ["price"],
  );
  const base = { price: prices[0] ?? "0", lots: "1", settlements: given };
  const between = show(multiply(parse(tick.increment), parse("0.5")));
  return [
    value,
    ...books,
    columns,
    ...prices.map((one) => gains(spread, one, anchors, given, settled, written)),
    refusedVector(`${id}: a price between two ticks`, "legPrices", [{ ...base, price: between }], "off-tick"),
    refusedVector(`${id}: no spreads at all`, "legPrices", [{ ...base, lots: "0" }], "not-positive"),
    refusedVector(`${id}: a settlement missing`, "legPrices", [{ ...base, settlements: [] }], "wrong-length"),
    ...(price.signed
      ? []
      : [refusedVector(`${id}: a price below zero`, "legPrices", [{ ...base, price: "-1" }], "negative-price")]),
  ];
}

/** Prices on the spread's tick around the one that books every leg near its settlement; all of them leave prices of legs above zero. */
function dealt(spread: Spread, anchors: readonly Rational[]): string[] {
  const { increment, decimals } = outrightOf(spread);
  const free = spread.legs.find((leg) => !leg.anchored);
  if (free === undefined) throw new Error(`${spread.id} anchors every leg`);
  const least = interpretLegPrices(spread, ZERO, anchors)[spread.legs.indexOf(free)] as Rational;
  const sold = free.lots < 0;
  // The price at which the leg that is left trades at 2, to the tick.
  const wanted = interpretSpreadPrice(
    spread,
    spread.legs.map((leg) => (leg === free ? parse("2") : ZERO)),
  );
  const others = interpretSpreadPrice(
    spread,
    spread.legs.map((leg) => (leg === free ? { n: -least.n, d: least.d } : ZERO)),
  );
  const whole = add(wanted, others);
  const ticks = (whole.n * parse(increment).d) / (whole.d * parse(increment).n);
  const around = [0n, 1n, sold ? -40n : 40n, sold ? -3n : 3n];
  return around.flatMap((more) => {
    const price = multiply(parse(increment), fromInteger(ticks + more));
    return !spread.price.signed && price.n < 0n ? [] : [toFixed(price, decimals)];
  });
}

function gains(
  spread: Spread,
  price: string,
  anchors: readonly Rational[],
  before: readonly string[],
  settled: readonly Rational[],
  settlements: readonly string[],
): Vector {
  const { legs, price: terms } = spread;
  const lots = -3n;
  return vectorOf(
    `${spread.id}: what ${lots} at ${price} have gained`,
    "variationMargin",
    [{ price, lots: String(lots), before, settlements }],
    () => {
      const booked = interpretLegPrices(spread, parse(price), anchors);
      const amounts = legs.map((leg, at) =>
        interpretLegGain(leg, booked[at] as Rational, settled[at] as Rational, lots),
      );
      const money = (amount: Rational) => ({ amount: spreadMoney(spread, amount), currency: terms.currency });
      return { amount: money(amounts.reduce(add, ZERO)), legs: amounts.map((one) => ({ amount: money(one) })) };
    },
    () => ["gain"],
  );
}

/** Every function of a spread. */
export function spreadBranches({ price, legPrices, size }: Spread): {
  readonly function: string;
  readonly tier: string;
  readonly clause: string;
}[] {
  return [
    { function: "spreadPrice", tier: "price", clause: price.clause },
    { function: "legPrices", tier: "legs", clause: legPrices.clause },
    { function: "legPricesInColumns", tier: "columns", clause: legPrices.clause },
    { function: "variationMargin", tier: "gain", clause: size.clause },
  ];
}
