import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Index } from "../../../src/model/model.ts";
import type { ReferencePrice } from "../../../src/runtime/index-price.ts";
import { type IndexDay, readIndex } from "../../agree/reading.ts";
import { indexModel, indexText } from "../../kit/index-text.ts";
import { vectorsFile } from "../../../src/emit/vectors/emitter.ts";
import { load, outcome, sameParts } from "./load.ts";

/**
 * Numbers that administrators, exchanges and venues published with their rules, each rule written in the language: compiled, and computed by
 * the calculator and by the second reading. The sources are named at each.
 */
const DATE = "2027-02-02";
const at = (clock: string): string => `${DATE}T${clock}Z`;

type Given = Omit<IndexDay, "date"> & { readonly date?: string };

/** The print of a rule on the inputs of a day; calculator and second reading have to agree. */
async function printOf(rest: string, given: Given): Promise<ReferencePrice> {
  const model = indexModel(indexText("WORKED", rest), "WORKED");
  const calculator = await load(model);
  const day = { date: DATE, determination: null, ...given };
  const print = calculator["referencePrice"]?.(day) as ReferencePrice;
  assert.equal({ value: print.value, tier: print.tier }, readIndex(model.indices[0] as Index, day));
  return print;
}

/** `price size | price size` as trades a second apart from `from` on. */
const trades = (from: string, text: string, source = "ALPHA"): IndexDay["observations"] =>
  text.split("|").map((one, place) => {
    const [price, size] = one.trim().split(/\s+/) as [string, string];
    return { source, price, size, time: at(`${from}:${String(place).padStart(2, "0")}`) };
  });

const A =
  "84779.11 .3685 | 84766.22 .2174 | 84781.32 1.1246 | 84778.95 .3817 | 84779.11 .2867 | 84766.22 .1454 | 84779.11 .0100 | 84699.37 .1166 | 84766.22 .1107";
const B = "84741.68 .8585 | 84699.94 .2047 | 84698.14 .4713";
const C =
  "108584 .0078 | 108596.86 .0033 | 108603.54 .0100 | 108608.34 .0032 | 108619.99 .0033 | 108629.78 .0081 | 108629.41 .0146 | 108639 .0028 | 108640.75 .0034 | 108637.2 .0060 | 108610.65 .0062";
const zeroed = (text: string): string => text.replace(/ \./g, " 0.");

const PARTITIONS = (mode: string): string => `
  inputs     { trades from [ALPHA, BETA, GAMMA] }
  window:    15:00 until 15:10 in 2 parts
  part:      volume-weighted median of price
  empty-part: leave out
  value:     mean of parts, round ${mode} to 0.01`;
const TEN_MINUTES = { from: at("15:00:00"), until: at("15:10:00") };

for (const [mode, value] of [
  ["half-up", "84760.40"],
  ["half-even", "84760.40"],
  ["half-down", "84760.39"],
] as const) {
  test(`partitions of a crypto reference rate, 84760.395 rounded ${mode}`, async () => {
    const observations = [...trades("15:01", zeroed(A)), ...trades("15:06", zeroed(B))];
    const print = await printOf(PARTITIONS(mode), { window: TEN_MINUTES, observations });
    assert.is(print.value, value);
    assert.equal(
      print.evidence.groups.map((group) => group.value),
      ["84779.11", "84741.68"],
    );
  });
}

test("a partition without trades is left out of the mean", async () => {
  const print = await printOf(PARTITIONS("half-up"), {
    window: TEN_MINUTES,
    observations: trades("15:01", zeroed(C)),
  });
  assert.is(print.value, "108629.41");
});

test("a volume-weighted average of a venue: 100 at 4000, 150 at 4010, 120 at 4015", async () => {
  const rest = `
  inputs { trades from [ALPHA] }
  value: volume-weighted mean of price, round half-up to 0.01`;
  const observations = [
    { source: "ALPHA", price: "4000", size: "100" },
    { source: "ALPHA", price: "4010", size: "150" },
    { source: "ALPHA", price: "4015", size: "120" },
  ];
  assert.is((await printOf(rest, { observations })).value, "4008.92");
});

const CLAMPED = (share: string): string => `
  inputs { offers from [ALPHA, BETA, GAMMA] }
  screen { clamp source to ${share} of median of sources }
  for each source { price: median of price }
  value: mean of sources, round half-even to 0.0001`;
const VENUES = [
  { source: "ALPHA", price: "100" },
  { source: "BETA", price: "100.2" },
  { source: "GAMMA", price: "103" },
];

test("venues clamped to half a percent of their median, then averaged", async () => {
  // 103 counts as 100.2 × 1.005 = 100.701
  const print = await printOf(CLAMPED("0.5%"), { observations: VENUES });
  assert.is(print.value, "100.3003");
  assert.ok(print.steps.some(({ text, value }) => text === "source GAMMA at 103 counts as" && value === "100.701"));
});

test("the same venues clamped to 0.30 percent", async () => {
  // 100 is within 100.2 × 0.997 = 99.8994; 103 counts as 100.2 × 1.003 = 100.5006
  assert.is((await printOf(CLAMPED("0.30%"), { observations: VENUES })).value, "100.2335");
});

const READMITTED = `
  inputs { offers from [ALPHA, BETA, GAMMA] }
  screen { drop source when median deviates more than 10% from median of other sources, readmit within 5% }
  for each source { price: median of price }
  value: mean of sources, round half-even to 0.01`;

test("a source outside the parameter is taken back only below half of it", async () => {
  const day = (price: string, excluded: readonly string[]) =>
    printOf(READMITTED, {
      observations: [
        { source: "ALPHA", price: "100" },
        { source: "BETA", price: "100" },
        { source: "GAMMA", price },
      ],
      previous: { value: "100.00", repeats: "0", excluded },
    });
  const outside = await day("111", []);
  assert.equal([outside.value, outside.evidence.excluded], ["100.00", ["GAMMA"]]);
  const nearer = await day("107", outside.evidence.excluded);
  assert.equal([nearer.value, nearer.evidence.excluded], ["100.00", ["GAMMA"]]);
  assert.match(nearer.evidence.dropped[0]?.reason ?? "", /deviates more than 5% from 100, and it was left out before/);
  const back = await day("105", nearer.evidence.excluded);
  assert.equal([back.value, back.evidence.excluded], ["101.67", []]);
  // Who was never out may stand there.
  assert.is((await day("107", [])).value, "102.33");
});

test("a tenth cut off at each end of ten list prices", async () => {
  const rest = `
  inputs { listings from [ALPHA, BETA, GAMMA] }
  value: trimmed mean of price by 10%, round half-even to 0.01`;
  const observations = ["0.01", "2", "2", "2", "2", "3", "3", "3", "3", "900"].map((price) => ({
    source: "ALPHA",
    price,
  }));
  assert.is((await printOf(rest, { observations })).value, "2.50");
});

test("a negative observation counts as 0, and not the mean of them", async () => {
  const rest = `
  inputs { offers from [ALPHA] }
  screen { clamp price to [0, 1_000] }
  value: mean of price, round half-even to 0.001`;
  const model = indexModel(
    indexText("WORKED", rest).replace("H100_SXM\n  publish", "H100_SXM, signed\n  publish"),
    "WORKED",
  );
  const calculator = await load(model);
  const observations = ["10", "-4", "2"].map((price) => ({ source: "ALPHA", price }));
  const print = calculator["referencePrice"]?.({ date: DATE, observations, determination: null }) as ReferencePrice;
  assert.is(print.value, "4.000");
});

test("a published sample that its own weights do not give: half of 590,000 and of 605,000 is 597,500, not 589,400", async () => {
  const rest = `
  inputs  { listings from [ALPHA, BETA] }
  members: provider in [ALPHA, BETA]
  for each provider { price: median of price }
  weights { ALPHA: 50%; BETA: 50% }
  value: weighted mean of providers, round half-even to 1`;
  const observations = [
    { source: "ALPHA", price: "590000" },
    { source: "BETA", price: "605000" },
  ];
  assert.is((await printOf(rest, { observations })).value, "597500");
});

test("a price counts for as long as it stood", async () => {
  const rest = `
  inputs { offers from [ALPHA] }
  window: 15:00 until 15:10
  value: time-weighted mean of price, round half-even to 0.0001`;
  const observations = [
    { source: "ALPHA", price: "2", time: at("15:00:00") },
    { source: "ALPHA", price: "3", time: at("15:06:00") },
    { source: "ALPHA", price: "5", time: at("15:06:00") },
    { source: "ALPHA", price: "10", time: at("15:09:30") },
  ];
  // 360 s of 2, 210 s of the two together at 4 on average, 30 s of 10
  assert.is((await printOf(rest, { window: TEN_MINUTES, observations })).value, "3.1000");
});

const MONTH = (empty: string, round: string): string => `
  inputs { prints from [RENTAL] }
  window: calendar days of month
  part: median of price
  empty-part: ${empty}
  value: mean of parts, round half-even to ${round}`;

/** `day:value` for the days of a month on which something was published, and all its days up to the last. */
function month(name: string, length: number, text: string): Given & { readonly date: string } {
  const day = (at: number): string => `${name}-${String(at).padStart(2, "0")}`;
  const observations = text
    .trim()
    .split(/\s+/)
    .map((one) => {
      const [at, price] = one.split(":") as [string, string];
      return { source: "RENTAL", day: day(Number(at)), price };
    });
  return { date: day(length), days: Array.from({ length }, (_, at) => day(at + 1)), observations };
}

test("an overnight rate over the calendar days of November 2024: 7 days of 4.83 and 23 of 4.58 are 4.638(3)", async () => {
  const given = month("2024-11", 30, "1:4.83 4:4.83 5:4.83 6:4.83 7:4.83 8:4.58 11:4.58 18:4.58");
  assert.is((await printOf(MONTH("repeat the part before", "0.001"), given)).value, "4.638");
});

const JULY = `1:4.44 2:4.40 3:4.35 7:4.33 8:4.34 9:4.32 10:4.31 11:4.31 14:4.33 15:4.37 16:4.34 17:4.34 18:4.30
  21:4.28 22:4.28 23:4.28 24:4.30 25:4.36 28:4.36 29:4.36 30:4.32 31:4.39`;

for (const [place, value] of [
  ["0.0001", "4.3355"],
  ["0.001", "4.335"],
] as const) {
  test(`an overnight rate over the calendar days of July 2025 is 134.40 / 31, to ${place} ${value}`, async () => {
    const print = await printOf(MONTH("repeat the part before", place), month("2025-07", 31, JULY));
    assert.is(print.value, value);
    assert.is(print.evidence.groups.length, 31);
    assert.ok(print.steps.some(({ text }) => text === "part 5 repeats the part before"));
  });
}

test("days without a value left out give another mean, and none where each must have one", async () => {
  const given = month("2025-07", 31, JULY);
  // 95.41 / 22
  assert.is((await printOf(MONTH("leave out", "0.0001"), given)).value, "4.3368");
  const model = indexModel(indexText("WORKED", MONTH("no value", "0.0001")), "WORKED");
  const calculator = await load(model);
  const day = { ...given, determination: null };
  assert.throws(() => calculator["referencePrice"]?.(day), /determination/);
});

test("the mean of the last three of five blocks, whatever the clock says", async () => {
  const rest = `
  inputs { offers from [ALPHA] }
  window: last 3 offers
  value: mean of price, round half-even to 0.01`;
  const observations = ["1", "2", "3", "4", "8"].map((price, place) => ({
    source: "ALPHA",
    price,
    time: at(`15:0${place}:00`),
  }));
  const print = await printOf(rest, { observations });
  assert.is(print.value, "5.00");
  assert.equal(
    print.evidence.dropped.map(({ reason }) => reason),
    ["not among the last 3", "not among the last 3"],
  );
});

test("a member that retires leaves its weight to the others, and a successor goes on from where it was", async () => {
  const rest = `
  inputs  { listings from [ALPHA, BETA] }
  members: model in [ELM, FIR, OAK]
  retire ELM effective 2027-02-01 { redistribute: pro rata }
  retire OAK effective 2027-02-02 { successor: YEW, chain-linked }
  for each model { price: median of price }
  weights { ELM: 50%; FIR: 30%; OAK: 20% }
  value: weighted mean of models, round half-even to 0.01`;
  const price = (model: string, value: string) => ({ source: "ALPHA", price: value, attributes: { model } });
  const observations = [price("ELM", "10"), price("FIR", "20"), price("OAK", "30"), price("YEW", "12")];
  const on = async (date: string): Promise<string> =>
    (await printOf(rest, { date, observations, links: { YEW: { retired: "30", successor: "12" } } })).value;
  // 0.5 × 10 + 0.3 × 20 + 0.2 × 30; then (0.3 × 20 + 0.2 × 30) / 0.5, and the same through the successor at 12 × 30 / 12
  assert.equal([await on("2027-01-31"), await on("2027-02-01"), await on("2027-02-02")], ["17.00", "24.00", "24.00"]);
  const model = indexModel(indexText("WORKED", rest), "WORKED");
  const calculator = await load(model);
  const unlinked = { date: "2027-02-02", observations, determination: null };
  assert.throws(() => calculator["referencePrice"]?.(unlinked), /links\.YEW/);
});

test("a basket goes on from its base, and weights set anew move nothing on the day they are", async () => {
  const rest = `
  inputs  { listings from [ALPHA, BETA] }
  members: model in [ELM, FIR]
  for each model { price: median of price; round: half-even to 0.01 }
  weights { ELM: 50%; FIR: 50% }
  base: 100 on 2027-02-01
  rebalance: on 2027-02-03
  value: weighted mean of models, round half-even to 0.01`;
  const model = indexModel(indexText("WORKED", rest), "WORKED");
  const calculator = await load(model);
  const last: { print: NonNullable<IndexDay["previous"]> | null } = { print: null };
  const values: string[] = [];
  const on = async (date: string, elm: string, fir: string): Promise<void> => {
    const observations = [
      { source: "ALPHA", price: elm, attributes: { model: "ELM" } },
      { source: "ALPHA", price: fir, attributes: { model: "FIR" } },
    ];
    const print = await printOf(rest, { date, observations, previous: last.print });
    last.print = { value: print.value, repeats: "0", ...(print.evidence.chain && { chain: print.evidence.chain }) };
    values.push(print.value);
  };
  await on("2027-02-01", "10.00", "1.00");
  await on("2027-02-02", "12.00", "1.00"); // (1.2 + 1) / 2
  await on("2027-02-03", "20.00", "1.00"); // (2 + 1) / 2, and from here on both weigh half again
  assert.equal(last.print?.chain, { date: "2027-02-03", value: "150.00", prices: { ELM: "20", FIR: "1" } });
  await on("2027-02-04", "20.00", "1.00");
  await on("2027-02-05", "20.00", "1.10"); // 150 × (1 + 1.1) / 2; without the rebalancing it would be 100 × (2 + 1.1) / 2
  assert.equal(values, ["100.00", "110.00", "150.00", "150.00", "157.50"]);
  const refused = (given: object) =>
    outcome(() => calculator["referencePrice"]?.({ observations: [], determination: null, ...given }));
  assert.equal(refused({ date: "2027-01-29", previous: null }), { refused: "before-base", place: "date" });
  assert.equal(refused({ date: "2027-02-04", previous: { value: "150.00", repeats: "0" } }), {
    refused: "missing-input",
    place: "previous.chain",
  });
  const late = { date: "2027-02-04", value: "150.00", prices: {} };
  assert.equal(refused({ date: "2027-02-04", previous: { value: "150.00", repeats: "0", chain: late } }), {
    refused: "chain-out-of-order",
    place: "previous.chain.date",
  });
});

/** The prints of a basket on days one after another, each handed what the one before it handed on. */
async function chainOf(
  rest: string,
  days: readonly (readonly [string, Readonly<Record<string, string>>, object?])[],
): Promise<{ readonly values: string[]; readonly chain: object | undefined }> {
  let previous: NonNullable<IndexDay["previous"]> | null = null;
  const values: string[] = [];
  for (const [date, prices, more] of days) {
    const observations = Object.entries(prices).map(([model, price]) => ({
      source: "ALPHA",
      price,
      attributes: { model },
    }));
    const print: ReferencePrice = await printOf(rest, { date, observations, previous, ...more });
    previous = { value: print.value, repeats: "0", ...(print.evidence.chain && { chain: print.evidence.chain }) };
    values.push(print.value);
  }
  return { values, chain: previous?.chain };
}

test("a member of a basket with a base retires without a jump, and a successor goes on in its place", async () => {
  const rest = `
  inputs  { listings from [ALPHA, BETA] }
  members: model in [ELM, FIR, OAK]
  retire ELM effective 2027-02-03 { redistribute: pro rata }
  retire OAK effective 2027-02-04 { successor: YEW, chain-linked }
  for each model { price: median of price; round: half-even to 0.01 }
  weights { ELM: 50%; FIR: 30%; OAK: 20% }
  base: 100 on 2027-02-01
  value: weighted mean of models, round half-even to 0.01`;
  const links = { YEW: { retired: "11.00", successor: "22.00" } };
  const { values, chain } = await chainOf(rest, [
    ["2027-02-01", { ELM: "10.00", FIR: "20.00", OAK: "10.00" }],
    ["2027-02-02", { ELM: "14.00", FIR: "20.00", OAK: "10.00" }], // 100 × (0.5 × 1.4 + 0.3 + 0.2)
    // Without ELM, which would have doubled the value: from 120 on by 0.6 × 1.1 + 0.4 × 1.1 of the prices of the day before.
    ["2027-02-03", { ELM: "140.00", FIR: "22.00", OAK: "11.00" }],
    ["2027-02-04", { FIR: "22.00", YEW: "22.00" }, { links }], // 22.00 × 11.00 / 22.00 is OAK's price of the day before
    ["2027-02-05", { FIR: "22.00", YEW: "44.00" }, { links }], // 120 × (0.6 × 1.1 + 0.4 × 2.2)
  ]);
  assert.equal(values, ["100.00", "120.00", "132.00", "132.00", "184.80"]);
  // Nobody is still to retire, so no print is handed on any more; what it goes on from is the print before ELM retired.
  assert.equal(chain, { date: "2027-02-02", value: "120.00", prices: { FIR: "20", OAK: "10" } });
  // A day on which no price moves is the same with the member and without it.
  const still = { ELM: "14.00", FIR: "23.00", OAK: "9.00" };
  const moved = await chainOf(rest, [
    ["2027-02-01", { ELM: "10.00", FIR: "20.00", OAK: "10.00" }],
    ["2027-02-02", still],
    ["2027-02-03", still],
  ]);
  assert.equal(moved.values.slice(1), ["122.50", "122.50"]);

  const calculator = await load(indexModel(indexText("WORKED", rest), "WORKED"));
  const after = (last: object | undefined) => {
    const prices = { ELM: "10", FIR: "20", OAK: "10" };
    const chained = { date: "2027-02-01", value: "100.00", prices, ...(last && { last }) };
    const previous = { value: "120.00", repeats: "0", chain: chained };
    return outcome(() =>
      calculator["referencePrice"]?.({ date: "2027-02-04", observations: [], determination: null, previous, links }),
    );
  };
  assert.equal(after(undefined), { refused: "missing-input", place: "previous.chain.last" });
  const late = { date: "2027-02-03", value: "132.00", prices: { FIR: "22", OAK: "11" } };
  assert.equal(after(late), { refused: "chain-out-of-order", place: "previous.chain.last.date" });
  assert.equal(after({ ...late, prices: { FIR: "0" } }), {
    refused: "price-not-positive",
    place: "previous.chain.last.prices.FIR",
  });
});

test("two members of a basket with a base retire one after the other, the second of a name it had taken over", async () => {
  const rest = `
  inputs  { listings from [ALPHA, BETA] }
  members: model in [ELM, FIR, OAK, ASH]
  retire OAK effective 2027-02-02 { successor: YEW, chain-linked }
  retire ELM effective 2027-02-03 { redistribute: pro rata }
  retire YEW effective 2027-02-05 { redistribute: pro rata }
  for each model { price: median of price; round: half-even to 0.01 }
  weights: equal
  base: 100 on 2027-02-01
  rebalance: on 2027-02-09
  value: mean of models, round half-even to 0.01`;
  const links = { YEW: { retired: "10.00", successor: "5.00" } };
  const { values, chain } = await chainOf(rest, [
    ["2027-02-01", { ELM: "10.00", FIR: "10.00", OAK: "10.00", ASH: "10.00" }],
    ["2027-02-02", { ELM: "12.00", FIR: "10.00", YEW: "6.00", ASH: "10.00" }, { links }], // (1.2 + 1 + 1.2 + 1) / 4
    ["2027-02-03", { FIR: "10.00", YEW: "6.60", ASH: "10.00" }, { links }], // 110 × (1 + 1.1 + 1) / 3
    ["2027-02-04", { FIR: "11.00", YEW: "6.00", ASH: "10.00" }, { links }], // 110 × (1.1 + 1 + 1) / 3
    ["2027-02-05", { FIR: "11.00", YEW: "60.00", ASH: "10.00" }, { links }],
    ["2027-02-09", { FIR: "11.00", ASH: "11.00" }, { links }], // 113.67 × (1 + 1.1) / 2
  ]);
  assert.equal(values, ["100.00", "110.00", "113.67", "113.67", "113.67", "119.35"]);
  assert.equal(chain, { date: "2027-02-09", value: "119.35", prices: { FIR: "11", ASH: "11" } });
});

for (const [name, rest, unit] of [
  [
    "a compounded rate",
    `
  inputs { listings from [ALPHA] }
  window: calendar days of month
  accrual: act/360
  value: compounded rate of days, round half-even to 0.0001`,
    "bp",
  ],
  [
    "a basket with a base",
    `
  inputs { listings from [ALPHA, BETA] }
  members: model in [ELM, FIR]
  for each model { price: median of price; round: half-even to 0.01 }
  weights: equal
  base: 100 on 2027-01-04
  value: mean of models, round half-even to 0.01`,
    "USD / GPU_hour of H100_SXM",
  ],
  [
    "a basket with a base whose members retire",
    `
  inputs { listings from [ALPHA, BETA] }
  window: 15:00 until 16:00
  members: model in [ELM, FIR, OAK]
  retire FIR effective 2027-03-01 { successor: YEW, chain-linked }
  retire ELM effective 2027-06-01 { redistribute: pro rata }
  for each model { price: median of price; round: half-even to 0.01 }
  weights: equal
  base: 100 on 2027-01-04
  value: mean of models, round half-even to 0.01`,
    "USD / GPU_hour of H100_SXM",
  ],
] as const)
  test(`the vectors of ${name} are what its calculator does, and its inputs give a value in some`, async () => {
    const model = indexModel(
      indexText("WORKED", rest).replace("USD / GPU_hour of H100_SXM\n  publish", `${unit}\n  publish`),
      "WORKED",
    );
    const calculator = await load(model);
    const { vectors } = vectorsFile(model);
    for (const { name: shows, function: called, arguments: given, expected } of vectors) {
      const found = outcome(() => calculator[called]?.(...given));
      if ("refused" in expected) assert.is((found as { refused: string }).refused, expected.refused, shows);
      else assert.equal(sameParts((found as { returns: unknown }).returns, expected.returns), expected.returns, shows);
    }
    assert.ok(vectors.some(({ branches }) => branches.includes("inputs")));
    if (rest.includes("retire ELM"))
      assert.equal(
        vectors.filter(({ name: shows }) => shows.includes("ELM retires")).map(({ expected }) => Object.keys(expected)),
        [["returns"], ["refused"]],
      );
  });

test("what a print says of itself: version, shares by source and kind, what was left out and why", async () => {
  const rest = `
  version: "2.1"
  inputs { trades from [ALPHA, BETA]; offers from [BETA, GAMMA] }
  window: 15:00 until 15:10
  screen { drop source when age > 5 minutes; drop offer when size < 0.5 }
  value: volume-weighted mean of price, round half-even to 0.01`;
  const observations = [
    { kind: "trade", source: "ALPHA", price: "2", size: "3", time: at("15:08:00") },
    { kind: "offer", source: "BETA", price: "4", size: "1", time: at("15:06:00") },
    { kind: "offer", source: "BETA", price: "9", size: "0.4", time: at("15:06:00") },
    { kind: "offer", source: "GAMMA", price: "4", size: "1", time: at("15:04:59") },
  ];
  const print = await printOf(rest, { window: TEN_MINUTES, observations });
  assert.equal([print.value, print.version, print.tier], ["2.50", "2.1", "inputs"]);
  assert.equal(print.evidence.shares, [
    { source: "ALPHA", kind: "trade", share: "0.75" },
    { source: "BETA", kind: "offer", share: "0.25" },
  ]);
  assert.equal(
    print.evidence.dropped.map(({ observation, reason }) => `${observation}: ${reason}`),
    [
      "3: the newest of source GAMMA is more than 300000 milliseconds old",
      "2: size 0.4 of offer of BETA at 9 is < 0.5",
    ],
  );
});

test("the mean of a rate over half an hour, every six seconds, is an index that a final price may be: a sample that is missing is the one before", async () => {
  const rest = `
  inputs     { listings from [ALPHA] }
  window:    15:30 until 16:00 in 300 parts
  part:      last of price
  empty-part: repeat the part before
  value:     mean of parts, round half-even to 0.0001`;
  const samples = Array.from({ length: 300 }, (_, place) => place).filter((place) => place !== 100);
  const clock = (place: number): string =>
    `15:${String(30 + Math.floor(place / 10)).padStart(2, "0")}:${String((place % 10) * 6).padStart(2, "0")}`;
  const observations = samples.map((place) => ({
    source: "ALPHA",
    price: `${60_000 + place}`,
    time: at(clock(place)),
  }));
  const window = { from: at("15:30:00"), until: at("16:00:00") };
  // 0 to 299 add up to 44,850, and 99 stands for 100.
  assert.is((await printOf(rest, { window, observations })).value, "60149.4967");
});

test.run();
