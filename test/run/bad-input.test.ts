import { test } from "uvu";
import * as assert from "uvu/assert";
import { bookOf, small } from "./small.ts";

// Each kind of bad input, given to a whole day of settlement from files: refused at its row with the reason, or handled as the spec says.

const DATE = "2027-02-02";
const good = small('import "with/product.tenor"\n\nfuture SECOND "A second future" from GOOD { chapter: 901 }\n');

type Row = Readonly<Record<string, string>>;

/** A trade in the last two minutes before settlement, 20:30 in London and 14:30 in Chicago. */
const trade = (price: string, size = "10", more: Row = {}): Row => ({
  ...{ time: `${DATE}T20:29:30Z`, source: "XDEX", kind: "trade", product: "GOOD" },
  ...{ month: "2027-02", price, size },
  ...more,
});
const print = (source: string, price: string, minute: number, more: Row = {}): Row => ({
  ...{ observable: "RENTAL", source, kind: "trade", time: `${DATE}T15:${String(minute).padStart(2, "0")}:00Z` },
  ...{ price, size: "5" },
  ...more,
});
/** Thirty trades from three providers, enough for the quorum. */
const prints = ["ALPHA", "BETA", "GAMMA"].flatMap((source, at) =>
  Array.from({ length: 10 }, (_, i) => print(source, "2.4000", 6 * i + at)),
);

const market = (rows: readonly unknown[], more: object = {}): object => ({
  date: DATE,
  previous: {
    date: "2027-02-01",
    settlements: { GOOD: { "2027-02": "2.4000", "2027-03": "2.4100", "2027-04": "2.4200" } },
    indices: { RENTAL: { value: "2.3900", repeats: "0" } },
  },
  observations: [...prints, ...rows],
  ...more,
});
const book = (more: object = {}): object => bookOf("GOOD", "2027-02", DATE, more);
const settle = (rows: readonly unknown[], more: object = {}, given: unknown = book()) =>
  good.settle(DATE, { book: given, market: market(rows, more) });

/** What the month settled at, and the lines that were passed over. */
async function settled(rows: readonly unknown[], more: object = {}) {
  const { day, said } = await settle(rows, more);
  assert.is(said, "");
  const month = day?.products[0]?.months[0];
  return { price: month?.settlement, passed: month?.skipped.flatMap(({ reasons }) => reasons) ?? [] };
}

test("the day as it should be", async () => {
  assert.equal(await settled([trade("2.500")]), { price: "2.5000", passed: [] });
});

const refused: readonly (readonly [what: string, rows: readonly unknown[], codes: readonly string[], said: RegExp])[] =
  [
    ["NaN as a price", [trade("NaN")], ["input-malformed"], /exact decimal/],
    ["NaN as a size", [trade("2.500", "NaN")], ["input-malformed"], /exact decimal/],
    ["infinity", [trade("Infinity")], ["input-malformed"], /exact decimal/],
    ["a number with an exponent", [trade("2.5e0")], ["input-malformed"], /exact decimal/],
    ["a number that is none of the text's", [{ ...trade("2.5"), price: 2.5 }], ["input-malformed"], /price/],
    ["a negative size", [trade("2.500", "-10")], ["input-refused"], /-10/],
    ["a size of zero", [trade("2.500", "0")], ["input-refused"], /0/],
    ["half a contract", [trade("2.500", "0.5")], ["input-refused"], /0\.5/],
    ["a negative price", [trade("-2.500")], ["input-refused"], /-2\.5/],
    ["a price off the tick", [trade("2.5005")], ["input-refused"], /2\.5005/],
    [
      "a trade given twice",
      [trade("2.500", "10", { id: "T1" }), trade("2.500", "10", { id: "T1" })],
      ["input-refused"],
      /T1/,
    ],
    ["an unknown source", [trade("2.500", "10", { source: "ELSEWHERE" })], ["source-not-venue"], /ELSEWHERE/],
    ["an unknown source of an index", [print("ELSEWHERE", "2.4", 30)], ["input-refused"], /ELSEWHERE/],
    [
      "a trade in a month that is not listed",
      [trade("2.500", "10", { month: "2031-01" })],
      ["month-not-listed"],
      /2031-01/,
    ],
    [
      "a clock a day ahead",
      [trade("2.500", "10", { time: "2027-02-03T20:29:30Z" })],
      ["observation-far-off"],
      /2027-02-03/,
    ],
    [
      "a clock that is no time",
      [trade("2.500", "10", { time: "2027-02-30T20:29:30Z" })],
      ["observation-far-off", "observation-far-off"],
      /2027-02-30/,
    ],
    ["a price of more digits than a market file takes", [trade(`2.${"5".repeat(120)}`)], ["input-malformed"], /price/],
    [
      "a product nobody builds",
      [trade("2.500", "10", { product: "NOWHERE" })],
      ["position-product-unknown"],
      /NOWHERE/,
    ],
  ];

for (const [what, rows, codes, said] of refused)
  test(`${what} is refused with its row`, async () => {
    const found = await settle(rows);
    assert.equal(found.codes, codes, found.said);
    assert.match(found.said, said);
    assert.is(found.day, undefined);
  });

test("trades out of order settle to the same price", async () => {
  const [early, late] = [trade("2.500", "10", { time: `${DATE}T20:28:10Z` }), trade("2.510", "30")];
  assert.equal(await settled([late, early]), await settled([early, late]));
  assert.is((await settled([late, early])).price, "2.5075");
});

test("a window without volume is no price: the line is passed over with the reason, and the next is taken", async () => {
  const { price, passed } = await settled([trade("2.500", "10", { time: `${DATE}T19:00:00Z` })]);
  assert.is(price, "2.4000");
  assert.ok(
    passed.some((one) => /volume|no trades/.test(one)),
    passed.join("; "),
  );
});

test("an index without inputs repeats its value only as often as it may, and then a body is asked", async () => {
  const without = (repeats: string) => ({
    observations: [],
    previous: {
      date: "2027-02-01",
      settlements: { GOOD: { "2027-02": "2.4000", "2027-03": "2.4100", "2027-04": "2.4200" } },
      indices: { RENTAL: { value: "2.3900", repeats } },
    },
  });
  const repeated = await settle([], without("1"));
  assert.is(repeated.day?.products[0]?.references[0]?.value, "2.3900");
  const asked = await settle([], without("2"));
  assert.equal(asked.codes, ["determination-needed"]);
});

test("a day before that is missing is refused by its date, and a settlement before by its month", async () => {
  const settlements = { GOOD: { "2027-02": "2.4000", "2027-03": "2.4100", "2027-04": "2.4200" } };
  const skipped = await settle([], { previous: { date: "2027-01-29", settlements } });
  assert.equal(skipped.codes, ["input-other-day"]);
  assert.match(skipped.said, /2027-02-01/);
  const lost = await settle([], {
    previous: { date: "2027-02-01", settlements: { GOOD: { "2027-03": "2.4100", "2027-04": "2.4200" } } },
  });
  assert.ok(lost.codes.includes("previous-missing"));
  assert.match(lost.said, /2027-02/);
});

test("a position in a month that is not listed, of two owners, of no whole number or over any count is refused", async () => {
  const held = (more: object) => ({
    account: "LONG",
    owner: "LONG (fictional)",
    product: "GOOD",
    month: "2027-02",
    lots: 10,
    ...more,
  });
  const given = async (positions: readonly object[]) => (await settle([], {}, { date: DATE, positions })).codes;
  assert.equal(await given([held({ month: "2031-01" })]), ["month-not-listed"]);
  assert.equal(await given([held({}), held({ month: "2027-03", owner: "Another (fictional)" })]), [
    "account-two-owners",
  ]);
  assert.equal(await given([held({}), held({})]), ["position-twice"]);
  for (const lots of [0.5, 1_000_000_001, "10", null])
    assert.equal(await given([held({ lots })]), ["input-malformed"], String(lots));
});

test("the largest positions settle exactly", async () => {
  const lots = 1_000_000_000;
  const held = (account: string, signed: number) => ({
    account,
    owner: account,
    product: "GOOD",
    month: "2027-02",
    lots: signed,
  });
  const { day, said } = await settle(
    [trade("2.501")],
    {},
    { date: DATE, positions: [held("A", lots), held("B", -lots)] },
  );
  assert.is(said, "");
  assert.equal(
    day?.accounts.map(({ amount }) => amount),
    [`${(BigInt(lots) * 101n).toString()}.00`, `-${(BigInt(lots) * 101n).toString()}.00`],
  );
  assert.equal(
    day?.totals.map(({ amount, balanced }) => [amount, balanced]),
    [["0.00", true]],
  );
});

test.run();
