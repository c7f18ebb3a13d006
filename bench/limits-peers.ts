/**
 * One order against limits and a day's book, beside what others have for it, `npm run bench -- limits-peers [ROWS]`: json-rules-engine with the facts at hand, SQLite in memory by a
 * prepared query (python3), and DuckDB on one thread. Every contender gets the same set and must refuse the same orders, or find the same rows.
 */
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import type * as Duck from "@duckdb/node-api";
import { limitBookOf, rowsAboveLevels } from "../src/runtime/limits-day.ts";
import { checkOrder, fillOrder, limitBook } from "../src/runtime/limits.ts";
import { dayOf, generator, setupOf, SLOTS } from "./limits-set.ts";

declare const PROJECT: string;
const require = (await import("node:module")).createRequire(path.join(PROJECT, "bench/package.json"));

const setup = setupOf(100_000, 50_000, 1, false);
const book = limitBook(setup);
const next = generator(7);
const accounts = setup.starts.length - 1;
for (let at = 0; at < accounts; at++) fillOrder(book, at, next(SLOTS * 2), next(41) - 20, 0);
const COUNT = 20_000;
const orders = Array.from({ length: COUNT }, () => ({
  account: next(accounts),
  instrument: next(SLOTS * 2),
  lots: next(6_000) - 3_000 || 1,
}));

/** Nanoseconds of processor time that the process has taken: other work on the machine does not count. */
const spent = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1_000;
};

const whose = Int32Array.from(orders, ({ account }) => account);
const what = Int32Array.from(orders, ({ instrument }) => instrument);
const many = Int32Array.from(orders, ({ lots }) => lots);
const pass = (): number => {
  let found = 0;
  for (let at = 0; at < COUNT; at++)
    if (checkOrder(book, whose[at] as number, what[at] as number, many[at] as number) === 2) found++;
  return found;
};
const refused = pass();
for (let warm = 0; warm < 200; warm++) pass();
const began = spent();
for (let round = 0; round < 200; round++) pass();
const own = (spent() - began) / (200 * COUNT);
console.log(`an order, ${refused} of ${COUNT} refused`);
console.log(`  checkOrder                 ${own.toFixed(1)} ns`);

const told = (name: string, ns: number, found: number, wanted: number): void => {
  if (found !== wanted) throw new Error(`${name} finds ${found} where ${wanted} are there`);
  console.log(`  ${name.padEnd(26)} ${ns.toFixed(0)} ns, ${(ns / own).toFixed(0)} times as long`);
};

const rest = (units: number, slot: number, person: number) => {
  const row = person * book.width;
  const worst = (column: number): number => ((book.held[row + column] as number) + units) * Math.sign(units);
  return {
    month: worst(slot),
    all: worst(book.width - 1),
    limit: book.limits[slot],
    most: book.limits[book.width - 1],
  };
};
const facts = orders.map(({ account, instrument, lots }) =>
  rest(
    lots * (book.unitsOf[instrument] as number),
    book.slotOf[instrument] as number,
    setup.counted[account] as number,
  ),
);

type Engine = { addRule: (rule: object) => void; run: (facts: object) => Promise<{ events: unknown[] }> };
const { Engine } = require("json-rules-engine") as { Engine: new () => Engine };
const engine = new Engine();
const above = (fact: string, limit: string) => ({
  conditions: { all: [{ fact, operator: "greaterThan", value: { fact: limit } }] },
  event: { type: "refused" },
});
engine.addRule(above("month", "limit"));
engine.addRule(above("all", "most"));
const byRules = async (): Promise<number> => {
  let found = 0;
  for (const one of facts) if ((await engine.run(one)).events.length > 0) found++;
  return found;
};
await byRules();
const rulesBegan = spent();
const byEngine = await byRules();
told("json-rules-engine, 2 rules", (spent() - rulesBegan) / COUNT, byEngine, refused);

const lines = [
  ...Array.from(setup.counted, (person, account) => `counted ${account} ${person}`),
  ...Array.from(book.held, (units, cell) => `held ${cell} ${units}`),
  ...Array.from(book.limits, (most, column) => `levels ${column} ${most}`),
  ...orders.map(
    ({ account, instrument, lots }) =>
      `order ${account} ${lots * (book.unitsOf[instrument] as number)} ${book.slotOf[instrument]}`,
  ),
];
const python = spawnSync("python3", [path.join(PROJECT, "bench/peers/limits.py"), String(book.width)], {
  input: `${lines.join("\n")}\n`,
  encoding: "utf8",
  maxBuffer: 1 << 28,
});
if (python.status === 0) {
  const [found, each] = python.stdout.trim().split(" ").map(Number);
  told("SQLite, prepared, python3", each as number, found as number, refused);
} else console.log("  skipped: no python3 with sqlite3");

const rows = Number(process.argv[2] ?? 10_000_000);
const daySetup = setupOf(1_000_000, 50_000, 1, false);
const columns = dayOf(rows);
const day = (): { readonly ms: number; readonly found: number } => {
  const start = spent();
  const counted = limitBookOf(daySetup, columns);
  if ("kind" in counted) throw new Error(counted.kind);
  const found = rowsAboveLevels(counted).length;
  return { ms: (spent() - start) / 1e6, found };
};
const days = [day(), day(), day()];
const [first] = days as [(typeof days)[number]];
const best = Math.min(...days.map(({ ms }) => ms));
console.log(`a day of ${rows} positions, ${first.found} rows above a level`);
console.log(`  limitBookOf, rowsAboveLevels  ${best.toFixed(0)} ms`);

const { DuckDBInstance, DuckDBDataChunk, INTEGER } = require("@duckdb/node-api") as typeof Duck;
const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
const load = async (table: string, names: readonly string[], lists: readonly ArrayLike<number>[]): Promise<void> => {
  await connection.run(`create table ${table} (${names.map((name) => `${name} integer`).join(", ")})`);
  const appender = await connection.createAppender(table);
  const length = lists[0]?.length ?? 0;
  for (let from = 0; from < length; from += 2048) {
    const to = Math.min(length, from + 2048);
    const chunk = DuckDBDataChunk.create(
      names.map(() => INTEGER),
      to - from,
    );
    chunk.setColumns(lists.map((list) => Array.prototype.slice.call(list, from, to) as number[]));
    appender.appendDataChunk(chunk);
  }
  appender.closeSync();
};
const numbers = (length: number): Int32Array => Int32Array.from({ length }, (_, at) => at);
await load("positions", ["account", "instrument", "lots"], [columns.accounts, columns.instruments, columns.lots]);
await load("counted", ["account", "person"], [numbers(1_000_000), daySetup.counted]);
await load(
  "instruments",
  ["instrument", "slot", "units"],
  [numbers(SLOTS * 2), daySetup.instruments.map(({ slot }) => slot), daySetup.instruments.map(({ units }) => units)],
);
const [total] = [daySetup.total];
await load(
  "levels",
  ["slot", "most", "ask"],
  [
    [...numbers(SLOTS), SLOTS],
    [...daySetup.slots, total].map(({ limit }) => limit as number),
    [...daySetup.slots, total].map(({ accountability }) => accountability as number),
  ],
);
const QUERY = `
with months as (
  select person, slot, sum(lots * units) units
  from positions join counted using (account) join instruments using (instrument) group by person, slot
), whole as (
  select * from months union all select person, ${SLOTS}, sum(units) from months group by person
)
select count(*) from whole join levels using (slot) where abs(units) > least(most, ask)`;
const times: number[] = [];
for (let round = 0; round < 3; round++) {
  const start = spent();
  const found = Number((await connection.runAndReadAll(QUERY)).getRows()[0]?.[0]);
  times.push((spent() - start) / 1e6);
  if (found !== first.found) throw new Error(`DuckDB finds ${found} where ${first.found} are there`);
}
const duck = Math.min(...times);
console.log(`  DuckDB, one thread            ${duck.toFixed(0)} ms, ${(duck / best).toFixed(1)} times as long`);
