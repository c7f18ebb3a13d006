// The observations an index works on, and what its screens, caps and quorums leave of them.
import type { Rational } from "./exact.ts";
import { absolute, compare, divide, fromInteger, multiply, show, subtract } from "./exact.ts";
import type { IndexInput, Observation, Stretch } from "./observations.ts";
import { columnOf, observationInWords } from "./observations.ts";
import { capShares, median, sum } from "./statistics.ts";

/** One line of an explanation: the words of the rule, the number it gave (a decimal, or `n/d` where none is exact) and its clause. */
export type Step = { readonly text: string; readonly value: string; readonly clause: string };

/** An observation that a rule left out: its position in the list passed in, and why. */
export type Dropped = { readonly observation: string; readonly reason: string; readonly clause: string };

/** An observation with the part of the window it fell into, counted from 1, and the weight it counts with. */
export type Weighed = Observation & { readonly part: number; readonly weight: Rational };

/** The value of one group, such as a part or a provider, with the weight and the positions of what it was made from. */
export type Group = {
  readonly keys: Readonly<Record<string, string>>;
  readonly value: Rational;
  readonly weight: Rational;
  readonly observations: readonly number[];
};

/** What is left to work on, and how it came to be that. `failed` holds the reasons why no value can be had. */
export type Pool = {
  readonly used: readonly Weighed[];
  readonly dropped: readonly Dropped[];
  readonly parts: number;
  readonly groups: readonly Group[];
  readonly tables: readonly (readonly Group[])[];
  readonly steps: readonly Step[];
  readonly failed: readonly string[];
};

/** The observations of these kinds, each weighing its size. What is of another kind is not read by this tier. */
export function poolOf(given: IndexInput, kinds: readonly string[]): Pool {
  const used = given.observations
    .filter(({ kind }) => kinds.includes(kind))
    .map((one) => ({ ...one, part: 1, weight: one.size }));
  return { used, dropped: [], parts: 1, groups: [], tables: [], steps: [], failed: [] };
}

/** The pool without the observations for which `reasonAgainst` gives a reason. */
export function dropWhere(pool: Pool, clause: string, reasonAgainst: (one: Weighed) => string | undefined): Pool {
  const judged = pool.used.map((one) => ({ one, reason: reasonAgainst(one) }));
  return {
    ...pool,
    used: judged.flatMap(({ one, reason }) => (reason === undefined ? [one] : [])),
    dropped: [
      ...pool.dropped,
      ...judged.flatMap(({ one, reason }) =>
        reason === undefined ? [] : [{ observation: String(one.at), reason, clause }],
      ),
    ],
  };
}

/** Keeps, of the observations an input line covers, those its condition holds for. */
export function keepWhere(
  pool: Pool,
  line: { readonly kind: string; readonly from: readonly string[] },
  condition: (one: Observation) => boolean,
  text: string,
  clause: string,
): Pool {
  const covered = (one: Weighed) =>
    one.kind === line.kind && (line.from.length === 0 || line.from.includes(one.source));
  return dropWhere(pool, clause, (one) => (covered(one) && !condition(one) ? `not ${text}` : undefined));
}

/** Keeps the observations whose `column` is one of `members`. */
export function keepMembers(pool: Pool, column: string, members: readonly string[], clause: string): Pool {
  return dropWhere(pool, clause, (one) => {
    const name = columnOf(one, column);
    return members.includes(name) ? undefined : `${column} ${name} is no member`;
  });
}

/** Puts each observation into one of `parts` equal stretches of the window, start included and end not; those outside are left out. */
export function cutIntoParts(pool: Pool, window: Stretch, parts: number, clause: string): Pool {
  const length = window.until - window.from;
  const inWindow = dropWhere(pool, clause, ({ time }) =>
    time !== undefined && time >= window.from && time < window.until ? undefined : "outside the window",
  );
  const used = inWindow.used.map((one) => ({
    ...one,
    part: Number((((one.time as bigint) - window.from) * BigInt(parts)) / length) + 1,
  }));
  return { ...inWindow, used, parts };
}

/** The name an observation has in a grouping. */
function keyOf(one: Weighed, column: string): string {
  return column === "part" ? String(one.part) : columnOf(one, column);
}

/** The elements by the key they share, in the order of their keys: numbers by value, names by their characters. */
export function byKey<T>(elements: readonly T[], key: (element: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const element of elements) {
    const name = key(element);
    const list = found.get(name);
    if (list) list.push(element);
    else found.set(name, [element]);
  }
  return [...found].sort(([a], [b]) => compareKeys(a, b));
}

const NUMBERED = /^[0-9]+$/;

function compareKeys(a: string, b: string): number {
  if (NUMBERED.test(a) && NUMBERED.test(b) && a.length !== b.length) return a.length - b.length;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** `|value - center| > threshold × |center|`: said without a division, so that a center of zero has an answer too. */
function deviates(value: Rational, center: Rational, threshold: Rational): boolean {
  return compare(absolute(subtract(value, center)), multiply(threshold, absolute(center))) > 0;
}

function percent(share: Rational): string {
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

/**
 * Drops every group (such as a source) whose median price over the whole window deviates by more than `threshold` from the
 * median of the groups' medians, its own included.
 */
export function dropDeviatingGroups(pool: Pool, column: string, threshold: Rational, clause: string): Pool {
  if (pool.used.length === 0) return pool;
  const medians = new Map(
    byKey(pool.used, (one) => keyOf(one, column)).map(([name, all]) => [name, median(all.map(({ price }) => price))]),
  );
  const center = median([...medians.values()]);
  const steps = [
    ...pool.steps,
    ...[...medians].map(([name, value]) => ({ text: `median of ${column} ${name}`, value: show(value), clause })),
    { text: `median of the medians of each ${column}`, value: show(center), clause },
  ];
  return dropWhere({ ...pool, steps }, clause, (one) => {
    const name = keyOf(one, column);
    const own = medians.get(name) as Rational;
    if (!deviates(own, center, threshold)) return undefined;
    return `median ${show(own)} of ${column} ${name} deviates more than ${percent(threshold)} from ${show(center)}`;
  });
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

/** The names an observation or a group goes by in the columns of a grouping. */
export function keysOf(one: Weighed, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, keyOf(one, column)]));
}

/** One demand of a quorum: at least `count` different values of `column`, or observations where there is no column. */
export type Demand = { readonly count: number; readonly of: string; readonly column?: string };

/**
 * Fails the pool unless every demand is met by the observations in use: those that no screen dropped and whose groups were
 * not left out.
 */
export function requireQuorum(pool: Pool, demands: readonly Demand[]): Pool {
  const reasons = demands.flatMap(({ count, of, column }) => {
    const found = column === undefined ? pool.used.length : new Set(pool.used.map((one) => keyOf(one, column))).size;
    return found >= count ? [] : [`${found} ${of}, and the quorum is ${count}`];
  });
  return { ...pool, failed: [...pool.failed, ...reasons] };
}
