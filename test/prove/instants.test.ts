import { fc } from "../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { closing, instantOf, tellingDays } from "../../src/prove/instants.ts";
import { dayOf, weekdayOf } from "../../src/value/day.ts";

const ZONES = ["America/New_York", "Europe/London", "Asia/Tokyo", "Australia/Sydney", "America/Sao_Paulo", "UTC"];

test("two clocks stand to one another on each trade date as on the telling day at or before it", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: dayOf(2024, 1, 1), max: dayOf(2030, 12, 31) }),
      fc.nat(900),
      fc.constantFrom(...ZONES),
      fc.constantFrom(...ZONES),
      fc.integer({ min: 1, max: 7 }),
      (from, length, one, other, closed) => {
        const open = (day: number) => weekdayOf(day) !== closed && weekdayOf(day) !== 7;
        const telling = tellingDays({ from, to: from + length, open }, [one, other]);
        const apart = (day: number) => {
          const [a, b] = [instantOf(day, "16:00:00", one), instantOf(day, "15:00:00", other)];
          return a === undefined || b === undefined ? undefined : b - a;
        };
        let last: number | undefined;
        for (let day = from; day <= from + length; day++) {
          if (telling.includes(day)) last = day;
          if (!open(day)) continue;
          assert.ok(last !== undefined, `${day} is before the first`);
          assert.is(apart(day), apart(last), `${day} differs from ${last}`);
        }
        assert.ok(telling.every(open), "only trade dates tell");
      },
    ),
    { numRuns: 150 },
  );
});

test("a time that follows early closes is the earliest of its day, in the zone that one is told in, and stays where none is earlier", () => {
  const term = { at: "16:00:00", zone: "Europe/London", earlyClose: true, text: "x", clause: "x" };
  const close = (at: string, zone?: string) => ({
    date: "2027-11-26",
    name: "x",
    at,
    ...(zone ? { zone } : {}),
    clause: "x",
  });
  const on = (closes: readonly ReturnType<typeof close>[], given: typeof term = term) => {
    const calendar = { earlyCloses: closes } as unknown as Parameters<typeof closing>[1];
    const { at, zone, early } = closing(given, calendar, dayOf(2027, 11, 26));
    return `${at} ${zone}${early ? " early" : ""}`;
  };
  assert.is(on([]), "16:00:00 Europe/London");
  assert.is(on([close("12:30:00")]), "12:30:00 Europe/London early");
  assert.is(
    on([close("12:30:00", "America/New_York"), close("10:45:00", "America/New_York")]),
    "10:45:00 America/New_York early",
  );
  assert.is(on([close("12:30:00", "America/New_York")]), "16:00:00 Europe/London");
  assert.is(on([close("12:30:00")], { ...term, earlyClose: false }), "16:00:00 Europe/London");
  const other = { earlyCloses: [{ ...close("12:30:00"), date: "2027-11-25" }] } as unknown as Parameters<
    typeof closing
  >[1];
  assert.is(closing(term, other, dayOf(2027, 11, 26)), term);
});

test.run();
