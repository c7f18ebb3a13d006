import * as fs from "node:fs";
import * as path from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { writeJson } from "../emit/json.ts";
import { openDuckdb } from "../host/duckdb.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import { sha256 } from "../host/sha256.ts";
import { differences } from "../run/ledger/batches.ts";
import { becomeLedger, isLedger } from "../run/ledger/tables.ts";
import { batchOn, chainFaults, copyBefore, rowDifferences } from "../run/ledger/verify.ts";
import { engineFailure, type LedgerPlace, notOpened, openLedger } from "./ledger-engine.ts";
import { groundOf, type LedgerFiles } from "./ledger-inputs.ts";
import { bookIn } from "./ledger-run.ts";
import type { OutputFolder } from "./output-folder.ts";

/** A ledger to be verified, and with a date the files of a day that is booked in it. */
export type LedgerToVerify = LedgerPlace & LedgerFiles & { readonly date?: string };

/** What is wrong with a ledger: its chain of batches and their sums, and of the day that files are given of every row that settling them again gives otherwise. Nothing is changed. */
export async function ledgerDifferences(
  cwd: string,
  folder: OutputFolder,
  given: LedgerToVerify,
): Promise<readonly Diagnostic[]> {
  const { ledger, engine: address = "duckdb", date } = given;
  if (address === "duckdb" && !fs.existsSync(path.resolve(cwd, ledger)))
    return [failureDiagnostic({ kind: "missing", path: ledger }, placeOf(ledger))];
  const opened = await openLedger(cwd, given, {}, false);
  if (opened.kind === "refused") return [opened.diagnostic];
  const { engine } = opened;
  try {
    if (!(await isLedger(engine)))
      return [diagnostic("ledger-file-unreadable", placeOf(ledger), { file: ledger, reason: "it is none" })];
    const faults = await chainFaults(engine, ledger);
    if (faults.length > 0 || date === undefined) return faults;
    const problems: Diagnostic[] = [];
    const ground = groundOf(cwd, given, date, sha256(folder.manifest), problems);
    if (ground === undefined) return problems;
    const batch = await batchOn(engine, date, writeJson(ground.inputs));
    const differs = (what: string, problem: string): Diagnostic[] => [
      diagnostic("evidence-differs", placeOf(ledger), { what, problem }),
    ];
    if (batch === undefined) return differs(date, `is not booked in ${ledger}`);
    if (writeJson(batch.ground) !== writeJson(ground))
      return differs(`${date} was booked from other inputs:`, differences(batch, ground, batch.prior));
    const scratch = await openDuckdb(":memory:", cwd);
    if (scratch.kind !== "engine") return [notOpened(scratch, ledger)];
    const fresh = scratch.engine;
    try {
      await becomeLedger(fresh);
      await copyBefore(engine, fresh, batch);
      const correct = batch.why === undefined ? {} : { correct: batch.why };
      const run = { ...given, ...correct, out: folder.shown, date };
      const outcome = await bookIn({ engine: fresh, reader: fresh }, cwd, run, { folder, ground });
      if (outcome.kind === "refused") return outcome.diagnostics;
      return await rowDifferences(engine, fresh, batch, ledger);
    } finally {
      await fresh.close();
    }
  } catch (thrown) {
    const failed = engineFailure(thrown, given, cwd);
    if (failed === undefined) throw thrown;
    return [failed];
  } finally {
    await opened.close();
  }
}
