import type { Rational } from "../../runtime/exact.ts";
import { add, compare, isRefused, multiply, parse, roundTo, toDecimal } from "../../runtime/exact.ts";
import type { Json } from "./read.ts";

/** One call of a calculator and what it must come to; `branches` are the tiers it ends in. */
export type Vector = {
  readonly name: string;
  readonly function: string;
  readonly branches: readonly string[];
  readonly arguments: readonly Json[];
  readonly expected: { readonly returns: Json } | { readonly refused: string };
};

/** The vector of a call whose outcome the interpreter computes; its refusals are outcomes too. */
export function vectorOf<T extends Json>(
  name: string,
  called: string,
  args: readonly Json[],
  compute: () => T,
  branchesOf: (outcome: T) => readonly string[],
): Vector {
  try {
    const outcome = compute();
    return { name, function: called, branches: branchesOf(outcome), arguments: args, expected: { returns: outcome } };
  } catch (thrown) {
    if (!isRefused(thrown)) throw thrown;
    return refusedVector(name, called, args, thrown.code);
  }
}

/** The vector of a call that is refused with `code` by the rule of its construction. */
export function refusedVector(name: string, called: string, args: readonly Json[], code: string): Vector {
  return { name, function: called, branches: ["refused"], arguments: args, expected: { refused: code } };
}

/** A number from 0 to 2^32 - 1 made from a text (FNV-1a): figures of vectors differ between contracts and never between runs. */
export function seedOf(text: string): number {
  let hash = 0x811c9dc5;
  for (const character of text) {
    hash ^= character.codePointAt(0) as number;
    hash = Math.imul(hash, 0x01000193) >>> 0;
  }
  return hash;
}

/**
 * A price that follows from the seed, a whole number of `tick`: two to three, and fifty ticks more where that is less than fifty, so
 * that what lies forty below is still a price.
 */
export function basePrice(seed: number, tick: string): Rational {
  const price = parse(`2.${String(seed % 1000).padStart(3, "0")}`);
  const least = multiply(parse(tick), { n: 50n, d: 1n });
  return roundTo(compare(price, least) < 0 ? add(price, least) : price, parse(tick), "up");
}

/** The exact decimal of a price. */
export function text(price: Rational): string {
  return toDecimal(price);
}

/** `YYYY-MM-DDThh:mm:ss.mmmZ`, `milliseconds` after `start` on a day. */
export function instantAt(date: string, milliseconds: number): string {
  return new Date(Date.parse(`${date}T00:00:00.000Z`) + milliseconds).toISOString();
}
