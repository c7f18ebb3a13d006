import * as fs from "node:fs";
import { createRequire } from "node:module";
import { inProject } from "./files.ts";
import { startPostgres } from "./postgres.ts";

/** A database: a script or query gives its rows as text, columns behind `|`; what stops it is thrown. */
export type Database = { readonly run: (sql: string) => Promise<string> | string; readonly stop?: () => void };

/** The databases that there are: each opens, or says why it is not there. */
export const databases: Readonly<Record<string, () => Promise<Database | string>>> = {
  duckdb: async () => {
    const { DuckDBInstance } = await import("@duckdb/node-api");
    const connection = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
    return {
      run: async (sql) => {
        const rows = (await connection.runAndReadAll(sql)).getRows();
        return rows.map((row) => row.map(String).join("|")).join("\n");
      },
    };
  },
  postgres: startPostgres,
  clickhouse: async () => {
    const folder = inProject("tools/clickhouse");
    if (!fs.existsSync(`${folder}/node_modules/chdb`))
      return "ClickHouse is tried in the soak run (`npm install` in tools/clickhouse)";
    type Session = { query: (sql: string, format: string) => string; cleanup: () => void };
    const { Session } = createRequire(`${folder}/package.json`)("chdb") as { Session: new () => Session };
    const session = new Session();
    const each = (sql: string): string[] => sql.split(/;\n/).filter((one) => one.trim() !== "");
    return {
      run: (sql) =>
        each(sql)
          .map((one) => session.query(one, "TabSeparated").replaceAll("\t", "|"))
          .join(""),
      stop: () => session.cleanup(),
    };
  },
};
