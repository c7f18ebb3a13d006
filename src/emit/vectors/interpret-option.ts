import type { Option } from "../../model/model.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  multiply,
  parse,
  type Rational,
  roundTo,
  show,
  subtract,
  toFixed,
  ZERO,
} from "../../runtime/exact.ts";
import type { RoundingMode } from "../../runtime/exact.ts";
import { holdsAt, strikeDecimals } from "../../model/from-ast/option-strikes.ts";
import { optionMultiplier } from "../calculator/option-code.ts";
import { runtimeMode } from "../calculator/formula-code.ts";
import { decimalsOf } from "../calculator/spec-text.ts";
import { sha256 } from "../../text/sha256.ts";
import { blackOf } from "./interpret-black.ts";
import { exact } from "./read.ts";

/** The strikes around a reference price: every multiple of a step is asked whether it lies in its range. */
export function interpretStrikes({ strikes }: Option, reference: string): string[] {
  const price = parse(reference);
  const found = new Map<string, Rational>();
  for (const { step, within, when } of strikes.rungs) {
    if (when !== undefined && !holdsAt(price, when)) continue;
    const reach = multiply(price, exact(within));
    for (let n = 1n; ; n++) {
      const strike = multiply(parse(step), fromInteger(n));
      if (compare(strike, add(price, reach)) > 0) break;
      if (compare(strike, subtract(price, reach)) >= 0) found.set(show(strike), strike);
    }
  }
  return [...found.values()].sort(compare).map((strike) => toFixed(strike, strikeDecimals(strikes.rungs)));
}

/** What a call or a put pays at a price. */
export function interpretIntrinsic(right: "call" | "put", strike: string, price: string): Rational {
  const gain = subtract(parse(price), parse(strike));
  const own = right === "call" ? gain : multiply(gain, fromInteger(-1));
  return own.n < 0n ? ZERO : own;
}

/** A price of the option for so many contracts, as money. */
export function interpretOptionMoney(option: Option, price: Rational, lots: bigint): string {
  const amount = multiply(multiply(price, exact(optionMultiplier(option))), fromInteger(lots));
  return toFixed(amount, decimalsOf(option.tickValueExactTo.amount));
}

/** The mark of a series at a stated volatility. */
export function interpretMark(
  option: Option,
  given: { right: "call" | "put"; strike: string; future: string; days: string; rate?: string; volatility: string },
): Record<string, string> {
  const { marks } = option;
  const rate = marks.rate.kind === "constant" ? marks.rate.value : (given.rate ?? "0");
  const years = `${given.days}/${marks.year.days}`;
  const { right, strike, future, volatility } = given;
  const found = blackOf({ right, strike, future, years, rate, volatility }, marks.decimals);
  const step = parse(marks.round.increment);
  const settlement = roundTo(parse(found.price), step, runtimeMode(marks.round) as RoundingMode);
  return { settlement: toFixed(settlement, decimalsOf(marks.round.increment)), volatility, ...found };
}

export type Sold = { readonly account: string; readonly lots: number };

/** How many contracts of each seller are assigned, by account. */
export function interpretAssignment(
  option: Option,
  sellers: readonly Sold[],
  exercised: number,
  seed: string,
): Map<string, number> {
  const sorted = [...sellers].sort((a, b) => (a.account < b.account ? -1 : 1));
  return option.exercise.assignment.method === "random"
    ? byLot(sorted, exercised, seed)
    : inProportion(sorted, exercised);
}

function byLot(sellers: readonly Sold[], exercised: number, seed: string): Map<string, number> {
  const contracts = sellers.flatMap(({ account, lots }) => Array.from({ length: lots }, () => account));
  const counts = new Map(sellers.map(({ account }) => [account, 0]));
  let at = 0;
  for (let j = 0; j < exercised; j++) {
    const left = BigInt(contracts.length - j);
    const top = (2n ** 256n / left) * left;
    let drawn = top;
    while (drawn >= top) drawn = BigInt(`0x${sha256(`${seed}|${at++}`)}`);
    const place = j + Number(drawn % left);
    const chosen = contracts[place] as string;
    contracts[place] = contracts[j] as string;
    contracts[j] = chosen;
    counts.set(chosen, (counts.get(chosen) ?? 0) + 1);
  }
  return counts;
}

function inProportion(sellers: readonly Sold[], exercised: number): Map<string, number> {
  const all = fromInteger(sellers.reduce((total, { lots }) => total + lots, 0));
  const counts = new Map<string, number>();
  const rests: { readonly account: string; readonly rest: Rational }[] = [];
  for (const { account, lots } of sellers) {
    const share = divide(fromInteger(exercised * lots), all);
    const whole = roundTo(share, fromInteger(1), "down");
    counts.set(account, Number(whole.n));
    rests.push({ account, rest: subtract(share, whole) });
  }
  let left = exercised - [...counts.values()].reduce((total, one) => total + one, 0);
  for (const { account } of rests.sort((a, b) => compare(b.rest, a.rest))) {
    if (left === 0) break;
    counts.set(account, (counts.get(account) ?? 0) + 1);
    left -= 1;
  }
  return counts;
}
