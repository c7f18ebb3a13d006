import type { Spread, SpreadLeg } from "../../model/model.ts";
import { absolute, compare, divide, fromInteger, parse, type Rational, show } from "../../runtime/exact.ts";
import { ordinal } from "../../value/day.ts";
import { numberOf } from "../../value/rational.ts";
import { quantity } from "./units.ts";
import { count, list } from "./words.ts";

/** Whether a leg is bought or sold by who buys the spread. */
export function sideOf({ lots }: Pick<SpreadLeg, "lots">): "bought" | "sold" {
  return lots < 0 ? "sold" : "bought";
}

/** `1 contract`, `2 contracts`: how many of a leg belong to one spread, on whichever side. */
export function lotsWords({ lots }: Pick<SpreadLeg, "lots">): string {
  return count(Math.abs(lots), "contract");
}

/** What tells a leg from the others of its spread: `the near leg`, `the 1st month`, `the leg in F` or `the near leg in F`. */
export function legWords({ legs }: Pick<Spread, "legs">, leg: SpreadLeg): string {
  const numbered = /^\d+\w* (?:day|week|month|quarter|year)$/.test(leg.month);
  const own = numbered ? `the ${leg.month}` : `the ${leg.month} leg`;
  if (legs.every((one) => one.product === leg.product)) return own;
  const alone = legs.filter((one) => one.product === leg.product).length === 1;
  return alone ? `the leg in ${leg.title}` : `${own} in ${leg.title}`;
}

/** The month of a leg as its rule names it: `the near month`, `the 1st month`, or `the contract month` where all legs share one. */
export function legMonth({ legs, contract }: Pick<Spread, "legs" | "contract">, leg: SpreadLeg): string {
  if (legs.every((one) => one.month === leg.month)) return `the contract ${contract.period}`;
  return leg.month.endsWith(` ${contract.period}`) ? `the ${leg.month}` : `the ${leg.month} ${contract.period}`;
}

/** The names of a spread's months in the order of time; one alone where its legs share a month. */
export function monthNames({ legs }: Pick<Spread, "legs">): readonly string[] {
  return [...new Set(legs.map((one) => one.month))];
}

/** Whether the legs are months one after another, called `1st month`, `2nd month` and so on. */
export function isStrip({ legs, contract }: Pick<Spread, "legs" | "contract">): boolean {
  return legs.length > 1 && legs.every((leg, at) => leg.month === `${ordinal(at + 1)} ${contract.period}`);
}

/** How the prices of the legs make the price of the spread: `the price of the near leg, less the price of the far leg`. */
export function priceWords(spread: Spread): string {
  const { legs, price } = spread;
  const weights = legs.map((leg) => numberOf(leg.weight));
  const first = weights[0] ?? fromInteger(0);
  const mean = divide(fromInteger(1), fromInteger(legs.length));
  const alike = legs.every((leg, at) => leg.unit === price.unit && compare(weights[at] as Rational, mean) === 0);
  if (alike && first.n > 0n)
    return `the arithmetic mean of the prices of ${list(legs.map((leg) => legWords(spread, leg)))}`;
  // What is added comes first, so that the sentence does not begin with what is taken away.
  const terms = legs.map((leg, at) => ({ leg, weight: weights[at] as Rational }));
  const added = terms.filter(({ weight }) => weight.n >= 0n);
  const taken = terms.filter(({ weight }) => weight.n < 0n);
  const say = ({ leg, weight }: (typeof terms)[number]): string =>
    `${timesWords(absolute(weight), leg.unit, price.unit)}the price of ${legWords(spread, leg)}`;
  const plus = added.map(say).join(", plus ");
  const minus = taken.map((one) => `less ${say(one)}`).join(", ");
  return [plus, minus].filter((one) => one !== "").join(", ");
}

/** `2.5 Mtokens of STD TOKEN per GPU-hour of H100 SXM, times `: what a leg's price is counted with, and nothing where that is one. */
function timesWords(weight: Rational, from: string, to: string): string {
  const one = compare(weight, parse("1")) === 0;
  const figure = show(weight);
  if (from === to) return one ? "" : `${figure} times `;
  const [fromAbove = "", fromBelow = ""] = from.split(" / ");
  const [toAbove = "", toBelow = ""] = to.split(" / ");
  const unit = fromAbove === toAbove ? `${fromBelow} / ${toBelow}` : `(${to}) / (${from})`;
  return `${quantity(figure, unit)} times `;
}

/** The legs with their signs in one line: `1 contract of F of the near month bought and 1 contract of F of the far month sold`. */
export function legsWords(spread: Spread): string {
  return list(spread.legs.map((leg) => `${lotsWords(leg)} of ${leg.title} of ${legMonth(spread, leg)} ${sideOf(leg)}`));
}
