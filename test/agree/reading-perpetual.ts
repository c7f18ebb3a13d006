import type { Perpetual } from "../../src/model/model.ts";
import {
  average,
  type Fraction,
  fraction,
  less,
  middle,
  minus,
  over,
  plus,
  read,
  round,
  same,
  size,
  sorted,
  times,
  total,
} from "./number.ts";

type Formula = Perpetual["mark"]["of"][number];
type Known = Readonly<Record<string, Fraction>>;

function value(formula: Formula, known: Known): Fraction {
  if (formula.op === "number") return read(formula.value);
  if (formula.op === "read") return known[formula.what] as Fraction;
  const a = value(formula.left, known);
  const b = value(formula.right, known);
  if (formula.op === "add") return plus(a, b);
  if (formula.op === "subtract") return minus(a, b);
  if (formula.op === "multiply") return times(a, b);
  if (formula.op === "divide") return over(a, b);
  return less(a, b) === (formula.op === "minimum") ? a : b;
}

/** The price positions are valued at, read from the model alone. */
export function readMark({ mark }: Perpetual, market: Known): Fraction {
  const all = sorted(mark.of.map((one) => value(one, market)));
  return round(all[(all.length - 1) / 2] as Fraction, read(mark.round.increment), mark.round.mode);
}

/** What is paid for each unit at the end of an interval: above zero by the side the spec names first. */
export function readFunding(
  { funding }: Perpetual,
  samples: readonly (Known | null)[],
  market: Known,
): { tier: string; amount: Fraction } {
  if (samples.filter((one) => one === null).length > funding.missing.most)
    return { tier: "none", amount: fraction(0n) };
  const seen: Fraction[] = [];
  for (const one of samples) {
    if (one !== null) seen.push(value(funding.sample.formula, one));
    else if (funding.missing.how === "take-previous" && seen.length > 0) seen.push(seen.at(-1) as Fraction);
  }
  const weights = seen.map((_, at) => fraction(BigInt(at + 1)));
  const rate = value(funding.rate.formula, {
    mean: average(seen),
    median: middle(seen),
    "weighted-mean": over(total(seen.map((one, at) => times(one, weights[at] as Fraction))), total(weights)),
  });
  const held = bounded(rate, read(funding.clamp.value));
  const term = fraction(BigInt(funding.term ? funding.term.milliseconds : funding.every));
  const own = times(held, over(fraction(BigInt(funding.every)), term));
  const whole = value(funding.pay.formula, { ...market, rate: own });
  const capped = funding.cap ? bounded(whole, read(funding.cap.value)) : whole;
  const { increment, mode } = funding.pay.round;
  return { tier: same(held, rate) ? "rate" : "clamped", amount: round(capped, read(increment), mode) };
}

function bounded(one: Fraction, bound: Fraction): Fraction {
  if (!less(bound, size(one))) return one;
  return less(one, fraction(0n)) ? minus(fraction(0n), bound) : bound;
}
