// Screens of an index: what is left out, brought nearer or weighed less, line by line, each on what the one before left.
import type { Rational } from "./exact.ts";
import { absolute, add, compare, divide, fromInteger, multiply, show, subtract } from "./exact.ts";
import { comparisons } from "./figure.ts";
import { nameOf } from "./grouping.ts";
import type { IndexInput } from "./observations.ts";
import { observationInWords, readPrevious } from "./observations.ts";
import type { Group, Pool, Weighed } from "./pool.ts";
import { byKey, dropWhere, keyOf } from "./pool.ts";
import { capShares, median, sum } from "./statistics.ts";

/** `|value - center| > threshold × |center|`: said without a division, so that a center of zero has an answer too. */
function deviates(value: Rational, center: Rational, threshold: Rational): boolean {
  return compare(absolute(subtract(value, center)), multiply(threshold, absolute(center))) > 0;
}

/** A share in per cent, as steps say it. */
export function percent(share: Rational): string {
  return `${show(multiply(share, fromInteger(100)))}%`;
}

/**
 * Drops every observation whose price deviates by more than `threshold` from the median of its group: the observations that
 * share `column` with it, itself included. All are judged by the medians before any is dropped; an exact deviation stays.
 */
export function dropDeviating(pool: Pool, column: string | undefined, threshold: Rational, clause: string): Pool {
  const key = (one: Weighed) => (column === undefined ? "" : keyOf(one, column));
  const medians = new Map(
    byKey(pool.used, key).map(([name, members]) => [name, median(members.map(({ price }) => price))]),
  );
  return dropWhere(pool, clause, (one) => {
    const center = medians.get(key(one)) as Rational;
    if (!deviates(one.price, center, threshold)) return undefined;
    const of = column === undefined ? "all" : `${column} ${key(one)}`;
    return `${observationInWords(one)} deviates more than ${percent(threshold)} from ${show(center)}, the median of ${of}`;
  });
}

/** How a group is judged: `others` leaves its own median out of the center; what was `excluded` before is back within `readmit`. */
export type GroupScreen = {
  readonly threshold: Rational;
  readonly others: boolean;
  readonly readmit?: Rational;
  readonly excluded: readonly string[];
};

/**
 * Drops every group (such as a source) whose median price over the whole window deviates by more than `threshold` from the
 * median of the groups' medians, its own included unless `others` says otherwise; a group without others is not judged. With
 * `readmit`, a group that was left out at the print before stays out unless it deviates by no more than that.
 */
export function dropDeviatingGroups(pool: Pool, column: string, screen: GroupScreen, clause: string): Pool {
  if (pool.used.length === 0) return screen.readmit ? { ...pool, excluded: screen.excluded } : pool;
  const medians = new Map(
    byKey(pool.used, (one) => keyOf(one, column)).map(([name, all]) => [name, median(all.map(({ price }) => price))]),
  );
  const against = new Map<string, string>();
  const steps = [...medians].map(([name, value]) => ({
    text: `median of ${column} ${name}`,
    value: show(value),
    clause,
  }));
  const all = median([...medians.values()]);
  for (const [name, own] of medians) {
    const rest = [...medians].flatMap(([other, value]) => (other === name ? [] : [value]));
    if (screen.others && rest.length === 0) continue;
    const center = screen.others ? median(rest) : all;
    const was = screen.excluded.includes(name);
    const limit = was && screen.readmit ? screen.readmit : screen.threshold;
    if (screen.others) steps.push({ text: `median of each ${column} but ${name}`, value: show(center), clause });
    if (!deviates(own, center, limit)) continue;
    const stays = was && !deviates(own, center, screen.threshold) ? ", and it was left out before" : "";
    against.set(
      name,
      `median ${show(own)} of ${column} ${name} deviates more than ${percent(limit)} from ${show(center)}${stays}`,
    );
  }
  if (!screen.others) steps.push({ text: `median of the medians of each ${column}`, value: show(all), clause });
  // What was left out before and gave nothing today has not shown that it is back.
  const silent = screen.readmit ? screen.excluded.filter((name) => !medians.has(name)) : [];
  const excluded = screen.readmit ? [...silent, ...against.keys()].sort() : pool.excluded;
  return dropWhere({ ...pool, excluded, steps: [...pool.steps, ...steps] }, clause, (one) =>
    against.get(keyOf(one, column)),
  );
}

/** The names that a screen with `readmit` left out at the print before; none where nothing was published before. */
export function excludedBefore(given: IndexInput): readonly string[] {
  return readPrevious(given)?.excluded ?? [];
}

/** Drops every observation whose price deviates by more than `threshold` from the value before; without one none is judged. */
export function dropFarFromPrevious(pool: Pool, given: IndexInput, threshold: Rational, clause: string): Pool {
  const previous = readPrevious(given);
  if (previous === null) return pool;
  return dropWhere(pool, clause, (one) =>
    deviates(one.price, previous.value, threshold)
      ? `${observationInWords(one)} deviates more than ${percent(threshold)} from ${show(previous.value)}, the value before`
      : undefined,
  );
}

/** Drops every observation whose price or size compares so with `value`. */
export function dropComparing(
  pool: Pool,
  what: "price" | "size",
  comparison: keyof typeof comparisons,
  value: Rational,
  clause: string,
): Pool {
  return dropWhere(pool, clause, (one) =>
    comparisons[comparison](compare(one[what], value))
      ? `${what} ${show(one[what])} of ${observationInWords(one)} is ${comparison} ${show(value)}`
      : undefined,
  );
}

const NANOSECONDS = 1_000_000n;

/** The newest time of each group of observations. */
function newestOf(pool: Pool, column: string): ReadonlyMap<string, bigint> {
  const newest = new Map<string, bigint>();
  for (const one of pool.used) {
    const name = keyOf(one, column);
    const time = one.time as bigint;
    if (time > (newest.get(name) ?? time - 1n)) newest.set(name, time);
  }
  return newest;
}

/**
 * Drops what is older than `milliseconds` at the end of the window: each observation by its own time, or with `column` every
 * group by the time of its newest. Exactly as old stays.
 */
export function dropOlder(pool: Pool, column: string | undefined, milliseconds: number, clause: string): Pool {
  const until = (pool.window as { until: bigint }).until;
  const limit = BigInt(milliseconds) * NANOSECONDS;
  const newest = column === undefined ? undefined : newestOf(pool, column);
  return dropWhere(pool, clause, (one) => {
    const time = (newest === undefined ? one.time : newest.get(keyOf(one, column as string))) as bigint;
    if (until - time <= limit) return undefined;
    const what = column === undefined ? observationInWords(one) : `the newest of ${column} ${keyOf(one, column)}`;
    return `${what} is more than ${milliseconds} milliseconds old`;
  });
}

/** Drops every observation that is more than `milliseconds` older than the newest of its group, such as its source. */
export function dropBehindNewest(pool: Pool, column: string, milliseconds: number, clause: string): Pool {
  const newest = newestOf(pool, column);
  const limit = BigInt(milliseconds) * NANOSECONDS;
  return dropWhere(pool, clause, (one) =>
    (newest.get(keyOf(one, column)) as bigint) - (one.time as bigint) > limit
      ? `${observationInWords(one)} is more than ${milliseconds} milliseconds behind the newest of ${column} ${keyOf(one, column)}`
      : undefined,
  );
}

/** Between which two values prices are brought; an end that is not there is open. */
export type Bounds = { readonly low?: Rational; readonly high?: Rational };

export function brought(value: Rational, { low, high }: Bounds): Rational {
  if (low && compare(value, low) < 0) return low;
  return high && compare(value, high) > 0 ? high : value;
}

/** Prices that `boundsOf` puts elsewhere count as the nearest bound; each one says so in a step. */
function clampEach(pool: Pool, boundsOf: (one: Weighed) => Bounds, clause: string): Pool {
  const steps = [...pool.steps];
  const used = pool.used.map((one) => {
    const price = brought(one.price, boundsOf(one));
    if (compare(price, one.price) === 0) return one;
    steps.push({ text: `${observationInWords(one)} counts as`, value: show(price), clause });
    return { ...one, price };
  });
  return { ...pool, used, steps };
}

/** Brings each price into the bounds, such as a price below zero to zero. */
export function clampPrices(pool: Pool, bounds: Bounds, clause: string): Pool {
  return clampEach(pool, () => bounds, clause);
}

/** Everything within `share` of `center`. */
export const boundsAround = (center: Rational, share: Rational): Bounds => {
  const room = multiply(share, absolute(center));
  return { low: subtract(center, room), high: add(center, room) };
};

/** Brings each price to within `share` of the median of its group, all medians taken before any price is changed. */
export function clampToMedian(pool: Pool, column: string | undefined, share: Rational, clause: string): Pool {
  const key = (one: Weighed) => (column === undefined ? "" : keyOf(one, column));
  const bounds = new Map(
    byKey(pool.used, key).map(([name, all]) => [name, boundsAround(median(all.map(({ price }) => price)), share)]),
  );
  return clampEach(pool, (one) => bounds.get(key(one)) as Bounds, clause);
}

/**
 * Brings the value of each group just made to within `share` of the median of these values; where groups stand inside others,
 * such as providers inside a model, of those inside the same.
 */
export function clampGroups(pool: Pool, within: readonly string[], share: Rational, clause: string): Pool {
  const key = ({ keys }: Group) => within.map((column) => keys[column]).join("\u0000");
  const bounds = new Map(
    byKey(pool.groups, key).map(([name, all]) => [name, boundsAround(median(all.map(({ value }) => value)), share)]),
  );
  const steps = [...pool.steps];
  const groups = pool.groups.map((group) => {
    const value = brought(group.value, bounds.get(key(group)) as Bounds);
    if (compare(value, group.value) === 0) return group;
    steps.push({ text: `${nameOf(group.keys)} at ${show(group.value)} counts as`, value: show(value), clause });
    return { ...group, value };
  });
  return { ...pool, groups, tables: [...pool.tables.slice(0, -1), groups], steps };
}

/**
 * Caps each group's share of the total weight at `cap`; the excess goes to the others in proportion to their weights until
 * none exceeds. Within a group the weights keep their proportions. Too few groups for the cap to hold fails the pool.
 */
export function capVolume(pool: Pool, column: string, cap: Rational, clause: string): Pool {
  if (pool.used.length === 0) return pool;
  const groups = byKey(pool.used, (one) => keyOf(one, column));
  if (compare(multiply(cap, fromInteger(groups.length)), fromInteger(1)) < 0) {
    const reason = `a cap of ${percent(cap)} cannot hold for the ${column}s left, ${groups.length}`;
    return { ...pool, failed: [...pool.failed, reason] };
  }
  const volumes = groups.map(([, members]) => sum(members.map(({ weight }) => weight)));
  const total = sum(volumes);
  const shares = capShares(volumes, cap);
  const scales = new Map(
    groups.map(([name], at) => {
      const fair = multiply(shares[at] as Rational, total);
      return [name, divide(fair, volumes[at] as Rational)];
    }),
  );
  const steps = groups.map(([name], at) => ({
    text: `share of ${column} ${name}, ${show(divide(volumes[at] as Rational, total))} before the cap`,
    value: show(shares[at] as Rational),
    clause,
  }));
  return {
    ...pool,
    steps: [...pool.steps, ...steps],
    used: pool.used.map((one) => ({
      ...one,
      weight: multiply(one.weight, scales.get(keyOf(one, column)) as Rational),
    })),
  };
}
