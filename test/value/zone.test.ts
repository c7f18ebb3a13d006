import { fc } from "../kit/property.ts";
import { DateTime } from "luxon";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { ClockChoices, ZoneTable } from "../../src/value/zone-time.ts";
import { dayOf, parseDay } from "../../src/value/day.ts";
import { zoneTable } from "../../src/value/zone.ts";
import { formatClock, offsetAt, parseClock, sayZoned, toInstant, toLocal } from "../../src/value/zone-time.ts";

const ZONES = [
  "America/Chicago",
  "America/New_York",
  "Europe/London",
  "Europe/Amsterdam",
  "Asia/Tokyo",
  "Asia/Kolkata",
  "Australia/Sydney",
  "Australia/Lord_Howe",
  "America/Sao_Paulo",
  "Africa/Casablanca",
  "Asia/Kathmandu",
  "UTC",
];
const made = new Map<string, ZoneTable>();
function table(zone: string): ZoneTable {
  const known = made.get(zone);
  if (known !== undefined) return known;
  const found = zoneTable(zone, 2000, 2037);
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  made.set(zone, found.value);
  return found.value;
}
const HOUR = 3_600_000;
const utc = (text: string): number => Date.parse(text);
const at = (zone: string, day: string, clock: string, choices: ClockChoices = {}) =>
  toInstant(table(zone), parseDay(day)!, parseClock(clock)!, choices);

test("clock times are read exactly", () => {
  assert.is(parseClock("17:00"), 61_200);
  assert.is(parseClock("17:00:30"), 61_230);
  assert.is(parseClock("24:00"), 86_400);
  for (const text of ["24:01", "7:00", "17:60", "17", "17:00:60", "5pm", "-1:00"])
    assert.is(parseClock(text), undefined, text);
  assert.equal([0, 61_200, 61_230, 86_400].map(formatClock), ["00:00", "17:00", "17:00:30", "24:00"]);
});

test("an ordinary local time has one instant", () => {
  assert.equal(at("America/Chicago", "2027-01-11", "17:00"), {
    ok: true,
    value: { instant: utc("2027-01-11T23:00:00Z"), offset: -6 * HOUR },
  });
  assert.equal(at("America/Chicago", "2027-07-11", "24:00"), {
    ok: true,
    value: { instant: utc("2027-07-12T05:00:00Z"), offset: -5 * HOUR },
  });
  assert.equal(at("Asia/Kathmandu", "2027-07-11", "00:00"), {
    ok: true,
    value: { instant: utc("2027-07-10T18:15:00Z"), offset: 5.75 * HOUR },
  });
  const said = at("America/Chicago", "2027-01-11", "17:00");
  assert.is(
    said.ok && sayZoned(table("America/Chicago"), said.value),
    "Mon 11 January 2027 17:00 America/Chicago (UTC-06:00)",
  );
});

test("10:00 in Chicago is 16:00 in London except in weeks when only one has changed its clocks", () => {
  const london = (day: string): unknown => {
    const chicago = at("America/Chicago", day, "10:00");
    const local = chicago.ok ? toLocal(table("Europe/London"), chicago.value.instant) : chicago;
    return local.ok && formatClock(local.value.time);
  };
  const days = ["2027-01-29", "2027-03-15", "2027-03-31", "2027-10-29", "2027-11-05", "2027-11-08"];
  assert.equal(days.map(london), ["16:00", "15:00", "16:00", "16:00", "15:00", "16:00"]);
});

test("a skipped time is reported with both readings, and a stated choice is kept to", () => {
  const skipped = at("America/Chicago", "2027-03-14", "02:30");
  const earlier = { instant: utc("2027-03-14T07:30:00Z"), offset: -6 * HOUR };
  const later = { instant: utc("2027-03-14T08:30:00Z"), offset: -5 * HOUR };
  assert.equal(skipped, {
    ok: false,
    problem: {
      kind: "time-skipped",
      zone: "America/Chicago",
      day: parseDay("2027-03-14"),
      time: 9_000,
      change: utc("2027-03-14T08:00:00Z"),
      candidates: [earlier, later],
    },
  });
  assert.equal(at("America/Chicago", "2027-03-14", "02:30", { skipped: "earlier" }), { ok: true, value: earlier });
  assert.equal(at("America/Chicago", "2027-03-14", "02:30", { skipped: "later" }), { ok: true, value: later });
  assert.equal(at("America/Chicago", "2027-03-14", "02:30", { skipped: "at-change" }), {
    ok: true,
    value: { instant: utc("2027-03-14T08:00:00Z"), offset: -5 * HOUR },
  });
  assert.ok(at("America/Chicago", "2027-03-14", "03:00").ok);
  assert.ok(at("America/Chicago", "2027-03-14", "01:59:59").ok);
});

test("a repeated time is reported with both readings, and a stated choice is kept to", () => {
  const first = { instant: utc("2026-11-01T06:30:00Z"), offset: -5 * HOUR };
  const second = { instant: utc("2026-11-01T07:30:00Z"), offset: -6 * HOUR };
  assert.equal(at("America/Chicago", "2026-11-01", "01:30"), {
    ok: false,
    problem: {
      kind: "time-repeated",
      zone: "America/Chicago",
      day: parseDay("2026-11-01"),
      time: 5_400,
      candidates: [first, second],
    },
  });
  assert.equal(at("America/Chicago", "2026-11-01", "01:30", { repeated: "first" }), { ok: true, value: first });
  assert.equal(at("America/Chicago", "2026-11-01", "01:30", { repeated: "second" }), { ok: true, value: second });
  assert.ok(at("America/Chicago", "2026-11-01", "02:00").ok);
  assert.ok(at("America/Chicago", "2026-11-01", "00:59:59").ok);
});

test("offsets agree with luxon at random instants and around every change", () => {
  const agree = (zone: string, instant: number): void => {
    const found = offsetAt(table(zone), instant);
    assert.is(
      found.ok && found.value,
      DateTime.fromMillis(instant, { zone }).offset * 60_000,
      `${zone} ${new Date(instant).toISOString()}`,
    );
  };
  for (const zone of ZONES)
    for (const { at: change } of table(zone).changes) for (const by of [0, 1, 1_000, HOUR]) agree(zone, change + by);
  for (const zone of ZONES)
    for (const { at: change } of table(zone).changes.slice(1))
      for (const by of [1, 1_000, HOUR]) agree(zone, change - by);
  const instants = fc.integer({ min: utc("2000-01-01T00:00:00Z"), max: utc("2037-12-31T00:00:00Z") });
  fc.assert(fc.property(fc.constantFrom(...ZONES), instants, agree), { numRuns: 2_000 });
});

test("from local time to instant and back is the same local time", () => {
  const days = fc.integer({ min: dayOf(2000, 1, 2), max: dayOf(2037, 12, 30) });
  fc.assert(
    fc.property(fc.constantFrom(...ZONES), days, fc.integer({ min: 0, max: 86_399 }), (zone, day, time) => {
      const found = toInstant(table(zone), day, time);
      if (!found.ok) {
        assert.ok(found.problem.kind === "time-skipped" || found.problem.kind === "time-repeated");
        return;
      }
      const back = toLocal(table(zone), found.value.instant);
      assert.equal(back, { ok: true, value: { day, time, offset: found.value.offset } });
      assert.is(
        DateTime.fromMillis(found.value.instant, { zone }).toFormat("HH:mm:ss"),
        `${formatClock(time)}:00`.slice(0, 8),
      );
    }),
    { numRuns: 3_000 },
  );
});

test("a zone is spelt as the database spells it", () => {
  const problem = (zone: string): unknown => {
    const found = zoneTable(zone, 2027, 2027);
    return found.ok ? "known" : found.problem;
  };
  assert.equal(problem("America/Chicagoo"), { kind: "zone-unknown", zone: "America/Chicagoo" });
  assert.equal(problem("america/chicago"), { kind: "zone-unknown", zone: "america/chicago", meant: "America/Chicago" });
  for (const zone of ["EST", "+05:00", "local", "", "UTC+1", "Europe"])
    assert.is((problem(zone) as { kind: string }).kind, "zone-unknown", zone);
  assert.is(problem("UTC"), "known");
  assert.is(problem("Asia/Kolkata"), "known");
});

test("a table is not asked beyond its years, and is plain data", () => {
  assert.not.ok(toInstant(table("Europe/London"), dayOf(2038, 1, 3), 0).ok);
  assert.not.ok(offsetAt(table("Europe/London"), utc("1999-06-01T00:00:00Z")).ok);
  assert.ok(toInstant(table("Europe/London"), dayOf(2000, 1, 1), 0).ok);
  assert.ok(toInstant(table("Europe/London"), dayOf(2037, 12, 31), 86_400).ok);
  assert.equal(JSON.parse(JSON.stringify(table("Europe/London"))), table("Europe/London"));
});

test.run();
