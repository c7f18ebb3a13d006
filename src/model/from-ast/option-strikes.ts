import { add, compare, multiply, parse, type Rational, roundTo, subtract, toFixed, ZERO } from "../../runtime/exact.ts";
import { numberOf } from "../../value/rational.ts";
import type { Option } from "../model.ts";

type Rung = Option["strikes"]["rungs"][number];

/** The strikes of the ladder around its initial reference price, lowest first; none where it states no such price. */
export function initialStrikes({ strikes }: Pick<Option, "strikes">): string[] {
  const { initial, rungs } = strikes;
  if (initial === undefined) return [];
  const price = parse(initial);
  const found = new Map<string, Rational>();
  const decimals = strikeDecimals(rungs);
  for (const { step, within, when } of rungs) {
    if (when !== undefined && !holdsAt(price, when)) continue;
    const reach = multiply(price, numberOf(within));
    const width = parse(step);
    const [low, high] = [roundTo(subtract(price, reach), width, "up"), roundTo(add(price, reach), width, "down")];
    for (let strike = low; compare(strike, high) <= 0; strike = add(strike, width))
      if (compare(strike, ZERO) > 0) found.set(toFixed(strike, decimals), strike);
  }
  return [...found].sort(([, a], [, b]) => compare(a, b)).map(([text]) => text);
}

/** How many decimals strikes of this ladder are written with. */
export function strikeDecimals(rungs: readonly Rung[]): number {
  return Math.max(...rungs.map(({ step }) => step.split(".")[1]?.length ?? 0));
}

/** True where a rung with this condition is there at the reference price. */
export function holdsAt(price: Rational, { comparison, value }: NonNullable<Rung["when"]>): boolean {
  const sign = compare(price, parse(value));
  return { "<": sign < 0, "<=": sign <= 0, ">": sign > 0, ">=": sign >= 0 }[comparison];
}
