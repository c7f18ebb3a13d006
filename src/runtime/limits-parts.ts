// Positions that count for less as their average is made: whole parts that add up.

/** Where the lots go that do not divide: one more each for the largest fractions, the first parts or the last. */
export type RemainderRule = "largest-fractions" | "first" | "last";

/**
 * `lots`, a whole number of zero or more, in one whole part for each weight: each the proportion rounded down, and the lots that are left one each to
 * the parts the rule names, earlier ones first among equal fractions. The parts add up to `lots` (17 CFR part 20, appendix A, has the case that does not
 * when each part is rounded by itself). Undefined where the weights are not whole numbers of zero or more with a sum above zero.
 */
export function partsOfLots(lots: bigint, weights: readonly bigint[], rule: RemainderRule): bigint[] | undefined {
  const whole = weights.reduce((sum, one) => sum + one, 0n);
  if (lots < 0n || whole <= 0n || weights.some((one) => one < 0n)) return undefined;
  const parts = weights.map((one) => (lots * one) / whole);
  const left = Number(parts.reduce((sum, one) => sum - one, lots));
  const places = weights
    .map((one, at) => ({ at, fraction: (lots * one) % whole }))
    .filter(({ fraction }) => fraction > 0n);
  if (rule === "largest-fractions") {
    places.sort((a, b) => (a.fraction === b.fraction ? a.at - b.at : a.fraction > b.fraction ? -1 : 1));
  } else if (rule === "last") places.reverse();
  for (const { at } of places.slice(0, left)) parts[at] = (parts[at] as bigint) + 1n;
  return parts;
}

/**
 * What is left of `units`, a whole number below 2^53 of any sign, after `gone` of `days` equal parts; parts that do not divide are one larger on the first or
 * the last days. The same as taking away the first `gone` of `partsOfLots` with equal weights, without making them.
 */
export function leftOfUnits(units: number, gone: number, days: number, last: boolean): number {
  if (gone <= 0 || days <= 0) return units;
  if (gone >= days) return 0;
  const size = units < 0 ? -units : units;
  const more = size % days;
  const part = (size - more) / days;
  const extra = last ? Math.max(0, more - (days - gone)) : Math.min(gone, more);
  const left = size - part * gone - extra;
  return units < 0 ? -left : left;
}
