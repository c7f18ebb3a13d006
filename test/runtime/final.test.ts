import { test } from "uvu";
import * as assert from "uvu/assert";
import type { RoundingMode } from "../../src/runtime/exact.ts";
import { parse } from "../../src/runtime/exact.ts";
import { minus } from "../../src/runtime/figure.ts";
import type { FinalReads } from "../../src/runtime/final.ts";
import { averageOverDays, determinedFinal, printOf, readFinal, settleFinal, valueOf } from "../../src/runtime/final.ts";

const reads: FinalReads = {
  averaged: ["X"],
  single: [],
  determination: false,
  signed: false,
  increment: parse("0.001"),
};
const rounding = (mode: RoundingMode, places = 3) => ({
  mode,
  increment: parse(`0.${"1".padStart(places, "0")}`),
  decimals: places,
  text: "round",
  clause: "round",
});

/** The average of these prints from 1 February on. */
function average(prints: readonly string[], mode: RoundingMode = "half-up", places = 3): string {
  const days = prints.map((_, at) => `2027-02-${String(at + 1).padStart(2, "0")}`);
  const input = {
    period: "2027-02",
    days,
    prints: { X: Object.fromEntries(days.map((day, at) => [day, prints[at]])) },
  };
  const final = readFinal(input, reads);
  return settleFinal(
    final,
    averageOverDays(final, (day) => printOf(final, "X", day), "average", "a"),
    rounding(mode, places),
  ).price;
}

const refusal = (input: unknown, more: Partial<FinalReads> = {}): string => {
  try {
    readFinal(input, { ...reads, ...more });
    return "read";
  } catch (thrown) {
    const { code, place, message } = thrown as { code: string; place: string; message: string };
    return `${code} at ${place}: ${message}`;
  }
};

test("the mean is exact, and rounded once", () => {
  assert.is(average(["1", "1", "2"]), "1.333");
  assert.is(average(["1", "1", "2"], "up"), "1.334");
  // Rounding each print first would give 2.001.
  assert.is(average(["2.0005", "2.0004"], "half-up"), "2.000");
  assert.is(average(["2.0005", "2.0005"], "half-up"), "2.001");
  assert.is(average(["2.0005", "2.0005"], "half-down"), "2.000");
});

test("fed funds, November 2024: seven days at 4.83 and twenty-three at 4.58 average to 4.638, so that ZQ settles at 95.362", () => {
  const days = [...Array.from({ length: 7 }, () => "4.83"), ...Array.from({ length: 23 }, () => "4.58")];
  const february = days.slice(0, 28);
  assert.is(average(february), "4.643");
  const input = {
    period: "2024-11",
    days: days.map((_, at) => `2024-11-${String(at + 1).padStart(2, "0")}`),
    prints: { X: Object.fromEntries(days.map((rate, at) => [`2024-11-${String(at + 1).padStart(2, "0")}`, rate])) },
  };
  const final = readFinal(input, reads);
  const rate = averageOverDays(final, (day) => printOf(final, "X", day), "average", "a");
  assert.is(settleFinal(final, rate, rounding("half-up")).price, "4.638");
  assert.is(settleFinal(final, minus(parse("100"), rate), rounding("half-up")).price, "95.362");
});

test("every day is a step with its name, then the average, then the rounding", () => {
  const final = readFinal(
    { period: "2027-02", days: ["2027-02-25", "2027-02-26"], prints: { X: { "2027-02-25": "1", "2027-02-26": "2" } } },
    reads,
  );
  const { steps } = settleFinal(
    final,
    averageOverDays(final, (day) => printOf(final, "X", day), "average", "a"),
    rounding("up"),
  );
  assert.equal(
    steps.map(({ text, value }) => `${text} ${value}`),
    ["Thursday 2027-02-25 1", "Friday 2027-02-26 2", "average 1.5", "round 1.500"],
  );
});

test("a missing day is refused by its name, and so is one that does not count", () => {
  const days = ["2027-02-25", "2027-02-26"];
  const prints = { "2027-02-25": "1", "2027-02-26": "2" };
  const input = { period: "2027-02", days, prints: { X: prints } };
  assert.is(refusal(input), "read");
  const missing =
    "missing-print at prints.X.2027-02-26: prints.X.2027-02-26: expected the print of Friday 2027-02-26, found nothing";
  assert.is(refusal({ ...input, prints: { X: { "2027-02-25": "1" } } }), missing);
  assert.is(refusal({ ...input, prints: { X: { ...prints, "2027-02-26": null } } }), missing);
  assert.match(
    refusal({ ...input, prints: { X: { ...prints, "2027-02-27": "1" } } }),
    /^unexpected-print at prints\.X\.2027-02-27/,
  );
  assert.match(refusal({ ...input, prints: { X: { ...prints, "2027-02-26": "-1" } } }), /^negative-price/);
  assert.match(refusal({ ...input, prints: {} }), /^missing-input at prints\.X/);
  assert.match(refusal({ ...input, days: [...days].reverse() }), /^days-not-ascending at days\[1\]/);
  assert.match(refusal({ ...input, days: ["2027-02-25", "2027-02-25"] }), /^days-not-ascending/);
  assert.match(refusal({ ...input, days: [] }), /^no-days at days/);
  assert.match(refusal({ ...input, days: ["2027-02-30"] }), /^not-a-date at days\[0\]/);
});

test("a single value and a determination are read when they are used", () => {
  const one: FinalReads = {
    averaged: [],
    single: ["X"],
    determination: true,
    signed: false,
    increment: parse("0.001"),
  };
  const final = readFinal({ period: "2027-02", indices: { X: "2.5" } }, one);
  assert.equal(valueOf(final, "X", "c"), parse("2.5"));
  const codeOf = (call: () => unknown): string => {
    try {
      call();
      return "done";
    } catch (thrown) {
      return (thrown as { code: string }).code;
    }
  };
  const wanted = { by: "exchange", under: "Rule 1" };
  assert.is(
    codeOf(() => valueOf(readFinal({ period: "2027-02", indices: { X: null } }, one), "X", "c")),
    "missing-print",
  );
  assert.is(
    codeOf(() => determinedFinal(final, wanted, "c")),
    "determination-needed",
  );
  const determination = { by: "exchange", rule: "Rule 1", value: "2.125", signature: "s" };
  assert.equal(determinedFinal(readFinal({ period: "2027-02", determination }, one), wanted, "c"), parse("2.125"));
  assert.is(
    codeOf(() => settleFinal(final, parse("-1"), rounding("up"))),
    "negative-price",
  );
});

test.run();
