import type { HolidayValue } from "../../ast/nodes.ts";
import type { DateExpr } from "../../ast/time-nodes.ts";
import { type Context, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { HolidayDays, Observance } from "../../value/calendar.ts";
import type { WeekdayName } from "../../value/day.ts";
import { dayText, monthNumberOf, yearlyMonth } from "./date-rule.ts";

/** The short names of the weekdays, Monday first. */
export const WEEKDAYS: readonly WeekdayName[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

/** `Mon` of `Mon` or `Monday`. */
export function weekdayOf(text: string): WeekdayName | undefined {
  return WEEKDAYS.find((one, at) => one === text || LONG_WEEKDAYS[at] === text);
}

/** The years a holiday is kept in, as far as they are stated. */
export function spanOf(value: HolidayValue): { from?: number; until?: number } {
  return {
    ...(value.from === undefined ? {} : { from: value.from }),
    ...(value.until === undefined ? {} : { until: value.until }),
  };
}

/** Where a holiday moves when it falls on a weekday; none after a finding. */
export function observance(context: Context, node: HolidayValue["observed"][number]): Observance[] {
  const from = weekdayOf(node.ifDay.text);
  if (from === undefined) {
    report(context, "word-unknown", node.ifDay.span, {
      field: "observed",
      word: node.ifDay.text,
      known: WEEKDAYS.join(", "),
    });
    return [];
  }
  if (node.to === "next-business-day") return [{ kind: "substitute", from: [from] }];
  const target = node.to;
  const to = weekdayOf(target.text);
  if (to !== undefined) return [{ kind: "moved", from, to }];
  report(context, "word-unknown", target.span, { field: "observed", word: target.text, known: WEEKDAYS.join(", ") });
  return [];
}

/** The days of every year a holiday falls on; undefined after a finding. */
export function holidayDays(context: Context, value: HolidayValue): HolidayDays | undefined {
  if (value.date === undefined) {
    const days = value.dates.map((one) => (one.kind === "day-literal" ? dayText(context, one) : unsound(context, one)));
    return days.some((one) => one === undefined) ? undefined : { kind: "listed", days: days as string[] };
  }
  return daysOf(context, value.date);
}

function daysOf(context: Context, node: DateExpr): HolidayDays | undefined {
  if (node.kind === "day-literal") {
    const day = dayText(context, node);
    return day === undefined ? undefined : { kind: "listed", days: [day] };
  }
  if (node.kind === "easter") return { kind: "easter", days: 0 };
  if (node.kind === "month-day") {
    const month = yearlyMonth(context, node);
    return month === undefined ? undefined : { kind: "month-day", month, date: node.day };
  }
  if (node.kind === "nth-day" && node.of.kind === "named-month") {
    const month = monthNumberOf(context, node.of.month);
    const weekday = WEEKDAYS.find((one) => one === node.day);
    if (month === undefined) return undefined;
    if (weekday === undefined) return unsound(context, node);
    return { kind: "nth-weekday", n: node.ordinal.fromEnd ? -node.ordinal.count : node.ordinal.count, weekday, month };
  }
  if (node.kind === "offset" && (node.unit === "calendar" || node.unit === "week")) {
    const days = node.count * (node.unit === "week" ? 7 : 1) * (node.side === "before" ? -1 : 1);
    if (node.of.kind === "easter") return { kind: "easter", days };
    const of = daysOf(context, node.of);
    return of && { kind: "offset", days, of };
  }
  if ((node.kind === "relative-day" && node.ordinal.count === 1) || node.kind === "nearest-day") {
    const anchor = node.kind === "relative-day" ? node.of : node.to;
    const weekday = WEEKDAYS.find((one) => one === node.day);
    if (anchor.kind !== "month-day" || weekday === undefined) return unsound(context, node);
    const month = yearlyMonth(context, anchor);
    if (month === undefined) return undefined;
    const side = node.kind === "nearest-day" ? "nearest" : node.inclusive ? (`on-or-${node.side}` as const) : node.side;
    return { kind: "relative-weekday", weekday, side, month, date: anchor.day };
  }
  return unsound(context, node);
}

function unsound(context: Context, node: DateExpr): undefined {
  return report(context, "date-rule-unsound", node.span, { why: `\`${text(node)}\` is no form of a yearly holiday` });
}
