import type { DateCondition, DateRule, DayKind, IntervalRule, SpanRule } from "./date-rule.ts";
import { NO_DAY, ordinal, parseDay, sayDay, sayMonthName, sayWeekdayLong } from "./day.ts";
import { parsePeriod, sayPeriod } from "./month.ts";

/** How the contract's period is called (`contract month`, `March 2027`), and whether dates are said at length. */
export type Words = { readonly contract: string; readonly longDates: boolean };

const GENERIC: Words = { contract: "contract period", longDates: false };

/** The rule as a spec would spell it, with the parentheses the language asks for. */
export function spellRule(rule: DateRule, words: Words = GENERIC): string {
  switch (rule.kind) {
    case "date":
      return words.longDates ? sayDay(parseDay(rule.date) ?? NO_DAY) : rule.date;
    case "month-day":
      return monthDay(rule.month, rule.date);
    case "easter":
      return rule.of === undefined ? "Easter" : `Easter of ${spellSpan(rule.of, words)}`;
    case "reference": {
      const name = rule.product === undefined ? rule.date : `${rule.product}.${rule.date}`;
      return rule.of === undefined ? name : `${name} of ${spellSpan(rule.of, words)}`;
    }
    case "it":
      return "it";
    case "nth-day":
      return `${nth(rule.n)} ${dayWord(rule.day)} of ${spellSpan(rule.of, words)}`;
    case "day-of":
      return `day ${rule.date} of ${spellSpan(rule.of, words)}${rule.short === undefined ? "" : ", or its last day"}`;
    case "relative-day":
    case "nearest-day":
    case "offset":
      return `${spellStep(rule)} ${inner(rule.kind === "nearest-day" ? rule.to : rule.of, words)}`;
    case "earlier":
    case "later":
      return `${rule.kind} of ${rule.of.map((one) => inner(one, words)).join(", ")}`;
    case "edge":
      return `${rule.edge} of ${spellSpan(rule.of, words)}`;
    case "adjustment":
      return `${inner(rule.of, words)} ${spellRoll(rule)}`;
    case "on-calendar":
      return `${inner(rule.of, words)} on ${rule.calendar}`;
    case "where":
      return `${inner(rule.of, words)} where ${spellCondition(rule.condition, words)}`;
    case "unless":
      return `${inner(rule.of, words)} unless ${spellCondition(rule.condition, words)} then ${inner(rule.then, words)}`;
    case "case":
      return `case { ${rule.arms.map((arm) => `${spellRule(arm.date, words)} ${armWords(arm.when, words)}`).join("; ")} }`;
    case "listed":
      return `from ${rule.source}`;
    case "fixed-when-listed":
      return `${inner(rule.of, words)}, fixed when listed`;
    case "provisional":
      return `${inner(rule.of, words)}, provisional until announced${rule.source === undefined ? "" : ` in ${rule.source}`}`;
  }
}

function armWords(when: DateCondition | undefined, words: Words): string {
  return when === undefined ? "otherwise" : `when ${spellCondition(when, words)}`;
}

type StepRule = Extract<DateRule, { kind: "relative-day" | "nearest-day" | "offset" }>;

/** The step without the day it starts from: `3 business days before`, `last Friday on or before`, `Wednesday nearest`. */
export function spellStep(rule: StepRule): string {
  switch (rule.kind) {
    case "nearest-day":
      return `${dayWord(rule.day)} nearest`;
    case "relative-day": {
      const which = rule.n === 1 ? (rule.side === "before" ? "last" : "first") : ordinal(rule.n);
      return `${which} ${dayWord(rule.day)} ${rule.inclusive ? "on or " : ""}${rule.side}`;
    }
    case "offset": {
      const unit =
        rule.unit === "week" || rule.unit === "month" || rule.unit === "year" ? rule.unit : dayWord(rule.unit);
      const mode = rule.monthEnd === undefined ? "" : ` (${rule.monthEnd})`;
      return `${rule.n} ${unit}${rule.n === 1 ? "" : "s"}${mode} ${rule.side}`;
    }
  }
}

/** `or preceding business day`. */
export function spellRoll(rule: Extract<DateRule, { kind: "adjustment" }>): string {
  return `or ${rule.roll} business day${rule.ties === undefined ? "" : `, ties ${rule.ties}`}`;
}

/** A span as a spec would spell it. */
export function spellSpan(span: SpanRule, words: Words = GENERIC): string {
  switch (span.kind) {
    case "contract":
      return words.contract;
    case "exact": {
      const period = parsePeriod(span.period);
      return period === undefined ? span.period : sayPeriod(period.kind, period.index);
    }
    case "shifted": {
      const n = Math.abs(span.by);
      return `${n} ${span.unit}${n === 1 ? "" : "s"} ${span.by < 0 ? "before" : "after"} ${spellSpan(span.of, words)}`;
    }
    case "period-of":
      return `${span.unit} of ${inner(span.day, words)}`;
    case "part":
      return `${span.which} ${span.unit} of ${spellSpan(span.of, words)}`;
    case "named-month":
      return span.of === undefined
        ? sayMonthName(span.month)
        : `${sayMonthName(span.month)} of ${spellSpan(span.of, words)}`;
    case "nearest": {
      const product = span.product === undefined ? "" : `${span.product} `;
      const relation = span.inclusive ? "on or after" : "after";
      return `nearest ${product}period with ${span.date} ${relation} ${inner(span.from, words)}`;
    }
    case "between":
      return spellInterval(span.interval, words);
  }
}

/** `from A to B` or `from A until B`. */
export function spellInterval(interval: IntervalRule, words: Words = GENERIC): string {
  return `from ${inner(interval.from, words)} ${interval.inclusive ? "to" : "until"} ${inner(interval.to, words)}`;
}

/** A condition as a spec would spell it. */
export function spellCondition(condition: DateCondition, words: Words = GENERIC): string {
  const on = "calendar" in condition && condition.calendar !== undefined ? ` on ${condition.calendar}` : "";
  switch (condition.kind) {
    case "contract":
      return `${words.contract} ${condition.is} ${condition.period}`;
    case "contract-month":
      return `${words.contract} in [${condition.months.map((month) => sayMonthName(month).slice(0, 3)).join(", ")}]`;
    case "every-open":
      return `every ${dayWord(condition.day)} ${spellInterval(condition.interval, words)} is open${on}`;
    case "open":
      return `${inner(condition.of, words)} is open${on}`;
    case "is-one-of":
      return `${inner(condition.of, words)} is ${condition.days.map((day) => spellRule(day, words)).join(" or ")}`;
    case "compare":
      return `${inner(condition.left, words)} ${condition.is} ${inner(condition.right, words)}`;
    case "not":
      return `not (${spellCondition(condition.of, words)})`;
    case "all":
    case "any":
      return condition.of
        .map((one) =>
          one.kind === "all" || one.kind === "any" ? `(${spellCondition(one, words)})` : spellCondition(one, words),
        )
        .join(condition.kind === "all" ? " and " : " or ");
  }
}

/** A rule inside another: in parentheses unless it is one anchor that cannot be read two ways. */
function inner(rule: DateRule, words: Words): string {
  const text = spellRule(rule, words);
  switch (rule.kind) {
    case "date":
    case "month-day":
    case "reference":
    case "easter":
    case "it":
    case "nth-day":
    case "day-of":
    case "edge":
      return text;
    default:
      return `(${text})`;
  }
}

/** `1st`, `last`, `3rd-last`. */
function nth(n: number): string {
  if (n > 0) return ordinal(n);
  return n === -1 ? "last" : `${ordinal(-n)}-last`;
}

function dayWord(day: DayKind): string {
  switch (day) {
    case "business":
      return "business day";
    case "calendar":
      return "day";
    case "weekday":
      return "weekday";
    default:
      return sayWeekdayLong(day);
  }
}

/** `Dec 25`. */
function monthDay(month: number, date: number): string {
  return `${sayMonthName(month).slice(0, 3)} ${date}`;
}
