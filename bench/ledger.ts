/**
 * A settlement day of 10 million positions from Parquet into a ledger, beside what the same engine needs merely to scan, join and sum the same files: every row checked, prices
 * determined, amounts by account booked, limits held. In turn, in one process; times are of the processor. Arguments: numbers of positions.
 */
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { build } from "../src/cli/command/build.ts";
import { bookFiles } from "../src/cli/ledger-run.ts";
import { nodeHost } from "../src/host/node.ts";

/** The project's folder; written in when the program is bundled. */
declare const PROJECT: string;

const DATE = "2027-02-02";
const MONTHS = [
  "2027-02",
  "2027-03",
  "2027-04",
  "2027-05",
  "2027-06",
  "2027-07",
  "2027-08",
  "2027-09",
  "2027-10",
  "2027-11",
];
const ROUNDS = 3;
const sizes = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [1_000_000];

const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-ledger-"));
const out = path.join(folder, "out");
const host = nodeHost({ root: PROJECT, library: path.join(PROJECT, "specs/std"), cwd: PROJECT });
const said: string[] = [];
const environment = { host, cwd: PROJECT, out: () => {}, error: (text: string) => void said.push(text) };
if (build(environment, ["specs/gpu/gph.tenor"], { out }).code !== 0) throw new Error(said.join(""));
const market = path.join(PROJECT, "specs/fixtures/gph-market-2027-02-02.json");

/** The seconds of the processor that an action takes, in all threads: those of the engine count. */
async function seconds(action: () => Promise<unknown>): Promise<number> {
  const start = process.cpuUsage();
  await action();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

/** Runs SQL in a database of its own; the last rows as text. */
async function sql(text: string): Promise<string> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  const rows = (await connection.runAndReadAll(text)).getRows();
  connection.closeSync();
  instance.closeSync();
  return JSON.stringify(rows.map((row) => row.map(String)));
}

for (const size of sizes) {
  const book = path.join(folder, `book-${size}.parquet`);
  const accounts = path.join(folder, `accounts-${size}.parquet`);
  const pairs = size / 2 / MONTHS.length;
  // Accounts in pairs, one long what the other is short, so that every month balances; in no order of the accounts.
  await sql(`COPY (SELECT '${DATE}' AS date, printf('A%08d', 2 * p + side) AS account, 'GPH' AS product, m AS month,
      CAST((CASE side WHEN 0 THEN 1 ELSE -1 END) * (1 + hash(p, m) % 20) AS INTEGER) AS lots
    FROM range(${pairs}) AS pairs(p), (VALUES (0), (1)) AS sides(side), (VALUES ${MONTHS.map((one) => `('${one}')`).join(", ")}) AS months(m)
    ORDER BY hash(p, m, side)) TO '${book}' (FORMAT parquet)`);
  await sql(
    `COPY (SELECT printf('A%08d', n) AS account, printf('O%06d', n % 20000) AS owner FROM range(${2 * pairs}) AS t(n)) TO '${accounts}' (FORMAT parquet)`,
  );
  const merely = `SELECT count(*), sum(amount) FROM (SELECT account, owner, sum(CAST(lots AS HUGEINT) * units) AS amount FROM '${book}' b JOIN '${accounts}' USING (account)
    JOIN (VALUES ${MONTHS.map((one, at) => `('${one}', ${at - 4})`).join(", ")}) AS t(month, units) USING (month) GROUP BY account, owner)`;
  const times = { ours: [] as number[], merely: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    const ledger = path.join(folder, `ledger-${size}-${round}.duckdb`);
    times.ours.push(
      await seconds(async () => {
        const outcome = await bookFiles(PROJECT, {
          out,
          date: DATE,
          ledger,
          books: [book],
          markets: [market],
          accounts,
        });
        if (outcome.kind === "refused") throw new Error(outcome.diagnostics.map(({ message }) => message).join("\n"));
      }),
    );
    times.merely.push(await seconds(() => sql(merely)));
  }
  const median = (all: readonly number[]): number => [...all].sort((a, b) => a - b)[all.length >> 1] as number;
  const [ours, base] = [median(times.ours), median(times.merely)];
  const memory = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${size} positions of ${2 * pairs} accounts: booked in ${ours.toFixed(2)} s, merely summed in ${base.toFixed(2)} s, ${(ours / base).toFixed(2)} times; ${memory} MiB at most; Parquet ${Math.round(fs.statSync(book).size / 1e6)} MB`,
  );
}
fs.rmSync(folder, { recursive: true, force: true });
