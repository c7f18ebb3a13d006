import { test } from "uvu";
import * as assert from "uvu/assert";
import { changesCsv, listingChanges } from "../../../src/emit/calendar/changes.ts";
import type { ContractMonth, Product } from "../../../src/model/model.ts";
import { productOf } from "../../../src/emit/product.ts";
import { sampleGph } from "../../kit/sample-model.ts";

const { product } = productOf(sampleGph);
const month = product.contracts[0] as ContractMonth;

function weekly(code: string, listed: string, last: string): ContractMonth {
  const dates = month.dates.map((one) => (one.name === "last-trading-day" ? { ...one, date: last } : one));
  const { lastClose: _, ...rest } = month;
  return { ...rest, code, period: code, listed, dates };
}

const listing: Product = {
  ...product,
  contracts: [
    weekly("W1", "2027-01-04", "2027-01-15"),
    weekly("W2", "2027-01-11", "2027-01-18"),
    weekly("W3", "2027-01-18", "2027-01-22"),
    weekly("W4", "2027-01-18", "2027-01-29"),
    weekly("W5", "2027-01-25", "2027-02-05"),
  ],
};

test("what comes and goes between two days is told too, day by day, what leaves before what comes", () => {
  const said = listingChanges(listing.contracts, "2027-01-11", "2027-01-25").map(({ date, change, code }) => [
    date,
    change,
    code,
  ]);
  assert.equal(said, [
    ["2027-01-15", "delisted", "W1"],
    ["2027-01-18", "delisted", "W2"],
    ["2027-01-18", "listed", "W3"],
    ["2027-01-18", "listed", "W4"],
    ["2027-01-22", "delisted", "W3"],
    ["2027-01-25", "listed", "W5"],
  ]);
});

test("what is listed on the first day was there before, and what has its last on the second is still there", () => {
  const codes = (from: string, to: string) =>
    listingChanges(listing.contracts, from, to).map((one) => `${one.change} ${one.code}`);
  assert.equal(codes("2027-01-18", "2027-01-22"), ["delisted W2"]);
  assert.equal(codes("2027-01-22", "2027-01-25"), ["delisted W3", "listed W5"]);
  assert.equal(codes("2027-01-17", "2027-01-18"), ["listed W3", "listed W4"]);
  // A span in two parts tells the same as the whole, in the same order.
  assert.equal(
    [...codes("2027-01-11", "2027-01-20"), ...codes("2027-01-20", "2027-01-25")],
    codes("2027-01-11", "2027-01-25"),
  );
});

test("the CSV has a row a change", () => {
  assert.is(
    changesCsv(listingChanges(listing.contracts, "2027-01-24", "2027-01-25")),
    "date,change,code,period,listed,last\n2027-01-25,listed,W5,W5,2027-01-25,2027-02-05\n",
  );
});

test.run();
