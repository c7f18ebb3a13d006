import { test } from "uvu";
import * as assert from "uvu/assert";
import type { IndexReads } from "../../src/model/generated/inputs.ts";
import { nearby } from "../../src/run/instant.ts";
import { isPublished, windowOn } from "../../src/run/window.ts";

const clause = "X";
const reads = (window: IndexReads["window"], publish?: IndexReads["publish"]): IndexReads => ({
  id: "X",
  title: "X",
  function: "x",
  unit: "USD",
  calendar: { id: "W", from: "2027-01-01", to: "2027-12-31", weekend: [6, 7], closed: ["2027-12-27"], clause },
  ...(window === undefined ? {} : { window }),
  ...(publish === undefined ? {} : { publish }),
  inputs: [],
  attributes: [],
  sized: false,
  fallback: [],
  indices: [],
  determinations: [],
  clause,
});
const clock = (from: string, until: string, zone = "Europe/London") =>
  reads({ kind: "clock", from, until, zone, text: "", clause });

test("a clock window follows the clocks of its zone", () => {
  const index = clock("15:00:00", "16:00:00");
  assert.equal(windowOn(index, "2027-02-02"), { from: "2027-02-02T15:00:00Z", until: "2027-02-02T16:00:00Z" });
  // British clocks go forward on 28 March 2027.
  assert.equal(windowOn(index, "2027-03-29"), { from: "2027-03-29T14:00:00Z", until: "2027-03-29T15:00:00Z" });
});

test("a window that ends past midnight ends on the next day", () => {
  assert.equal(windowOn(clock("23:00", "01:00", "UTC"), "2027-02-28"), {
    from: "2027-02-28T23:00:00Z",
    until: "2027-03-01T01:00:00Z",
  });
});

test("a time that the clocks skip or repeat gives no window, but a reason", () => {
  assert.equal(windowOn(clock("01:30", "03:00"), "2027-03-28"), {
    reason: "01:30 in Europe/London is skipped on 2027-03-28, as the clocks change",
  });
  assert.equal(windowOn(clock("00:30", "01:30"), "2027-10-31"), {
    reason: "01:30 in Europe/London comes twice on 2027-10-31, as the clocks change",
  });
});

test("a trailing window ends when the index is published", () => {
  const window = { kind: "trailing", milliseconds: 90_500, text: "", clause } as const;
  assert.equal(windowOn(reads(window, { at: "16:30:00", zone: "Europe/London", clause }), "2027-07-01"), {
    from: "2027-07-01T15:28:29.500Z",
    until: "2027-07-01T15:30:00Z",
  });
  assert.ok("reason" in (windowOn(reads(window), "2027-07-01") ?? {}));
  assert.is(windowOn(reads(undefined), "2027-07-01"), undefined);
});

test("an index is published on the days of its calendar, as far as it is sure", () => {
  const { calendar } = reads(undefined);
  assert.is(isPublished(calendar, "2027-02-02"), true);
  assert.is(isPublished(calendar, "2027-02-06"), false);
  assert.is(isPublished(calendar, "2027-12-27"), false);
  assert.is(isPublished(calendar, "2028-01-03"), undefined);
});

test("inputs of a window of days are as old as it is long, and no older", () => {
  assert.is(nearby("2027-02-01T00:00:00Z", "2027-02-04"), false);
  assert.is(nearby("2027-02-01T00:00:00Z", "2027-02-04", 2), true);
  assert.is(nearby("2027-01-31T23:59:59Z", "2027-02-04", 2), false);
  assert.is(nearby("2027-02-06T00:00:00Z", "2027-02-04", 2), false);
  assert.is(nearby("2020-01-31T23:59:59Z", "2027-02-04", Infinity), true);
});

test.run();
