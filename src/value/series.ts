import type { Outcome } from "./calendar.ts";
import type { DateWorld, Step } from "./date-rule-node.ts";
import type { DateProblem } from "./date-rule-problem.ts";
import type { ProductDates, SpanRule } from "./date-rule.ts";
import type { Day } from "./day.ts";
import type { PeriodKind } from "./month.ts";
import { answer, refuse } from "./calendar.ts";
import { compileDateRule, compileNamedDate } from "./date-rule-compile.ts";
import { sayDay } from "./day.ts";
import { periodIndexOfDay, sayPeriod } from "./month.ts";

/** What an option series is on: a period of its future, and the two days that chose it. */
export type SeriesUnderlying = {
  readonly product: string;
  readonly unit: PeriodKind;
  readonly period: number;
  /** The day of the series that the future is measured by, mostly its expiry. */
  readonly from: Day;
  /** That date of the future, on or after (or strictly after) `from`. */
  readonly date: Day;
  readonly steps: readonly Step[];
};

/** Maps the periods of an option to those of its future. */
export type CompiledSeries = (period: number) => Outcome<SeriesUnderlying, DateProblem>;

/**
 * Compiles `underlying: nearest GPH month with last-trading-day on or after expiry` of an option: for each of its series the first period
 * the future has (`months` of its dates, where not all do) whose date is not before, or is past, the day of the series. Refused with
 * everything wrong with either day.
 */
export function compileSeries(
  rule: Extract<SpanRule, { kind: "nearest" }>,
  world: DateWorld,
  option: ProductDates,
  calendar?: string,
): Outcome<CompiledSeries, readonly DateProblem[]> {
  const future = rule.product === undefined ? option : world.product(rule.product);
  if (future === undefined) return refuse([{ kind: "product-unknown", product: rule.product ?? option.id }]);
  const day = compileDateRule(rule.from, world, option, calendar);
  const start = compileDateRule({ kind: "edge", edge: "start", of: rule }, world, option, calendar);
  const date = compileNamedDate(world, future, rule.date);
  if (!day.ok || !start.ok || !date.ok)
    return refuse(start.ok ? (day.ok ? (date.ok ? [] : date.problem) : day.problem) : start.problem);
  const { id: product, period: unit } = future;
  return answer((period) => {
    const from = day.value.resolve(period);
    if (!from.ok) return from;
    const first = start.value.resolve(period);
    if (!first.ok) return first;
    const index = periodIndexOfDay(unit, first.value.day);
    const found = date.value.resolve(index);
    if (!found.ok) return found;
    const side = rule.inclusive ? "on or after" : "after";
    const chosen = `nearest ${product} ${unit} with ${rule.date} ${side} ${sayDay(from.value.day)}: ${sayPeriod(unit, index)}`;
    const last: Step = { text: `${chosen}, whose ${rule.date} is ${sayDay(found.value.day)}`, day: found.value.day };
    return answer({
      product,
      unit,
      period: index,
      from: from.value.day,
      date: found.value.day,
      steps: [...from.value.steps, last],
    });
  });
}
