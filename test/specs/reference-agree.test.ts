import { test } from "uvu";
import * as assert from "uvu/assert";
import { contextsOf } from "../../src/model/from-ast.ts";
import { calendarsOf } from "../../src/model/from-ast/calendars.ts";
import type { Reference } from "../../src/model/model.ts";
import type { CalendarData } from "../../src/value/calendar.ts";
import type { DateRule, ProductDates } from "../../src/value/date-rule.ts";
import { formatDay } from "../../src/value/day.ts";
import { firstDayOfMonth, formatMonth, lastDayOfMonth, monthOf } from "../../src/value/month.ts";
import { NoDay, slowCalendar } from "../value/slow-calendar.ts";
import { slowDate } from "../value/slow-dates.ts";
import { reference } from "./reference-kit.ts";

const FROM = monthOf(2015, 1);
const TO = monthOf(2031, 12);

const data = calendarsOf(contextsOf(reference.workspace, [])).data;
const lookup = (id: string): CalendarData => data.find((one) => one.id === id) as CalendarData;
const calendars = Object.fromEntries(data.map((one) => [one.id, slowCalendar(one, lookup)]));
const all = reference.models.flatMap((one) => one.reference ?? []);
const products = Object.fromEntries(all.map((one) => [one.id, datesOf(one)]));

function datesOf(one: Reference): ProductDates {
  return {
    id: one.id,
    period: "month",
    ...(one.months === undefined ? {} : { months: one.months.numbers }),
    dates: one.dates.map(({ name, rule, calendar }) => ({
      name,
      rule: rule as unknown as DateRule,
      ...(calendar === undefined ? {} : { calendar }),
    })),
  };
}

test("every real rule gives the same days when it is read a second time, day by day", () => {
  const seen = new Set<string>();
  let days = 0;
  for (const one of all) {
    assert.is(one.contract.period, "month", one.id);
    const product = products[one.id] as ProductDates;
    for (const { name, rule, calendar } of product.dates) {
      const key = JSON.stringify([rule, calendar, product.months]);
      if (seen.has(key)) continue;
      seen.add(key);
      for (let month = FROM; month <= TO; month++) {
        const answer = reference.dateOf(one.id, formatMonth(month), name);
        if (answer.kind === "none" && answer.why.startsWith(`${one.id} has no contract`)) continue;
        const context = {
          calendars,
          products,
          product,
          first: firstDayOfMonth(month),
          last: lastDayOfMonth(month),
          ...(calendar === undefined ? {} : { calendar }),
        };
        const expected = attempt(() => formatDay(slowDate(rule, context)));
        const found = answer.kind === "date" ? answer.date : undefined;
        assert.is(found, expected, `${one.id} ${formatMonth(month)} ${name}`);
        if (found !== undefined) days++;
      }
    }
  }
  assert.ok(seen.size >= 100 && days > 15_000, `${seen.size} rules, ${days} days`);
});

function attempt(find: () => string): string | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof NoDay) return undefined;
    throw error;
  }
}

test.run();
