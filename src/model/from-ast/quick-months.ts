import type { DateRule } from "../../value/date-rule.ts";
import { type Day, NO_DAY, weekdayOf, yearOf } from "../../value/day.ts";
import { numberOfBusinessDays } from "../../value/calendar-days.ts";
import { instrumentColumns } from "../../value/instrument-table.ts";
import { compileListing } from "../../value/listing-periods.ts";
import { firstDayOfPeriod, lastDayOfPeriod } from "../../value/month.ts";
import type { ProductRules } from "../../value/product-rules.ts";
import { parseClock, toInstant } from "../../value/zone-time.ts";
import { zoneTable } from "../../value/zone.ts";
import type { Limits, Window } from "../model.ts";
import type { MonthDays } from "../month-days.ts";
import { windowsOf } from "../formulas.ts";
import { codeIn } from "./code.ts";
import { countOf } from "./month-amount.ts";
import type { MonthInputs } from "./month-inputs.ts";
import { listedTooLate } from "./months.ts";

/**
 * The days of the contract months listed on any day from `asOf` to `until`, where all is well with them: what `contractMonths` writes out
 * with texts and steps. Undefined where it has a finding to tell, whichever it is.
 */
export function quickMonths(
  inputs: MonthInputs,
  rules: ProductRules,
  asOf: Day,
  until: Day = asOf,
): MonthDays[] | undefined {
  const listing = compileListing(inputs.listing.rule, inputs.world, inputs.product, undefined, rules);
  const listed = listing.ok ? listing.value.during(asOf, until) : undefined;
  if (!listing.ok || listed?.ok !== true || listed.value.length === 0) return undefined;
  if (listedTooLate(listing.value, inputs.product.period, until) !== undefined) return undefined;
  const { id, namedBy, product } = inputs;
  const names = inputs.dates.terms.map(({ name }) => name);
  const named = names.flatMap((name) => {
    const rule = rules.named(name);
    return rule.ok ? [rule.value] : [];
  });
  if (named.length < names.length) return undefined;
  const { dates } = instrumentColumns(listed.value, names, named);
  const ask = asker(inputs, rules);
  const codes = new Set<string>();
  const months: MonthDays[] = [];
  for (const [at, one] of listed.value.entries()) {
    const month = ask(
      one.period,
      one.listed,
      dates.map((column) => column[at]!),
    );
    if (month === undefined) return undefined;
    codes.add(codeIn(id, inputs.listing.term, product.period, one.period, namedBy));
    months.push(month);
  }
  return codes.size === months.length ? months : undefined;
}

type Ask = (period: number) => Day;

function asker(
  inputs: MonthInputs,
  rules: ProductRules,
): (period: number, listed: Day, days: readonly Day[]) => MonthDays | undefined {
  const { terms, intervals } = inputs.dates;
  const asked = (rule: DateRule, calendar: string | undefined): Ask => {
    const compiled = rules.rule(rule, calendar);
    return compiled.ok ? compiled.value.day : never;
  };
  const ends = intervals.map(({ from, to, calendar }) => [
    asked(from as DateRule, calendar),
    asked(to as DateRule, calendar),
  ]);
  const levels = levelsOf(inputs.limits).map((from) => from && asked(from, terms[0]?.calendar));
  const lead = inputs.leadMonth && asked(inputs.leadMonth.until as DateRule, inputs.leadMonth.calendar);
  const averages = inputs.finalSettlement === undefined ? [] : windowsOf(inputs.finalSettlement.price);
  return (period, listed, days) => {
    if (days.includes(NO_DAY)) return undefined;
    const spans: { from: Day; to: Day }[] = [];
    for (let at = 0; at < ends.length; at++) {
      const { inclusive, calendar } = intervals[at]!;
      const [from, to] = [ends[at]![0]!(period), ends[at]![1]!(period)];
      if (from === NO_DAY || to === NO_DAY || to < from) return undefined;
      if (daysIn(inputs, from, inclusive ? to : to - 1, "business", calendar) === undefined) return undefined;
      spans.push({ from, to });
    }
    const leadUntil = lead?.(period);
    if (leadUntil === NO_DAY) return undefined;
    if (averages.some((one) => !hasDays(inputs, one, period, spans))) return undefined;
    const limits = levels.map((day) => (day === undefined ? NO_DAY : day(period)));
    if (limits.some((day, at) => day === NO_DAY && levels[at] !== undefined)) return undefined;
    const told = countOf(inputs, period);
    if (told !== undefined && !("count" in told)) return undefined;
    const close = closeOf(inputs, days);
    if (close === "none") return undefined;
    return {
      period,
      listed,
      dates: days,
      intervals: spans,
      limits,
      ...(leadUntil === undefined ? {} : { leadUntil }),
      ...(close === undefined ? {} : { lastClose: close }),
    };
  };
}

function never(): Day {
  return NO_DAY;
}

function levelsOf(limits: Limits | undefined): (DateRule | undefined)[] {
  return (limits?.levels ?? []).map((one) => one.from as DateRule | undefined);
}

/** How many days of a kind lie in a stretch, none where no calendar is there to ask; undefined where it is not sure. */
function daysIn(
  inputs: MonthInputs,
  first: Day,
  last: Day,
  kind: "business" | "calendar" | "weekday",
  calendar: string | undefined,
): number | undefined {
  const compiled = calendar === undefined ? undefined : inputs.world.calendar(calendar);
  if (compiled?.ok !== true) return 0;
  if (kind === "business") {
    const found = numberOfBusinessDays(compiled.value, first, last);
    return found.ok ? found.value : undefined;
  }
  let count = 0;
  for (let day = first; day <= last; day++) if (kind === "calendar" || weekdayOf(day) <= 5) count += 1;
  return count;
}

/** Whether there is a day to average over. */
function hasDays(
  inputs: MonthInputs,
  over: Window,
  period: number,
  spans: readonly { readonly from: Day; readonly to: Day }[],
): boolean {
  const count = (first: Day, last: Day, kind: "business" | "calendar" | "weekday", calendar?: string) =>
    (daysIn(inputs, first, last, kind, calendar) ?? 0) > 0;
  if (over.kind === "days") {
    const { period: kind } = inputs.product;
    return count(firstDayOfPeriod(kind, period), lastDayOfPeriod(kind, period), over.days, over.calendar);
  }
  if (over.kind !== "interval") return false;
  const at = inputs.dates.intervals.findIndex((one) => one.name === over.name);
  const [term, span] = [inputs.dates.intervals[at], spans[at]];
  if (term === undefined || span === undefined) return false;
  return count(span.from, term.inclusive ? span.to : span.to - 1, over.days, over.calendar);
}

/** When trading ends; undefined where nothing says so, `none` where no clock or two show that time. */
function closeOf(inputs: MonthInputs, days: readonly Day[]): MonthDays["lastClose"] | "none" {
  const { lastClose } = inputs;
  const at = lastClose === undefined ? -1 : inputs.dates.terms.findIndex((one) => one.name === lastClose.date);
  const day = days[at];
  const time = lastClose && parseClock(lastClose.at);
  if (lastClose === undefined || day === undefined || time === undefined) return undefined;
  const year = yearOf(day);
  const table = zoneTable(lastClose.zone, year, year);
  const instant = table.ok ? toInstant(table.value, day, time, {}) : table;
  return instant.ok ? { day, instant: instant.value.instant } : "none";
}
