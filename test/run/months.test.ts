import { test } from "uvu";
import * as assert from "uvu/assert";
import type { Month } from "../../src/model/generated/engine.ts";
import type { Desk } from "../../src/run/desk.ts";
import { monthsOfDay } from "../../src/run/months.ts";
import { makeSource, span } from "../../src/text/source.ts";

const text = makeSource("market.json", "{}");
const DAYS = ["2027-02-25", "2027-02-26", "2027-03-01", "2027-03-02", "2027-03-03"];

/** A month that trades until 26 February and has its price two trade dates later, and one that goes on. */
const MONTHS = [
  { period: "2027-02", listed: "2027-01-11", lastClose: { date: "2027-02-26" }, price: "2027-03-02" },
  { period: "2027-03", listed: "2027-01-11", lastClose: { date: "2027-03-31" }, price: "2027-04-02" },
].map(({ price, ...one }) => ({ ...one, dates: [{ name: "final-price-day", date: price }], intervals: [] }));

/** The months of a day, or the codes of what is wrong with it; `2027-02` still has its settlement of the day before. */
function on(date: string, months: readonly string[] = ["2027-02", "2027-03"]) {
  const before = DAYS[DAYS.indexOf(date) - 1];
  const settlements = { XYZ: Object.fromEntries(months.map((one) => [one, "1.00"])) };
  const market = { source: text, place: () => span(text, 0, 0), data: { previous: { date: before, settlements } } };
  const schedule = DAYS.map((tradeDate) => ({ tradeDate, sessions: [] }));
  const engine = { product: { id: "XYZ" }, asOf: "2027-02-25", sessions: { schedule }, months: MONTHS };
  const output = { engine, inputs: { final: { priceDay: "final-price-day" } } };
  const desk = { day: { date, market }, output, problems: [] } as unknown as Desk;
  const found = monthsOfDay(desk, MONTHS as unknown as Month[]);
  return {
    problems: desk.problems.map(({ code }) => code),
    open: found?.months.map(({ month, ends, last }) => `${month.period}${last ? " last" : ""}${ends ? " ends" : ""}`),
    waiting: found?.waiting,
  };
}

test("a month whose price is fixed later trades until its last day, waits, and ends on the day of its price", () => {
  assert.equal(on("2027-02-26"), { problems: [], open: ["2027-02 last", "2027-03"], waiting: [] });
  assert.equal(on("2027-03-01"), { problems: [], open: ["2027-03"], waiting: ["2027-02"] });
  assert.equal(on("2027-03-02"), { problems: [], open: ["2027-02 ends", "2027-03"], waiting: [] });
});

test("behind the day of its price a month is in no build", () => {
  assert.equal(on("2027-03-03", ["2027-03"]).problems, ["build-out-of-date"]);
});

test.run();
