import { fc } from "../../kit/property.ts";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { quantity, shortQuantity, unitWords } from "../../../src/emit/filing/units.ts";
import {
  capital,
  clock,
  count,
  duration,
  ended,
  fullDate,
  list,
  longDate,
  percent,
  periodName,
  plural,
  ratioWords,
  shortDate,
  spaced,
  thousands,
  weekdays,
  withArticle,
  zoneName,
} from "../../../src/emit/filing/words.ts";
import { numberOf } from "../../../src/value/rational.ts";

test("one is singular, all else plural", () => {
  assert.is(count(1, "contract"), "1 contract");
  assert.is(count(0, "contract"), "0 contracts");
  assert.is(count(2000, "contract"), "2,000 contracts");
  assert.is(count(1n, "day"), "1 day");
  assert.equal(["day", "GPU-hour", "Mtoken", "category", "box", "batch", "hours", "USD", "%"].map(plural), [
    ...["days", "GPU-hours", "Mtokens", "categories", "boxes", "batches", "hours", "USD", "%"],
  ]);
});

test("figures are grouped and lose no digit", () => {
  assert.is(thousands("1234567.50000"), "1,234,567.50000");
  assert.is(thousands("-1234.5"), "-1,234.5");
  assert.is(thousands("999"), "999");
  assert.is(thousands("0.00012345"), "0.00012345");
  assert.is(thousands("10000/3"), "10,000/3");
  fc.assert(
    fc.property(fc.bigInt(), fc.stringMatching(/^\d{1,12}$/), (whole, decimals) => {
      const said = thousands(`${whole}.${decimals}`);
      assert.is(said.replaceAll(",", ""), `${whole}.${decimals}`);
      const [before = ""] = said.replace("-", "").split(".");
      assert.match(before, /^\d{1,3}(,\d{3})*$/);
    }),
  );
});

test("lists have one conjunction and no comma before it", () => {
  assert.is(list([]), "");
  assert.is(list(["A"]), "A");
  assert.is(list(["A", "B"]), "A and B");
  assert.is(list(["A", "B", "C"], "or"), "A, B or C");
});

test("percentages and ratios are exact", () => {
  assert.is(percent("0.07"), "7%");
  assert.is(percent("1.1"), "110%");
  assert.is(percent("0.0005"), "0.05%");
  assert.is(percent("1/3"), "100/3%");
  assert.is(ratioWords("0.1"), "1 to 10");
  assert.is(ratioWords("5"), "5 to 1");
  assert.equal(numberOf("-6/4"), { n: -3n, d: 2n });
});

test("dates are said day first, without leading zeros", () => {
  assert.is(longDate("2027-03-31"), "31 March 2027");
  assert.is(longDate("2027-05-01"), "1 May 2027");
  assert.is(fullDate("2027-01-11"), "Monday 11 January 2027");
  assert.is(shortDate("2027-09-06"), "6 Sep 2027");
  assert.is(periodName("2027-02"), "February 2027");
  assert.is(periodName("2027-Q1"), "quarter 1 of 2027");
  assert.throws(() => longDate("2027-02-30"), /a date belongs/);
  assert.throws(() => periodName("soon"), /a period belongs/);
});

test("clock times keep their seconds only where there are some", () => {
  assert.is(clock("16:30:00"), "16:30");
  assert.is(clock("16:30:15"), "16:30:15");
  assert.is(zoneName("America/New_York"), "New York time");
  assert.is(zoneName("America/Argentina/Buenos_Aires"), "Buenos Aires time");
  assert.is(zoneName("UTC"), "UTC");
});

test("lengths of time are said in whole units", () => {
  assert.is(duration(60_000), "1 minute");
  assert.is(duration(120_000), "2 minutes");
  assert.is(duration(5_400_000), "1 hour and 30 minutes");
  assert.is(duration(86_400_000), "24 hours");
  assert.is(duration(172_800_000), "2 days");
  assert.is(duration(1_500), "1 second and 500 milliseconds");
});

test("a run of weekdays is a range, also across the end of the week", () => {
  assert.is(weekdays([7, 1, 2, 3, 4]), "Sunday to Thursday");
  assert.is(weekdays([1, 2, 3, 4, 5]), "Monday to Friday");
  assert.is(weekdays([1, 2]), "Monday and Tuesday");
  assert.is(weekdays([1, 3, 5]), "Monday, Wednesday and Friday");
});

test("small words", () => {
  assert.is(spaced("last-trading-day"), "last trading day");
  assert.is(capital("each"), "Each");
  assert.is(withArticle("exempt commodity"), "an exempt commodity");
  assert.is(withArticle("future"), "a future");
  assert.equal(["a", "a.", "a?", "a [B]", "a”", "“a.”"].map(ended), ["a.", "a.", "a?", "a [B].", "a”.", "“a.”"]);
});

test("quantities carry their unit, a currency before its amount", () => {
  assert.is(quantity("1000", "GPU_hour of H100_SXM"), "1,000 GPU-hours of H100 SXM");
  assert.is(quantity("1", "contract"), "1 contract");
  assert.is(quantity("0.001", "USD / GPU_hour of H100_SXM"), "USD 0.001 per GPU-hour of H100 SXM");
  assert.is(shortQuantity("0.001", "USD / GPU_hour of H100_SXM"), "USD 0.001 per GPU-hour");
  assert.is(quantity("0.7", "GPU_hour of A / GPU_hour of B"), "0.7 GPU-hours of A per GPU-hour of B");
  assert.is(quantity("25", "%"), "25%");
  assert.is(quantity("0.25", "1"), "0.25");
  assert.is(quantity("0.25", "pure number"), "0.25");
  assert.is(unitWords("USD / (GPU_hour * day)"), "USD per GPU-hour times day");
});

test.run();
