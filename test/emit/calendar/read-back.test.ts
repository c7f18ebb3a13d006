import { test } from "uvu";
import * as assert from "uvu/assert";
import { calendarEvents } from "../../../src/emit/calendar/events.ts";
import { calendarEmitter } from "../../../src/emit/calendar/emitter.ts";
import { formatDay, parseDay } from "../../../src/value/day.ts";
import { sampleGph, sampleItk } from "../../kit/sample-model.ts";
import { readIcs } from "./read-ics.ts";

for (const model of [sampleGph, sampleItk]) {
  const { id } = model.product!;
  const { artifacts } = calendarEmitter.emit(model);
  const file = (path: string): string => artifacts.find((one) => one.path === path)!.content;
  const events = calendarEvents(model);

  test(`${id}: calendar.ics read back by another reader has every event, its days, its instant and its reasons`, () => {
    const read = readIcs(file("calendar.ics"));
    assert.is(read.calendar["VERSION"]?.value, "2.0");
    assert.is(read.events.length, events.length);
    assert.is(new Set(read.events.map((one) => one["UID"]?.value)).size, events.length);
    for (const [at, event] of events.entries()) {
      const found = read.events[at]!;
      assert.is(found["SUMMARY"]?.value, `${event.code} ${event.name}`);
      assert.is(found["DESCRIPTION"]?.value, `${event.why} [${event.clause}]`);
      assert.is(found["DTSTART"]?.value, event.at?.utc ?? event.date);
      // The end of a whole day is the day after it (§3.6.1).
      const last = parseDay(event.until ?? event.date)!;
      if (event.at === undefined) assert.is(found["DTEND"]?.value, formatDay(last + 1));
    }
  });

  test(`${id}: calendar.csv has a row for each event, with as many cells as its header`, () => {
    const [head, ...rows] = file("calendar.csv").trimEnd().split("\n");
    const width = (line: string): number => line.replace(/"(?:[^"]|"")*"/g, "x").split(",").length;
    assert.is(rows.length, events.length);
    for (const row of rows) assert.is(width(row), width(head!), row);
  });

  test(`${id}: the year sheets have each year, all its days, every closed day by name and every expiry`, () => {
    const page = file("calendar.html");
    const years = [...page.matchAll(/<h1>(\d{4})<\/h1>/g)].map((one) => Number(one[1]));
    const last = model
      .product!.contracts.flatMap((one) => one.dates.map((date) => date.date))
      .sort()
      .at(-1)!;
    assert.is(years.at(-1), Number(last.slice(0, 4)));
    for (const year of years) {
      const section = page.split(`<h1>${year}</h1>`)[1]!.split("</section>")[0]!;
      const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
      assert.is((section.match(/<td[^>]*>\d+<\/td>/g) ?? []).length, leap ? 366 : 365);
      const calendar = model.calendars.find((one) => one.id === model.product!.sessions.calendar)!;
      for (const { title, date } of calendar.closed.filter((one) => one.date.startsWith(String(year))))
        assert.ok(
          section.includes(`${Number(date.slice(8))} `) && section.includes(title.replaceAll("'", "&#39;")),
          title,
        );
    }
    for (const event of events.filter((one) => one.name === "last-trading-day"))
      assert.ok(page.includes(`id="${event.id}"`), event.id);
    assert.not.match(page, /https?:|<script|undefined/);
  });
}

test("the reader refuses what is no iCalendar", () => {
  const good =
    "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20270101T000000Z\r\nDTSTART;VALUE=DATE:20270101\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  assert.is(readIcs(good).events.length, 1);
  assert.throws(() => readIcs(good.replace("END:VEVENT\r\n", "")));
  assert.throws(() => readIcs(good.replace("20270101\r", "2027-01-01\r")));
  assert.throws(() => readIcs(good.replace("UID:1", "SUMMARY:a, b")));
});

test.run();
