import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../../src/analysis.ts";
import { parseInstant, tradeDateAt } from "../../../src/emit/calendar/trade-date.ts";
import { engineSessions } from "../../../src/emit/engine-config/sessions.ts";
import { memoryReader } from "../../../src/resolve/memory-reader.ts";
import { inProject } from "../../kit/files.ts";

const files = Object.fromEntries(
  [
    ["holidays.tenor", "test/conformance/time.holidays/valid.tenor"],
    ["with/parts.tenor", "test/bad/with/parts.tenor"],
    ["with/product.tenor", "test/bad/with/product.tenor"],
  ].map(([name, path]) => [name, fs.readFileSync(inProject(path!), "utf8")]),
);
const { models, diagnostics } = analyse(["holidays.tenor"], memoryReader(files));
const model = models.find((one) => one.root === "HOLIDAYS")!;

function asked(text: string) {
  const found = tradeDateAt(model, parseInstant(text)!);
  if (!found.ok) throw new Error(found.problem);
  return found.value;
}

test("the program is without a finding", () => assert.equal(diagnostics, []));

test("an instant is a day, a time and an offset", () => {
  const utc = (text: string) => {
    const found = parseInstant(text);
    return found === undefined ? undefined : new Date(found).toISOString();
  };
  assert.is(utc("2027-03-26T18:30-05:00"), "2027-03-26T23:30:00.000Z");
  assert.is(utc("2027-03-26T18:30:15+05:30"), "2027-03-26T13:00:15.000Z");
  assert.is(utc("2027-03-26T23:30Z"), "2027-03-26T23:30:00.000Z");
  for (const bad of ["2027-03-26", "2027-03-26T18:30", "2027-02-29T10:00Z", "2027-03-26T24:00Z", "2027-03-26 18:30Z"])
    assert.is(utc(bad), undefined, bad);
});

test("the answer and the engine's schedule agree at the edges of every session of a year", () => {
  const { schedule } = engineSessions(model);
  let asks = 0;
  for (const day of schedule) {
    for (const { open, close } of day.sessions) {
      for (const [text, inside] of [
        [open, true],
        [close, false],
      ] as const) {
        const before = formatted(Date.parse(text) - 1000);
        const at = asked(text);
        assert.is(at.state === "open" && at.tradeDate === day.tradeDate, inside, text);
        if (!inside) assert.is(asked(before).state, "open", before);
        else assert.is.not(asked(before).state, "open", before);
        asks += 2;
      }
    }
    if (day.tradeDate > "2028-01-31") break;
  }
  assert.ok(asks > 1_000, `${asks}`);
});

function formatted(instant: number): string {
  return new Date(instant).toISOString().replace(".000Z", "Z");
}

test("a session of a holiday belongs to the next business day, and the reason names the holiday", () => {
  const holiday = asked("2027-01-18T10:00-06:00");
  assert.equal([holiday.state, holiday.tradeDate], ["open", "2027-01-19"]);
  assert.equal(holiday.session.shortened, ["Martin Luther King Jr. Day"]);
  assert.equal(holiday.why, [
    "Mon 18 January 2027, 10:00 in America/Chicago",
    "in the session that began Sun 17 January 2027 17:00 America/Chicago (UTC-06:00) and ends Mon 18 January 2027 12:00 America/Chicago (UTC-06:00), early for Martin Luther King Jr. Day",
    "it ends on a day that is closed: Mon 18 January 2027 is closed on CHICAGO_HOURS: Martin Luther King Jr. Day",
    "it belongs to the next business day, Tue 19 January 2027",
  ]);
});

test("where trading is closed the answer says why and what comes next", () => {
  const friday = asked("2027-03-26T09:00-05:00");
  assert.equal([friday.state, friday.tradeDate, friday.session.open], ["closed", "2027-03-29", "2027-03-28T22:00:00Z"]);
  assert.ok(friday.why.includes("Fri 26 March 2027 is closed on CHICAGO_HOURS: Good Friday"), friday.why.join("\n"));
  const over = asked("2027-11-26T13:00-06:00");
  assert.match(over.why[1]!, /^the trading of Fri 26 November 2027 ended .* early for Day after Thanksgiving$/);
});

test("a pre-open and a halt are neither open nor closed", () => {
  const early = asked("2027-01-12T16:50-06:00");
  assert.equal([early.state, early.tradeDate], ["pre-open", "2027-01-13"]);
  const halt = asked("2027-01-13T12:05-06:00");
  assert.equal([halt.state, halt.tradeDate], ["halt", "2027-01-13"]);
  assert.match(halt.why[1]!, /^a halt of the session/);
  assert.is(asked("2027-01-13T12:15-06:00").state, "open");
});

test("contracts are told as they stand on the trade date: lead, spot, on their last day, and ended by the last close", () => {
  const states = (text: string) => asked(text).contracts.map((one) => `${one.period} ${one.state}`)[0];
  assert.is(states("2027-02-25T10:00-06:00"), "2027-02 trading");
  assert.is(states("2027-02-26T09:59-06:00"), "2027-02 last-day");
  assert.is(states("2027-02-26T10:00-06:00"), "2027-02 ended");
  assert.is(states("2027-02-28T17:00-06:00"), "2027-03 trading");
  const [first, second] = asked("2027-02-26T09:59-06:00").contracts;
  assert.equal([first?.spot, first?.lead, second?.spot, second?.lead], [true, false, false, true]);
});

test("a day that the calendar is not sure about is refused with the calendar and its years", () => {
  const found = tradeDateAt(model, parseInstant("2038-02-01T10:00Z")!);
  assert.not.ok(found.ok);
});

test.run();
