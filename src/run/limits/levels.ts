import type { Level } from "../../model/generated/limits.ts";
import type { LimitOutput, TracedMonth } from "./terms.ts";

/** A contract month of a product on one day: the levels in force, and how much of its average is made. */
export type MonthNow = {
  readonly period: string;
  readonly limit?: Level;
  readonly accountability?: Level;
  readonly gone: number;
  readonly days: number;
  readonly of: TracedMonth;
};

/** The open of a day before its close, as texts in their order. */
function moment(day: string, edge: "open" | "close"): string {
  return `${day}${edge === "open" ? 1 : 2}`;
}

/** Each month of a product as it stands at the open or close of a day. */
export function monthsNow({ months }: LimitOutput, date: string, edge: "open" | "close"): MonthNow[] {
  const now = moment(date, edge);
  return months.map((of) => {
    const { period, levels, averaging = [], lastDay } = of.month;
    const end = moment(lastDay, "close");
    const holds = ({ from, fromEdge, to, toEdge }: Level): boolean =>
      // The last level holds with the last close too, beyond which nothing is held.
      moment(from, fromEdge) <= now && (now < moment(to, toEdge) || (now === end && moment(to, toEdge) === end));
    const limit = levels.find((one) => one.type === "limit" && holds(one));
    const accountability = levels.find((one) => one.type === "accountability" && holds(one));
    return {
      period,
      ...(limit === undefined ? {} : { limit }),
      ...(accountability === undefined ? {} : { accountability }),
      gone: averaging.filter((day) => moment(day, "close") <= now).length,
      days: averaging.length,
      of,
    };
  });
}

/** For each product that counts towards `into`, itself included, how many of its contracts one of them is, by way of others too. */
export function ratiosInto(into: string, outputs: readonly LimitOutput[]): ReadonlyMap<string, string[]> {
  const edges = outputs.flatMap(({ table }) =>
    table.aggregate.map(({ product, ratio, into: outward }) =>
      outward ? { from: table.product.id, to: product, ratio } : { from: product, to: table.product.id, ratio },
    ),
  );
  // Each product with the ratios along its way; the two ends may both say an edge, which is then one.
  const found = new Map<string, string[]>([[into, []]]);
  const open = [into];
  for (let to = open.shift(); to !== undefined; to = open.shift()) {
    for (const edge of edges) {
      if (edge.to !== to || found.has(edge.from)) continue;
      found.set(edge.from, [edge.ratio, ...(found.get(to) ?? [])]);
      open.push(edge.from);
    }
  }
  return found;
}
