import type { Spread } from "../../model/model.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import { add, divide, multiply, parse, roundTo, subtract, toFixed, ZERO } from "../../runtime/exact.ts";
import { runtimeMode } from "../calculator/formula-code.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { exact } from "./read.ts";

/** The price of a spread that the prices of its legs make, read from the model. */
export function interpretSpreadPrice({ legs }: Spread, prices: readonly Rational[]): Rational {
  return legs.reduce((sum, leg, at) => add(sum, multiply(exact(leg.weight), prices[at] as Rational)), ZERO);
}

/** The price of each leg: what is anchored at its settlement, the one that is left at the rest. */
export function interpretLegPrices(spread: Spread, price: Rational, settlements: readonly Rational[]): Rational[] {
  const { legs, legPrices } = spread;
  const rounded = settlements.map((one) =>
    legPrices.round === undefined
      ? one
      : roundTo(one, parse(legPrices.round.increment), runtimeMode(legPrices.round) as RoundingMode),
  );
  const anchored = legs.filter((one) => one.anchored);
  const priceOf = (leg: Spread["legs"][number]): Rational => rounded[anchored.indexOf(leg)] as Rational;
  const taken = anchored.reduce((sum, leg) => add(sum, multiply(exact(leg.weight), priceOf(leg))), ZERO);
  return legs.map((leg) => (leg.anchored ? priceOf(leg) : divide(subtract(price, taken), exact(leg.weight))));
}

/** What a leg has gained from the price it was booked at to its settlement. */
export function interpretLegGain(
  leg: Spread["legs"][number],
  booked: Rational,
  settled: Rational,
  lots: bigint,
): Rational {
  const contracts = multiply(exact(leg.multiplier), { n: BigInt(leg.lots) * lots, d: 1n });
  return multiply(subtract(settled, booked), contracts);
}

/** Money of the spread's currency as text. */
export function spreadMoney({ tickValueExactTo }: Spread, amount: Rational): string {
  return toFixed(amount, decimalsOf(tickValueExactTo.amount));
}
