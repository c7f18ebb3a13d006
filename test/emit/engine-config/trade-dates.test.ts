import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { compile } from "../../../src/index.ts";
import type { EngineConfig } from "../../../src/model/generated/engine.ts";
import { inProject } from "../../kit/files.ts";

/**
 * One year of an exchange that trades overnight and keeps shortened sessions on holidays: which instants belong to which trade date. The
 * hours are those of a Chicago exchange as it publishes them for holidays; the table below is worked out by hand.
 */
const shared = Object.fromEntries(
  ["parts.tenor", "product.tenor"].map((file) => [
    `with/${file}`,
    fs.readFileSync(inProject(`test/bad/with/${file}`), "utf8"),
  ]),
);
const text = fs.readFileSync(inProject("test/conformance/time.holidays/valid.tenor"), "utf8");
const { diagnostics, files } = compile({ "holidays.tenor": text, ...shared });
const { schedule } = (JSON.parse(files.get("HOLIDAYS/engine.json") ?? "{}") as EngineConfig).sessions;

/** The trade date of an instant, from the engine's schedule alone. */
function tradeDate(instant: string): string {
  const day = schedule.find(({ sessions }) => sessions.some(({ open, close }) => open <= instant && instant < close));
  return day?.tradeDate ?? "closed";
}

/** `2027-03-25 17:00` in Chicago, as an instant. */
function chicago(local: string): string {
  const [date, time] = local.split(" ") as [string, string];
  // Clocks were moved on Sunday 14 March and are on Sunday 7 November 2027, both at 02:00.
  const summer = local >= "2027-03-14 02:00" && local < "2027-11-07 02:00";
  return new Date(`${date}T${time}:00${summer ? "-05:00" : "-06:00"}`).toISOString().replace(".000Z", "Z");
}

test("the program is without a finding", () => {
  assert.equal(diagnostics, []);
  assert.is(schedule[0]?.tradeDate, "2027-01-04");
});

/** Local time in Chicago, and the trade date of what is traded then. */
const TABLE: readonly [when: string, trades: string, why: string][] = [
  ["2027-01-15 15:59", "2027-01-15", "Friday, the last minute"],
  ["2027-01-15 16:00", "closed", "Friday, over"],
  ["2027-01-16 12:00", "closed", "Saturday"],
  [
    "2027-01-17 17:00",
    "2027-01-19",
    "Sunday before Martin Luther King Jr. Day: the holiday's session counts for Tuesday",
  ],
  ["2027-01-18 11:59", "2027-01-19", "the holiday itself, until noon"],
  ["2027-01-18 12:00", "closed", "the holiday's early close"],
  ["2027-01-18 17:00", "2027-01-19", "the evening of the holiday"],
  ["2027-01-19 15:59", "2027-01-19", "Tuesday, its own session"],
  // Good Friday, 26 March: no session at all.
  ["2027-03-25 15:59", "2027-03-25", "Thursday, the last minute before Easter"],
  ["2027-03-25 17:00", "closed", "no session would end on Good Friday"],
  ["2027-03-26 09:00", "closed", "Good Friday"],
  ["2027-03-28 16:59", "closed", "Easter Sunday, a minute before the opening"],
  ["2027-03-28 17:00", "2027-03-29", "Easter Sunday, the session of Monday"],
  // Clocks go forward on 14 March: the session of that Sunday evening opens an hour earlier in UTC.
  ["2027-03-11 17:00", "2027-03-12", "before the change"],
  ["2027-03-14 17:00", "2027-03-15", "after the change"],
  // Independence Day is a Sunday, kept on Monday 5 July.
  ["2027-07-02 11:59", "2027-07-02", "Friday before"],
  ["2027-07-04 17:00", "2027-07-06", "Sunday: the session ends on the holiday and counts for Tuesday"],
  ["2027-07-05 11:59", "2027-07-06", "Monday, the day it is kept on"],
  ["2027-07-05 12:00", "closed", "its early close"],
  ["2027-07-05 17:00", "2027-07-06", "the evening"],
  // Thanksgiving, 25 November, and the short Friday after it.
  ["2027-11-24 15:59", "2027-11-24", "Wednesday"],
  ["2027-11-24 17:00", "2027-11-26", "Wednesday evening: the session ends on Thanksgiving"],
  ["2027-11-25 11:59", "2027-11-26", "Thanksgiving until noon"],
  ["2027-11-25 14:00", "closed", "Thanksgiving afternoon"],
  ["2027-11-25 17:00", "2027-11-26", "Thanksgiving evening: the session of Friday"],
  ["2027-11-26 11:59", "2027-11-26", "Friday, until noon in Chicago"],
  ["2027-11-26 12:00", "closed", "Friday, its early close"],
  // Clocks go back on 7 November.
  ["2027-11-05 15:59", "2027-11-05", "Friday before"],
  ["2027-11-07 17:00", "2027-11-08", "Sunday after the change"],
  // Christmas is a Saturday, kept on Friday 24 December: its eve falls on a closed day and is no session.
  ["2027-12-23 15:59", "2027-12-23", "Thursday"],
  ["2027-12-23 17:00", "closed", "no session would end on the day Christmas is kept"],
  ["2027-12-24 09:00", "closed", "the day Christmas is kept"],
];

for (const [when, trades, why] of TABLE) {
  test(`${when} in Chicago is ${trades === "closed" ? "closed" : `trade date ${trades}`} (${why})`, () => {
    assert.is(tradeDate(chicago(when)), trades);
  });
}

test("every trade date of the year has a session, none overlaps another, and pauses are left out", () => {
  const all = schedule.flatMap(({ sessions }) => sessions);
  for (const [at, one] of all.entries()) {
    assert.ok(one.open < one.close, one.open);
    const next = all[at + 1];
    if (next !== undefined) assert.ok(one.close <= next.open, one.close);
  }
  assert.is(tradeDate(chicago("2027-02-03 12:10")), "closed");
  assert.is(tradeDate(chicago("2027-02-03 12:15")), "2027-02-03");
});

test("a pre-open leads to its session and belongs to the same trade date", () => {
  for (const { preOpen = [], sessions } of schedule)
    for (const one of preOpen) assert.ok(sessions.some(({ open }) => open === one.close));
  const easter = schedule.find((one) => one.tradeDate === "2027-03-29");
  assert.equal(easter?.preOpen, [{ open: chicago("2027-03-28 16:45"), close: chicago("2027-03-28 17:00") }]);
});

test.run();
