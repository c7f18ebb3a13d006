import type { Product, Rounding } from "../../model/model.ts";
import type { BandSide, Price, PriceLimits } from "../../model/generated/engine.ts";
import type { Rational, RoundingMode } from "../../runtime/exact.ts";
import {
  decimalPlaces,
  divide,
  fromInteger,
  multiples,
  multiply,
  parse,
  ratio,
  roundTo,
  toFixed,
} from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { present } from "../present.ts";
import { limitRoundings, movingBands } from "./moving-bands.ts";

/** Turns prices of a product into whole price units of 10 to the power of minus `scale`. */
export type PriceScale = {
  readonly scale: number;
  readonly priceUnit: string;
  readonly units: (price: string) => number;
};

/** The coarsest decimal scale in which every tick and every rounding of the product's prices is whole. */
export function priceScale(product: Product): PriceScale {
  const { ticks, dailySettlement, finalSettlement, priceLimits } = product;
  const increments = [...ticks, dailySettlement.round, finalSettlement.round, ...limitRoundings(priceLimits)];
  const scale = Math.max(...increments.map(({ increment }) => decimalPlaces(parse(increment)) ?? NaN));
  const unit = ratio(1n, 10n ** BigInt(scale));
  return { scale, priceUnit: toFixed(unit, scale), units: (price) => Number(multiples(parse(price), unit)) };
}

/** The price of the engine config: its unit, its integer encoding and the ticks in both forms. */
export function enginePrice({ price, ticks, flow }: Product, { scale, priceUnit, units }: PriceScale): Price {
  return {
    currency: price.currency,
    unit: price.unit,
    signed: price.signed,
    scale,
    priceUnit,
    ticks: ticks.map(({ role, increment, value, clause }) =>
      present({
        role,
        increment,
        units: units(increment),
        value: flow === undefined ? { amount: value.amount, currency: value.currency } : undefined,
        clause,
      }),
    ),
    clause: price.clause,
  };
}

/** The daily price limits as whole-number rules, with one of them worked. */
export function enginePriceLimits(limits: NonNullable<Product["priceLimits"]>, { units }: PriceScale): PriceLimits {
  const increment = units(limits.round.increment);
  const bands = limits.bands.map((share) => band(share, increment, limits.round.mode));
  const [first] = bands;
  if (first === undefined) throw new Error("price limits without a band");
  // Halfway between two steps, so that the rounding of both limits is seen.
  const previousSettlement = increment * 1234 + Math.floor(increment / 2);
  return present({
    of: limits.of,
    increment,
    bands,
    example: {
      previousSettlement,
      band: 0,
      lower: limitPrice(previousSettlement, first.lower, increment),
      upper: limitPrice(previousSettlement, first.upper, increment),
    },
    text: limits.text,
    halts:
      limits.halts.length === 0
        ? undefined
        : present({
            levels: limits.halts.map(({ at, milliseconds, stop }) => present({ at, milliseconds, stop })),
            text: limits.haltText,
            clause: limits.haltClause ?? limits.clause,
          }),
    ...movingBands(limits, units),
    clause: limits.clause,
  });
}

/** Previous settlement × (1 ± share) counted in steps of `increment`; both prices in price units. */
function band(share: string, increment: number, mode: Rounding["mode"]): PriceLimits["bands"][number] {
  const { n, d } = numberOf(share);
  const denominator = Number(d * BigInt(increment));
  return {
    share,
    upper: { numerator: Number(d + n), denominator, rounding: sideMode(mode, "upper") },
    lower: { numerator: Number(d - n), denominator, rounding: sideMode(mode, "lower") },
  };
}

/** The upper limit lies above the previous settlement and the lower below: toward it is down for one, up for the other. */
function sideMode(mode: Rounding["mode"], side: "upper" | "lower"): BandSide["rounding"] {
  if (mode === "toward") return side === "upper" ? "down" : "up";
  if (mode === "nearest-ties-toward") return side === "upper" ? "half-down" : "half-up";
  return mode;
}

function limitPrice(previous: number, { numerator, denominator, rounding }: BandSide, increment: number): number {
  const steps: Rational = divide(multiply(fromInteger(previous), fromInteger(numerator)), fromInteger(denominator));
  return Number(multiples(roundTo(steps, fromInteger(1), rounding satisfies RoundingMode), fromInteger(1))) * increment;
}
