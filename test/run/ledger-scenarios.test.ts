import * as path from "node:path";
import { test } from "uvu";
import * as assert from "uvu/assert";
import { ledgerIn } from "./ledger-kit.ts";
import { small } from "./small.ts";

// What happens to a contract, end to end: each scenario is a table of days with what is seen, what is held, and what has to be booked.

const index = (name: string, fallback: string): string => `index ${name} "${name}" in Europe/London on WEEKDAYS {
  administrator: GPUX
  licence:       until 2029-12-31
  price:         USD / GPU_hour of H100_SXM
  publish:       daily 16:30
  inputs         { trades from [ALPHA, BETA, GAMMA] }
  window:        15:00 until 16:00 in 1 part
  part:          median of price
  empty-part:    leave out
  value:         mean of parts, round half-away to 0.0001
  quorum:        3 sources
  fallback {
    ${fallback}
    determination by XDEX under "Rule 901"
  }
  restate:       until 17:30
}
`;

const program = `import "std/calendars/us.tenor"
import "std/calendars/common.tenor"
import "with/product.tenor"
import "with/parts.tenor"

${index("NEXT", "")}
${index("SPOT", "previous value for at most 1 publication\n    NEXT * 1.2, round half-away to 0.0001")}
future HOUR "An hour, listed in March" from GOOD {
  underlying: SPOT
  listing {
    first:       2027-03-24
    first-month: 2027-03
    months:      3 consecutive
    add:         1 business day after last-trading-day of expiring month
  }
  daily-settlement {
    for all months {
      first of {
        vwap of trades over last 2 minutes when volume >= 1 contract
        previous settlement
      }
    }
    newly-listed: settlement of nearest month listed before, else SPOT
    last-day:     final-settlement
    round:        half-away to tick.settlement
  }
  final-settlement cash {
    price: average of SPOT over business days of contract month on US_EXCHANGE
    round: half-away to tick.settlement
  }
}
amendment CENTS to HOUR effective 2027-03-30 for contract months from 2027-05 {
  daily-settlement { round: down to 0.01 }
}
`;

/** Builds as operations make them: of the listing, of the day an amendment takes effect, of a day with a new month, of November. */
const BUILDS = ["2027-03-24", "2027-03-30", "2027-04-01", "2027-11-24"].map((asOf) => ({
  asOf,
  out: path.join(small(program, asOf).folder, "out"),
}));

type Prices = Readonly<Record<string, string>>;

/** A day of a scenario. Accounts LONG and SHORT hold `lots`, one long and the other short. */
type Day = {
  readonly date: string;
  readonly why: string;
  /** Where the index was traded, at the instant its window has in UTC on this day. */
  readonly index?: string;
  readonly next?: string;
  readonly at?: string;
  /** Trades by month in the last two minutes before the settlement, at the instant that has in UTC on this day. */
  readonly trades?: Prices;
  readonly settled?: string;
  readonly lots?: Readonly<Record<string, number>>;
  /** More of the market file: what opens the ledger, and prints that were restated. */
  readonly market?: object;
  readonly determination?: string;
  readonly correct?: string;
  /** What has to be booked: every settlement, the print, and what LONG receives of the day over all its batches. */
  readonly settlements?: Prices;
  readonly print?: string;
  readonly receives?: string;
  /** The only finding of a day that is refused. */
  readonly refused?: string;
};

const zero = (amount: string): string => (amount.startsWith("-") ? amount.slice(1) : `-${amount}`);

/** Three trades of an index in its window, and one an hour before and after, which a wrong zone would take. */
function inputsOf(name: string, price: string | undefined, date: string, at: string): object[] {
  if (price === undefined) return [];
  const row = (source: string, hour: number, of: string): object => ({
    ...{ time: `${date}T${String(hour).padStart(2, "0")}:30:00Z`, source, kind: "trade" },
    ...{ observable: name, price: of, size: "1" },
  });
  const hour = Number(at.slice(0, 2));
  return [
    row("ALPHA", hour - 1, "9.000"),
    ...["ALPHA", "BETA", "GAMMA"].map((source) => row(source, hour, price)),
    row("BETA", hour + 1, "9.000"),
  ];
}

/** Books the days of a scenario one after the other and holds each against its row. */
async function follow(days: readonly Day[]): Promise<void> {
  const ledger = ledgerIn("");
  for (const day of days) {
    const { date, why, at = "15:30", settled = "19:29", lots = {}, trades = {} } = day;
    const title = `${date}, ${why}`;
    const positions = Object.entries(lots).flatMap(([month, count]) => [
      { account: "LONG", owner: "Long (fictional)", product: "HOUR", month, lots: count },
      { account: "SHORT", owner: "Short (fictional)", product: "HOUR", month, lots: -count },
    ]);
    const observations = [
      ...inputsOf("NEXT", day.next, date, at),
      ...inputsOf("SPOT", day.index, date, at),
      ...Object.entries(trades).map(([month, price]) => ({
        ...{ time: `${date}T${settled}:00Z`, source: "XDEX", kind: "trade", product: "HOUR", month, price, size: "1" },
      })),
    ];
    const previous = { date: "0001-01-01", settlements: {} };
    const run = {
      ...{ date, out: BUILDS.findLast(({ asOf }) => asOf <= date)?.out ?? "" },
      books: [ledger.write("book.json", { date, positions })],
      markets: [ledger.write("market.json", { date, previous, observations, ...day.market })],
      ...(day.correct === undefined ? {} : { correct: day.correct }),
      ...(day.determination === undefined
        ? {}
        : {
            determination: ledger.write("determination.json", {
              ...{ date, of: "SPOT", by: "XDEX", rule: "Rule 901", value: day.determination },
              signature: "M. Ellison (fictional)",
            }),
          }),
    };
    if (day.refused !== undefined) {
      const found = await ledger.refused(run);
      assert.equal(
        found.map(({ code }) => code),
        [day.refused],
        `${title}: ${found.map(({ message }) => message).join("; ")}`,
      );
      continue;
    }
    const summary = await ledger.booked(run).catch((thrown: Error) => {
      throw new Error(`${title}: ${thrown.message}`);
    });
    const [product] = summary.products;
    assert.equal(
      Object.fromEntries((product?.months ?? []).map(({ month, settlement }) => [month, settlement])),
      day.settlements,
      title,
    );
    assert.is(summary.prints.find((one) => one.index === "SPOT")?.value, day.print, title);
    const { receives = "0.00" } = day;
    const amounts = await ledger.amounts(date);
    const expected = receives === "0.00" ? {} : { LONG: receives, SHORT: zero(receives) };
    const moved = Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== "0.00"));
    assert.equal(moved, expected, title);
  }
}

/** Prints of the weekdays of a month before a day, all the same, as a file states them that opens a ledger. */
function printsBefore(date: string, value: string): Prices {
  const days = Array.from(
    { length: Number(date.slice(8)) - 1 },
    (_, at) => `${date.slice(0, 8)}${String(at + 1).padStart(2, "0")}`,
  );
  const open = days.filter((day) => ![0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
  return Object.fromEntries(open.map((day) => [day, value]));
}

const BEFORE_LAUNCH = printsBefore("2027-03-24", "2.0000");

test("from launch over a correction, a holiday, a clock change, an amendment, the last day and a restatement to a new month", () =>
  follow([
    {
      ...{ date: "2027-03-24", why: "the launch: nobody holds anything, months begin at the index" },
      ...{
        index: "2.200",
        trades: { "2027-04": "2.200" },
        market: { prints: { SPOT: printsBefore("2027-03-24", "2.0000") } },
      },
      ...{ settlements: { "2027-03": "2.2000", "2027-04": "2.2000", "2027-05": "2.2000" }, print: "2.2000" },
    },
    {
      ...{ date: "2027-03-25", why: "the first positions" },
      ...{ index: "2.300", trades: { "2027-04": "2.300" }, lots: { "2027-03": 10, "2027-04": 5 } },
      ...{ settlements: { "2027-03": "2.2000", "2027-04": "2.3000", "2027-05": "2.2000" }, print: "2.3000" },
      receives: "500.00",
    },
    {
      ...{ date: "2027-03-25", why: "a correction: the trade was at another price" },
      ...{ index: "2.300", trades: { "2027-04": "2.400" }, lots: { "2027-03": 10, "2027-04": 5 } },
      correct: "a trade was sent with a wrong price",
      ...{ settlements: { "2027-03": "2.2000", "2027-04": "2.4000", "2027-05": "2.2000" }, print: "2.3000" },
      receives: "1000.00",
    },
    { date: "2027-03-26", why: "Good Friday", index: "2.300", refused: "day-not-traded" },
    {
      ...{ date: "2027-03-29", why: "clocks have changed in London: the window is an hour earlier in UTC" },
      ...{ index: "2.600", at: "14:30", lots: { "2027-03": 10 } },
      ...{ settlements: { "2027-03": "2.2000", "2027-04": "2.4000", "2027-05": "2.2000" }, print: "2.6000" },
    },
    {
      ...{
        date: "2027-03-30",
        why: "an amendment takes effect: from May on prices settle to whole cents, rounded down",
      },
      ...{ index: "2.400", at: "14:30", trades: { "2027-04": "2.346", "2027-05": "2.346" } },
      lots: { "2027-03": 10, "2027-04": 5, "2027-05": 2 },
      ...{ settlements: { "2027-03": "2.2000", "2027-04": "2.3460", "2027-05": "2.34" }, print: "2.4000" },
      // 5,000 hours × -0.054 and 2,000 × 0.14.
      receives: "10.00",
    },
    {
      ...{
        date: "2027-03-31",
        why: "the last day of March: 17 prints of 2.0, 2.2, 2.3, 2.6, 2.4 and 2.1, none of Good Friday",
      },
      ...{ index: "2.100", at: "14:30", lots: { "2027-03": 10 }, market: { prints: { SPOT: BEFORE_LAUNCH } } },
      ...{ settlements: { "2027-03": "2.0727", "2027-04": "2.3460", "2027-05": "2.34" }, print: "2.1000" },
      receives: "-1273.00",
    },
    {
      ...{ date: "2027-03-31", why: "the print of 25 March had been restated in time, from 2.3 to 2.7" },
      ...{ index: "2.100", at: "14:30", lots: { "2027-03": 10 }, correct: "a restatement was left out" },
      market: {
        prints: {
          SPOT: {
            ...BEFORE_LAUNCH,
            "2027-03-25": { published: "2.3000", restated: "2.7000", at: "2027-03-25T17:00:00Z" },
          },
        },
      },
      ...{ settlements: { "2027-03": "2.0909", "2027-04": "2.3460", "2027-05": "2.34" }, print: "2.1000" },
      receives: "-1091.00",
    },
    {
      ...{ date: "2027-04-01", why: "March is gone, June is listed at the settlement of May" },
      ...{ index: "2.400", at: "14:30", trades: { "2027-04": "2.400" }, lots: { "2027-04": 5 } },
      ...{ settlements: { "2027-04": "2.4000", "2027-05": "2.34", "2027-06": "2.34" }, print: "2.4000" },
      receives: "270.00",
    },
  ]));

// By the amended text settlements are whole cents.
const NOVEMBER = { "2027-11": "2.00", "2027-12": "2.00", "2028-01": "2.00" };

test("an early close: what settles is dealt before noon in Chicago", () =>
  follow([
    {
      ...{ date: "2027-11-24", why: "an ordinary day in winter time" },
      ...{ index: "2.000", trades: { "2027-12": "2.100" }, settled: "20:29", lots: { "2027-12": 4 } },
      market: { previous: { date: "2027-11-23", settlements: { HOUR: NOVEMBER } } },
      ...{ settlements: { ...NOVEMBER, "2027-12": "2.10" }, print: "2.0000", receives: "400.00" },
    },
    { date: "2027-11-25", why: "Thanksgiving", index: "2.000", refused: "day-not-traded" },
    {
      ...{ date: "2027-11-26", why: "the day after, closed at noon: 18:00 UTC" },
      ...{ index: "2.000", trades: { "2027-12": "2.300" }, settled: "17:59", lots: { "2027-12": 4 } },
      ...{ settlements: { ...NOVEMBER, "2027-12": "2.30" }, print: "2.0000", receives: "800.00" },
    },
  ]));

const BEFORE_APRIL = printsBefore("2027-04-26", "2.5000");
const APRIL = { "2027-04": "2.5000", "2027-05": "2.50", "2027-06": "2.50" };
const SILENT = { indices: { NEXT: null }, prints: { SPOT: BEFORE_APRIL } };

test("an index ends within a month: its last value once more, another index, then a determination; the average takes each as it was", () => {
  const held = { at: "14:30", lots: { "2027-04": 10 } };
  return follow([
    {
      ...{ date: "2027-04-26", why: "the last day on which it is traded", index: "2.500" },
      market: { previous: { date: "2027-04-23", settlements: { HOUR: APRIL } }, prints: { SPOT: BEFORE_APRIL } },
      ...{ ...held, settlements: APRIL, print: "2.5000" },
    },
    {
      ...{ date: "2027-04-27", why: "no trade: the value before stands for one publication", next: "2.000" },
      ...{ ...held, settlements: APRIL, print: "2.5000" },
    },
    {
      ...{ date: "2027-04-28", why: "a second day without: the other index times 1.2", next: "2.000" },
      ...{ ...held, settlements: APRIL, print: "2.4000" },
    },
    {
      ...{
        date: "2027-04-29",
        why: "the other index is silent too: what was published stands once more",
        market: SILENT,
      },
      ...{ ...held, settlements: APRIL, print: "2.4000" },
    },
    {
      ...{ date: "2027-04-30", why: "nothing is left, on the last day", market: SILENT },
      ...{ ...held, refused: "determination-needed" },
    },
    {
      ...{
        date: "2027-04-30",
        why: "the exchange determines it: 19 prints of 2.5, two of 2.4, and 2.71",
        market: SILENT,
      },
      ...{ ...held, determination: "2.7100", settlements: { ...APRIL, "2027-04": "2.5005" }, print: "2.7100" },
      receives: "5.00",
    },
  ]);
});

test.run();
