import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { PeriodKind } from "../../src/value/month.ts";
import { dayOf, formatDay, parseDay } from "../../src/value/day.ts";
import {
  addMonths,
  addPeriods,
  firstDayOfMonth,
  firstDayOfPeriod,
  formatMonth,
  formatPeriod,
  lastDayOfMonth,
  lastDayOfPeriod,
  monthOf,
  monthOfDay,
  parseMonth,
  parsePeriod,
  periodIndexOfDay,
  sayPeriod,
  weekOf,
} from "../../src/value/month.ts";

const KINDS: readonly PeriodKind[] = ["day", "week", "month", "quarter", "year"];

test("a month is read, spelt and bounded", () => {
  const february = parseMonth("2028-02")!;
  assert.is(february, monthOf(2028, 2));
  assert.is(formatMonth(february), "2028-02");
  assert.is(formatDay(firstDayOfMonth(february)), "2028-02-01");
  assert.is(formatDay(lastDayOfMonth(february)), "2028-02-29");
  for (const text of ["2027-13", "2027-00", "2027-1", "2027", "2027-01-01", "27-01"])
    assert.is(parseMonth(text), undefined, text);
});

test("months outside the table are as inside it", () => {
  for (const year of [1, 1899, 1900, 2199, 2200, 9999]) {
    for (let month = 1; month <= 12; month++) {
      assert.is(firstDayOfMonth(monthOf(year, month)), dayOf(year, month, 1));
    }
  }
});

test("every day lies in the period its index names, and the spelling reads back", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: dayOf(2, 1, 1), max: dayOf(9998, 12, 31) }),
      fc.constantFrom(...KINDS),
      (day, kind) => {
        const index = periodIndexOfDay(kind, day);
        assert.ok(firstDayOfPeriod(kind, index) <= day && day <= lastDayOfPeriod(kind, index));
        assert.is(lastDayOfPeriod(kind, index) + 1, firstDayOfPeriod(kind, index + 1));
        assert.equal(parsePeriod(formatPeriod(kind, index)), { kind, index });
      },
    ),
    { numRuns: 3_000 },
  );
});

test("ISO weeks", () => {
  assert.equal(weekOf(parseDay("2027-01-03")!), { year: 2026, week: 53 });
  assert.equal(weekOf(parseDay("2027-01-04")!), { year: 2027, week: 1 });
  assert.equal(weekOf(parseDay("2024-12-30")!), { year: 2025, week: 1 });
  assert.equal(parsePeriod("2026-W53"), { kind: "week", index: periodIndexOfDay("week", parseDay("2027-01-01")!) });
  for (const text of ["2027-W53", "2027-W00", "2027-W1", "2027-Q5", "2027-Q0", "0000", "20x7"]) {
    assert.is(parsePeriod(text), undefined, text);
  }
});

test("periods said and moved", () => {
  const quarter = parsePeriod("2027-Q4")!;
  assert.is(sayPeriod(quarter.kind, quarter.index), "quarter 4 of 2027");
  assert.equal(addPeriods(quarter, 1), parsePeriod("2028-Q1"));
  assert.is(formatDay(lastDayOfPeriod("quarter", quarter.index)), "2027-12-31");
  assert.is(sayPeriod("week", periodIndexOfDay("week", parseDay("2027-03-31")!)), "week 13 of 2027");
  assert.is(sayPeriod("month", monthOf(2027, 3)), "March 2027");
});

test("months are added with a stated end of month", () => {
  const add = (text: string, n: number, mode: "clamp" | "end-of-month"): string =>
    formatDay(addMonths(parseDay(text)!, n, mode));
  assert.is(add("2027-01-31", 1, "clamp"), "2027-02-28");
  assert.is(add("2027-02-28", 1, "clamp"), "2027-03-28");
  assert.is(add("2027-02-28", 1, "end-of-month"), "2027-03-31");
  assert.is(add("2028-02-28", 1, "end-of-month"), "2028-03-28");
  assert.is(add("2027-12-15", -12, "clamp"), "2026-12-15");
  assert.is(monthOfDay(addMonths(parseDay("2027-01-31")!, 13, "clamp")), monthOf(2028, 2));
});

test.run();
