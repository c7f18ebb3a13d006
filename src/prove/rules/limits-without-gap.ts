import { diagnostic } from "../../diagnostic/diagnostic.ts";
import type { LimitLevel } from "../../model/model.ts";
import { monthDays } from "../../model/month-days.ts";
import { type Day, NO_DAY } from "../../value/day.ts";
import type { ProofRule } from "../rule.ts";

/** On every day of the spot period of every listed month a level of the spot month holds: the first begins with its first day or before. */
export const limitsWithoutGap: ProofRule = {
  name: "limits-without-gap",
  check: ({ model, at }) => {
    const { product } = model;
    const levels = product?.limits?.levels ?? [];
    const spots = levels.flatMap(({ scope, type }, n) => (scope === "spot-month" && type === "limit" ? [n] : []));
    const spot = product?.intervals.findIndex(({ name }) => name === "spot-period") ?? -1;
    const period = product?.intervals[spot];
    if (product === undefined || spots[0] === undefined || period === undefined) return [];
    // Which of several levels is the first may differ from month to month; a level that begins at the close leaves its first day out.
    const begins = (limits: readonly Day[], n: number): number => {
      const from = limits[n] ?? NO_DAY;
      return from === NO_DAY ? from : from + (levels[n]?.edge === "close" ? 1 : 0);
    };
    const place = monthDays(product).findIndex(({ limits, intervals }) => {
      const start = intervals[spot]?.from;
      return start !== undefined && spots.every((n) => begins(limits, n) > start);
    });
    const days = monthDays(product)[place]?.limits ?? [];
    const first = spots.reduce((least, n) => (begins(days, n) < begins(days, least) ? n : least), spots[0]);
    const level = levels[first] as LimitLevel;
    const month = product.contracts[place];
    const [dated, interval] = [month?.limits[first], month?.intervals[spot]];
    if (month === undefined || dated?.from === undefined || interval === undefined) return [];
    const params = {
      period: month.period,
      level: dated.fromEdge === "close" ? `the close of ${dated.from}` : dated.from,
      spot: interval.from,
    };
    const related = [{ span: at(period.clause), label: `from ${interval.from} in ${month.period}` }];
    return [diagnostic("limits-gap", at(level.clause), params, { related })];
  },
};
