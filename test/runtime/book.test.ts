import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Worth } from "../../src/runtime/book.ts";
import { bandsAround, roundedToTick, ticksOf, valueOfLots, variationOf } from "../../src/runtime/book.ts";
import { parse } from "../../src/runtime/exact.ts";

const grid = (increment: string, decimals: number) => ({ increment: parse(increment), decimals });
const worth: Worth = {
  currency: "USD",
  multiplier: parse("1000"),
  exactTo: parse("0.01"),
  decimals: 2,
  signed: false,
  ticks: { outright: grid("0.001", 3), settlement: grid("0.0001", 4) },
};

const refusal = (call: () => unknown): string => {
  try {
    return JSON.stringify(call());
  } catch (thrown) {
    const { code, place } = thrown as { code: string; place: string };
    return `${code} at ${place}`;
  }
};

test("variation is the move times the size times the lots, to the cent", () => {
  const variation = (lots: string, previous: string, settlement: string) =>
    variationOf(worth, { lots, previous, settlement }).amount;
  assert.is(variation("10", "2.4180", "2.4219"), "39.00");
  assert.is(variation("-10", "2.4180", "2.4219"), "-39.00");
  assert.is(variation("1", "2.4180", "2.4181"), "0.10");
  assert.is(variation("0", "2.4180", "2.4181"), "0.00");
});

test("what a lot gains over two days is what it gains over both together, and longs pay shorts", () => {
  const price = fc
    .integer({ min: 0, max: 99_999 })
    .map((units) => `${Math.floor(units / 10_000)}.${String(units % 10_000).padStart(4, "0")}`);
  const cents = (lots: string, from: string, to: string) =>
    BigInt(variationOf(worth, { lots, previous: from, settlement: to }).amount.replace(".", ""));
  fc.assert(
    fc.property(price, price, price, fc.integer({ min: 0, max: 9999 }), (a, b, c, lots) => {
      const held = String(lots);
      assert.is(cents(held, a, b) + cents(held, b, c), cents(held, a, c));
      assert.is(cents(held, a, b) + cents(String(-lots), a, b), 0n);
    }),
  );
});

test("positions are refused where a number is not what it must be", () => {
  const right = { lots: "1", previous: "2.4180", settlement: "2.4181" };
  const read = (fields: object) => refusal(() => variationOf(worth, { ...right, ...fields }));
  assert.is(read({ settlement: "2.41805" }), "off-tick at settlement");
  assert.is(read({ previous: "-1" }), "negative-price at previous");
  assert.is(read({ lots: "1.5" }), "not-an-integer at lots");
  assert.is(read({ lots: 1 }), "not-a-decimal at lots");
  assert.is(read({ account: "A" }), "unknown-field at account");
  assert.is(
    refusal(() => variationOf({ ...worth, exactTo: parse("1") }, right)),
    "amount-not-exact at ",
  );
});

test("settlement value, ticks and rounding to a tick", () => {
  assert.equal(valueOfLots(worth, "2.4181", "10"), { amount: "24181.00", currency: "USD" });
  assert.is(ticksOf(worth, "2.4181", "settlement"), "24181");
  assert.is(
    refusal(() => ticksOf(worth, "2.4181", "outright")),
    "off-tick at price",
  );
  assert.is(
    refusal(() => ticksOf(worth, "2.418", "constructor")),
    "unknown-tick at role",
  );
  assert.is(roundedToTick(worth, "2.4185", "outright", "half-even"), "2.418");
  assert.is(roundedToTick(worth, "2.4185", "outright", "half-up"), "2.419");
  assert.is(roundedToTick(worth, "2.4185", "outright", "nearest", "3"), "2.419");
  assert.match(
    refusal(() => roundedToTick(worth, "2.4185", "outright", "nearest")),
    /^rounding-reference-missing/,
  );
  assert.match(
    refusal(() => roundedToTick(worth, "2.4185", "outright", "somehow" as "up")),
    /^rounding-mode-unknown/,
  );
});

test("CME bitcoin, December 2017: bands of 7, 13 and 20 % around 10,000", () => {
  const bitcoin: Worth = { ...worth, multiplier: parse("5"), ticks: { outright: grid("5", 0) } };
  const bands = bandsAround(bitcoin, "10000", ["0.07", "0.13", "0.2"].map(parse), {
    mode: "toward",
    leans: true,
    grid: grid("5", 0),
  });
  assert.equal(
    bands.map(({ lower, upper }) => `${lower} ${upper}`),
    ["9300 10700", "8700 11300", "8000 12000"],
  );
});

test("bands rounded toward the previous settlement never lie outside the exact ones", () => {
  const [band] = bandsAround(worth, "2.4181", [parse("0.07")], { mode: "toward", leans: true, grid: grid("0.001", 3) });
  // 2.4181 × 0.93 = 2.248833 and × 1.07 = 2.587367.
  assert.equal(band, { at: "0.07", lower: "2.249", upper: "2.587" });
  const [down] = bandsAround(worth, "2.4181", [parse("0.07")], { mode: "down", leans: false, grid: grid("0.001", 3) });
  assert.equal(down, { at: "0.07", lower: "2.248", upper: "2.587" });
});

test.run();
