import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { RoundingMode } from "../../src/runtime/exact.ts";
import { carry, isRefused, parse, ratio, roundTo, toFixed } from "../../src/runtime/exact.ts";

const refusedWith = (code: string) => (thrown: unknown) => isRefused(thrown) && thrown.code === code;
const plainModes = ["half-even", "half-away", "half-up", "half-down", "up", "down", "away", "toward-zero"] as const;
const leaningModes = ["nearest", "toward"] as const;

/**
 * The second implementation: every number is a count of millionths, and the multiple is chosen from all candidates near
 * the value by the wording of the mode, not by arithmetic on a quotient.
 */
function chosen(value: bigint, increment: bigint, mode: RoundingMode, reference: bigint): bigint {
  const size = (n: bigint) => (n < 0n ? -n : n);
  const first = value / increment;
  const near = [-2n, -1n, 0n, 1n, 2n].map((step) => first + step);
  const best = (candidates: bigint[], cost: (k: bigint) => bigint): bigint[] => {
    const least = candidates.map(cost).reduce((a, b) => (b < a ? b : a));
    return candidates.filter((k) => cost(k) === least);
  };
  const distance = (k: bigint) => size(k * increment - value);
  const only = (candidates: bigint[]): bigint => {
    assert.is(candidates.length, 1);
    return (candidates[0] as bigint) * increment;
  };
  const nearest = best(near, distance);
  const even = (candidates: bigint[]) =>
    candidates.length === 1 ? candidates : candidates.filter((k) => k % 2n === 0n);
  const limited = (allowed: (k: bigint) => boolean) => only(best(near.filter(allowed), distance));
  switch (mode) {
    case "up":
      return limited((k) => k * increment >= value);
    case "down":
      return limited((k) => k * increment <= value);
    case "away":
      return limited((k) => (value < 0n ? k * increment <= value : k * increment >= value));
    case "toward-zero":
      return limited((k) => (value < 0n ? k * increment >= value : k * increment <= value));
    case "half-up":
      return only(best(nearest, (k) => -k));
    case "half-down":
      return only(best(nearest, (k) => k));
    case "half-away":
      return only(best(nearest, (k) => -size(k)));
    case "half-even":
      return only(even(nearest));
    case "nearest":
      return only(even(best(nearest, (k) => size(k * increment - reference))));
    case "toward":
      if (reference > value) return limited((k) => k * increment >= value);
      if (reference < value) return limited((k) => k * increment <= value);
      return only(even(nearest));
  }
}

test("every mode agrees with its wording, negatives and ties included", () => {
  const million = 1_000_000n;
  const of = (n: bigint) => ratio(n, million);
  // Half of the values are multiples of half an increment: ties, exact multiples, and references that are the tie.
  const increment = fc.constantFrom(1n, 2n, 5n, 25n, 250n, 1000n, 12_500n, 3n, 7n, 250_000n).map((n) => n * 2n);
  const halves = fc.integer({ min: -41, max: 41 }).map(BigInt);
  const anywhere = fc.integer({ min: -5_000_000, max: 5_000_000 }).map(BigInt);
  fc.assert(
    fc.property(
      increment,
      halves,
      anywhere,
      fc.boolean(),
      fc.boolean(),
      halves,
      (step, half, free, tied, near, side) => {
        const value = tied ? (half * step) / 2n : free;
        const reference = near ? value + (side * step) / 8n : value;
        for (const mode of plainModes) {
          assert.equal(roundTo(of(value), of(step), mode), of(chosen(value, step, mode, 0n)), mode);
        }
        for (const mode of leaningModes) {
          const found = roundTo(of(value), of(step), mode, of(reference));
          assert.equal(found, of(chosen(value, step, mode, reference)), mode);
        }
      },
    ),
    { numRuns: 2000 },
  );
});

/** A third way, on the digits alone: cut the text, then add one in the last place by carrying, as on paper. */
function onPaper(text: string, places: number, mode: (typeof plainModes)[number]): string {
  const negative = text.startsWith("-");
  const [whole, fraction = ""] = text.replace("-", "").split(".") as [string, string?];
  const digits = [...whole, ...fraction.padEnd(places, "0").slice(0, places)].map(Number);
  const rest = fraction.slice(places).replace(/0+$/, "");
  const half = rest === "5" ? 0 : rest !== "" && rest >= "5" ? 1 : -1;
  const last = digits[digits.length - 1] as number;
  const tieAway = { "half-even": last % 2 === 1, "half-away": true, "half-up": !negative, "half-down": negative };
  const away =
    rest !== "" &&
    (mode === "up"
      ? !negative
      : mode === "down"
        ? negative
        : mode === "away"
          ? true
          : mode === "toward-zero"
            ? false
            : half === 0
              ? tieAway[mode]
              : half > 0);
  if (away) {
    let at = digits.length - 1;
    while (at >= 0 && digits[at] === 9) digits[at--] = 0;
    if (at < 0) digits.unshift(1);
    else digits[at] = (digits[at] as number) + 1;
  }
  const cut = digits.length - places;
  const written = digits.slice(0, cut).join("") + (places > 0 ? `.${digits.slice(cut).join("")}` : "");
  return (negative && /[1-9]/.test(written) ? "-" : "") + written;
}

test("rounding to decimals agrees with paper arithmetic on digit strings", () => {
  const digits = fc
    .array(fc.constantFrom("0", "4", "5", "5", "9", "1"), { minLength: 1, maxLength: 30 })
    .map((d) => d.join(""));
  fc.assert(
    fc.property(
      fc.boolean(),
      fc.bigInt(0n, 10n ** 25n),
      digits,
      fc.integer({ min: 0, max: 8 }),
      (minus, whole, tail, places) => {
        const text = `${minus ? "-" : ""}${whole}.${tail}`;
        for (const mode of plainModes) {
          assert.is(toFixed(carry(parse(text), places, mode), places), onPaper(text, places, mode), `${text} ${mode}`);
        }
      },
    ),
    { numRuns: 1000 },
  );
});

test("a table of ties and near ties, written down by hand", () => {
  const table: [string, string, string, string, string, string, string, string, string][] = [
    // value   even  away  up    down  UP    DOWN  AWAY  ZERO
    ["2.5", "2", "3", "3", "2", "3", "2", "3", "2"],
    ["-2.5", "-2", "-3", "-2", "-3", "-2", "-3", "-3", "-2"],
    ["3.5", "4", "4", "4", "3", "4", "3", "4", "3"],
    ["-3.5", "-4", "-4", "-3", "-4", "-3", "-4", "-4", "-3"],
    ["0.5", "0", "1", "1", "0", "1", "0", "1", "0"],
    ["-0.5", "0", "-1", "0", "-1", "0", "-1", "-1", "0"],
    ["2.4", "2", "2", "2", "2", "3", "2", "3", "2"],
    ["-2.6", "-3", "-3", "-3", "-3", "-2", "-3", "-3", "-2"],
    ["7", "7", "7", "7", "7", "7", "7", "7", "7"],
  ];
  for (const [value, ...expected] of table) {
    plainModes.forEach((mode, at) =>
      assert.is(toFixed(carry(parse(value), 0, mode), 0), expected[at], `${value} ${mode}`),
    );
  }
});

test("ties go to the neighbour on the reference's side, everything else to the nearest", () => {
  const nearest = (value: string, reference: string) =>
    toFixed(roundTo(parse(value), parse("0.05"), "nearest", parse(reference)), 3);
  assert.is(nearest("2.325", "2.40"), "2.350");
  assert.is(nearest("2.325", "2.00"), "2.300");
  assert.is(nearest("2.325", "2.326"), "2.350");
  assert.is(nearest("-2.325", "-2.40"), "-2.350");
  assert.is(nearest("-2.325", "0"), "-2.300");
  assert.is(nearest("2.326", "0"), "2.350");
  // The reference is the tie itself: the even multiple, 46 × 0.05 and not 47 × 0.05.
  assert.is(nearest("2.325", "2.325"), "2.300");
  assert.is(nearest("2.375", "2.375"), "2.400");
});

test("a price limit is rounded toward the settlement it is measured from, so it is never wider than stated", () => {
  const limit = (value: string, reference: string) =>
    toFixed(roundTo(parse(value), parse("0.05"), "toward", parse(reference)), 2);
  assert.is(limit("2.4717", "2.31"), "2.45");
  assert.is(limit("2.1483", "2.31"), "2.15");
  assert.is(limit("2.45", "2.31"), "2.45");
  assert.is(limit("-2.1483", "-2.31"), "-2.15");
  assert.is(limit("2.33", "2.327"), "2.30", "the direction is seen from the value, not from the middle of the grid");
  assert.is(limit("2.32", "2.31"), "2.30", "past the reference where the grid is coarser than the distance");
});

test("rounding refuses what it is not told, and what it cannot use", () => {
  const one = parse("1.5");
  assert.throws(() => roundTo(one, parse("0"), "up"), refusedWith("increment-not-positive"));
  assert.throws(() => roundTo(one, parse("-1"), "up"), refusedWith("increment-not-positive"));
  assert.throws(() => roundTo(one, parse("1"), "nearest"), refusedWith("rounding-reference-missing"));
  assert.throws(() => roundTo(one, parse("1"), "toward"), refusedWith("rounding-reference-missing"));
  assert.throws(() => roundTo(one, parse("1"), "half-even", one), refusedWith("rounding-reference-unused"));
  for (const bad of ["half", "constructor", "__proto__", undefined]) {
    const mode = bad as unknown as RoundingMode;
    assert.throws(() => roundTo(one, parse("1"), mode), refusedWith("rounding-mode-unknown"));
  }
});

test.run();
