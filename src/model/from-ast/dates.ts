import type { Block, Field, Section } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, headOf, sectionOf, sectionsOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { suggest } from "../../diagnostic/suggest.ts";
import { text } from "../../check/expression.ts";
import type { DateRule, IntervalRule, NamedDate } from "../../value/date-rule.ts";
import type { DateTerm, IntervalTerm, LeadMonth } from "../model.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { DELIVERY_INTERVALS } from "./delivery.ts";
import { dateRule, type DateScope, type Doubt, intervalRule } from "./date-rule.ts";
import { tableRows } from "./tables.ts";

/** The dates of a product as rules, with the calendar of their block. */
export type Dates = {
  readonly terms: DateTerm[];
  readonly intervals: IntervalTerm[];
  readonly leadMonth?: LeadMonth;
  readonly named: readonly NamedDate[];
  readonly scope: DateScope;
  /** Phrases with two readings, whose finding still lacks the month in which they differ. */
  readonly doubts: readonly Doubt[];
  /** False when one of them has a finding: nothing is then worked out from them. */
  readonly whole: boolean;
};

const LAST_DAY = "last-trading-day";

/** What the day of `pay` is called: the same as where `dates` states it. */
const PAID = "final-settlement-day";
/** What the day is called on which `day` of a final settlement has its price fixed. */
export const PRICED = "final-price-day";

/** All of a product's `dates` blocks. Names may refer to one another in any order; circles are found when they are resolved. */
export function datesOf(at: Lowering, period?: string): Dates {
  const { context } = at;
  const before = context.diagnostics.length;
  const sections = sectionsOf(at.block, "dates");
  const all = sections.flatMap((section) => fieldsOf(section.block));
  const pay = fieldOf(sectionOf(at.block, "final-settlement")?.block, "pay");
  const priced = fieldOf(sectionOf(at.block, "final-settlement")?.block, "day");
  const named = (field: Field): string => (field === pay ? PAID : field === priced ? PRICED : field.key.text);
  const ending = [priced, pay].flatMap((one) => one ?? []);
  const dated = [...all, ...ending];
  const names = new Set(dated.filter((one) => contentOf(one, "date-value")).map(named));
  const intervals = new Map<string, IntervalRule>();
  // What could not be read has its finding; rules that name it get no second one.
  const unread = new Set(dated.filter((one) => one.value === undefined).map(named));
  // A contract without its last day is one mistake, however many rules count from that day.
  if (sections.length > 0 && !all.some((one) => one.key.text === LAST_DAY)) {
    const near = all.find((one) => suggest(LAST_DAY, [one.key.text]).length > 0);
    if (near === undefined) missing(at, LAST_DAY, "a contract has a last trading day", sections[0]?.keyword);
    else misspelt(at, near);
    unread.add(LAST_DAY);
  }
  const doubts: Doubt[] = [];
  const product = context.declaration.name.text;
  const kind = period === undefined ? {} : { period };
  const shared: DateScope = { context, dates: names, intervals, unread, doubts, product, ...kind };
  const [head] = sections;
  const first = head && calendarOf(at, head);
  const whole: DateScope = first === undefined ? shared : { ...shared, calendar: first };
  twice(at, sections);
  for (const one of ending) {
    const stated = all.find(({ key }) => key.text === named(one));
    const related = stated === undefined ? [] : [{ span: stated.span, label: "says the same day first" }];
    if (stated !== undefined) report(context, "field-twice", one.span, { field: named(one) }, { related });
  }
  const terms: DateTerm[] = [];
  const spans: IntervalTerm[] = [];
  let leadMonth: LeadMonth | undefined;
  const asked = new Set<Section>();
  for (const section of sections) {
    const calendar = section === head ? first : calendarOf(at, section);
    const on = calendar === undefined ? {} : { calendar };
    const scope: DateScope = { ...shared, ...on };
    for (const field of [...fieldsOf(section.block), ...(section === sections[0] ? deliveryIntervals(at) : [])]) {
      const span = contentOf(field, "interval-value")?.interval;
      const rule = span && intervalRule(span, scope);
      if (span !== undefined) onlyModifiers(context, field.value?.modifiers ?? []);
      if (span !== undefined && rule === undefined) unread.add(field.key.text);
      if (rule === undefined) continue;
      if (calendar === undefined) needsCalendar(at, section, field, [rule.from, rule.to], asked);
      intervals.set(field.key.text, rule);
      spans.push({ name: field.key.text, text: wordsOf(field), ...rule, ...on, clause: clauseOf(context, field) });
    }
    for (const field of section === head ? [...fieldsOf(section.block), ...ending] : fieldsOf(section.block)) {
      const node = contentOf(field, "date-value")?.date;
      const name = named(field);
      if (field.key.text === "lead-month") leadMonth = leadMonthOf(at, field, scope, on);
      const plain = node && dateRule(node, { ...scope, field: name });
      const rule = plain && flagged(at, field, plain, scope);
      if (node !== undefined && rule === undefined) unread.add(name);
      if (rule !== undefined && calendar === undefined) needsCalendar(at, section, field, [rule], asked);
      if (rule !== undefined)
        terms.push({
          name,
          text: wordsOf(field),
          rule,
          ...on,
          clause: clauseOf(context, field),
        });
    }
  }
  return {
    terms,
    intervals: spans,
    ...(leadMonth === undefined ? {} : { leadMonth }),
    named: terms.map((one) => ({
      name: one.name,
      rule: one.rule as DateRule,
      ...(one.calendar === undefined ? {} : { calendar: one.calendar }),
    })),
    scope: whole,
    doubts,
    whole: unread.size === 0 && context.diagnostics.length === before,
  };
}

/** Reports that no day is called `name`, unless one is and could not be read, which has its finding. */
export function requiredDay(at: Lowering, { scope }: Dates, name: string, why: string): void {
  if (!scope.dates.has(name) && scope.unread?.has(name) !== true) missing(at, name, why, datesBlock(at.block)?.keyword);
}

/** The days of notice and of delivery: stated where a contract ends, counted as the product's other days are. */
function deliveryIntervals(at: Lowering): Field[] {
  const block = sectionOf(at.block, "final-settlement")?.block;
  return DELIVERY_INTERVALS.flatMap((key) => fieldOf(block, key) ?? []);
}

/** Reports a day whose key is nearly `last-trading-day`, where no day is called that. */
function misspelt(at: Lowering, field: Field): void {
  const fixes = [{ title: `write \`${LAST_DAY}\``, edits: [{ span: field.key.span, text: LAST_DAY }] }];
  const params = { what: "`dates`", field: LAST_DAY, why: `\`${field.key.text}\` is a day of another name` };
  report(at.context, "field-missing", field.key.span, params, { help: `write \`${LAST_DAY}\``, fixes });
}

/** A date has one rule, also where there are several `dates` blocks. */
function twice(at: Lowering, sections: readonly Section[]): void {
  const seen = new Map<string, { field: Field; section: Section }>();
  for (const section of sections) {
    for (const field of fieldsOf(section.block)) {
      const first = seen.get(field.key.text);
      if (first === undefined) seen.set(field.key.text, { field, section });
      else if (first.section !== section) {
        const related = [{ span: first.field.span, label: "said first here" }];
        report(at.context, "field-twice", field.span, { field: field.key.text }, { related });
      }
    }
  }
}

/** Reports a rule that counts business days where its block names no calendar; a wrong name has its finding already. */
function needsCalendar(
  at: Lowering,
  section: Section,
  field: Field,
  rules: readonly DateRule[],
  asked: Set<Section>,
): void {
  if (asked.has(section) || headOf(section, "head-on") !== undefined || !rules.some(countsBusinessDays)) return;
  asked.add(section);
  const related = [{ span: field.span, label: "counts business days" }];
  report(at.context, "calendar-missing", section.keyword.span, { what: `\`${field.key.text}\`` }, { related });
}

function countsBusinessDays(rule: unknown): boolean {
  if (typeof rule !== "object" || rule === null) return false;
  const { kind, day, unit, calendar } = rule as Record<"kind" | "day" | "unit" | "calendar", unknown>;
  if (kind === "on-calendar" || calendar !== undefined) return false;
  return (
    kind === "adjustment" ||
    kind === "open" ||
    kind === "every-open" ||
    day === "business" ||
    unit === "business" ||
    Object.values(rule).some(countsBusinessDays)
  );
}

/** The calendar a section names by `on`, or undefined when it names none or a wrong one. */
export function calendarOf(at: Lowering, section: Section): string | undefined {
  const on = headOf(section, "head-on");
  return on && find(at.context, on.name, "calendar")?.name;
}

function leadMonthOf(at: Lowering, field: Field, scope: DateScope, on: { calendar?: string }): LeadMonth | undefined {
  const nearest = contentOf(field, "period-value")?.period;
  if (nearest?.kind !== "nearest-period" || nearest.until === undefined) {
    return report(at.context, "value-of-another-kind", field.span, {
      field: "lead-month",
      wanted: "`nearest month until DATE`",
    });
  }
  onlyModifiers(at.context, field.value?.modifiers ?? []);
  const until = dateRule(nearest.until, scope);
  return (
    until && {
      text: text(field.value ?? field).replace(/\s+/g, " "),
      until,
      ...on,
      clause: clauseOf(at.context, field),
    }
  );
}

/** `fixed when listed` and `provisional until announced` around a rule; undefined after a finding. */
function flagged(at: Lowering, field: Field, rule: DateRule, scope: DateScope): DateRule | undefined {
  onlyModifiers(at.context, field.value?.modifiers ?? [], "flag");
  let found: DateRule = rule;
  for (const one of field.value?.modifiers ?? []) {
    if (one.kind !== "flag") continue;
    const words = one.words.map((word) => word.text).join(" ");
    if (words === "fixed when listed" && one.source === undefined) found = { kind: "fixed-when-listed", of: found };
    else if (words === "provisional until announced") {
      const rows = one.source && tableRows(one.source, undefined, { ...scope, field: field.key.text });
      if (one.source !== undefined && rows === undefined) return undefined;
      const source = one.source === undefined ? {} : { source: one.source.text };
      found = { kind: "provisional", of: found, rows: rows ?? [], ...source };
    } else return report(at.context, "phrase-not-here", one.span, { found: plainWords(one) });
  }
  return found;
}

/** The `dates` block a product must have, for the message that it is missing. */
export function datesBlock(block: Block): Section | undefined {
  return sectionsOf(block, "dates")[0];
}
