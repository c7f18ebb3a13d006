// From a screened pool to the values of its groups: parts, providers, models.
import type { Rational } from "./exact.ts";
import { ONE, compare, divide, fromInteger, multiply, ratio, show } from "./exact.ts";
import { refuseAt } from "./input.ts";
import type { Group, Pool, Weighed } from "./pool.ts";
import { byKey, dropWhere, keysOf } from "./pool.ts";
import { capShares, mean, median, sum, weightedMean, weightedMedian } from "./statistics.ts";

/** How several values become one. `weighted-mean` weighs groups by the weights of the index, the volume kinds by size. */
export type StatisticName = "median" | "mean" | "volume-weighted-median" | "volume-weighted-mean" | "weighted-mean";

/** A value and the weight it counts with. */
type Item = { readonly value: Rational; readonly weight: Rational };

/** Each statistic over values and their weights. */
export const statisticsByName: Readonly<Record<StatisticName, (items: readonly Item[]) => Rational>> = {
  median: (items) => median(items.map(({ value }) => value)),
  mean: (items) => mean(items.map(({ value }) => value)),
  "volume-weighted-median": (items) =>
    weightedMedian(items.map(({ value, weight }) => ({ price: value, size: weight }))),
  "volume-weighted-mean": (items) => weightedMean(items),
  "weighted-mean": (items) => weightedMean(items),
};

/** A grouping: one value `each`, inside the columns `within` that later groupings still need. */
export type Grouping = {
  readonly each: string;
  readonly within: readonly string[];
  readonly statistic: StatisticName;
  /** True where a group needs at least this many of what it is made from. */
  readonly atLeast?: { readonly count: number; readonly of: string };
  readonly text: string;
  readonly clause: string;
};

/** A group for people, such as `part 3` or `provider ALPHA, model ELM`. */
export const nameOf = (keys: Readonly<Record<string, string>>): string =>
  Object.entries(keys)
    .map(([column, name]) => `${column} ${name}`)
    .join(", ");

const asGroup = (one: Weighed, columns: readonly string[]): Group => ({
  keys: keysOf(one, columns),
  value: one.price,
  weight: one.weight,
  observations: [one.at],
});

/**
 * The value of each group of prices, or of the groups made before. A group with too few members is left out, and with it
 * the observations it was made from.
 */
export function valueOfEach(pool: Pool, grouping: Grouping): Pool {
  const columns = [grouping.each, ...grouping.within];
  const before = pool.tables.length > 0 ? pool.groups : pool.used.map((one) => asGroup(one, columns));
  const judged = byKey(before, ({ keys }) => columns.map((column) => keys[column]).join("\u0000")).map(
    ([, members]) => ({ members, keys: pick((members[0] as Group).keys, columns) }),
  );
  const few = grouping.atLeast;
  const kept = judged.filter(({ members }) => few === undefined || members.length >= few.count);
  const groups = kept.map(({ members, keys }) => ({
    keys,
    value: statisticsByName[grouping.statistic](members),
    weight: sum(members.map(({ weight }) => weight)),
    observations: members.flatMap(({ observations }) => observations),
  }));
  const against = new Map<number, string>(
    judged
      .filter(({ members }) => few !== undefined && members.length < few.count)
      .flatMap(({ members, keys }) =>
        members.flatMap(({ observations }) =>
          observations.map((at): [number, string] => [
            at,
            `${nameOf(keys)} has ${members.length} ${few?.of}, fewer than ${few?.count}`,
          ]),
        ),
      ),
  );
  const steps = groups.map(({ keys, value }) => ({
    text: `${grouping.text}, ${nameOf(keys)}`,
    value: show(value),
    clause: grouping.clause,
  }));
  return {
    ...dropWhere(pool, grouping.clause, ({ at }) => against.get(at)),
    groups,
    tables: [...pool.tables, groups],
    steps: [...pool.steps, ...steps],
  };
}

function pick(keys: Readonly<Record<string, string>>, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, keys[column] as string]));
}

/** As `valueOfEach` where the spec names no statistic: two observations of one group are refused with `several-prices`. */
export function oneOfEach(pool: Pool, each: string, within: readonly string[], clause: string): Pool {
  const made = valueOfEach(pool, { each, within, statistic: "median", text: `price of each ${each}`, clause });
  const several = made.groups.find(({ observations }) => observations.length > 1);
  if (several) {
    const place = `observations[${several.observations[1]}]`;
    refuseAt(place, "several-prices", `one price for ${nameOf(several.keys)}`, String(several.observations.length));
  }
  return made;
}

/** Fails the pool where a part of the window is empty: for a spec that does not say to leave it out. */
export function requireEveryPart(pool: Pool): Pool {
  const found = new Set(pool.used.map(({ part }) => part));
  const missing = Array.from({ length: pool.parts }, (_, at) => at + 1).filter((part) => !found.has(part));
  return missing.length === 0 ? pool : { ...pool, failed: [...pool.failed, `part ${missing.join(", ")} is empty`] };
}

/**
 * Weighs the groups equally. An equal share is one over `members` where the index declares them, else over the groups
 * there are; a group's weight may be at most `capTimes` of it, so that too few groups fail the pool.
 */
export function weighEqually(
  pool: Pool,
  members: number | undefined,
  capTimes: Rational | undefined,
  clause: string,
): Pool {
  if (pool.groups.length === 0) return pool;
  const share = ratio(1n, BigInt(pool.groups.length));
  if (capTimes === undefined) return { ...pool, groups: pool.groups.map((group) => ({ ...group, weight: share })) };
  const cap = divide(capTimes, fromInteger(members ?? pool.groups.length));
  if (compare(multiply(cap, fromInteger(pool.groups.length)), ONE) < 0) {
    const reason = `${pool.groups.length} of ${members ?? pool.groups.length} cannot carry all weight at ${show(cap)} each`;
    return { ...pool, failed: [...pool.failed, reason] };
  }
  const weights = capShares(
    pool.groups.map(() => share),
    cap,
  );
  const groups = pool.groups.map((group, at) => ({ ...group, weight: weights[at] as Rational }));
  const steps = groups.map(({ keys, weight }) => ({ text: `weight of ${nameOf(keys)}`, value: show(weight), clause }));
  return { ...pool, groups, steps: [...pool.steps, ...steps] };
}
