import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DateRule, ProductDates, SpanRule } from "../../src/value/date-rule.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { formatDay } from "../../src/value/day.ts";
import { formatPeriod, monthOf } from "../../src/value/month.ts";
import { compileSeries } from "../../src/value/series.ts";
import { MARKET_CALENDARS, US_EXCHANGE } from "./market-calendars.ts";
import { iso, slowCalendar, utc } from "./slow-calendar.ts";
import { slowDate } from "./slow-dates.ts";

const C = { kind: "contract" } as const;
const third: DateRule = { kind: "adjustment", roll: "preceding", of: { kind: "nth-day", n: 3, day: "Fri", of: C } };
const dated = (id: string, name: string, rule: DateRule, period: ProductDates["period"] = "month"): ProductDates => ({
  id,
  period,
  dates: [{ name, rule, calendar: "US_EXCHANGE" }],
});
const ES: ProductDates = { ...dated("ES", "last-trading-day", third), months: [3, 6, 9, 12] };
const expiry: DateRule = { kind: "reference", date: "expiry" };
const onES = (inclusive = true): Extract<SpanRule, { kind: "nearest" }> => {
  return { kind: "nearest", product: "ES", date: "last-trading-day", inclusive, from: expiry };
};

function underlying(option: ProductDates, period: number, inclusive = true): string {
  const world = makeWorld({ calendars: MARKET_CALENDARS, products: [ES, option] });
  const made = compileSeries(onES(inclusive), world, option);
  if (!made.ok) return JSON.stringify(made.problem);
  const found = made.value(period);
  return found.ok ? formatPeriod(found.value.unit, found.value.period) : JSON.stringify(found.problem);
}

test("a monthly option is on the next quarterly future, and a quarterly one on that of its own month or, strictly, the next", () => {
  const option = dated("OES", "expiry", third);
  assert.is(underlying(option, monthOf(2027, 1)), "2027-03");
  assert.is(underlying(option, monthOf(2027, 3)), "2027-03");
  assert.is(underlying(option, monthOf(2027, 3), false), "2027-06");
  assert.is(underlying(option, monthOf(2027, 4)), "2027-06");
  assert.is(underlying(option, monthOf(2027, 12)), "2027-12");
});

test("an option that expires at the end of the month of an expiry is on the future behind it, across the year too", () => {
  const option = dated("OEM", "expiry", { kind: "nth-day", n: -1, day: "business", of: C });
  assert.is(underlying(option, monthOf(2027, 3)), "2027-06");
  assert.is(underlying(option, monthOf(2027, 12)), "2028-03");
});

test("the steps say which day chose which month, and what is unknown is refused", () => {
  const option = dated("OES", "expiry", third);
  const world = makeWorld({ calendars: MARKET_CALENDARS, products: [ES, option] });
  const made = compileSeries(onES(), world, option);
  const found = made.ok ? made.value(monthOf(2027, 4)) : made;
  assert.ok(found.ok);
  if (!found.ok || !("period" in found.value)) return;
  assert.is(formatDay(found.value.from), "2027-04-16");
  assert.is(formatDay(found.value.date), "2027-06-17", "Friday 18 June is Juneteenth, observed");
  assert.is(
    found.value.steps.at(-1)?.text,
    "nearest ES month with last-trading-day on or after Fri 16 April 2027: June 2027, whose last-trading-day is Thu 17 June 2027",
  );
  assert.not.ok(compileSeries({ ...onES(), product: "NQ" }, world, option).ok);
  assert.not.ok(compileSeries({ ...onES(), date: "expiry" }, world, option).ok);
  assert.not.ok(compileSeries({ ...onES(), from: { kind: "reference", date: "end" } }, world, option).ok);
});

test("random series agree with a walk over all months of the future", () => {
  const calendars = { US_EXCHANGE: slowCalendar(US_EXCHANGE, () => US_EXCHANGE) };
  const expiries: DateRule[] = [
    third,
    { kind: "nth-day", n: -1, day: "business", of: C },
    { kind: "nth-day", n: 2, day: "Wed", of: { kind: "shifted", by: -1, unit: "month", of: C } },
    { kind: "offset", n: 3, unit: "business", side: "before", of: { kind: "nth-day", n: 1, day: "business", of: C } },
  ];
  fc.assert(
    fc.property(
      fc.constantFrom(...expiries),
      fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 0, max: 119 }),
      fc.boolean(),
      (rule, months, at, inclusive) => {
        const future = { ...ES, months };
        const option = dated("O", "expiry", rule);
        const world = makeWorld({ calendars: MARKET_CALENDARS, products: [future, option] });
        const made = compileSeries(onES(inclusive), world, option);
        const found = made.ok ? made.value(monthOf(2020, 1) + at) : made;
        assert.ok(found.ok);
        if (!found.ok || !("period" in found.value)) return;
        const slow = (product: ProductDates, of: DateRule, month: number): number =>
          slowDate(of, {
            calendars,
            products: {},
            product,
            first: utc(2020, 1 + month, 1),
            last: utc(2020, 2 + month, 1) - 1,
            calendar: "US_EXCHANGE",
          });
        const from = slow(option, rule, at);
        let expected = at - 14;
        const day = (): number => slow(future, third, expected);
        while (!months.includes((((expected % 12) + 12) % 12) + 1) || (inclusive ? day() < from : day() <= from))
          expected += 1;
        const month = iso(utc(2020, 1 + expected, 1)).slice(0, 7);
        assert.is(formatPeriod("month", found.value.period), month);
      },
    ),
    { numRuns: 60 },
  );
});

test.run();
