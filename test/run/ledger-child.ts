// A process to be killed. `replay LEDGER STATEMENTS PLACE DELAY` runs the statements of a recorded booking and kills itself so many microseconds after it has begun the
// statement at that place; `book FOLDER PLAN` books runs one after the other, whole, as the command does. On a server, `book FOLDER PLAN NTH DELAY VICTIM` kills a process, itself or
// the server, so many microseconds after it has sent that statement of the transaction.
import * as fs from "node:fs";
import type * as Pg from "pg";
import type { LedgerRun } from "../../src/cli/ledger-run.ts";

const [mode, ...given] = process.argv.slice(2);
const say = (line: string): void => void fs.writeSync(1, `${line}\n`);

async function replay(file: string, list: string, place: number, delay: number): Promise<void> {
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const statements = JSON.parse(fs.readFileSync(list, "utf8")) as string[];
  const begins = statements.lastIndexOf("BEGIN TRANSACTION");
  const instance = await DuckDBInstance.create(file, { preserve_insertion_order: "true" });
  const connection = await instance.connect();
  for (const [at, sql] of statements.entries()) {
    const done = connection.run(sql);
    if (at === place) {
      // The engine works in threads of its own, so the kill lands somewhere in the statement.
      const until = process.hrtime.bigint() + BigInt(delay) * 1000n;
      while (process.hrtime.bigint() < until);
      process.kill(process.pid, "SIGKILL");
    }
    await done;
    if (at === begins) say("begin");
  }
  say("end");
  connection.closeSync();
  instance.closeSync();
  say("closed");
}

async function book(folder: string, plan: string, nth: number, delay: number, victim: number): Promise<void> {
  const { bookFiles } = await import("../../src/cli/ledger-run.ts");
  if (nth > 0) await killAt(nth, delay, victim);
  for (const run of JSON.parse(fs.readFileSync(plan, "utf8")) as LedgerRun[]) {
    const outcome = await bookFiles(folder, { ...run, onStage: (stage) => typeof stage === "string" && say(stage) });
    if (outcome.kind === "booked") say(outcome.summary.state);
    else say(outcome.diagnostics.map(({ code, message }) => `${code} ${message}`).join("; "));
  }
}

async function killAt(nth: number, delay: number, victim: number): Promise<void> {
  const { default: pg } = (await import("pg")) as unknown as { default: typeof Pg };
  type Query = (this: object, query: { readonly text?: string }) => Promise<never>;
  const prototype = pg.Client.prototype as unknown as { query: Query };
  const { query: asking } = prototype;
  let after = -1;
  prototype.query = function (query) {
    if (after >= 0) after += 1;
    if (query.text === "BEGIN TRANSACTION") after = 0;
    const asked = asking.call(this, query);
    if (after === nth) {
      const until = process.hrtime.bigint() + BigInt(delay) * 1000n;
      while (process.hrtime.bigint() < until);
      process.kill(victim === 0 ? process.pid : victim, victim === 0 ? "SIGKILL" : "SIGQUIT");
    }
    return asked;
  };
}

if (mode === "replay") await replay(given[0] ?? "", given[1] ?? "", Number(given[2]), Number(given[3]));
else
  await book(given[0] ?? "", given[1] ?? "", Number(given[2] ?? "0"), Number(given[3] ?? "0"), Number(given[4] ?? "0"));
