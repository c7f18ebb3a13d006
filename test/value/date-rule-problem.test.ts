import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DateRule, NamedDate, ProductDates, SpanRule } from "../../src/value/date-rule.ts";
import { compileDateRule, compileNamedDate, resolveDate } from "../../src/value/date-rule-compile.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { formatDay, parseDay } from "../../src/value/day.ts";
import { parsePeriod } from "../../src/value/month.ts";
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
test("a day beyond the sure years is refused, also when only a count leads there", () => {
  const unsure = (day: string): object => ({
    kind: "unsure",
    calendar: "US_EXCHANGE",
    day: parseDay(day),
    from: 2000,
    to: 2037,
  });
  assert.equal(at(lastBusinessDay, "2038-01"), unsure("2038-01-31"));
  assert.equal(
    at({ kind: "offset", n: 1, unit: "business", side: "after", of: lastBusinessDay }, "2037-12"),
    unsure("2038-01-01"),
  );
  assert.is(at(thirdFriday, "2038-01"), "2038-01-15", "no calendar is asked for a plain Friday");
});

test("references that go round are refused with their path, also through three products", () => {
  const refer = (id: string, to: string): ProductDates =>
    product(id, [{ name: "d", rule: { kind: "reference", product: to, date: "d" } }]);
  const [a, b, c] = [refer("A", "B"), refer("B", "C"), refer("C", "A")];
  const made = compileNamedDate(world(a, b, c), a, "d");
  assert.equal(made, { ok: false, problem: [{ kind: "reference-cycle", path: ["A.d", "B.d", "C.d", "A.d"] }] });
  const twice = product("T", [
    {
      name: "x",
      rule: {
        kind: "earlier",
        of: [
          { kind: "reference", date: "y" },
          { kind: "reference", date: "y" },
        ],
      },
    },
    { name: "y", rule: thirdFriday },
  ]);
  assert.ok(compileNamedDate(world(twice), twice, "x").ok, "twice is no circle");
});

test("what cannot mean anything is refused with the reason", () => {
  const kinds = (rule: DateRule, calendar: string | undefined = "US_EXCHANGE", of = NONE): unknown => {
    const made = compileDateRule(rule, world(NONE), of, calendar);
    return made.ok
      ? "compiles"
      : made.problem.map((problem) => (problem.kind === "rule-malformed" ? problem.why : problem.kind));
  };
  const missing = compileDateRule(lastBusinessDay, world(NONE), NONE);
  assert.equal(missing, {
    ok: false,
    problem: [{ kind: "calendar-missing", rule: "last business day of contract period" }],
  });
  assert.equal(kinds(lastBusinessDay, "NONE"), ["calendar-unknown"]);
  assert.equal(kinds({ kind: "date", date: "2027-02-29" }), ["the date does not exist"]);
  assert.equal(kinds({ kind: "month-day", month: 2, date: 30 }), ["the date does not exist"]);
  assert.equal(kinds({ kind: "it" }), ["`it` stands only inside `where` and `unless`"]);
  assert.equal(kinds({ kind: "offset", n: 0, unit: "calendar", side: "after", of: thirdFriday }), [
    "an offset is a whole number from 1",
  ]);
  assert.equal(kinds({ kind: "offset", n: 1, unit: "month", side: "after", of: thirdFriday }), [
    "an offset in months says `clamp` or `end-of-month`",
  ]);
  assert.equal(kinds({ kind: "offset", n: 1, unit: "week", side: "after", monthEnd: "clamp", of: thirdFriday }), [
    "only months and years meet the end of a month",
  ]);
  assert.equal(kinds({ kind: "adjustment", roll: "nearest", of: thirdFriday }), ["nearest must say where ties go"]);
  assert.equal(kinds({ kind: "adjustment", roll: "preceding", ties: "following", of: thirdFriday }), [
    "only nearest has ties",
  ]);
  assert.equal(kinds({ kind: "nth-day", n: 0, day: "Fri", of: CONTRACT }), ["days are counted from the 1st"]);
  assert.equal(kinds({ kind: "nth-day", n: 1, day: "Fri", of: { kind: "exact", period: "2027-13" } }), [
    "the period does not exist",
  ]);
  assert.equal(kinds({ kind: "earlier", of: [thirdFriday] }), ["there is nothing to choose from"]);
  assert.equal(kinds({ kind: "reference", date: "nothing" }), ["date-unknown"]);
  assert.equal(kinds({ kind: "reference", product: "NOBODY", date: "d" }), ["product-unknown"]);
  assert.equal(kinds({ kind: "where", of: thirdFriday, condition: { kind: "contract", is: "<", period: "2027" } }), [
    "the contract is named by a month",
  ]);
  assert.equal(kinds({ kind: "where", of: { kind: "easter" }, condition: { kind: "contract-month", months: [1] } }), [
    "`where` filters what is counted, such as `last Thursday of M`",
  ]);
});

test("a period that has no such day is a problem of that period alone", () => {
  const fifth: DateRule = { kind: "nth-day", n: 5, day: "Fri", of: CONTRACT };
  assert.is(at(fifth, "2027-04"), "2027-04-30");
  assert.equal(at(fifth, "2027-03"), { kind: "no-such-day", rule: "5th Friday of contract period", period: "2027-03" });
  assert.equal(at({ kind: "day-of", date: 31, of: CONTRACT }, "2027-04"), {
    kind: "no-such-day",
    rule: "day 31 of contract period",
    period: "2027-04",
  });
  assert.is(at({ kind: "day-of", date: 31, of: CONTRACT, short: "last-day" }, "2027-04"), "2027-04-30");
  const reversed: SpanRule = { kind: "between", interval: { from: lastBusinessDay, to: thirdFriday, inclusive: true } };
  assert.equal(at({ kind: "edge", edge: "start", of: reversed }, "2027-03"), {
    kind: "interval-reversed",
    from: parseDay("2027-03-31"),
    to: parseDay("2027-03-19"),
  });
});

test.run();
