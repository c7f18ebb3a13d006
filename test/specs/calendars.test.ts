import { test } from "uvu";
import * as assert from "uvu/assert";
import { addBusinessDays, isBusinessDay, notesOn, sayNote } from "../../src/value/calendar-days.ts";
import { formatDay, weekdayOf } from "../../src/value/day.ts";
import {
  calendarsIn,
  closedWeekdays,
  compiledOf,
  day,
  earlyDays,
  isOpen,
  shipped,
  shippedAsKnownOn,
  shippedNames,
} from "./calendars-kit.ts";

/** What is known of each market without any list: closed and open days, chosen where systems have been wrong. */
const KNOWN: Readonly<Record<string, { readonly closed: string; readonly open: string }>> = {
  US_EXCHANGE: {
    closed: "2026-07-03 2027-07-05 2027-12-24 2024-03-29 2022-06-20 2023-01-02",
    open: "2021-12-31 2027-07-02 2021-06-18 2024-10-14 2024-11-11 2018-12-05 2025-01-09 2001-09-12",
  },
  US_EQUITY: {
    closed: "2001-09-11 2001-09-14 2004-06-11 2007-01-02 2012-10-29 2012-10-30 2018-12-05 2025-01-09",
    open: "2001-09-17 2012-10-31 2021-12-31 2027-12-31 2024-10-14",
  },
  US_FX: { closed: "2024-10-14 2024-11-11 2018-11-12 2024-03-29", open: "2023-11-10 2021-12-31 2025-01-09" },
  US_FEDERAL: {
    closed: "2021-12-31 2021-06-18 2023-11-10 2020-07-03 2027-12-31 2024-10-14",
    open: "2024-03-29 2025-01-09 2018-12-05 2020-06-19",
  },
  US_BANK: {
    closed: "2024-10-14 2024-11-11 2018-11-12 2022-06-20 2023-01-02 2021-07-05",
    open: "2021-12-31 2020-07-03 2026-07-03 2023-11-10 2021-06-18 2024-03-29 2025-01-09 2021-12-24",
  },
  NERC_DAYS: {
    closed: "2027-07-05 2023-01-02 2027-11-25 2027-09-06 2027-05-31 2022-12-26",
    open: "2026-07-03 2027-12-24 2024-03-29 2024-01-15 2024-06-19 2024-11-11",
  },
  CHICAGO_OPEN: {
    closed: "2021-12-24 2022-12-26 2024-03-29 2018-12-05 2025-01-09",
    open: "2022-06-20 2024-07-04 2026-07-03 2024-11-28 2021-12-31",
  },
  ENGLAND: {
    closed: "2011-04-29 2020-05-08 2022-06-02 2022-06-03 2022-09-19 2023-05-08 2022-12-27 2021-12-28 2002-06-04",
    open: "2020-05-04 2022-05-30 2012-05-28 2002-05-27 2024-05-01",
  },
  LON_US: { closed: "2024-07-04 2024-05-06 2022-09-19", open: "2024-10-14 2021-12-31" },
  TARGET2: {
    closed: "2001-12-31 2024-05-01 2024-04-01 2024-12-26",
    open: "2002-12-31 2021-05-03 2027-12-27 2022-09-19 2024-12-24 2024-12-31",
  },
  EUREX: { closed: "2026-12-24 2026-12-31 2027-03-29 2025-12-26", open: "2025-10-03 2025-06-09 2027-12-27 2026-04-02" },
  ICE_EUROPE: {
    closed: "2022-12-26 2023-01-02 2027-03-26",
    open: "2021-12-24 2021-12-27 2022-01-03 2022-09-19 2024-04-01 2024-05-06 2024-12-26",
  },
  TORONTO: {
    closed: "2020-12-28 2021-12-27 2021-12-28 2022-01-03 2023-07-03 2024-05-20 2008-02-18 2010-12-28",
    open: "2021-09-30 2024-11-11 2022-09-19 2024-05-27",
  },
  AUSTRALIA: {
    closed: "2022-09-22 2020-01-27 2021-12-28 2024-04-25 2025-06-09 2027-01-26",
    open: "2020-04-27 2021-04-26 2026-04-27 2022-09-19 2018-10-01",
  },
  BRAZIL: {
    closed:
      "2014-06-12 2021-01-25 2021-07-09 2022-12-30 2023-12-29 2024-02-13 2024-11-20 2025-06-19 2018-11-20 2026-12-24",
    open: "2022-01-25 2020-07-09 2025-07-09 2020-11-20 2023-11-20 2024-02-14 2020-05-25",
  },
  BRAZIL_BANKS: { closed: "2024-02-12 2024-05-30 2024-11-20", open: "2024-12-24 2024-12-31 2018-01-25 2023-11-20" },
  JAPAN: {
    closed:
      "2015-09-22 2016-08-11 2014-12-23 2019-04-30 2019-05-01 2019-05-02 2019-10-22 2020-07-23 2020-07-24 2021-08-09 2026-09-22 2026-05-06 2020-10-01 2018-12-24 2027-03-22",
    open: "2015-08-11 2020-07-20 2021-10-11 2021-07-19 2020-10-12 2019-12-23 2019-02-25 2023-01-04",
  },
  HONG_KONG: {
    closed:
      "2013-08-14 2015-04-07 2016-10-21 2017-08-23 2012-10-02 2020-01-28 2021-04-06 2022-09-12 2022-12-27 2023-07-17 2023-09-01 2023-09-08 2024-09-06 2025-10-07 2025-10-29 2026-04-07 2026-10-19",
    open: "2015-09-04 2012-10-03 2020-01-29 2018-09-17 2024-11-14 2020-12-28 2023-10-09",
  },
  SINGAPORE: {
    closed: "2015-08-07 2015-09-11 2015-08-10 2020-07-10 2023-09-01 2022-05-16 2026-08-10 2026-11-09 2024-02-12",
    open: "2025-05-02 2026-03-20 2020-04-13 2024-02-13",
  },
  CHINA: {
    closed: "2015-09-03 2015-09-04 2012-01-03 2020-01-31 2024-02-09 2023-09-29 2020-10-08 2025-10-08 2019-05-02",
    open: "2020-02-03 2024-02-08 2023-10-09 2025-04-03",
  },
  KOREA: {
    closed:
      "2015-08-14 2016-05-06 2017-05-09 2017-10-06 2018-12-31 2022-12-30 2023-12-29 2020-08-17 2021-08-16 2025-05-06 2025-06-03 2024-10-01 2026-07-17 2023-05-29",
    open: "2022-12-26 2021-12-27 2019-06-03 2025-07-17 2026-09-28 2020-03-02",
  },
  MALAYSIA: {
    closed:
      "2018-05-09 2019-07-30 2021-12-03 2022-05-04 2022-05-16 2022-11-18 2022-11-28 2023-02-06 2024-03-28 2025-09-15 2026-06-02",
    open: "2024-09-17 2024-03-27 2026-02-03 2022-02-03 2021-05-03",
  },
  LONDON_SHARES: { closed: "2022-09-19 2024-12-25", open: "2024-12-24 2024-12-31" },
  WARSAW: {
    closed: "2018-01-02 2018-11-12 2024-05-30 2025-12-24 2026-06-04 2024-12-31",
    open: "2018-11-13 2024-05-02 2025-01-02",
  },
  SWITZERLAND: { closed: "2024-01-02 2024-05-09 2024-05-20 2024-08-01 2024-12-24", open: "2022-12-27 2024-09-16" },
  STOCKHOLM: { closed: "2024-06-06 2024-06-21 2024-05-09 2024-12-31", open: "2024-05-20 2024-03-28 2024-05-10" },
  HELSINKI: { closed: "2024-12-06 2024-06-21 2024-12-24", open: "2024-06-06 2024-03-28" },
  COPENHAGEN: { closed: "2023-05-05 2024-05-10 2024-06-05 2024-03-28", open: "2024-04-26 2024-05-01" },
  OSLO: { closed: "2024-05-17 2024-03-28 2024-05-20", open: "2024-06-21 2024-06-06 2024-01-02" },
  SOUTH_AFRICA: {
    closed: "2016-12-27 2022-12-27 2023-12-15 2024-05-29 2021-11-01 2022-05-02",
    open: "2016-05-03 2022-03-22",
  },
  MEXICO: {
    closed: "2024-10-01 2024-02-05 2024-03-18 2024-12-12 2023-11-02",
    open: "2024-12-24 2020-10-01 2024-05-10",
  },
  NEW_ZEALAND: {
    closed: "2022-09-26 2022-06-24 2026-07-10 2021-12-28 2022-01-04 2015-04-27",
    open: "2022-09-19 2021-06-25 2024-01-03",
  },
  TAIPEI: {
    closed: "2024-10-31 2024-07-24 2022-02-04 2023-01-18 2025-09-29 2026-02-27 2021-12-31",
    open: "2024-11-01 2023-01-17 2026-02-11",
  },
  MOSCOW: {
    closed: "2020-06-24 2020-07-01 2018-01-08 2017-05-08 2021-12-31",
    open: "2018-04-28 2018-12-29 2021-02-20 2021-01-08",
  },
  INDIA: {
    closed: "2024-01-22 2024-05-20 2024-11-20 2026-01-15 2023-06-29 2024-11-01",
    open: "2023-06-28 2020-02-01 2024-01-20 2025-02-01 2026-02-01 2022-05-02 2024-12-26",
  },
};

for (const [name, { closed, open }] of Object.entries(KNOWN)) {
  test(`${name}: days known to be closed and open`, () => {
    const calendar = shipped(name);
    for (const date of closed.split(" ")) assert.not.ok(isOpen(calendar, date), `${date} is closed`);
    for (const date of open.split(" ")) assert.ok(isOpen(calendar, date), `${date} is open`);
  });
}

test("every shipped calendar has known days, but those without holidays", () => {
  const without = ["EVERY_DAY", "WEEKDAYS"];
  assert.equal([...Object.keys(KNOWN), ...without].sort(), shippedNames);
  for (const name of without) assert.ok(closedWeekdays(shipped(name), "2024-01-01", "2024-12-31").length === 0);
});

test("Saturdays and Sundays are closed everywhere but for the days that are opened by name", () => {
  const opened: string[] = [];
  for (const name of Object.keys(KNOWN)) {
    const calendar = shipped(name);
    for (let at = calendar.first; at <= calendar.last; at++) {
      if (weekdayOf(at) > 5 && calendar.open[at - calendar.first] === 1) opened.push(`${name} ${formatDay(at)}`);
    }
  }
  const saturdays = ["2016-02-20", "2018-04-28", "2018-06-09", "2018-12-29", "2021-02-20"].map(
    (one) => `MOSCOW ${one}`,
  );
  const budgets = ["2020-02-01", "2024-01-20", "2025-02-01", "2026-02-01"].map((one) => `INDIA ${one}`);
  assert.equal(opened.sort(), [...budgets, ...saturdays]);
  const always = shipped("EVERY_DAY");
  assert.ok(isOpen(always, "2024-06-01") && isOpen(always, "2024-06-02"));
});

test("the sure years are those stated, and a day outside names calendar and years", () => {
  const years: Readonly<Record<string, readonly [number, number]>> = {
    AUSTRALIA: [2012, 2027],
    BRAZIL: [2010, 2037],
    BRAZIL_BANKS: [2010, 2037],
    CHICAGO_OPEN: [2018, 2037],
    CHINA: [2010, 2026],
    ENGLAND: [2000, 2037],
    EUREX: [2018, 2037],
    HONG_KONG: [2012, 2026],
    ICE_EUROPE: [2018, 2037],
    INDIA: [2018, 2026],
    JAPAN: [2010, 2027],
    KOREA: [2014, 2026],
    LON_US: [2000, 2037],
    LONDON_SHARES: [2000, 2037],
    WARSAW: [2014, 2037],
    SWITZERLAND: [2010, 2037],
    STOCKHOLM: [2011, 2037],
    HELSINKI: [2011, 2037],
    COPENHAGEN: [2011, 2037],
    OSLO: [2011, 2037],
    SOUTH_AFRICA: [2013, 2024],
    MEXICO: [2012, 2029],
    NEW_ZEALAND: [2014, 2037],
    TAIPEI: [2020, 2026],
    MOSCOW: [2013, 2021],
    MALAYSIA: [2018, 2026],
    SINGAPORE: [2012, 2026],
    TARGET2: [2000, 2037],
    TORONTO: [2008, 2037],
    US_BANK: [2000, 2037],
    NERC_DAYS: [2000, 2037],
    US_EQUITY: [2000, 2037],
    US_EXCHANGE: [2000, 2037],
    US_FEDERAL: [2000, 2037],
    US_FX: [2000, 2037],
  };
  assert.equal(Object.keys(years).sort(), Object.keys(KNOWN).sort());
  for (const [name, [from, to]] of Object.entries(years)) {
    const calendar = shipped(name);
    const unsure = (at: number) => ({
      ok: false,
      problem: { kind: "unsure", calendar: name, day: at, from, to },
    });
    for (const at of [day(`${from - 1}-12-31`), day(`${to + 1}-01-01`)]) {
      assert.equal(isBusinessDay(calendar, at), unsure(at));
    }
    // Also when the day is only needed to count over: the last day of the last year plus one business day.
    assert.equal(addBusinessDays(calendar, day(`${to}-12-31`), 1), unsure(day(`${to + 1}-01-01`)));
  }
});

test("government, banks and exchanges of the United States differ where they do", () => {
  const differs = (date: string) =>
    ["US_FEDERAL", "US_BANK", "US_FX", "US_EXCHANGE", "US_EQUITY"].map((name) => isOpen(shipped(name), date));
  assert.equal(differs("2024-03-29"), [true, true, false, false, false], "Good Friday");
  assert.equal(differs("2024-10-14"), [false, false, false, true, true], "Columbus Day");
  assert.equal(differs("2023-11-10"), [false, true, true, true, true], "Veterans Day on a Saturday");
  assert.equal(differs("2021-12-31"), [false, true, true, true, true], "New Year's Day on a Saturday");
  assert.equal(differs("2021-12-24"), [false, true, false, false, false], "Christmas Day on a Saturday");
  assert.equal(differs("2025-01-09"), [true, true, true, true, false], "a day of mourning");
  assert.equal(differs("2021-06-18"), [false, true, true, true, true], "the first Juneteenth");
});

test("a closure is known from the day it was announced", () => {
  const mourning = "2025-01-09";
  assert.ok(isOpen(shippedAsKnownOn("US_EQUITY", "2024-12-29"), mourning));
  assert.not.ok(isOpen(shippedAsKnownOn("US_EQUITY", "2024-12-30"), mourning));
  assert.ok(isOpen(shippedAsKnownOn("HONG_KONG", "2023-08-31"), "2023-09-01"));
  assert.ok(isOpen(shippedAsKnownOn("ENGLAND", "2020-11-11"), "2022-06-02"));
  assert.ok(isOpen(shippedAsKnownOn("MALAYSIA", "2018-05-09"), "2018-05-10"));
  assert.not.ok(isOpen(shippedAsKnownOn("INDIA", "2024-11-08"), "2024-11-20"));
  assert.not.ok(
    isOpen(shippedAsKnownOn("KOREA", "2018-01-01"), "2024-04-10"),
    "a regular election follows from the law",
  );
});

test("every closure says when it was known, and is known no later than on its own day", () => {
  for (const name of shippedNames) {
    const calendar = shipped(name);
    for (const [at, notes] of calendar.notes)
      for (const note of notes)
        if (note.kind === "closed" || note.kind === "opened")
          assert.ok(note.announced !== undefined && note.announced <= at, `${name} ${formatDay(at)} ${note.title}`);
  }
});

test("where the day of an announcement was not found, the note says by when it was known", () => {
  const found = notesOn(shipped("TARGET2"), day("2001-12-31"));
  assert.equal(found.ok && found.value.map(sayNote), [
    "Euro banknotes and coins brought in, announced by Thu 14 December 2000",
  ]);
});

test("short days before holidays are those that were kept", () => {
  const short: readonly (readonly [string, string, string])[] = [
    ["US_EQUITY", "2002", "2002-07-05 2002-11-29 2002-12-24"],
    ["US_EQUITY", "2003", "2003-07-03 2003-11-28 2003-12-24 2003-12-26"],
    ["US_EQUITY", "2009", "2009-11-27 2009-12-24"],
    ["US_EQUITY", "2013", "2013-07-03 2013-11-29 2013-12-24"],
    ["HONG_KONG", "2024", "2024-02-09 2024-12-24 2024-12-31"],
    ["AUSTRALIA", "2023", "2023-12-22 2023-12-29"],
    ["LONDON_SHARES", "2017", "2017-12-22 2017-12-29"],
    ["TORONTO", "2018", "2018-12-24"],
    ["STOCKHOLM", "2018", "2018-01-05 2018-03-29 2018-04-30 2018-05-09 2018-11-02"],
    ["OSLO", "2019", "2019-04-17"],
  ];
  for (const [name, year, days] of short)
    assert.equal(earlyDays(shipped(name), `${year}-01-01`, `${year}-12-31`), days.split(" "), `${name} ${year}`);
});

test("a closed day is closed for a reason with a name", () => {
  const titles = (name: string, date: string) => {
    const found = notesOn(shipped(name), day(date));
    return found.ok ? found.value.filter((note) => note.kind !== "weekend").map((note) => note.title) : [];
  };
  assert.equal(titles("KOREA", "2022-12-30"), ["Last weekday of the year"]);
  assert.equal(titles("JAPAN", "2026-05-06"), ["Constitution Day"]);
  assert.equal(titles("HONG_KONG", "2026-04-07"), ["Ching Ming Festival"]);
  assert.equal(titles("MALAYSIA", "2026-06-02"), ["Wesak Day"]);
  for (const name of Object.keys(KNOWN)) {
    const calendar = shipped(name);
    for (const date of closedWeekdays(calendar, formatDay(calendar.first), formatDay(calendar.last))) {
      assert.ok(titles(name, date).length > 0, `${name} ${date}`);
    }
  }
});

test("Chicago ends early at noon, New York at one, and neither on a closed day", () => {
  const chicago = earlyDays(shipped("CHICAGO_OPEN"), "2026-01-01", "2026-12-31");
  assert.equal(
    chicago,
    "2026-01-19 2026-02-16 2026-05-25 2026-06-19 2026-07-03 2026-09-07 2026-11-26 2026-11-27 2026-12-24".split(" "),
  );
  const [early] = shipped("CHICAGO_OPEN").early.get(day("2026-12-24")) ?? [];
  assert.equal([early?.close, early?.zone], ["12:00", "America/Chicago"]);
  assert.equal(earlyDays(shipped("US_EQUITY"), "2026-01-01", "2026-12-31"), ["2026-11-27", "2026-12-24"]);
  const [later] = shipped("US_EQUITY").early.get(day("2026-12-24")) ?? [];
  assert.equal([later?.close, later?.zone], ["13:00", "America/New_York"]);
});

test("an early close moves with its holiday, and may have an hour of its own", () => {
  const data = calendarsIn({
    "own.tenor": `calendar OWN "Own" 2021..2024 {
  weekend: Sat, Sun
  early-closes in Europe/London {
    close:       12:30
    "Midsummer": Jun 24 from 2022, observed Fri if Sat, observed Mon if Sun
    "Fair":      1st Fri of May at 15:00
  }
}`,
  });
  const calendar = compiledOf(data, "OWN");
  const found = [...calendar.early].map(([at, [one]]) => `${formatDay(at)} ${one?.title} ${one?.close} ${one?.zone}`);
  assert.equal(found.sort(), [
    "2021-05-07 Fair 15:00 Europe/London",
    "2022-05-06 Fair 15:00 Europe/London",
    "2022-06-24 Midsummer 12:30 Europe/London",
    "2023-05-05 Fair 15:00 Europe/London",
    "2023-06-23 Midsummer 12:30 Europe/London",
    "2024-05-03 Fair 15:00 Europe/London",
    "2024-06-24 Midsummer 12:30 Europe/London",
  ]);
});

test.run();
