import { test } from "uvu";
import * as assert from "uvu/assert";
import { inputsOf } from "../../src/emit/calculator/inputs.ts";
import type { IndexReads, Inputs } from "../../src/model/generated/inputs.ts";
import { daysOf, hoursOf } from "../../src/run/window.ts";
import { indexModel, indexText } from "../kit/index-text.ts";
import { inUnit, workedPrint } from "../kit/worked-index.ts";

/**
 * Averages over the hours of a month, as power and gas are settled: which hours count, how many there are where clocks change, and what they come to. The facts
 * are those of section 2.5 of the collection of contract facts: peak hours of PJM, and months of 743, 745 and 720 hours of European gas.
 */
const POWER = `import "std/calendars/power.tenor"`;
const MWH = "USD / MWh";
const RULE = (more: string): string => `  inputs { listings from [ALPHA] }
  window: hours of month
${more}  part: mean of price
  empty-part: no value
  value: mean of hours, round half-even to 0.0001`;
const PEAK = "  hours: 07:00 until 23:00 on business days\n";
const OFF_PEAK = "  hours: all but 07:00 until 23:00 on business days\n";

const COMMON = `import "std/calendars/common.tenor"`;
const placed = (text: string, zone: string, calendar: string): string =>
  inUnit(text, MWH)
    .replace("in UTC on EVERY_DAY", `in ${zone} on ${calendar}`)
    .replace(COMMON, calendar === "EVERY_DAY" ? COMMON : POWER);

function readsOf(rule: string, zone: string, calendar: string): IndexReads {
  const model = indexModel(placed(indexText("HOURLY", rule), zone, calendar), "HOURLY");
  return (JSON.parse(inputsOf(model).content) as Inputs).indices[0] as IndexReads;
}

const hours = (rule: string, date: string, zone = "America/New_York", calendar = "NERC_DAYS"): readonly string[] =>
  hoursOf(readsOf(rule, zone, calendar), date) as readonly string[];

test("a month of gas in Europe has 743 hours in March, 745 in October and 720 in June", () => {
  const count = (date: string): number => hours(RULE(""), date, "Europe/Amsterdam", "EVERY_DAY").length;
  assert.equal(
    ["2027-03-31", "2027-10-31", "2027-06-30", "2027-01-31", "2027-02-28"].map(count),
    [743, 745, 720, 744, 672],
  );
});

test("what a tick of 0.005 EUR is worth on 1 MW in each hour: 3.715 in March, 3.725 in October, 3.60 in 30 days", () => {
  const worth = (date: string): number => (hours(RULE(""), date, "Europe/Amsterdam", "EVERY_DAY").length * 5) / 1000;
  assert.equal(["2027-03-31", "2027-10-31", "2027-06-30"].map(worth), [3.715, 3.725, 3.6]);
});

test("peak hours are sixteen on each weekday but NERC holidays, and off-peak hours are all others", () => {
  // May 2027 has 21 weekdays, one of them Memorial Day on the 31st.
  const [peak, rest, all] = [PEAK, OFF_PEAK, ""].map((more) => hours(RULE(more), "2027-05-31"));
  assert.equal([peak?.length, rest?.length, all?.length], [20 * 16, 31 * 24 - 20 * 16, 744]);
  assert.equal([...(peak ?? []), ...(rest ?? [])].sort(), all);
  // 80 MWh on a peak day of 5 MW.
  assert.is((5 * (peak?.length ?? 0)) / 20, 80);
});

test("an hour that is repeated counts twice, and one that is skipped is none: both lie off peak", () => {
  assert.is(hours(RULE(""), "2027-03-31").length, 743);
  assert.is(hours(RULE(""), "2027-11-30").length, 721);
  assert.is(hours(RULE(PEAK), "2027-03-31").length, 23 * 16);
  assert.is(hours(RULE(OFF_PEAK), "2027-03-31").length, 743 - 23 * 16);
  assert.equal(hours(RULE(OFF_PEAK), "2027-11-07").slice(-24).slice(0, 3), [
    "2027-11-07T05:00:00Z",
    "2027-11-07T06:00:00Z",
    "2027-11-07T07:00:00Z",
  ]);
});

test("holidays of NERC: on a Sunday they are kept on Monday, and on a Saturday not moved", () => {
  const closed = (date: string): boolean => !hours(RULE(PEAK), date).includes(`${date}T18:00:00Z`);
  assert.equal(
    ["2027-07-05", "2026-07-03", "2027-12-24", "2027-11-25", "2027-09-06", "2027-01-01", "2023-01-02"].map(closed),
    [true, false, false, true, true, true, true],
  );
});

const ofHours = (rule: string, date: string, priced: (hour: string, at: number) => string) => {
  const read = hours(rule, date);
  const observations = read.map((time, at) => ({ source: "ALPHA", time, price: priced(time, at) }));
  return { date, hours: read, observations };
};

// Which hours count is given with the inputs, so that the calculator needs neither the zone nor the calendar.
async function print(rule: string, given: ReturnType<typeof ofHours>) {
  return workedPrint(rule, given, MWH);
}

test("the month is the mean of its hours, each once, whatever day it is on", async () => {
  const given = ofHours(RULE(PEAK), "2027-05-31", (_, at) => String(at));
  assert.is((await print(RULE(PEAK), given)).value, "159.5000");
  const march = ofHours(RULE(""), "2027-03-31", (_, at) => (at < 371 ? "20" : "30"));
  // 371 hours at 20 and 372 at 30 of 743.
  assert.is((await print(RULE(""), march)).value, "25.0067");
});

test("an hour of another set is left out with the reason, and one that is missing gives no value", async () => {
  const given = ofHours(RULE(PEAK), "2027-05-31", () => "40");
  const more = [...given.observations, { source: "ALPHA", time: "2027-05-31T15:00:00Z", price: "900" }];
  const { value, evidence } = await print(RULE(PEAK), { ...given, observations: more });
  assert.is(value, "40.0000");
  assert.equal(
    evidence.dropped.map(({ observation, reason }) => [observation, reason]),
    [["320", "in no hour that counts"]],
  );
  const determination = { by: "XDEX", rule: "Rule 901", value: "41.0000", signature: "s" };
  const { value: decided, skipped } = await workedPrint(
    RULE(PEAK),
    { ...given, observations: given.observations.slice(1), determination },
    MWH,
  );
  assert.is(decided, "41.0000");
  assert.match(skipped[0]?.reasons.join() ?? "", /part 1 is empty/);
});

test("hours that overlap, stand twice, go back or are of another month are refused with their place", async () => {
  for (const [given, place, code] of [
    [["2027-05-31T12:00:00Z", "2027-05-31T12:30:00Z"], "hours[1]", "hours-out-of-order"],
    [["2027-05-31T12:00:00Z", "2027-05-31T12:00:00Z"], "hours[1]", "hours-out-of-order"],
    [["2027-05-31T12:00:00Z", "2027-05-31T10:00:00Z"], "hours[1]", "hours-out-of-order"],
    [["2027-04-28T12:00:00Z"], "hours[0]", "instant-far-from-date"],
    [[], "hours", "no-hours"],
  ] as const) {
    let found: { code?: string; place?: string } = {};
    try {
      await print(RULE(PEAK), { date: "2027-05-31", hours: given, observations: [] });
    } catch (thrown) {
      found = thrown as { code: string; place: string };
    }
    assert.equal([found.code, found.place], [code, place]);
  }
});

const DAYS = (window: string): string => `  inputs { listings from [ALPHA] }
  window: ${window}
  part: mean of price
  empty-part: no value
  value: mean of parts, round half-even to 0.01`;

test("a period may be a week, a quarter, a year, or run from the 26th of one month to the 25th of the next", () => {
  const days = (window: string, date: string): (string | number | undefined)[] => {
    const found = daysOf(readsOf(DAYS(window), "UTC", "NERC_DAYS"), date) ?? [];
    return [found[0], found.at(-1), found.length];
  };
  const trade = "business days from day 26 of 1 month before month to day 25 of month";
  assert.equal(days("calendar days of week", "2027-05-06"), ["2027-05-03", "2027-05-06", 4]);
  assert.equal(days("calendar days of quarter", "2027-05-06"), ["2027-04-01", "2027-05-06", 36]);
  assert.equal(days("calendar days of year", "2027-05-06"), ["2027-01-01", "2027-05-06", 126]);
  assert.equal(days(trade, "2027-05-25"), ["2027-04-26", "2027-05-25", 22]);
  assert.equal(days(trade, "2027-05-26"), ["2027-05-26", "2027-05-26", 1]);
  assert.equal(days(trade, "2027-01-04"), ["2026-12-28", "2027-01-04", 5]);
  assert.is(hours(RULE("").replace("hours of month", "hours of week"), "2027-03-14").length, 7 * 24 - 1);
});

test.run();
