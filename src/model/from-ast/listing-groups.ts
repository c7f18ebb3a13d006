import type { CycleGroup, CycleReach, Expr, Name, PeriodLiteral } from "../../ast/nodes.ts";
import { fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { constantOf, text } from "../../check/expression.ts";
import { parseDay, type WeekdayName, WEEKDAYS } from "../../value/day.ts";
import type { ListingGroup as ListingData, ListingMembers } from "../../value/listing.ts";
import { formatPeriod, type PeriodKind, periodIndexOfDay } from "../../value/month.ts";
import type { ListingGroup } from "../model.ts";
import { integerOf, type Lowering, plainWords, wordsOf } from "./builder.ts";
import { dayText, monthNumberOf } from "./date-rule.ts";

/** One group of the cycle as the model has it, and as the rule that is resolved. */
type Group = { readonly term: ListingGroup; readonly rule: ListingData };

/**
 * The groups of `months`; undefined after a finding. Exact months behind one another are one group. Contracts named by a day are for the business
 * days of `calendar`, that of the product's dates.
 */
export function listingGroups(
  at: Lowering,
  groups: readonly CycleGroup[],
  calendar: string | undefined,
): Group[] | undefined {
  const merged: CycleGroup[] = [];
  for (const group of groups) {
    const last = merged.at(-1);
    if (last?.pattern !== "exact" || group.pattern !== "exact") merged.push(group);
    else merged[merged.length - 1] = { ...last, exact: [...last.exact, ...group.exact] };
  }
  const read = merged.map((group) => groupOf(at, group, calendar));
  return read.some((one) => one === undefined) ? undefined : (read as Group[]);
}

function groupOf(at: Lowering, group: CycleGroup, calendar: string | undefined): Group | undefined {
  const members = membersOf(at, group, calendar);
  const extent = members && extentOf(at, group);
  const except = monthsOf(at, group.except);
  if (members === undefined || extent === undefined || except === undefined) return undefined;
  if (!empties(members, except)) return groupWith(group, members, extent, except);
  const said = { group: plainWords(group) };
  return report(at.context, "listing-empty", group.except[0]?.span ?? group.span, said);
}

function groupWith(
  group: CycleGroup,
  members: ListingMembers,
  extent: ListingData["extent"],
  except: readonly number[],
): Group {
  const left = except.length === 0 ? {} : { except };
  const reach =
    extent.kind === "count"
      ? { count: extent.count }
      : extent.kind === "within"
        ? { within: extent.count }
        : extent.kind === "all"
          ? {}
          : { through: throughOf(extent) };
  const weeks = members.kind === "weeks-of-month" ? { weeks: [...members.weeks], weekday: members.weekday } : {};
  const weekdays = members.kind === "open-days" && members.weekdays;
  return {
    term: {
      join: group.joined,
      pattern: members.kind === "weeks-of-month" ? "weeks" : weekdays ? "weekdays" : group.pattern,
      ...reach,
      months: members.kind === "cycle" ? [...members.months] : [],
      exact: members.kind === "exact" ? [...members.periods] : [],
      ...weeks,
      ...(weekdays ? { weekdays: [...weekdays] } : {}),
      ...(except.length === 0 ? {} : { except: [...except] }),
    },
    rule: { join: group.joined === "then" ? "then" : "and", members, extent, ...left },
  };
}

function throughOf(extent: Extract<ListingData["extent"], { kind: "through-year" }>) {
  const { years, month = 12, after } = extent;
  return { month, years, ...(after === undefined ? {} : { rolledAfter: after }) };
}

/** True when every month of the year that a group could have is left out. */
function empties(members: ListingMembers, except: readonly number[]): boolean {
  if (except.length === 0) return false;
  const months =
    members.kind === "cycle"
      ? members.months
      : members.kind === "exact"
        ? members.periods.map((one) => Number(one.slice(5, 7)))
        : [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  return months.every((one) => except.includes(one));
}

function membersOf(at: Lowering, group: CycleGroup, calendar: string | undefined): ListingMembers | undefined {
  if (group.pattern === "exact") {
    const named = group.exact.map((one) => exactPeriod(at, one, "months"));
    const periods = named.flatMap((one) => one ?? []);
    if (periods.length < named.length) return undefined;
    const again = group.exact.find((_, i) => periods.indexOf(periods[i] ?? "") < i);
    if (again !== undefined) return report(at.context, "field-twice", again.span, { field: plainWords(again) });
    return { kind: "exact", periods };
  }
  if (contractUnit(at) === "day") return daysOf(at, group, calendar);
  if (group.pattern === "consecutive") return { kind: "consecutive" };
  if (group.by !== undefined) return weeksOf(at, group.months, group.by);
  const months = monthsOf(at, group.months);
  return months && { kind: "cycle", months };
}

/** How one contract of each unit is written by itself, for messages. */
const WRITTEN: Readonly<Record<PeriodKind, string>> = {
  day: "days, such as 2027-01-15",
  week: "a day of each week, such as 2027-01-15",
  month: "months, such as 2027-02",
  quarter: "a month of each quarter, such as 2027-03",
  year: "a month of each year, such as 2027-12",
};

/**
 * The contract period that a month or a day as it is written means, `2027-W02` for the week of 2027-01-15: months and days are themselves, a week is that of a day,
 * a quarter or year that of a month; undefined after a finding.
 */
export function exactPeriod(at: Lowering, node: PeriodLiteral, field: string): string | undefined {
  const unit = contractUnit(at);
  const byDay = unit === "day" || unit === "week";
  if (byDay !== (node.kind === "day-literal"))
    return report(at.context, "value-of-another-kind", node.span, { field, wanted: WRITTEN[unit] });
  if (unit === "month") return node.text;
  const said = node.kind === "day-literal" ? dayText(at.context, node) : `${node.text}-01`;
  const day = said === undefined ? undefined : parseDay(said);
  return day === undefined ? undefined : formatPeriod(unit, periodIndexOfDay(unit, day));
}

/** `5 consecutive` and `6 of [Mon, Wed, Fri]` of contracts named by a day: business days, of those weekdays. */
function daysOf(at: Lowering, group: CycleGroup, calendar: string | undefined): ListingMembers | undefined {
  if (calendar === undefined) return report(at.context, "calendar-missing", group.span, { what: "a listing of days" });
  if (group.by !== undefined)
    return report(at.context, "value-of-another-kind", group.by.span, {
      field: "months",
      wanted: "days, such as `5 consecutive` or `6 of [Mon, Wed, Fri]`",
    });
  if (group.pattern === "consecutive") return { kind: "open-days", calendar };
  const days = group.months.map((one) => WEEKDAYS.find((day) => day === one.text));
  const wrong = group.months.find((_, i) => days[i] === undefined);
  if (wrong !== undefined) {
    const known = WEEKDAYS.join(", ");
    return report(at.context, "word-unknown", wrong.span, { field: "months", word: wrong.text, known });
  }
  const again = group.months.find((_, i) => days.indexOf(days[i]) < i);
  if (again !== undefined) return report(at.context, "field-twice", again.span, { field: again.text });
  return { kind: "open-days", calendar, weekdays: days as WeekdayName[] };
}

const WEEKS = ["W1", "W2", "W3", "W4", "W5"];

/** `[W1, W2, W4] by Fri`. */
function weeksOf(at: Lowering, names: readonly Name[], by: Name): ListingMembers | undefined {
  const weeks = names.map((one) => WEEKS.indexOf(one.text) + 1);
  const wrong = names.find((_, i) => weeks[i] === 0);
  if (wrong !== undefined) {
    const known = WEEKS.join(", ");
    return report(at.context, "word-unknown", wrong.span, { field: "week", word: wrong.text, known });
  }
  const again = names.find((_, i) => weeks.indexOf(weeks[i] ?? 0) < i);
  if (again !== undefined) return report(at.context, "field-twice", again.span, { field: again.text });
  if (contractUnit(at) !== "week")
    return report(at.context, "value-of-another-kind", by.span, {
      field: "months",
      wanted: "months, for contracts named by the month",
    });
  return { kind: "weeks-of-month", weeks, weekday: by.text.slice(0, 3) as WeekdayName };
}

function monthsOf(at: Lowering, names: readonly Name[]): number[] | undefined {
  const months = names.map((one) => monthNumberOf(at.context, one));
  if (months.some((one) => one === undefined)) return undefined;
  const again = names.find((_, i) => months.indexOf(months[i]) < i);
  if (again !== undefined) return report(at.context, "field-twice", again.span, { field: again.text });
  return months as number[];
}

function extentOf(at: Lowering, group: CycleGroup): ListingData["extent"] | undefined {
  if (group.pattern === "exact") return { kind: "all" };
  if (group.reach !== undefined) return reachOf(at, group.reach);
  if (group.count === undefined)
    return report(at.context, "listing-unbounded", group.span, { group: plainWords(group) });
  const count = countOf(at, group.count);
  return count === undefined ? undefined : { kind: "count", count };
}

function reachOf(at: Lowering, reach: CycleReach): ListingData["extent"] | undefined {
  if (reach.kind === "through") {
    const month = monthNumberOf(at.context, reach.month);
    const after = reach.rolled && monthNumberOf(at.context, reach.rolled);
    if (month === undefined || (reach.rolled !== undefined && after === undefined)) return undefined;
    return { kind: "through-year", years: reach.years, month, ...(after === undefined ? {} : { after }) };
  }
  const known = `${contractUnit(at)}s`;
  if (reach.unit.text !== known) {
    return report(at.context, "word-unknown", reach.unit.span, { field: "within", word: reach.unit.text, known });
  }
  const count = countOf(at, reach.count);
  return count === undefined ? undefined : { kind: "within", count };
}

function countOf(at: Lowering, count: Expr): number | undefined {
  const { context } = at;
  const number = constantOf(count, { context, known: [] });
  if (number === undefined) return undefined;
  const { value, unit } = number;
  if (value.d !== 1n || value.n <= 0n || value.n > 1000n) {
    return report(context, "number-out-of-range", count.span, {
      what: "a number of months",
      least: "1",
      most: "1_000",
      value: text(count),
    });
  }
  if (unit.terms.length === 0) return integerOf(value);
  return report(context, "value-of-another-kind", count.span, {
    field: "months",
    wanted: "a plain number of months, such as `12 consecutive`",
  });
}

/** What one contract is named by, as the product's `contract` says it. */
function contractUnit(at: Lowering): PeriodKind {
  const field = fieldOf(at.block, "contract");
  const said = field && wordsOf(field).split(/[ ,]/)[0];
  // Another word has its finding where `contract` is read.
  return PERIOD_KINDS.find((one) => one === said) ?? "month";
}

const PERIOD_KINDS: readonly PeriodKind[] = ["day", "week", "month", "quarter", "year"];
