import type { Index, Screen } from "../../src/model/model.ts";
import type { Fraction } from "./number.ts";
import { fraction, less, middle, minus, over, plus, read, size, times, total } from "./number.ts";
import type { IndexDay } from "./reading-index.ts";

/** An input or the value of a group: its columns, price and weight, the size it came with, its time in milliseconds, what it is made of. */
export type Item = {
  readonly of: ReadonlyMap<string, string>;
  readonly price: Fraction;
  readonly weight: Fraction;
  readonly size: Fraction;
  readonly time: Fraction;
  readonly count: number;
};

/** Milliseconds as a fraction: microseconds are not cut off. */
export function instant(text: string): Fraction {
  const [, whole, parts = ""] = /^(.*?)(?:\.([0-9]+))?Z$/.exec(text) as RegExpExecArray;
  return plus(fraction(BigInt(Date.parse(`${whole}Z`))), times(read(`0.${parts}0`), fraction(1000n)));
}

export const one = (word: string): string => word.replace(/ies$/, "y").replace(/s$/, "");
export const single = (word: string): boolean =>
  ["trade", "offer", "listing", "print", "observation", "price"].includes(one(word));

/** What the screens leave, each on what the one before left; undefined where a cap cannot hold. */
export function screened(index: Index, given: readonly Item[], day: IndexDay): Item[] | undefined {
  let items = [...given];
  for (const screen of index.screens) {
    if (items.length === 0) break;
    if (screen.action === "cap") {
      const capped = cap(items, screen.subject, read(screen.at as string));
      if (!capped) return undefined;
      items = capped;
      continue;
    }
    const all = items;
    if (screen.action === "drop") items = all.filter((item) => !against(screen, item, all, day));
    else if (single(screen.subject)) items = all.map((item) => nearer(screen, item, mates(screen, item, all)));
  }
  return items;
}

/** Those that share the column of `median of X`; all where it names none. */
function mates({ from }: Screen, item: Item, items: readonly Item[]): Item[] {
  const column = one((from ?? "").replace("median", "").replace(" of ", ""));
  return items.filter((other) => column === "" || single(column) || other.of.get(column) === item.of.get(column));
}

const far = (value: Fraction, center: Fraction, share: string): boolean =>
  less(times(read(share), size(center)), size(minus(value, center)));

const middlePrice = (items: readonly Item[]): Fraction => middle(items.map(({ price }) => price));

/** Whether a screen speaks against an item among all that are left. */
function against(screen: Screen, item: Item, all: readonly Item[], day: IndexDay): boolean {
  const { subject, of, from = "", threshold = "" } = screen;
  const same = (column: string): Item[] => all.filter((other) => other.of.get(column) === item.of.get(column));
  if (of === "age") {
    const limit = fraction(BigInt(screen.milliseconds as number));
    const together = screen.behind ? same(screen.behind) : single(subject) ? [item] : same(subject);
    const newest = together.map(({ time }) => time).reduce((a, b) => (less(a, b) ? b : a));
    if (screen.behind) return less(limit, minus(newest, item.time));
    return less(limit, minus(instant(day.window?.until as string), newest));
  }
  if (screen.comparison) {
    const [own, value] = [of === "size" ? item.size : item.price, read(screen.value as string)];
    const [below, above] = [less(own, value), less(value, own)];
    return { "<": below, "<=": !above, ">": above, ">=": !below }[screen.comparison];
  }
  if (from === "previous value") return day.previous ? far(item.price, read(day.previous.value), threshold) : false;
  if (single(subject)) return far(item.price, middlePrice(mates(screen, item, all)), threshold);
  const names = [...new Set(all.map((other) => other.of.get(subject) as string))];
  const name = item.of.get(subject) as string;
  const judges = from.includes(" other ") ? names.filter((other) => other !== name) : names;
  if (judges.length === 0) return false;
  const medianOf = (which: string): Fraction => middlePrice(all.filter((other) => other.of.get(subject) === which));
  const was = screen.readmit !== undefined && (day.previous?.excluded ?? []).includes(name);
  return far(medianOf(name), middle(judges.map(medianOf)), was ? (screen.readmit as string) : threshold);
}

/** The item with its price brought into the bounds of a clamp, or to within a share of the median of `among`. */
export function nearer({ threshold, low, high }: Screen, item: Item, among: readonly Item[]): Item {
  const center = middlePrice(among);
  const room = threshold === undefined ? undefined : times(read(threshold), size(center));
  const least = room ? minus(center, room) : low === undefined ? undefined : read(low);
  const most = room ? plus(center, room) : high === undefined ? undefined : read(high);
  if (least && less(item.price, least)) return { ...item, price: least };
  return most && less(most, item.price) ? { ...item, price: most } : item;
}

/** Takes from the largest what is above the cap and hands it to the others pro rata, until none is above. */
export function cap(items: readonly Item[], column: string, at: Fraction): Item[] | undefined {
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
