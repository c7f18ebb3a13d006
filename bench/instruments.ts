/**
 * The instrument table of 10,000 products of 48 months on one day, each with all its dates: `npm run bench -- instruments`. The products
 * come from 40 rule books on ten calendars; each brings rules and a listing of its own as data. Measured are the first table of each once all is
 * compiled, with nothing shared; the table of another day; and both where products that say the same share what they have in common.
 */
import type { CalendarData } from "../src/value/calendar.ts";
import type { DateRule, NamedDate, ProductDates } from "../src/value/date-rule.ts";
import type { CompiledInstruments, SharedInstruments } from "../src/value/instrument-table.ts";
import type { ListingRule } from "../src/value/listing.ts";
import { makeWorld } from "../src/value/date-rule-world.ts";
import { formatDay, parseDay } from "../src/value/day.ts";
import { compileInstruments } from "../src/value/instrument-table.ts";

const [PRODUCTS, MONTHS, CALENDARS, ROUNDS] = [10_000, 48, 10, 9];
const CONTRACT = { kind: "contract" } as const;
const LAST: DateRule = { kind: "reference", date: "last-trading-day" };

const calendars: readonly CalendarData[] = Array.from({ length: CALENDARS }, (_, i) => ({
  kind: "rules",
  id: `C${i}`,
  title: `Calendar ${i}`,
  from: 2020,
  to: 2045,
  weekend: ["Sat", "Sun"],
  holidays: [
    { title: "New Year", days: { kind: "month-day", month: 1, date: 1 }, observed: [] },
    { title: "Good Friday", days: { kind: "easter", days: -2 }, observed: [] },
    { title: "a Monday", days: { kind: "nth-weekday", n: 1, weekday: "Mon", month: i + 2 }, observed: [] },
    { title: "Christmas", days: { kind: "month-day", month: 12, date: 25 }, observed: [] },
  ],
  closed: [],
  opened: [],
  earlyCloses: [],
}));
const world = makeWorld({ calendars });

function lastDay(book: number): DateRule {
  const n = (book % 5) + 1;
  if (book % 4 === 0) return { kind: "nth-day", n: -n, day: "business", of: CONTRACT };
  const of: DateRule =
    book % 4 === 1
      ? { kind: "nth-day", n: (book % 3) + 1, day: "Wed", of: CONTRACT }
      : { kind: "day-of", date: 20 + n, of: { kind: "shifted", by: -1, unit: "month", of: CONTRACT } };
  const open: DateRule = { kind: "adjustment", roll: "preceding", of };
  return book % 4 === 3 ? { kind: "offset", n, unit: "business", side: "before", of: open } : open;
}

function product(at: number): { readonly dates: ProductDates; readonly listing: ListingRule } {
  const book = at % 40;
  const calendar = `C${at % CALENDARS}`;
  const after = (n: number, side: "before" | "after" = "after"): DateRule => {
    return { kind: "offset", n, unit: "business", side, of: LAST };
  };
  const dated = (name: string, rule: DateRule): NamedDate => ({ name, rule, calendar });
  const dates = [
    dated("last-trading-day", lastDay(book)),
    dated("final-settlement-day", after(1)),
    dated("payment-day", after(2)),
    dated("first-notice-day", after(5, "before")),
    dated("spot-start", { kind: "nth-day", n: 1, day: "business", of: CONTRACT }),
    dated("lead-until", after(8, "before")),
  ];
  const members = { kind: "consecutive" } as const;
  const groups = [{ join: "and", members, extent: { kind: "count", count: MONTHS } }] as const;
  return {
    dates: { id: `P${at}`, period: "month", dates },
    listing: { first: "2027-01-11", groups, add: after(1), last: LAST, calendar },
  };
}

const all = Array.from({ length: PRODUCTS }, (_, i) => product(i));
const [FIRST, NEXT] = [parseDay("2027-01-11")!, parseDay("2027-01-12")!];

function compiled(shared?: SharedInstruments): CompiledInstruments[] {
  return all.map(({ dates, listing }) => {
    const made = compileInstruments(listing, world, dates, shared);
    if (!made.ok) throw new Error(JSON.stringify(made.problem));
    return made.value;
  });
}

function tables(list: readonly CompiledInstruments[], asOf: number): number {
  let sum = 0;
  for (const one of list) {
    const found = one.on(asOf);
    if (!found.ok) throw new Error(JSON.stringify(found.problem));
    const { periods, dates } = found.value;
    if (periods.length !== MONTHS && periods.length !== MONTHS - 1) throw new Error(`${periods.length} months`);
    for (const column of dates) sum += column[periods.length - 1]! - asOf;
  }
  return sum;
}

const times = new Map<string, number[]>();
function timed<T>(name: string, run: () => T): T {
  (globalThis as { gc?: () => void }).gc?.();
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  times.set(name, [...(times.get(name) ?? []), (user + system) / 1000]);
  return result;
}

for (let round = 0; round < ROUNDS; round++) {
  const own = timed("compiled, each product by itself", () => compiled());
  const first = timed("first table, nothing shared", () => tables(own, FIRST));
  timed(`table of ${formatDay(NEXT)}, nothing shared`, () => tables(own, NEXT));
  const some = timed("compiled, what is alike shared", () => compiled(new Map()));
  const other = timed("first table, shared", () => tables(some, FIRST));
  timed(`table of ${formatDay(NEXT)}, shared`, () => tables(some, NEXT));
  if (first !== other) throw new Error("shared tables differ");
}
const median = (list: readonly number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
console.log(`${PRODUCTS} products of ${MONTHS} months with 6 dates each, ${ROUNDS} rounds, processor time\n`);
console.log(`${"".padEnd(42)}${["median", "least", "most", "a month"].map((one) => one.padStart(11)).join("")}`);
for (const [name, list] of times) {
  const figures = [median(list), Math.min(...list), Math.max(...list)].map((one) =>
    `${one.toFixed(1)} ms`.padStart(11),
  );
  const each = `${((median(list) * 1e6) / PRODUCTS / MONTHS).toFixed(0)} ns`.padStart(11);
  console.log(`${name.padEnd(42)}${figures.join("")}${each}`);
}
