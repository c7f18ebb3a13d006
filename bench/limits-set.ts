import type { LimitSetup } from "../src/runtime/limits.ts";

/** Contract months of the set. */
export const SLOTS = 16;

/** A 32-bit generator (xorshift), seeded. */
export function generator(seed: number): (below: number) => number {
  let state = seed | 0;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

/** `owners` persons on each of `accounts` accounts: the account's own and holders of it. */
export function setupOf(accounts: number, persons: number, owners: number, special: boolean): LimitSetup {
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

/** A day's book of so many rows over a million accounts, the same for every run. */
export function dayOf(rows: number): {
  readonly accounts: Int32Array;
  readonly instruments: Uint16Array;
  readonly lots: Int32Array;
} {
  const next = generator(11);
  return {
    accounts: Int32Array.from({ length: rows }, () => next(1_000_000)),
    instruments: Uint16Array.from({ length: rows }, () => next(SLOTS * 2)),
    lots: Int32Array.from({ length: rows }, () => next(2_001) - 1_000),
  };
}
