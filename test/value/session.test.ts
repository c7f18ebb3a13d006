import { test } from "uvu";
import * as assert from "uvu/assert";
import type { EarlyClose } from "../../src/value/calendar.ts";
import type { SessionData, SessionTemplate } from "../../src/value/session.ts";
import type { ZoneTable } from "../../src/value/zone-time.ts";
import { compileCalendar } from "../../src/value/calendar-compile.ts";
import { formatDay, parseDay } from "../../src/value/day.ts";
import { compileSessions } from "../../src/value/session-compile.ts";
import { checkSessions } from "../../src/value/session-check.ts";
import { zoneTable } from "../../src/value/zone.ts";
import { marketCalendar } from "./market-calendars.ts";

const zones = new Map<string, ZoneTable>();
for (const zone of ["America/Chicago", "America/New_York", "UTC"]) {
  const table = zoneTable(zone, 2025, 2029);
  if (table.ok) zones.set(zone, table.value);
}

const OVERNIGHT: SessionTemplate = {
  days: ["Sun", "Mon", "Tue", "Wed", "Thu"],
  open: "17:00",
  close: { time: "16:00", nextDays: 1 },
  breaks: [],
};
const DATA: SessionData = {
  zone: "America/Chicago",
  calendar: "US_EXCHANGE",
  weekly: [OVERNIGHT],
  onHolidays: "none",
  lastClose: "10:00",
  choices: {},
};

const EXCHANGE = marketCalendar("US_EXCHANGE")!;
/** An invented market that trades on some holidays until noon, as Chicago's electronic one does, and on others not at all. */
const HALT = (title: string, days: EarlyClose["days"], close = "12:00"): EarlyClose => ({
  title,
  days,
  close,
  zone: "America/Chicago",
});
const PARTLY = {
  kind: "derived" as const,
  id: "PARTLY",
  title: "Open on some holidays",
  base: "US_EXCHANGE",
  without: ["Day before Independence Day", "Day after Thanksgiving", "Christmas Eve"],
  holidays: [],
  closed: [],
  opened: [],
  earlyCloses: [
    HALT("Martin Luther King Jr. Day", { kind: "nth-weekday", n: 3, weekday: "Mon", month: 1 }),
    HALT("Independence Day", { kind: "listed", days: ["2027-07-05"] }),
    HALT("Thanksgiving Day", { kind: "nth-weekday", n: 4, weekday: "Thu", month: 11 }),
    HALT(
      "Day after Thanksgiving",
      { kind: "offset", days: 1, of: { kind: "nth-weekday", n: 4, weekday: "Thu", month: 11 } },
      "12:15",
    ),
  ],
};

function sessions(data: SessionData = DATA, calendar: typeof PARTLY | typeof EXCHANGE = EXCHANGE) {
  const made = compileCalendar(calendar, marketCalendar);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  const found = compileSessions(data, made.value, (zone) => zones.get(zone));
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
}
function said(of: ReturnType<typeof sessions>, tradeDate: string, lastDay = false): unknown {
  const found = of.on(parseDay(tradeDate)!, lastDay);
  if (!found.ok) return found.problem;
  return (
    found.value?.intervals.map(
      (one) =>
        `${new Date(one.open).toISOString().slice(0, 16)}Z to ${new Date(one.close).toISOString().slice(0, 16)}Z`,
    ) ?? "none"
  );
}
const instant = (text: string): number => Date.parse(text);
function tradeDate(of: ReturnType<typeof sessions>, text: string): unknown {
  const found = of.tradeDateAt(instant(text));
  if (!found.ok) return found.problem;
  return found.value === undefined ? "closed" : formatDay(found.value);
}

test("an overnight session belongs to the day it ends on", () => {
  assert.equal(said(sessions(), "2027-01-12"), ["2027-01-11T23:00Z to 2027-01-12T22:00Z"]);
  assert.equal(said(sessions(), "2027-01-11"), ["2027-01-10T23:00Z to 2027-01-11T22:00Z"], "Monday's opens on Sunday");
  assert.is(said(sessions(), "2027-01-09"), "none", "a Saturday");
  const session = sessions().on(parseDay("2027-01-12")!);
  assert.is(
    session.ok && session.value?.intervals[0]?.openText,
    "Mon 11 January 2027 17:00 America/Chicago (UTC-06:00)",
  );
});

test("a session over a clock change is an hour shorter or longer", () => {
  assert.equal(said(sessions(), "2027-03-15"), ["2027-03-14T22:00Z to 2027-03-15T21:00Z"]);
  const data: SessionData = {
    ...DATA,
    weekly: [{ days: ["Sat"], open: "17:00", close: { time: "16:00", nextDays: 2 }, breaks: [] }],
  };
  assert.equal(said(sessions(data), "2027-03-15"), ["2027-03-13T23:00Z to 2027-03-15T21:00Z"]);
  const skipped: SessionData = {
    ...DATA,
    weekly: [{ days: ["Sun"], open: "02:30", close: { time: "16:00", nextDays: 1 }, breaks: [] }],
  };
  assert.is((said(sessions(skipped), "2027-03-15") as { kind: string }).kind, "time-skipped");
  assert.equal(said(sessions({ ...skipped, choices: { skipped: "later" } }), "2027-03-15"), [
    "2027-03-14T08:30Z to 2027-03-15T21:00Z",
  ]);
});

test("breaks divide a session", () => {
  const data: SessionData = {
    ...DATA,
    weekly: [
      { ...OVERNIGHT, breaks: [{ from: { time: "15:15", nextDays: 1 }, until: { time: "15:30", nextDays: 1 } }] },
    ],
  };
  assert.equal(said(sessions(data), "2027-01-12"), [
    "2027-01-11T23:00Z to 2027-01-12T21:15Z",
    "2027-01-12T21:30Z to 2027-01-12T22:00Z",
  ]);
  assert.is(tradeDate(sessions(data), "2027-01-12T21:15:00Z"), "closed");
  assert.is(tradeDate(sessions(data), "2027-01-12T21:14:59.999Z"), "2027-01-12");
});

test("an early close and a last close cut the session, whichever comes first", () => {
  assert.equal(said(sessions(), "2027-11-26"), ["2027-11-25T23:00Z to 2027-11-26T18:00Z"], "13:00 in New York");
  assert.equal(said(sessions(), "2027-01-29", true), ["2027-01-28T23:00Z to 2027-01-29T16:00Z"]);
  assert.equal(said(sessions(), "2027-11-26", true), ["2027-11-25T23:00Z to 2027-11-26T16:00Z"]);
  assert.equal(said(sessions({ ...DATA, lastClose: "15:00" }), "2027-11-26", true), [
    "2027-11-25T23:00Z to 2027-11-26T18:00Z",
  ]);
  const session = sessions().on(parseDay("2027-11-26")!);
  assert.equal(session.ok && session.value?.shortened, ["Day after Thanksgiving"]);
});

test("settlement is at its time, or at the early close when that is earlier", () => {
  const clock = (day: string): unknown => {
    const found = sessions().clockOn(parseDay(day)!, "14:30");
    return found.ok && new Date(found.value.instant).toISOString();
  };
  assert.is(clock("2027-11-24"), "2027-11-24T20:30:00.000Z");
  assert.is(clock("2027-11-26"), "2027-11-26T18:00:00.000Z");
});

test("a session that would end on a holiday does not exist unless the spec says otherwise", () => {
  assert.equal(said(sessions(), "2027-07-06"), ["2027-07-05T22:00Z to 2027-07-06T21:00Z"]);
  assert.is(
    tradeDate(sessions(), "2027-07-04T23:00:00Z"),
    "closed",
    "Sunday evening before Independence Day, observed",
  );
  assert.is(said(sessions(), "2027-07-05"), "none");
});

test("holiday sessions carry the trade date of the next business day: a year of them", () => {
  const partly = sessions({ ...DATA, onHolidays: "next-business-day" }, PARTLY);
  assert.equal(said(partly, "2027-01-19"), [
    "2027-01-17T23:00Z to 2027-01-18T18:00Z",
    "2027-01-18T23:00Z to 2027-01-19T22:00Z",
  ]);
  assert.equal(
    said(partly, "2027-03-29"),
    ["2027-03-28T22:00Z to 2027-03-29T21:00Z"],
    "no session ends on Good Friday",
  );
  assert.equal(said(partly, "2027-07-06"), [
    "2027-07-04T22:00Z to 2027-07-05T17:00Z",
    "2027-07-05T22:00Z to 2027-07-06T21:00Z",
  ]);
  assert.equal(said(partly, "2027-11-26"), [
    "2027-11-24T23:00Z to 2027-11-25T18:00Z",
    "2027-11-25T23:00Z to 2027-11-26T18:15Z",
  ]);
  assert.is(said(partly, "2027-11-25"), "none");
  assert.equal(
    [
      "2027-01-18T12:00:00Z",
      "2027-01-18T19:00:00Z",
      "2027-03-26T15:00:00Z",
      "2027-03-25T23:30:00Z",
      "2027-07-05T12:00:00Z",
      "2027-11-25T12:00:00Z",
      "2027-11-26T18:30:00Z",
    ].map((text) => tradeDate(partly, text)),
    ["2027-01-19", "closed", "closed", "closed", "2027-07-06", "2027-11-26", "closed"],
  );
});

test("every instant of a trade date's sessions has that trade date, and the close has not", () => {
  const partly = sessions({ ...DATA, onHolidays: "next-business-day" }, PARTLY);
  for (let day = parseDay("2026-12-28")!; day <= parseDay("2028-01-10")!; day++) {
    const session = partly.on(day);
    assert.ok(session.ok);
    if (!session.ok || session.value === undefined) continue;
    for (const { open, close } of session.value.intervals) {
      assert.ok(open < close);
      for (const at of [open, Math.floor((open + close) / 2), close - 1]) {
        assert.equal(partly.tradeDateAt(at), { ok: true, value: day });
        assert.equal(partly.isOpenAt(at), { ok: true, value: true });
      }
      assert.equal(partly.isOpenAt(close), { ok: true, value: false });
      assert.equal(partly.isOpenAt(open - 1), { ok: true, value: false });
    }
  }
});

test("trading around the clock: a weekend belongs to Monday", () => {
  const all: SessionData = {
    zone: "UTC",
    calendar: "WEEKDAYS",
    weekly: [
      {
        days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
        open: "00:00",
        close: { time: "24:00", nextDays: 0 },
        breaks: [],
      },
    ],
    onHolidays: "next-business-day",
    choices: {},
  };
  const crypto = sessions(all, marketCalendar("WEEKDAYS"));
  assert.is(tradeDate(crypto, "2027-01-09T12:00:00Z"), "2027-01-11");
  assert.is(tradeDate(crypto, "2027-01-11T23:59:59Z"), "2027-01-11");
  const monday = crypto.on(parseDay("2027-01-11")!);
  assert.is(monday.ok && monday.value?.intervals.length, 3);
});

test("a week of sessions that cannot be is refused", () => {
  const problems = (weekly: readonly SessionTemplate[]): readonly unknown[] => checkSessions({ ...DATA, weekly });
  assert.equal(problems([OVERNIGHT]), []);
  const late: SessionTemplate = { days: ["Wed"], open: "15:30", close: { time: "18:00", nextDays: 0 }, breaks: [] };
  assert.equal(problems([OVERNIGHT, late]), [
    { kind: "sessions-overlap", first: 0, second: 1, at: "Wed 15:30" },
    { kind: "sessions-overlap", first: 0, second: 1, at: "Wed 17:00" },
  ]);
  const long: SessionTemplate = { ...OVERNIGHT, days: ["Sun", "Mon"], close: { time: "16:00", nextDays: 7 } };
  assert.ok(problems([long]).length > 0);
  const round: SessionTemplate = { days: ["Sun"], open: "17:00", close: { time: "16:00", nextDays: 1 }, breaks: [] };
  const monday: SessionTemplate = { days: ["Mon"], open: "09:00", close: { time: "10:00", nextDays: 0 }, breaks: [] };
  assert.equal(
    problems([monday, round]),
    [{ kind: "sessions-overlap", first: 1, second: 0, at: "Mon 09:00" }],
    "the week goes round",
  );
  assert.equal(problems([{ ...late, close: { time: "15:00", nextDays: 0 } }]), [
    { kind: "session-backwards", session: 0, open: "15:30", close: "15:00" },
  ]);
  assert.equal(problems([{ ...late, open: "25:00" }]), [{ kind: "clock-malformed", text: "25:00" }]);
  const pause = { from: { time: "15:00", nextDays: 0 }, until: { time: "16:00", nextDays: 0 } };
  assert.equal(problems([{ ...late, breaks: [pause] }]), [
    { kind: "break-outside-session", session: 0, from: "15:00", until: "16:00" },
  ]);
  const calendar = compileCalendar(EXCHANGE, marketCalendar);
  assert.ok(calendar.ok);
  if (!calendar.ok) return;
  assert.equal(
    compileSessions({ ...DATA, zone: "Mars/Olympus" }, calendar.value, () => undefined),
    { ok: false, problem: [{ kind: "zone-unknown", zone: "Mars/Olympus" }] },
  );
});

test("a trade date beyond the sure years is refused", () => {
  assert.is((said(sessions(), "2038-01-04") as { kind: string }).kind, "unsure");
  assert.is((said(sessions(), "2031-01-06") as { kind: string }).kind, "zone-unsure");
});

test.run();
