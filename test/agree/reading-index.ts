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
  times,
  size,
  total,
  write,
} from "./number.ts";
import { accruing, rated } from "./reading-accrual.ts";
import type { Item } from "./reading-screens.ts";
import { cap, instant, nearer, one, screened, single } from "./reading-screens.ts";

export type Seen = {
  readonly kind?: string;
  readonly source: string;
  readonly time?: string;
  readonly day?: string;
  readonly price: string;
  readonly size?: string;
  readonly attributes?: Readonly<Record<string, string>>;
};

type Linked = {
  readonly date: string;
  readonly value: string;
  readonly prices: Readonly<Record<string, string>>;
};

export type IndexDay = {
  readonly date: string;
  readonly observations: readonly Seen[];
  readonly window?: { readonly from: string; readonly until: string };
  readonly days?: readonly string[];
  readonly business?: readonly string[];
  readonly hours?: readonly string[];
  readonly previous?: {
    readonly value: string;
    readonly repeats: string;
    readonly excluded?: readonly string[];
    readonly chain?: Linked & { readonly last?: Linked };
  } | null;
  readonly links?: Readonly<Record<string, { readonly retired: string; readonly successor: string }>>;
  readonly indices?: Readonly<Record<string, string | null>>;
  readonly determination?: { readonly value: string } | null;
};

/** What the second reading says: a value with its tier, or that there is none and why. */
export type Said =
  { readonly value: string; readonly tier: string } | { readonly none: "no-value" | "determination-needed" };

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
  if (formula.op === "minimum" || formula.op === "maximum") {
    const [left, right] = [calculate(formula.left, day), calculate(formula.right, day)];
    if (!left || !right) return undefined;
    return less(left, right) === (formula.op === "minimum") ? left : right;
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
  const items = screened(index, admitted(index, kinds, day), day);
  return items && notFar(index, concluded(index, items, day), day);
}

/** No further from the value before than `clamp value` says; without one, or from nothing, as far as it likes. */
function notFar(index: Index, value: Fraction | undefined, day: IndexDay): Fraction | undefined {
  const share = index.screens.find(({ action, subject }) => action === "clamp" && subject === "value")?.threshold;
  const before = day.previous && read(day.previous.value);
  if (!value || share === undefined || !before || before.top === 0n) return value;
  const most = times(size(before), read(share));
  const moved = minus(value, before);
  if (!less(most, size(moved))) return value;
  return less(moved, fraction(0n)) ? minus(before, most) : plus(before, most);
}

/** The inputs the tier may use, each with its columns. */
function admitted(index: Index, kinds: readonly string[], day: IndexDay): Item[] {
  const items: Item[] = [];
  for (const seen of day.observations) {
    const what = seen.kind === undefined ? (index.inputs[0]?.what as string) : `${seen.kind}s`;
    if (!kinds.includes(what)) continue;
    const of = new Map(Object.entries(seen.attributes ?? {}));
    const time = seen.time === undefined ? fraction(0n) : instant(seen.time);
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
    if (day.hours) {
      const hour = fraction(3_600_000n);
      const began = day.hours.map(instant).filter((each) => !less(time, each));
      const last = began.at(-1);
      if (last === undefined || !less(time, plus(last, hour))) continue;
      of.set("part", String(began.length));
    }
    if (day.days) {
      const days = daysRead(index, day);
      if (!days.includes(seen.day as string)) continue;
      of.set("part", String(days.filter((each) => each <= (seen.day as string)).length));
    }
    const input = index.inputs.find(
      ({ what: kind, from }) => kind === what && (from.length === 0 || from.includes(seen.source)),
    );
    if (input?.where && !fits(input.where, of)) continue;
    if (
      index.members.some(
        ({ of: column, members }) => !inForce(index, column, members, day).has(of.get(column) as string),
      )
    )
      continue;
    let price = read(seen.price);
    let weight = read(seen.size ?? "1");
    // Another unit first, then another grade: quoted × times + plus, and sizes in what the price is for.
    for (const { by, of: table } of index.quotes ?? [])
      for (const [place, entry] of table.entries())
        if (by === "all" ? place === 0 : entry.name === of.get(by)) {
          price = plus(times(price, part(entry.times)), part(entry.plus));
          weight = times(weight, part(entry.sizes));
        }
    items.push({ of, price, weight, size: weight, time, count: 1 });
  }
  if (index.window?.kind !== "count") return items;
  const { count } = index.window;
  return items.filter((item) => items.filter((other) => less(item.time, other.time)).length < count);
}

/** A number of the model: a decimal, or one over another. */
function part(text: string): Fraction {
  const [above, below] = text.split("/");
  return below === undefined ? read(text) : over(read(above as string), read(below));
}

/** The days whose inputs are read. */
function daysRead(index: Index, day: IndexDay): readonly string[] {
  const days = day.days ?? [];
  if (!index.accrual) return days;
  return [...new Set(rated(index, days, day.business ?? []).map(({ rate }) => rate))].sort();
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

/** Groupings, quorum, weights and the value. */
function concluded(index: Index, items: readonly Item[], day: IndexDay): Fraction | undefined {
  let values: Item[] = [...items];
  let left: Item[] = [...items];
  const outer = index.steps.map(({ each }) => each);
  const parts = day.hours
    ? day.hours.length
    : day.days
      ? daysRead(index, day).length
      : index.window?.kind === "clock"
        ? index.window.parts
        : 1;
  let repeats = true;
  index.steps.forEach((step, at) => {
    const columns = outer.slice(at);
    const name = (item: Item): string => columns.map((column) => item.of.get(column)).join("|");
    const names = [...new Set(values.map(name))];
    const kept = names.filter(
      (each) =>
        values.filter((item) => name(item) === each).length >= (step.atLeast?.count ?? 1) &&
        meets(
          left.filter((item) => name(item) === each),
          step.quorum ?? [],
        ),
    );
    values = kept.map((each) => {
      const group = values.filter((item) => name(item) === each);
      const part = columns.includes("part") ? group[0]?.of.get("part") : undefined;
      const made = merged(group, step.statistic, step.trim, endOf(index, day, part));
      const weight = { volume: made.weight, count: fraction(BigInt(made.count)), equal: fraction(1n) };
      const price = step.round ? round(made.price, read(step.round.increment), step.round.mode) : made.price;
      return linked(index, step.each, { ...made, price, weight: weight[step.weigh?.by ?? "volume"] }, day);
    });
    if (step.empty === "repeat") {
      const inside = (item: Item): string =>
        outer
          .slice(at + 1)
          .map((column) => item.of.get(column))
          .join("|");
      const before = values;
      values = [];
      for (const which of new Set(before.map(inside)))
        for (let part = 1; part <= parts; part += 1) {
          const upTo = before.filter((item) => inside(item) === which && Number(item.of.get("part")) <= part);
          const last = upTo.reduce<Item | undefined>(
            (so, item) => (so && Number(so.of.get("part")) > Number(item.of.get("part")) ? so : item),
            undefined,
          );
          if (last) values.push({ ...last, of: new Map([...last.of, ["part", String(part)]]) });
          else repeats = false;
        }
    }
    for (const screen of index.screens.filter((one) => one.action === "clamp" && one.subject === step.each)) {
      const inside = (item: Item): string =>
        outer
          .slice(at + 1)
          .map((column) => item.of.get(column))
          .join("|");
      const all = values;
      values = all.map((item) =>
        nearer(
          screen,
          item,
          all.filter((other) => inside(other) === inside(item)),
        ),
      );
    }
    left = left.filter((item) => kept.includes(name(item)));
  });
  const ofParts = index.steps.find(({ each }) => each === "part");
  const wantsEvery = ofParts ? ofParts.empty === undefined : index.value.over === "part";
  if (wantsEvery && new Set(left.map(({ of }) => of.get("part"))).size < parts) return undefined;
  if (index.base) {
    const chain = lastSetAnew(index, day);
    const then = (item: Item): Fraction | undefined => {
      const names = followed(index, index.value.over, item.of.get(index.value.over) as string, day);
      const price = names.map((name) => chain?.prices[name]).find((one) => one !== undefined);
      return chain === undefined ? item.price : price === undefined ? undefined : read(price);
    };
    const known = values.filter((item) => less(fraction(0n), item.price) && then(item) !== undefined);
    left = left.filter((item) => known.some(({ of }) => of.get(index.value.over) === item.of.get(index.value.over)));
    const level = read(chain?.value ?? index.base.value);
    values = known.map((item) => ({ ...item, price: over(times(level, item.price), then(item) as Fraction) }));
  }
  if (!repeats || !meets(left, index.quorum) || values.length === 0) return undefined;
  if (index.accrual) {
    const days = daysRead(index, day);
    const rateOf = (of: string): Fraction =>
      (values.find((item) => item.of.get("part") === String(days.indexOf(of) + 1)) as Item).price;
    return accruing(index, day.days ?? [], day.business ?? [], rateOf);
  }
  const { statistic, trim } = index.value;
  const end = endOf(index, day, undefined);
  if (!index.weights) return merged(values, statistic, trim, end).price;
  const weighed = weighted(index, outer.at(-1) as string, values, day);
  return weighed && merged(weighed, statistic === "mean" ? "weighted-mean" : statistic, trim, end).price;
}

/** The print a basket goes on from: where one of its members has retired since, the newest before that. */
function lastSetAnew(index: Index, day: IndexDay): Linked | undefined {
  const chain = day.previous?.chain;
  const left = (index.retired ?? []).some(
    ({ of, member, successor, effective }) =>
      of === index.value.over &&
      successor === undefined &&
      effective <= day.date &&
      followed(index, of, member, day).some((name) => chain?.prices[name] !== undefined),
  );
  return left ? chain?.last : chain;
}

/** The members on a day: the declared, each one's place taken over by its successor and given up without one. */
function inForce(index: Index, column: string, members: readonly string[], day: IndexDay): Set<string> {
  const now = (name: string): string | undefined => {
    const end = (index.retired ?? []).find(
      ({ of, member, effective }) => of === column && member === name && effective <= day.date,
    );
    return end === undefined ? name : end.successor === undefined ? undefined : now(end.successor);
  };
  return new Set(members.flatMap((name) => now(name) ?? []));
}

/** A name, the one it follows, and so on to the first. */
function followed(index: Index, column: string, name: string, day: IndexDay): string[] {
  const before = (index.retired ?? []).find(
    ({ of, successor, effective }) => of === column && successor === name && effective <= day.date,
  );
  return before ? [name, ...followed(index, column, before.member, day)] : [name];
}

/** The item with the links of the names it follows. */
function linked(index: Index, column: string, item: Item, day: IndexDay): Item {
  const names = followed(index, column, item.of.get(column) as string, day).slice(0, -1);
  const price = names.reduce((so, name) => {
    const link = day.links?.[name] as { retired: string; successor: string };
    return over(times(so, read(link.retired)), read(link.successor));
  }, item.price);
  return { ...item, price };
}

const meets = (items: readonly Item[], quorum: Index["quorum"]): boolean =>
  quorum.every(({ count, of }) =>
    single(of) ? items.length >= count : new Set(items.map((item) => item.of.get(one(of)))).size >= count,
  );

/** The instant until which the last price counts, in milliseconds. */
function endOf(index: Index, day: IndexDay, part: string | undefined): Fraction {
  if (!day.window) return fraction(0n);
  const [from, until] = [instant(day.window.from), instant(day.window.until)];
  const parts = BigInt(index.window?.kind === "clock" ? index.window.parts : 1);
  return part === undefined ? until : plus(from, times(minus(until, from), fraction(BigInt(part), parts)));
}

/** The values with the weights the index gives them; undefined where a cap cannot hold. */
function weighted(index: Index, column: string, values: readonly Item[], day: IndexDay): Item[] | undefined {
  const { scheme, shares, cap: share, capTimesEqualShare } = index.weights as NonNullable<Index["weights"]>;
  const set = index.members.find(({ of }) => of === column)?.members;
  const members = set ? inForce(index, column, set, day).size : values.length;
  const own = values.map((item): Item => {
    if (scheme === "volume") return item;
    if (scheme === "equal") return { ...item, weight: fraction(1n) };
    const first = followed(index, column, item.of.get(column) as string, day).at(-1);
    const fixed = shares?.find(({ member }) => member === first);
    return { ...item, weight: read(fixed?.share as string) };
  });
  const most =
    capTimesEqualShare === undefined ? share && read(share) : over(read(capTimesEqualShare), fraction(BigInt(members)));
  return most ? cap(own, column, most) : own;
}

function merged(items: readonly Item[], statistic: string, trim: string | undefined, end: Fraction): Item {
  const prices = items.map(({ price }) => price);
  const weight = total(items.map((item) => item.weight));
  const count = items.reduce((so, item) => so + item.count, 0);
  const first = { ...(items[0] as Item), weight, count };
  const mean = (of: readonly Item[], heavy: (item: Item) => Fraction): Fraction =>
    over(total(of.map((item) => times(item.price, heavy(item)))), total(of.map(heavy)));
  switch (statistic) {
    case "median":
      return { ...first, price: middle(prices) };
    case "mean":
      return { ...first, price: average(prices) };
    case "trimmed-mean": {
      const sorted = [...prices].sort((a, b) => (less(a, b) ? -1 : 1));
      let out = 0;
      while (!less(times(read(trim as string), fraction(BigInt(prices.length))), fraction(BigInt(out + 1)))) out += 1;
      return { ...first, price: average(sorted.slice(out, sorted.length - out)) };
    }
    case "last":
      return {
        ...first,
        price: middle(
          items.filter((item) => !items.some((other) => less(item.time, other.time))).map(({ price }) => price),
        ),
      };
    case "time-weighted-mean": {
      const stood = (item: Item): Fraction => {
        const later = items.filter((other) => less(item.time, other.time)).map(({ time }) => time);
        const until = later.reduce((so, time) => (less(time, so) ? time : so), end);
        const alike = items.filter((other) => !less(item.time, other.time) && !less(other.time, item.time));
        return over(minus(until, item.time), fraction(BigInt(alike.length)));
      };
      return { ...first, price: mean(items, stood) };
    }
    case "volume-weighted-median": {
      const half = over(weight, fraction(2n));
      const price = prices.find((candidate) => {
        const upTo = total(items.filter((item) => !less(candidate, item.price)).map((item) => item.weight));
        const below = total(items.filter((item) => less(item.price, candidate)).map((item) => item.weight));
        return !less(upTo, half) && less(below, half);
      });
      return { ...first, price: price as Fraction };
    }
    default:
      return { ...first, price: mean(items, (item) => item.weight) };
  }
}
