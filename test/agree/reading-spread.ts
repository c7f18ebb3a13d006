import type { Spread } from "../../src/model/model.ts";
import { type Fraction, fraction, less, minus, over, plus, read, round, times } from "./number.ts";

/** What a spread's trade comes to, read from the model alone: the price of each leg, or why there is none. */
export function readLegs(
  spread: Spread,
  price: string,
  settlements: readonly string[],
): readonly Fraction[] | "negative-price" {
  const { legs, legPrices } = spread;
  const waiting = [...settlements];
  const known = legs.map((leg) => {
    if (!leg.anchored) return undefined;
    const settled = read(waiting.shift() as string);
    return legPrices.round ? round(settled, read(legPrices.round.increment), legPrices.round.mode) : settled;
  });
  let rest = read(price);
  legs.forEach((leg, at) => {
    const one = known[at];
    if (one) rest = minus(rest, times(read(leg.weight), one));
  });
  const all = legs.map((leg, at) => known[at] ?? over(rest, read(leg.weight)));
  return all.some((one, at) => legs[at]?.signed === false && less(one, fraction(0n))) ? "negative-price" : all;
}

/** What a spread is worth where its legs stand at these prices, in money. */
export function readWorth(spread: Spread, prices: readonly Fraction[], lots: bigint): Fraction {
  return spread.legs.reduce(
    (sum, leg, at) =>
      plus(sum, times(times(read(leg.multiplier), fraction(BigInt(leg.lots) * lots)), prices[at] as Fraction)),
    fraction(0n),
  );
}
