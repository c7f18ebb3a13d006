import * as fs from "node:fs";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { check } from "../../../src/index.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import type { DateCondition, DateRule, SpanRule } from "../../../src/value/date-rule.ts";
import { inProject } from "../../kit/files.ts";
import { marketCalendar } from "../../value/market-calendars.ts";
import { fromIso, iso, slowCalendar } from "../../value/slow-calendar.ts";
import { slowDate } from "../../value/slow-dates.ts";

/**
 * Every form of a rule for a day, as a spec writes it: what the model has for it, and the days of 36 months, which a second reading
 * (slow, day by day, test/value/slow-dates.ts) finds as well.
 */
const C: SpanRule = { kind: "contract" };
const months = (by: number): SpanRule => ({ kind: "shifted", by, unit: "month", of: C });
const nth = (
  n: number,
  day: "business" | "calendar" | "Fri" | "Wed" | "Mon" | "weekday",
  of: SpanRule = C,
): DateRule => ({
  kind: "nth-day",
  n,
  day,
  of,
});
const dayOf = (date: number, of: SpanRule = C): DateRule => ({ kind: "day-of", date, of });
const before = (n: number, unit: "business" | "calendar" | "weekday" | "week" | "Fri", of: DateRule): DateRule => ({
  kind: "offset",
  n,
  unit,
  side: "before",
  of,
});
const roll = (of: DateRule, mode: Extract<DateRule, { kind: "adjustment" }>["roll"] = "preceding"): DateRule => ({
  kind: "adjustment",
  roll: mode,
  of,
});
const ltd: DateRule = { kind: "reference", date: "last-trading-day" };
const it: DateRule = { kind: "it" };
const open = (calendar?: string): DateCondition => ({
  kind: "open",
  of: it,
  ...(calendar === undefined ? {} : { calendar }),
});
const start: DateRule = { kind: "edge", edge: "start", of: C };
const end: DateRule = { kind: "edge", edge: "end", of: C };
const XMAS: readonly DateRule[] = [
  { kind: "month-day", month: 12, date: 25 },
  { kind: "month-day", month: 1, date: 1 },
];

const FORMS: readonly [phrase: string, rule: DateRule][] = [
  // anchors
  ["2027-01-11", { kind: "date", date: "2027-01-11" }],
  ["Dec 25", { kind: "month-day", month: 12, date: 25 }],
  ["Easter", { kind: "easter" }],
  ["Easter - 2 days", before(2, "calendar", { kind: "easter" })],
  ["day 25 of contract month", dayOf(25)],
  ["day 25 of 2 months before contract month", dayOf(25, months(-2))],
  ["day 25 of month after contract month", dayOf(25, months(1))],
  ["start of contract month", start],
  ["end of contract month", end],
  ["last-trading-day", ltd],
  ["last-trading-day of month after contract month", { kind: "reference", date: "last-trading-day", of: months(1) }],
  ["OTHER.last-trading-day", { kind: "reference", date: "last-trading-day", product: "OTHER" }],
  [
    "OTHER.last-trading-day of nearest OTHER month with last-trading-day after day 15 of contract month",
    {
      kind: "reference",
      date: "last-trading-day",
      product: "OTHER",
      of: { kind: "nearest", product: "OTHER", date: "last-trading-day", inclusive: false, from: dayOf(15) },
    },
  ],
  [
    "start of nearest OTHER month with last-trading-day on or after last-trading-day",
    {
      kind: "edge",
      edge: "start",
      of: { kind: "nearest", product: "OTHER", date: "last-trading-day", inclusive: true, from: ltd },
    },
  ],
  // selectors
  ["1st business day of contract month", nth(1, "business")],
  ["last business day of contract month", nth(-1, "business")],
  ["17th-last business day of contract month", nth(-17, "business")],
  ["3rd Friday of contract month", nth(3, "Fri")],
  ["last Friday of contract month", nth(-1, "Fri")],
  ["10th weekday of contract month", nth(10, "weekday")],
  ["10th day of contract month", nth(10, "calendar")],
  ["last business day of May", nth(-1, "business", { kind: "named-month", month: 5 })],
  ["1st business day of 2027-Q1", nth(1, "business", { kind: "exact", period: "2027-Q1" })],
  ["3rd Wednesday of 2027-03", nth(3, "Wed", { kind: "exact", period: "2027-03" })],
  ["1st business day of 2027-W05", nth(1, "business", { kind: "exact", period: "2027-W05" })],
  [
    "last business day of quarter of end of contract month",
    nth(-1, "business", { kind: "period-of", unit: "quarter", day: end }),
  ],
  [
    "3rd Wednesday of last month of quarter of end of contract month",
    nth(3, "Wed", { kind: "part", unit: "month", which: "last", of: { kind: "period-of", unit: "quarter", day: end } }),
  ],
  [
    "last business day of first month of year of end of contract month",
    nth(-1, "business", {
      kind: "part",
      unit: "month",
      which: "first",
      of: { kind: "period-of", unit: "year", day: end },
    }),
  ],
  [
    "last business day of spot-period",
    nth(-1, "business", { kind: "between", interval: { from: nth(1, "business"), to: ltd, inclusive: true } }),
  ],
  [
    "last Friday on or before day 20 of contract month",
    { kind: "relative-day", n: 1, day: "Fri", side: "before", inclusive: true, of: dayOf(20) },
  ],
  [
    "Friday on or before day 20 of contract month",
    { kind: "relative-day", n: 1, day: "Fri", side: "before", inclusive: true, of: dayOf(20) },
  ],
  [
    "first Friday on or after day 15 of contract month",
    { kind: "relative-day", n: 1, day: "Fri", side: "after", inclusive: true, of: dayOf(15) },
  ],
  [
    "2nd Friday before end of contract month",
    { kind: "relative-day", n: 2, day: "Fri", side: "before", inclusive: false, of: end },
  ],
  [
    "2nd Friday after start of contract month",
    { kind: "relative-day", n: 2, day: "Fri", side: "after", inclusive: false, of: start },
  ],
  [
    "last business day on or before day 25 of contract month",
    { kind: "relative-day", n: 1, day: "business", side: "before", inclusive: true, of: dayOf(25) },
  ],
  ["Wednesday nearest day 15 of contract month", { kind: "nearest-day", day: "Wed", to: dayOf(15) }],
  [
    "earlier of 3rd Friday of contract month, day 18 of contract month",
    { kind: "earlier", of: [nth(3, "Fri"), dayOf(18)] },
  ],
  [
    "later of last-trading-day, (day 28 of contract month or following business day)",
    { kind: "later", of: [ltd, roll(dayOf(28), "following")] },
  ],
  // offsets
  ["3 business days before last-trading-day", before(3, "business", ltd)],
  ["15 days before start of contract month", before(15, "calendar", start)],
  ["5 weekdays before end of contract month", before(5, "weekday", end)],
  ["2 Fridays before end of contract month", before(2, "Fri", end)],
  ["2 weeks before last-trading-day", before(2, "week", ltd)],
  ["last-trading-day + 3 weeks", { kind: "offset", n: 3, unit: "week", side: "after", of: ltd }],
  [
    "1 month after end of contract month, clamp",
    { kind: "offset", n: 1, unit: "month", side: "after", of: end, monthEnd: "clamp" },
  ],
  [
    "1 month before end of contract month, end-of-month",
    { kind: "offset", n: 1, unit: "month", side: "before", of: end, monthEnd: "end-of-month" },
  ],
  [
    "1 quarter after day 29 of 2027-01, clamp",
    {
      kind: "offset",
      n: 3,
      unit: "month",
      side: "after",
      of: dayOf(29, { kind: "exact", period: "2027-01" }),
      monthEnd: "clamp",
    },
  ],
  [
    "1 year before end of contract month, clamp",
    { kind: "offset", n: 12, unit: "month", side: "before", of: end, monthEnd: "clamp" },
  ],
  // adjustments
  ["day 25 of contract month or preceding business day", roll(dayOf(25))],
  ["day 25 of contract month or following business day", roll(dayOf(25), "following")],
  ["start of contract month or modified-preceding business day", roll(start, "modified-preceding")],
  ["end of contract month or modified-following business day", roll(end, "modified-following")],
  [
    "day 25 of contract month or nearest business day, ties preceding",
    { kind: "adjustment", roll: "nearest", ties: "preceding", of: dayOf(25) },
  ],
  [
    "day 25 of contract month or nearest business day, ties following",
    { kind: "adjustment", roll: "nearest", ties: "following", of: dayOf(25) },
  ],
  [
    "3 business days before (day 25 of contract month or preceding business day)",
    before(3, "business", roll(dayOf(25))),
  ],
  [
    "(3 business days before day 25 of contract month) or preceding business day",
    roll(before(3, "business", dayOf(25))),
  ],
  ["2 days before (1 business day before end of contract month)", before(2, "calendar", before(1, "business", end))],
  // calendars
  [
    "last business day of contract month on ENGLAND",
    { kind: "on-calendar", calendar: "ENGLAND", of: nth(-1, "business") },
  ],
  ["last business day of contract month on BOTH", { kind: "on-calendar", calendar: "BOTH", of: nth(-1, "business") }],
  // filters and exceptions
  [
    "last Wednesday of contract month where every weekday from 1 weekday before it to it is open",
    {
      kind: "where",
      of: nth(-1, "Wed"),
      condition: {
        kind: "every-open",
        day: "weekday",
        interval: { from: before(1, "weekday", it), to: it, inclusive: true },
      },
    },
  ],
  ["last Friday of contract month where it is open", { kind: "where", of: nth(-1, "Fri"), condition: open() }],
  [
    "last business day of contract month where it is open on ENGLAND",
    { kind: "where", of: nth(-1, "business"), condition: open("ENGLAND") },
  ],
  [
    "last Friday on or before end of contract month where it is open",
    {
      kind: "where",
      of: { kind: "relative-day", n: 1, day: "Fri", side: "before", inclusive: true, of: end },
      condition: open(),
    },
  ],
  [
    "last business day of contract month unless it is 1 business day before [Dec 25, Jan 1] then 1 business day before it",
    {
      kind: "unless",
      of: nth(-1, "business"),
      condition: { kind: "is-one-of", of: it, days: XMAS.map((day) => before(1, "business", day)) },
      then: before(1, "business", it),
    },
  ],
  [
    "3rd Friday of contract month unless it is closed then 1 business day before it",
    { kind: "unless", of: nth(3, "Fri"), condition: { kind: "not", of: open() }, then: before(1, "business", it) },
  ],
  [
    "last Monday of contract month unless it is closed on ENGLAND then 1 business day after it",
    {
      kind: "unless",
      of: nth(-1, "Mon"),
      condition: { kind: "not", of: open("ENGLAND") },
      then: { kind: "offset", n: 1, unit: "business", side: "after", of: it },
    },
  ],
  // choices
  [
    "case { last business day of contract month when contract month < 2027-06; 3rd Friday of contract month otherwise }",
    {
      kind: "case",
      arms: [
        { when: { kind: "contract", is: "<", period: "2027-06" }, date: nth(-1, "business") },
        { date: nth(3, "Fri") },
      ],
    },
  ],
  [
    "case { last business day of contract month when contract month is [Mar, Jun, Sep, Dec]; 3rd Friday of contract month otherwise }",
    {
      kind: "case",
      arms: [
        { when: { kind: "contract-month", months: [3, 6, 9, 12] }, date: nth(-1, "business") },
        { date: nth(3, "Fri") },
      ],
    },
  ],
  [
    "case { start of contract month when contract month is not Jan and not (last-trading-day >= 2027-09-01); end of contract month otherwise }",
    {
      kind: "case",
      arms: [
        {
          when: {
            kind: "all",
            of: [
              { kind: "not", of: { kind: "contract-month", months: [1] } },
              {
                kind: "not",
                of: { kind: "compare", left: ltd, is: ">=", right: { kind: "date", date: "2027-09-01" } },
              },
            ],
          },
          date: start,
        },
        { date: end },
      ],
    },
  ],
];

const shared = Object.fromEntries(
  ["parts.tenor", "product.tenor"].map((file) => [
    `with/${file}`,
    fs.readFileSync(inProject(`test/bad/with/${file}`), "utf8"),
  ]),
);

const PROGRAM = `import "std/calendars/us.tenor"
import "std/calendars/england.tenor"
import "with/product.tenor"
calendar BOTH = ENGLAND and US_EXCHANGE
future OTHER from GOOD {
  dates on US_EXCHANGE {
    last-trading-day: 3rd Friday of contract month or preceding business day
    spot-period:      from 1st business day of contract month to last-trading-day
  }
}
future X from GOOD {
  listing { first: 2027-01-11; first-month: 2027-02; months: 36 consecutive; add: 1 business day after last-trading-day of expiring month }
  dates on US_EXCHANGE {
    last-trading-day: last business day of contract month
    spot-period:      from 1st business day of contract month to last-trading-day
${FORMS.map(([phrase], at) => `    form-${at}: ${phrase}\n`).join("")}  }
}
`;

const { diagnostics, models } = check({ "x.tenor": PROGRAM, ...shared });
const x = models.find((one) => one.root === "X") as ContractModel;

const SLOW = Object.fromEntries(
  ["US_EXCHANGE", "ENGLAND"].map((id) => [id, slowCalendar(marketCalendar(id)!, (other) => marketCalendar(other)!)]),
);
const { US_EXCHANGE: us, ENGLAND: england } = SLOW;
const calendars = { ...SLOW, BOTH: { ...us!, isOpen: (day: number) => us!.isOpen(day) && england!.isOpen(day) } };
const product = {
  id: "X",
  period: "month" as const,
  dates: [{ name: "last-trading-day", rule: nth(-1, "business"), calendar: "US_EXCHANGE" }],
};
const other = {
  id: "OTHER",
  period: "month" as const,
  dates: [{ name: "last-trading-day", rule: roll(nth(3, "Fri")), calendar: "US_EXCHANGE" }],
};

test("the program with every form is without a finding", () => {
  assert.equal(
    diagnostics.map((one) => one.message),
    [],
  );
  assert.is(x.product!.contracts.length, 36);
});

for (const [at, [phrase, rule]] of FORMS.entries()) {
  test(`\`${phrase}\` is in the model, and names the days a second reading finds`, () => {
    const term = x.product!.dates.find((one) => one.name === `form-${at}`);
    assert.equal(term?.rule, rule);
    for (const month of x.product!.contracts) {
      const first = fromIso(`${month.period}-01`);
      let last = first;
      while (iso(last + 1).startsWith(month.period)) last += 1;
      const found = month.dates.find((one) => one.name === `form-${at}`)?.date;
      const slow = slowDate(rule, {
        calendars,
        products: { OTHER: other },
        product,
        first,
        last,
        calendar: "US_EXCHANGE",
      });
      assert.is(found, iso(slow), month.period);
    }
  });
}

test("the calendars of this test are those that are shipped", () => {
  for (const term of x.calendars) {
    const slow = calendars[term.id as keyof typeof calendars];
    if (slow === undefined) continue;
    const days = new Set(term.closed.map((one) => one.date));
    for (let day = fromIso(term.from); day <= fromIso(term.to); day++) {
      const weekday = new Date(day * 86_400_000).getUTCDay();
      if (weekday >= 1 && weekday <= 5) assert.is(!days.has(iso(day)), slow.isOpen(day), `${term.id} ${iso(day)}`);
    }
  }
});

test("every kind of rule the model knows has a form of the language", () => {
  const kinds = new Set<string>();
  const collect = (one: unknown): void => {
    if (typeof one !== "object" || one === null) return;
    if ("kind" in one && typeof one.kind === "string") kinds.add(one.kind);
    Object.values(one).forEach(collect);
  };
  FORMS.forEach(([, rule]) => collect(rule));
  const own = [
    "date",
    "month-day",
    "easter",
    "reference",
    "it",
    "nth-day",
    "day-of",
    "relative-day",
    "nearest-day",
    "earlier",
  ];
  const more = ["later", "edge", "offset", "adjustment", "on-calendar", "where", "unless", "case"];
  const spans = ["contract", "exact", "shifted", "period-of", "part", "named-month", "nearest", "between"];
  const tests = ["contract-month", "every-open", "open", "is-one-of", "compare", "not", "all"];
  assert.equal(
    [...own, ...more, ...spans, ...tests].filter((kind) => !kinds.has(kind)),
    [],
  );
});

test("a day fixed when listed keeps to the calendars that were known then", () => {
  const text = (flag: string): string => `import "std/calendars/us.tenor"
import "with/product.tenor"
calendar OURS from US_EXCHANGE {
  closed "Known early" { date: 2027-04-30; announced: 2026-12-01 }
  closed "Known late"  { date: 2027-03-31; announced: 2027-02-20 }
}
future Y from GOOD {
  dates on OURS {
    last-trading-day: last business day of contract month${flag}
    spot-period:      from 1st business day of contract month to last-trading-day
  }
}
`;
  const days = (flag: string, asOf: string): (string | undefined)[] => {
    const found = check({ "y.tenor": text(flag), ...shared }, { asOf });
    assert.equal(found.diagnostics, []);
    const contracts = found.models.find((one) => one.root === "Y")!.product!.contracts;
    return contracts.map((one) => one.dates.find(({ name }) => name === "last-trading-day")?.date);
  };
  assert.equal(days("", "2027-03-01"), ["2027-03-30", "2027-04-29", "2027-05-28"]);
  assert.equal(days(", fixed when listed", "2027-03-01"), ["2027-03-31", "2027-04-29", "2027-05-28"]);
});

const SCHEDULE =
  "month,product,last-trading-day,review\n2027-02,Z,2027-02-24,\n2027-02,Q,2027-02-11,2027-02-12\n2027-03,Z,2027-03-30,2027-03-12\n2027-04,Z,2027-04-29,\n";

test("a table's day is that of the row of the month and product; one not announced yet is the rule's and says so", () => {
  const { diagnostics: none, models: some } = check({
    "z.tenor": `import "std/calendars/us.tenor"
import "with/product.tenor"
source SCHEDULE "Dates of the year" {
  date: 2026-11-02
  file: "schedule.csv"
  columns { month: month; product: text; last-trading-day: date; review: date }
}
future Z from GOOD {
  dates on US_EXCHANGE {
    last-trading-day: from SCHEDULE
    spot-period:      from 1st business day of contract month to end of contract month
    review:           day 15 of contract month, provisional until announced in SCHEDULE
    meeting:          3rd Friday of contract month, provisional until announced
  }
}
`,
    "schedule.csv": SCHEDULE,
    ...shared,
  });
  assert.equal(none, []);
  const { contracts } = some.find((one) => one.root === "Z")!.product!;
  const of = (name: string): string[] =>
    contracts.map((one) => {
      const found = one.dates.find((date) => date.name === name)!;
      return found.provisional === true ? `${found.date} provisional` : found.date;
    });
  assert.equal(of("last-trading-day"), ["2027-02-24", "2027-03-30", "2027-04-29"]);
  assert.equal(of("review"), ["2027-02-15 provisional", "2027-03-12", "2027-04-15 provisional"]);
  assert.equal(of("meeting"), ["2027-02-19 provisional", "2027-03-19 provisional", "2027-04-16 provisional"]);
});

test("a month a table lacks cannot be listed", () => {
  const { diagnostics: found } = check({
    "z.tenor": `import "std/calendars/us.tenor"
import "with/product.tenor"
source SCHEDULE "Dates of the year" { date: 2026-11-02; file: "schedule.csv"; columns { month: month; product: text; last-trading-day: date } }
future Z from GOOD {
  listing { first: 2027-02-01; first-month: 2027-02; months: 4 consecutive; add: 1 business day after last-trading-day of expiring month }
  dates on US_EXCHANGE {
    last-trading-day: from SCHEDULE
    spot-period:      from 1st business day of contract month to end of contract month
  }
}
`,
    "schedule.csv": SCHEDULE,
    ...shared,
  });
  assert.equal(
    found.map((one) => one.message),
    ["`last-trading-day` of May 2027 cannot be told: the source SCHEDULE has no row for May 2027"],
  );
});

test("weeks, quarters and years are contracts, called by their beginning or by their end", () => {
  const listed = (contract: string, kind: string): string[] => {
    const found = check({
      "w.tenor": `import "std/calendars/us.tenor"
import "with/parts.tenor"
import "with/product.tenor"
future W from GOOD {
  contract: ${contract}
  listing { first: 2027-01-11; months: 3 consecutive; add: 1 business day after last-trading-day of expiring ${kind} }
  dates on US_EXCHANGE {
    last-trading-day: last business day of contract ${kind}
    spot-period:      from last-trading-day to last-trading-day
    lead-month:       nearest month until last-trading-day
  }
  final-settlement cash { price: RENTAL; round: half-away to tick.settlement }
}
`,
      ...shared,
    });
    assert.equal(found.diagnostics, []);
    const { contracts } = found.models.find((one) => one.root === "W")!.product!;
    return contracts.map((one) => `${one.period} ${one.code} ${one.dates[0]!.date}`);
  };
  assert.equal(listed("quarter, named by start", "quarter"), [
    "2027-Q1 WF27 2027-03-31",
    "2027-Q2 WJ27 2027-06-30",
    "2027-Q3 WN27 2027-09-30",
  ]);
  assert.equal(listed("quarter, named by end", "quarter")[0], "2027-Q1 WH27 2027-03-31");
  assert.equal(listed("year, named by end", "year")[0], "2027 WZ27 2027-12-31");
  assert.equal(listed("year", "year")[1], "2028 WF28 2028-12-29");
  assert.equal(listed("week", "week"), [
    "2027-W02 WF27W2 2027-01-15",
    "2027-W03 WF27W3 2027-01-22",
    "2027-W04 WF27W4 2027-01-29",
  ]);
  // The week of 25 January ends on Sunday 31 January, the fifth of that month.
  assert.equal(listed("week, named by end", "week")[2], "2027-W04 WF27W5 2027-01-29");
});

test.run();
