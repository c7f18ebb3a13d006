import type { Block, Field, Section } from "../../ast/nodes.ts";
import { contentOf, fieldsOf, headOf, sectionsOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { DateRule, IntervalRule, NamedDate } from "../../value/date-rule.ts";
import type { DateTerm, IntervalTerm, LeadMonth } from "../model.ts";
import { clauseOf, type Lowering, wordsOf } from "./builder.ts";
import { dateRule, type DateScope, intervalRule } from "./date-rule.ts";

/** The dates of a product as rules, with the calendar of their block. */
export type Dates = {
  readonly terms: DateTerm[];
  readonly intervals: IntervalTerm[];
  readonly leadMonth?: LeadMonth;
  readonly named: readonly NamedDate[];
  readonly scope: DateScope;
};

/** All of a product's `dates` blocks. Names may refer to one another in any order; circles are found when they are resolved. */
export function datesOf(at: Lowering): Dates {
  const { context } = at;
  const sections = sectionsOf(at.block, "dates");
  const names = new Set(
    sections.flatMap((section) =>
      fieldsOf(section.block)
        .filter((one) => contentOf(one, "date-value"))
        .map((one) => one.key.text),
    ),
  );
  const intervals = new Map<string, IntervalRule>();
  const scope: DateScope = { context, dates: names, intervals };
  const terms: DateTerm[] = [];
  const spans: IntervalTerm[] = [];
  let leadMonth: LeadMonth | undefined;
  for (const section of sections) {
    const calendar = calendarOf(at, section);
    const on = calendar === undefined ? {} : { calendar };
    for (const field of fieldsOf(section.block)) {
      const span = contentOf(field, "interval-value")?.interval;
      const rule = span && intervalRule(span, scope);
      if (rule === undefined) continue;
      intervals.set(field.key.text, rule);
      spans.push({ name: field.key.text, text: wordsOf(field), ...rule, ...on, clause: clauseOf(context, field) });
    }
    for (const field of fieldsOf(section.block)) {
      const node = contentOf(field, "date-value")?.date;
      if (field.key.text === "lead-month") leadMonth = leadMonthOf(at, field, scope, on);
      const rule = node && dateRule(node, scope);
      if (rule !== undefined)
        terms.push({
          name: field.key.text,
          text: wordsOf(field),
          rule: flagged(at, field, rule),
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
    scope,
  };
}

/** The calendar a section names by `on`, or undefined when it names none or a wrong one. */
export function calendarOf(at: Lowering, section: Section): string | undefined {
  const on = headOf(section, "head-on");
  return on && find(at.context, on.name, "calendar")?.name;
}

function leadMonthOf(at: Lowering, field: Field, scope: DateScope, on: { calendar?: string }): LeadMonth | undefined {
  const nearest = contentOf(field, "period-value")?.period;
  if (nearest?.kind !== "nearest-period" || nearest.until === undefined) {
    return report(at.context, "value-of-another-kind", field.span, { field: "lead-month", wanted: "`nearest month until DATE`" });
  }
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

/** `fixed when listed` and `provisional until announced` around a rule. */
function flagged(at: Lowering, field: Field, rule: DateRule): DateRule {
  for (const one of field.value?.modifiers ?? []) {
    if (one.kind !== "flag") continue;
    const words = one.words.map((word) => word.text).join(" ");
    if (words === "fixed when listed") return { kind: "fixed-when-listed", of: rule };
    report(at.context, "meaning-comes-later", one.span, { what: words });
  }
  return rule;
}

/** The `dates` block a product must have, for the message that it is missing. */
export function datesBlock(block: Block): Section | undefined {
  return sectionsOf(block, "dates")[0];
}
