import type { LedgerRun } from "./ledger-run.ts";
import type { Environment } from "./environment.ts";
import { grouped } from "../run/table.ts";

type Told = Parameters<NonNullable<LedgerRun["onStage"]>>[0];

/** Nothing is told of a run that is over sooner. */
const A_SECOND = 1000;

/** Tells on standard error how far a long run has come, with counts and rates; a run of less than a second says nothing. */
export function progress(environment: Pick<Environment, "error">, now: () => number = Date.now): (told: Told) => void {
  const start = now();
  let rows = 0;
  return (told) => {
    const passed = now() - start;
    if (typeof told === "object") rows = told.rows;
    if (passed < A_SECOND) return;
    const seconds = `${Math.floor(passed / A_SECOND)}.${Math.floor((passed % A_SECOND) / 100)} s`;
    if (typeof told === "object") environment.error(`${seconds}  read ${grouped(String(rows))} ${told.text}\n`);
    else if (told === "begin")
      environment.error(`${seconds}  settled and checked, ${grouped(String(rows))} positions; booking\n`);
    else {
      const rate = Math.floor((rows * A_SECOND) / Math.max(1, passed));
      environment.error(`${seconds}  booked, ${grouped(String(rate))} positions a second\n`);
    }
  };
}
