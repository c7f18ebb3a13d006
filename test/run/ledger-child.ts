// A process to be killed. `replay LEDGER STATEMENTS PLACE DELAY` runs the statements of a recorded booking and kills itself so many microseconds after it has begun the
// statement at that place; `book FOLDER PLAN` books runs one after the other, whole, as the command does.
import * as fs from "node:fs";
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

async function book(folder: string, plan: string): Promise<void> {
  const { bookFiles } = await import("../../src/cli/ledger-run.ts");
  for (const run of JSON.parse(fs.readFileSync(plan, "utf8")) as LedgerRun[]) {
    const outcome = await bookFiles(folder, { ...run, onStage: (stage) => typeof stage === "string" && say(stage) });
    if (outcome.kind === "booked") say(outcome.summary.state);
    else say(outcome.diagnostics.map(({ code, message }) => `${code} ${message}`).join("; "));
  }
}

if (mode === "replay") await replay(given[0] ?? "", given[1] ?? "", Number(given[2]), Number(given[3]));
else await book(given[0] ?? "", given[1] ?? "");
