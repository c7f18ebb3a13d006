import type { Block, Declaration, Field, Section } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, headOf, keyOf, sectionsOf } from "../../check/block.ts";
import { type Context, find, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { CalendarData, HolidayRule, OneOff } from "../../value/calendar.ts";
import type { WeekdayName } from "../../value/day.ts";
import { onlyModifiers } from "./builder.ts";
import { dayText } from "./date-rule.ts";
import { earlyCloses } from "./early-closes.ts";
import { holidayDays, observance, spanOf, WEEKDAYS, weekdayOf } from "./holiday-days.ts";

/** The calendar a declaration states, as data; undefined after a finding. */
export function calendarData(context: Context, declaration: Declaration): CalendarData | undefined {
  const id = declaration.name.text;
  const title = declaration.title?.value ?? id;
  const block = declaration.block;
  const [beside] = block?.items ?? [];
  if (declaration.equals !== undefined && beside !== undefined)
    return report(
      context,
      "phrase-not-here",
      beside.span,
      { found: keyOf(beside) ?? "this" },
      {
        help: "a calendar that joins others says nothing of its own: derive one `from` it",
      },
    );
  if (declaration.equals !== undefined) return joined(context, declaration, id, title);
  const years = headOf(declaration, "head-years");
  const changes = {
    holidays: holidays(context, block),
    closed: closures(context, block, "closed", "date"),
    opened: closures(context, block, "opened", "date"),
    earlyCloses: earlyCloses(context, block),
  };
  const moved = sectionsOf(block, "moved");
  for (const one of moved) {
    changes.closed.push(...oneOff(context, one, "to"));
    changes.opened.push(...oneOff(context, one, "from"));
  }
  const sure = years === undefined ? {} : { from: years.first, to: years.last };
  const base = headOf(declaration, "head-from");
  const weekend = weekdaysOf(context, fieldOf(block, "weekend"));
  if (base !== undefined) {
    const symbol = find(context, base.name, "calendar");
    const without = titlesIn(context, fieldOf(block, "without"));
    return (
      symbol && {
        kind: "derived",
        id,
        title,
        base: symbol.name,
        without,
        ...sure,
        ...(weekend === undefined ? {} : { weekend }),
        ...changes,
      }
    );
  }
  if (weekend === undefined) {
    return report(context, "field-missing", declaration.name.span, {
      what: `the calendar ${id}`,
      field: "weekend",
      why: "without it no day is known to be open (`weekend: none` says that all are)",
    });
  }
  return { kind: "rules", id, title, weekend, ...sure, ...changes };
}

/** The names behind `without`, as texts or words; anything else is a finding. */
function titlesIn(context: Context, field: Field | undefined): string[] {
  const content = field?.value?.content;
  if (field === undefined || content === undefined) return [];
  onlyModifiers(context, field.value?.modifiers ?? []);
  if (content.kind === "text-value") return [content.text.value];
  if (content.kind === "names-value") return content.names.map((one) => one.text);
  const parts = content.kind === "clauses-value" ? content.clauses.map((one) => one.parts) : [];
  const titles = parts.flatMap(([part, ...more]) => {
    if (part === undefined || more.length > 0) return [];
    if (part.kind === "text") return [part.value];
    return part.kind === "reference" && part.path.length === 1 ? [part.path[0]?.text ?? ""] : [];
  });
  if (titles.length === 0 || titles.length < parts.length)
    report(context, "value-of-another-kind", content.span, {
      field: "without",
      wanted: 'the names of holidays, such as `"Good Friday", "Columbus Day"`',
    });
  return titles;
}

function joined(context: Context, declaration: Declaration, id: string, title: string): CalendarData | undefined {
  const node = declaration.equals;
  if (node?.kind !== "logical" || node.operator === "not") {
    return report(context, "calendar-unsound", declaration.name.span, {
      calendar: id,
      why: "it joins calendars by `and` or `or`",
    });
  }
  const parts = node.operands.map((one) =>
    one.kind === "reference" && one.path[0] !== undefined && one.path.length === 1
      ? find(context, one.path[0], "calendar")?.name
      : report(context, "phrase-not-here", one.span, { found: text(one) }),
  );
  if (parts.some((one) => one === undefined)) return undefined;
  return { kind: "joined", id, title, open: node.operator === "and" ? "all" : "any", parts: parts as string[] };
}

function weekdaysOf(context: Context, field: Field | undefined): WeekdayName[] | undefined {
  const names = contentOf(field, "names-value")?.names;
  if (names === undefined || field === undefined) return undefined;
  if (names.length === 1 && names[0]?.text === "none") return [];
  const days: WeekdayName[] = [];
  for (const name of names) {
    const day = weekdayOf(name.text);
    if (day === undefined)
      report(context, "word-unknown", name.span, {
        field: field.key.text,
        word: name.text,
        known: WEEKDAYS.join(", "),
      });
    else days.push(day);
  }
  return days;
}

function holidays(context: Context, block: Block | undefined): HolidayRule[] {
  const rules: HolidayRule[] = [];
  for (const section of sectionsOf(block, "holidays")) {
    for (const field of fieldsOf(section.block)) {
      const value = contentOf(field, "holiday-value");
      const days = value && holidayDays(context, value);
      onlyModifiers(context, field.value?.modifiers ?? []);
      if (value === undefined || days === undefined) continue;
      if (value.at !== undefined)
        report(
          context,
          "phrase-not-here",
          value.at.span,
          { found: `at ${text(value.at)}` },
          {
            help: "a holiday is closed all day; days that end early stand in `early-closes in ZONE { … }`",
          },
        );
      rules.push({
        title: field.key.text,
        days,
        ...spanOf(value),
        observed: value.observed.flatMap((one) => observance(context, one)),
      });
    }
  }
  return rules;
}

function closures(context: Context, block: Block | undefined, keyword: string, key: string): OneOff[] {
  return sectionsOf(block, keyword).flatMap((section) => oneOff(context, section, key));
}

function oneOff(context: Context, section: Section, key: string): OneOff[] {
  const title = headOf(section, "head-text")?.text.value ?? section.keyword.text;
  const date = dayOf(context, section, key);
  const missing = (field: string, why: string) =>
    report(context, "field-missing", section.keyword.span, { what: `\`${title}\``, field, why });
  if (date === undefined) {
    if (fieldOf(section.block, key) === undefined) missing(key, "a closure has a day");
    return [];
  }
  const on = fieldOf(section.block, "announced");
  const by = fieldOf(section.block, "announced-by");
  if (on !== undefined && by !== undefined) report(context, "field-twice", by.key.span, { field: "announced" });
  if (on === undefined && by === undefined)
    missing(
      "announced",
      "dates are worked out as they were known on a day (`announced-by` says by when it was known, where the day itself was not found)",
    );
  const announced = dayOf(context, section, on === undefined ? "announced-by" : "announced");
  if (announced === undefined) return [];
  return [{ title, date, announced, ...(on === undefined ? { latest: true } : {}) }];
}

function dayOf(context: Context, section: Section, key: string): string | undefined {
  const field = fieldOf(section.block, key);
  const date = contentOf(field, "date-value")?.date;
  if (date?.kind === "day-literal") return dayText(context, date);
  if (field?.value === undefined) return undefined;
  return report(context, "value-of-another-kind", field.value.span, {
    field: key,
    wanted: "one exact day, such as 2025-01-09",
  });
}
