/** A value of a row as text; null where there is none. */
export type Cell = string | null;

/**
 * A database that SQL runs in. Statements run one after the other; what stops one is thrown as the engine says it. `dialect` is what the few
 * words are chosen by that engines do not share.
 */
export type Engine = {
  readonly dialect: "duckdb" | "postgres";
  readonly run: (sql: string) => Promise<void>;
  /** The rows of a query, every value as text. */
  readonly rows: (sql: string) => Promise<Cell[][]>;
  readonly close: () => Promise<void>;
};

/** A database opened for one run, or what keeps it from being one: the engine is not installed, another run has it, it is no database. */
export type EngineOpened =
  | { readonly kind: "engine"; readonly engine: Engine }
  | { readonly kind: "absent" }
  | { readonly kind: "busy" }
  | { readonly kind: "unreadable"; readonly reason: string };

/** The first line of what an engine says, without the kind of error in front. */
export function firstLine(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  const [first = ""] = text.split("\n");
  return first.replace(/^(?:[A-Z]\w*(?: [A-Z]\w*)* Error|TransactionContext Error): /, "").trim();
}
