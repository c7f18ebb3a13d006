import type { DateCondition, DateRule, DayKind, IntervalRule, SpanRule } from "../../value/date-rule.ts";
import { ordinal, sayMonthName, sayWeekdayLong } from "../../value/day.ts";
import { capital, list, longDate, periodName, plural, spaced } from "./words.ts";

/** What the words need to know: the kind of period a contract is, the products and the calendars by their titles. */
export type DateNames = {
  readonly period: "day" | "week" | "month" | "quarter" | "year";
  readonly product: (id: string) => string;
  readonly calendar: (id: string) => string;
};

/** How a comparison of dates or periods is said. */
const COMPARED = { "<": "before", "<=": "on or before", "=": "on", ">=": "on or after", ">": "after" } as const;

/** A date rule as English prose that fits behind `is`: `the last business day of the contract month`. */
export function dateWords(rule: DateRule, names: DateNames): string {
  const say = (one: DateRule): string => dateWords(one, names);
  const span = (one: SpanRule): string => spanWords(one, names);
  switch (rule.kind) {
    case "date":
      return longDate(rule.date);
    case "month-day":
      return `${rule.date} ${sayMonthName(rule.month)}`;
    case "easter":
      return rule.of === undefined ? "Easter Sunday" : `Easter Sunday of the year of ${span(rule.of)}`;
    case "reference": {
      const owner = rule.product === undefined ? "" : ` of ${names.product(rule.product)}`;
      return `the ${spaced(rule.date)}${owner}${rule.of === undefined ? "" : ` for ${span(rule.of)}`}`;
    }
    case "it":
      return "that day";
    case "nth-day":
      return `the ${nth(rule.n)} ${dayWord(rule.day)} of ${span(rule.of)}`;
    case "day-of":
      return `the ${ordinal(rule.date)} day of ${span(rule.of)}${rule.short === undefined ? "" : ", or its last day where it is shorter"}`;
    case "relative-day":
      return `the ${relative(rule)} ${rule.inclusive ? "on or " : ""}${rule.side} ${say(rule.of)}`;
    case "nearest-day":
      return `the ${dayWord(rule.day)} nearest to ${say(rule.to)}`;
    case "earlier":
    case "later":
      return `the ${rule.of.length > 2 ? (rule.kind === "earlier" ? "earliest" : "latest") : rule.kind} of ${list(rule.of.map(say))}`;
    case "edge":
      // The start of `from A to B` is A itself, and so it is said.
      if (rule.of.kind === "between" && rule.edge === "start") return say(rule.of.interval.from);
      if (rule.of.kind === "between" && rule.of.interval.inclusive) return say(rule.of.interval.to);
      return `the ${rule.edge === "start" ? "first" : "last"} day of ${span(rule.of)}`;
    case "offset":
      return offset(rule, say);
    case "adjustment":
      return `${say(rule.of)}, or, where that day is not a business day, ${roll(rule)}`;
    case "on-calendar":
      return `${say(rule.of)} (business days of the calendar “${names.calendar(rule.calendar)}”)`;
    case "where":
      return `${say(rule.of)}, counting only days for which ${conditionWords(rule.condition, names)}`;
    case "unless":
      return `${say(rule.of)}, unless ${conditionWords(rule.condition, names)}, and then ${say(rule.then)}`;
    case "case":
      return rule.arms
        .map((arm) =>
          arm.when === undefined
            ? `${say(arm.date)} otherwise`
            : `${say(arm.date)} where ${conditionWords(arm.when, names)}`,
        )
        .join("; ");
    case "listed":
      return `the date that the schedule ${rule.source} gives`;
    case "fixed-when-listed":
      return `${say(rule.of)}, fixed on the day the contract is listed`;
    case "provisional":
      return `${say(rule.of)}, provisional until ${rule.source === undefined ? "it is announced" : `the schedule ${rule.source} announces it`}`;
  }
}

type Offset = Extract<DateRule, { kind: "offset" }>;

function offset(rule: Offset, say: (one: DateRule) => string): string {
  const unit = ["week", "month", "year"].includes(rule.unit) ? rule.unit : dayWord(rule.unit as DayKind);
  // One day away is the neighbour; more are counted.
  if (rule.n === 1 && unit.endsWith("day")) return `the first ${unit} ${rule.side} ${say(rule.of)}`;
  if (unit.endsWith("day") && unit !== "day") return `the ${ordinal(rule.n)} ${unit} ${rule.side} ${say(rule.of)}`;
  const counted = `${rule.n} ${rule.n === 1 ? unit : plural(unit)}`;
  if (rule.monthEnd === undefined) return `the day ${counted} ${rule.side} ${say(rule.of)}`;
  const short = "the last day of a month too short for it";
  const keep =
    rule.monthEnd === "clamp" ? short : `${short}, and the last day of a month going to the last day of the other`;
  return `the day ${counted} ${rule.side} ${say(rule.of)} (${keep})`;
}

function relative(rule: Extract<DateRule, { kind: "relative-day" }>): string {
  const first = rule.side === "before" ? "last" : "first";
  if (rule.n === 1) return `${first} ${dayWord(rule.day)}`;
  return `${ordinal(rule.n)}${rule.side === "before" ? "-last" : ""} ${dayWord(rule.day)}`;
}

function roll(rule: Extract<DateRule, { kind: "adjustment" }>): string {
  switch (rule.roll) {
    case "preceding":
      return "the preceding business day";
    case "following":
      return "the following business day";
    case "modified-preceding":
      return "the preceding business day, or the following one where the preceding lies in another month";
    case "modified-following":
      return "the following business day, or the preceding one where the following lies in another month";
    case "nearest":
      return `the nearest business day, the ${rule.ties ?? "preceding"} one where two are equally near`;
  }
}

/** A stretch of days as English prose: `the contract month`, `the month before the contract month`, `March 2027`. */
export function spanWords(span: SpanRule, names: DateNames): string {
  switch (span.kind) {
    case "contract":
      return `the contract ${names.period}`;
    case "exact":
      return periodName(span.period);
    case "shifted": {
      const side = span.by < 0 ? "before" : "after";
      const n = Math.abs(span.by);
      const of = spanWords(span.of, names);
      return n === 1 ? `the ${span.unit} ${side} ${of}` : `the ${ordinal(n)} ${span.unit} ${side} ${of}`;
    }
    case "period-of":
      return `the ${span.unit} of ${dateWords(span.day, names)}`;
    case "part":
      return `the ${span.which} ${span.unit} of ${spanWords(span.of, names)}`;
    case "named-month": {
      const of = span.of === undefined ? `the contract ${names.period}` : spanWords(span.of, names);
      return `${sayMonthName(span.month)} of the year in which ${of} begins`;
    }
    case "nearest": {
      const product = span.product === undefined ? "" : ` of ${names.product(span.product)}`;
      const relation = span.inclusive ? "on or after" : "after";
      return `the nearest contract${product} whose ${spaced(span.date)} falls ${relation} ${dateWords(span.from, names)}`;
    }
    case "between":
      return `the days ${intervalWords(span.interval, names)}`;
  }
}

/** `from A to B, both included` or `from A until, and not including, B`. */
export function intervalWords(interval: IntervalRule, names: DateNames): string {
  const from = dateWords(interval.from, names);
  const to = dateWords(interval.to, names);
  return interval.inclusive ? `from ${from} to ${to}, both included` : `from ${from} until, and not including, ${to}`;
}

/** A condition on dates as English prose that fits behind `where`. */
export function conditionWords(condition: DateCondition, names: DateNames): string {
  const day = (rule: DateRule): string => dateWords(rule, names);
  const on =
    "calendar" in condition && condition.calendar !== undefined
      ? ` on the calendar “${names.calendar(condition.calendar)}”`
      : "";
  switch (condition.kind) {
    case "contract":
      return `the contract ${names.period} is ${COMPARED[condition.is].replace(/^on$/, "")} ${periodName(condition.period)}`
        .replace("on or before", "up to and including")
        .replace("on or after", "at or after")
        .replaceAll("  ", " ");
    case "contract-month":
      return `the contract ${names.period} begins in ${list(condition.months.map(sayMonthName), "or")}`;
    case "every-open":
      return `every ${dayWord(condition.day)} ${intervalWords(condition.interval, names)}, is a business day${on}`;
    case "open":
      return `${day(condition.of)} is a business day${on}`;
    case "is-one-of":
      return `${day(condition.of)} is ${list(condition.days.map(day), "or")}`;
    case "compare":
      return `${day(condition.left)} falls ${COMPARED[condition.is]} ${day(condition.right)}`;
    case "not":
      return `it is not so that ${conditionWords(condition.of, names)}`;
    case "all":
    case "any": {
      const parts = condition.of.map((one) => conditionWords(one, names));
      return condition.kind === "all"
        ? `all of these hold: ${parts.join("; ")}`
        : `any of these holds: ${parts.join("; ")}`;
    }
  }
}

/** `1st`, `last`, `2nd-last`. */
function nth(n: number): string {
  if (n > 0) return n === 1 ? "first" : ordinal(n);
  return n === -1 ? "last" : `${ordinal(-n)}-last`;
}

function dayWord(day: DayKind): string {
  if (day === "business") return "business day";
  if (day === "calendar") return "day";
  if (day === "weekday") return "weekday (Monday to Friday)";
  return sayWeekdayLong(day);
}

/** A date's name as a heading: `last-trading-day` is `Last trading day`. */
export function dateTitle(name: string): string {
  return capital(spaced(name));
}
