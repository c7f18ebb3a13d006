import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  ONE,
  add,
  divide,
  fromInteger,
  multiply,
  parse,
  ratio,
  roundTo,
  subtract,
  toFixed,
} from "../../src/runtime/exact.ts";
import type { Rational } from "../../src/runtime/exact.ts";
import { black76, intrinsicOf } from "../../src/runtime/black76.ts";
import { enclose, exponentialOf } from "../../src/runtime/enclosure.ts";

/**
 * Options on futures, settlement procedures of an exchange: what is in the money is worth the option on the other side, and the intrinsic value,
 * less the carry of the intrinsic value: intrinsic × (1 - exp(-rate × days / 365)).
 */
const BITS = 128n;
const RATE = parse("0.05");
const YEARS = divide(fromInteger(90), fromInteger(365));

/** The carry to so many decimals: both ends of its enclosure round to the same. */
function carryOf(intrinsic: string, decimals: number): string {
  const { lo, hi } = exponentialOf(enclose(subtract(parse("0"), multiply(RATE, YEARS)), BITS), BITS);
  const step = parse(`0.${"0".repeat(decimals - 1)}1`);
  const at = (bound: bigint): string =>
    toFixed(roundTo(multiply(parse(intrinsic), subtract(ONE, ratio(bound, 1n << BITS))), step, "half-even"), decimals);
  assert.is(at(lo), at(hi));
  return at(lo);
}

test("a call on 80 struck at 60, 5% a year over 90 days: its intrinsic value of 20 carries 0.245062", () => {
  assert.is(carryOf("20", 6), "0.245062");
});

test("the price in the money is that of the other side and the intrinsic value, less the carry", () => {
  const option = { future: parse("80"), strike: parse("60"), rate: RATE, years: YEARS, volatility: parse("0.4") };
  const price = (right: "call" | "put"): Rational => black76({ ...option, right }, "price", 12);
  const intrinsic = intrinsicOf("call", option.future, option.strike);
  const wanted = subtract(add(price("put"), intrinsic), parse(carryOf("20", 12)));
  assert.is(
    toFixed(roundTo(price("call"), parse("0.0000000001"), "half-even"), 10),
    toFixed(roundTo(wanted, parse("0.0000000001"), "half-even"), 10),
  );
});

test.run();
