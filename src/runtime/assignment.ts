// Which sellers of an option are assigned when holders exercise it.
import { hashOf } from "./sha256.ts";

/** A seller and how many contracts are open; assigned is how many of them are exercised. */
export type Seller = { readonly account: string; readonly lots: bigint };
export type Assigned = { readonly account: string; readonly lots: bigint };

/** Text order by UTF-16 code units, which is that of every machine. */
const before = (a: { readonly account: string }, b: { readonly account: string }): number =>
  a.account < b.account ? -1 : a.account > b.account ? 1 : 0;

/**
 * `exercised` contracts over the sellers in proportion: each takes `exercised × own / all`, cut to whole contracts; those left over go
 * one each to the largest remainders, of equal ones to the account whose name comes first. Accounts in the order of their names.
 */
export function assignedProRata(sellers: readonly Seller[], exercised: bigint): Assigned[] {
  const all = sellers.reduce((total, { lots }) => total + lots, 0n);
  const shares = [...sellers].sort(before).map(({ account, lots }) => {
    const wanted = exercised * lots;
    return { account, lots: all === 0n ? 0n : wanted / all, rest: all === 0n ? 0n : wanted % all };
  });
  const over = exercised - shares.reduce((total, { lots }) => total + lots, 0n);
  const first = [...shares].sort((a, b) => (a.rest > b.rest ? -1 : a.rest < b.rest ? 1 : before(a, b)));
  const luckless = new Set(first.slice(0, Number(over)).map(({ account }) => account));
  return shares.map(({ account, lots }) => ({ account, lots: luckless.has(account) ? lots + 1n : lots }));
}

const SPACE = 1n << 256n;

/**
 * `exercised` contracts drawn from all open ones without putting any back, each with the same chance. The contracts stand in the order of
 * their accounts' names. Draw `j` takes the next number of the stream that is below the largest multiple of what is left, and of it the remainder;
 * the contract there changes places with the one at `j` (Fisher and Yates). Number `i` of the stream is SHA-256 of the text `SEED|i`, read as
 * a whole number. Accounts in the order of their names.
 */
export function assignedByLot(sellers: readonly Seller[], exercised: bigint, seed: string): Assigned[] {
  const sorted = [...sellers].sort(before);
  const ends: bigint[] = [];
  for (const { lots } of sorted) ends.push((ends.at(-1) ?? 0n) + lots);
  const all = ends.at(-1) ?? 0n;
  const moved = new Map<bigint, bigint>();
  const counts = sorted.map(() => 0n);
  let number = 0n;
  for (let j = 0n; j < exercised; j++) {
    const left = all - j;
    const limit = SPACE - (SPACE % left);
    let drawn: bigint;
    do drawn = hashOf(`${seed}|${number++}`);
    while (drawn >= limit);
    const place = j + (drawn % left);
    const contract = moved.get(place) ?? place;
    moved.set(place, moved.get(j) ?? j);
    const owner = ownerOf(ends, contract);
    counts[owner] = (counts[owner] as bigint) + 1n;
  }
  return sorted.map(({ account }, at) => ({ account, lots: counts[at] as bigint }));
}

/** The first whose contracts end behind this one. */
function ownerOf(ends: readonly bigint[], contract: bigint): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] as bigint) > contract) high = middle;
    else low = middle + 1;
  }
  return low;
}
