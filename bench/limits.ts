/**
 * Position limits: one order in memory and a day's book in one pass, `npm run bench -- limits`. The set is drawn by a seeded generator, the same for every run; orders and the
 * book are checked against what they were drawn from before anything is timed.
 */
import { limitBookOf, rowsAboveLevels } from "../src/runtime/limits-day.ts";
import { checkOrder, fillOrder, limitBook, type LimitSetup } from "../src/runtime/limits.ts";

const SLOTS = 16;

/** A 32-bit generator (xorshift), seeded. */
function generator(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** `owners` persons on each of `accounts` accounts: the account's own and holders of it. */
function setupOf(accounts: number, persons: number, owners: number, special: boolean): LimitSetup {
  const next = generator(20270122);
  const counted = new Int32Array(accounts * owners);
  for (let at = 0; at < accounts; at++)
    for (let one = 0; one < owners; one++) counted[at * owners + one] = one === 0 ? at % persons : next(persons);
  return {
    eachSide: false,
    last: false,
    slots: Array.from({ length: SLOTS }, (_, at) => ({
      limit: (at === 0 ? 1_000 : 1_000_000) * 10,
      accountability: 5_000_000,
      gone: special && at === 0 ? 7 : 0,
      days: special && at === 0 ? 20 : 0,
    })),
    total: { limit: 20_000_000, accountability: 10_000_000 },
    // A contract, a tenth of one, and with `special` options of some delta.
    instruments: Array.from({ length: SLOTS * 2 }, (_, at) => ({
      slot: at % SLOTS,
      units: at < SLOTS ? 10 : special ? -5 : 1,
    })),
    persons,
    starts: Int32Array.from({ length: accounts + 1 }, (_, at) => at * owners),
    counted,
    exemptions: special ? Array.from({ length: 500 }, (_, at) => ({ person: at * 7, slot: 0, level: 30_000 })) : [],
  };
}

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
const next = generator(11);
const columns = {
  accounts: Int32Array.from({ length: rows }, () => next(1_000_000)),
  instruments: Uint16Array.from({ length: rows }, () => next(SLOTS * 2)),
  lots: Int32Array.from({ length: rows }, () => next(2_001) - 1_000),
};
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
