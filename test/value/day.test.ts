import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import {
  FIRST_DAY,
  LAST_DAY,
  civilOf,
  dayOf,
  formatDay,
  isRealDate,
  ordinal,
  parseDay,
  sayDay,
  weekdayNearest,
  weekdayOf,
  weekdayOnOrAfter,
  weekdayOnOrBefore,
  yearOf,
} from "../../src/value/day.ts";
import { easterSunday } from "../../src/value/easter.ts";
import { fromIso, iso, slowEaster, weekday } from "./slow-calendar.ts";

test("day 0 is Thu 1 January 1970", () => {
  assert.is(dayOf(1970, 1, 1), 0);
  assert.is(weekdayOf(0), 4);
  assert.is(sayDay(0), "Thu 1 January 1970");
  assert.is(sayDay(dayOf(2027, 3, 31)), "Wed 31 March 2027");
});

test("every day of the years 1 to 9999 agrees with the JavaScript Date", () => {
  fc.assert(
    fc.property(fc.integer({ min: FIRST_DAY, max: LAST_DAY }), (day) => {
      const text = iso(day).replace(/^.*(\d{4}-\d\d-\d\d)$/, "$1");
      assert.is(formatDay(day), text);
      assert.is(parseDay(text), day);
      assert.is(fromIso(text), day);
      const { year, month, date } = civilOf(day);
      assert.is(dayOf(year, month, date), day);
      assert.is(yearOf(day), year);
      assert.is(weekdayOf(day), ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(weekday(day)) + 1);
    }),
    { numRuns: 5_000 },
  );
});

test("every day of four centuries follows the one before it", () => {
  let expected = civilOf(dayOf(1899, 12, 31));
  for (let day = dayOf(1900, 1, 1); day <= dayOf(2300, 1, 1); day++) {
    const { year, month, date } = civilOf(day);
    const ok =
      (year === expected.year && month === expected.month && date === expected.date + 1) ||
      (year === expected.year && month === expected.month + 1 && date === 1 && expected.date >= 28) ||
      (year === expected.year + 1 && month === 1 && date === 1 && expected.month === 12 && expected.date === 31);
    if (!ok) assert.unreachable(formatDay(day));
    expected = { year, month, date };
  }
});

test("only real dates of the exact form are read", () => {
  for (const text of [
    "2027-02-29",
    "2027-13-01",
    "2027-00-10",
    "2027-4-1",
    "2027-11",
    "2027-W47",
    "0000-01-01",
    "1900-02-29",
    " 2027-01-01",
    "2027-01-01T00:00",
    "20270101",
    "٢٠٢٧-٠١-٠١",
  ]) {
    assert.is(parseDay(text), undefined, text);
  }
  assert.is(formatDay(parseDay("2000-02-29")!), "2000-02-29");
  assert.is(isRealDate(2100, 2, 29), false);
  assert.is(isRealDate(2027, 1.5, 1), false);
});

test("weekdays before, after and nearest", () => {
  const wednesday = dayOf(2027, 3, 31);
  assert.is(formatDay(weekdayOnOrAfter(wednesday, 3)), "2027-03-31");
  assert.is(formatDay(weekdayOnOrAfter(wednesday, 2)), "2027-04-06");
  assert.is(formatDay(weekdayOnOrBefore(wednesday, 5)), "2027-03-26");
  assert.is(formatDay(weekdayNearest(wednesday, 6)), "2027-04-03");
  assert.is(formatDay(weekdayNearest(wednesday, 7)), "2027-03-28");
});

test("Easter agrees with golden number and epact in every year from 1583 to 4099", () => {
  for (let year = 1583; year <= 4099; year++) assert.is(easterSunday(year), slowEaster(year), String(year));
  assert.is(formatDay(easterSunday(2027)), "2027-03-28");
  assert.is(formatDay(easterSunday(1818)), "1818-03-22");
  assert.is(formatDay(easterSunday(2038)), "2038-04-25");
});

test("ordinals", () => {
  const said = [1, 2, 3, 4, 11, 12, 13, 21, 22, 101, 111, 112].map(ordinal).join(" ");
  assert.is(said, "1st 2nd 3rd 4th 11th 12th 13th 21st 22nd 101st 111th 112th");
});

test.run();
