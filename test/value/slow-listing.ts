import { iso, none } from "./slow-calendar.ts";

/** A second reading of monthly listings: a diary kept day by day, in months as text. It shares no code with src/value. */

export type SlowGroup = {
  readonly join: "then" | "and";
  readonly counts: (monthNumber: number) => boolean;
  readonly extent:
    | { readonly kind: "count"; readonly count: number }
    | { readonly kind: "within"; readonly count: number }
    | { readonly kind: "through-year"; readonly years: number; readonly after?: number; readonly month?: number };
};

/** The last day of a month's contract and the day on which its successor is added, as day numbers. */
export type SlowDays = { readonly last: (month: string) => number; readonly add: (month: string) => number };

const step = (month: string, by: 1 | -1): string => {
  const [y, m] = [Number(month.slice(0, 4)), Number(month.slice(5)) + by];
  if (m === 13) return `${y + 1}-01`;
  return m === 0 ? `${y - 1}-12` : `${y}-${String(m).padStart(2, "0")}`;
};
const number = (month: string): number => Number(month.slice(5));

function windowFrom(groups: readonly SlowGroup[], front: string): Set<string> {
  const all = new Set<string>();
  let furthest: string | undefined;
  for (const group of groups) {
    const { extent } = group;
    const end = ((): string => {
      if (extent.kind === "count") return "9999-12";
      if (extent.kind === "within") {
        let at = front;
        for (let i = 1; i < extent.count; i++) at = step(at, 1);
        return at;
      }
      const later = number(front) > (extent.after ?? 12) ? 1 : 0;
      const y = Number(front.slice(0, 4)) + extent.years + later;
      return `${y}-${String(extent.month ?? 12).padStart(2, "0")}`;
    })();
    let found = 0;
    let at = group.join === "then" && furthest !== undefined ? step(furthest, 1) : front;
    for (; at <= end && !(extent.kind === "count" && found === extent.count); at = step(at, 1)) {
      if (!group.counts(number(at))) continue;
      found += 1;
      all.add(at);
      if (furthest === undefined || at > furthest) furthest = at;
    }
  }
  return all;
}

/** What is listed on each of some days in order, with the day each was first listed: `2027-03 since 2027-01-11`. */
export function slowListing(
  first: number,
  groups: readonly SlowGroup[],
  days: SlowDays,
  asked: readonly number[],
): readonly string[] {
  const member = (month: string): boolean => groups.some((group) => group.counts(number(month)));
  const next = (month: string): string => {
    let at = step(month, 1);
    while (!member(at)) at = step(at, 1);
    return at;
  };
  let front = `${Number(iso(first).slice(0, 4)) - 3}-01`;
  if (!member(front)) front = next(front);
  while (days.add(front) <= first || days.last(front) < first) front = next(front);
  const since = new Map<string, number>();
  const list = (day: number): void => {
    for (const month of windowFrom(groups, front)) {
      if (!since.has(month)) since.set(month, day);
    }
  };
  list(first);
  const said: string[] = [];
  for (let day = first; day <= asked.at(-1)!; day++) {
    while (days.add(front) === day) {
      front = next(front);
      list(day);
    }
    if (days.add(front) < day) none("a day that was passed by");
    if (!asked.includes(day)) continue;
    const now = [...since].filter(([month]) => days.last(month) >= day).sort(([a], [b]) => (a < b ? -1 : 1));
    said.push(now.map(([month, at]) => `${month} since ${iso(at)}`).join(", "));
  }
  return said;
}
