import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { hostReader } from "../../src/resolve/host-reader.ts";
import { nodeHost } from "../../src/host/node.ts";
import { analyse } from "../../src/pipeline.ts";
import type { Index } from "../../src/model/model.ts";
import type { ReferencePrice } from "../../src/runtime/index-price.ts";
import { type IndexDay, readIndex } from "../agree/reading.ts";
import { load } from "../emit/calculator/load.ts";
import { inProject, root, sharedData } from "../kit/files.ts";

/** Every shipped index on real inputs, or on made-up ones where the coin is made up: the calculator, read a second time by `readIndex`. */
const host = nodeHost({ root, library: `${root}/specs/std`, cwd: root });
const { models } = analyse(
  ["h100-offers", "model-tokens", "bitcoin-rate", "mesh-token"]
    .map((name) => `specs/indices/${name}.tenor`)
    .concat("specs/gpu/published-index.tenor"),
  hostReader(host),
);

type Input = Omit<IndexDay, "determination">;

async function printer(name: string): Promise<(input: Input) => ReferencePrice> {
  const model = models.find((one) => one.root === name);
  if (model === undefined) throw new Error(`there is no ${name}`);
  const calculator = await load(model);
  return (input) => {
    const day = { ...input, determination: null };
    const print = calculator["referencePrice"]?.(day) as ReferencePrice;
    const index = model.indices.find(({ id }) => id === name) as Index;
    assert.equal({ value: print.value, tier: print.tier }, readIndex(index, day));
    return print;
  };
}

const fixture = <Row>(name: string): Row[] =>
  (JSON.parse(fs.readFileSync(inProject(`specs/fixtures/${name}.json`), "utf8")) as { rows: Row[] }).rows;

const table = (file: string): Record<string, string>[] => {
  const [head, ...lines] = fs.readFileSync(file, "utf8").trim().split("\n");
  const names = (head as string).split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell])));
};

const reasons = (print: ReferencePrice): string[] => print.evidence.dropped.map(({ reason }) => reason);

// ── H100 offers ────────────────────────────────────────────────────────────────────────────────────────────────────

const FRESH = { value: "2.0000", repeats: "0", excluded: [] };

function offersDay(date: string, rows: readonly (readonly string[])[], excluded: readonly string[]): Input {
  return {
    date,
    window: { from: `${date}T12:00:00Z`, until: `${date}T18:00:00Z` },
    previous: { ...FRESH, excluded },
    observations: rows.map(([time, source, kind, price]) => ({
      time: time as string,
      source: source as string,
      price: price as string,
      attributes: { kind: kind as string },
    })),
  };
}

test("H100 offers of one afternoon, by the calculator and by the second reading", async () => {
  const print = (await printer("H100_OFFERS"))(
    offersDay("2025-11-06", fixture<string[]>("h100-offers-2025-11-06"), []),
  );
  assert.is(print.tier, "inputs");
  assert.equal(
    [...new Set(print.evidence.shares.map(({ source }) => source))],
    ["OFFERED_BY_NEBIUS", "OFFERED_BY_ROAN", "OFFERED_BY_RUNPOD"],
  );
  assert.ok(Number(print.value) > 1.5 && Number(print.value) < 3.5, print.value);
});

test("H100 offers of every afternoon: spot machines are no inputs, and a day without enough of them repeats or asks", async () => {
  const file = sharedData("market/gpu_rental_offers.csv");
  if (!file) return;
  const names: Record<string, string> = {
    datacrunch: "OFFERED_BY_DATACRUNCH",
    lambdalabs: "OFFERED_BY_LAMBDA",
    nebius: "OFFERED_BY_NEBIUS",
    primecompute: "OFFERED_BY_PRIMECOMPUTE",
    dc_roan: "OFFERED_BY_ROAN",
    runpod: "OFFERED_BY_RUNPOD",
  };
  const days = new Map<string, string[][]>();
  for (const row of table(file)) {
    const time = row["ts_utc"] as string;
    const source = names[row["provider"] as string];
    if (row["gpu"] !== "H100-80GB-SXM5" || source === undefined) continue;
    const date = time.slice(0, 10);
    days.set(date, [
      ...(days.get(date) ?? []),
      [time, source, row["kind"] as string, row["price_usd_per_gpu_hour"] as string],
    ]);
  }
  const print = await printer("H100_OFFERS");
  let excluded: readonly string[] = [];
  const tiers = new Map<string, number>();
  let spot = 0;
  for (const [date, rows] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const found = print(offersDay(date, rows, excluded));
    excluded = found.evidence.excluded;
    tiers.set(found.tier, (tiers.get(found.tier) ?? 0) + 1);
    spot += reasons(found).filter((one) => one === "not kind is on-demand").length;
    if (found.tier === "inputs")
      assert.ok(Number(found.value) > 1.5 && Number(found.value) < 3.5, `${date} ${found.value}`);
  }
  assert.ok((tiers.get("inputs") ?? 0) >= 10, JSON.stringify([...tiers]));
  assert.ok(spot > 100, `${spot} spot offers seen`);
});

// ── open models by the token ───────────────────────────────────────────────────────────────────────────────────────

const listings = (date: string, rows: readonly (readonly string[])[]): Input => ({
  date,
  previous: null,
  observations: rows.map(([source, model, variant, price]) => ({
    source: source as string,
    price: price as string,
    attributes: { model: model as string, variant: variant as string },
  })),
});

test("eight open models on a day on which a venue had listed a price a million times too high", async () => {
  const print = (await printer("MODEL_TOKENS"))(listings("2025-12-16", fixture<string[]>("model-tokens-2025-12-16")));
  assert.is(print.tier, "inputs");
  assert.ok(reasons(print).includes("price 830000 of listing of cloudflare-ai-gateway at 830000 is >= 200"));
  assert.ok(Number(print.value) > 0.5 && Number(print.value) < 5, print.value);
});

test("every slip of a factor of a thousand or more in the members' lists is screened out, and none moves the value", async () => {
  const file = sharedData("market/token_prices_models_dev.csv");
  const map = sharedData("market/token_model_map.csv");
  const outliers = sharedData("market/quality_outliers.csv");
  if (!file || !map || !outliers) return;
  const members: Record<string, string> = {
    "deepseek-r1-0528": "DEEPSEEK_R1_0528",
    "deepseek-v3.2": "DEEPSEEK_V3_2",
    "glm-4.6": "GLM_4_6",
    "gpt-oss-120b": "GPT_OSS_120B",
    "kimi-k2-thinking": "KIMI_K2_THINKING",
    "llama-3.1-8b-instruct": "LLAMA_3_1_8B",
    "minimax-m2": "MINIMAX_M2",
    "qwen3-coder-480b-a35b-instruct": "QWEN3_CODER_480B",
  };
  const known = new Map(
    table(map).flatMap((row) => {
      const member = members[row["canonical_model"] as string];
      return member === undefined
        ? []
        : [[`${row["provider"]}|${row["model"]}`, [member, row["variant_suffix"] || "none"] as const]];
    }),
  );
  const prices = table(file).filter(
    (row) => known.has(`${row["provider"]}|${row["model"]}`) && row["output_usd_per_mtok"],
  );
  const slips = table(outliers).filter(
    (row) =>
      row["file"] === "token_prices_models_dev.csv" &&
      /output price (at or above 200|below 0\.005)/.test(row["rule"] as string) &&
      known.get(row["key"] as string)?.[1] === "none",
  );
  const print = await printer("MODEL_TOKENS");
  const values: number[] = [];
  let caught = 0;
  for (const date of [
    "2025-12-01",
    "2025-12-14",
    "2025-12-16",
    "2025-12-20",
    "2025-12-23",
    "2026-02-01",
    "2026-03-31",
  ]) {
    const rows = prices
      .filter((row) => (row["from_date"] as string) <= date && date <= (row["to_date"] as string))
      .map((row) => [
        row["provider"] as string,
        ...(known.get(`${row["provider"]}|${row["model"]}`) ?? []),
        row["output_usd_per_mtok"] as string,
      ]);
    const found = print(listings(date, rows));
    assert.is(found.tier, "inputs", date);
    values.push(Number(found.value));
    for (const slip of slips.filter((one) => (one["from"] as string) <= date && date <= (one["to"] as string))) {
      const source = (slip["key"] as string).split("|")[0] as string;
      assert.ok(
        reasons(found).some((one) => one.includes(`listing of ${source} at`) && /is >= 200|is < 0\.005/.test(one)),
        `${date}: the slip of ${slip["key"]} went through`,
      );
      caught++;
    }
  }
  assert.ok(Math.max(...values) < 2 * Math.min(...values), values.join(" "));
  assert.ok(slips.length === 0 || caught > 0, `${caught} of ${slips.length} slips on these days`);
});

// ── coins ──────────────────────────────────────────────────────────────────────────────────────────────────────────

test("twelve parts of five minutes of real trades: each median is a price that was dealt", async () => {
  const rows = fixture<string[]>("bitcoin-trades-2025-11-10");
  const print = (await printer("BITCOIN_NY"))({
    date: "2025-11-10",
    window: { from: "2025-11-10T20:00:00Z", until: "2025-11-10T21:00:00Z" },
    previous: null,
    observations: rows.map(([time, price, size]) => ({
      source: "AVALON_X",
      time: time as string,
      price: price as string,
      size: size as string,
    })),
  });
  assert.is(print.tier, "inputs");
  assert.is(print.evidence.used.length, rows.length);
  assert.ok(print.evidence.groups.length > 6 && print.evidence.groups.length <= 12);
  const dealt = new Set(rows.map(([, price]) => Number(price)));
  for (const { value } of print.evidence.groups) assert.ok(dealt.has(Number(value)), value);
});

test("the coin of a network: a stale venue is dropped, a far one brought nearer, and one that was wrong stays out", async () => {
  const print = await printer("MESH_COIN");
  const rows = fixture<string[]>("mesh-coin-2027-02-02");
  const day = (excluded: readonly string[]): Input => ({
    date: "2027-02-02",
    window: { from: "2027-02-02T11:59:00Z", until: "2027-02-02T12:00:00Z" },
    previous: { value: "3.4000", repeats: "0", excluded },
    observations: rows.map(([kind, source, time, price]) => ({
      kind: kind as string,
      source: source as string,
      time: time as string,
      price: price as string,
    })),
  });
  const first = print(day([]));
  // 3.4110, 3.4130 and 3.4440, the last 0.9% off: it counts as 3.4130 × 1.005 = 3.430065.
  assert.is(first.value, "3.4180");
  assert.ok(
    reasons(first).some((one) => one.includes("the newest of source DENEB_X is more than 30000 milliseconds old")),
  );
  assert.ok(first.steps.some(({ text, value }) => text.startsWith("source CANOPUS_X at") && value === "3.430065"));
  const after = print(day(["BELLATRIX_X", "DENEB_X"]));
  assert.is(after.value, "3.4180", "Bellatrix is within one percent of the others: taken back");
  assert.equal(after.evidence.excluded, ["DENEB_X"], "of Deneb nothing is known yet");
});

// ── the published index ────────────────────────────────────────────────────────────────────────────────────────────

test("a seller that is missing is carried forward for three days, and not for four", async () => {
  const print = await printer("GPU_B300");
  const day = (date: string, rows: readonly (readonly [string, string, string])[]): Input => ({
    date,
    window: { from: `${before(date, 4)}T23:59:00Z`, until: `${date}T23:59:00Z` },
    observations: rows.map(([seller, seen, price]) => ({
      source: seller,
      time: `${seen}T14:42:05Z`,
      price,
      attributes: { gpu: "B300", kind: "on-demand" },
    })),
  });
  const lists = (date: string) =>
    [
      ["AWS", "2026-10-01", "9.00"],
      ["NEBIUS", "2026-10-01", "5.00"],
      ["NEBIUS", date, "6.00"],
      ["VAST", date, "4.00"],
    ] as const;
  const third = print(day("2026-10-04", lists("2026-10-04")));
  assert.is(third.value, "6.00");
  assert.ok(reasons(third).some((one) => one.includes("behind the newest of provider NEBIUS")));
  const fourth = print(day("2026-10-05", lists("2026-10-05")));
  assert.is(fourth.value, "5.00");
  assert.ok(reasons(fourth).includes("outside the window"));
});

const before = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);

test.run();
