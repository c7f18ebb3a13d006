import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { CalendarData } from "../../src/value/calendar.ts";
import type { DateRule, ProductDates } from "../../src/value/date-rule.ts";
import type { SlowContext } from "./slow-dates.ts";
import { compileCalendar } from "../../src/value/calendar-compile.ts";
import { compileDateRule } from "../../src/value/date-rule-compile.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { NO_DAY, dayOf, formatDay, weekdayOf } from "../../src/value/day.ts";
import { firstDayOfMonth, lastDayOfMonth, monthOf, monthOfDay } from "../../src/value/month.ts";
import { FROM, TO, calendars, dateRule } from "./arbitrary-dates.ts";
import { NoDay, slowCalendar } from "./slow-calendar.ts";
import { slowDate } from "./slow-dates.ts";

const OTHER: DateRule = { kind: "nth-day", n: -2, day: "business", of: { kind: "contract" } };
const Q: ProductDates = {
  id: "Q",
  period: "month",
  months: [3, 6, 9, 12],
  dates: [{ name: "ltd", rule: { kind: "nth-day", n: 3, day: "Fri", of: { kind: "contract" } } }],
};
const P: ProductDates = { id: "P", period: "month", dates: [{ name: "other", rule: OTHER, calendar: "A" }] };

test("calendars agree day by day with a second reading", () => {
  const seen = { compiled: 0 };
  fc.assert(
    fc.property(calendars, (all) => {
      const lookup = (id: string): CalendarData => all.find((one) => one.id === id)!;
      for (const data of all) {
        const compiled = compileCalendar(data, lookup);
        if (!compiled.ok) {
          assert.is(compiled.problem.kind, "month-closed");
          continue;
        }
        seen.compiled += 1;
        const { open, first, from, to } = compiled.value;
        const slow = slowCalendar(data, lookup);
        assert.equal([from, to], [slow.from, slow.to]);
        for (let i = 0; i < open.length; i++)
          assert.is(open[i] === 1, slow.isOpen(first + i), `${data.id} ${formatDay(first + i)}`);
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(seen.compiled > 100);
});

test("date rules agree month by month with a second reading", () => {
  const seen = { days: 0, none: 0 };
  const rules = fc.array(dateRule(3, false), { minLength: 8, maxLength: 12 });
  const months = fc.array(fc.integer({ min: monthOf(FROM, 1), max: monthOf(TO, 12) }), { minLength: 6, maxLength: 6 });
  fc.assert(
    fc.property(calendars, rules, months, (all, some, contracts) => {
      const lookup = (id: string): CalendarData => all.find((one) => one.id === id)!;
      if (all.some((one) => !compileCalendar(one, lookup).ok)) return;
      const world = makeWorld({ calendars: all, products: [P, Q] });
      const slow = Object.fromEntries(all.map((one) => [one.id, slowCalendar(one, lookup)]));
      for (const rule of some) {
        const compiled = compileDateRule(rule, world, P, "B");
        if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
        // All at once, in a column: for it is another program than the one that is asked one by one.
        const column = new Int32Array(contracts.length);
        compiled.value.days(Int32Array.from(contracts), column);
        for (const [i, contract] of contracts.entries()) {
          const context: SlowContext = {
            calendars: slow,
            products: { P, Q },
            product: P,
            first: firstDayOfMonth(contract),
            last: lastDayOfMonth(contract),
            calendar: "B",
          };
          const expected = attempt(() => slowDate(rule, context));
          const found = compiled.value.day(contract);
          assert.is(
            found === NO_DAY ? undefined : formatDay(found),
            expected === undefined ? undefined : formatDay(expected),
            JSON.stringify(rule),
          );
          assert.is(column[i], found, JSON.stringify(rule));
          const explained = compiled.value.resolve(contract);
          assert.is(explained.ok ? explained.value.day : NO_DAY, found);
          seen[found === NO_DAY ? "none" : "days"] += 1;
        }
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(seen.days > 500 && seen.none > 20, `${seen.days} days, ${seen.none} without`);
});

function attempt(find: () => number): number | undefined {
  try {
    return find();
  } catch (error) {
    if (error instanceof NoDay) return undefined;
    throw error;
  }
}

test("what ends in an adjustment falls on a business day, and a modified one stays in its month", () => {
  const base = fc.record({
    date: fc.integer({ min: dayOf(FROM, 2, 1), max: dayOf(TO - 1, 10, 1) }),
    n: fc.integer({ min: -9, max: 9 }).filter((n) => n !== 0),
  });
  fc.assert(
    fc.property(
      calendars,
      base,
      fc.constantFrom("modified-following" as const, "modified-preceding" as const),
      (all, { date, n }, roll) => {
        const world = makeWorld({ calendars: all });
        const calendar = world.calendar("B");
        if (!calendar.ok) return;
        const of: DateRule = {
          kind: "offset",
          n: Math.abs(n),
          unit: "month",
          side: n < 0 ? "before" : "after",
          monthEnd: "clamp",
          of: { kind: "date", date: formatDay(date) },
        };
        const rule = compileDateRule({ kind: "adjustment", roll, of }, world, P, "B");
        const plain = compileDateRule(of, world, P, "B");
        assert.ok(rule.ok && plain.ok);
        if (!rule.ok || !plain.ok) return;
        const day = rule.value.day(monthOf(FROM, 1));
        if (day === NO_DAY) return;
        assert.is(calendar.value.open[day - calendar.value.first], 1);
        assert.is(monthOfDay(day), monthOfDay(plain.value.day(monthOf(FROM, 1))));
        assert.ok(weekdayOf(day) >= 1);
      },
    ),
    { numRuns: 100 },
  );
});

test.run();
