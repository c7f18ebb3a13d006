import { test } from "uvu";
import * as assert from "uvu/assert";
import { compileCalendar } from "../../src/value/calendar-compile.ts";
import { dayOf, formatDay, parseDay, weekdayOf } from "../../src/value/day.ts";
import { marketCalendar } from "./market-calendars.ts";
import { sharedRows } from "./shared-data.ts";

/** The closed Mondays to Fridays of a calendar from one day to another. */
function closedDays(id: string, from: string, to: string): readonly string[] {
  const calendar = compileCalendar(marketCalendar(id)!, marketCalendar);
  if (!calendar.ok) throw new Error(JSON.stringify(calendar.problem));
  const { open, first } = calendar.value;
  const closed: string[] = [];
  for (let day = parseDay(from)!; day <= parseDay(to)!; day++) {
    if (weekdayOf(day) <= 5 && open[day - first] === 0) closed.push(formatDay(day));
  }
  return closed;
}

function agrees(
  id: string,
  file: string,
  from: string,
  to: string,
  keep: (row: Readonly<Record<string, string>>) => boolean = () => true,
): void {
  test(`${id} closes what ${file} lists from ${from} to ${to}`, () => {
    const rows = sharedRows(`holidays/${file}`);
    if (rows === undefined) return;
    const listed = rows
      .filter(keep)
      .map((row) => row["date"]!)
      .filter((date) => weekdayOf(parseDay(date)!) <= 5);
    assert.equal(closedDays(id, from, to), [...new Set(listed)].sort());
    assert.ok(listed.length > 0);
  });
}

agrees("US_EQUITY", "long_us_exchange_2000_2037.csv", "2000-01-01", "2037-12-31");
agrees("US_EQUITY", "nyse_full_closures.csv", "2018-01-01", "2027-12-31");
agrees("US_EQUITY", "cme_non_business_days.csv", "2018-01-01", "2027-12-31");
agrees(
  "US_EXCHANGE",
  "cme_non_business_days.csv",
  "2018-01-01",
  "2027-12-31",
  (row) => row["applies_to"] === "all CME Group products",
);
agrees("US_FEDERAL", "us_federal.csv", "2018-01-01", "2027-12-31", (row) => !row["kind"]!.startsWith("calendar date"));
agrees("ENGLAND", "long_uk_england_2000_2037.csv", "2000-01-01", "2037-12-31");
agrees("ENGLAND", "uk_england_bank_holidays.csv", "2018-01-01", "2027-12-31");
agrees("TARGET2", "target2.csv", "2018-01-01", "2027-12-31");
agrees("TORONTO", "canada_toronto_exchange_closures.csv", "2018-01-01", "2027-12-31");

test("the early closes of New York are those published", () => {
  const rows = sharedRows("holidays/nyse_early_closes.csv");
  if (rows === undefined) return;
  const calendar = compileCalendar(marketCalendar("US_EQUITY")!, marketCalendar);
  assert.ok(calendar.ok);
  if (!calendar.ok) return;
  const { early, open, first } = calendar.value;
  const [from, to] = [dayOf(2018, 1, 1), dayOf(2027, 12, 31)];
  const found = [...early.keys()]
    .filter((day) => day >= from && day <= to && open[day - first] === 1)
    .sort((a, b) => a - b);
  assert.equal(
    found.map(formatDay),
    rows.map((row) => row["date"]),
  );
});

test.run();
