import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { analyse } from "../../src/analysis.ts";
import type { Code } from "../../src/diagnostic/catalogue.ts";
import { memoryReader } from "../../src/resolve/memory-reader.ts";
import { filesBelow, inProject } from "../kit/files.ts";

const PATH = "gpu/gph.tenor";
const specs = Object.fromEntries(
  filesBelow("specs", (file) => /\.(?:tenor|csv)$/.test(file)).map((file) => [
    file.slice("specs/".length),
    fs.readFileSync(inProject(file), "utf8"),
  ]),
);
const gph = specs[PATH] as string;

/** What a designer wrote in the place of what stands in GPH, the one finding, and its help; with its fix GPH is without a finding. */
type Slip = readonly [stands: string, wrote: string, code: Code, help: string];

const DAY = "last-trading-day:     last business day of contract month";
const PAID = "final-settlement-day: 1 business day after last-trading-day";
const FIRST = "first:       2027-01-11";
const MONTHS = "months:      12 consecutive, then 4 of [Mar, Jun, Sep, Dec]";
const TRADE = "Sun..Thu 17:00 until 16:00 next day";
const BAND = "[7%, 13%, 20%]";
const ROUND = "round: half-away to tick.settlement";

const slips: readonly Slip[] = [
  // Date rules as contracts in English have them.
  [
    DAY,
    "last-trading-day: third Friday of the contract month",
    "word-not-here",
    "write `3rd Friday of contract month`",
  ],
  [
    DAY,
    "last-trading-day: the 25th day of the delivery month or preceding business day",
    "value-unreadable",
    "write `day 25 of contract month or preceding business day`",
  ],
  [
    DAY,
    "last-trading-day: business day immediately preceding the 25th day of contract month",
    "value-unreadable",
    "write `1 business day before day 25 of contract month`",
  ],
  [
    DAY,
    "last-trading-day: day 25 of contract month if not a business day then preceding business day",
    "value-unreadable",
    "write `day 25 of contract month or preceding business day`",
  ],
  [
    PAID,
    "final-settlement-day: two business days following the last trading day",
    "value-unreadable",
    "write `2 business days after last-trading-day`",
  ],
  [PAID, "final-settlement-day: T+1", "value-unfinished", "write `1 business day after last-trading-day`"],
  [
    PAID,
    "final-settlement-day: shall be the first business day after last-trading-day",
    "word-not-here",
    "write `first business day after last-trading-day`",
  ],
  [
    "from 1st business day of contract month to last-trading-day",
    "the contract month",
    "value-unreadable",
    "write `from start of contract month to end of contract month`",
  ],
  [DAY, "last_trading_day: last business day of contract month", "field-missing", "write `last-trading-day`"],
  // Days and months as people write them.
  [FIRST, "first: 11.01.2027", "date-with-slashes", "write `2027-01-11`"],
  [FIRST, "first: 2027/1/11", "date-with-slashes", "write `2027-01-11`"],
  [FIRST, "first: 2027年1月11日", "date-with-slashes", "write `2027-01-11`"],
  [FIRST, "first: January 11, 2027", "value-unreadable", "write `2027-01-11`"],
  [FIRST, "first: 11th Jan 2027", "value-unreadable", "write `2027-01-11`"],
  ["first-month: 2027-02", "first-month: February 2027", "value-unreadable", "write `2027-02`"],
  ["first-month: 2027-02", "first-month: G27", "value-unreadable", "write `2027-02`"],
  [
    MONTHS,
    "months: 12 consecutive, then 4 of [H, M, U, Z]",
    "word-unknown",
    "write `12 consecutive, then 4 of [Mar, Jun, Sep, Dec]`",
  ],
  [MONTHS, "months: next 12 months", "value-unreadable", "write `12 consecutive`"],
  [
    MONTHS,
    "months: 12 consecutive months, then 4 of [Mar, Jun, Sep, Dec]",
    "value-unreadable",
    "write `12 consecutive, then 4 of [Mar, Jun, Sep, Dec]`",
  ],
  // Clock times, weekdays and zones.
  [TRADE, "Sunday to Thursday 17:00 until 16:00 next day", "value-unreadable", `write \`${TRADE}\``],
  [TRADE, "So..Do 17:00 until 16:00 next day", "word-not-here", `write \`${TRADE}\``],
  [TRADE, "Sun..Thu 17:00 to 16:00 next day", "value-unreadable", `write \`${TRADE}\``],
  [
    "settlement: at 14:30,",
    "settlement: at 14.30 Uhr,",
    "value-unreadable",
    "write `at 14:30, at early close when earlier`",
  ],
  [
    "settlement: at 14:30,",
    "settlement: at 14:30 CT,",
    "value-unreadable",
    "write `at 14:30 America/Chicago, at early close when earlier`",
  ],
  [
    "sessions in America/Chicago on",
    "sessions in CST on",
    "value-unreadable",
    "write `sessions in America/Chicago on US_EXCHANGE`",
  ],
  ["dates on US_EXCHANGE", 'dates on "US_EXCHANGE"', "value-unreadable", "write `dates on US_EXCHANGE`"],
  [
    "last-close: on last-trading-day at 10:00",
    "last-close: last-trading-day 10:00",
    "value-unreadable",
    "write `on last-trading-day at 10:00`",
  ],
  ["report: within 15 minutes", "report: within 15 min", "phrase-unknown", "write `within 15 minutes`"],
  [
    "report: within 15 minutes",
    "report: no later than 15 minutes after execution",
    "value-unreadable",
    "write `within 15 minutes`",
  ],
  // Numbers, units and roundings.
  [BAND, "[7 percent, 13 percent, 20 percent]", "phrase-unknown", `write \`${BAND}\``],
  [BAND, "[7%、13%、20%]", "unknown-character", "write `, `"],
  ["reportable:         25 contracts", "reportable:         25", "unit-mismatch", "write `25 contracts`"],
  ["reportable:         25 contracts", "reportable:         25 lots", "phrase-unknown", "write `25 contracts`"],
  ["reportable:         25 contracts", "reportable:         contracts 25", "phrase-not-here", "write `25 contracts`"],
  [
    "reportable:         25 contracts",
    "reportable:         -25 contracts",
    "not-above-zero",
    "leave the minus out: `25 contracts`",
  ],
  ["volume >= 10 contracts", "volume >= 10", "unit-mismatch", "write `10 contracts`"],
  ["1_000 GPU_hour of H100_SXM\n", "１０００ GPU_hour of H100_SXM\n", "unknown-character", "write `1000`"],
  [
    "USD / GPU_hour of H100_SXM",
    "USD per GPU_hour of H100_SXM",
    "phrase-not-here",
    "write `USD / GPU_hour of H100_SXM`",
  ],
  [
    "outright:        0.001 ",
    "outright:        0,001 ",
    "thousands-comma",
    "write `0.001`, or a space behind the comma if they are several",
  ],
  [ROUND, "round: half up to tick.settlement", "value-unreadable", "write `half-up to tick.settlement`"],
  [ROUND, "round: half-away to 4 decimals", "phrase-unknown", "write `half-away to 0.0001`"],
  [ROUND, "round: bankers to 0.0001", "rounding-mode-unknown", "write `half-even to 0.0001`"],
  ["maintenance: 20%, proposed", "maintenance: 20% of notional, proposed", "word-unknown", "write `20%, proposed`"],
  // Waterfalls and prices.
  [
    "contracts\n        midpoint",
    "contracts\n        mid of quotes",
    "phrase-unknown",
    "did you mean `midpoint of quotes`?",
  ],
  [
    "vwap of trades over last 2",
    "vwap of trades last 2",
    "value-unreadable",
    "write `vwap of trades over last 2 minutes  when volume >= 10 contracts`",
  ],
  [
    "when volume >= 10 contracts",
    "if volume >= 10 contracts",
    "value-unreadable",
    "write `vwap of trades over last 2 minutes  when volume >= 10 contracts`",
  ],
  [
    "volume >= 10 contracts",
    "volume is at least 10 contracts",
    "value-unreadable",
    "write `vwap of trades over last 2 minutes  when volume >= 10 contracts`",
  ],
  ["average of H100_RENTAL over", "arithmetic mean of H100_RENTAL over", "phrase-unknown", "write `average`"],
  ["average of H100_RENTAL over", "average of H100_RENTAL during", "phrase-not-here", "write `over`"],
  // Words, quotes and fields in another place.
  ["venue:      XDEX", 'venue:      "XDEX"', "value-unreadable", "write `XDEX`"],
  ["venue:      XDEX", "exchange:   XDEX", "field-unknown", "the manual lists the fields of `future`"],
  ["contract:   month\n", "contract:   month.\n", "value-unfinished", "write `month`"],
  [
    "max:             500 contracts",
    "maintenance:     20%",
    "field-unknown",
    "`maintenance` stands in `margin { … }` of `future NAME { … }`",
  ],
  [
    "leverage at most 5 to 1",
    "leverage at most 5:1",
    "colon-alone",
    'write `allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"`',
  ],
  [
    "allowed in [US]",
    "allowed in US",
    "phrase-not-here",
    'write `allowed in [US], leverage at most 5 to 1, suitability under "Rule 512"`',
  ],
  ["price-time, under", "FIFO, under", "word-unknown", 'write `price-time, under "Rule 519"`'],
  [
    'price-time, under "Rule 519"',
    "price-time, under Rule 519",
    "value-unreadable",
    'write `price-time, under "Rule 519"`',
  ],
  [
    'at 10% of ownership or control, except independent-controller, under "Rule 559"',
    '"Rule 559"',
    "value-of-another-kind",
    'write `under "Rule 559"`',
  ],
  [
    "halt: 2 minutes at 7%",
    "halt: for 2 minutes at 7%",
    "value-unreadable",
    "write `2 minutes at 7%, 2 minutes at 13%, stop at 20%`",
  ],
  [
    'because "a standardised future on a service, settled in cash"',
    "because a standardised future on a service",
    "value-unreadable",
    'write `FCSCSX, because "a standardised future on a service"`',
  ],
  [
    'import "supply.tenor"',
    "import supply.tenor",
    "value-unreadable",
    'write `import "supply.tenor"`: an import brings all names of its file',
  ],
  [
    'import "supply.tenor"',
    'import { SUPPLY } from "supply.tenor"',
    "value-missing",
    'write `import "supply.tenor"`: an import brings all names of its file',
  ],
  [
    "future GPH",
    "contract GPH",
    "declaration-unknown",
    'a file holds imports and declarations, such as `future GPH "…" { … }`',
  ],
];

function found(text: string) {
  const { diagnostics } = analyse([PATH], memoryReader({ ...specs, [PATH]: text }));
  // A mend makes a spec sound; whether it then says enough for the regimes it chooses is another question.
  return diagnostics.filter(({ code }) => code !== "regulation-unmet");
}

test("GPH is without a finding", () => assert.equal(found(gph), []));

for (const [stands, wrote, code, help] of slips) {
  test(`${wrote.trim()} is one finding, with what to write instead`, () => {
    assert.ok(gph.includes(stands), stands);
    // Where trading ends before the month does, the average over the month is paid when the month is over.
    const late = "final-settlement-day: 1 business day after last business day of contract month";
    const text = gph.replace(stands, () => wrote).replace(stands === DAY ? PAID : "\0", () => late);
    const all = found(text);
    const [first] = all;
    const codes = [...new Set(all.map((one) => one.code))];
    assert.equal(codes, [code], all.map((one) => one.message).join("\n"));
    assert.is(first?.help, help);
    // Several characters of one kind are several findings, each with its mend.
    assert.ok(all.length === 1 || code === "unknown-character", `${all.length} findings`);
    if (first === undefined || first.fixes.length === 0) return;
    const mended = [...all].reverse().reduce((now, one) => {
      const edit = one.fixes[0]?.edits[0];
      return edit === undefined ? now : now.slice(0, edit.span.start) + edit.text + now.slice(edit.span.end);
    }, text);
    assert.equal(found(mended), []);
  });
}

test.run();
