import { test } from "uvu";
import * as assert from "uvu/assert";
import { conditionWords, dateWords, intervalWords, spanWords } from "../../../src/emit/filing/date-words.ts";
import {
  fallbackWords,
  formulaCondition,
  formulaWords,
  roundingWords,
  windowWords,
} from "../../../src/emit/filing/formula-words.ts";
import type { Condition, Formula, Rounding } from "../../../src/model/model.ts";
import type { DateCondition, DateRule, SpanRule } from "../../../src/value/date-rule.ts";

const names = {
  period: "month",
  product: (id: string) => `${id} Futures`,
  calendar: (id: string) => `the calendar of ${id}`,
  index: (id: string) => `${id} Index`,
  body: (name: string) => (name === "exchange" ? "the Exchange" : name),
} as const;

const contract: SpanRule = { kind: "contract" };
const last: DateRule = { kind: "nth-day", n: -1, day: "business", of: contract };
const ltd: DateRule = { kind: "reference", date: "last-trading-day" };
const it: DateRule = { kind: "it" };

const DATES: readonly (readonly [rule: DateRule, words: string])[] = [
  [{ kind: "date", date: "2027-01-11" }, "11 January 2027"],
  [{ kind: "month-day", month: 12, date: 25 }, "25 December"],
  [{ kind: "easter" }, "Easter Sunday"],
  [ltd, "the last trading day"],
  [{ kind: "reference", date: "expiry", product: "GPH" }, "the expiry of GPH Futures"],
  [last, "the last business day of the contract month"],
  [{ kind: "nth-day", n: 1, day: "business", of: contract }, "the first business day of the contract month"],
  [{ kind: "nth-day", n: 3, day: "Fri", of: contract }, "the 3rd Friday of the contract month"],
  [{ kind: "nth-day", n: -3, day: "business", of: contract }, "the 3rd-last business day of the contract month"],
  [{ kind: "day-of", date: 25, of: contract }, "the 25th day of the contract month"],
  [
    { kind: "day-of", date: 31, of: contract, short: "last-day" },
    "the 31st day of the contract month, or its last day where it is shorter",
  ],
  [
    { kind: "relative-day", n: 1, day: "Fri", side: "before", inclusive: true, of: last },
    "the last Friday on or before the last business day of the contract month",
  ],
  [
    { kind: "relative-day", n: 2, day: "Fri", side: "before", inclusive: false, of: ltd },
    "the 2nd-last Friday before the last trading day",
  ],
  [
    { kind: "relative-day", n: 2, day: "Fri", side: "after", inclusive: false, of: ltd },
    "the 2nd Friday after the last trading day",
  ],
  [{ kind: "nearest-day", day: "Wed", to: ltd }, "the Wednesday nearest to the last trading day"],
  [
    { kind: "earlier", of: [ltd, last] },
    "the earlier of the last trading day and the last business day of the contract month",
  ],
  [{ kind: "edge", edge: "end", of: contract }, "the last day of the contract month"],
  [
    { kind: "edge", edge: "start", of: { kind: "between", interval: { from: last, to: ltd, inclusive: true } } },
    "the last business day of the contract month",
  ],
  [
    { kind: "offset", n: 1, unit: "business", side: "after", of: ltd },
    "the first business day after the last trading day",
  ],
  [
    { kind: "offset", n: 5, unit: "business", side: "before", of: ltd },
    "the 5th business day before the last trading day",
  ],
  [
    { kind: "offset", n: 2, unit: "calendar", side: "after", of: { kind: "easter" } },
    "the day 2 days after Easter Sunday",
  ],
  [{ kind: "offset", n: 1, unit: "week", side: "before", of: ltd }, "the day 1 week before the last trading day"],
  [
    { kind: "offset", n: 1, unit: "month", side: "after", of: ltd, monthEnd: "clamp" },
    "the day 1 month after the last trading day (the last day of a month too short for it)",
  ],
  [
    { kind: "adjustment", roll: "preceding", of: { kind: "day-of", date: 25, of: contract } },
    "the 25th day of the contract month, or, where that day is not a business day, the preceding business day",
  ],
  [
    { kind: "on-calendar", calendar: "LON", of: last },
    "the last business day of the contract month (business days of the calendar “the calendar of LON”)",
  ],
  [
    {
      kind: "unless",
      of: ltd,
      condition: { kind: "is-one-of", of: it, days: [{ kind: "month-day", month: 1, date: 1 }] },
      then: last,
    },
    "the last trading day, unless that day is 1 January, and then the last business day of the contract month",
  ],
  [
    { kind: "case", arms: [{ when: { kind: "contract", is: "<", period: "2016-03" }, date: ltd }, { date: last }] },
    "the last trading day where the contract month is before March 2016; the last business day of the contract month otherwise",
  ],
  [{ kind: "listed", source: "SCHEDULE" }, "the date that the schedule SCHEDULE gives"],
  [{ kind: "fixed-when-listed", of: ltd }, "the last trading day, fixed on the day the contract is listed"],
  [
    { kind: "provisional", of: ltd, source: "S" },
    "the last trading day, provisional until the schedule S announces it",
  ],
];

test("every kind of date rule is a phrase that fits behind `is`", () => {
  for (const [rule, words] of DATES) assert.is(dateWords(rule, names), words);
});

test("spans and intervals", () => {
  assert.is(
    spanWords({ kind: "shifted", by: -1, unit: "month", of: contract }, names),
    "the month before the contract month",
  );
  assert.is(
    spanWords({ kind: "shifted", by: 2, unit: "month", of: contract }, names),
    "the 2nd month after the contract month",
  );
  assert.is(spanWords({ kind: "exact", period: "2027-Q1" }, names), "quarter 1 of 2027");
  assert.is(spanWords({ kind: "period-of", unit: "month", day: ltd }, names), "the month of the last trading day");
  assert.is(
    spanWords({ kind: "part", unit: "month", which: "first", of: contract }, names),
    "the first month of the contract month",
  );
  assert.is(spanWords({ kind: "named-month", month: 5 }, names), "May of the year in which the contract month begins");
  assert.is(
    spanWords({ kind: "nearest", product: "ES", date: "expiry", inclusive: true, from: ltd }, names),
    "the nearest contract of ES Futures whose expiry falls on or after the last trading day",
  );
  assert.is(
    intervalWords({ from: last, to: ltd, inclusive: false }, names),
    "from the last business day of the contract month until, and not including, the last trading day",
  );
});

test("conditions on dates", () => {
  const says = (condition: DateCondition, words: string) => assert.is(conditionWords(condition, names), words);
  says({ kind: "contract", is: "<=", period: "2016-03" }, "the contract month is up to and including March 2016");
  says({ kind: "contract", is: "=", period: "2016-03" }, "the contract month is March 2016");
  says({ kind: "contract-month", months: [3, 6] }, "the contract month begins in March or June");
  says({ kind: "open", of: it, calendar: "LON" }, "that day is a business day on the calendar “the calendar of LON”");
  says({ kind: "not", of: { kind: "open", of: it } }, "it is not so that that day is a business day");
  says(
    { kind: "compare", left: ltd, is: ">=", right: last },
    "the last trading day falls on or after the last business day of the contract month",
  );
  says({ kind: "any", of: [{ kind: "open", of: it }] }, "any of these holds: that day is a business day");
});

const at = { unit: "USD / GPU_hour of H100", clause: "X" } as const;
const number = (value: string): Formula => ({ op: "number", value, ...at });
const index: Formula = { op: "index", index: "H100", ...at };

test("formulas: an inner calculation stands in parentheses, every figure has its unit", () => {
  const sum: Formula = { op: "add", left: number("1"), right: number("2"), ...at };
  assert.is(
    formulaWords(
      { op: "multiply", left: sum, right: { op: "number", value: "3", unit: "1", clause: "X" }, ...at },
      names,
    ),
    "(USD 1 per GPU-hour of H100 plus USD 2 per GPU-hour of H100) multiplied by 3",
  );
  assert.is(
    formulaWords({ op: "minimum", left: index, right: number("2"), ...at }, names),
    "the lower of the value of the H100 Index and USD 2 per GPU-hour of H100",
  );
  assert.is(
    formulaWords(
      {
        op: "average",
        of: index,
        over: { kind: "days", days: "business", of: "contract-period", text: "", clause: "X" },
        ...at,
      },
      names,
    ),
    "the arithmetic mean of the values of the H100 Index for each business day of the contract month",
  );
  assert.is(
    formulaWords({ op: "determination", by: "exchange", under: "901", ...at }, names),
    "the price determined by the Exchange under Rule 901",
  );
  const what = ["vwap", "midpoint", "last", "volume", "width", "count"] as const;
  assert.equal(
    what.map((one) => formulaWords({ op: "observe", what: one, of: "trades", month: "lead", ...at }, names)),
    [
      "the volume-weighted average price of trades in the lead month",
      "the midpoint between the best bid and the best offer in the lead month",
      "the price of the last of the trades in the lead month",
      "the volume of trades in the lead month",
      "the difference between the best bid and the best offer in the lead month",
      "the number of trades in the lead month",
    ],
  );
});

test("windows", () => {
  assert.is(
    windowWords({ kind: "trailing", milliseconds: 60_000, text: "", clause: "X" }, names),
    "in the last minute before the daily settlement time",
  );
  assert.is(
    windowWords({ kind: "trailing", milliseconds: 120_000, text: "", clause: "X" }, names),
    "in the last 2 minutes before the daily settlement time",
  );
  const clock = { kind: "clock", from: "15:00:00", until: "16:00:00", text: "", clause: "X" } as const;
  assert.is(windowWords({ ...clock, parts: 1 }, names), "from 15:00 until 16:00");
  assert.is(
    windowWords({ ...clock, parts: 12 }, names, " UTC"),
    "from 15:00 until 16:00 UTC, divided into 12 equal parts",
  );
});

test("each rounding mode has words of its own", () => {
  const modes: readonly Rounding["mode"][] = [
    ...(["half-even", "half-away", "half-up", "half-down", "nearest-ties-toward"] as const),
    ...(["up", "down", "away", "toward-zero", "toward"] as const),
  ];
  const words = modes.map((mode) => roundingWords({ mode, increment: "0.0001", clause: "X" }, at.unit));
  assert.is(new Set(words).size, modes.length);
  for (const one of words) assert.match(one, /^rounded .*multiple of USD 0\.0001 per GPU-hour/);
});

test("conditions and fallbacks", () => {
  const compare: Condition = { op: "compare", comparison: ">=", left: index, right: number("2"), clause: "X" };
  assert.is(formulaCondition(compare, names), "the value of the H100 Index is at least USD 2 per GPU-hour of H100");
  assert.is(
    formulaCondition(
      {
        op: "or",
        operands: [
          { op: "and", operands: [compare, compare], clause: "X" },
          { op: "fails", what: "quorum", clause: "X" },
        ],
        clause: "X",
      },
      names,
    ),
    `(${formulaCondition(compare, names)} and ${formulaCondition(compare, names)}) or the quorum is not met`,
  );
  assert.is(
    fallbackWords({ kind: "previous", atMost: 1, text: "", clause: "X" }, names),
    "The last value published is used again, for one publication.",
  );
  assert.is(
    fallbackWords({ kind: "substitute", use: "offers", inPlaceOf: "trades", text: "", clause: "X" }, names),
    "The value is calculated from offers in place of trades.",
  );
});

test("a value read once is of a day that is named, and an average names its own days", () => {
  const index: Formula = { op: "index", index: "H100", unit: "USD", clause: "F" };
  const over = { kind: "days", days: "business", of: "contract-period", text: "", clause: "F" } as const;
  const once = { ...names, once: " on the last trading day" };
  assert.is(formulaWords(index, once), "the value of the H100 Index on the last trading day");
  assert.is(
    formulaWords({ op: "average", of: index, over, unit: "USD", clause: "F" }, once),
    "the arithmetic mean of the values of the H100 Index for each business day of the contract month",
  );
});

test.run();
