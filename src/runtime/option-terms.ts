// The terms of an option as its calculator has them, and how a series and a premium are read.
import type { Right } from "./black76.ts";
import type { TickGrid } from "./book.ts";
import type { Rational, RoundingMode } from "./exact.ts";
import { compare, divide, show } from "./exact.ts";
import type { Fields } from "./input.ts";
import { inside, readChoice, readPrice, refuseAt } from "./input.ts";

/** A step of strikes within a share of the reference price on either side. */
export type Rung = {
  readonly step: Rational;
  readonly within: Rational;
  /** The rung is there while the reference price compares so. */
  readonly when?: { readonly comparison: "<" | "<=" | ">" | ">="; readonly value: Rational };
};

/** A step of premiums up to `atMost`, of all higher ones without it. */
export type PremiumTick = { readonly increment: Rational; readonly atMost?: Rational };

/** The terms of an option as its calculator has them. */
export type OptionTerms = {
  readonly product: string;
  readonly style: "european" | "american";
  readonly rungs: readonly Rung[];
  readonly strikeClause: string;
  readonly strikeDecimals: number;
  readonly premiumTicks: readonly PremiumTick[];
  readonly cabinet?: Rational;
  readonly payment: "up-front" | "futures-style";
  /** The step of what the underlying settles to. */
  readonly underlying: Rational;
  readonly automatic?: Rational;
  readonly assignment: "pro-rata" | "random";
  readonly into: "future" | "cash";
  readonly exerciseClause: string;
  readonly assignmentClause: string;
  readonly marks: {
    readonly decimals: number;
    readonly year: bigint;
    /** The rate of the spec; absent where a body states it. */
    readonly rate?: Rational;
    readonly round: { readonly mode: RoundingMode; readonly grid: TickGrid };
    readonly clause: string;
  };
};

/** The right and the strike of a series; a strike that is not above zero is refused with `not-positive`. */
export function readSeries(fields: Fields, place: string): { readonly right: Right; readonly strike: Rational } {
  const right = readChoice(fields["right"], inside(place, "right"), ["call", "put"], "unknown-right") as Right;
  const strike = readPrice(fields["strike"], inside(place, "strike"), false);
  if (strike.n === 0n) refuseAt(inside(place, "strike"), "not-positive", "a strike above zero", "0");
  return { right, strike };
}

/** A premium on the step that holds at it, or the cabinet price. */
export function readPremium(terms: OptionTerms, value: unknown, place: string): Rational {
  const premium = readPrice(value, place, false);
  if (terms.cabinet !== undefined && compare(premium, terms.cabinet) === 0) return premium;
  const tick = terms.premiumTicks.find((one) => one.atMost === undefined || compare(premium, one.atMost) <= 0);
  if (tick === undefined || divide(premium, tick.increment).d !== 1n)
    refuseAt(place, "off-tick", `a multiple of ${tick ? show(tick.increment) : "a tick"}`, show(premium));
  return premium;
}
