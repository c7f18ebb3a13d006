// The observations an index works on, and what its screens, caps and quorums leave of them.
import type { Rational } from "./exact.ts";
import type { IndexInput, Observation, Stretch } from "./observations.ts";
import { HOUR_SPAN, columnOf } from "./observations.ts";

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

/** A print and the prices of the members in it; every number is text, exact. */
export type Linked = {
  readonly date: string;
  readonly value: string;
  readonly prices: Readonly<Record<string, string>>;
};

/** The print of the last rebalancing or of the first day; `last` is the newest one, while a member is still to retire. */
export type Chain = Linked & { readonly last?: Linked };

/** What a basket went on from, and the prices of today for the next one where today is its day. */
export type Chained = {
  readonly before?: Chain;
  readonly prices: Readonly<Record<string, string>>;
  readonly renews: boolean;
  /** Whether a member of what the next print goes on from is still to retire. */
  readonly ahead: boolean;
};

/** What is left to work on, and how it came to be that. `failed` holds the reasons why no value can be had. */
export type Pool = {
  readonly used: readonly Weighed[];
  readonly dropped: readonly Dropped[];
  readonly parts: number;
  /** From when to when inputs were read, where the index has a window. */
  readonly window?: Stretch;
  /** What a screen that takes back later left out, such as sources; the next print is given them. */
  readonly excluded: readonly string[];
  /** Of a basket with a base, what it went on from. */
  readonly chain?: Chained;
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
  return { used, dropped: [], parts: 1, excluded: [], groups: [], tables: [], steps: [], failed: [] };
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
  return { ...inWindow, used, parts, window };
}

/** Makes each day a part, in the order of the days; what is of another day is left out. */
export function cutIntoDays(pool: Pool, days: readonly string[], clause: string): Pool {
  const part = new Map(days.map((day, at) => [day, at + 1]));
  const inside = dropWhere(pool, clause, ({ day }) => (part.has(day as string) ? undefined : "of another day"));
  const used = inside.used.map((one) => ({ ...one, part: part.get(one.day as string) as number }));
  return { ...inside, used, parts: days.length };
}

/** Makes each hour a part, in the order of the hours, which are given by when they begin; what was made in no hour of them is left out. */
export function cutIntoHours(pool: Pool, hours: readonly bigint[], clause: string): Pool {
  const hourOf = (time: bigint): number => {
    let low = 0;
    let high = hours.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((hours[middle] as bigint) <= time) low = middle + 1;
      else high = middle;
    }
    const begins = hours[low - 1];
    return begins !== undefined && time < begins + HOUR_SPAN ? low : 0;
  };
  const inside = dropWhere(pool, clause, ({ time }) =>
    hourOf(time as bigint) > 0 ? undefined : "in no hour that counts",
  );
  const used = inside.used.map((one) => ({ ...one, part: hourOf(one.time as bigint) }));
  return { ...inside, used, parts: hours.length };
}

/** Keeps the last `count` observations by their time, and with them those of the same instant as the first of these. */
export function keepLast(pool: Pool, count: number, clause: string): Pool {
  const times = pool.used.map(({ time }) => time as bigint).sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
  const first = times[Math.min(count, times.length) - 1];
  if (first === undefined) return pool;
  return dropWhere(pool, clause, ({ time }) => ((time as bigint) >= first ? undefined : `not among the last ${count}`));
}

/** The name an observation has in a grouping. */
export function keyOf(one: Weighed, column: string): string {
  return column === "part" ? String(one.part) : columnOf(one, column);
}

/** The elements by the key they share, in the order of their keys. */
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

/** An order that no three keys contradict: numbers before names, by value; equal numbers and names by their characters. */
function compareKeys(a: string, b: string): number {
  const numbered = NUMBERED.test(a);
  if (numbered !== NUMBERED.test(b)) return numbered ? -1 : 1;
  const [first, second] = numbered ? [a.replace(/^0+/, ""), b.replace(/^0+/, "")] : [a, b];
  if (numbered && first.length !== second.length) return first.length - second.length;
  if (first !== second) return first < second ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The names an observation or a group goes by in the columns of a grouping. */
export function keysOf(one: Weighed, columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, keyOf(one, column)]));
}

/** One demand of a quorum: at least `count` different values of `column`, or observations where there is no column. */
export type Demand = { readonly count: number; readonly of: string; readonly column?: string };

/** The reasons why these observations do not meet the demands: none where they do. */
export function unmet(observations: readonly Weighed[], demands: readonly Demand[]): string[] {
  return demands.flatMap(({ count, of, column }) => {
    const found =
      column === undefined ? observations.length : new Set(observations.map((one) => keyOf(one, column))).size;
    return found >= count ? [] : [`${found} ${of}, and the quorum is ${count}`];
  });
}

/**
 * Fails the pool unless every demand is met by the observations in use: those that no screen dropped and whose groups were
 * not left out.
 */
export function requireQuorum(pool: Pool, demands: readonly Demand[]): Pool {
  return { ...pool, failed: [...pool.failed, ...unmet(pool.used, demands)] };
}
