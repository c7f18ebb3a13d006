// Options on futures: ladders of strikes, intrinsic values and what a deal or a day's change of the premium pays.
import type { Amount, Worth } from "./book.ts";
import { intrinsicOf } from "./black76.ts";
import { money } from "./book.ts";
import type { Rational } from "./exact.ts";
import { add, compare, fromInteger, multiply, roundTo, show, subtract, toFixed } from "./exact.ts";
import { holds } from "./figure.ts";
import { readFields, readPrice, readWhole, refuseAt } from "./input.ts";
import type { OptionTerms } from "./option-terms.ts";
import { readPremium, readSeries } from "./option-terms.ts";

/**
 * The strikes around a reference price, lowest first: every multiple of each rung's step within its share of the price on either
 * side, both ends among them where they are multiples, and none at or below zero.
 */
export function strikesAround(terms: OptionTerms, reference: unknown): string[] {
  const price = readPrice(reference, "reference", false);
  const found = new Map<string, Rational>();
  for (const { step, within, when } of terms.rungs) {
    if (when !== undefined && holds(price, when.comparison, when.value, "") !== true) continue;
    const reach = multiply(price, within);
    const last = roundTo(add(price, reach), step, "down");
    let strike = roundTo(subtract(price, reach), step, "up");
    if (strike.n <= 0n) strike = step;
    for (; compare(strike, last) <= 0; strike = add(strike, step)) found.set(show(strike), strike);
  }
  return [...found.values()].sort(compare).map((strike) => toFixed(strike, terms.strikeDecimals));
}

/** What a call or a put pays when it is exercised at this price: a whole number of text, never below zero. */
export function intrinsicValue(terms: OptionTerms, worth: Worth, input: unknown): { value: string; amount: Amount } {
  const fields = readFields(input, "", ["right", "strike", "price", "lots"]);
  const { right, strike } = readSeries(fields, "");
  const price = readPrice(fields["price"], "price", false, terms.underlying);
  const value = intrinsicOf(right, price, strike);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  return { value: show(value), amount: money(worth, multiply(multiply(value, worth.multiplier), lots)) };
}

/**
 * What is paid when an option is dealt: the premium times the size, by the buyer to the seller, where premiums are paid up-front; nothing
 * where they are margined as futures are. Lots are signed: bought is above zero. The amount is what the account receives.
 */
export function premiumPayment(terms: OptionTerms, worth: Worth, input: unknown): Amount {
  const fields = readFields(input, "", ["lots", "premium"]);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  const premium = readPremium(terms, fields["premium"], "premium");
  if (terms.payment === "futures-style") return money(worth, fromInteger(0));
  return money(worth, multiply(multiply(premium, worth.multiplier), multiply(lots, fromInteger(-1))));
}

/** What a margined position receives as its premium moves from `previous` to `settlement`; where premiums are paid up-front it is refused. */
export function premiumVariation(terms: OptionTerms, worth: Worth, input: unknown): Amount {
  if (terms.payment !== "futures-style")
    refuseAt("", "not-margined", "an option margined as a future is", "premiums paid up-front");
  const fields = readFields(input, "", ["lots", "previous", "settlement"]);
  const lots = fromInteger(readWhole(fields["lots"], "lots"));
  const { increment } = terms.marks.round.grid;
  const price = (name: string): Rational => readPrice(fields[name], name, false, increment);
  return money(worth, multiply(multiply(subtract(price("settlement"), price("previous")), worth.multiplier), lots));
}
