import type { PriceLimits } from "../../model/generated/engine.ts";
import type { Product, Rounding } from "../../model/model.ts";
import { divide, fromInteger, multiples, multiply, roundTo, type RoundingMode } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import { present } from "../present.ts";

type Terms = NonNullable<Product["priceLimits"]>;
type Distance = NonNullable<PriceLimits["dynamic"]>["distance"];

/** Every rounding that limits of a price are stated with. */
export function limitRoundings(limits: Product["priceLimits"]): Rounding[] {
  return [limits?.round, limits?.dynamic?.round, limits?.expand?.round].flatMap((one) => one ?? []);
}

/** What moves the limits, as whole-number rules with one of each worked: the dynamic band, the expanded limit, the reset. */
export function movingBands(
  { dynamic, expand, reset }: Terms,
  units: (price: string) => number,
): Pick<PriceLimits, "dynamic" | "expand" | "reset"> {
  return present({
    dynamic: dynamic && dynamicBand(dynamic, units(dynamic.round.increment)),
    expand: expand && expanded(expand, units(expand.round.increment)),
    reset: reset && present(reset),
  });
}

function dynamicBand(
  { share, of, round, lookBackMilliseconds, haltMilliseconds, under, text, clause }: NonNullable<Terms["dynamic"]>,
  increment: number,
): NonNullable<PriceLimits["dynamic"]> {
  const distance = distanceOf(share, round, increment);
  const previousSettlement = increment * 1234 + Math.floor(increment / 2);
  const [lowest, highest] = [increment * 1230, increment * 1240];
  const width = inUnits(previousSettlement, distance, increment);
  return present({
    of,
    increment,
    distance,
    lookBackMilliseconds,
    haltMilliseconds,
    example: {
      previousSettlement,
      lowest,
      highest,
      // A band wider than the price itself reaches down to nothing.
      lower: Math.max(highest - width, 0),
      upper: lowest + width,
    },
    under,
    text,
    clause,
  });
}

function expanded(
  { factor, round, under, text, clause }: NonNullable<Terms["expand"]>,
  increment: number,
): NonNullable<PriceLimits["expand"]> {
  const distance = distanceOf(factor, round, increment);
  const stood = increment * 35;
  const example = { distance: stood, expanded: inUnits(stood, distance, increment) };
  return present({ increment, distance, example, under, text, clause });
}

/** A share of a price or of a distance, counted in steps of `increment`. */
function distanceOf(share: string, round: Rounding, increment: number): Distance {
  const { n, d } = numberOf(share);
  if (round.mode === "toward" || round.mode === "nearest-ties-toward") throw new Error("a distance has no side");
  return { numerator: Number(n), denominator: Number(d * BigInt(increment)), rounding: round.mode };
}

function inUnits(of: number, { numerator, denominator, rounding }: Distance, increment: number): number {
  const steps = divide(multiply(fromInteger(of), fromInteger(numerator)), fromInteger(denominator));
  return Number(multiples(roundTo(steps, fromInteger(1), rounding satisfies RoundingMode), fromInteger(1))) * increment;
}
