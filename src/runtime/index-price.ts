// From a screened pool to one value, and from the tiers of an index to the first that has one.
import type { Rational, RoundingMode } from "./exact.ts";
import { ONE, compare, divide, fromInteger, multiply, ratio, roundTo, show, toFixed } from "./exact.ts";
import { readDetermination, refuseAt } from "./input.ts";
import type { Figure } from "./figure.ts";
import { isMissing, missing } from "./figure.ts";
import type { IndexInput } from "./observations.ts";
import { readOther, readPrevious } from "./observations.ts";
import type { Dropped, Group, Pool, Step, Weighed } from "./pool.ts";
import { byKey, dropWhere, keysOf } from "./pool.ts";
import { capShares, mean, median, sum, weightedMean, weightedMedian } from "./statistics.ts";

/** How several values become one. `weighted-mean` weighs groups by the weights of the index, the volume kinds by size. */
export type StatisticName = "median" | "mean" | "volume-weighted-median" | "volume-weighted-mean" | "weighted-mean";

type Item = { readonly value: Rational; readonly weight: Rational };

const statistics: Readonly<Record<StatisticName, (items: readonly Item[]) => Rational>> = {
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

const nameOf = (keys: Readonly<Record<string, string>>): string =>
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
    value: statistics[grouping.statistic](members),
    weight: sum(members.map(({ weight }) => weight)),
    observations: members.flatMap(({ observations }) => observations),
  }));
  const against = new Map(
    judged
      .filter(({ members }) => few !== undefined && members.length < few.count)
      .flatMap(({ members, keys }) =>
        members.flatMap(({ observations }) =>
          observations.map((at) => [at, `${nameOf(keys)} has ${members.length} ${few?.of}, fewer than ${few?.count}`]),
        ),
      ) as [number, string][],
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

/** What a tier of an index came to: a value, or the reasons why it has none. */
export type Attempt = {
  readonly value?: Rational;
  /** True where the value is already what it is published as. */
  readonly final?: boolean;
  readonly repeats?: bigint;
  readonly pool?: Pool;
  readonly steps: readonly Step[];
  readonly reasons: readonly string[];
};

/** The statistic over the groups, or over the observations where nothing was grouped; not rounded yet. */
export function valueOver(pool: Pool, statistic: StatisticName, text: string, clause: string): Attempt {
  const items = pool.tables.length > 0 ? pool.groups : pool.used.map(({ price, weight }) => ({ value: price, weight }));
  const reasons = items.length === 0 ? [...pool.failed, "nothing is left to take a value from"] : pool.failed;
  if (reasons.length > 0) return { pool, steps: pool.steps, reasons };
  const value = statistics[statistic](items);
  return { pool, value, steps: [...pool.steps, { text, value: show(value), clause }], reasons: [] };
}

/** The value published before, as long as fewer than `atMost` publications in a row have repeated it. */
export function repeated(given: IndexInput, atMost: bigint, text: string, clause: string): Attempt {
  const previous = readPrevious(given);
  if (previous === null) return { steps: [], reasons: ["nothing was published before"] };
  const { value, repeats } = previous;
  if (repeats >= atMost) {
    return { steps: [], reasons: [`the previous value has been repeated ${repeats} times, and the most is ${atMost}`] };
  }
  return { value, final: true, repeats: repeats + 1n, steps: [{ text, value: show(value), clause }], reasons: [] };
}

/** The value of a formula; `rounded` where the formula itself says how. */
export function fromFormula(figure: Figure, rounded: boolean, text: string, clause: string): Attempt {
  if (isMissing(figure)) return { steps: [], reasons: [figure.reason] };
  return { value: figure, final: rounded, steps: [{ text, value: show(figure), clause }], reasons: [] };
}

/** Today's value of another index; missing where it was not published. */
export function otherIndex(given: IndexInput, name: string): Figure {
  return readOther(given.fields, name, given.reads.indices) ?? missing(`${name} was not published`);
}

/** The value a named body determined under a named rule; without it the print is refused with `determination-needed`. */
export function determined(
  given: IndexInput,
  wanted: { readonly by: string; readonly under: string },
  clause: string,
): Attempt {
  const { fields, reads } = given;
  const { by, rule, value } = readDetermination(
    fields["determination"],
    "determination",
    wanted,
    reads.signed,
    reads.increment,
  );
  return {
    value,
    final: true,
    steps: [{ text: `determined by ${by} under ${rule}`, value: show(value), clause }],
    reasons: [],
  };
}

/** A rounding as a spec states it; `decimals` is how many its results are written with. */
export type Rounding = {
  readonly mode: RoundingMode;
  readonly increment: Rational;
  readonly decimals: number;
  readonly text: string;
  readonly clause: string;
};

export type IndexTier = {
  readonly tier: string;
  readonly clause: string;
  readonly take: () => Attempt;
};

export type SkippedTier = {
  readonly tier: string;
  readonly clause: string;
  readonly reasons: readonly string[];
  readonly dropped: readonly Dropped[];
};

/** One print of an index with its evidence; every number is text, exact. */
export type ReferencePrice = {
  readonly index: string;
  readonly date: string;
  readonly value: string;
  readonly tier: string;
  readonly repeats: string;
  readonly skipped: readonly SkippedTier[];
  readonly evidence: {
    readonly used: readonly string[];
    readonly dropped: readonly Dropped[];
    readonly shares: readonly { readonly source: string; readonly kind: string; readonly share: string }[];
    readonly groups: readonly {
      readonly name: string;
      readonly value: string;
      readonly weight: string;
      readonly observations: readonly string[];
    }[];
  };
  readonly steps: readonly Step[];
};

/** The print of the first tier that has a value. A spec whose tiers all end without one has `no-value`; the prover looks for that. */
export function firstWithValue(
  given: IndexInput,
  index: string,
  round: Rounding,
  tiers: readonly IndexTier[],
): ReferencePrice {
  const skipped: SkippedTier[] = [];
  for (const { tier, clause, take } of tiers) {
    const attempt = take();
    if (attempt.value === undefined) {
      skipped.push({ tier, clause, reasons: attempt.reasons, dropped: attempt.pool?.dropped ?? [] });
      continue;
    }
    const value = attempt.final ? attempt.value : roundTo(attempt.value, round.increment, round.mode);
    if (!given.reads.signed && value.n < 0n) refuseAt(tier, "negative-price", "a price of zero or more", show(value));
    const printed = toFixed(value, round.decimals);
    const steps = attempt.final
      ? attempt.steps
      : [...attempt.steps, { text: round.text, value: printed, clause: round.clause }];
    const repeats = String(attempt.repeats ?? 0n);
    return {
      index,
      date: given.date,
      value: printed,
      tier,
      repeats,
      skipped,
      evidence: evidenceOf(attempt.pool),
      steps,
    };
  }
  const found = skipped.map(({ tier, reasons }) => `${tier}: ${reasons.join("; ")}`).join(" | ");
  return refuseAt("", "no-value", `a value of ${index} from one of its tiers`, found);
}

/** Inputs used and dropped, the share of each source and kind in the weight used, and the value of every group. */
function evidenceOf(pool: Pool | undefined): ReferencePrice["evidence"] {
  if (pool === undefined) return { used: [], dropped: [], shares: [], groups: [] };
  const total = sum(pool.used.map(({ weight }) => weight));
  return {
    used: pool.used.map(({ at }) => String(at)),
    dropped: pool.dropped,
    shares: byKey(pool.used, ({ source, kind }) => `${source}\u0000${kind}`).map(([, members]) => {
      const { source, kind } = members[0] as Weighed;
      return { source, kind, share: show(divide(sum(members.map(({ weight }) => weight)), total)) };
    }),
    groups: pool.tables.flat().map(({ keys, value, weight, observations }) => ({
      name: nameOf(keys),
      value: show(value),
      weight: show(weight),
      observations: observations.map(String),
    })),
  };
}
