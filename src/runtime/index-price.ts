// From a screened pool to one value, and from the tiers of an index to the first that has one.
import { chainAfter } from "./chain.ts";
import type { Rational, RoundingMode } from "./exact.ts";
import { compare, divide, roundTo, show, toFixed } from "./exact.ts";
import type { Figure } from "./figure.ts";
import { isMissing, missing } from "./figure.ts";
import type { StatisticName } from "./grouping.ts";
import { endOf, nameOf, statisticsByName } from "./grouping.ts";
import { readDetermination, refuseAt } from "./input.ts";
import type { IndexInput } from "./observations.ts";
import { readOther, readPrevious } from "./observations.ts";
import type { Chain, Dropped, Pool, Step, Weighed } from "./pool.ts";
import { byKey } from "./pool.ts";
import { boundsAround, brought, excludedBefore, percent } from "./screens.ts";
import { sum } from "./statistics.ts";

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
export function valueOver(
  pool: Pool,
  statistic: StatisticName,
  text: string,
  clause: string,
  trim?: Rational,
): Attempt {
  const items =
    pool.tables.length > 0 ? pool.groups : pool.used.map((one) => ({ value: one.price, weight: one.weight, one }));
  const reasons = items.length === 0 ? [...pool.failed, "nothing is left to take a value from"] : pool.failed;
  if (reasons.length > 0) return { pool, steps: pool.steps, reasons };
  const until = endOf(pool, undefined);
  const value = statisticsByName[statistic](items, { ...(trim && { trim }), ...(until && { until }) });
  return { pool, value, steps: [...pool.steps, { text, value: show(value), clause }], reasons: [] };
}

/**
 * The value held within `share` of the one published before, as it stands before it is rounded; without one before, or after one of zero, of which no share is
 * anything, the value stays what it is.
 */
export function heldToPrevious(attempt: Attempt, given: IndexInput, share: Rational, clause: string): Attempt {
  const { value } = attempt;
  const previous = readPrevious(given);
  if (value === undefined || previous === null || previous.value.n === 0n) return attempt;
  const held = brought(value, boundsAround(previous.value, share));
  if (compare(held, value) === 0) return attempt;
  const text = `${show(value)} is further than ${percent(share)} from ${show(previous.value)}, the value before, and counts as`;
  return { ...attempt, value: held, steps: [...attempt.steps, { text, value: show(held), clause }] };
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
  /** The version of the method, where the spec states one. */
  readonly version?: string;
  readonly skipped: readonly SkippedTier[];
  readonly evidence: {
    readonly used: readonly string[];
    readonly dropped: readonly Dropped[];
    /** What a screen that takes back later leaves out: to be passed as `previous.excluded` to the next print. */
    readonly excluded: readonly string[];
    /** Of a basket with a base, what the next print goes on from: to be passed as `previous.chain`. */
    readonly chain?: Chain;
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
  let excluded: readonly string[] = given.reads.excludes ? excludedBefore(given) : [];
  for (const { tier, clause, take } of tiers) {
    const attempt = take();
    excluded = attempt.pool?.excluded ?? excluded;
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
    const chain = given.reads.chained ? chainAfter(attempt.pool?.chain, given, printed) : undefined;
    const repeats = String(attempt.repeats ?? 0n);
    return {
      index,
      date: given.date,
      value: printed,
      tier,
      repeats,
      ...(given.reads.version === undefined ? {} : { version: given.reads.version }),
      skipped,
      evidence: { ...evidenceOf(attempt.pool), excluded, ...(chain && { chain }) },
      steps,
    };
  }
  const found = skipped.map(({ tier, reasons }) => `${tier}: ${reasons.join("; ")}`).join(" | ");
  return refuseAt("", "no-value", `a value of ${index} from one of its tiers`, found);
}

/** Inputs used and dropped, the share of each source and kind in the weight used, and the value of every group. */
function evidenceOf(pool: Pool | undefined): Omit<ReferencePrice["evidence"], "excluded" | "chain"> {
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
