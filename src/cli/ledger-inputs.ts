import { createHash } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import type { Engine, FileEngine } from "../host/engine.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import type { DeterminationFile } from "../model/generated/determination.ts";
import type { Owners } from "../model/generated/owners.ts";
import {
  type InputFile,
  type InputRead,
  readBook,
  readDetermination,
  readMarket,
  readOwners,
} from "../run/input-file.ts";
import { stageAccounts } from "../run/ledger/accounts.ts";
import type { Ground } from "../run/ledger/batches.ts";
import type { Books } from "../run/ledger/book.ts";
import { ACCOUNT_COLUMNS, BOOK_COLUMNS, type Columns, MARKET_COLUMNS } from "../run/ledger/columns.ts";
import type { Markets } from "../run/ledger/market.ts";
import { formatOf, openTable, type Table } from "../run/ledger/table.ts";
import type { Source } from "../text/source.ts";
import { given } from "./given-file.ts";

/** The files of a day that is booked, as the command line names them. */
export type LedgerFiles = {
  readonly books: readonly string[];
  readonly markets: readonly string[];
  readonly accounts?: string;
  readonly owners?: string;
  readonly determination?: string;
};

/** Bytes a turn of a file that is hashed: a book may be larger than memory. */
const AT_ONCE = 1 << 22;

/** What the inputs of a run are, each by the hash of its bytes; undefined after findings about files that cannot be read. */
export function groundOf(
  cwd: string,
  files: LedgerFiles,
  date: string,
  manifestHash: string,
  problems: Diagnostic[],
): Ground | undefined {
  const named = [
    ...files.books.map((file) => ["book", file] as const),
    ...files.markets.map((file) => ["market", file] as const),
    ...(["accounts", "owners", "determination"] as const).flatMap((role) => {
      const file = files[role];
      return file === undefined ? [] : [[role, file] as const];
    }),
  ];
  const inputs = named.flatMap(([role, file]) => {
    const sha256 = hashOf(path.resolve(cwd, file), file, problems);
    return sha256 === undefined ? [] : [{ role, sha256 }];
  });
  return inputs.length < named.length ? undefined : { date, manifest: manifestHash, inputs };
}

function hashOf(full: string, shown: string, problems: Diagnostic[]): string | undefined {
  try {
    if (!fs.statSync(full).isFile()) {
      problems.push(failureDiagnostic({ kind: "folder", path: shown }, placeOf(shown)));
      return undefined;
    }
    const hash = createHash("sha256");
    const bytes = Buffer.alloc(AT_ONCE);
    const file = fs.openSync(full, "r");
    try {
      for (let read = fs.readSync(file, bytes); read > 0; read = fs.readSync(file, bytes))
        hash.update(bytes.subarray(0, read));
    } finally {
      fs.closeSync(file);
    }
    return hash.digest("hex");
  } catch (thrown) {
    const { code } = thrown as { readonly code?: string };
    if (code === undefined) throw thrown;
    const failure =
      code === "ENOENT" || code === "ENOTDIR"
        ? ({ kind: "missing" } as const)
        : ({ kind: "unreadable", reason: code } as const);
    problems.push(failureDiagnostic({ ...failure, path: shown }, placeOf(shown)));
    return undefined;
  }
}

/** The inputs of a day as they were opened: tables by the engine, JSON as `tenor settle` without a ledger reads it. */
export type OpenedInputs = {
  readonly books: Books;
  readonly markets: Markets;
  readonly accounts: boolean;
  readonly owners?: InputFile<Owners>;
  readonly determination?: InputFile<DeterminationFile>;
};

/** Opens all inputs of a day; what is wrong with their shape is noted, each file for itself. */
export async function openInputs(
  { engine, reader }: { readonly engine: Engine; readonly reader: FileEngine | undefined },
  cwd: string,
  files: LedgerFiles,
  problems: Diagnostic[],
): Promise<OpenedInputs> {
  const tables = async (all: readonly string[], columns: Columns): Promise<Table[]> => {
    const found: Table[] = [];
    for (const shown of all) {
      const format = formatOf(shown);
      const file = format && { shown, full: path.resolve(cwd, shown), format };
      const table = file && reader && (await openTable(reader, file, columns, problems));
      if (table !== undefined) found.push(table);
    }
    return found;
  };
  const json = <T>(all: readonly string[], read: (source: Source) => InputRead<T>): InputFile<T>[] =>
    all.flatMap((shown) => (formatOf(shown) === undefined ? (given(cwd, shown, read, problems) ?? []) : []));
  const books = { tables: await tables(files.books, BOOK_COLUMNS), files: json(files.books, readBook) };
  const [market, second] = json(files.markets, readMarket);
  if (second !== undefined)
    problems.push(
      diagnostic("usage-ledger", placeOf("--market"), { option: "--market", why: "takes one JSON file beside tables" }),
    );
  const accounts = files.accounts === undefined ? [] : [files.accounts];
  const [list] = await tables(accounts, ACCOUNT_COLUMNS);
  const owned = list !== undefined;
  if (files.accounts !== undefined && formatOf(files.accounts) === undefined)
    problems.push(
      diagnostic("usage-ledger", placeOf("--accounts"), {
        option: "--accounts",
        why: "takes a table: Parquet, CSV or NDJSON",
      }),
    );
  for (const table of books.tables)
    if (files.accounts === undefined && !table.has("owner"))
      problems.push(diagnostic("table-column-missing", placeOf(table.file.shown), { column: "owner", what: "book" }));
  for (const table of books.tables)
    if (!table.has("month") && !table.has("series"))
      problems.push(diagnostic("table-column-missing", placeOf(table.file.shown), { column: "month", what: "book" }));
  await stageAccounts(engine, list, problems);
  const owners = files.owners === undefined ? undefined : given(cwd, files.owners, readOwners, problems);
  const determination =
    files.determination === undefined ? undefined : given(cwd, files.determination, readDetermination, problems);
  return {
    books,
    markets: { tables: await tables(files.markets, MARKET_COLUMNS), file: market },
    accounts: owned,
    ...(owners === undefined ? {} : { owners }),
    ...(determination === undefined ? {} : { determination }),
  };
}
