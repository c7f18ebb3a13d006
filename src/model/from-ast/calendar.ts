import type { Block, Declaration, Field, HolidayValue, Section } from "../../ast/nodes.ts";
import type { DateExpr } from "../../ast/time-nodes.ts";
import { contentOf, fieldOf, fieldsOf, headOf, keyOf, sectionsOf } from "../../check/block.ts";
import { type Context, find, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { CalendarData, HolidayDays, HolidayRule, Observance, OneOff } from "../../value/calendar.ts";
import type { WeekdayName } from "../../value/day.ts";
import { onlyModifiers } from "./builder.ts";
import { dayText, monthNumberOf } from "./date-rule.ts";
import { earlyCloses } from "./early-closes.ts";

const WEEKDAYS: readonly WeekdayName[] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const LONG_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");

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
    const without = (contentOf(fieldOf(block, "without"), "names-value")?.names ?? []).map((one) => one.text);
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

/** `Mon` of `Mon` or `Monday`. */
function weekdayOf(text: string): WeekdayName | undefined {
  return WEEKDAYS.find((one, at) => one === text || LONG_WEEKDAYS[at] === text);
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
    const month = monthNumberOf(context, node.month);
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
    const month = monthNumberOf(context, anchor.month);
    if (month === undefined) return undefined;
    const side = node.kind === "nearest-day" ? "nearest" : node.inclusive ? (`on-or-${node.side}` as const) : node.side;
    return { kind: "relative-weekday", weekday, side, month, date: anchor.day };
  }
  return unsound(context, node);
}

function unsound(context: Context, node: DateExpr): undefined {
  return report(context, "date-rule-unsound", node.span, { why: `\`${text(node)}\` is no form of a yearly holiday` });
}

function closures(context: Context, block: Block | undefined, keyword: string, key: string): OneOff[] {
  return sectionsOf(block, keyword).flatMap((section) => oneOff(context, section, key));
}

function oneOff(context: Context, section: Section, key: string): OneOff[] {
  const title = headOf(section, "head-text")?.text.value ?? section.keyword.text;
  const date = dayOf(context, section, key);
  const announced = dayOf(context, section, "announced");
  if (date === undefined) {
    if (fieldOf(section.block, key) !== undefined) return [];
    report(context, "field-missing", section.keyword.span, {
      what: `\`${title}\``,
      field: key,
      why: "a closure has a day",
    });
    return [];
  }
  return [{ title, date, ...(announced === undefined ? {} : { announced }) }];
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
