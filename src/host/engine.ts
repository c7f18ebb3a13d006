/** A value of a row as text; null where there is none. */
export type Cell = string | null;

/** What the few words are chosen by that engines do not share. */
export type Dialect = "duckdb" | "postgres";

/** A database that SQL runs in. Statements run one after the other; what stops one is thrown as the engine says it. */
export type Engine = {
  readonly dialect: Dialect;
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a query, every value as text. */
  readonly rows: (sql: string) => Promise<Cell[][]>;
  readonly close: () => Promise<void>;
};

/** The embedded engine, which reads files: `texts` are the values of a query of one column of texts, some at a time, so that a file may be larger than memory. */
export type FileEngine = Engine & { readonly texts: (sql: string) => AsyncIterable<readonly string[]> };

/** An engine that reads no files of this machine: `copy` takes rows for a table, each a line of texts between tabs as PostgreSQL's COPY reads them. */
export type ServerEngine = Engine & {
  readonly copy: (table: string, lines: AsyncIterable<readonly string[]>) => Promise<void>;
};

/** True of an engine that rows are copied to. */
export function takesCopies(engine: Engine): engine is ServerEngine {
  return "copy" in engine;
}

/** A database opened for one run, or what keeps it from being one: the engine is not installed, another run has it, it is no database. */
export type EngineOpened<E extends Engine = Engine> =
  | { readonly kind: "engine"; readonly engine: E }
  | { readonly kind: "absent" }
  | { readonly kind: "busy" }
  | { readonly kind: "unreadable"; readonly reason: string };

/** What begins the message of an error that a server answers with and a user can mend, and of one after which it is not known what the server did. */
export const SERVER_ERROR = "Server Error: ";
export const LOST_ERROR = "Connection Lost Error: ";

/** The first line of what an engine says, without the kind of error in front. */
export function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const [first = ""] = text.split("\n");
  return first.replace(/^(?:[A-Z]\w*(?: [A-Z]\w*)* Error|TransactionContext Error): /, "").trim();
}
