import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { weekdayOf } from "../../src/value/day.ts";
import { sharedRows } from "../value/shared-data.ts";
import { closedWeekdays, day, earlyDays, isOpen, shipped } from "./calendars-kit.ts";

/**
 * Every list of holidays that is shared with the project, day by day against the shipped calendar. A difference is a row of
 * `DIFFERENCES` with its reason, or the test fails; a row that is no difference any more fails too.
 */

type Row = Readonly<Record<string, string>>;
type List = {
  readonly file: string;
  readonly calendar: string;
  readonly what: "closed" | "early";
  readonly from?: string;
  readonly to?: string;
  readonly keep?: (row: Row) => boolean;
};

const LISTS: readonly List[] = [
  { file: "australia_exchange_closures.csv", calendar: "AUSTRALIA", what: "closed" },
  { file: "brazil_b3_exchange_closures.csv", calendar: "BRAZIL", what: "closed" },
  { file: "canada_toronto_exchange_closures.csv", calendar: "TORONTO", what: "closed" },
  { file: "china_exchange_closures.csv", calendar: "CHINA", what: "closed" },
  { file: "cme_globex_full_closures.csv", calendar: "CHICAGO_OPEN", what: "closed" },
  { file: "cme_non_business_days.csv", calendar: "US_EQUITY", what: "closed" },
  {
    file: "cme_non_business_days.csv",
    calendar: "US_EXCHANGE",
    what: "closed",
    keep: (row) => row["applies_to"] === "all CME Group products",
  },
  { file: "cme_short_sessions_equity_and_rates.csv", calendar: "CHICAGO_OPEN", what: "early" },
  { file: "eurex_exchange_closures.csv", calendar: "EUREX", what: "closed" },
  { file: "hong_kong_exchange_closures.csv", calendar: "HONG_KONG", what: "closed" },
  { file: "ice_futures_europe_full_closures.csv", calendar: "ICE_EUROPE", what: "closed" },
  { file: "india_bse_exchange_closures.csv", calendar: "INDIA", what: "closed" },
  { file: "japan_exchange_closures.csv", calendar: "JAPAN", what: "closed" },
  { file: "korea_exchange_closures.csv", calendar: "KOREA", what: "closed" },
  {
    file: "long_uk_england_2000_2037.csv",
    calendar: "ENGLAND",
    what: "closed",
    from: "2000-01-01",
    to: "2037-12-31",
  },
  {
    file: "long_us_exchange_2000_2037.csv",
    calendar: "US_EQUITY",
    what: "closed",
    from: "2000-01-01",
    to: "2037-12-31",
  },
  { file: "malaysia_exchange_closures.csv", calendar: "MALAYSIA", what: "closed" },
  { file: "nyse_early_closes.csv", calendar: "US_EQUITY", what: "early" },
  { file: "nyse_full_closures.csv", calendar: "US_EQUITY", what: "closed" },
  { file: "singapore_exchange_closures.csv", calendar: "SINGAPORE", what: "closed" },
  { file: "target2.csv", calendar: "TARGET2", what: "closed" },
  { file: "uk_england_bank_holidays.csv", calendar: "ENGLAND", what: "closed" },
  {
    file: "us_federal.csv",
    calendar: "US_FEDERAL",
    what: "closed",
    keep: (row) => !row["kind"]!.startsWith("calendar date"),
  },
];

/** Lists without `covered_from` and `covered_to` are whole for these years. */
const WHOLE = { from: "2018-01-01", to: "2027-12-31" };

/** The days on which list and calendar differ: what the calendar says, and why it is right. */
const DIFFERENCES: Readonly<Record<string, readonly (readonly [days: string, says: string, why: string])[]>> = {
  "cme_globex_full_closures.csv": [
    [
      "2027-12-24",
      "closed",
      "The list ends in March 2027. Christmas Day 2027 is a Saturday as in 2021, when the list has 24 December.",
    ],
  ],
  "cme_short_sessions_equity_and_rates.csv": [
    [
      "2018-07-04 2019-07-04 2021-07-05 2022-07-04 2023-07-04 2024-07-04 2025-07-04 2027-07-05",
      "early",
      "Independence Day, which the list leaves out: Chicago trades until noon on it as on the other holidays.",
    ],
    [
      "2018-11-22 2019-11-28 2020-11-26 2021-11-25 2022-11-24 2023-11-23 2024-11-28 2025-11-27 2026-11-26 2027-11-25",
      "early",
      "Thanksgiving Day, which the list leaves out, in the same way.",
    ],
  ],
  "hong_kong_exchange_closures.csv": [
    ["2023-09-01", "closed", "Typhoon Saola: all sessions of the day were cancelled (exchange notice of that day)."],
    ["2023-09-08", "closed", "Black rainstorm: all sessions of the day were cancelled (exchange notice of that day)."],
  ],
  "korea_exchange_closures.csv": [
    ["2026-07-17", "closed", "Constitution Day, a public holiday again by the amendment of 10 February 2026."],
  ],
  "malaysia_exchange_closures.csv": [
    ["2021-12-03", "closed", "Proclaimed on 1 December; the exchange announced its closure on 2 December."],
    ["2022-05-16", "closed", "Wesak Day on Sunday, 15 May: the exchange's own rule closes the Monday."],
    ["2022-11-18", "closed", "Holiday before the election; announced by the exchange on 15 November."],
    ["2022-11-28", "closed", "Proclaimed on 24 November, before the exchange could stay open on such days."],
    ["2023-02-06", "closed", "Thaipusam on Sunday, 5 February: the exchange's own rule closes the Monday."],
    ["2024-03-27", "open", "Nuzul Al-Quran is the 17th of Ramadan, which began on 12 March in Malaysia."],
    ["2024-03-28", "closed", "The 17th of Ramadan; the list has the day before, an error it also had for 2025 once."],
    ["2025-09-15", "closed", "Proclaimed on 23 July; announced by the exchange on 26 August."],
    [
      "2026-06-02",
      "closed",
      "Wesak Day on Sunday, 31 May, and Monday already the King's birthday: the day after (Holidays Act 1951, section 3).",
    ],
  ],
};

for (const list of LISTS) {
  test(`${list.calendar}: ${list.what} days of ${list.file}`, () => {
    const rows = sharedRows(`holidays/${list.file}`);
    if (rows === undefined) return;
    const kept = rows.filter(list.keep ?? (() => true));
    const from = rows[0]?.["covered_from"] ?? list.from ?? WHOLE.from;
    const to = rows[0]?.["covered_to"] ?? list.to ?? WHOLE.to;
    const calendar = shipped(list.calendar);
    const listed = new Set(kept.map((row) => row["date"]!));
    assert.ok(listed.size > 0 && listed.size === kept.length);
    const ours = new Set((list.what === "closed" ? closedWeekdays : earlyDays)(calendar, from, to));
    if (list.what === "closed") {
      for (const date of listed) if (weekdayOf(day(date)) > 5) assert.not.ok(isOpen(calendar, date), date);
    }
    const theirs = new Set([...listed].filter((date) => weekdayOf(day(date)) <= 5));
    const found = [
      ...[...ours].filter((date) => !theirs.has(date)).map((date) => `${date} ${list.what}`),
      ...[...theirs].filter((date) => !ours.has(date)).map((date) => `${date} open`),
    ].sort();
    const explained = (DIFFERENCES[list.file] ?? []).flatMap(([days, says]) =>
      days.split(" ").map((date) => `${date} ${says}`),
    );
    assert.equal(found, explained.sort());
  });
}

test("no list is left out", () => {
  const folder = fileURLToPath(new URL("../../../shared/data/holidays/", import.meta.url));
  if (!existsSync(folder)) return console.log("skipped: no ../shared/data (holidays)");
  assert.equal([...new Set(LISTS.map((one) => one.file))].sort(), readdirSync(folder).sort());
});

test("each difference says why", () => {
  for (const [file, rows] of Object.entries(DIFFERENCES)) {
    assert.ok(LISTS.some((one) => one.file === file));
    for (const [, , why] of rows) assert.ok(why.length > 30, why);
  }
});

test.run();
