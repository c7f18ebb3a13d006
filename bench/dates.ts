/**
 * A million contract months of `3rd Friday of contract month or preceding business day` on ten calendars, side by side with luxon and, where
 * a C++ compiler and QuantLib are there, QuantLib: `npm run bench -- dates`. The rule goes the way of every rule; other rules are measured
 * beside it, for whoever suspects that this one is favoured. Every contender must find the same days.
 */
import { execFileSync, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { DateTime } from "luxon";
import type { CalendarData } from "../src/value/calendar.ts";
import type { DateRule, ProductDates } from "../src/value/date-rule.ts";
import { compileDateRule } from "../src/value/date-rule-compile.ts";
import { makeWorld } from "../src/value/date-rule-world.ts";
import { NO_DAY, formatDay, weekdayOf } from "../src/value/day.ts";
import { monthOf } from "../src/value/month.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const [CALENDARS, MONTHS, FROM, TO] = [10, 100_000, 2000, 2037];
const ROUNDS = 9;
/** luxon is asked for every twentieth date, and its time taken twenty times. */
const SHARE = 20;

const CONTRACT = { kind: "contract" } as const;
const THIRD_FRIDAY: DateRule = {
  kind: "adjustment",
  roll: "preceding",
  of: { kind: "nth-day", n: 3, day: "Fri", of: CONTRACT },
};
const OTHERS: Readonly<Record<string, DateRule>> = {
  "last business day": { kind: "nth-day", n: -1, day: "business", of: CONTRACT },
  "2 business days before 3rd Wednesday": {
    kind: "offset",
    n: 2,
    unit: "business",
    side: "before",
    of: { kind: "nth-day", n: 3, day: "Wed", of: CONTRACT },
  },
  "3 business days before (day 25 of the month before or preceding)": {
    kind: "offset",
    n: 3,
    unit: "business",
    side: "before",
    of: {
      kind: "adjustment",
      roll: "preceding",
      of: { kind: "day-of", date: 25, of: { kind: "shifted", by: -1, unit: "month", of: CONTRACT } },
    },
  },
  "earlier of last Thursday and 10 business days before the end": {
    kind: "earlier",
    of: [
      { kind: "nth-day", n: -1, day: "Thu", of: CONTRACT },
      { kind: "offset", n: 10, unit: "business", side: "before", of: { kind: "edge", edge: "end", of: CONTRACT } },
    ],
  },
};

const data: readonly CalendarData[] = Array.from({ length: CALENDARS }, (_, i) => ({
  kind: "rules",
  id: `C${i}`,
  title: `Calendar ${i}`,
  from: FROM - 1,
  to: TO + 1,
  weekend: ["Sat", "Sun"],
  holidays: [
    { title: "New Year", days: { kind: "month-day", month: 1, date: 1 }, observed: [] },
    { title: "Good Friday", days: { kind: "easter", days: -2 }, observed: [] },
    { title: "a Friday", days: { kind: "nth-weekday", n: 3, weekday: "Fri", month: i + 1 }, observed: [] },
    { title: "a Monday", days: { kind: "nth-weekday", n: 1, weekday: "Mon", month: i + 2 }, observed: [] },
    { title: "a date", days: { kind: "month-day", month: i + 3, date: 17 }, observed: [] },
    { title: "Christmas", days: { kind: "month-day", month: 12, date: 25 }, observed: [] },
  ],
  closed: [],
  opened: [],
  earlyCloses: [],
}));
const world = makeWorld({ calendars: data });
const calendars = data.map(({ id }) => {
  const found = world.calendar(id);
  if (!found.ok) throw new Error(JSON.stringify(found.problem));
  return found.value;
});
const product: ProductDates = { id: "X", period: "month", dates: [] };
const first = monthOf(FROM, 1);
// The months of the 38 years, in an order no branch predictor learns by heart.
const periods = Int32Array.from({ length: MONTHS }, (_, i) => first + ((i * 197) % ((TO - FROM + 1) * 12)));
const answers = new Int32Array(MONTHS);

const times = new Map<string, number[]>();
const sums = new Map<string, number>();

function compiled(rule: DateRule) {
  return data.map(({ id }) => {
    const made = compileDateRule(rule, world, product, id);
    if (!made.ok) throw new Error(JSON.stringify(made.problem));
    return made.value;
  });
}

function record(name: string, nanoseconds: number, sum: number): void {
  times.set(name, [...(times.get(name) ?? []), nanoseconds]);
  if ((sums.get(name) ?? sum) !== sum) throw new Error(`${name} found other days than before`);
  sums.set(name, sum);
}

function timed(name: string, dates: number, run: () => number, round: number): void {
  const start = process.cpuUsage();
  const sum = run();
  const { user, system } = process.cpuUsage(start);
  if (round >= 0) record(name, ((user + system) * 1000) / dates, sum);
}

function inColumns(rules: ReturnType<typeof compiled>): number {
  let sum = 0;
  for (const rule of rules) {
    rule.days(periods, answers);
    sum += total(answers);
  }
  return sum;
}

/** Added up in machine integers a block at a time, as the C++ program does in its longer ones. */
function total(days: Int32Array): number {
  let sum = 0;
  for (let at = 0; at < days.length; at += 10_000) {
    let part = 0;
    for (let i = at; i < Math.min(at + 10_000, days.length); i++) part = (part + days[i]!) | 0;
    sum += part;
  }
  return sum;
}

function oneByOne(rules: ReturnType<typeof compiled>): number {
  let sum = 0;
  for (const rule of rules) for (let i = 0; i < MONTHS; i++) sum += rule.day(periods[i]!);
  return sum;
}

const closed = calendars.map((calendar) => {
  const days: number[] = [];
  for (let i = 0; i < calendar.open.length; i++) {
    const day = calendar.first + i;
    if (calendar.open[i] === 0 && weekdayOf(day) <= 5) days.push(day);
  }
  return days;
});
const closedDates = closed.map((days) => new Set(days.map(formatDay)));

function withLuxon(): number {
  let sum = 0;
  for (let c = 0; c < CALENDARS; c++) {
    for (let i = 0; i < MONTHS; i += SHARE) {
      const month = periods[i]!;
      let day = DateTime.utc(Math.floor(month / 12), (month % 12) + 1, 1);
      day = day.plus({ days: ((5 - day.weekday + 7) % 7) + 14 });
      while (day.weekday > 5 || closedDates[c]!.has(day.toISODate()!)) day = day.minus({ days: 1 });
      sum += day.toMillis() / 86_400_000;
    }
  }
  return sum;
}

/** The C++ program, or why it is not there. */
function peers(): string | undefined {
  const program = path.join(PROJECT, "bench/node_modules/.measure/dates");
  const source = path.join(PROJECT, "bench/peers/dates.cpp");
  fs.mkdirSync(path.dirname(program), { recursive: true });
  const made = spawnSync("g++", ["-O3", "-march=native", "-o", program, source, "-lQuantLib"], { encoding: "utf8" });
  if (made.status === 0) return program;
  const why = made.error === undefined ? made.stderr.split("\n")[0] : "there is no g++";
  console.log(`skipped: the C++ contenders (${why}; Debian has them as g++ and libquantlib0-dev)`);
  return undefined;
}

function runPeers(program: string): void {
  const head = [CALENDARS, MONTHS, FROM, calendars[0]!.first, calendars[0]!.open.length].join(" ");
  const input = `${head}\n${closed.map((days) => `${days.join(" ")} 0`).join("\n")}\n`;
  for (const line of execFileSync(program, { input, encoding: "utf8" }).trim().split("\n")) {
    const [name, nanoseconds, sum] = line.split("\t") as [string, string, string];
    record(name, Number(nanoseconds), Number(sum));
  }
}

function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN;
}

const COLUMN = "tenor, in columns";
const SINGLE = "tenor, one by one";
const program = peers();
const others = Object.entries(OTHERS).map(([name, rule]) => [name, compiled(rule)] as const);
const rules = compiled(THIRD_FRIDAY);
const dates = CALENDARS * MONTHS;
// All rules run before any is timed: what is measured is code that has seen every kind of rule, not code grown around one.
for (let round = -3; round < ROUNDS; round++) {
  timed(COLUMN, dates, () => inColumns(rules), round);
  timed(SINGLE, dates, () => oneByOne(rules), round);
  for (const [name, other] of others) {
    timed(`in columns: ${name}`, dates, () => inColumns(other), round);
    timed(`one by one: ${name}`, dates, () => oneByOne(other), round);
  }
  timed("luxon", dates / SHARE, withLuxon, round);
  if (program !== undefined && round >= 0) runPeers(program);
}

for (const made of [rules, ...others.map(([, other]) => other)]) {
  for (const rule of made) {
    rule.days(periods, answers);
    for (let i = 0; i < MONTHS; i++)
      if (answers[i] === NO_DAY || answers[i] !== rule.day(periods[i]!)) throw new Error("the two ways differ");
  }
}
let luxons = 0;
for (const rule of rules) for (let i = 0; i < MONTHS; i += SHARE) luxons += rule.day(periods[i]!);
if (sums.get("luxon") !== luxons) throw new Error("luxon finds other days");
for (const name of [SINGLE, "QuantLib C++, calendars of our days", "C++, civil arithmetic and a bitmap"]) {
  if (sums.has(name) && sums.get(name) !== sums.get(COLUMN)) throw new Error(`${name} finds other days`);
}

const [own, single] = [median(times.get(COLUMN) ?? []), median(times.get(SINGLE) ?? [])];
console.log(`${dates} dates, ${CALENDARS} calendars, ${ROUNDS} rounds, nanoseconds of processor time a date\n`);
const title = ["median", "least", "most", "columns", "one by one"].map((one) => one.padStart(11)).join("");
console.log(`${"".padEnd(78)}${title}`);
for (const [name, list] of times) {
  const figures = [median(list), Math.min(...list), Math.max(...list)].map((one) => one.toFixed(1).padStart(11));
  const ratios = [own, single].map((one) => `${(median(list) / one).toFixed(2)}x`.padStart(11));
  console.log(`${name.padEnd(78)}${figures.join("")}${ratios.join("")}`);
}
