import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { inProject } from "../kit/files.ts";
import { bookOf, lastDay, small } from "./small.ts";

const program = (price: string): string =>
  fs
    .readFileSync(inProject("test/conformance/final.contract.own/valid.tenor"), "utf8")
    .replace(/price: .*/, `price: ${price}`);

const DATE = "2027-02-26";
const priceOf = (
  day: { products: { product: string; months: { month: string; settlement: string }[] }[] } | undefined,
) => day?.products.find(({ product }) => product === "DERIVED")?.months[0]?.settlement;

const half = small(
  program("0.5 * GOOD.settlement + 0.5 * average of RENTAL over business days of contract month on US_EXCHANGE"),
);

test("a contract whose settlement is read is settled first, although nobody holds it, and verified with the rest", async () => {
  const book = bookOf("DERIVED", "2027-02", DATE);
  const { day, said } = await half.settle(DATE, { book, market: lastDay(["DERIVED", "GOOD"]) });
  assert.is(said, "");
  assert.equal(
    day?.products.map(({ product }) => product),
    ["DERIVED", "GOOD"],
  );
  // GOOD ends at the average of its index, 2.5, and so does the half of each.
  assert.is(priceOf(day), "2.5000");
  assert.equal(
    day?.accounts.map(({ account, amount }) => [account, amount]),
    [
      ["LONG", "1000.00"],
      ["SHORT", "-1000.00"],
    ],
  );
  assert.ok(day?.products[0]?.months[0]?.steps.some(({ text }) => text === "settlement price of GOOD"));
  assert.is(await half.verifies(), 0);
});

test("what another contract settled at may be given instead", async () => {
  const market = lastDay(["DERIVED"], { settlements: { GOOD: { "2027-02": "3.5000" } } });
  const { day, said } = await half.settle(DATE, { book: bookOf("DERIVED", "2027-02", DATE), market });
  assert.is(said, "");
  assert.equal(
    day?.products.map(({ product }) => product),
    ["DERIVED"],
  );
  assert.is(priceOf(day), "3.0000");
});

test("without it nothing is settled, and the product is named", async () => {
  const market = lastDay(["DERIVED"], { settlements: { GOOD: { "2027-03": "3.5000" } } });
  const { codes, said } = await half.settle(DATE, { book: bookOf("DERIVED", "2027-02", DATE), market });
  assert.equal(codes, ["input-refused"]);
  assert.match(said, /the settlement of GOOD/);
});

test("contracts are counted from the nearest that trades on the day", async () => {
  const curve = small(
    program("GOOD[2].settlement - GOOD[1].settlement + RENTAL").replace('import "std/calendars/us.tenor"\n', ""),
  );
  const market = lastDay(["DERIVED"], {
    settlements: { GOOD: { "2027-04": "9", "2027-03": "2.7500", "2027-02": "2.5" } },
  });
  const { day, said } = await curve.settle(DATE, { book: bookOf("DERIVED", "2027-02", DATE), market });
  assert.is(said, "");
  assert.is(priceOf(day), "2.7500");
});

test.run();
