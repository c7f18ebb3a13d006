import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { CalendarData } from "../../src/value/calendar.ts";
import type { DateRule, ProductDates } from "../../src/value/date-rule.ts";
import type { PeriodKind } from "../../src/value/month.ts";
import { compileCalendar } from "../../src/value/calendar-compile.ts";
import { compileDateRule, compileNamedDate } from "../../src/value/date-rule-compile.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { NO_DAY, dayOf } from "../../src/value/day.ts";
import { formatPeriod, monthOf, periodIndexOfDay } from "../../src/value/month.ts";
import { FROM, TO, calendars, dateRule } from "./arbitrary-dates.ts";
import { MARKET_CALENDARS } from "./market-calendars.ts";

const Q: ProductDates = {
  id: "Q",
  period: "month",
  months: [3, 6, 9, 12],
  dates: [{ name: "ltd", rule: { kind: "nth-day", n: 3, day: "Fri", of: { kind: "contract" } } }],
};
const P: ProductDates = {
  id: "P",
  period: "month",
  dates: [
    { name: "other", rule: { kind: "nth-day", n: -2, day: "business", of: { kind: "contract" } }, calendar: "A" },
  ],
};

/** What a rule gives asked one by one, and asked as a column, must be the same for every period. */
function same(rule: DateRule, periods: Int32Array, compiled: ReturnType<typeof compileDateRule>): number {
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problem));
  const out = new Int32Array(periods.length).fill(1);
  compiled.value.days(periods, out);
  let days = 0;
  for (const [i, period] of periods.entries()) {
    const one = compiled.value.day(period);
    if (out[i] !== one) assert.is(out[i], one, `${JSON.stringify(rule)} of period ${period}`);
    if (one !== NO_DAY) days += 1;
  }
  return days;
}

test("a column of random rules gives what each period gives alone, also past the sure years and in columns of any length", () => {
  const seen = { days: 0, none: 0 };
  const rules = fc.array(dateRule(3, false), { minLength: 8, maxLength: 12 });
  fc.assert(
    fc.property(calendars, rules, fc.integer({ min: 0, max: 700 }), (all, some, length) => {
      const lookup = (id: string): CalendarData => all.find((one) => one.id === id)!;
      if (all.some((one) => !compileCalendar(one, lookup).ok)) return;
      const world = makeWorld({ calendars: all, products: [P, Q] });
      const first = monthOf(FROM - 1, 1);
      const span = (TO - FROM + 3) * 12;
      const periods = Int32Array.from({ length }, (_, i) => first + ((i * 7) % span));
      for (const rule of some) {
        const days = same(rule, periods, compileDateRule(rule, world, P, "B"));
        seen.days += days;
        seen.none += length - days;
      }
    }),
    { numRuns: 25 },
  );
  assert.ok(seen.days > 10_000 && seen.none > 2_000, `${seen.days} days, ${seen.none} without`);
});

const world = makeWorld({ calendars: MARKET_CALENDARS });
const CONTRACT = { kind: "contract" } as const;

test("weeks, days, quarters and years as contracts, and all there is to say of a span", () => {
  for (const period of ["day", "week", "month", "quarter", "year"] as const satisfies PeriodKind[]) {
    const product: ProductDates = {
      id: "X",
      period,
      dates: [{ name: "last", rule: { kind: "edge", edge: "end", of: CONTRACT }, calendar: "US_EXCHANGE" }],
    };
    const last: DateRule = { kind: "reference", date: "last" };
    const rules: DateRule[] = [
      last,
      { kind: "nth-day", n: 5, day: "Fri", of: CONTRACT },
      { kind: "nth-day", n: -1, day: "Fri", of: CONTRACT },
      { kind: "nth-day", n: 3, day: "business", of: { kind: "shifted", by: 1, unit: "month", of: CONTRACT } },
      { kind: "nth-day", n: -3, day: "business", of: { kind: "shifted", by: -1, unit: period, of: CONTRACT } },
      { kind: "reference", date: "last", of: { kind: "shifted", by: 2, unit: period, of: CONTRACT } },
      { kind: "day-of", date: 30, of: CONTRACT },
      { kind: "day-of", date: 31, of: { kind: "part", unit: "month", which: "last", of: CONTRACT }, short: "last-day" },
      {
        kind: "case",
        arms: [
          { when: { kind: "contract-month", months: [2, 7] }, date: last },
          {
            when: { kind: "compare", left: last, is: "<", right: { kind: "date", date: "2026-06-30" } },
            date: { kind: "edge", edge: "start", of: CONTRACT },
          },
          {
            when: { kind: "contract", is: ">=", period: formatPeriod(period, periodIndexOfDay(period, 20_700)) },
            date: { kind: "nearest-day", day: "Wed", to: last },
          },
        ],
      },
    ];
    const from = periodIndexOfDay(period, dayOf(2025, 1, 1));
    const length = periodIndexOfDay(period, dayOf(2028, 12, 31)) - from;
    const periods = Int32Array.from({ length }, (_, i) => from + i);
    let days = 0;
    for (const rule of rules) days += same(rule, periods, compileDateRule(rule, world, product, "US_EXCHANGE"));
    assert.ok(days > length * 2, `${days} days of ${length} ${period}s`);
    same(last, periods, compileNamedDate(world, product, "last"));
  }
});

test.run();
