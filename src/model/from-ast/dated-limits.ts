import { type Day, formatDay } from "../../value/day.ts";
import type { DatedLimit, Limits } from "../model.ts";

/**
 * The levels of one contract month with the days they hold: each until the next of its scope begins, the first since listing when it
 * names no day, the last to the end of trading. `day` is from when on the level at a place holds.
 */
export function datedLimits(limits: Limits, day: (place: number) => Day | undefined): DatedLimit[] {
  const dated = limits.levels.map((level, place) => {
    const from = level.from === undefined ? undefined : day(place);
    return { level, ...(from === undefined ? {} : { from: formatDay(from), fromEdge: level.edge ?? "open" }) } as const;
  });
  return dated.map((one, at) => {
    const next = dated
      .slice(at + 1)
      .find((other) => other.level.scope === one.level.scope && other.level.type === one.level.type);
    return {
      scope: one.level.scope,
      type: one.level.type,
      contracts: one.level.contracts,
      ...("from" in one ? { from: one.from, fromEdge: one.fromEdge } : {}),
      ...(next !== undefined && "from" in next ? { until: next.from, untilEdge: next.fromEdge } : {}),
      clause: one.level.clause,
    };
  });
}
