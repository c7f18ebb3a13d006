import type { Spread } from "../../model/model.ts";
import { numberOf } from "../../value/rational.ts";
import type { Rational } from "../../runtime/exact.ts";
import { add, divide, fromInteger, multiply, parse, show, toFixed, ZERO } from "../../runtime/exact.ts";
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
  const given = written.filter((_, at) => legs[at]?.anchored);
  const first = tradesOf(spread, settled, 0n);
  const prices = first.map((one) => one.price);
  const others = SHIFTS.flatMap((shift) => tradesOf(spread, settled, shift));
  const trades = [...first, ...others];
  // All numbers of spreads with the first settlements, one of them with the others.
  const books = [
    ...first.flatMap((trade) => LOTS.map((lots) => booking(spread, trade, lots))),
    ...others.map((trade, at) => booking(spread, trade, LOTS[at % LOTS.length] as bigint)),
  ];
  const columns = vectorOf(
    `${id}: legs of a column of trades, each with settlements of its own`,
    "legPricesInColumns",
    [
      {
        price: trades.map((one) => one.price),
        settlements: given.map((_, at) => trades.map((one) => one.given[at] as string)),
      },
    ],
    () => ({
      legs: legs.map((leg, at) =>
        trades.map((one) =>
          toFixed(interpretLegPrices(spread, parse(one.price), one.anchors)[at] as Rational, leg.tick.decimals),
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
    ...trades.map((one) => gains(spread, one, settled, written)),
    ...belowZero(spread, trades),
    refusedVector(`${id}: a price between two ticks`, "legPrices", [{ ...base, price: between }], "off-tick"),
    refusedVector(`${id}: no spreads at all`, "legPrices", [{ ...base, lots: "0" }], "not-positive"),
    refusedVector(`${id}: a settlement missing`, "legPrices", [{ ...base, settlements: [] }], "wrong-length"),
    ...(price.signed
      ? signedTrade(spread, trades)
      : [refusedVector(`${id}: a price below zero`, "legPrices", [{ ...base, price: "-1" }], "negative-price")]),
  ];
}

/** A trade: its price, and the settlements of the anchored legs before it, exact and as they are given. */
type Trade = { readonly price: string; readonly anchors: readonly Rational[]; readonly given: readonly string[] };

/** By how many of its steps each next anchored leg has settled elsewhere: off any coarser step, and not all by the same. */
const SHIFTS = [1n, 2n, 3n];

function tradesOf(spread: Spread, settled: readonly Rational[], shift: bigint): Trade[] {
  const anchored = spread.legs.flatMap((leg, at) => (leg.anchored ? [{ leg, settled: settled[at] as Rational }] : []));
  const anchors = anchored.map((one, at) =>
    add(one.settled, multiply(parse(one.leg.tick.increment), fromInteger(shift * BigInt(at * 2 + 1)))),
  );
  const given = anchored.map(({ leg }, at) => toFixed(anchors[at] as Rational, leg.tick.decimals));
  return dealt(spread, anchors).map((price) => ({ price, anchors, given }));
}

function booking(spread: Spread, { price, anchors, given }: Trade, lots: bigint): Vector {
  return vectorOf(
    `${spread.id}: legs of ${lots} at ${price} with settlements ${given.join(", ")}`,
    "legPrices",
    [{ price, lots: String(lots), settlements: given }],
    () => {
      const booked = interpretLegPrices(spread, parse(price), anchors);
      return {
        value: price,
        legs: spread.legs.map((leg, at) => ({
          leg: legName(leg),
          lots: String(BigInt(leg.lots) * lots),
          price: toFixed(booked[at] as Rational, leg.tick.decimals),
        })),
      };
    },
    () => ["legs"],
  );
}

/** A trade whose last leg would have a price below zero, where that leg may have none. */
function belowZero(spread: Spread, [trade]: readonly Trade[]): Vector[] {
  const free = spread.legs.find((leg) => !leg.anchored);
  if (trade === undefined || free === undefined || free.signed) return [];
  const { increment, decimals } = outrightOf(spread);
  // From the middle, where it is at 2 or so, three whole prices further down.
  const down = multiply(numberOf(free.weight), fromInteger(-3));
  const moved = add(parse(trade.price), down);
  const price = multiply(
    parse(increment),
    fromInteger(divide(moved, parse(increment)).n / divide(moved, parse(increment)).d),
  );
  if (!spread.price.signed && price.n < 0n) return [];
  const given = { price: toFixed(price, decimals), lots: "1", settlements: trade.given };
  return [refusedVector(`${spread.id}: a leg that would be below zero`, "legPrices", [given], "negative-price")];
}

/** A trade one tick below zero, where a spread may cost less than nothing and every leg has its price all the same. */
function signedTrade(spread: Spread, [trade]: readonly Trade[]): Vector[] {
  if (trade === undefined) return [];
  const { increment, decimals } = outrightOf(spread);
  const price = multiply(parse(increment), fromInteger(-1));
  const booked = interpretLegPrices(spread, price, trade.anchors);
  if (spread.legs.some((leg, at) => !leg.signed && (booked[at] as Rational).n < 0n)) return [];
  return [booking(spread, { ...trade, price: toFixed(price, decimals) }, 2n)];
}

/** How many ticks from the middle trades are dealt at, for a leg that is bought; the other way for one that is sold. */
const AROUND = [0n, 1n, 40n, 3n];

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
  return AROUND.map((more) => (sold && more > 1n ? -more : more)).flatMap((more) => {
    const price = multiply(parse(increment), fromInteger(ticks + more));
    return !spread.price.signed && price.n < 0n ? [] : [toFixed(price, decimals)];
  });
}

function gains(
  spread: Spread,
  { price, anchors, given: before }: Trade,
  settled: readonly Rational[],
  settlements: readonly string[],
): Vector {
  const { legs, price: terms } = spread;
  const lots = -3n;
  return vectorOf(
    `${spread.id}: what ${lots} at ${price} have gained since ${before.join(", ")}`,
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
