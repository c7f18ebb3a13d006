import { test } from "uvu";
import * as assert from "uvu/assert";
import { compile } from "../../src/index.ts";
import { addFederalBusinessDays, isFederalBusinessDay, onFederalBusinessDay } from "../../src/value/federal-days.ts";
import { dayOf, formatDay, parseDay, weekdayOf } from "../../src/value/day.ts";

const day = (text: string): number => parseDay(text) as number;

test("the federal business days are those of the calendar that the shipped library has of the government", () => {
  const spec = `import "std/calendars/us-banks.tenor"
venue V "A venue (fictional)" {}
clearing-house C "A clearing house (fictional)" {}
index I "An index (fictional)" in America/New_York on US_FEDERAL { price: USD / GPU_hour; publish: daily 16:30; inputs { trades from [A] }; value: mean of price, round half-away to 0.01; fallback { determination by V under "Rule 1" } }
`;
  const { models } = compile({ "a.tenor": spec });
  const calendar = models.flatMap((one) => one.calendars).find((one) => one.id === "US_FEDERAL");
  const closed = new Set(calendar?.closed.map((one) => one.date) ?? []);
  if (closed.size === 0) return assert.unreachable("the spec of this test has no calendar US_FEDERAL");
  for (let at = dayOf(2000, 1, 1); at < dayOf(2037, 12, 31); at++)
    assert.is(isFederalBusinessDay(at), weekdayOf(at) <= 5 && !closed.has(formatDay(at)), formatDay(at));
});

test("New Year's Day on a Saturday is a holiday on the last day of the year before", () => {
  assert.is(isFederalBusinessDay(day("2021-12-31")), false);
  assert.is(isFederalBusinessDay(day("2020-06-19")), true, "Juneteenth is one from 2021 on");
  assert.is(isFederalBusinessDay(day("2021-06-18")), false);
});

test("business days are counted away from a day, forwards and back", () => {
  const go = (from: string, count: number) => formatDay(addFederalBusinessDays(day(from), count));
  assert.is(go("2027-09-01", -10), "2027-08-18");
  assert.is(go("2027-08-18", 10), "2027-09-01");
  assert.is(go("2027-09-03", 1), "2027-09-07", "Labor Day lies between");
  assert.is(go("2027-09-04", 0), "2027-09-04");
  assert.is(formatDay(onFederalBusinessDay(day("2027-09-04"))), "2027-09-07");
});

test.run();
