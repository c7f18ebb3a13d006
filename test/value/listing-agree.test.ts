import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import type { DateRule, ProductDates } from "../../src/value/date-rule.ts";
import type { ListingGroup, ListingRule } from "../../src/value/listing.ts";
import type { SlowGroup } from "./slow-listing.ts";
import type { CalendarData } from "../../src/value/calendar.ts";
import { makeWorld } from "../../src/value/date-rule-world.ts";
import { formatDay } from "../../src/value/day.ts";
import { compileListing } from "../../src/value/listing-periods.ts";
import { formatPeriod } from "../../src/value/month.ts";
import { US_EXCHANGE } from "./market-calendars.ts";
import { fromIso, slowCalendar, utc } from "./slow-calendar.ts";
import { slowDate } from "./slow-dates.ts";
import { slowListing } from "./slow-listing.ts";

const CONTRACT = { kind: "contract" } as const;
const LASTS: readonly DateRule[] = [
  { kind: "nth-day", n: -1, day: "business", of: CONTRACT },
  { kind: "adjustment", roll: "preceding", of: { kind: "nth-day", n: 3, day: "Fri", of: CONTRACT } },
  {
    kind: "offset",
    n: 3,
    unit: "business",
    side: "before",
    of: {
      kind: "adjustment",
      roll: "preceding",
      of: { kind: "day-of", date: 25, of: { kind: "shifted", by: -1, unit: "month", of: CONTRACT } },
    },
  },
];
const LAST: DateRule = { kind: "reference", date: "last-trading-day" };
const ADDS: readonly DateRule[] = [
  { kind: "offset", n: 1, unit: "business", side: "after", of: LAST },
  { kind: "offset", n: 2, unit: "week", side: "before", of: LAST },
  LAST,
];

const months = fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
const extent = fc.oneof(
  fc.record({ kind: fc.constant("count" as const), count: fc.integer({ min: 1, max: 9 }) }),
  fc.record({ kind: fc.constant("within" as const), count: fc.integer({ min: 1, max: 30 }) }),
  fc.record(
    {
      kind: fc.constant("through-year" as const),
      years: fc.integer({ min: 0, max: 3 }),
      after: fc.integer({ min: 1, max: 12 }),
      month: fc.integer({ min: 1, max: 12 }),
    },
    { requiredKeys: ["kind", "years"] },
  ),
);
const group: fc.Arbitrary<ListingGroup> = fc.record(
  {
    join: fc.constantFrom("then" as const, "and"),
    members: fc.oneof(
      fc.constant({ kind: "consecutive" as const }),
      months.map((list) => ({ kind: "cycle" as const, months: list })),
    ),
    extent,
    except: months.filter((list) => list.length < 3),
  },
  { requiredKeys: ["join", "members", "extent"] },
);
const FIRST = "2026-02-17";
/** Three groups of nine Januaries reach past the years that the shipped calendar is sure of; its rules go on. */
const LONG = { ...US_EXCHANGE, to: 2099 } as CalendarData;

test("random listings agree, day for day, with a diary that is kept in another way", () => {
  const world = makeWorld({ calendars: [LONG] });
  const calendars = { US_EXCHANGE: slowCalendar(LONG, () => LONG) };
  const seen = { days: 0, refused: 0, changes: 0 };
  fc.assert(
    fc.property(
      fc.array(group, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...LASTS),
      fc.constantFrom(...ADDS),
      fc.uniqueArray(fc.integer({ min: 0, max: 900 }), { minLength: 4, maxLength: 6 }),
      (groups, last, add, offsets) => {
        const product: ProductDates = {
          id: "P",
          period: "month",
          dates: [{ name: "last-trading-day", rule: last, calendar: "US_EXCHANGE" }],
        };
        const rule: ListingRule = { first: FIRST, groups, add, last: LAST, calendar: "US_EXCHANGE" };
        const made = compileListing(rule, world, product);
        if (!made.ok) {
          assert.ok(made.problem.every((one) => one.kind === "listing-empty"));
          seen.refused += 1;
          return;
        }
        const day = (of: DateRule) => {
          const known = new Map<string, number>();
          return (month: string): number => {
            const [y, m] = [Number(month.slice(0, 4)), Number(month.slice(5))];
            const found =
              known.get(month) ??
              slowDate(of, {
                calendars,
                products: { P: product },
                product,
                first: utc(y, m, 1),
                last: utc(y, m + 1, 1) - 1,
                calendar: "US_EXCHANGE",
              });
            known.set(month, found);
            return found;
          };
        };
        const slow: SlowGroup[] = groups.map(({ join, members, extent: reach, except = [] }) => ({
          join,
          counts: (m) => (members.kind !== "cycle" || members.months.includes(m)) && !except.includes(m),
          extent: reach as SlowGroup["extent"],
        }));
        const start = fromIso(FIRST);
        const asked = [...offsets].sort((a, b) => a - b).map((by) => start + by);
        const expected = slowListing(start, slow, { last: day(last), add: day(add) }, asked);
        const found = asked.map((asOf) => {
          const on = made.value.on(asOf);
          if (!on.ok) throw new Error(JSON.stringify(on.problem));
          return on.value
            .map((one) => `${formatPeriod("month", one.period)} since ${formatDay(one.listed)}`)
            .join(", ");
        });
        assert.equal(found, expected, JSON.stringify(rule));
        seen.days += asked.length;
        // Between two days: what came later and is still there, and what was there and left, is what tells the two apart.
        const [from, to] = [asked[0]!, asked.at(-1)!];
        const during = made.value.during(from, to);
        assert.ok(during.ok);
        if (!during.ok) return;
        const names = (text: string): string[] => (text === "" ? [] : text.split(", ").map((one) => one.slice(0, 7)));
        const spell = (keep: (one: { listed: number; last: number }) => boolean): string[] =>
          during.value.filter(keep).map((one) => formatPeriod("month", one.period));
        assert.equal(
          spell(({ listed }) => listed <= from),
          names(expected[0]!),
        );
        assert.equal(
          spell((one) => one.last >= to),
          names(expected.at(-1)!),
        );
        seen.changes += spell((one) => one.listed > from).length;
      },
    ),
    { numRuns: 60 },
  );
  assert.ok(seen.days > 150 && seen.changes > 100, JSON.stringify(seen));
});

test.run();
