import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { load } from "../emit/calculator/load.ts";
import { indexModel, indexText } from "../kit/index-text.ts";

/** What feeds get wrong, one test each: refused with the place and the reason, or handled as the rule of the index says, and never a wrong number. */
const RULE = `  inputs { trades from [ALPHA, BETA, GAMMA] }
  window: 15:00 until 15:10 in 2 parts
  screen { drop source when median deviates more than 10% from median of sources }
  part: volume-weighted median of price
  empty-part: leave out
  value: mean of parts, round half-up to 0.01
  quorum: 2 sources, 3 trades
  fallback { previous value for at most 2 publications }`;
const DATE = "2027-02-02";
const trade = (source: string, clock: string, price: string, size: string) => ({
  source,
  time: `${DATE}T${clock}Z`,
  price,
  size,
});
const GOOD = [
  trade("ALPHA", "15:01:00", "2.30", "5"),
  trade("BETA", "15:02:00", "2.32", "5"),
  trade("GAMMA", "15:06:00", "2.34", "5"),
];
const INPUT = {
  date: DATE,
  window: { from: `${DATE}T15:00:00Z`, until: `${DATE}T15:10:00Z` },
  observations: GOOD as readonly object[],
  previous: { value: "2.20", repeats: "0" } as unknown,
  determination: null as unknown,
};
const calculator = await load(indexModel(indexText("BAD_FEED", RULE), "BAD_FEED"));
const print = (change: Partial<typeof INPUT>): ReferencePrice =>
  calculator["referencePrice"]?.({ ...INPUT, ...change }) as ReferencePrice;
const first = (change: object): Partial<typeof INPUT> => ({
  observations: [{ ...GOOD[0], ...change }, ...GOOD.slice(1)],
});

test("the feed as it should be", () => {
  const { value, tier } = print({});
  assert.equal([value, tier], ["2.32", "inputs"]);
});

/** What is wrong, the input, and what the refusal says: its code, its place and what it found there. */
const REFUSED: readonly (readonly [string, Partial<typeof INPUT>, string, string, RegExp])[] = [
  ["NaN", first({ price: Number.NaN }), "not-a-decimal", "observations[0].price", /number/],
  ["NaN as text", first({ price: "NaN" }), "not-a-decimal", "observations[0].price", /"NaN"/],
  ["an infinite price", first({ price: "Infinity" }), "not-a-decimal", "observations[0].price", /"Infinity"/],
  ["a float", first({ price: 2.3 }), "not-a-decimal", "observations[0].price", /the number 2.3/],
  ["an exponent", first({ price: "23e-1" }), "not-a-decimal", "observations[0].price", /"23e-1"/],
  ["a price below zero", first({ price: "-2.30" }), "negative-price", "observations[0].price", /-2.3/],
  ["a size below zero", first({ size: "-5" }), "size-not-positive", "observations[0].size", /-5/],
  ["a size of zero", first({ size: "0" }), "size-not-positive", "observations[0].size", /0/],
  ["no size", first({ size: undefined }), "missing-input", "observations[0].size", /nothing/],
  ["no price", first({ price: null }), "not-a-decimal", "observations[0].price", /null/],
  ["an unknown source", first({ source: "DELTA" }), "unknown-source", "observations[0].source", /DELTA/],
  ["a kind that the index does not read", first({ kind: "offer" }), "unknown-kind", "observations[0].kind", /offer/],
  ["a column nobody asked for", first({ fee: "0.01" }), "unknown-field", "observations[0].fee", /fee/],
  [
    "the same trade twice",
    { observations: [{ ...GOOD[0], id: "7" }, { ...GOOD[0], id: "7" }, ...GOOD] },
    "duplicate",
    "observations",
    /7 of ALPHA twice/,
  ],
  [
    "a clock in another zone",
    first({ time: `${DATE}T15:01:00+01:00` }),
    "not-an-instant",
    "observations[0].time",
    /\+01:00/,
  ],
  ["a clock without a zone", first({ time: `${DATE}T15:01:00` }), "not-an-instant", "observations[0].time", /15:01:00/],
  [
    "a minute that does not exist",
    first({ time: `${DATE}T15:61:00Z` }),
    "not-an-instant",
    "observations[0].time",
    /15:61/,
  ],
  [
    "the window of another day",
    { window: { from: "2027-02-05T15:00:00Z", until: "2027-02-05T15:10:00Z" } },
    "instant-far-from-date",
    "window.from",
    /a day away/,
  ],
  [
    "a window that ends before it begins",
    { window: { from: `${DATE}T15:10:00Z`, until: `${DATE}T15:00:00Z` } },
    "window-empty",
    "window",
    /none/,
  ],
  ["a day that does not exist", { date: "2027-02-30" }, "not-a-date", "date", /2027-02-30/],
  [
    "no list of inputs at all",
    { observations: undefined as unknown as readonly object[] },
    "missing-input",
    "observations",
    /nothing/,
  ],
  [
    "a value before that could not have been published",
    { previous: { value: "2.205", repeats: "0" } },
    "off-tick",
    "previous.value",
    /2.205/,
  ],
  [
    "a count of repetitions below zero",
    { previous: { value: "2.20", repeats: "-1" } },
    "negative-count",
    "previous.repeats",
    /-1/,
  ],
];

for (const [name, change, code, place, found] of REFUSED)
  test(`refused: ${name}`, () => {
    try {
      print(change);
      assert.unreachable(`${name} was taken`);
    } catch (thrown) {
      const refusal = thrown as { code: string; place: string; message: string };
      assert.equal([refusal.code, refusal.place], [code, place]);
      assert.match(refusal.message, found);
    }
  });

test("trades out of order give the same print", () => {
  const turned = print({ observations: [...GOOD].reverse() });
  assert.equal([turned.value, turned.evidence.groups.map(({ value }) => value)], ["2.32", ["2.3", "2.34"]]);
});

test("a trade whose clock is ahead is outside the window, with its row and the reason", () => {
  const { value, evidence } = print({ observations: [...GOOD, trade("ALPHA", "15:10:00", "9.99", "900")] });
  assert.equal(
    [value, evidence.dropped],
    ["2.32", [{ observation: "3", reason: "outside the window", clause: "BAD_FEED/window" }]],
  );
});

test("a window in which nothing traded repeats the value before, and says why", () => {
  const { value, tier, repeats, skipped } = print({ observations: [] });
  assert.equal([value, tier, repeats], ["2.20", "fallback/1", "1"]);
  assert.match(skipped[0]?.reasons.join() ?? "", /0 sources, and the quorum is 2/);
});

test("a window in which nothing traded, repeated often enough, needs the determination", () => {
  assert.throws(
    () => print({ observations: [], previous: { value: "2.20", repeats: "2" } }),
    /a determination by XDEX under Rule 901/,
  );
});

test("all sources dropped but one fail the quorum with a reason for each row, and no value is made of the rest", () => {
  const apart = [
    trade("ALPHA", "15:01:00", "1.00", "5"),
    trade("BETA", "15:02:00", "2.00", "5"),
    trade("GAMMA", "15:06:00", "4.00", "5"),
  ];
  const { value, tier, skipped } = print({ observations: apart });
  assert.equal([value, tier], ["2.20", "fallback/1"]);
  assert.equal(
    skipped[0]?.dropped.map(({ observation, clause }) => [observation, clause]),
    [
      ["0", "BAD_FEED/screen/1"],
      ["2", "BAD_FEED/screen/1"],
    ],
  );
  assert.match(skipped[0]?.dropped[0]?.reason ?? "", /source ALPHA.*deviates more than 10%/);
});

test("prices off every tick are exact, and the value is rounded once, at the end", () => {
  const observations = GOOD.map((one) => ({ ...one, price: "2.3149999999999999999999" }));
  assert.is(print({ observations }).value, "2.31");
});

test("a price over any range keeps all its digits", () => {
  const price = `${"9".repeat(400)}.125`;
  assert.is(print({ observations: GOOD.map((one) => ({ ...one, price })) }).value, `${"9".repeat(400)}.13`);
});

/** The same feeds as columns of whole numbers: a hundredth of a dollar a tick, and milliseconds after the window begins. */
const column = (change: object = {}): object => ({
  since: `${DATE}T15:00:00Z`,
  time: Int32Array.of(60_000, 120_000, 360_000),
  price: Int32Array.of(230, 232, 234),
  tick: "0.01",
  size: Int32Array.of(5, 5, 5),
  unit: "1",
  source: Uint8Array.of(0, 1, 2),
  sources: ["ALPHA", "BETA", "GAMMA"],
  ...change,
});
const printed = (change: object, more: object = {}): ReferencePrice & { rows: { used: number; dropped: number } } => {
  const { observations: _, ...rest } = INPUT;
  return calculator["referencePriceOfColumns"]?.({ ...rest, columns: [column(change)], ...more }) as never;
};
const EMPTY = {
  time: new Int32Array(0),
  price: new Int32Array(0),
  size: new Int32Array(0),
  source: new Uint8Array(0),
};

for (const [name, change, code, place] of [
  ["prices as floats, NaN among them", { price: Float64Array.of(230, Number.NaN, 234) }, "not-a-column", "price"],
  ["a size below zero", { size: Int32Array.of(5, -5, 5) }, "size-not-positive", "size"],
  ["a size of zero", { size: Int32Array.of(5, 5, 0) }, "size-not-positive", "size"],
  ["a price below zero", { price: Int32Array.of(230, -232, 234) }, "negative-price", "price"],
  ["a source that is not among them", { source: Uint8Array.of(0, 7, 2) }, "unknown-source", "source"],
  ["a source that the index does not read", { sources: ["ALPHA", "BETA", "DELTA"] }, "unknown-source", "source"],
  ["a column that is a row short", { size: Int32Array.of(5, 5) }, "columns-differ", "size"],
  ["a tick of zero", { tick: "0" }, "step-not-positive", "tick"],
  ["a tick that is a number", { tick: 0.01 }, "not-a-decimal", "tick"],
  ["a day that does not exist", { since: "2027-02-30T15:00:00Z" }, "not-an-instant", "since"],
  ["a clock without a zone", { since: `${DATE}T15:00:00` }, "not-an-instant", "since"],
  ["a column nobody asked for", { fee: Int32Array.of(1, 1, 1) }, "unknown-field", "fee"],
] as const)
  test(`columns refused: ${name}`, () => {
    let found: { code?: string; place?: string } = {};
    try {
      printed(change);
    } catch (thrown) {
      found = thrown as { code: string; place: string };
    }
    assert.is(found.code, code);
    assert.match(found.place ?? "", place);
  });

test("columns: the feed as it should be, out of order, with a clock ahead, and at the end of what 32 bits hold", () => {
  assert.equal([printed({}).value, printed({}).tier], ["2.32", "inputs"]);
  const turned = {
    time: Int32Array.of(360_000, 120_000, 60_000),
    price: Int32Array.of(234, 232, 230),
    source: Uint8Array.of(2, 1, 0),
  };
  assert.is(printed(turned).value, "2.32");
  const ahead = printed({
    time: Int32Array.of(60_000, 120_000, 360_000, 600_000),
    price: Int32Array.of(230, 232, 234, 999),
    size: Int32Array.of(5, 5, 5, 900),
    source: Uint8Array.of(0, 1, 2, 0),
  });
  assert.equal([ahead.value, ahead.rows], ["2.32", { used: 3, dropped: 1 }]);
  const largest = 2_147_483_647;
  assert.is(printed({ size: Int32Array.of(largest, largest, largest) }).value, "2.32");
  assert.is(printed({ price: Int32Array.of(largest, largest, largest) }).value, "21474836.47");
});

test("columns: nothing traded repeats the value before, and sources that are too far apart leave none", () => {
  const { value, tier, skipped } = printed(EMPTY);
  assert.equal([value, tier], ["2.20", "fallback/1"]);
  assert.match(skipped[0]?.reasons.join() ?? "", /0 sources, and the quorum is 2/);
  assert.is(printed({ price: Int32Array.of(100, 200, 400) }).tier, "fallback/1");
  assert.throws(
    () => printed(EMPTY, { previous: { value: "2.20", repeats: "2" } }),
    /a determination by XDEX under Rule 901/,
  );
});

const DAYS = await load(
  indexModel(
    indexText(
      "BAD_DAYS",
      `  inputs { prints from [RENTAL] }
  window: business days of month
  part: median of price
  empty-part: no value
  value: mean of parts, round half-up to 0.01`,
    ),
    "BAD_DAYS",
  ),
);
const days = (change: object): ReferencePrice =>
  DAYS["referencePrice"]?.({
    date: "2027-02-03",
    days: ["2027-02-01", "2027-02-02", "2027-02-03"],
    observations: ["2027-02-01", "2027-02-02", "2027-02-03"].map((day) => ({ source: "RENTAL", day, price: "2.00" })),
    determination: null,
    ...change,
  }) as ReferencePrice;
const prints = (...of: string[]) => of.map((day) => ({ source: "RENTAL", day, price: "2.00" }));

test("a day without its print gives no value and names the part", () => {
  const determined = { by: "XDEX", rule: "Rule 901", value: "2.05", signature: "s" };
  const { value, skipped } = days({ observations: prints("2027-02-01", "2027-02-03"), determination: determined });
  assert.equal([value, skipped[0]?.reasons], ["2.05", ["part 2 is empty"]]);
});

test("a print of a day that does not count is left out with the reason", () => {
  const { value, evidence } = days({
    observations: [
      ...prints("2027-02-01", "2027-02-02", "2027-02-03"),
      { source: "RENTAL", day: "2027-01-29", price: "9" },
    ],
  });
  assert.equal(
    [value, evidence.dropped.map(({ observation, reason }) => `${observation} ${reason}`)],
    ["2.00", ["3 of another day"]],
  );
});

test("days that go back, stand twice or lie behind the day of the print are refused with their place", () => {
  for (const [given, place] of [
    [["2027-02-02", "2027-02-01"], "days[1]"],
    [["2027-02-01", "2027-02-01"], "days[1]"],
    [["2027-02-01", "2027-02-04"], "days[1]"],
  ] as const)
    assert.throws(
      () => days({ days: given }),
      ({ code, place: at }: { code: string; place: string }) => code === "days-out-of-order" && at === place,
    );
});

test("rates whose business days do not reach back, or go beyond the period, are refused", async () => {
  const text = `  inputs { prints from [RATE] }
  window: calendar days of month
  accrual: act/360, lookback 2 business days
  value: compounded rate of days, round half-even to 0.0001`;
  const rates = `unit percent = 100 bp
index RATE "A rate" in UTC on WEEKDAYS { administrator: GPUX; price: percent; publish: daily 09:00; inputs { trades from [ALPHA] }
  value: mean of price, round half-even to 0.01; fallback { determination by XDEX under "Rule 901" } }`;
  const model = indexModel(
    indexText("RATES", text, rates).replace(
      "USD / GPU_hour of H100_SXM\n  publish:       daily 16:30",
      "percent\n  publish:       daily 16:30",
    ),
    "RATES",
  );
  const calculated = await load(model);
  const given = (change: object) => () =>
    calculated["referencePrice"]?.({
      date: "2027-02-02",
      days: ["2027-02-01", "2027-02-02"],
      business: ["2027-01-28", "2027-01-29", "2027-02-01", "2027-02-02"],
      observations: ["2027-01-28", "2027-01-29"].map((day) => ({ source: "RATE", day, price: "4.50" })),
      determination: null,
      ...change,
    });
  assert.is((given({})() as ReferencePrice).value, "4.5003");
  for (const [change, code] of [
    [{ business: ["2027-01-29", "2027-02-01", "2027-02-02"] }, "business-days-missing"],
    [{ business: ["2027-01-28", "2027-01-29", "2027-02-01", "2027-02-02", "2027-02-03"] }, "days-out-of-order"],
    [{ business: [] }, "business-days-missing"],
    [{ days: ["2027-01-31", "2027-02-02"] }, "days-with-a-gap"],
    [{ observations: [] }, "determination-needed"],
  ] as const) {
    let found = "none";
    try {
      given(change)();
    } catch (thrown) {
      found = (thrown as { code: string }).code;
    }
    assert.is(found, code);
  }
});

test.run();
