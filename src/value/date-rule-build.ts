import type { DateNode, Scope } from "./date-rule-node.ts";
import type { DateRule, ListedDate } from "./date-rule.ts";
import type { Day } from "./day.ts";
import { rollDay, rollStep, unsure } from "./calendar-days.ts";
import { broken, calendarOf, dateRule, explain, failed, holidaysBetween, stepWords } from "./date-rule-node.ts";
import { compileFixed, compileReference } from "./date-rule-reference.ts";
import { compileNthDay, compileOffset, compileRelativeDay } from "./date-rule-select.ts";
import { firstOf, lastOf, spanInHand } from "./date-rule-span.ts";
import { spellCondition, spellRoll, spellRule } from "./date-rule-words.ts";
import { NO_DAY, dayOf, isRealDate, parseDay, sayDay, weekdayNearest, weekdayNumber, yearOf } from "./day.ts";
import { easterSunday } from "./easter.ts";
import { firstDayOfPeriod, formatPeriod, parsePeriod, sayPeriod } from "./month.ts";

/** Compiles a date rule: anchors and what combines rules here, counting in date-rule-select. */
export function compileNode(rule: DateRule, scope: Scope): DateNode {
  switch (rule.kind) {
    case "date": {
      const day = parseDay(rule.date);
      return day === undefined ? malformed(rule, scope, "the date does not exist") : () => day;
    }
    case "month-day":
      return compileMonthDay(rule, scope);
    case "easter": {
      const of = rule.of === undefined ? undefined : firstOf(scope.span(rule.of, scope));
      return yearly(rule, scope, of, easterSunday);
    }
    case "reference":
      return compileReference(rule, scope);
    case "it":
      return scope.hasIt ? (_, run) => run.it : malformed(rule, scope, "`it` stands only inside `where` and `unless`");
    case "nth-day":
      return compileNthDay(rule, scope, undefined);
    case "relative-day":
      return compileRelativeDay(rule, scope, undefined);
    case "offset":
      return compileOffset(rule, scope);
    case "where": {
      const test = scope.test(rule.condition, { ...scope, hasIt: true });
      const filter = { test, text: spellRule(rule) };
      if (rule.of.kind === "nth-day") return compileNthDay(rule.of, scope, filter);
      if (rule.of.kind === "relative-day") return compileRelativeDay(rule.of, scope, filter);
      return malformed(rule, scope, "`where` filters what is counted, such as `last Thursday of M`");
    }
    case "day-of":
      return compileDayOf(rule, scope);
    case "nearest-day": {
      const to = scope.date(rule.to, scope);
      const weekday = weekdayNumber(rule.day);
      return (period, run) => {
        const day = to(period, run);
        if (day === NO_DAY) return NO_DAY;
        const found = weekdayNearest(day, weekday);
        if (run.steps !== null)
          explain(run, spellRule({ ...rule, to: dateRule(day) }, stepWords(scope, period)), found);
        return found;
      };
    }
    case "earlier":
    case "later":
      return compilePick(rule, scope);
    case "edge": {
      const span = scope.span(rule.of, scope);
      const edge = rule.edge === "start" ? firstOf(span) : lastOf(span);
      return (period, run) => {
        const day = edge(period, run);
        if (day === NO_DAY || run.steps === null) return day;
        const said = rule.of.kind === "between" ? rule : { ...rule, of: spanInHand(span, day, day, period, run) };
        explain(run, spellRule(said, stepWords(scope, period)), day);
        return day;
      };
    }
    case "adjustment":
      return compileAdjustment(rule, scope);
    case "on-calendar":
      return scope.date(rule.of, { ...scope, calendar: rule.calendar });
    case "unless":
      return compileUnless(rule, scope);
    case "case":
      return compileCase(rule, scope);
    case "listed":
      return compileListed(rule, scope, undefined);
    case "fixed-when-listed":
      return compileFixed(rule, scope);
    case "provisional":
      return compileListed(rule, scope, scope.date(rule.of, scope));
  }
}

function malformed(rule: DateRule, scope: Scope, why: string): DateNode {
  return broken(scope, { kind: "rule-malformed", rule: spellRule(rule), why });
}

/** A day that comes once a year: of the span's year, else next to `run.near`, else of the contract period's year. */
function yearly(rule: DateRule, scope: Scope, of: DateNode | undefined, inYear: (year: number) => Day): DateNode {
  const { period: unit } = scope.product;
  return (period, run) => {
    let day: Day;
    if (of === undefined && run.near !== NO_DAY) {
      day = NO_DAY;
      const year = yearOf(run.near);
      for (let y = year - 1; y <= year + 1; y++) {
        const one = inYear(y);
        if (one !== NO_DAY && Math.abs(one - run.near) < Math.abs(day - run.near)) day = one;
      }
    } else {
      const first = of === undefined ? firstDayOfPeriod(unit, period) : of(period, run);
      if (first === NO_DAY) return NO_DAY;
      day = inYear(yearOf(first));
    }
    if (day === NO_DAY)
      return failed(run, { kind: "no-such-day", rule: spellRule(rule), period: formatPeriod(unit, period) });
    if (run.steps !== null) explain(run, spellRule(rule, stepWords(scope, period)), day);
    return day;
  };
}

function compileMonthDay(rule: Extract<DateRule, { kind: "month-day" }>, scope: Scope): DateNode {
  // 2000 is a leap year: Feb 29 is a date of some years, Feb 30 of none.
  if (!isRealDate(2000, rule.month, rule.date)) return malformed(rule, scope, "the date does not exist");
  const inYear = (year: number): Day =>
    isRealDate(year, rule.month, rule.date) ? dayOf(year, rule.month, rule.date) : NO_DAY;
  return yearly(rule, scope, undefined, inYear);
}

function compileDayOf(rule: Extract<DateRule, { kind: "day-of" }>, scope: Scope): DateNode {
  if (!Number.isInteger(rule.date) || rule.date < 1) return malformed(rule, scope, "days are counted from 1");
  const span = scope.span(rule.of, scope);
  const [firstDay, lastDay] = [firstOf(span), lastOf(span)];
  return (period, run) => {
    const first = firstDay(period, run);
    const last = first === NO_DAY ? NO_DAY : lastDay(period, run);
    if (last === NO_DAY) return NO_DAY;
    let day = first + rule.date - 1;
    if (day > last) {
      if (rule.short === undefined) return noSuchDay(rule, scope, period, run);
      day = last;
    }
    if (run.steps !== null) {
      const said = { ...rule, of: spanInHand(span, first, last, period, run) };
      explain(run, spellRule(said, stepWords(scope, period)), day);
    }
    return day;
  };
}

function noSuchDay(rule: DateRule, scope: Scope, period: number, run: Parameters<DateNode>[1]): Day {
  return failed(run, {
    kind: "no-such-day",
    rule: spellRule(rule),
    period: formatPeriod(scope.product.period, period),
  });
}

function compilePick(rule: Extract<DateRule, { kind: "earlier" | "later" }>, scope: Scope): DateNode {
  const parts = rule.of.map((one) => scope.date(one, scope));
  if (parts.length < 2) return malformed(rule, scope, "there is nothing to choose from");
  const sign = rule.kind === "earlier" ? 1 : -1;
  return (period, run) => {
    let best = NO_DAY;
    for (const part of parts) {
      const day = part(period, run);
      if (day === NO_DAY) return NO_DAY;
      if (best === NO_DAY || (day - best) * sign < 0) best = day;
    }
    if (run.steps !== null) explain(run, `the ${rule.kind} of these`, best);
    return best;
  };
}

function compileAdjustment(rule: Extract<DateRule, { kind: "adjustment" }>, scope: Scope): DateNode {
  if (rule.roll === "nearest" && rule.ties === undefined)
    return malformed(rule, scope, "nearest must say where ties go");
  if (rule.roll !== "nearest" && rule.ties !== undefined) return malformed(rule, scope, "only nearest has ties");
  const of = scope.date(rule.of, scope);
  const calendar = calendarOf(scope, spellRule(rule));
  if (calendar === undefined) return of;
  const { roll, ties = "preceding" } = rule;
  return (period, run) => {
    const day = of(period, run);
    if (day === NO_DAY) return NO_DAY;
    const found = rollDay(calendar, day, roll, ties);
    if (found === NO_DAY) return failed(run, unsure(calendar, day, rollStep(calendar, day, roll)));
    if (run.steps !== null && found !== day) {
      const why = holidaysBetween(calendar, day, found);
      explain(run, `${sayDay(day)} is closed on ${calendar.id}, ${spellRoll(rule)}`, found, why);
    }
    return found;
  };
}

function compileUnless(rule: Extract<DateRule, { kind: "unless" }>, scope: Scope): DateNode {
  const of = scope.date(rule.of, scope);
  const inside: Scope = { ...scope, hasIt: true };
  const test = scope.test(rule.condition, inside);
  const then = scope.date(rule.then, inside);
  return (period, run) => {
    const day = of(period, run);
    if (day === NO_DAY) return NO_DAY;
    const { it } = run;
    run.it = day;
    let found = test(period, run);
    if (found === 1) {
      run.steps?.push({
        text: `${sayDay(day)} is excepted: ${spellCondition(rule.condition, stepWords(scope, period))}`,
        day,
      });
      found = then(period, run);
    } else if (found === 0) found = day;
    run.it = it;
    return found;
  };
}

function compileCase(rule: Extract<DateRule, { kind: "case" }>, scope: Scope): DateNode {
  const arms = rule.arms.map((arm) => ({
    test: arm.when === undefined ? undefined : scope.test(arm.when, scope),
    date: scope.date(arm.date, scope),
    when: arm.when,
  }));
  return (period, run) => {
    for (const arm of arms) {
      const found = arm.test === undefined ? 1 : arm.test(period, run);
      if (found === NO_DAY) return NO_DAY;
      if (found === 0) continue;
      const day = arm.date(period, run);
      if (day !== NO_DAY && run.steps !== null && arm.when !== undefined) {
        explain(run, `the case that ${spellCondition(arm.when, stepWords(scope, period))}`, day);
      }
      return day;
    }
    const name = formatPeriod(scope.product.period, period);
    return failed(run, { kind: "no-case-holds", rule: spellRule(rule), period: name });
  };
}

type Table = { readonly source?: string; readonly rows?: readonly ListedDate[] };

/** A table's date; where it has none, the day of `otherwise`, which is then provisional. */
function compileListed(table: Table & DateRule, scope: Scope, otherwise: DateNode | undefined): DateNode {
  const { source = "the announcement" } = table;
  const rows = table.rows ?? scope.world.table(source, scope.product.id);
  if (rows === undefined) return broken(scope, { kind: "table-unknown", source });
  const { period: unit } = scope.product;
  const days = new Map<number, Day>();
  for (const row of rows) {
    const period = parsePeriod(row.period);
    const day = parseDay(row.date);
    if (period?.kind !== unit) return malformed(table, scope, `\`${row.period}\` is no ${unit}`);
    if (day === undefined) return malformed(table, scope, `\`${row.date}\` does not exist`);
    if (days.has(period.index)) return malformed(table, scope, `\`${row.period}\` is listed twice`);
    days.set(period.index, day);
  }
  return (period, run) => {
    const day = days.get(period);
    if (day !== undefined) {
      if (run.steps !== null) explain(run, `${source} for ${sayPeriod(unit, period)}`, day);
      return day;
    }
    if (otherwise === undefined)
      return failed(run, { kind: "not-in-table", source, period: formatPeriod(unit, period) });
    const expected = otherwise(period, run);
    if (expected === NO_DAY) return NO_DAY;
    run.provisional = true;
    run.steps?.push({
      text: `${table.source === undefined ? "not announced yet" : `${source} has not announced it yet`}, so ${sayDay(expected)} is provisional`,
      day: expected,
    });
    return expected;
  };
}
