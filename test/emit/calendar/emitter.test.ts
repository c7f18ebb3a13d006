import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarEmitter } from "../../../src/emit/calendar/emitter.ts";
import { writeCsv } from "../../../src/emit/calendar/csv.ts";
import type { CalendarEvent } from "../../../src/emit/calendar/events.ts";
import { writeIcs } from "../../../src/emit/calendar/ics.ts";
import { golden } from "../../kit/files.ts";
import { sampleGph, sampleItk } from "../../kit/sample-model.ts";

const event: CalendarEvent = {
  id: "XF27/day",
  code: "XF27",
  period: "2027-01",
  name: "day",
  date: "2027-01-29",
  why: "last business day",
  clause: "X/day",
  origins: ["X/day"],
};
const head = { product: "X", title: "Example, Inc", compiler: "tenor-lang 0.1.0", asOf: "2027-01-11" };

for (const model of [sampleGph, sampleItk]) {
  const { id } = model.product!;

  test(`${id}: both files are as they were read and approved, the same bytes each time`, () => {
    const { artifacts } = calendarEmitter.emit(model);
    for (const { path, content } of artifacts) golden(`calendar/${id}/${path}`, content);
    assert.equal(calendarEmitter.emit(structuredClone(model)).artifacts, artifacts);
  });

  test(`${id}: every event is one of its kind, and traced to clauses of the spec`, () => {
    const { artifacts, trace } = calendarEmitter.emit(model);
    const known = new Set(model.clauses.map((clause) => clause.id));
    const csv = artifacts.find(({ path }) => path === "calendar.csv")!.content;
    const ids = csv
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",")[0]!);
    assert.is(new Set(ids).size, ids.length);
    for (const file of ["calendar.csv", "calendar.ics"]) {
      const anchors = trace.filter((entry) => entry.file === file).map(({ at }) => at);
      assert.equal(
        anchors,
        ids.map((one) => `#${one}`),
      );
    }
    for (const { at, clauses } of trace)
      assert.ok(
        clauses.every((clause) => known.has(clause)),
        at,
      );
  });
}

test("a day in January is traced to its rule, those it is counted from, and its calendar", () => {
  const found = calendarEmitter.emit(sampleGph).trace.find(({ at }) => at === "#GPHF27/final-settlement-day");
  assert.equal(found?.clauses, [
    "GPH/dates/final-settlement-day",
    "GPH/contract",
    "GPH/dates/last-trading-day",
    "US_EXCHANGE",
  ]);
});

test("CSV: commas, quotes and line breaks are quoted, formulas made text", () => {
  const [, line] = writeCsv([{ ...event, why: 'a "b", c' }]).split("\n");
  assert.is(line, 'XF27/day,XF27,2027-01,day,2027-01-29,Fri,,,,,,"a ""b"", c",X/day');
  assert.match(writeCsv([{ ...event, why: "=1+1" }]), ",'=1+1,");
});

test("iCalendar: lines end with CRLF, have 75 octets at most and unfold to what was meant", () => {
  const why = `début; ${"é".repeat(80)}, fin\\`;
  const text = writeIcs(head, [{ ...event, why }]);
  const lines = text.split("\r\n");
  assert.is(lines.pop(), "");
  assert.ok(lines.every((line) => Buffer.byteLength(line) <= 75 && !line.includes("\n")));
  const unfolded = text.replaceAll("\r\n ", "");
  assert.ok(unfolded.includes(`DESCRIPTION:début\\; ${"é".repeat(80)}\\, fin\\\\ [X/day]\r\n`));
});

test("iCalendar: a whole day ends with the next, an interval after its last day, an instant is in UTC", () => {
  const days = writeIcs(head, [event, { ...event, id: "XF27/span", until: "2027-02-28" }]);
  assert.match(days, "DTSTART;VALUE=DATE:20270129\r\nDTEND;VALUE=DATE:20270130\r\n");
  assert.match(days, "DTSTART;VALUE=DATE:20270129\r\nDTEND;VALUE=DATE:20270301\r\n");
  const at = { utc: "2027-01-29T16:00:00Z", local: "10:00:00", zone: "America/Chicago" };
  assert.match(writeIcs(head, [{ ...event, at }]), "DTSTART:20270129T160000Z\r\n");
});

test("a day that an announcement may still move says so in both files", () => {
  const some: CalendarEvent = { ...event, provisional: true };
  assert.match(writeIcs(head, [some]), "SUMMARY:XF27 day (provisional)\r\nSTATUS:TENTATIVE\r\n");
  assert.match(writeCsv([some]), ",provisional,last business day,X/day\n");
  assert.not.match(writeIcs(head, [event]), "TENTATIVE");
});

test.run();
