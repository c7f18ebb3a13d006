import type { Column, ColumnScope } from "./date-column-node.ts";
import type { SpanRule } from "./date-rule.ts";
import type { Weekday } from "./day.ts";
import type { PeriodKind } from "./month.ts";
import { indexMove, shiftMove, startMove } from "./date-column-move.ts";
import { oneByOne, scratch, then } from "./date-column-node.ts";
import { weekdayShift } from "./date-rule-count.ts";
import { NO_DAY, weekdayOnOrBefore } from "./day.ts";
import { MONTH_STARTS, TABLE_FROM, firstDayOfMonth } from "./month.ts";

/** A stretch of days for each period: its first and last day, and where it is a period its unit and index. */
export type SpanColumn = {
  readonly unit?: PeriodKind;
  readonly index?: Column;
  readonly first: Column;
  readonly last: Column;
  /** The `count`th of a weekday from the first day on (`step` 1) or the last day back, in one pass; it may lie past the other end. */
  readonly weekday?: (weekday: Weekday, count: number, step: 1 | -1) => Column;
};

/** Compiles a span that was compiled without a problem before into columns. */
export function columnOfSpan(span: SpanRule, scope: ColumnScope): SpanColumn {
  const { period } = scope.product;
  switch (span.kind) {
    case "contract":
      return near(period, 0);
    case "shifted": {
      if (span.of.kind === "contract" && span.unit === period) return near(period, span.by);
      const of = columnOfSpan(span.of, scope);
      const shift = shiftMove(span.by);
      if (of.unit === span.unit) return periodColumn(span.unit, then(of.index!, shift));
      return periodColumn(span.unit, then(then(span.by > 0 ? of.last : of.first, indexMove(span.unit)), shift));
    }
    case "period-of":
      return periodColumn(span.unit, then(scope.column(span.day, scope), indexMove(span.unit)));
    case "part": {
      const of = columnOfSpan(span.of, scope);
      return periodColumn(span.unit, then(span.which === "last" ? of.last : of.first, indexMove(span.unit)));
    }
    case "between":
      return betweenColumn(span, scope);
    default: {
      const node = scope.span(span, scope);
      if (node.kind === "interval") return { first: oneByOne(node.first), last: oneByOne(node.last) };
      return periodColumn(node.unit, oneByOne(node.index));
    }
  }
}

/**
 * The contract period itself, or one some periods from it: the start is looked up in one pass. The loops name the table themselves, for
 * a function that does, called in a loop, finds it anew each time.
 */
function near(unit: PeriodKind, by: number): SpanColumn {
  const index: Column = (periods, out, n) => {
    for (let i = 0; i < n; i++) out[i] = periods[i]! + by;
  };
  if (unit !== "month") return periodColumn(unit, index);
  const edge = (months: number, days: number): Column => {
    return (periods, out, n) => {
      const starts = MONTH_STARTS;
      for (let i = 0; i < n; i++) {
        const at = periods[i]! + months - TABLE_FROM;
        out[i] = (at >= 0 && at < starts.length ? starts[at]! : firstDayOfMonth(at + TABLE_FROM)) + days;
      }
    };
  };
  const weekday = (wanted: Weekday, count: number, step: 1 | -1): Column => {
    const months = step > 0 ? by : by + 1;
    const days = weekdayShift(count, step) - (step > 0 ? 0 : 1);
    return (periods, out, n) => {
      const starts = MONTH_STARTS;
      for (let i = 0; i < n; i++) {
        const at = periods[i]! + months - TABLE_FROM;
        const start = at >= 0 && at < starts.length ? starts[at]! : firstDayOfMonth(at + TABLE_FROM);
        out[i] = weekdayOnOrBefore(start + days, wanted);
      }
    };
  };
  return { unit, index, first: edge(by, 0), last: edge(by + 1, -1), weekday };
}

function periodColumn(unit: PeriodKind, index: Column): SpanColumn {
  return {
    unit,
    index,
    first: then(index, startMove(unit, 0)),
    last: then(then(index, startMove(unit, 1)), shiftMove(-1)),
  };
}

function betweenColumn({ interval }: Extract<SpanRule, { kind: "between" }>, scope: ColumnScope): SpanColumn {
  const from = scope.column(interval.from, scope);
  const to = scope.column(interval.to, scope);
  const short = interval.inclusive ? 0 : 1;
  const room = scratch();
  /** One end, where both are known and do not run backwards. */
  const ordered = (wanted: Column, other: Column, sign: 1 | -1, less: number): Column => {
    return (periods, out, n) => {
      const across = room(n);
      wanted(periods, out, n);
      other(periods, across, n);
      for (let i = 0; i < n; i++) {
        const [day, end] = [out[i]!, across[i]!];
        out[i] = day === NO_DAY || end === NO_DAY || (end - day) * sign < 0 ? NO_DAY : day - less;
      }
    };
  };
  return { first: ordered(from, to, 1, 0), last: ordered(to, from, -1, short) };
}
