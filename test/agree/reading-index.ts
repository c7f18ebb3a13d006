import type { Condition, Formula, Index } from "../../src/model/model.ts";
import type { Fraction } from "./number.ts";
import {
  average,
  fraction,
  less,
  middle,
  minus,
  over,
  places,
  plus,
  read,
  round,
  size,
  times,
  total,
  write,
} from "./number.ts";

export type Seen = {
  readonly kind?: string;
  readonly source: string;
  readonly time?: string;
  readonly price: string;
  readonly size?: string;
  readonly attributes?: Readonly<Record<string, string>>;
};

export type IndexDay = {
  readonly date: string;
  readonly observations: readonly Seen[];
  readonly window?: { readonly from: string; readonly until: string };
  readonly previous?: { readonly value: string; readonly repeats: string } | null;
  readonly indices?: Readonly<Record<string, string | null>>;
  readonly determination?: { readonly value: string } | null;
};

/** What the second reading says: a value with its tier, or that there is none and why. */
export type Said =
  { readonly value: string; readonly tier: string } | { readonly none: "no-value" | "determination-needed" };

type Item = { readonly of: ReadonlyMap<string, string>; readonly price: Fraction; readonly weight: Fraction };

/** Milliseconds as a fraction: microseconds are not cut off. */
function instant(text: string): Fraction {
  const [, whole, parts = ""] = /^(.*?)(?:\.([0-9]+))?Z$/.exec(text) as RegExpExecArray;
  return plus(fraction(BigInt(Date.parse(`${whole}Z`))), times(read(`0.${parts}0`), fraction(1000n)));
}

const one = (word: string): string => word.replace(/ies$/, "y").replace(/s$/, "");
const single = (word: string): boolean => ["trade", "offer", "listing", "observation", "price"].includes(one(word));

/** The value of an index on a day, read from the model alone. */
export function readIndex(index: Index, day: IndexDay): Said {
  const replaced = new Set(index.fallback.flatMap((tier) => (tier.kind === "substitute" ? [tier.use] : [])));
  const usual = index.inputs.map(({ what }) => what as string).filter((what) => !replaced.has(what));
  const step = read(index.value.round.increment);
  const say = (value: Fraction, tier: string): Said => ({
    value: write(value, places(index.value.round.increment)),
    tier,
  });
  const rounded = (value: Fraction, tier: string): Said => say(round(value, step, index.value.round.mode), tier);
  const first = attempt(index, usual, day);
  if (first) return rounded(first, "inputs");
  let number = 0;
  for (const tier of index.fallback) {
    number += 1;
    const name = `fallback/${number}`;
    switch (tier.kind) {
      case "substitute": {
        const value = attempt(
          index,
          usual.map((what) => (what === tier.inPlaceOf ? tier.use : what)),
          day,
        );
        if (value) return rounded(value, name);
        break;
      }
      case "previous":
        if (day.previous && Number(day.previous.repeats) < tier.atMost) return say(read(day.previous.value), name);
        break;
      case "formula": {
        const value = calculate(tier.formula, day);
        if (value) return tier.formula.op === "round" ? say(value, name) : rounded(value, name);
        break;
      }
      case "determination":
        return day.determination ? say(read(day.determination.value), name) : { none: "determination-needed" };
    }
  }
  return { none: "no-value" };
}

function calculate(formula: Formula, day: IndexDay): Fraction | undefined {
  if (formula.op === "number") return read(formula.value);
  if (formula.op === "index") {
    const value = day.indices?.[formula.index];
    return value === null || value === undefined ? undefined : read(value);
  }
  if (formula.op === "round") {
    const value = calculate(formula.of, day);
    return value && round(value, read(formula.rounding.increment), formula.rounding.mode);
  }
  if (formula.op === "add" || formula.op === "subtract" || formula.op === "multiply" || formula.op === "divide") {
    const [left, right] = [calculate(formula.left, day), calculate(formula.right, day)];
    if (!left || !right) return undefined;
    return { add: plus, subtract: minus, multiply: times, divide: over }[formula.op](left, right);
  }
  throw new Error(`the second reading has no ${formula.op}`);
}

/** One computed tier, rule by rule in the order of the spec. */
function attempt(index: Index, kinds: readonly string[], day: IndexDay): Fraction | undefined {
  let items = admitted(index, kinds, day);
  for (const screen of index.screens) {
    if (items.length === 0) break;
    const column = single(screen.subject) ? undefined : screen.subject;
    if (screen.action === "cap") {
      const capped = cap(items, column as string, read(screen.at as string));
      if (!capped) return undefined;
      items = capped;
    } else if (column === undefined) {
      const center = one((screen.from as string).replace("median of ", ""));
      const mates = (item: Item): Item[] =>
        items.filter((other) => single(center) || other.of.get(center) === item.of.get(center));
      items = items.filter((item) =>
        near(item.price, middle(mates(item).map(({ price }) => price)), screen.threshold as string),
      );
    } else {
      const names = [...new Set(items.map(({ of }) => of.get(column) as string))];
      const medianOf = (name: string): Fraction =>
        middle(items.filter(({ of }) => of.get(column) === name).map(({ price }) => price));
      const center = middle(names.map(medianOf));
      items = items.filter(({ of }) => near(medianOf(of.get(column) as string), center, screen.threshold as string));
    }
  }
  return concluded(index, items);
}

const near = (value: Fraction, center: Fraction, share: string): boolean =>
  !less(times(read(share), size(center)), size(minus(value, center)));

/** The inputs the tier may use, each with its columns. */
function admitted(index: Index, kinds: readonly string[], day: IndexDay): Item[] {
  const items: Item[] = [];
  for (const seen of day.observations) {
    const what = seen.kind === undefined ? (index.inputs[0]?.what as string) : `${seen.kind}s`;
    if (!kinds.includes(what)) continue;
    const of = new Map(Object.entries(seen.attributes ?? {}));
    of.set("source", seen.source).set("provider", seen.source).set("part", "1");
    if (index.window && day.window) {
      const [from, until, at] = [instant(day.window.from), instant(day.window.until), instant(seen.time as string)];
      if (less(at, from) || !less(at, until)) continue;
      const parts = index.window.kind === "clock" ? index.window.parts : 1;
      let part = 1;
      const length = over(minus(until, from), fraction(BigInt(parts)));
      while (!less(at, plus(from, times(length, fraction(BigInt(part)))))) part += 1;
      of.set("part", String(part));
    }
    const input = index.inputs.find(
      ({ what: kind, from }) => kind === what && (from.length === 0 || from.includes(seen.source)),
    );
    if (input?.where && !fits(input.where, of)) continue;
    if (index.members.some(({ of: column, members }) => !members.includes(of.get(column) as string))) continue;
    items.push({ of, price: read(seen.price), weight: read(seen.size ?? "1") });
  }
  return items;
}

function fits(condition: Condition, of: ReadonlyMap<string, string>): boolean {
  switch (condition.op) {
    case "is":
      return condition.values.some((value) => of.get(condition.attribute) === value);
    case "and":
      return condition.operands.every((each) => fits(each, of));
    case "or":
      return condition.operands.some((each) => fits(each, of));
    case "not":
      return !fits(condition.operand, of);
    default:
      throw new Error(`the second reading has no ${condition.op} on inputs`);
  }
}

/** Takes from the largest what is above the cap and hands it to the others pro rata, until none is above. */
function cap(items: readonly Item[], column: string, at: Fraction): Item[] | undefined {
  const names = [...new Set(items.map(({ of }) => of.get(column) as string))];
  if (less(times(at, fraction(BigInt(names.length))), fraction(1n))) return undefined;
  const all = total(items.map(({ weight }) => weight));
  const before = new Map(
    names.map((name) => [name, total(items.filter(({ of }) => of.get(column) === name).map(({ weight }) => weight))]),
  );
  const most = times(at, all);
  const now = new Map(before);
  const full = new Set<string>();
  for (;;) {
    const above = names.filter((name) => less(most, now.get(name) as Fraction));
    if (above.length === 0) break;
    const excess = total(above.map((name) => minus(now.get(name) as Fraction, most)));
    for (const name of above) {
      now.set(name, most);
      full.add(name);
    }
    const others = names.filter((name) => !full.has(name));
    const theirs = total(others.map((name) => now.get(name) as Fraction));
    for (const name of others) {
      const has = now.get(name) as Fraction;
      now.set(name, plus(has, over(times(excess, has), theirs)));
    }
  }
  return items.map((item) => {
    const name = item.of.get(column) as string;
    return { ...item, weight: over(times(item.weight, now.get(name) as Fraction), before.get(name) as Fraction) };
  });
}

/** Groupings, quorum, weights and the value. */
function concluded(index: Index, items: readonly Item[]): Fraction | undefined {
  let values: Item[] = [...items];
  let left: Item[] = [...items];
  const outer = index.steps.map(({ each }) => each);
  const parts = index.window?.kind === "clock" ? index.window.parts : 1;
  index.steps.forEach((step, at) => {
    const columns = outer.slice(at);
    const name = (item: Item): string => columns.map((column) => item.of.get(column)).join("|");
    const names = [...new Set(values.map(name))];
    const kept = names.filter(
      (each) => values.filter((item) => name(item) === each).length >= (step.atLeast?.count ?? 1),
    );
    values = kept.map((each) =>
      merged(
        values.filter((item) => name(item) === each),
        step.statistic,
      ),
    );
    left = left.filter((item) => kept.includes(name(item)));
  });
  const wantsEvery = index.steps.some(({ each, empty }) => each === "part" && empty === undefined);
  if (wantsEvery && new Set(left.map(({ of }) => of.get("part"))).size < parts) return undefined;
  const enough = index.quorum.every(({ count, of }) =>
    single(of) ? left.length >= count : new Set(left.map((item) => item.of.get(one(of)))).size >= count,
  );
  if (!enough || values.length === 0) return undefined;
  if (!index.weights) return merged(values, index.value.statistic).price;
  const last = outer.at(-1);
  const members = index.members.find(({ of }) => of === last)?.members.length ?? values.length;
  const most = index.weights.capTimesEqualShare;
  const share = fraction(1n, BigInt(values.length));
  if (most !== undefined && less(over(read(most), fraction(BigInt(members))), share)) return undefined;
  // Equal weights make every mean the plain one; a median has no use for them, but the cap must still be able to hold.
  const { statistic } = index.value;
  return merged(values, statistic === "weighted-mean" ? "mean" : statistic).price;
}

function merged(items: readonly Item[], statistic: string): Item {
  const prices = items.map(({ price }) => price);
  const weight = total(items.map((item) => item.weight));
  const { of } = items[0] as Item;
  if (statistic === "median") return { of, weight, price: middle(prices) };
  if (statistic === "mean") return { of, weight, price: average(prices) };
  if (statistic === "volume-weighted-median") {
    const half = over(weight, fraction(2n));
    const price = [...items]
      .map((item) => item.price)
      .find((candidate) => {
        const upTo = total(items.filter((item) => !less(candidate, item.price)).map((item) => item.weight));
        const below = total(items.filter((item) => less(item.price, candidate)).map((item) => item.weight));
        return !less(upTo, half) && less(below, half);
      });
    return { of, weight, price: price as Fraction };
  }
  const value = total(items.map((item) => times(item.price, item.weight)));
  return { of, weight, price: over(value, weight) };
}
