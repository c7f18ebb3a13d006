/**
 * `npm run kills`: a thousand kills of runs that book a day in a ledger of the embedded engine, at random points, at least half of them inside the transaction, and a hundred of runs and
 * servers of PostgreSQL; `npm run kills -- 5000` for more. After each the ledger is as before or as after, the next run says which, and the counts are printed.
 */
import { execFileSync } from "node:child_process";
import { inProject } from "../kit/files.ts";

const [count = "1000"] = process.argv.slice(2);
execFileSync(process.execPath, ["--import", "tsx", inProject("test/run.ts"), "^run/ledger-(?:faults|postgres)"], {
  stdio: "inherit",
  env: { ...process.env, TENOR_KILLS: count },
});
