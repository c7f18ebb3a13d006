import { test } from "uvu";
import * as assert from "uvu/assert";
import type { CalendarData, HolidayRule } from "../../src/value/calendar.ts";
import { compileCalendar } from "../../src/value/calendar-compile.ts";
import { monthOf } from "../../src/value/month.ts";

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
function problemOf(data: CalendarData, others: readonly CalendarData[] = []): unknown {
  const made = compileCalendar(data, (id) => others.find((one) => one.id === id));
  return made.ok ? "compiles" : made.problem;
}
const fixed = (title: string, month: number, on: number, more: Partial<HolidayRule> = {}): HolidayRule => ({
  title,
  days: { kind: "month-day", month, date: on },
  observed: [],
  ...more,
});

test("what is wrong with a calendar is said", () => {
  const derived = (id: string, base: string, more: object = {}): CalendarData => ({
    kind: "derived",
    id,
    title: id,
    base,
    without: [],
    holidays: [],
    closed: [],
    opened: [],
    earlyCloses: [],
    ...more,
  });
  const { from: _from, to: _to, ...yearless } = plain;
  assert.equal(problemOf({ ...yearless, holidays: [fixed("X", 1, 1)] }), {
    kind: "calendar-years",
    calendar: "PLAIN",
    why: "missing",
  });
  assert.equal(problemOf({ ...yearless, from: 2020 }), { kind: "calendar-years", calendar: "PLAIN", why: "missing" });
  assert.equal(problemOf({ ...plain, from: 2031 }), { kind: "calendar-years", calendar: "PLAIN", why: "reversed" });
  assert.equal(problemOf({ ...plain, holidays: [fixed("X", 2, 30)] }), {
    kind: "no-such-date",
    calendar: "PLAIN",
    title: "X",
    date: "--2-30",
  });
  assert.equal(problemOf({ ...plain, closed: [{ title: "X", date: "2027-02-29" }] }), {
    kind: "no-such-date",
    calendar: "PLAIN",
    title: "X",
    date: "2027-02-29",
  });
  assert.equal(problemOf({ ...plain, holidays: [fixed("X", 2, 3, { from: 2025, until: 2024 })] }), {
    kind: "holiday-years",
    calendar: "PLAIN",
    title: "X",
    from: 2025,
    until: 2024,
  });
  assert.equal(problemOf(derived("D", "NONE")), { kind: "calendar-unknown", calendar: "NONE", neededBy: "D" });
  const a = derived("A", "B");
  const b = derived("B", "A");
  assert.equal(problemOf(a, [a, b]), { kind: "calendar-cycle", path: ["A", "B", "A"] });
  assert.equal(problemOf(derived("D", "PLAIN", { to: 2031 }), [plain]), {
    kind: "calendar-years",
    calendar: "D",
    why: "beyond-base",
  });
  assert.equal(problemOf(derived("D", "PLAIN", { without: ["Y"] }), [plain]), {
    kind: "holiday-unknown",
    calendar: "D",
    title: "Y",
    base: "PLAIN",
  });
  const late: CalendarData = { ...plain, id: "LATE", from: 2031, to: 2040 };
  const both: CalendarData = { kind: "joined", id: "J", title: "J", open: "all", parts: ["PLAIN", "LATE"] };
  assert.equal(problemOf(both, [plain, late]), { kind: "calendar-years", calendar: "J", why: "no-common" });
  const january = Array.from({ length: 31 }, (_, i) => ({
    title: "Shut",
    date: `2025-01-${String(i + 1).padStart(2, "0")}`,
  }));
  assert.equal(problemOf({ ...plain, closed: january }), {
    kind: "month-closed",
    calendar: "PLAIN",
    month: monthOf(2025, 1),
  });
});

test.run();
