import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DateRule, ProductDates } from "../../src/value/date-rule.ts";
import type { ListingRule } from "../../src/value/listing.ts";
import type { InstrumentTable, SharedInstruments } from "../../src/value/instrument-table.ts";
import { compileNamedDate } from "../../src/value/date-rule-compile.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { NO_DAY, parseDay } from "../../src/value/day.ts";
import { compileInstruments } from "../../src/value/instrument-table.ts";
import { compileListing } from "../../src/value/listing-periods.ts";
import { MARKET_CALENDARS } from "./market-calendars.ts";

const world = makeWorld({
  calendars: MARKET_CALENDARS,
  tables: [
    { source: "S", product: "T1", rows: [{ period: "2027-01", date: "2027-01-20" }] },
    { source: "S", product: "T2", rows: [{ period: "2027-01", date: "2027-01-21" }] },
  ],
});
const C = { kind: "contract" } as const;
const LAST: DateRule = { kind: "reference", date: "last-trading-day" };
const after = (n: number): DateRule => ({ kind: "offset", n, unit: "business", side: "after", of: LAST });

function product(id: string, last: DateRule, calendar = "US_EXCHANGE"): ProductDates {
  const dates = [
    { name: "last-trading-day", rule: last, calendar },
    { name: "payment-day", rule: after(2), calendar },
    { name: "spot", rule: { kind: "nth-day", n: 1, day: "business", of: C } as const, calendar },
  ];
  return { id, period: "month", dates };
}
const listing = (count: number, calendar = "US_EXCHANGE"): ListingRule => ({
  first: "2027-01-11",
  groups: [{ join: "and", members: { kind: "consecutive" }, extent: { kind: "count", count } }],
  add: after(1),
  last: LAST,
  calendar,
});
const end: DateRule = { kind: "nth-day", n: -1, day: "business", of: C };
const third: DateRule = { kind: "adjustment", roll: "preceding", of: { kind: "nth-day", n: 3, day: "Fri", of: C } };

function table(made: ReturnType<typeof compileInstruments>, day: string): InstrumentTable {
  const found = made.ok ? made.value.on(parseDay(day)!) : made;
  if (!found.ok || !("periods" in found.value)) throw new Error(JSON.stringify(found));
  return found.value;
}

test("the days through which a listing says it does not change are those on which it does not, in whatever order they are asked", () => {
  const exact: ListingRule = {
    first: "2027-01-11",
    groups: [{ join: "and", members: { kind: "exact", periods: ["2027-02", "2027-04"] }, extent: { kind: "all" } }],
    last: LAST,
    calendar: "US_EXCHANGE",
  };
  const cycle: ListingRule = {
    ...listing(3),
    groups: [
      { join: "and", members: { kind: "consecutive" }, extent: { kind: "count", count: 2 } },
      { join: "then", members: { kind: "cycle", months: [3, 6, 9, 12] }, extent: { kind: "count", count: 3 } },
    ],
  };
  const from = parseDay("2027-01-05")!;
  for (const rule of [listing(12), cycle, exact]) {
    const asked = compileInstruments(rule, world, product("A", end));
    const codes = (made: ReturnType<typeof compileInstruments>, day: number) => {
      const found = made.ok ? made.value.on(day) : made;
      if (!found.ok || !("periods" in found.value)) throw new Error(JSON.stringify(found));
      const { periods, listed, last, dates } = found.value;
      return [periods, listed, last, ...dates].map((one) => one.join(" "));
    };
    // Forward day by day, far ahead and back again, backward in steps of a week.
    const order = [
      ...Array.from({ length: 220 }, (_, i) => from + i),
      from + 900,
      ...Array.from({ length: 60 }, (_, i) => from + 420 - 7 * i),
    ];
    for (const day of order)
      assert.equal(codes(asked, day), codes(compileInstruments(rule, world, product("A", end)), day), `${day}`);
  }
});

test("a table has, contract by contract, what the listing and each rule give alone, whatever was asked before", () => {
  const days = ["2027-01-11", "2027-03-31", "2027-04-01", "2027-04-02", "2029-07-04", "2027-01-30", "2027-01-11"];
  for (const of of [product("A", end), product("B", third, "ENGLAND")]) {
    const rule = listing(18, of.dates[0]?.calendar);
    const made = compileInstruments(rule, world, of);
    const alone = compileListing(rule, world, of);
    assert.ok(alone.ok);
    if (!alone.ok) return;
    for (const day of days) {
      const found = table(made, day);
      const expected = alone.value.on(parseDay(day)!);
      assert.ok(expected.ok);
      if (!expected.ok) return;
      assert.equal(
        expected.value.map((one) => [one.period, one.listed, one.last]),
        [...found.periods].map((period, i) => [period, found.listed[i], found.last[i]]),
        day,
      );
      assert.equal(found.names, ["last-trading-day", "payment-day", "spot"]);
      for (const [k, name] of found.names.entries()) {
        const date = compileNamedDate(world, of, name);
        assert.ok(date.ok);
        if (!date.ok) return;
        const one = [...found.periods].map((period) => date.value.day(period));
        assert.not.ok(one.includes(NO_DAY));
        assert.equal([...(found.dates[k] ?? [])], one, `${name} on ${day}`);
      }
    }
  }
});

test("products that say the same share their columns, and no others do", () => {
  const shared: SharedInstruments = new Map();
  const of = (id: string, last: DateRule, count = 6) =>
    compileInstruments(listing(count), world, product(id, last), shared);
  assert.is(of("A", end), of("B", end));
  assert.is(table(of("A", end), "2027-02-01").dates[0], table(of("B", end), "2027-02-01").dates[0]);
  assert.is.not(of("A", end), of("A", third));
  assert.is.not(of("A", end), of("A", end, 7));
  const other = compileInstruments(listing(6, "ENGLAND"), world, product("A", end, "ENGLAND"), shared);
  assert.is.not(of("A", end), other);
});

test("dates from a table are a product's own", () => {
  const shared: SharedInstruments = new Map();
  const rule: ListingRule = {
    first: "2027-01-11",
    groups: [{ join: "and", members: { kind: "exact", periods: ["2027-01"] }, extent: { kind: "all" } }],
    last: LAST,
    calendar: "US_EXCHANGE",
  };
  const last = (id: string): number | undefined => {
    const made = compileInstruments(rule, world, product(id, { kind: "listed", source: "S" }), shared);
    return table(made, "2027-01-11").last[0];
  };
  assert.equal([last("T1"), last("T2")], [parseDay("2027-01-20"), parseDay("2027-01-21")]);
});

test("a date that cannot be told is refused with its reason, at once or on the day it is needed", () => {
  const beyond = compileInstruments(listing(6), world, product("A", end));
  const found = beyond.ok ? beyond.value.on(parseDay("2037-11-02")!) : beyond;
  assert.is(!found.ok && "kind" in found.problem && found.problem.kind, "unsure");
  const fifth = product("A", end);
  const none = { name: "fifth", rule: { kind: "nth-day", n: 5, day: "Fri", of: C } as const, calendar: "US_EXCHANGE" };
  const made = compileInstruments(listing(6), world, { ...fifth, dates: [...fifth.dates, none] });
  const short = made.ok ? made.value.on(parseDay("2027-01-11")!) : made;
  assert.equal(!short.ok && short.problem, {
    kind: "no-such-day",
    rule: "5th Friday of contract period",
    period: "2027-02",
  });
  assert.not.ok(compileInstruments(listing(0), world, product("A", end)).ok);
});

test.run();
