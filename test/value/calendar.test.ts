import { test } from "uvu";
import * as assert from "uvu/assert";
import type { CalendarData, HolidayRule } from "../../src/value/calendar.ts";
import { compileCalendar } from "../../src/value/calendar-compile.ts";
import {
  addBusinessDays,
  adjustDay,
  businessDaysBetween,
  earlyClosesOn,
  isBusinessDay,
  notesOn,
  numberOfBusinessDays,
  sayNote,
} from "../../src/value/calendar-days.ts";
import { formatDay, parseDay } from "../../src/value/day.ts";
import { marketCalendar } from "./market-calendars.ts";

type Rules = Extract<CalendarData, { kind: "rules" }>;
const plain: Rules = {
  kind: "rules",
  id: "PLAIN",
  title: "Plain",
  from: 2020,
  to: 2030,
  weekend: ["Sat", "Sun"],
  holidays: [],
  closed: [],
  opened: [],
  earlyCloses: [],
};
const day = (text: string): number => parseDay(text)!;

function compiled(data: CalendarData, others: readonly CalendarData[] = []) {
  const made = compileCalendar(data, (id) => others.find((one) => one.id === id) ?? marketCalendar(id));
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.value;
}
const date = (found: { ok: true; value: number } | { ok: false; problem: unknown }): unknown =>
  found.ok ? formatDay(found.value) : found.problem;

const US = compiled(marketCalendar("US_EQUITY")!);

test("the dates real systems got wrong", () => {
  const open = ["2021-12-31", "2027-07-02", "2021-06-18", "2023-07-03"];
  const closed = ["2022-06-20", "2026-07-03", "2027-07-05", "2027-12-24", "2025-01-09", "2027-03-26"];
  for (const text of open) assert.equal(isBusinessDay(US, day(text)), { ok: true, value: true }, text);
  for (const text of closed) assert.equal(isBusinessDay(US, day(text)), { ok: true, value: false }, text);
});

test("why a day is closed", () => {
  const why = (text: string): string => {
    const notes = notesOn(US, day(text));
    return notes.ok ? notes.value.map(sayNote).join(" and ") : "unsure";
  };
  assert.is(why("2027-03-26"), "Good Friday");
  assert.is(why("2027-12-24"), "Christmas Day, observed for Sat 25 December 2027");
  assert.is(why("2025-01-09"), "Mourning for Jimmy Carter, announced Mon 30 December 2024");
  assert.is(why("2027-03-27"), "weekend");
  assert.is(why("2027-03-25"), "");
});

test("business days are counted strictly away from a day, open or closed", () => {
  assert.is(date(addBusinessDays(US, day("2027-03-26"), 1)), "2027-03-29");
  assert.is(date(addBusinessDays(US, day("2027-03-25"), 1)), "2027-03-29");
  assert.is(date(addBusinessDays(US, day("2027-03-26"), -1)), "2027-03-25");
  assert.is(date(addBusinessDays(US, day("2027-03-29"), -1)), "2027-03-25");
  assert.is(date(addBusinessDays(US, day("2027-03-31"), -20)), "2027-03-02");
  assert.throws(() => addBusinessDays(US, day("2027-03-31"), 0));
});

test("a day is moved as each adjustment says", () => {
  const roll = (text: string, mode: Parameters<typeof adjustDay>[2], ties?: "preceding" | "following"): unknown =>
    date(adjustDay(US, day(text), mode, ties));
  assert.is(roll("2027-03-26", "preceding"), "2027-03-25");
  assert.is(roll("2027-03-26", "following"), "2027-03-29");
  assert.is(roll("2027-01-31", "modified-following"), "2027-01-29");
  assert.is(roll("2027-05-01", "modified-preceding"), "2027-05-03");
  assert.is(roll("2027-03-27", "nearest", "following"), "2027-03-29", "two days to either side: Good Friday is closed");
  assert.is(roll("2027-03-27", "nearest", "preceding"), "2027-03-25");
  assert.is(roll("2027-03-28", "nearest", "preceding"), "2027-03-29");
  assert.is(roll("2027-03-24", "nearest"), "2027-03-24");
});

test("questions outside the sure years are refused, also when only a count gets there", () => {
  const unsure = (at: string): unknown => ({
    kind: "unsure",
    calendar: "US_EQUITY",
    day: day(at),
    from: 2000,
    to: 2037,
  });
  assert.equal(date(addBusinessDays(US, day("2037-12-31"), 1)), unsure("2038-01-01"));
  assert.equal(date(addBusinessDays(US, day("2037-12-30"), 2)), unsure("2038-01-01"));
  assert.is(date(addBusinessDays(US, day("2037-12-30"), 1)), "2037-12-31");
  assert.equal(date(addBusinessDays(US, day("2000-01-03"), -1)), unsure("1999-12-31"));
  assert.equal(date(adjustDay(US, day("2038-06-01"), "preceding")), unsure("2038-06-01"));
  assert.equal(date(adjustDay(US, day("2000-01-01"), "preceding")), unsure("1999-12-31"));
  assert.equal(date(adjustDay(US, day("2000-01-01"), "nearest")), unsure("1999-12-31"));
  assert.is(
    date(adjustDay(US, day("2000-01-01"), "modified-preceding")),
    "2000-01-03",
    "the month is over for certain",
  );
  assert.is(
    date(addBusinessDays(US, day("2038-01-01"), -1)),
    "2037-12-31",
    "whether 1 January 2038 is open is not asked",
  );
  assert.not.ok(businessDaysBetween(US, day("2037-12-30"), day("2038-01-02")).ok);
  assert.not.ok(isBusinessDay(US, day("1999-12-31")).ok);
  assert.not.ok(notesOn(US, day("1999-12-31")).ok);
  assert.not.ok(earlyClosesOn(US, day("1999-12-31")).ok);
});

test("business days of an interval", () => {
  const days = businessDaysBetween(US, day("2027-03-24"), day("2027-03-30"));
  assert.equal(days.ok && days.value.map(formatDay), ["2027-03-24", "2027-03-25", "2027-03-29", "2027-03-30"]);
  assert.equal(numberOfBusinessDays(US, day("2027-03-24"), day("2027-03-30")), { ok: true, value: 4 });
  assert.equal(numberOfBusinessDays(US, day("2027-01-01"), day("2027-12-31")), { ok: true, value: 251 });
  assert.equal(businessDaysBetween(US, day("2027-03-30"), day("2027-03-29")), { ok: true, value: [] });
});

const SUBSTITUTE = { kind: "substitute", from: ["Sat", "Sun"] } as const;
const fixed = (title: string, month: number, on: number, more: Partial<HolidayRule> = {}): HolidayRule => ({
  title,
  days: { kind: "month-day", month, date: on },
  observed: [],
  ...more,
});

test("two substitutes never share a day, and a holiday that stands is passed over", () => {
  const uk = compiled({
    ...plain,
    holidays: [
      fixed("Boxing Day", 12, 26, { observed: [SUBSTITUTE] }),
      fixed("Christmas Day", 12, 25, { observed: [SUBSTITUTE] }),
    ],
  });
  const who = (text: string): unknown => uk.notes.get(day(text))?.map((note) => note.title);
  assert.equal(who("2021-12-27"), ["Christmas Day"], "25 December is a Saturday");
  assert.equal(who("2021-12-28"), ["Boxing Day"]);
  assert.equal(who("2022-12-26"), ["Boxing Day"]);
  assert.equal(who("2022-12-27"), ["Christmas Day"], "25 December is a Sunday");
});

test("an observance may cross New Year in both directions, also at the edge of the sure years", () => {
  const observed = [{ kind: "moved", from: "Sat", to: "Fri" } as const];
  const calendar = compiled({
    ...plain,
    from: 2021,
    to: 2021,
    holidays: [fixed("New Year's Day", 1, 1, { observed })],
  });
  assert.is(calendar.open[calendar.open.length - 1], 0, "31 December 2021 stands for Sat 1 January 2022");
});

test("rules hold from and until their years and on their weekdays, Feb 29 only in leap years", () => {
  const calendar = compiled({
    ...plain,
    holidays: [
      fixed("Leap", 2, 29),
      fixed("Young", 3, 3, { from: 2026 }),
      fixed("Old", 3, 4, { until: 2025 }),
      fixed("Tuesdays", 4, 6, { only: ["Tue"] }),
    ],
  });
  const closed = [...calendar.notes.keys()].sort((a, b) => a - b).map(formatDay);
  assert.ok(closed.includes("2024-02-29") && closed.includes("2028-02-29"));
  assert.is(closed.filter((text) => text.includes("-02-")).length, 3);
  assert.equal(
    closed.filter((text) => text.includes("-03-03")),
    ["2026-03-03", "2027-03-03", "2028-03-03", "2029-03-03", "2030-03-03"],
  );
  assert.is(closed.filter((text) => text.includes("-03-04")).length, 6);
  assert.equal(
    closed.filter((text) => text.includes("-04-")),
    ["2021-04-06", "2027-04-06"],
  );
});

test("a closure is not known before it was announced", () => {
  const data = marketCalendar("US_EQUITY")!;
  const then = compileCalendar(data, marketCalendar, { knownOn: day("2024-12-29") });
  assert.ok(then.ok && then.value.open[day("2025-01-09") - then.value.first] === 1);
  const since = compileCalendar(data, marketCalendar, { knownOn: day("2024-12-30") });
  assert.ok(since.ok && since.value.open[day("2025-01-09") - since.value.first] === 0);
});

test("a derived calendar adds to its base and leaves out what it says; a special opening wins", () => {
  const base: CalendarData = { ...plain, id: "BASE", holidays: [fixed("A", 5, 5), fixed("B", 6, 8)] };
  const derived: CalendarData = {
    kind: "derived",
    id: "D",
    title: "D",
    base: "BASE",
    without: ["A"],
    holidays: [fixed("C", 7, 7)],
    closed: [],
    opened: [{ title: "Budget Saturday", date: "2025-02-01" }],
    earlyCloses: [],
    to: 2026,
  };
  const calendar = compiled(derived, [base]);
  const is = (text: string): number => calendar.open[day(text) - calendar.first]!;
  assert.equal([is("2026-05-05"), is("2026-06-08"), is("2026-07-07"), is("2025-02-01")], [1, 0, 0, 1]);
  assert.is(calendar.to, 2026);
  assert.is(calendar.from, 2020);
  assert.is(sayNote(calendar.notes.get(day("2025-02-01"))![0]!), "Budget Saturday");
});

test("joined calendars are open when all, or any, of their parts are", () => {
  const joined = compiled(marketCalendar("LON_US")!);
  const is = (text: string): number => joined.open[day(text) - joined.first]!;
  assert.equal([is("2027-07-05"), is("2027-05-03"), is("2027-05-04")], [0, 0, 1]);
  assert.is(
    joined.notes
      .get(day("2027-03-26"))!
      .map((note) => note.calendar)
      .join(" "),
    "ENGLAND US_EXCHANGE",
  );
  const any = compiled({ kind: "joined", id: "ANY", title: "Any", open: "any", parts: ["ENGLAND", "US_EXCHANGE"] });
  assert.equal(
    ["2027-07-05", "2027-05-03", "2027-03-26"].map((text) => any.open[day(text) - any.first]),
    [1, 1, 0],
  );
  const short = compiled({ kind: "joined", id: "S", title: "S", open: "all", parts: ["ENGLAND", "TARGET2"] });
  assert.equal([short.from, short.to], [2018, 2027]);
});

test("a calendar without holidays needs no years", () => {
  const weekdays = compiled(marketCalendar("WEEKDAYS")!);
  assert.equal([weekdays.from, weekdays.to], [1900, 2199]);
});

test.run();
