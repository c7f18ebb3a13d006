import type { Rational } from "../runtime/exact.ts";
import { compare, decimalPlaces, divide, fromInteger, multiply, ratio, roundTo, show } from "../runtime/exact.ts";
import type { Currency } from "./currency.ts";
import { minorUnit } from "./currency.ts";
import type { Problem } from "./rational.ts";
import { problem } from "./rational.ts";

/** An exact amount of one currency; nothing about it is rounded. */
export type Money = { readonly kind: "money"; readonly amount: Rational; readonly currency: Currency };

/** `amount` in `currency`. */
export function money(amount: Rational, currency: Currency): Money {
  return { kind: "money", amount, currency };
}

/** What mends a tick value that cannot be paid: other ticks for the same size, another size, or a finer `exact to`. */
export type TickSuggestion =
  | { readonly kind: "tick"; readonly below?: Rational; readonly above: Rational }
  | { readonly kind: "size"; readonly size: Rational }
  | { readonly kind: "exact-to"; readonly exactTo: Rational };

/** A tick worth `value`, which is no whole number of `unit` of the currency, and up to three ways out. */
export type TickValueProblem = {
  readonly kind: "problem";
  readonly code: "tick-value-exact";
  readonly message: string;
  readonly evidence: readonly string[];
  readonly value: Rational;
  readonly unit: Rational;
  readonly suggestions: readonly TickSuggestion[];
};

/** The whole number of `exactTo` (the currency's minor unit unless said) in an amount, or the problem `no-minor-unit` or `minor-unit-exact`. */
export function minorUnits({ amount, currency }: Money, exactTo = minorUnit(currency)): bigint | Problem {
  if (exactTo === undefined) return noMinorUnit(currency);
  if (exactTo.n <= 0n) return notPositive("amount it is exact to", exactTo);
  const count = divide(amount, exactTo);
  if (count.d === 1n) return count.n;
  const inWords = `${show(amount)} ${currency.code} is not a whole number of ${show(exactTo)} ${currency.code}`;
  return problem("minor-unit-exact", inWords, [show(amount), show(exactTo)]);
}

/**
 * What one tick of one contract is worth: `tick × size`, which must be a whole number of the currency's minor unit, or of
 * `exactTo` where the spec says so. `tick` is money per unit, `size` units per contract, both in the same unit; `rate` is how much of `currency` one of
 * the currency of prices makes, 1 unless said. Otherwise
 * `tick-value-exact` with computed ways out; `not-positive` and `no-minor-unit` where there is nothing to compute.
 */
export function tickValue(
  tick: Rational,
  size: Rational,
  currency: Currency,
  exactTo = minorUnit(currency),
  rate = fromInteger(1),
): { readonly kind: "tick-value"; readonly value: Rational } | TickValueProblem | Problem {
  if (tick.n <= 0n) return notPositive("tick", tick);
  if (size.n <= 0n) return notPositive("size", size);
  if (rate.n <= 0n) return notPositive("rate", rate);
  if (exactTo === undefined) return noMinorUnit(currency);
  if (exactTo.n <= 0n) return notPositive("amount it is exact to", exactTo);
  const paid = multiply(size, rate);
  const value = multiply(tick, paid);
  const units = divide(value, exactTo);
  if (units.d === 1n) return { kind: "tick-value", value };
  const inWords = `${show(value)} ${currency.code} is not a whole number of ${show(exactTo)} ${currency.code}`;
  return {
    kind: "problem",
    code: "tick-value-exact",
    message: inWords,
    evidence: [inWords],
    value,
    unit: exactTo,
    suggestions: [
      neighbouringTicks(tick, paid, exactTo),
      { kind: "size", size: multiply(size, fromInteger(units.d)) },
      ...finerExactTo(value),
    ],
  };
}

/** The ticks next to `tick` that can be written as decimals and are worth whole units for this size; none below where that would be 0. */
function neighbouringTicks(tick: Rational, size: Rational, unit: Rational): TickSuggestion {
  const step = divide(unit, size);
  // 0.01 / 3 is no decimal: the smallest multiple of it that is one leaves only twos and fives below the line.
  let odd = step.d;
  while (odd % 2n === 0n) odd /= 2n;
  while (odd % 5n === 0n) odd /= 5n;
  const grid = ratio(step.n * odd, step.d);
  const below = roundTo(tick, grid, "down");
  const above = roundTo(tick, grid, "up");
  return { kind: "tick", ...(below.n === 0n ? {} : { below }), above };
}

/** 1, 0.1, 0.01 …: the first the value is a whole number of; nothing when no decimal is. */
function finerExactTo(value: Rational): TickSuggestion[] {
  const places = decimalPlaces(value);
  return places === undefined ? [] : [{ kind: "exact-to", exactTo: ratio(1n, 10n ** BigInt(places)) }];
}

function noMinorUnit(currency: Currency): Problem {
  return problem("no-minor-unit", `${currency.code} has no minor unit, so say what its amounts are exact to`, [
    currency.code,
  ]);
}

function notPositive(what: string, value: Rational): Problem {
  return problem("not-positive", `the ${what} must be above zero, and ${show(value)} is not`, [show(value)]);
}

/** Below, at or above 0 as `a` is less than, equal to or more than `b`; two currencies do not compare and are a problem `currency-mismatch`. */
export function compareMoney(a: Money, b: Money): -1 | 0 | 1 | Problem {
  if (a.currency.code === b.currency.code) return compare(a.amount, b.amount);
  const codes = [a.currency.code, b.currency.code] as const;
  return problem("currency-mismatch", `${codes[0]} and ${codes[1]} have no exchange rate between them here`, codes);
}
