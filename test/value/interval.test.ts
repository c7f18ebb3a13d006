import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DateRule } from "../../src/value/date-rule.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { formatDay, parseDay } from "../../src/value/day.ts";
import { compileInterval, covers, daysIn } from "../../src/value/interval.ts";
import { monthOf } from "../../src/value/month.ts";
import { MARKET_CALENDARS } from "./market-calendars.ts";

const world = makeWorld({ calendars: MARKET_CALENDARS });
const product = { id: "X", period: "month", dates: [] } as const;
const nth = (n: number): DateRule => ({ kind: "nth-day", n, day: "business", of: { kind: "contract" } });
const on = (date: string): DateRule => ({ kind: "date", date });

function interval(from: DateRule, to: DateRule, inclusive: boolean): unknown {
  const made = compileInterval({ from, to, inclusive }, world, product, "US_EXCHANGE");
  if (!made.ok) return made.problem;
  const found = made.value(monthOf(2027, 3));
  return found.ok ? `${formatDay(found.value.first)} ${formatDay(found.value.last)}` : found.problem;
}

test("`to` has its end in it and `until` has not", () => {
  assert.is(interval(nth(1), nth(-1), true), "2027-03-01 2027-03-31");
  assert.is(interval(nth(1), nth(-1), false), "2027-03-01 2027-03-30");
  assert.is(interval(nth(1), nth(1), true), "2027-03-01 2027-03-01");
  assert.is(interval(nth(1), nth(1), false), "2027-03-01 2027-02-28", "empty");
  assert.equal(interval(nth(-1), nth(1), true), {
    kind: "interval-reversed",
    from: parseDay("2027-03-31"),
    to: parseDay("2027-03-01"),
  });
  assert.equal(interval(on("2027-02-30"), on("2027-02-31"), true), [
    { kind: "rule-malformed", rule: "2027-02-30", why: "the date does not exist" },
    { kind: "rule-malformed", rule: "2027-02-31", why: "the date does not exist" },
  ]);
});

test("the days of one kind in an interval", () => {
  const calendar = world.calendar("US_EXCHANGE");
  assert.ok(calendar.ok);
  if (!calendar.ok) return;
  const easter = { first: parseDay("2027-03-25")!, last: parseDay("2027-03-29")! };
  const dates = (kind: Parameters<typeof daysIn>[1]): unknown => {
    const found = daysIn(easter, kind, calendar.value);
    return found.ok && found.value.map((day) => formatDay(day).slice(8)).join(" ");
  };
  assert.is(dates("business"), "25 29");
  assert.is(dates("weekday"), "25 26 29");
  assert.is(dates("calendar"), "25 26 27 28 29");
  assert.is(dates("Sun"), "28");
  assert.ok(covers(easter, easter.last) && !covers(easter, easter.last + 1) && !covers(easter, easter.first - 1));
  assert.not.ok(
    daysIn({ first: parseDay("2037-12-01")!, last: parseDay("2038-01-01")! }, "business", calendar.value).ok,
  );
});

test.run();
