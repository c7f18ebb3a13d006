import { DELIVERY_INTERVALS } from "../model/from-ast/delivery.ts";
import type { MonthDays } from "../model/month-days.ts";
import type { Product } from "../model/model.ts";
import type { Day } from "../value/day.ts";

/** A day of a month that its rules name, and where it stands among the month's days. */
export type Point = {
  readonly name: string;
  readonly clause: string;
  readonly among: "listed" | "dates" | "starts" | "ends";
  readonly at: number;
};
export type Pair = { readonly earlier: Point; readonly later: Point };

/** The day of a month that `point` names. */
export function dayOf({ among, at }: Point, month: MonthDays): Day {
  if (among === "listed") return month.listed;
  if (among === "dates") return month.dates[at] as Day;
  const interval = month.intervals[at] as MonthDays["intervals"][number];
  return among === "starts" ? interval.from : interval.to;
}

/** Each two days of a month of which the first must not lie behind the second. */
export function pairs({ dates, intervals }: Product): Pair[] {
  const found: Pair[] = [];
  const add = (first: readonly Point[], second: readonly Point[]): void => {
    for (const earlier of first) for (const later of second) found.push({ earlier, later });
  };
  const named = (wanted: string): Point[] => {
    const points: Point[] = [];
    for (let at = 0; at < dates.length; at++) {
      const { name, clause } = dates[at] as Product["dates"][number];
      if (name === wanted) points.push({ name, clause, among: "dates", at });
    }
    return points;
  };
  const edges = (among: "starts" | "ends", wanted: (name: string) => boolean): Point[] => {
    const points: Point[] = [];
    for (let at = 0; at < intervals.length; at++) {
      const { name, clause } = intervals[at] as Product["intervals"][number];
      if (wanted(name)) points.push({ name: `the ${among.slice(0, -1)} of ${name}`, clause, among, at });
    }
    return points;
  };
  const listed = (points: readonly Point[]): void => {
    for (const later of points)
      found.push({ earlier: { name: "its listing", clause: later.clause, among: "listed", at: 0 }, later });
  };
  const last = named("last-trading-day");
  const final = named("final-settlement-day");
  const price = named("final-price-day");
  const delivered = named("last-delivery-day");
  listed(last);
  // Notice and delivery may begin before trading ends or after it; both follow the listing.
  add(
    edges("starts", (name) => name !== "delivery-period" && !DELIVERY_INTERVALS.some((one) => one === name)),
    last,
  );
  listed(edges("starts", (name) => name === "notice-days"));
  add(
    last,
    edges("ends", (name) => name === "delivery-days"),
  );
  add(last, final);
  add(last, price);
  add(price, final);
  add(last, delivered);
  add(named("first-notice-day"), delivered);
  return found;
}
