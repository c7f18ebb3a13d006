// Worked figures of real contracts, recomputed with nothing but the runtime. The source stands above each.
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Rational, RoundingMode } from "../../src/runtime/exact.ts";
import {
  ONE,
  add,
  carry,
  compare,
  divide,
  fromInteger,
  multiples,
  multiply,
  parse,
  ratio,
  roundTo,
  subtract,
  toDecimal,
  toFixed,
} from "../../src/runtime/exact.ts";
import { clamp, mean, sum, vwap, weightedMean, weightedMedian } from "../../src/runtime/statistics.ts";

/** `84779.11 .3685 | …`: price and size, as the filing prints them. */
const trades = (text: string) =>
  text.split("|").map((pair) => {
    const [price, size] = pair.trim().split(/\s+/) as [string, string];
    return { price: parse(price), size: parse(size.startsWith(".") ? `0${size}` : size) };
  });
const times = (a: string, b: string): Rational => multiply(parse(a), parse(b));
const rounded = (value: Rational, increment: string, mode: RoundingMode) =>
  toDecimal(roundTo(value, parse(increment), mode));

// CME CF Bitcoin Reference Rate: worked inputs in an SEC filing of a trust (S-1 of 2025, CIK 2071486).
const partitionA = trades(`84779.11 .3685 | 84766.22 .2174 | 84781.32 1.1246 | 84778.95 .3817 | 84779.11 .2867 |
  84766.22 .1454 | 84779.11 .0100 | 84699.37 .1166 | 84766.22 .1107`);
const partitionB = trades("84741.68 .8585 | 84699.94 .2047 | 84698.14 .4713");
const partitionC =
  trades(`108584 .0078 | 108596.86 .0033 | 108603.54 .0100 | 108608.34 .0032 | 108619.99 .0033 | 108629.78 .0081 |
  108629.41 .0146 | 108639 .0028 | 108640.75 .0034 | 108637.2 .0060 | 108610.65 .0062`);

test("BRR: volume-weighted medians of three partitions, which are not their VWAPs", () => {
  const expected = [
    [partitionA, "2.7616", "84779.11", "84774.41"],
    [partitionB, "1.5345", "84741.68", "84722.74"],
    [partitionC, "0.0687", "108629.41", "108617.47"],
  ] as const;
  for (const [partition, total, weighted, average] of expected) {
    assert.is(toDecimal(sum(partition.map(({ size }) => size))), total);
    assert.is(toDecimal(weightedMedian(partition)), weighted);
    assert.is(rounded(vwap(partition), "0.01", "half-even"), average);
  }
});

test("BRR: the mean of two partitions is an exact tie of cents, so the mode decides the published price", () => {
  const value = mean([weightedMedian(partitionA), weightedMedian(partitionB)]);
  assert.is(toDecimal(value), "84760.395");
  assert.is(toFixed(carry(value, 2, "half-up"), 2), "84760.40");
  assert.is(toFixed(carry(value, 2, "half-even"), 2), "84760.40");
  assert.is(toFixed(carry(value, 2, "half-down"), 2), "84760.39");
});

// Overbit's documentation of its settlement price.
test("Overbit: volume-weighted average of three trades", () => {
  const value = vwap(trades("4000 100 | 4010 150 | 4015 120"));
  assert.is(rounded(value, "0.01", "half-even"), "4008.92");
});

// CME, 30-Day Federal Funds futures (ZQ): calendar-day mean rounded to a tenth of a basis point, price 100 - R.
test("ZQ, November 2024", () => {
  const rates = [
    { value: parse("4.83"), weight: fromInteger(7) },
    { value: parse("4.58"), weight: fromInteger(23) },
  ];
  const rate = weightedMean(rates);
  assert.equal(rate, ratio(27830n, 6000n));
  assert.is(toDecimal(subtract(fromInteger(100), carry(rate, 3, "half-up"))), "95.362");
  assert.is(toDecimal(times("4167", "0.005")), "20.835");
  assert.is(toDecimal(times("4167", "0.0025")), "10.4175");
});

// New York Fed, SOFR of July 2025. CME, One-Month SOFR futures (SR1): calendar-day mean, a closed day repeats the last rate.
test("SR1, July 2025: three and four decimals of the rate give two settlement prices", () => {
  const published = `1:4.44 2:4.40 3:4.35 7:4.33 8:4.34 9:4.32 10:4.31 11:4.31 14:4.33 15:4.37 16:4.34 17:4.34 18:4.30
    21:4.28 22:4.28 23:4.28 24:4.30 25:4.36 28:4.36 29:4.36 30:4.32 31:4.39`;
  const days = published
    .trim()
    .split(/\s+/)
    .map((one) => one.split(":") as [string, string]);
  const weighted = days.map(([day, rate], at) => {
    const next = days[at + 1];
    return { value: parse(rate), weight: fromInteger((next ? Number(next[0]) : 32) - Number(day)) };
  });
  const rate = weightedMean(weighted);
  assert.equal(rate, divide(parse("134.40"), fromInteger(31)));
  const price = (places: number) => toDecimal(subtract(fromInteger(100), carry(rate, places, "half-up")));
  assert.is(price(4), "95.6645");
  assert.is(price(3), "95.665");
});

/** Annual rate, act/360, of percentages that each hold for some days: `(Π(1 + r·days/360) - 1) × 360 / Σ days`. */
function compounded(rates: readonly (readonly [percent: string, days: number])[]): Rational {
  let growth = ONE;
  let total = 0n;
  for (const [percent, days] of rates) {
    growth = multiply(growth, add(ONE, divide(multiply(parse(percent), fromInteger(days)), fromInteger(36_000))));
    total += BigInt(days);
  }
  return divide(multiply(subtract(growth, ONE), fromInteger(360)), fromInteger(total));
}

// QuantLib's test suite (overnightindexedcoupon.cpp): SOFR from 18 October to 18 November 2021, 11 November a holiday.
test("compounded SOFR, October to November 2021", () => {
  const week = ["1", "1", "1", "1", "3"];
  const percents = ".08 .09 .08 .10 .12 .11 .13 .12 .12 .08 .09 .10 .11 .14 .13 .11 .09 .08 .07 .08 .08 .07".split(" ");
  const days = [...week, ...week, ...week, "1", "1", "2", "3", "1", "1", "1"].map(Number);
  const value = compounded(percents.map((percent, at) => [`0${percent}`, days[at] as number]));
  assert.is(toDecimal(carry(value, 12, "half-even")), "0.000987136104");
});

// New York Fed, Alternative Reference Rates Committee: worked examples of SOFR in arrears, July 2019 (4 July a holiday).
test("compounded SOFR, July 2019: lookback, observation shift and lockout", () => {
  const june24 =
    "2.39 2.41 2.43 2.42 2.50 2.42 2.51 2.56 2.59 2.48 2.45 2.46 2.41 2.36 2.46 2.47 2.47 2.46 2.41 2.40 2.40".split(
      " ",
    );
  const weighed = (percents: readonly string[], days: readonly number[]) =>
    toDecimal(carry(compounded(percents.map((percent, at) => [percent, days[at] as number])), 12, "half-even"));
  // 1 to 15 July with the rates of five business days before, weighted with July's own days.
  assert.is(weighed(june24.slice(0, 9), [1, 1, 2, 3, 1, 1, 1, 1, 3]), "0.024781644454");
  // 1 to 31 July, rates and weights both of 24 June to 24 July.
  const shifted = [1, 1, 1, 1, 3, 1, 1, 2, 3, 1, 1, 1, 1, 3, 1, 1, 1, 1, 3, 1, 1];
  assert.is(weighed(june24, shifted), "0.024603611707");
  // The same with the last three rates locked to the one before them.
  const locked = [
    ...june24.slice(0, -3),
    june24[june24.length - 4],
    june24[june24.length - 4],
    june24[june24.length - 4],
  ];
  assert.is(weighed(locked as string[], shifted), "0.024693783702");
});

// Bitnomial, perpetual funding: average premium + clamp(0.01 % - average, ±0.05 %); the average weighs sample i with i.
test("Bitnomial funding, and its published weight of 1,920 samples", () => {
  const [interest, bound] = [parse("0.0001"), parse("0.0005")];
  const funding = (premium: string) => {
    const average = parse(premium);
    return toDecimal(add(average, clamp(subtract(interest, average), multiply(bound, fromInteger(-1)), bound)));
  };
  assert.is(funding("0.0003"), "0.0001");
  assert.is(funding("0.0010"), "0.0005");
  const weights = Array.from({ length: 1920 }, (_, at) => fromInteger(at + 1));
  assert.equal(sum(weights), fromInteger(1_844_160));
  assert.equal(weightedMean(weights.map((weight) => ({ value: parse("0.0003"), weight }))), parse("0.0003"));
});

// Kraken, inverse perpetual: hourly premium / 24, capped at 0.25 %.
test("Kraken funding: example 2 holds, example 1 is printed as an eighth", () => {
  const rate = divide(divide(parse("500"), parse("7000")), fromInteger(24));
  assert.is(rounded(rate, "0.000001", "half-even"), "0.002976");
  assert.equal(clamp(rate, parse("-0.0025"), parse("0.0025")), parse("0.0025"));
  assert.is(toDecimal(divide(parse("0.1428"), fromInteger(24))), "0.00595");
  assert.is(toDecimal(divide(parse("0.1428"), fromInteger(8))), "0.01785", "the figure printed beside /24");
});

// CME, "CL HO and RBOB Settlement Examples", October 2017: spread-implied prices weighted with volume / months apart.
test("CL settlement waterfall of October 2017", () => {
  const implied = (...legs: [near: string, spread: string, volume: string, months: string][]) =>
    rounded(
      vwap(
        legs.map(([near, spread, volume, months]) => ({
          price: subtract(parse(near), parse(spread)),
          size: divide(parse(volume), parse(months)),
        })),
      ),
      "0.01",
      "half-up",
    );
  assert.is(implied(["50.58", "-0.32", "2326", "1"]), "50.9");
  const weighted = vwap(trades("51.14 371 | 51.13 499"));
  assert.is(rounded(weighted, "0.0001", "half-up"), "51.1343");
  assert.is(implied(["50.90", "-0.24", "371", "1"], ["50.58", "-0.55", "998", "2"]), "51.13");
  assert.is(
    implied(["51.13", "-0.13", "328", "1"], ["50.90", "-0.36", "70", "2"], ["50.58", "-0.68", "437", "3"]),
    "51.26",
  );
  assert.is(implied(["51.26", "-0.06", "34", "1"], ["51.13", "-0.19", "155", "2"]), "51.32");
});

// CME: a mini contract takes the big contract's price, rounded to its own tick.
test("mini silver takes the settlement of silver", () => {
  assert.is(rounded(parse("33.292"), "0.0125", "half-away"), "33.2875");
});

// CME rulebook, dynamic circuit breakers: a percentage of the settlement, down to the tick.
test("circuit breaker variant is rounded down to the tick", () => {
  const variant = multiply(parse("5812.25"), parse("0.035"));
  assert.is(toDecimal(variant), "203.42875");
  assert.is(rounded(variant, "0.25", "down"), "203.25");
});

// CBOT, price limits of May 2014 and May 2015: the expanded limit is 150 % of the base, up to the increment.
test("expanded grain limits are 150 % of the base, rounded up", () => {
  const increments: [string, string[][]][] = [
    [
      "0.05",
      [
        ["0.35", "0.55"],
        ["1.00", "1.5"],
        ["0.45", "0.7"],
        ["0.50", "0.75"],
        ["0.25", "0.4"],
        ["1.10", "1.65"],
      ],
    ],
    [
      "0.05",
      [
        ["0.30", "0.45"],
        ["0.70", "1.05"],
        ["0.40", "0.6"],
        ["0.20", "0.3"],
        ["0.75", "1.15"],
        ["0.95", "1.45"],
      ],
    ],
    [
      "0.005",
      [
        ["0.03", "0.045"],
        ["0.02", "0.03"],
      ],
    ],
    [
      "5",
      [
        ["30", "45"],
        ["25", "40"],
      ],
    ],
  ];
  for (const [increment, pairs] of increments) {
    for (const [base, expanded] of pairs as [string, string][]) {
      assert.is(rounded(times(base, "1.5"), increment, "up"), expanded, `${base} expanded`);
    }
  }
});

// CME, Bitcoin futures 2017: 7, 13 and 20 % of a settlement of 10,000.
test("bitcoin price limits of 2017", () => {
  const limits = ["-0.20", "-0.13", "-0.07", "0.07", "0.13", "0.20"].map((share) =>
    rounded(times("10000", toDecimal(add(ONE, parse(share)))), "5", "toward-zero"),
  );
  assert.equal(limits, ["8000", "8700", "9300", "10700", "11300", "12000"]);
});

// Contract pages of CME, Cboe, Coinbase Derivatives and Bitnomial: tick × size is the printed tick value.
test("published tick values", () => {
  const printed: [tick: string, size: string, value: string][] = [
    ["5", "5", "25"], // CME BTC
    ["1", "5", "5"], // CME BTC calendar spread
    ["1.00", "0.01", "0.01"], // Cboe PBT
    ["0.10", "0.10", "0.01"], // Cboe PET
    ["0.25", "30", "7.5"], // Bitnomial HUP: 1 PH/s for 30 days
    ["10", "0.01", "0.1"], // Bitnomial PBUC
    ["0.005", "743", "3.715"], // ICE TTF, March: 743 hours
    ["0.005", "745", "3.725"], // ICE TTF, October: 745 hours
    ["0.005", "720", "3.6"],
  ];
  for (const [tick, size, value] of printed) assert.is(toDecimal(times(tick, size)), value);
});

test("published errors that arithmetic can show", () => {
  // Bitnomial PBUC on one page: tick 0.10 worth 10.
  assert.not.equal(times("0.10", "0.01"), parse("10"));
  assert.is(toDecimal(times("0.10", "0.01")), "0.001");
  // Rillor's sample print: weights of one half each of 590,000 and 605,000 cannot give 589,400.
  const [low, high, half] = [parse("590000"), parse("605000"), parse("0.50")];
  const value = weightedMean([low, high].map((one) => ({ value: one, weight: half })));
  assert.is(toDecimal(value), "597500");
  assert.ok(compare(parse("589400"), low) < 0, "not even between its two inputs");
  // A third-party table's tick of 0.50 for Coinbase BIT is off the exchange's own grid of 5.
  assert.throws(() => multiples(parse("0.50"), parse("5")));
});

// computepulse: token price = hourly price × 10^6 / (tokens per second × 3,600).
test("from a price per hour to a price per million tokens", () => {
  const perMillion = (hourly: string, tokens: string) =>
    toDecimal(carry(divide(times(hourly, "1000000"), times(tokens, "3600")), 6, "half-even"));
  assert.is(perMillion("2.50", "1000"), "0.694444");
  assert.is(perMillion("2.36", "2500"), "0.262222");
});

test.run();
