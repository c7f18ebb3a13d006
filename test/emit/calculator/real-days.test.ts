import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ContractModel, Index } from "../../../src/model/model.ts";
import { readDaily, readIndex } from "../../agree/reading.ts";
import type { IndexDay, MarketDay } from "../../agree/reading.ts";
import { inProject, sharedData } from "../../kit/files.ts";
import { sampleGph } from "../../kit/sample-model.ts";
import { load } from "./load.ts";

type Print = {
  readonly value: string;
  readonly tier: string;
  readonly evidence: { readonly used: string[]; readonly dropped: { reason: string }[]; readonly groups: unknown[] };
};

const CLAUSE = "PUBLISHED";

/** The published GPU index's own rule: the median over sellers of each seller's median, half up to cents. */
function publishedIndex(conditions: Readonly<Record<string, string>>): ContractModel {
  const is = (attribute: string, value: string) => ({ op: "is" as const, attribute, values: [value], clause: CLAUSE });
  const index: Index = {
    id: CLAUSE,
    title: "Published GPU index",
    clause: CLAUSE,
    narrative: [],
    zone: "UTC",
    calendar: "EVERY_DAY",
    price: { currency: "USD", unit: "USD / GPU_hour", signed: false, clause: CLAUSE },
    inputs: [
      {
        what: "listings",
        from: [],
        where: {
          op: "and",
          operands: Object.entries(conditions).map(([name, value]) => is(name, value)),
          clause: CLAUSE,
        },
        text: "listings",
        clause: CLAUSE,
      },
    ],
    members: [],
    screens: [],
    steps: [{ each: "provider", statistic: "median", of: "price", text: "median of price", clause: CLAUSE }],
    value: {
      statistic: "median",
      over: "provider",
      round: { mode: "half-up", increment: "0.01", clause: CLAUSE },
      text: "median over providers, round half-up to 0.01",
      clause: CLAUSE,
    },
    quorum: [{ count: 1, of: "provider", clause: CLAUSE }],
    fallback: [
      { kind: "determination", by: "author", under: "docs/methodology.md", text: "determination", clause: CLAUSE },
    ],
    governance: [],
  };
  const clause = {
    id: CLAUSE,
    path: "published.tenor",
    line: 1,
    column: 1,
    endLine: 1,
    endColumn: 1,
    text: "published",
  };
  const everyDay = {
    id: "EVERY_DAY",
    title: "Every day",
    clause: CLAUSE,
    from: "2026-01-01",
    to: "2026-12-31",
    weekend: [],
    closed: [],
    earlyCloses: [],
  };
  const others = { grades: [], organisations: [], sources: [], calendars: [everyDay], filings: [] };
  return {
    format: "tenor-model/1",
    compiler: "tenor-lang 0.1.0",
    root: "published.tenor",
    kind: "index",
    indices: [index],
    ...others,
    clauses: [clause],
  };
}

/** The calculator's value of these listings, which the second reading must give too. */
async function publishedValue(
  conditions: Readonly<Record<string, string>>,
  observations: readonly {
    readonly source: string;
    readonly price: string;
    readonly attributes: Readonly<Record<string, string>>;
  }[],
): Promise<string> {
  const model = publishedIndex(conditions);
  const calculator = await load(model);
  const names = Object.keys(conditions);
  const listed = observations.map((one) => ({
    ...one,
    attributes: Object.fromEntries(names.map((name) => [name, one.attributes[name] as string])),
  }));
  const day: IndexDay = { date: "2026-10-05", observations: listed };
  const { value, tier } = calculator["referencePrice"]!(day) as Print;
  assert.equal(readIndex(model.indices[0] as Index, day), { value, tier });
  return value;
}

const conditionsOf = (gpu: string, series: string): Record<string, string> => ({
  gpu,
  kind: series === "spot" ? "spot" : "on-demand",
  ...(["index", "spot"].includes(series) ? {} : { segment: series }),
});

test("the published GPU index: all 34 values of 2026-10-05 from the listings behind them", async () => {
  const observations = sharedData("market/gpu_index_observations.csv");
  const published = sharedData("market/gpu_index_published.csv");
  if (!observations || !published) return;
  const rows = (file: string): Record<string, string>[] => {
    const [head, ...lines] = fs.readFileSync(file, "utf8").trim().split("\n");
    const names = (head as string).split(",");
    return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell])));
  };
  const listings = rows(observations).map((row) => ({
    source: row["provider"] as string,
    price: row["price_usd_per_gpu_hour"] as string,
    attributes: row,
  }));
  const values = rows(published).filter((row) => row["date_utc"] === "2026-10-05");
  assert.is(values.length, 34);
  for (const { gpu, series, usd_per_gpu_hour: printed } of values) {
    const value = await publishedValue(conditionsOf(gpu as string, series as string), listings);
    assert.is(Number(value), Number(printed), `${gpu} ${series}`);
    assert.match(value, /^[0-9]+\.[0-9]{2}$/);
  }
});

test("a day of the H100 index and of GPH: the prices the fixture was written for", async () => {
  const file = inProject("specs/fixtures/gph-market-2027-02-02.json");
  const { date, observations, previous } = JSON.parse(fs.readFileSync(file, "utf8")) as Fixture;
  const calculator = await load(sampleGph);
  const seen = observations.filter(({ observable }) => observable === "H100_RENTAL");
  const day = {
    date,
    window: { from: `${date}T15:00:00Z`, until: `${date}T16:00:00Z` },
    observations: seen.map(({ kind, source, time, price, size }) => ({ kind, source, time, price, size })),
  } as IndexDay;
  const print = calculator["referencePrice"]!(day) as Print;
  assert.equal([print.value, print.tier, print.evidence.groups.length], ["2.4259", "inputs", 12]);
  assert.is(print.evidence.used.length, 41);
  assert.is(print.evidence.dropped.filter(({ reason }) => reason !== "outside the window").length, 1);
  assert.equal(readIndex(sampleGph.indices[0] as Index, day), { value: "2.4259", tier: "inputs" });

  const market = {
    date,
    settlementTime: `${date}T20:30:00Z`,
    lead: "2027-03",
    months: Object.entries(previous.settlements["GPH"] ?? {}).map(([period, price]) => ({
      period,
      previous: price,
      trades: observations
        .filter((one) => one.kind === "trade" && one.month === period)
        .map(({ time, price: at, size }) => ({ time, price: at, size })),
      quotes: observations
        .filter((one) => one.kind === "quote" && one.month === period)
        .map(({ time, bid, ask }) => ({ time, bid, ask })),
      finalSettlement: null,
    })),
    spreads: [...new Set(observations.flatMap(({ months }) => (months ? [months.join(" ")] : [])))].map((legs) => ({
      legs: legs.split(" "),
      trades: observations
        .filter(({ months }) => months?.join(" ") === legs)
        .map(({ time, price, size }) => ({ time, price, size })),
    })),
    indices: { H100_RENTAL: print.value },
  };
  const { months } = calculator["dailySettlement"]!(market) as {
    months: { period: string; price: string; tier: string }[];
  };
  const said = readDaily(sampleGph.product!, market as unknown as MarketDay);
  assert.equal({ months: months.map(({ period, price, tier }) => ({ period, price, tier })) }, said);
  assert.is(months.length, 16);
  const priced = Object.fromEntries(months.map(({ period, price, tier }) => [period, `${price} ${tier}`]));
  assert.is(priced["2027-03"], "2.4359 lead-month/1");
  // 5 lots at 0.0140 and 3 at 0.0145 are 0.0141875 on average; 2.4359 less that is 2.4217125.
  assert.is(priced["2027-02"], "2.4217 other-months/1");
  // 6 at 0.0035 and 4 at 0.0040 are 0.0037: 2.4322.
  assert.is(priced["2027-04"], "2.4322 other-months/1");
  // 4 lots are too few: 2.4235 + (2.4359 - 2.4315).
  assert.is(priced["2027-05"], "2.4279 other-months/2");
});

type Fixture = {
  readonly date: string;
  readonly previous: { readonly settlements: Readonly<Record<string, Readonly<Record<string, string>>>> };
  readonly observations: readonly {
    readonly time: string;
    readonly source: string;
    readonly kind: string;
    readonly observable?: string;
    readonly month?: string;
    readonly months?: readonly string[];
    readonly price?: string;
    readonly size?: string;
    readonly bid?: string;
    readonly ask?: string;
  }[];
};

test.run();
