import { test } from "uvu";
import * as assert from "uvu/assert";
import { parse } from "../../src/runtime/exact.ts";
import type { Figure } from "../../src/runtime/figure.ts";
import { holds, minus, plus } from "../../src/runtime/figure.ts";
import type { DayReads } from "../../src/runtime/market.ts";
import { readDay } from "../../src/runtime/market.ts";
import type { DailyRule, Tier } from "../../src/runtime/settle.ts";
import {
  changeOf,
  indexToday,
  previousOf,
  settleDay,
  settlementBefore,
  settlementOfLead,
} from "../../src/runtime/settle.ts";
import type { Sight, Standing } from "../../src/runtime/sight.ts";
import { countOf, impliedOf, lastOf, midpointOf, volumeOf, vwapOf, widthOf } from "../../src/runtime/sight.ts";

const reads: DayReads = {
  month: ["trades", "quotes", "finalSettlement"],
  spreads: true,
  lead: true,
  time: true,
  indices: ["X"],
  determination: false,
  signed: false,
  ticks: { outright: parse("0.01"), spread: parse("0.01"), settlement: parse("0.01") },
};

const trades: Sight = { of: "trades", month: "this", milliseconds: 120_000, text: "trades over last 2 minutes" };
const spreads: Sight = {
  of: "spread-trades",
  month: "this",
  milliseconds: 120_000,
  text: "spread trades over last 2 minutes",
};
const quotes: Sight = { of: "quotes", month: "this", text: "quotes" };

const tier = (id: string, price: (at: Standing) => Figure, when?: Tier["when"]): Tier => ({
  id,
  text: id,
  clause: id,
  price,
  ...(when === undefined ? {} : { when }),
});

const rule: DailyRule = {
  groups: [
    {
      months: "lead",
      tiers: [
        tier(
          "vwap",
          (at) => vwapOf(at, trades),
          (at) => holds(volumeOf(at, trades), ">=", parse("10"), "volume >= 10"),
        ),
        tier(
          "midpoint",
          (at) => midpointOf(at, quotes),
          (at) => holds(widthOf(at, quotes), "<=", parse("0.05"), "width <= 0.05"),
        ),
        tier("previous", (at) => previousOf(at, "this")),
      ],
    },
    {
      months: "other",
      tiers: [
        tier(
          "spread",
          (at) => minus(settlementOfLead(at), vwapOf(at, spreads)),
          (at) => holds(volumeOf(at, spreads), ">=", parse("5"), "volume >= 5"),
        ),
        tier("change", (at) => plus(previousOf(at, "this"), changeOf(at, "lead"))),
      ],
    },
  ],
  newlyListed: [tier("before", settlementBefore), tier("index", (at) => indexToday(at, "X"))],
  lastDay: { id: "last-day", text: "final settlement", clause: "last" },
  round: {
    mode: "nearest",
    increment: parse("0.01"),
    decimals: 2,
    toward: "previous settlement",
    text: "round",
    clause: "round",
  },
};

type Told = {
  readonly previous?: string | null;
  readonly trades?: string;
  readonly quotes?: string;
  readonly final?: string;
};

/** A day on which `2027-02` leads; trades are `seconds-before price size` and quotes `seconds-before bid ask`, split by `|`. */
function day(
  months: Readonly<Record<string, Told>>,
  spread: Readonly<Record<string, string>> = {},
  x: string | null = "9.99",
  lead = "2027-02",
) {
  const time = (before: string) => new Date(Date.parse("2027-02-02T20:30:00Z") - Number(before) * 1000).toISOString();
  const rows = (text: string | undefined) =>
    (text ?? "")
      .split("|")
      .filter((row) => row.trim() !== "")
      .map((row) => row.trim().split(" "));
  const deals = (text: string | undefined) =>
    rows(text).map(([before, price, size]) => ({ time: time(before as string), price, size }));
  const side = (text: string | undefined) => (text === "-" ? null : text);
  return {
    date: "2027-02-02",
    settlementTime: "2027-02-02T20:30:00Z",
    lead,
    months: Object.entries(months).map(([period, told]) => ({
      period,
      previous: told.previous === undefined ? "10.00" : told.previous,
      trades: deals(told.trades),
      quotes: rows(told.quotes).map(([before, bid, ask]) => ({
        time: time(before as string),
        bid: side(bid),
        ask: side(ask),
      })),
      finalSettlement: told.final ?? null,
    })),
    spreads: Object.entries(spread).map(([legs, text]) => ({ legs: legs.split(" "), trades: deals(text) })),
    indices: { X: x },
  };
}

/** `period price tier` of every month, or what it is refused with. */
function settled(input: unknown, by: DailyRule = rule): string {
  try {
    return settleDay(readDay(input, reads), by)
      .months.map(({ period, price, tier: id }) => `${period.slice(5)} ${price} ${id}`)
      .join(", ");
  } catch (thrown) {
    const { kind, code, place } = thrown as { kind?: string; code: string; place: string };
    if (kind !== "refused") throw thrown;
    return `${code} at ${place}`;
  }
}

test("the window ends before the settlement time and starts on its first millisecond", () => {
  const at = (before: string) => settled(day({ "2027-02": { trades: `${before} 10.20 10` } }));
  assert.is(at("120"), "02 10.20 vwap");
  assert.is(at("120.001"), "02 10.00 previous");
  assert.is(at("0.001"), "02 10.20 vwap");
  assert.is(at("0"), "02 10.00 previous");
  assert.is(at("-1"), "02 10.00 previous");
});

test("a volume of exactly ten is enough and nine is not", () => {
  assert.is(settled(day({ "2027-02": { trades: "60 10.20 7 | 50 10.10 3" } })), "02 10.17 vwap");
  assert.is(settled(day({ "2027-02": { trades: "60 10.20 7 | 50 10.10 2" } })), "02 10.00 previous");
});

test("the last quote counts, up to the settlement time, and only with both its sides", () => {
  const at = (text: string) => settled(day({ "2027-02": { quotes: text } }));
  assert.is(at("60 10.10 10.15"), "02 10.12 midpoint");
  assert.is(at("60 10.10 10.16"), "02 10.00 previous");
  assert.is(at("60 10.10 10.16 | 5 10.20 10.20"), "02 10.20 midpoint");
  assert.is(at("5 10.20 10.20 | 60 10.10 10.16"), "02 10.20 midpoint");
  assert.is(at("60 10.10 10.12 | 5 - 10.20"), "02 10.00 previous");
  assert.is(at("60 10.10 10.12 | -1 9.00 9.02"), "02 10.11 midpoint");
  assert.is(at("0 10.10 10.12"), "02 10.11 midpoint");
  assert.is(at("60 10.10 10.12 | 60 10.10 10.14"), "ambiguous-quote at months[0].quotes");
  assert.is(at("60 10.10 10.12 | 60 10.10 10.12"), "02 10.11 midpoint");
});

test("ties go toward the previous settlement, from either side of it", () => {
  const at = (previous: string | null) => settled(day({ "2027-02": { previous, quotes: "60 10.10 10.15" } }));
  assert.is(at("10.00"), "02 10.12 midpoint");
  assert.is(at("10.12"), "02 10.12 midpoint");
  assert.is(at("10.13"), "02 10.13 midpoint");
  assert.is(at("11.00"), "02 10.13 midpoint");
});

test("a tie on the day a month is listed has no previous settlement to go toward and takes the even tick", () => {
  assert.is(settled(day({ "2027-02": { previous: null, quotes: "60 10.10 10.15" } })), "02 10.12 midpoint");
  assert.is(settled(day({ "2027-02": { previous: null, quotes: "60 10.10 10.14" } })), "02 10.12 midpoint");
  assert.is(settled(day({ "2027-02": { previous: null } }, {}, "10.125")), "02 10.12 index");
  assert.is(settled(day({ "2027-02": { previous: null } }, {}, "10.135")), "02 10.14 index");
  assert.is(settled(day({ "2027-02": { previous: null } }, {}, "10.1351")), "02 10.14 index");
});

test("other months follow the lead month by the spread, else by its change", () => {
  const months = {
    "2027-02": { trades: "60 10.30 10" },
    "2027-03": { previous: "10.40" },
    "2027-04": { previous: "10.50" },
  };
  assert.is(settled(day(months)), "02 10.30 vwap, 03 10.70 change, 04 10.80 change");
  assert.is(
    settled(day(months, { "2027-02 2027-03": "60 -0.15 5" })),
    "02 10.30 vwap, 03 10.45 spread, 04 10.80 change",
  );
  assert.is(
    settled(day(months, { "2027-03 2027-02": "60 0.15 5" })),
    "02 10.30 vwap, 03 10.45 spread, 04 10.80 change",
  );
  assert.is(
    settled(day(months, { "2027-02 2027-03": "60 -0.15 4" })),
    "02 10.30 vwap, 03 10.70 change, 04 10.80 change",
  );
  assert.is(
    settled(day(months, { "2027-03 2027-04": "60 -0.15 9" })),
    "02 10.30 vwap, 03 10.70 change, 04 10.80 change",
  );
});

test("CL, October 2017: the first month behind the active one settles by its spread, as CME worked it", () => {
  // CLX7 50.58 on 10,584 lots; CLX7-CLZ7 traded at -0.32 on 2,326 lots: CLZ7 = 50.58 - (-0.32) = 50.90.
  const months = { "2027-02": { trades: "60 50.58 10584", previous: "50.00" }, "2027-03": { previous: "50.00" } };
  assert.is(settled(day(months, { "2027-02 2027-03": "60 -0.32 2326" })), "02 50.58 vwap, 03 50.90 spread");
});

test("CL, October 2017: further months settle by all their spreads, weighted by volume over months apart, as CME worked them", () => {
  const implied: Sight = { ...spreads, against: "nearer" };
  const outward: DailyRule = {
    ...rule,
    groups: [
      rule.groups[0] as DailyRule["groups"][number],
      {
        months: "other",
        tiers: [tier("implied", (at) => impliedOf(at, implied)), tier("previous", (at) => previousOf(at, "this"))],
      },
    ],
  };
  const months = {
    "2027-02": { trades: "60 50.58 10584" },
    ...Object.fromEntries(["2027-03", "2027-04", "2027-05", "2027-06"].map((period) => [period, {}])),
  };
  const dealt = {
    "2027-02 2027-03": "60 -0.32 2326",
    // 51.14 × 371 and 51.13 × 998/2 make 51.1343.
    "2027-03 2027-04": "60 -0.24 371",
    "2027-02 2027-04": "60 -0.55 998",
    "2027-04 2027-05": "60 -0.13 328",
    "2027-03 2027-05": "60 -0.36 70",
    "2027-02 2027-05": "60 -0.68 437",
    "2027-05 2027-06": "60 -0.06 34",
    "2027-04 2027-06": "60 -0.19 155",
  };
  assert.is(
    settled(day(months, dealt), outward),
    "02 50.58 vwap, 03 50.90 implied, 04 51.13 implied, 05 51.26 implied, 06 51.32 implied",
  );
  assert.is(settled(day(months, {}), outward).slice(0, 36), "02 50.58 vwap, 03 10.00 previous, 04");
});

test("months are listed in order whatever order they came in, and the lead month may have one before it", () => {
  const months = {
    "2027-04": { previous: "10.50" },
    "2027-03": { trades: "60 10.30 10" },
    "2027-02": { previous: "9.80" },
  };
  assert.is(
    settled(day(months, { "2027-02 2027-03": "60 -0.20 5" }, null, "2027-03")),
    "02 10.10 spread, 03 10.30 vwap, 04 10.80 change",
  );
});

test("a newly listed month takes the month before it, and the first of all the index", () => {
  const fresh = { previous: null };
  assert.is(
    settled(day({ "2027-02": fresh, "2027-03": fresh, "2027-04": fresh }, {}, "8.88")),
    "02 8.88 index, 03 8.88 before, 04 8.88 before",
  );
  assert.is(
    settled(day({ "2027-02": {}, "2027-03": { previous: "10.40" }, "2027-04": fresh })),
    "02 10.00 previous, 03 10.40 change, 04 10.40 before",
  );
  assert.is(settled(day({ "2027-02": fresh }, {}, null)), "no-price at months[0]");
  const { indices: _, ...without } = day({ "2027-02": fresh });
  assert.is(settled(without), "missing-input at indices.X");
});

test("on its last day a month takes its final settlement as it is", () => {
  assert.is(
    settled(day({ "2027-02": { final: "10.77", trades: "60 10.20 99" }, "2027-03": {} })),
    "02 10.77 last-day, 03 10.77 change",
  );
  assert.is(settled(day({ "2027-02": { final: "10.777" } })), "off-tick at months[0].finalSettlement");
});

test("a price below zero is none where none is allowed", () => {
  assert.is(
    settled(day({ "2027-02": {}, "2027-03": {} }, { "2027-02 2027-03": "60 10.01 5" })),
    "02 10.00 previous, 03 10.00 change",
  );
  assert.is(
    settled(day({ "2027-02": {}, "2027-03": {} }, { "2027-02 2027-03": "60 10.00 5" })),
    "02 10.00 previous, 03 0.00 spread",
  );
});

test("each skipped tier says why, and each step where its number came from", () => {
  const { months } = settleDay(
    readDay(day({ "2027-02": { trades: "60 10.20 4", quotes: "60 10.10 10.14" } }), reads),
    rule,
  );
  assert.equal(months[0]?.skipped, [{ tier: "vwap", reason: "not volume >= 10" }]);
  assert.equal(
    months[0]?.steps.map(({ text, value }) => `${text}: ${value}`),
    ["width of quotes: 0.04", "midpoint of quotes: 10.12", "round: 10.12"],
  );
});

test("the last trade and the number of trades can be asked for; two prices at once have no last", () => {
  const by: DailyRule = {
    ...rule,
    groups: [
      {
        months: "all",
        tiers: [
          tier(
            "last",
            (at) => lastOf(at, trades),
            (at) => holds(countOf(at, trades), ">", parse("1"), "more than one trade"),
          ),
        ],
      },
    ],
    newlyListed: [],
  };
  const at = (text: string) => settled(day({ "2027-02": { trades: text } }), by);
  assert.is(at("60 10.20 4 | 30 10.10 1"), "02 10.10 last");
  assert.is(at("60 10.20 4"), "no-price at months[0]");
  assert.is(at("60 10.20 4 | 60 10.10 1"), "ambiguous-trade at months[0]");
  assert.is(at("60 10.20 4 | 60 10.20 1"), "02 10.20 last");
});

test("what is wrong in a day is refused with its place", () => {
  const right = day({ "2027-02": { trades: "60 10.20 4" }, "2027-03": {} });
  const [first, second] = right.months;
  const [trade] = first?.trades ?? [];
  const traded = (fields: object) =>
    settled({ ...right, months: [{ ...first, trades: [{ ...trade, ...fields }] }, second] });
  assert.is(traded({ price: "10.205" }), "off-tick at months[0].trades[0].price");
  assert.is(traded({ price: "-0.01" }), "negative-price at months[0].trades[0].price");
  assert.is(traded({ price: 10.2 }), "not-a-decimal at months[0].trades[0].price");
  assert.is(traded({ size: "0" }), "size-not-positive at months[0].trades[0].size");
  assert.is(traded({ size: "1.5" }), "not-an-integer at months[0].trades[0].size");
  assert.is(traded({ time: "20:30" }), "not-an-instant at months[0].trades[0].time");
  assert.is(settled({ ...right, months: [first, first] }), "duplicate at months");
  assert.is(settled({ ...right, lead: "2030-01" }), "unknown-month at lead");
  assert.is(settled({ ...right, settlementTime: "2027-02-05T20:30:00Z" }), "instant-far-from-date at settlementTime");
  assert.is(
    settled({ ...right, months: [{ ...first, period: "2027-13" }, second] }),
    "not-a-period at months[0].period",
  );
  assert.is(
    settled({ ...right, spreads: [{ legs: ["2027-02", "2027-02"], trades: [] }] }),
    "spread-legs at spreads[0].legs",
  );
  assert.is(settled({ ...right, spreads: [{ legs: ["2027-02"], trades: [] }] }), "spread-legs at spreads[0].legs");
  assert.is(
    settled({ ...right, spreads: [{ legs: ["2027-02", "2027-09"], trades: [] }] }),
    "unknown-month at spreads[0].legs[1]",
  );
  const twice = [
    ["2027-02", "2027-03"],
    ["2027-03", "2027-02"],
  ].map((legs) => ({ legs, trades: [] }));
  assert.is(settled({ ...right, spreads: twice }), "duplicate at spreads");
  assert.is(settled({ ...right, indices: { Y: "1" } }), "unknown-field at indices.Y");
  assert.is(settled({ ...right, indices: { X: 1 } }), "not-a-decimal at indices.X");
  assert.is(
    settled({ ...right, months: [{ ...first, quotes: [{ time: trade?.time, bid: "10.02", ask: "10.01" }] }, second] }),
    "crossed-quote at months[0].quotes[0]",
  );
});

test.run();
