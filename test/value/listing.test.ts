import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DateRule, ProductDates } from "../../src/value/date-rule.ts";
import type { ListingGroup, ListingRule } from "../../src/value/listing.ts";
import { compileDateRule } from "../../src/value/date-rule-compile.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { formatDay, parseDay } from "../../src/value/day.ts";
import { listedMonths } from "../../src/value/listing-window.ts";
import { compileListing, leadPeriod } from "../../src/value/listing-periods.ts";
import { formatPeriod } from "../../src/value/month.ts";
import { MARKET_CALENDARS } from "./market-calendars.ts";

const lastBusinessDay: DateRule = { kind: "nth-day", n: -1, day: "business", of: { kind: "contract" } };
const LAST: DateRule = { kind: "reference", date: "last-trading-day" };
const ADD: DateRule = { kind: "offset", n: 1, unit: "business", side: "after", of: LAST };
const QUARTERS = [3, 6, 9, 12];

const product = (rule: DateRule = lastBusinessDay, period: ProductDates["period"] = "month"): ProductDates => ({
  id: "GPH",
  period,
  dates: [{ name: "last-trading-day", rule, calendar: "US_EXCHANGE" }],
});
const world = makeWorld({ calendars: MARKET_CALENDARS });
const consecutive = (count: number): ListingGroup => ({
  join: "and",
  members: { kind: "consecutive" },
  extent: { kind: "count", count },
});
const cycle = (join: "then" | "and", count: number, months: readonly number[] = QUARTERS): ListingGroup => ({
  join,
  members: { kind: "cycle", months },
  extent: { kind: "count", count },
});
const rule = (groups: readonly ListingGroup[], more: Partial<ListingRule> = {}): ListingRule => ({
  first: "2027-01-11",
  groups,
  add: ADD,
  last: LAST,
  calendar: "US_EXCHANGE",
  ...more,
});
function compiled(listing: ListingRule, of: ProductDates = product()) {
  const made = compileListing(listing, world, of);
  if (!made.ok) throw new Error(JSON.stringify(made.problem));
  return made.value;
}
function on(listing: ListingRule, asOf: string, of: ProductDates = product()): unknown {
  const found = compiled(listing, of).on(parseDay(asOf)!);
  return found.ok ? found.value.map((one) => formatPeriod(of.period, one.period)).join(" ") : found.problem;
}

const FLAGSHIP = rule([consecutive(12), cycle("then", 4)]);

test("twelve consecutive months, then four of the quarterly cycle", () => {
  assert.is(on(FLAGSHIP, "2027-01-10"), "", "nothing before the first listing day");
  assert.is(
    on(FLAGSHIP, "2027-01-11"),
    "2027-01 2027-02 2027-03 2027-04 2027-05 2027-06 2027-07 2027-08 2027-09 2027-10 2027-11 2027-12 2028-03 2028-06 2028-09 2028-12",
  );
});

test("a first contract month keeps an earlier one out, and the counts begin with it", () => {
  const listed = compileListing(rule([consecutive(2)], { firstPeriod: "2027-02" }), world, product());
  assert.ok(listed.ok);
  const on = (day: string) => {
    const found = listed.ok ? listed.value.on(parseDay(day)!) : listed;
    assert.ok(found.ok);
    return found.ok ? found.value.map((one) => formatPeriod("month", one.period)) : [];
  };
  assert.equal(on("2027-01-11"), ["2027-02", "2027-03"]);
  assert.equal(on("2027-03-01"), ["2027-03", "2027-04"]);
  assert.not.ok(compileListing(rule([consecutive(2)], { firstPeriod: "2027-Q1" }), world, product()).ok);
});

test("the next month is added one business day after the expiry, not before and not later", () => {
  const listing = compiled(FLAGSHIP);
  const names = (asOf: string): readonly string[] => {
    const found = listing.on(parseDay(asOf)!);
    return found.ok ? found.value.map((one) => formatPeriod("month", one.period)) : [JSON.stringify(found.problem)];
  };
  assert.ok(names("2027-01-29").includes("2027-01"), "Fri 29 January is its last trading day");
  assert.not.ok(names("2027-01-30").includes("2027-01"));
  assert.not.ok(names("2027-01-31").includes("2028-01"));
  assert.ok(names("2027-02-01").includes("2028-01"));
  assert.is(names("2027-02-01").length, 16);
  const during = listing.during(parseDay("2027-01-29")!, parseDay("2027-02-26")!);
  assert.ok(during.ok && during.value.length === 17, "those of the first day and the one that came");
  const came = during.ok ? during.value.filter((one) => one.listed > parseDay("2027-01-29")!) : [];
  assert.equal(
    came.map((one) => [formatPeriod("month", one.period), formatDay(one.listed)]),
    [["2028-01", "2027-02-01"]],
  );
});

test("a month of the cycle stays listed since the day it first was", () => {
  const found = compiled(FLAGSHIP).on(parseDay("2027-06-15")!);
  assert.ok(found.ok);
  if (!found.ok) return;
  const since = Object.fromEntries(
    found.value.map((one) => [formatPeriod("month", one.period), formatDay(one.listed)]),
  );
  assert.is(since["2028-03"], "2027-01-11");
  assert.is(since["2028-04"], "2027-05-03", "April 2027 expired on Fri 30 April");
  assert.is(since["2029-03"], "2027-04-01", "March 2028 became one of the consecutive months then");
});

test("`and` is a union, counted from the front", () => {
  assert.is(on(rule([consecutive(3), cycle("and", 3)]), "2027-01-11"), "2027-01 2027-02 2027-03 2027-06 2027-09");
  assert.is(on(rule([cycle("and", 3)]), "2027-01-11"), "2027-03 2027-06 2027-09");
  assert.is(
    on(rule([consecutive(2), cycle("then", 2, [6, 12]), cycle("then", 1, [12])]), "2027-01-11"),
    "2027-01 2027-02 2027-06 2027-12 2028-12",
  );
});

test("annual roll-out, exclusions", () => {
  const years: ListingGroup = {
    join: "and",
    members: { kind: "consecutive" },
    extent: { kind: "through-year", years: 1, after: 10 },
    except: [8],
  };
  const names = on(rule([years]), "2027-10-15") as string;
  assert.ok(names.startsWith("2027-10 ") && names.endsWith(" 2028-12") && !names.includes("2028-08"));
  assert.ok(
    (on(rule([years]), "2027-11-01") as string).endsWith(" 2029-12"),
    "the next year is listed when October has expired",
  );
});

test("any of a cycle within so many months, and a year that is added when another month than December has expired", () => {
  const within: ListingGroup = {
    join: "and",
    members: { kind: "cycle", months: [6, 12] },
    extent: { kind: "within", count: 30 },
  };
  assert.is(
    on(rule([consecutive(3), within]), "2027-01-11"),
    "2027-01 2027-02 2027-03 2027-06 2027-12 2028-06 2028-12 2029-06",
  );
  assert.is(on(rule([consecutive(1), within]), "2027-07-01"), "2027-07 2027-12 2028-06 2028-12 2029-06 2029-12");
  const through = (years: number, after: number, month: number): ListingGroup => ({
    join: "and",
    members: { kind: "cycle", months: [3, 5, 7, 9, 12] },
    extent: { kind: "through-year", years, after, month },
  });
  assert.ok((on(rule([through(3, 12, 7)]), "2027-12-31") as string).endsWith(" 2030-05 2030-07"));
  assert.ok((on(rule([through(3, 12, 7)]), "2028-01-03") as string).endsWith(" 2031-05 2031-07"));
  assert.ok((on(rule([through(1, 7, 12)]), "2027-07-30") as string).endsWith(" 2028-12"));
  assert.ok((on(rule([through(1, 7, 12)]), "2027-08-02") as string).endsWith(" 2029-12"), "July has expired");
  const tail = rule([
    { ...through(1, 12, 12), members: { kind: "consecutive" } },
    { ...consecutive(2), join: "then" },
  ]);
  assert.ok((on(tail, "2027-01-11") as string).endsWith(" 2028-12 2029-01 2029-02"), "and two more behind the year");
});

test("an exact list needs no next one: what has expired leaves, and nothing is added", () => {
  const { add: _, ...base } = rule([
    { join: "and", members: { kind: "exact", periods: ["2027-06", "2027-03", "2028-03"] }, extent: { kind: "all" } },
  ]);
  assert.is(on(base, "2027-01-11"), "2027-03 2027-06 2028-03");
  assert.is(on(base, "2027-04-01"), "2027-06 2028-03");
  assert.is(on(base, "2029-01-01"), "");
  assert.is(on({ ...base, add: ADD }, "2027-04-01"), "2027-06 2028-03");
  assert.is(on({ ...base, add: ADD }, "2029-01-02"), "");
  const late = { ...base, first: "2027-03-31" };
  assert.is(on(late, "2027-03-31"), "2027-03 2027-06 2028-03", "on its last day it can still be listed");
  assert.is(on({ ...base, first: "2029-03-31" }, "2029-03-31"), "");
});

test("the months of the year a listing can have are told where not all do, for what is measured by them", () => {
  assert.equal(listedMonths([cycle("and", 4), { ...cycle("then", 2, [6, 12, 2]), except: [2] }]), [3, 6, 9, 12]);
  assert.is(listedMonths([consecutive(2), cycle("then", 4)]), undefined);
  assert.equal(listedMonths([{ ...consecutive(2), except: [1, 2, 3, 4, 5, 6, 7] }]), [8, 9, 10, 11, 12]);
  const exact = {
    join: "and",
    members: { kind: "exact", periods: ["2028-03", "2027-02"] },
    extent: { kind: "all" },
  } as const;
  assert.equal(listedMonths([exact]), [2, 3]);
});

test("dailies on some weekdays only", () => {
  const day: DateRule = { kind: "edge", edge: "start", of: { kind: "contract" } };
  const days: ListingGroup = {
    join: "and",
    members: { kind: "open-days", calendar: "US_EXCHANGE", weekdays: ["Tue", "Fri"] },
    extent: { kind: "count", count: 3 },
  };
  const listed = on(rule([days]), "2027-03-24", product(day, "day"));
  assert.is(listed, "2027-03-30 2027-04-02 2027-04-06", "26 March 2027 is Good Friday");
});

test("weeklies by the number of their Friday, and dailies on business days", () => {
  const friday: DateRule = {
    kind: "adjustment",
    roll: "preceding",
    of: { kind: "nth-day", n: 1, day: "Fri", of: { kind: "contract" } },
  };
  const weeks: ListingGroup = {
    join: "and",
    members: { kind: "weeks-of-month", weeks: [1, 2, 4], weekday: "Fri" },
    extent: { kind: "count", count: 4 },
  };
  assert.is(on(rule([weeks]), "2027-03-08", product(friday, "week")), "2027-W10 2027-W12 2027-W13 2027-W14");
  const day: DateRule = { kind: "edge", edge: "start", of: { kind: "contract" } };
  const days: ListingGroup = {
    join: "and",
    members: { kind: "open-days", calendar: "US_EXCHANGE" },
    extent: { kind: "count", count: 3 },
  };
  assert.is(on(rule([days]), "2027-03-25", product(day, "day")), "2027-03-25 2027-03-29 2027-03-30");
});

test("a contract that is replaced before it expires stays listed to its last day", () => {
  const early: DateRule = { kind: "nth-day", n: 1, day: "business", of: { kind: "contract" } };
  assert.is(on(rule([consecutive(2)], { add: early }), "2027-02-15"), "2027-02 2027-03 2027-04");
  const fromThen = rule([consecutive(2)], { add: early, first: "2027-02-01" });
  assert.is(on(fromThen, "2027-02-01"), "2027-03 2027-04", "February is replaced on the very day listing begins");
});

test("the lead month ends on the first business day of it", () => {
  const listed = compiled(FLAGSHIP).on(parseDay("2027-03-01")!);
  const until = compileDateRule(
    { kind: "nth-day", n: 1, day: "business", of: { kind: "contract" } },
    world,
    product(),
    "US_EXCHANGE",
  );
  assert.ok(listed.ok && until.ok);
  if (!listed.ok || !until.ok) return;
  const lead = (asOf: string): unknown => {
    const found = leadPeriod(listed.value, until.value, parseDay(asOf)!);
    return found.ok && found.value !== undefined && formatPeriod("month", found.value.period);
  };
  assert.is(lead("2027-02-28"), "2027-03");
  assert.is(lead("2027-03-01"), "2027-04");
});

test("listings that cannot be are refused", () => {
  const problems = (listing: ListingRule): unknown => {
    const made = compileListing(listing, world, product());
    return made.ok ? "compiles" : made.problem.map((one) => ("why" in one ? one.why : one.kind));
  };
  assert.equal(problems(rule([])), ["it lists nothing"]);
  assert.equal(problems(rule([consecutive(0)])), ["a group of 0 lists nothing that can be counted"]);
  assert.equal(problems(rule([consecutive(1)], { first: "2027-02-30" })), ["`2027-02-30` does not exist"]);
  assert.equal(problems(rule([consecutive(1)], { add: { kind: "reference", date: "none" } })), ["date-unknown"]);
  const empty = (group: number, why: string) => [{ kind: "listing-empty", group, why }];
  const whole = (listing: ListingRule): unknown => {
    const made = compileListing(listing, world, product());
    return made.ok ? "compiles" : made.problem;
  };
  assert.equal(whole(rule([cycle("and", 2, [])])), empty(0, "no-months"));
  const all = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
  assert.equal(whole(rule([consecutive(2), { ...consecutive(3), except: all }])), empty(1, "all-excepted"));
  assert.equal(whole(rule([{ ...cycle("and", 2, [3, 6]), except: [3, 6, 9] }])), empty(0, "all-excepted"));
  const weeks = { kind: "weeks-of-month", weeks: [6], weekday: "Fri" } as const;
  assert.equal(
    whole(rule([{ join: "and", members: weeks, extent: { kind: "count", count: 2 } }])),
    empty(0, "no-weeks"),
  );
  const exactly = (...periods: string[]): ListingGroup => ({
    join: "and",
    members: { kind: "exact", periods },
    extent: { kind: "all" },
  });
  assert.equal(whole(rule([exactly("2027-03", "2027-06", "2027-03")])), [{ kind: "listing-twice", period: "2027-03" }]);
  assert.equal(problems(rule([exactly("2027-Q1")])), ["`2027-Q1` is no contract month"]);
  const { add: _, ...without } = rule([consecutive(2)]);
  assert.equal(problems(without), ["it does not say when the next is added"]);
  const backwards: DateRule = {
    kind: "case",
    arms: [
      { when: { kind: "contract", is: "=", period: "2027-05" }, date: { kind: "date", date: "2027-02-10" } },
      { date: lastBusinessDay },
    ],
  };
  assert.equal(on(rule([consecutive(12)]), "2027-02-01", product(backwards)), {
    kind: "listing-out-of-order",
    earlier: "2027-04",
    later: "2027-05",
  });
  const gone: DateRule = {
    kind: "case",
    arms: [
      { when: { kind: "contract", is: "=", period: "2028-01" }, date: { kind: "date", date: "2027-01-20" } },
      { date: lastBusinessDay },
    ],
  };
  assert.equal(on(rule([consecutive(12)]), "2027-02-01", product(gone)), {
    kind: "expires-before-listed",
    period: "2028-01",
    listed: parseDay("2027-02-01"),
    last: parseDay("2027-01-20"),
  });
  const unsure = on(rule([consecutive(12)]), "2037-06-01") as { kind: string };
  assert.is(unsure.kind, "unsure");
});

test("a listing from a table begins with its first row", () => {
  const rows = ["02", "03", "04", "05"].map((m) => ({ period: `2027-${m}`, date: `2027-${m}-12` }));
  const of = product({ kind: "listed", source: "USDA", rows });
  assert.is(on(rule([consecutive(3)]), "2027-01-11", of), "2027-02 2027-03 2027-04");
  assert.equal(on(rule([consecutive(3)]), "2027-03-15", of), {
    kind: "not-in-table",
    source: "USDA",
    period: "2027-06",
  });
});

test("listing has no gap, only moves forward, and does not depend on the order of questions", () => {
  const shape = fc.record({
    near: fc.integer({ min: 1, max: 14 }),
    far: fc.integer({ min: 1, max: 6 }),
    join: fc.constantFrom("then" as const, "and"),
  });
  fc.assert(
    fc.property(
      shape,
      fc.uniqueArray(fc.integer({ min: 0, max: 2_000 }), { minLength: 4, maxLength: 8 }),
      ({ near, far, join }, offsets) => {
        const data = rule([consecutive(near), cycle(join, far)]);
        const shared = compiled(data);
        const start = parseDay("2027-01-11")!;
        let previous: readonly number[] = [];
        for (const asOf of offsets.map((by) => start + by)) {
          const [a, b] = [shared.on(asOf), compiled(data).on(asOf)];
          assert.equal(a, b);
        }
        for (const asOf of [...offsets].sort((a, b) => a - b).map((by) => start + by)) {
          const found = shared.on(asOf);
          assert.ok(found.ok);
          if (!found.ok) return;
          const periods = found.value.map((one) => one.period);
          // Between an expiry and the day the next month is added the nearest month may be missing, never one inside.
          for (let i = 1; i < Math.min(near - 1, periods.length); i++) assert.is(periods[i], periods[i - 1]! + 1);
          const still = previous.filter((period) => !periods.includes(period));
          assert.ok(
            still.every((period) => period < (periods[0] ?? Infinity)),
            "only what has expired leaves",
          );
          assert.ok(found.value.every((one) => one.listed <= asOf && asOf <= one.last));
          previous = periods;
        }
      },
    ),
    { numRuns: 40 },
  );
});

test.run();
