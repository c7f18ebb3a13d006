/**
 * Position limits: one order in memory and a day's book in one pass, `npm run bench -- limits`. The set is drawn by a seeded generator, the same for every run; orders and the
 * book are checked against what they were drawn from before anything is timed.
 */
import { limitBookOf, rowsAboveLevels } from "../src/runtime/limits-day.ts";
import { checkOrder, fillOrder, limitBook, type LimitSetup } from "../src/runtime/limits.ts";
import { dayOf, generator, setupOf, SLOTS } from "./limits-set.ts";

function orders(name: string, setup: LimitSetup): void {
  const book = limitBook(setup);
  const accounts = setup.starts.length - 1;
  const next = generator(7);
  for (let at = 0; at < accounts; at++) fillOrder(book, at, next(SLOTS * 2), next(41) - 20, 0);
  const count = 1 << 16;
  const whose = Int32Array.from({ length: count }, () => next(accounts));
  const what = Int32Array.from({ length: count }, () => next(SLOTS * 2));
  const lots = Int32Array.from({ length: count }, () => next(2_000) - 1_000 || 1);
  let refused = 0;
  const pass = (): void => {
    for (let at = 0; at < count; at++)
      if (checkOrder(book, whose[at] as number, what[at] as number, lots[at] as number) === 2) refused++;
  };
  for (let warm = 0; warm < 20; warm++) pass();
  const before = process.memoryUsage().heapUsed;
  const start = process.hrtime.bigint();
  const rounds = 100;
  for (let round = 0; round < rounds; round++) pass();
  const each = Number(process.hrtime.bigint() - start) / (rounds * count);
  const grown = process.memoryUsage().heapUsed - before;
  // Single checks are shorter than the clock is fine: each sample is the mean of 64, the tail is that of the samples.
  const samples = new Float64Array(20_000);
  for (let sample = 0; sample < samples.length; sample++) {
    const from = process.hrtime.bigint();
    for (let at = 0; at < 64; at++) {
      const one = (sample * 64 + at) & (count - 1);
      if (checkOrder(book, whose[one] as number, what[one] as number, lots[one] as number) === 2) refused++;
    }
    samples[sample] = Number(process.hrtime.bigint() - from) / 64;
  }
  samples.sort();
  const of = (share: number): string => (samples[Math.floor(samples.length * share)] as number).toFixed(1);
  console.log(
    `${name.padEnd(52)}${each.toFixed(1)} ns an order · p50 ${of(0.5)} · p99.9 ${of(0.999)} ns (of 64) · heap grew ${grown} bytes in ${rounds * count} checks · ${refused} refused`,
  );
}

orders("one owner an account", setupOf(100_000, 50_000, 1, false));
orders("two owners an account", setupOf(100_000, 50_000, 2, false));
orders("one owner; ratios, deltas, exemptions, diminishing", setupOf(100_000, 50_000, 1, true));

const rows = Number(process.argv[2] ?? 10_000_000);
const setup = setupOf(1_000_000, 50_000, 1, false);
const columns = dayOf(rows);
for (let round = 0; round < 3; round++) {
  const start = process.hrtime.bigint();
  const book = limitBookOf(setup, columns);
  if ("kind" in book) throw new Error(book.kind);
  const counted = Number(process.hrtime.bigint() - start) / 1e6;
  const found = rowsAboveLevels(book);
  const whole = Number(process.hrtime.bigint() - start) / 1e6;
  console.log(
    `a day: ${rows} positions, 1,000,000 accounts, 50,000 groups: ${counted.toFixed(0)} ms counted, ${whole.toFixed(0)} ms with ${found.length} rows above a level`,
  );
}
