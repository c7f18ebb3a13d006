import * as path from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { ENGINE_PACKAGE, openDuckdb } from "../host/duckdb.ts";
import { type Engine, type EngineOpened, type FileEngine, firstLine } from "../host/engine.ts";
import { placeOf } from "../host/failure.ts";
import { openPostgres, SERVER_PACKAGES } from "../host/postgres.ts";
import { formatOf, reasonOf } from "../run/ledger/table.ts";
import type { LedgerFiles } from "./ledger-inputs.ts";

/** Where a ledger is: a file of the embedded engine, or with `engine`, the address of a PostgreSQL server, a schema of that database. */
export type LedgerPlace = { readonly ledger: string; readonly engine?: string };

/** An open ledger, and what reads files for it: the embedded engine, which is the ledger's own unless that is on a server; there is none where no file is a table. */
export type LedgerOpened =
  | {
      readonly kind: "open";
      readonly engine: Engine;
      readonly reader: FileEngine | undefined;
      readonly close: () => Promise<void>;
    }
  | { readonly kind: "refused"; readonly diagnostic: Diagnostic };

const SERVER = /^postgres(?:ql)?:\/\//;
const SCHEMA = /^[a-z_][a-z0-9_]{0,62}$/;

/** What is wrong with where a ledger is said to be, before anything is opened. */
export function placeMisuse({ ledger, engine }: LedgerPlace): Diagnostic | undefined {
  const bad = (option: string, why: string) => diagnostic("usage-ledger", placeOf(option), { option, why });
  if (engine === undefined || engine === "duckdb") return undefined;
  if (!SERVER.test(engine)) return bad("--engine", "takes `duckdb` or the address of a server, `postgres://…`");
  if (!SCHEMA.test(ledger))
    return bad("--ledger", "on a server is the name of a schema: small letters, digits and `_`, a letter in front");
  return undefined;
}

/** Opens a ledger, which is made where there is none; one run at a time has it. */
export async function openLedger(
  cwd: string,
  place: LedgerPlace,
  files: Partial<LedgerFiles>,
  makes = true,
): Promise<LedgerOpened> {
  const misuse = placeMisuse(place);
  if (misuse !== undefined) return { kind: "refused", diagnostic: misuse };
  const { ledger, engine: address = "duckdb" } = place;
  if (!SERVER.test(address)) {
    const full = path.resolve(cwd, ledger);
    const found = await openDuckdb(full, cwd);
    if (found.kind === "engine")
      return { kind: "open", engine: found.engine, reader: found.engine, close: found.engine.close };
    const said = found.kind === "unreadable" ? { ...found, reason: found.reason.replaceAll(full, ledger) } : found;
    return { kind: "refused", diagnostic: notOpened(said, ledger) };
  }
  const found = await openPostgres(address, ledger, cwd, makes);
  if (found.kind !== "engine") return { kind: "refused", diagnostic: notOpenedThere(found, ledger) };
  const { engine } = found;
  const { books = [], markets = [], accounts = "" } = files;
  if (![...books, ...markets, accounts].some((one) => formatOf(one) !== undefined))
    return { kind: "open", engine, reader: undefined, close: engine.close };
  const read = await openDuckdb(":memory:", cwd);
  if (read.kind === "engine") {
    const reader = read.engine;
    const close = async (): Promise<void> => {
      await engine.close();
      await reader.close();
    };
    return { kind: "open", engine, reader, close };
  }
  await engine.close();
  return { kind: "refused", diagnostic: notOpened(read, ledger) };
}

type NotOpened = Exclude<EngineOpened, { kind: "engine" }>;

/** Why a ledger is not open. */
export function notOpened(found: NotOpened, file: string): Diagnostic {
  if (found.kind === "absent") return missing(ENGINE_PACKAGE, [ENGINE_PACKAGE]);
  if (found.kind === "busy") return diagnostic("ledger-file-busy", placeOf(file), { file });
  return diagnostic("ledger-file-unreadable", placeOf(file), { file, reason: found.reason });
}

function notOpenedThere(found: NotOpened, schema: string): Diagnostic {
  if (found.kind === "absent") return missing(SERVER_PACKAGES.join(" and "), SERVER_PACKAGES);
  if (found.kind === "busy") return diagnostic("ledger-file-busy", placeOf(schema), { file: schema });
  return diagnostic("ledger-server-refused", placeOf("--engine"), { schema, reason: found.reason });
}

function missing(words: string, packages: readonly string[]): Diagnostic {
  return diagnostic("usage-engine-missing", placeOf("--ledger"), { package: words, install: packages.join(" ") });
}

/** What an engine gives up on that a user can mend: the disk, memory, a server that is gone, a file that changes or breaks off in the middle. */
export function engineFailure(
  thrown: unknown,
  { ledger, books, markets, accounts }: LedgerPlace & LedgerFiles,
  cwd: string,
): Diagnostic | undefined {
  if (!(thrown instanceof Error)) return undefined;
  if (!THEIRS.test(thrown.message)) return undefined;
  const files = [...books, ...markets, ...(accounts === undefined ? [] : [accounts])];
  const table = files.find((one) => thrown.message.includes(path.resolve(cwd, one)));
  if (table !== undefined) {
    const reason = reasonOf(thrown, { shown: table, full: path.resolve(cwd, table), format: "csv" });
    return diagnostic("table-unreadable", placeOf(table), { reason });
  }
  return diagnostic("ledger-file-failed", placeOf(ledger), { file: ledger, reason: firstLine(thrown) });
}

const THEIRS = /^(?:IO|Out of Memory|Invalid Input|FATAL|TransactionContext|Server|Connection Lost) Error: /;
