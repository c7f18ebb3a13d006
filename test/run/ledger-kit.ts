import * as fs from "node:fs";
import * as path from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { build } from "../../src/cli/command/build.ts";
import { libraryFolder } from "../../src/cli/environment.ts";
import { bookFiles, type LedgerRun } from "../../src/cli/ledger-run.ts";
import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { nodeHost } from "../../src/host/node.ts";
import { openPostgres } from "../../src/host/postgres.ts";
import type { LedgerSummary } from "../../src/model/generated/ledger-summary.ts";
import { root, tempFolder } from "../kit/files.ts";

/** A build of GPH alone, with what a settlement day reads; as of its listing unless said. */
export function gphBuild(asOf = "2027-01-11"): string {
  const out = path.join(tempFolder(), "out");
  const errors: string[] = [];
  const host = nodeHost({ root, library: libraryFolder(), cwd: root });
  const environment = { host, cwd: root, out: () => {}, error: (text: string) => void errors.push(text) };
  const made = build(environment, ["specs/gpu/gph.tenor"], { out, asOf, only: "config,calculator" });
  if (made.code !== 0) throw new Error(errors.join(""));
  return out;
}

/** A row of a table: texts, whole numbers, or nothing. */
export type Row = Readonly<Record<string, string | number | null>>;

const quoted = (value: string | number | null | undefined): string =>
  value === null || value === undefined
    ? "NULL"
    : typeof value === "number"
      ? String(value)
      : `'${value.replaceAll("'", "''")}'`;

/** Runs SQL on a database of its own, or on a file; the rows of the last statement as text. */
export async function sql(text: string, file = ":memory:"): Promise<string[][]> {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  try {
    const rows = (await connection.runAndReadAll(text)).getRows();
    return rows.map((row) => row.map((one) => (one === null ? "" : String(one))));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/** Writes rows as the ending of the file says; `types` are the SQL types of columns that are no text. */
export async function writeTable(file: string, rows: readonly Row[], types: Readonly<Record<string, string>> = {}) {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  if (file.endsWith(".csv") || file.endsWith(".ndjson")) {
    const cell = (value: Row[string] | undefined): string =>
      value === null || value === undefined
        ? ""
        : /[",\n]/.test(String(value))
          ? `"${String(value).replaceAll('"', '""')}"`
          : String(value);
    const lines = file.endsWith(".csv")
      ? [names.join(","), ...rows.map((row) => names.map((name) => cell(row[name])).join(","))]
      : rows.map((row) => JSON.stringify(row));
    fs.writeFileSync(file, `${lines.join("\n")}\n`);
    return;
  }
  const columns = names.map((name) => `"${name}" ${types[name] ?? (name === "lots" ? "INTEGER" : "VARCHAR")}`);
  const values = rows.map((row) => `(${names.map((name) => quoted(row[name])).join(", ")})`);
  await sql(
    `CREATE TABLE t (${columns.join(", ")}); INSERT INTO t VALUES ${values.join(", ")}; COPY t TO ${quoted(file)} (FORMAT parquet);`,
  );
}

/** The tables of a ledger. */
export const LEDGER_TABLES = ["tenor_ledger", "batch", "settled", "entry", "price", "print", "breach"] as const;

/** The files of a day; its build is that of the ledger unless said. */
type Files = Omit<LedgerRun, "out" | "ledger"> & { readonly out?: string };

let schemas = 0;

/** A folder with a ledger in it, in which days are booked; with the address of a server, the ledger is a schema of its own there. */
export function ledgerIn(out: string, engine?: string) {
  const folder = tempFolder();
  const inFolder = (name: string): string => path.join(folder, name);
  const place = engine === undefined ? { ledger: "ledger.duckdb" } : { ledger: `days_${(schemas += 1)}`, engine };
  const run = (files: Files) => bookFiles(folder, { ...place, ...files, out: files.out ?? out });
  const query = async (text: string): Promise<string[][]> => {
    if (engine === undefined) return sql(text, inFolder("ledger.duckdb"));
    const opened = await openPostgres(engine, place.ledger, root);
    if (opened.kind !== "engine") throw new Error(JSON.stringify(opened));
    try {
      return (await opened.engine.rows(text)).map((row) => row.map((cell) => cell ?? ""));
    } finally {
      await opened.engine.close();
    }
  };
  return {
    folder,
    inFolder,
    place,
    write: (name: string, json: unknown): string => {
      fs.writeFileSync(inFolder(name), JSON.stringify(json));
      return name;
    },
    table: async (name: string, rows: readonly Row[], types?: Readonly<Record<string, string>>): Promise<string> => {
      await writeTable(inFolder(name), rows, types);
      return name;
    },
    run,
    /** The summary of a day that must be booked. */
    booked: async (files: Files): Promise<LedgerSummary> => {
      const outcome = await run(files);
      if (outcome.kind === "booked") return outcome.summary;
      throw new Error(outcome.diagnostics.map(({ code, message }) => `${code}: ${message}`).join("\n"));
    },
    /** What keeps a day from being booked. */
    refused: async (files: Files): Promise<readonly Diagnostic[]> => {
      const outcome = await run(files);
      if (outcome.kind === "refused") return outcome.diagnostics;
      throw new Error("it was booked");
    },
    query,
    /** Every row of every table, in the order they were booked. */
    dump: async (): Promise<Record<string, string[][]>> => {
      const all: Record<string, string[][]> = {};
      for (const table of LEDGER_TABLES) all[table] = await query(`SELECT * FROM ${table}`);
      return all;
    },
    /** What each account receives on a day over all batches. */
    amounts: async (date: string): Promise<Record<string, string>> =>
      Object.fromEntries(
        await query(
          `SELECT account, CAST(sum(units / (CAST('1' || repeat('0', decimals) AS DECIMAL(38,0)))) AS DECIMAL(18,2))
           FROM entry JOIN batch b ON b.id = batch WHERE b.date = '${date}' GROUP BY account ORDER BY account`,
        ),
      ) as Record<string, string>,
  };
}
