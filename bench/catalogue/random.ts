/** Random choices that are the same on every machine: integers only, seeded. */
export type Random = {
  /** A whole number from 0 up to and without `n`. */
  readonly below: (n: number) => number;
  readonly from: (first: number, last: number) => number;
  readonly pick: <T>(list: readonly T[]) => T;
  /** `n` different ones in the order of the list. */
  readonly some: <T>(list: readonly T[], n: number) => T[];
  readonly chance: (percent: number) => boolean;
};

/** A generator of `seed` (mulberry32, 32-bit integer arithmetic throughout). */
export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (n: number): number => next() % n;
  return {
    below,
    from: (first, last) => first + below(last - first + 1),
    pick: (list) => list[below(list.length)]!,
    some: (list, n) => {
      const left = list.map((_, at) => at);
      while (left.length > n) left.splice(below(left.length), 1);
      return left.map((at) => list[at]!);
    },
    chance: (percent) => below(100) < percent,
  };
}
