import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DateRule, NamedDate, ProductDates, SpanRule } from "../../src/value/date-rule.ts";
import { compileDateRule, compileNamedDate, resolveDate } from "../../src/value/date-rule-compile.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { spellRule } from "../../src/value/date-rule-words.ts";
import { NO_DAY, formatDay, parseDay } from "../../src/value/day.ts";
import { formatMonth, monthOf, parsePeriod } from "../../src/value/month.ts";
import { EXPIRY_RULES } from "./expiry-rules.ts";
import { MARKET_CALENDARS } from "./market-calendars.ts";

const CONTRACT: SpanRule = { kind: "contract" };
const lastBusinessDay: DateRule = { kind: "nth-day", n: -1, day: "business", of: CONTRACT };
const thirdFriday: DateRule = { kind: "nth-day", n: 3, day: "Fri", of: CONTRACT };
const product = (id: string, dates: readonly NamedDate[], more: Partial<ProductDates> = {}): ProductDates => ({
  id,
  period: "month",
  dates,
  ...more,
});
const world = (...products: ProductDates[]) => makeWorld({ calendars: MARKET_CALENDARS, products });
const NONE = product("X", []);

function at(
  rule: DateRule,
  month: string,
  inWorld = world(NONE),
  of = NONE,
  calendar: string | undefined = "US_EXCHANGE",
): unknown {
  const found = resolveDate(rule, inWorld, of, parsePeriod(month)!.index, calendar);
  return found.ok ? formatDay(found.value.day) : found.problem;
}
function steps(rule: DateRule, month: string): readonly string[] {
  const found = resolveDate(rule, world(NONE), NONE, parsePeriod(month)!.index, "US_EXCHANGE");
  return found.ok ? found.value.steps.map((step) => step.text) : [JSON.stringify(found.problem)];
}
const before = (n: number, of: DateRule): DateRule => ({ kind: "offset", n, unit: "business", side: "before", of });
const preceding = (of: DateRule): DateRule => ({ kind: "adjustment", roll: "preceding", of });

test("the last business day, step by step", () => {
  assert.equal(steps(lastBusinessDay, "2027-03"), ["last business day of March 2027: Wed 31 March 2027"]);
  assert.equal(steps(lastBusinessDay, "2024-03"), [
    "last business day of March 2024: Thu 28 March 2024; Fri 29 March 2024 is Good Friday on US_EXCHANGE",
  ]);
});

test("an adjustment names the holiday it passes", () => {
  assert.equal(steps(preceding(thirdFriday), "2026-06"), [
    "3rd Friday of June 2026: Fri 19 June 2026",
    "Fri 19 June 2026 is closed on US_EXCHANGE, or preceding business day: Thu 18 June 2026; Fri 19 June 2026 is Juneteenth on US_EXCHANGE",
  ]);
  assert.equal(steps(preceding(thirdFriday), "2027-03"), ["3rd Friday of March 2027: Fri 19 March 2027"]);
});

test("offset and adjustment differ with their order, as in crude oil", () => {
  const day25: DateRule = { kind: "day-of", date: 25, of: { kind: "shifted", by: -1, unit: "month", of: CONTRACT } };
  const right = before(3, preceding(day25));
  const other = preceding(before(3, day25));
  assert.is(at(right, "2027-05"), "2027-04-20");
  assert.is(at(other, "2027-05"), "2027-04-21");
  assert.equal(steps(right, "2027-05"), [
    "day 25 of April 2027: Sun 25 April 2027",
    "Sun 25 April 2027 is closed on US_EXCHANGE, or preceding business day: Fri 23 April 2027",
    "3 business days before Fri 23 April 2027: Tue 20 April 2027",
  ]);
  assert.is(
    spellRule(right),
    "3 business days before (day 25 of 1 month before contract period or preceding business day)",
  );
});

test("Brent leaves the business day before Christmas and New Year out", () => {
  const { rule } = EXPIRY_RULES["BRENT_2M"]!;
  const brent = (month: string): unknown => at(rule, month, world(NONE), NONE, "ENGLAND");
  assert.is(brent("2027-02"), "2026-12-30", "31 December is the business day before 1 January");
  assert.is(brent("2028-02"), "2027-12-30");
  assert.is(brent("2027-03"), "2027-01-29");
  const found = resolveDate(rule, world(NONE), NONE, monthOf(2027, 2), "ENGLAND");
  assert.ok(
    found.ok &&
      found.value.steps.some((step) =>
        step.text.startsWith("Thu 31 December 2026 is excepted: it is 1 business day before Dec 25 or"),
      ),
  );
});

test("a filter counts only the days for which it holds: feeder cattle", () => {
  const rule: DateRule = {
    kind: "where",
    of: { kind: "nth-day", n: -1, day: "Thu", of: CONTRACT },
    condition: {
      kind: "every-open",
      day: "weekday",
      interval: {
        from: { kind: "offset", n: 4, unit: "weekday", side: "before", of: { kind: "it" } },
        to: { kind: "it" },
        inclusive: true,
      },
    },
  };
  assert.is(at(rule, "2026-10"), "2026-10-29");
  assert.is(at(rule, "2026-11"), "2026-11-19", "Thanksgiving week is left out");
  assert.is(at(rule, "2024-03"), "2024-03-28", "Good Friday is the day after");
  assert.is(at(rule, "2027-05"), "2027-05-27");
  assert.is(
    spellRule(rule),
    "last Thursday of contract period where every weekday from (4 weekdays before it) to it is open",
  );
});

test("a rule changes with the contract month", () => {
  const rule: DateRule = {
    kind: "case",
    arms: [
      { when: { kind: "contract", is: "<", period: "2016-03" }, date: EXPIRY_RULES["BRENT_15D"]!.rule },
      { date: EXPIRY_RULES["BRENT_2M"]!.rule },
    ],
  };
  const brent = (month: string): unknown => at(rule, month, world(NONE), NONE, "ENGLAND");
  assert.is(brent("2016-02"), "2016-01-14");
  assert.is(brent("2016-03"), "2016-01-29");
  const partial: DateRule = {
    kind: "case",
    arms: [{ when: { kind: "contract-month", months: [3] }, date: lastBusinessDay }],
  };
  assert.equal(at(partial, "2027-04"), { kind: "no-case-holds", rule: spellRule(partial), period: "2027-04" });
});

test("an option takes its date from the nearest future", () => {
  const future = product("ES", [{ name: "last-trading-day", rule: preceding(thirdFriday), calendar: "US_EXCHANGE" }], {
    months: [3, 6, 9, 12],
  });
  const nearest: SpanRule = {
    kind: "nearest",
    product: "ES",
    date: "last-trading-day",
    inclusive: true,
    from: { kind: "reference", date: "expiry" },
  };
  const option = product("OES", [
    { name: "expiry", rule: lastBusinessDay, calendar: "US_EXCHANGE" },
    { name: "future-expiry", rule: { kind: "reference", product: "ES", date: "last-trading-day", of: nearest } },
    { name: "same-month", rule: { kind: "reference", product: "ES", date: "last-trading-day" } },
  ]);
  const all = world(option, future);
  const named = (name: string, month: string): unknown => {
    const made = compileNamedDate(all, option, name);
    return made.ok ? formatDay(made.value.day(parsePeriod(month)!.index)) : made.problem;
  };
  assert.is(named("future-expiry", "2027-01"), "2027-03-19");
  assert.is(
    named("future-expiry", "2027-03"),
    "2027-06-17",
    "31 March is after the March future has expired; 18 June 2027 stands for Juneteenth",
  );
  assert.is(named("same-month", "2027-03"), "2027-03-19");
  const nearestTo = (inclusive: boolean): unknown => {
    const from: DateRule = { kind: "date", date: "2027-03-19" };
    const of: SpanRule = { kind: "nearest", product: "ES", date: "last-trading-day", inclusive, from };
    return at({ kind: "edge", edge: "start", of }, "2027-01", all, option);
  };
  assert.is(nearestTo(true), "2027-03-01", "19 March itself is on or after");
  assert.is(nearestTo(false), "2027-06-01");
});

test("quarters, weeks and years are named by their start or end through spans", () => {
  const quarterly = product("SR", [], { period: "quarter" });
  const lastMonth: SpanRule = { kind: "part", unit: "month", which: "last", of: CONTRACT };
  assert.is(at({ kind: "nth-day", n: 3, day: "Wed", of: lastMonth }, "2027-Q1", world(), quarterly), "2027-03-17");
  const after: SpanRule = { kind: "shifted", by: 1, unit: "month", of: CONTRACT };
  assert.is(at({ kind: "nth-day", n: 1, day: "business", of: after }, "2027-Q1", world(), quarterly), "2027-04-01");
  const earlier: SpanRule = { kind: "shifted", by: -2, unit: "month", of: CONTRACT };
  assert.is(at({ kind: "edge", edge: "start", of: earlier }, "2027-Q1", world(), quarterly), "2026-11-01");
  const weekly = product("W", [], { period: "week" });
  assert.is(at({ kind: "nth-day", n: -1, day: "business", of: CONTRACT }, "2027-W12", world(), weekly), "2027-03-25");
  const yearly = product("Y", [], { period: "year" });
  assert.is(
    at({ kind: "edge", edge: "end", of: { kind: "named-month", month: 6 } }, "2027", world(), yearly),
    "2027-06-30",
  );
});

test("anchors, selectors and offsets of the language", () => {
  const wednesday: DateRule = { kind: "nearest-day", day: "Wed", to: { kind: "day-of", date: 15, of: CONTRACT } };
  assert.is(at(wednesday, "2027-05"), "2027-05-12");
  assert.is(
    at(
      {
        kind: "relative-day",
        n: 1,
        day: "Fri",
        side: "before",
        inclusive: true,
        of: { kind: "date", date: "2027-03-19" },
      },
      "2027-01",
    ),
    "2027-03-19",
  );
  assert.is(
    at(
      {
        kind: "relative-day",
        n: 2,
        day: "Fri",
        side: "before",
        inclusive: false,
        of: { kind: "date", date: "2027-03-19" },
      },
      "2027-01",
    ),
    "2027-03-05",
  );
  assert.is(
    at({ kind: "offset", n: 2, unit: "calendar", side: "before", of: { kind: "easter" } }, "2027-01"),
    "2027-03-26",
  );
  assert.is(at({ kind: "earlier", of: [lastBusinessDay, thirdFriday] }, "2027-03"), "2027-03-19");
  assert.is(at({ kind: "later", of: [lastBusinessDay, thirdFriday] }, "2027-03"), "2027-03-31");
  assert.is(
    at(
      {
        kind: "offset",
        n: 1,
        unit: "month",
        side: "after",
        monthEnd: "end-of-month",
        of: { kind: "date", date: "2027-02-28" },
      },
      "2027-01",
    ),
    "2027-03-31",
  );
  assert.is(at({ kind: "nth-day", n: -3, day: "business", of: CONTRACT }, "2027-03"), "2027-03-29");
  const inInterval: SpanRule = {
    kind: "between",
    interval: { from: { kind: "date", date: "2027-03-25" }, to: lastBusinessDay, inclusive: false },
  };
  assert.is(at({ kind: "nth-day", n: 2, day: "business", of: inInterval }, "2027-03"), "2027-03-29");
  assert.is(at({ kind: "on-calendar", calendar: "ENGLAND", of: lastBusinessDay }, "2027-05"), "2027-05-28");
});

test("listed, provisional and fixed dates", () => {
  const rows = [{ period: "2027-03", date: "2027-03-12" }];
  const listed: DateRule = { kind: "listed", source: "USDA", rows };
  assert.is(at(listed, "2027-03"), "2027-03-12");
  assert.equal(at(listed, "2027-04"), { kind: "not-in-table", source: "USDA", period: "2027-04" });
  assert.equal(at({ kind: "listed", source: "NONE" }, "2027-04"), { kind: "table-unknown", source: "NONE" });
  const provisional: DateRule = { kind: "provisional", of: lastBusinessDay, source: "USDA", rows };
  const known = (month: string): unknown => {
    const found = resolveDate(provisional, world(NONE), NONE, parsePeriod(month)!.index, "US_EXCHANGE");
    return found.ok && [formatDay(found.value.day), found.value.provisional];
  };
  assert.equal(known("2027-03"), ["2027-03-12", false]);
  assert.equal(known("2027-04"), ["2027-04-30", true]);
});

test("a date fixed when listed keeps the holidays known then", () => {
  // The mourning of 9 January 2025 was announced on 30 December 2024.
  const rule: DateRule = { kind: "fixed-when-listed", of: preceding({ kind: "date", date: "2025-01-09" }) };
  const listedOn = (text: string) => makeWorld({ calendars: MARKET_CALENDARS }, () => parseDay(text));
  assert.is(at(rule, "2025-01", listedOn("2024-06-03"), NONE, "US_EQUITY"), "2025-01-09");
  assert.is(at(rule, "2025-01", listedOn("2025-01-02"), NONE, "US_EQUITY"), "2025-01-08");
  assert.equal(at(rule, "2025-01", world(NONE), NONE, "US_EQUITY"), {
    kind: "not-listed-yet",
    product: "X",
    period: "2025-01",
  });
});

test("the quick way gives the days of the explained way over forty years", () => {
  for (const [id, { rule, on }] of Object.entries(EXPIRY_RULES)) {
    const made = compileDateRule(rule, world(NONE), NONE, on);
    if (!made.ok) continue;
    for (let month = monthOf(1999, 12); month <= monthOf(2038, 2); month++) {
      const explained = made.value.resolve(month);
      assert.is(made.value.day(month), explained.ok ? explained.value.day : NO_DAY, `${id} ${formatMonth(month)}`);
      if (explained.ok) assert.is(explained.value.steps.at(-1)!.day, explained.value.day);
    }
  }
});

test("rules survive JSON", () => {
  for (const { rule } of Object.values(EXPIRY_RULES)) assert.equal(JSON.parse(JSON.stringify(rule)), rule);
});

test.run();
