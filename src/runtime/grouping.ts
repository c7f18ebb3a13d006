// From a screened pool to the values of its groups: parts, providers, models.
import type { Rational } from "./exact.ts";
import { ONE, add, compare, divide, fromInteger, multiply, ratio, roundTo, show } from "./exact.ts";
import type { RoundingMode } from "./exact.ts";
import { refuseAt } from "./input.ts";
import type { Demand, Group, Pool, Weighed } from "./pool.ts";
import { byKey, dropWhere, keysOf, unmet } from "./pool.ts";
import { capShares, mean, median, sum, trimmedMean, weightedMean, weightedMedian } from "./statistics.ts";

/** How several values become one. `weighted-mean` weighs groups by the weights of the index, the volume kinds by size. */
export type StatisticName =
  | "median"
  | "mean"
  | "trimmed-mean"
  | "volume-weighted-median"
  | "volume-weighted-mean"
  | "weighted-mean"
  | "time-weighted-mean"
  | "last";

/** A value and the weight it counts with; for what goes by time, the observation it is. */
type Item = { readonly value: Rational; readonly weight: Rational; readonly one?: Weighed };

/** What a statistic needs beside its items: the share a trimmed mean leaves out at each end, and where the time ends. */
export type StatisticNeeds = { readonly trim?: Rational; readonly until?: Rational };

const timeOf = ({ one }: Item): bigint => (one as Weighed).time as bigint;

/**
 * The mean of prices, each counting for as long as it stood: until the next one, the last until the end. Several of one instant
 * share its stretch equally, so that the order in which they are given does not matter.
 */
function timeWeighted(items: readonly Item[], until: Rational): Rational {
  const together = new Map<bigint, Item[]>();
  for (const item of items) together.set(timeOf(item), [...(together.get(timeOf(item)) ?? []), item]);
  const stretches = [...together].sort(([a], [b]) => (a < b ? -1 : 1));
  const weighed = stretches.flatMap(([at, several], place) => {
    const next = stretches[place + 1];
    const stood = next === undefined ? ratio(until.n - at * until.d, until.d) : ratio(next[0] - at, 1n);
    return several.map(({ value }) => ({ value, weight: divide(stood, fromInteger(several.length)) }));
  });
  return weightedMean(weighed);
}

/** The newest price; of several at that instant their median. */
function newest(items: readonly Item[]): Rational {
  const at = items.map(timeOf).reduce((a, b) => (a > b ? a : b));
  return median(items.filter((item) => timeOf(item) === at).map(({ value }) => value));
}

/** Each statistic over values and their weights. */
export const statisticsByName: Readonly<
  Record<StatisticName, (items: readonly Item[], needs: StatisticNeeds) => Rational>
> = {
  median: (items) => median(items.map(({ value }) => value)),
  mean: (items) => mean(items.map(({ value }) => value)),
  "trimmed-mean": (items, { trim }) =>
    trimmedMean(
      items.map(({ value }) => value),
      trim as Rational,
    ),
  "time-weighted-mean": (items, { until }) => timeWeighted(items, until as Rational),
  last: newest,
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
  readonly trim?: Rational;
  /** What a group weighs; the sizes of what it is made of where nothing is said. */
  readonly weigh?: "volume" | "count" | "equal";
  /** What a group needs of the observations behind it, or it is left out. */
  readonly quorum?: readonly Demand[];
  readonly round?: { readonly mode: RoundingMode; readonly increment: Rational };
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

/** A group, or an observation as one. */
type Member = Group & { readonly one?: Weighed };

const asGroup = (one: Weighed, columns: readonly string[]): Member => ({
  keys: keysOf(one, columns),
  value: one.price,
  weight: one.weight,
  observations: [one.at],
  one,
});

/** Where time ends for a group: with its part where it is one of a part, else with the window. */
export function endOf(pool: Pool, part: string | undefined): Rational | undefined {
  if (pool.window === undefined) return undefined;
  const { from, until } = pool.window;
  const parts = BigInt(pool.parts);
  return part === undefined ? ratio(until, 1n) : add(ratio(from, 1n), ratio((until - from) * BigInt(part), parts));
}

function weightOf(members: readonly Member[], weigh: Grouping["weigh"]): Rational {
  if (weigh === "equal") return ONE;
  if (weigh === "count") return fromInteger(members.flatMap(({ observations }) => observations).length);
  return sum(members.map(({ weight }) => weight));
}

/** Why a group is left out: too few members, or a quorum of its own that it does not meet. */
function tooFew(members: readonly Member[], grouping: Grouping, byPosition: ReadonlyMap<number, Weighed>): string[] {
  const { atLeast, quorum = [] } = grouping;
  const few =
    atLeast !== undefined && members.length < atLeast.count
      ? [`has ${members.length} ${atLeast.of}, fewer than ${atLeast.count}`]
      : [];
  const behind = members.flatMap(({ observations }) => observations.map((at) => byPosition.get(at) as Weighed));
  return [...few, ...unmet(behind, quorum).map((reason) => `has ${reason}`)];
}

/**
 * The value of each group of prices, or of the groups made before. A group with too few members is left out, and with it
 * the observations it was made from.
 */
export function valueOfEach(pool: Pool, grouping: Grouping): Pool {
  const columns = [grouping.each, ...grouping.within];
  const before: readonly Member[] =
    pool.tables.length > 0 ? pool.groups : pool.used.map((one) => asGroup(one, columns));
  const byPosition = new Map(pool.used.map((one) => [one.at, one]));
  const judged = byKey(before, ({ keys }) => columns.map((column) => keys[column]).join("\u0000")).map(
    ([, members]) => ({
      members,
      keys: pick((members[0] as Group).keys, columns),
      lacks: tooFew(members, grouping, byPosition),
    }),
  );
  const groups = judged
    .filter(({ lacks }) => lacks.length === 0)
    .map(({ members, keys }) => {
      const until = endOf(pool, keys["part"]);
      const needs = { ...(grouping.trim && { trim: grouping.trim }), ...(until && { until }) };
      const value = statisticsByName[grouping.statistic](members, needs);
      const { round } = grouping;
      return {
        keys,
        value: round ? roundTo(value, round.increment, round.mode) : value,
        weight: weightOf(members, grouping.weigh),
        observations: members.flatMap(({ observations }) => observations),
      };
    });
  const against = new Map<number, string>(
    judged.flatMap(({ members, keys, lacks }) =>
      lacks.length === 0
        ? []
        : members.flatMap(({ observations }) =>
            observations.map((at): [number, string] => [at, `${nameOf(keys)} ${lacks.join(", ")}`]),
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
 * Gives a part without a value that of the part before it, of each of what the parts stand in; a first part without one has none to take,
 * and fails the pool.
 */
export function repeatEmptyParts(pool: Pool, within: readonly string[], clause: string): Pool {
  const failed = [...pool.failed];
  const steps = [...pool.steps];
  const inside = byKey(pool.groups, ({ keys }) => within.map((column) => keys[column]).join("\u0000"));
  const groups = inside.flatMap(([, members]) => {
    const found: Group[] = [];
    for (let part = 1; part <= pool.parts; part += 1) {
      const own = members.find(({ keys }) => keys["part"] === String(part));
      const before = found.at(-1);
      if (own === undefined && before === undefined) failed.push(`part ${part} is empty, and none is before it`);
      if (own === undefined && before === undefined) break;
      const group = own ?? {
        ...(before as Group),
        keys: { ...(before as Group).keys, part: String(part) },
        observations: [],
      };
      if (own === undefined)
        steps.push({ text: `${nameOf(group.keys)} repeats the part before`, value: show(group.value), clause });
      found.push(group);
    }
    return found;
  });
  return { ...pool, groups, tables: [...pool.tables.slice(0, -1), groups], steps, failed };
}

/** How an index weighs its groups, and the most that one may weigh of the whole. */
export type Weighing = {
  readonly scheme: "equal" | "volume" | "fixed";
  /** Of fixed weights, the share of each name of `column`. */
  readonly column?: string;
  readonly shares?: Readonly<Record<string, Rational>>;
  /** How many members the index declares, where it does: an equal share is one over them. */
  readonly members?: number;
  readonly capTimesEqualShare?: Rational;
  readonly cap?: Rational;
};

/** What a group weighs before caps: 1, the sizes behind it, or its fixed share. */
function rawWeight(group: Group, { scheme, column, shares }: Weighing): Rational {
  if (scheme === "equal") return ONE;
  if (scheme === "volume") return group.weight;
  return shares?.[group.keys[column as string] as string] as Rational;
}

/**
 * Weighs the groups. Weights are shares of the groups there are, so that what is missing goes to the others in proportion. An
 * equal share is one over `members` where the index declares them, else over the groups there are; where no group may weigh
 * more than a cap, the excess goes to the others in proportion until none exceeds, and too few groups for it fail the pool.
 */
export function weighGroups(pool: Pool, weighing: Weighing, clause: string): Pool {
  if (pool.groups.length === 0) return pool;
  const count = pool.groups.length;
  const raw = pool.groups.map((group) => rawWeight(group, weighing));
  const { members = count, capTimesEqualShare } = weighing;
  const cap = capTimesEqualShare ? divide(capTimesEqualShare, fromInteger(members)) : weighing.cap;
  if (cap && compare(multiply(cap, fromInteger(count)), ONE) < 0) {
    const reason = `${count} of ${members} cannot carry all weight at ${show(cap)} each`;
    return { ...pool, failed: [...pool.failed, reason] };
  }
  const total = sum(raw);
  const weights = cap ? capShares(raw, cap) : raw.map((weight) => divide(weight, total));
  const groups = pool.groups.map((group, at) => ({ ...group, weight: weights[at] as Rational }));
  const said = cap !== undefined || weighing.scheme !== "equal";
  const steps = said
    ? groups.map(({ keys, weight }) => ({ text: `weight of ${nameOf(keys)}`, value: show(weight), clause }))
    : [];
  return { ...pool, groups, steps: [...pool.steps, ...steps] };
}
