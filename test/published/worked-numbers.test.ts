import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Given, tradesFrom, workedPrint } from "../kit/worked-index.ts";
import { days, JULY_2025, SOFR_2019, SOFR_2021, TEN_MINUTES, overnight, PARTITION } from "./worked-inputs.ts";

/**
 * Every number that an administrator, an exchange or a public test suite worked out for a rule of a reference price, in the order of the sections of the
 * collection of contract facts they are from (`2.1` is section 2.1). Each row is a rule in the language, its inputs and the number.
 */
type Worked = {
  readonly section: string;
  readonly what: string;
  readonly rule: string;
  readonly given: Given;
  readonly value: string;
  readonly unit?: string;
  readonly more?: string;
};

const TRADES = "inputs { trades from [ALPHA] }";
const OFFERS = "inputs { offers from [ALPHA, BETA, GAMMA] }";
const offers = (...prices: string[]): Given => ({
  observations: prices.map((price, at) => ({ source: ["ALPHA", "BETA", "GAMMA"][at % 3] as string, price })),
});
const sized = (text: string): Given => ({
  observations: tradesFrom("15:01", text).map(({ source, price, size }) => ({ source, price, ...(size && { size }) })),
});
const one = (statistic: string, place: string): string => `${TRADES}\n  value: ${statistic} of price, round ${place}`;

const PARTS = (mode: string): string => `${TRADES}
  window: 15:00 until 15:10 in 2 parts
  part: volume-weighted median of price
  empty-part: leave out
  value: mean of parts, round ${mode} to 0.01`;
const A_AND_B: Given = {
  window: TEN_MINUTES,
  observations: [...tradesFrom("15:01", PARTITION.A), ...tradesFrom("15:06", PARTITION.B)],
};

const PERCENT = "unit percent = 100 bp";
const RATES = (accrual: string, value: string): string => `inputs { prints from [OVERNIGHT] }
  window: calendar days of month
  accrual: ${accrual}
  value: ${value}`;
const compounded = (what: string, accrual: string, given: Given, value: string): Worked => ({
  section: "2.6",
  what,
  rule: RATES(accrual, "compounded rate of days, round half-even to 0.0000000001"),
  given,
  value,
  unit: "percent",
  more: `${PERCENT}\n${overnight("percent")}`,
});
const averaged = (what: string, place: string, given: Given, value: string): Worked => ({
  section: "2.6",
  what,
  rule: RATES("calendar days", `mean of days, round half-even to ${place}`),
  given,
  value,
  unit: "percent",
  more: `${PERCENT}\n${overnight("percent")}`,
});

/** A token that an hour of an accelerator makes so many of, and oil by the tonne. */
const conversion = (made: string): string =>
  `grade STD "A token" { unit: token; one { GPU_hour: ${made} Mtoken of STD } }`;
const OIL = `unit barrel "barrel" measures oil\nunit tonne = 8.33 barrel`;

const TABLE: readonly Worked[] = [
  {
    section: "1.3",
    what: "2.50 an hour at 1,000 tokens a second, which are 3.6 million an hour",
    rule: `inputs { listings from [ALPHA] }\n  units: USD / GPU_hour\n  value: mean of price, round half-even to 0.000001`,
    given: { observations: [{ source: "ALPHA", price: "2.50" }] },
    value: "0.694444",
    unit: "USD / Mtoken of STD",
    more: conversion("3.6"),
  },
  {
    section: "1.3",
    what: "2.36 an hour at 2,500 tokens a second",
    rule: `inputs { listings from [ALPHA] }\n  units: USD / GPU_hour\n  value: mean of price, round half-even to 0.000001`,
    given: { observations: [{ source: "ALPHA", price: "2.36" }] },
    value: "0.262222",
    unit: "USD / Mtoken of STD",
    more: conversion("9"),
  },
  {
    section: "2.2",
    what: "orders older than 30 seconds are left out, and one of exactly 30 seconds is not",
    rule: `${OFFERS}
  window: 15:00:00 until 15:01:00
  screen { drop offer when age > 30 seconds }
  value: mean of price, round half-even to 0.01`,
    given: {
      window: { from: "2027-02-02T15:00:00Z", until: "2027-02-02T15:01:00Z" },
      observations: [
        ["15:00:29", "90"],
        ["15:00:30", "101"],
        ["15:00:59", "102"],
      ].map(([clock, price]) => ({ source: "ALPHA", price: price as string, time: `2027-02-02T${clock}Z` })),
    },
    value: "101.50",
  },
  {
    section: "2.2",
    what: "sizes weigh no more than the cap of their source",
    rule: `inputs { offers from [ALPHA, BETA] }
  screen { cap source at 50% of volume, excess pro rata until none exceeds }
  value: volume-weighted mean of price, round half-even to 0.01`,
    given: {
      observations: [
        { source: "ALPHA", price: "100", size: "900" },
        { source: "BETA", price: "110", size: "100" },
      ],
    },
    value: "105.00",
  },
  {
    section: "2.1",
    what: "partition A, weighted median",
    rule: one("volume-weighted median", "half-up to 0.01"),
    given: sized(PARTITION.A),
    value: "84779.11",
  },
  {
    section: "2.1",
    what: "partition A, its average price would be another",
    rule: one("vwap", "half-up to 0.01"),
    given: sized(PARTITION.A),
    value: "84774.41",
  },
  {
    section: "2.1",
    what: "partition B, weighted median",
    rule: one("volume-weighted median", "half-up to 0.01"),
    given: sized(PARTITION.B),
    value: "84741.68",
  },
  {
    section: "2.1",
    what: "partition B, its average price",
    rule: one("vwap", "half-up to 0.01"),
    given: sized(PARTITION.B),
    value: "84722.74",
  },
  {
    section: "2.1",
    what: "partition C, weighted median",
    rule: one("volume-weighted median", "half-up to 0.01"),
    given: sized(PARTITION.C),
    value: "108629.41",
  },
  {
    section: "2.1",
    what: "partition C, its average price",
    rule: one("vwap", "half-up to 0.01"),
    given: sized(PARTITION.C),
    value: "108617.47",
  },
  {
    section: "2.1",
    what: "mean of A and B is 84760.395, half-up",
    rule: PARTS("half-up"),
    given: A_AND_B,
    value: "84760.40",
  },
  { section: "2.1", what: "the same half-even", rule: PARTS("half-even"), given: A_AND_B, value: "84760.40" },
  { section: "2.1", what: "the same half-down", rule: PARTS("half-down"), given: A_AND_B, value: "84760.39" },
  {
    section: "2.1",
    what: "cumulative size exactly half: that price and not the next",
    rule: one("volume-weighted median", "half-up to 0.01"),
    given: sized("10 1 | 20 1"),
    value: "10.00",
  },
  {
    section: "2.1",
    what: "nothing traded: the value of the calculation day before, 0.1921",
    rule: `${TRADES}
  value: volume-weighted median of price, round half-up to 0.0001
  fallback { previous value for at most 3 publications }`,
    given: { observations: [], previous: { value: "0.1921", repeats: "0" } },
    value: "0.1921",
  },
  {
    section: "2.3",
    what: "100 at 4000, 150 at 4010, 120 at 4015",
    rule: one("volume-weighted mean", "half-up to 0.01"),
    given: sized("4000 100 | 4010 150 | 4015 120"),
    value: "4008.92",
  },
  {
    section: "2.3",
    what: "each venue clamped to half a percent of the median, then the mean",
    rule: `${OFFERS}
  screen { clamp source to 0.5% of median of sources }
  for each source { price: median of price }
  value: mean of sources, round half-even to 0.0001`,
    given: offers("100", "100.2", "103"),
    value: "100.3003",
  },
  {
    section: "2.3",
    what: "clamped to 0.30 percent",
    rule: `${OFFERS}
  screen { clamp source to 0.30% of median of sources }
  for each source { price: median of price }
  value: mean of sources, round half-even to 0.0001`,
    given: offers("100", "100.2", "103"),
    value: "100.2335",
  },
  {
    section: "2.3",
    what: "clamped to 3 percent: nothing is that far",
    rule: `${OFFERS}
  screen { clamp source to 3% of median of sources }
  for each source { price: median of price }
  value: mean of sources, round half-even to 0.0001`,
    given: offers("100", "100.2", "103"),
    value: "101.0667",
  },
  {
    section: "2.3",
    what: "six partitions of ten seconds",
    rule: `${OFFERS}
  window: 15:00:00 until 15:01:00 in 6 parts
  part: last of price
  empty-part: no value
  value: mean of parts, round half-even to 0.01`,
    given: {
      window: { from: "2027-02-02T15:00:00Z", until: "2027-02-02T15:01:00Z" },
      observations: ["10", "11", "12", "13", "14", "18"].map((price, at) => ({
        source: "ALPHA",
        price,
        time: `2027-02-02T15:00:${at}0Z`,
      })),
    },
    value: "13.00",
  },
  {
    section: "2.3",
    what: "300 samples of half an hour, six seconds apart",
    rule: `${OFFERS}
  window: 07:30 until 08:00
  value: mean of price, round half-even to 0.01
  quorum: 300 offers`,
    given: {
      window: { from: "2027-02-02T07:30:00Z", until: "2027-02-02T08:00:00Z" },
      observations: Array.from({ length: 300 }, (_, at) => ({
        source: "ALPHA",
        price: String(100 + at),
        time: new Date(Date.parse("2027-02-02T07:30:00Z") + at * 6000).toISOString(),
      })),
    },
    value: "249.50",
  },
  {
    section: "2.3",
    what: "the mean of three legs, each the mean of its own",
    rule: `${OFFERS}
  for each leg { price: mean of price }
  value: mean of legs, round half-even to 0.01`,
    given: {
      observations: [
        ["first", "80"],
        ["first", "81"],
        ["second", "82"],
        ["assessed", "83"],
        ["assessed", "84"],
        ["assessed", "85"],
      ].map(([leg, price]) => ({ source: "ALPHA", price: price as string, attributes: { leg: leg as string } })),
    },
    value: "82.17",
  },
  {
    section: "2.5",
    what: "a negative observation counts as 0, and not the mean",
    rule: `${OFFERS}
  screen { clamp price to [0, 1_000] }
  value: mean of price, round half-even to 0.001`,
    given: offers("10", "-4", "2"),
    value: "4.000",
    unit: "USD / GPU_hour of H100_SXM, signed",
  },
  {
    section: "2.5",
    what: "the mean of the midpoints of high and low",
    rule: `inputs { prints from [OVERNIGHT] }
  window: business days of month
  part: mean of price
  empty-part: no value
  value: mean of parts, round half-even to 0.001`,
    given: {
      date: "2025-07-02",
      days: ["2025-07-01", "2025-07-02"],
      observations: [
        ["2025-07-01", "70"],
        ["2025-07-01", "72"],
        ["2025-07-02", "74"],
        ["2025-07-02", "77"],
      ].map(([day, price]) => ({ source: "OVERNIGHT", day: day as string, price: price as string })),
    },
    value: "73.250",
    more: overnight("USD / GPU_hour of H100_SXM"),
  },
  {
    section: "2.5",
    what: "a price by the tonne of 8.33 barrels, to the cent of a barrel",
    rule: `inputs { listings from [ALPHA] }\n  units: USD / tonne\n  value: mean of price, round half-even to 0.01`,
    given: { observations: [{ source: "ALPHA", price: "700" }] },
    value: "84.03",
    unit: "USD / barrel",
    more: OIL,
  },
  averaged(
    "fed funds of November 2024: 7 days of 4.83 and 23 of 4.58",
    "0.001",
    days("2024-11-01", 30, { "2024-11-01": "4.83", "2024-11-08": "4.58" }, ["2024-11-11", "2024-11-28"]),
    "4.638",
  ),
  averaged("SOFR of July 2025 is 134.40 / 31, at four decimals", "0.0001", JULY_2025, "4.3355"),
  averaged("the same at three", "0.001", JULY_2025, "4.335"),
  averaged("the same at six", "0.000001", JULY_2025, "4.335484"),
  compounded("SOFR compounded, 18 October to 18 November 2021", "act/360", SOFR_2021, "0.0987136104"),
  compounded(
    "SOFR compounded, 1 to 15 July 2019, lookback 5",
    "act/360, lookback 5 business days",
    SOFR_2019("2019-07-14"),
    "2.4781644454",
  ),
  compounded(
    "1 to 31 July 2019, lookback 5 with observation shift",
    "act/360, lookback 5 business days, observation shift",
    SOFR_2019("2019-07-30"),
    "2.4603611707",
  ),
  compounded(
    "the same with a lockout of 3 days",
    "act/360, lookback 5 business days, lockout 3 business days, observation shift",
    SOFR_2019("2019-07-30"),
    "2.4693783702",
  ),
  {
    section: "2.7",
    what: "half of 590,000 and half of 605,000; the printed sample says 589,400",
    rule: `inputs { listings from [ALPHA, BETA] }
  members: provider in [ALPHA, BETA]
  for each provider { price: median of price }
  weights { ALPHA: 50%; BETA: 50% }
  value: weighted mean of providers, round half-even to 1`,
    given: offers("590000", "605000"),
    value: "597500",
  },
  {
    section: "3.2",
    what: "the rate of federal funds to a tenth of a basis point",
    rule: one("mean", "half-up to 0.001"),
    given: sized("4.6383333 1"),
    value: "4.638",
  },
  {
    section: "3.2",
    what: "a reference rate to the cent",
    rule: one("mean", "half-up to 0.01"),
    given: sized("84760.395 1"),
    value: "84760.40",
  },
  {
    section: "3.2",
    what: "a small contract's price from a large one's, on its tick of 0.0125",
    rule: one("mean", "half-up to 0.0125"),
    given: sized("33.292 1"),
    value: "33.2875",
  },
  {
    section: "3.2",
    what: "3.5% of 5,812.25 is 203.42875, down to a quarter",
    rule: one("mean", "down to 0.25"),
    given: sized("203.42875 1"),
    value: "203.25",
  },
];

for (const { section, what, rule, given, value, unit, more } of TABLE)
  test(`${section}: ${what}`, async () => {
    assert.is((await workedPrint(`  ${rule}`, given, unit ?? "", more ?? "")).value, value);
  });

test.run();
