import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { DELIVERY_INTERVALS } from "../../model/from-ast/delivery.ts";
import type { Product } from "../../model/model.ts";
import { type MonthDays, monthDays } from "../../model/month-days.ts";
import { type Day, formatDay } from "../../value/day.ts";
import type { ProofRule } from "../rule.ts";

/** A day of a month that its rules name, and how it is found among the month's days. */
type Point = { readonly name: string; readonly clause: string; readonly day: (month: MonthDays) => Day };

/**
 * In every listed month: listed before it stops trading, spot no later than that, settled no earlier. Two rules that contradict one
 * another do so in many months: the finding is about the first.
 */
export const datesInOrder: ProofRule = {
  name: "dates-in-order",
  check: ({ model, at }) => {
    const { product } = model;
    if (product === undefined) return [];
    const ordered = pairs(product);
    const said = new Set<string>();
    const found: Diagnostic[] = [];
    monthDays(product).forEach((month, place) => {
      for (const [earlier, later] of ordered) {
        if (later.day(month) >= earlier.day(month)) continue;
        const rules = `${earlier.clause} ${later.clause}`;
        if (said.has(rules)) continue;
        said.add(rules);
        const period = product.contracts[place]?.period ?? "";
        const [first, second] = [formatDay(earlier.day(month)), formatDay(later.day(month))];
        const related = [{ span: at(earlier.clause), label: `${earlier.name} of ${period} is ${first}` }];
        const evidence = [`${earlier.name} is ${first}, ${later.name} is ${second}`];
        const params = { earlier: earlier.name, later: later.name, period };
        found.push(diagnostic("dates-in-order", at(later.clause), params, { related, evidence }));
      }
    });
    return found;
  },
};

/** Each two days of a month of which the first must not lie behind the second. */
function pairs({ dates, intervals }: Product): (readonly [Point, Point])[] {
  const points = dates.map(({ name, clause }, at): Point => ({ name, clause, day: (month) => month.dates[at] as Day }));
  const named = (name: string): Point[] => points.filter((one) => one.name === name);
  const last = named("last-trading-day");
  const edges = (of: "start" | "end", wanted: (name: string) => boolean): Point[] =>
    intervals.flatMap(({ name, clause }, at): Point[] => {
      const edge = of === "start" ? "from" : "to";
      return wanted(name)
        ? [
            {
              name: `the ${of} of ${name}`,
              clause,
              day: (month) => (month.intervals[at] as { from: Day; to: Day })[edge],
            },
          ]
        : [];
    });
  const listing = (one: Point): Point => ({ name: "its listing", clause: one.clause, day: (month) => month.listed });
  // Notice and delivery may begin before trading ends or after it; both follow the listing.
  const starts = edges("start", (name) => ![...DELIVERY_INTERVALS, "delivery-period"].includes(name));
  const both = (first: readonly Point[], second: readonly Point[]) =>
    first.flatMap((a) => second.map((b) => [a, b] as const));
  return [
    ...last.map((one) => [listing(one), one] as const),
    ...both(starts, last),
    ...edges("start", (name) => name === "notice-days").map((one) => [listing(one), one] as const),
    ...both(
      last,
      edges("end", (name) => name === "delivery-days"),
    ),
    ...both(last, named("final-settlement-day")),
    ...both(last, named("final-price-day")),
    ...both(named("final-price-day"), named("final-settlement-day")),
    ...both(last, named("last-delivery-day")),
    ...both(named("first-notice-day"), named("last-delivery-day")),
  ];
}
