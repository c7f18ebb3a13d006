import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Rational } from "../../src/runtime/exact.ts";
import { carry, equal, parse, toFixed } from "../../src/runtime/exact.ts";
import { median, medianOfMedians } from "../../src/runtime/statistics.ts";
import { sharedData } from "../kit/files.ts";

const rows = (file: string): Record<string, string>[] => {
  const [head, ...lines] = fs.readFileSync(file, "utf8").trim().split("\n");
  const names = (head as string).split(",");
  return lines.map((line) => Object.fromEntries(line.split(",").map((cell, at) => [names[at], cell])));
};

// ewyluda/gpu-price-index, docs/methodology.md: the median over sellers of each seller's median, half up to cents.
test("a published GPU index is recomputed to the cent from the listings behind it", () => {
  const observations = sharedData("market/gpu_index_observations.csv");
  const published = sharedData("market/gpu_index_published.csv");
  if (!observations || !published) return;
  const listings = rows(observations);
  const values = rows(published).filter((row) => row["date_utc"] === "2026-10-05");
  let plainMedianAgrees = 0;
  for (const { gpu, series, usd_per_gpu_hour } of values) {
    const used = listings.filter(
      (row) =>
        row["gpu"] === gpu &&
        row["kind"] === (series === "spot" ? "spot" : "on-demand") &&
        (series === "index" || series === "spot" || row["segment"] === series),
    );
    const sellers = new Map<string, Rational[]>();
    for (const row of used) {
      const prices = sellers.get(row["provider"] as string) ?? [];
      sellers.set(row["provider"] as string, [...prices, parse(row["price_usd_per_gpu_hour"] as string)]);
    }
    const value = carry(medianOfMedians([...sellers.values()]), 2, "half-up");
    assert.is(toFixed(value, 2), toFixed(parse(usd_per_gpu_hour as string), 2), `${gpu} ${series}`);
    if (equal(carry(median([...sellers.values()].flat()), 2, "half-up"), value)) plainMedianAgrees++;
  }
  assert.is(values.length, 34);
  assert.ok(plainMedianAgrees < 34, "one median over all listings is another index");
});

test.run();
