import type * as DuckDb from "@duckdb/node-api";
import { type EngineOpened, type FileEngine, firstLine } from "./engine.ts";
import { optionalPackage } from "./optional-package.ts";

/** The package of the embedded engine: it is read when it is asked for, and is no part of ours. */
export const ENGINE_PACKAGE = "@duckdb/node-api";

/** Opens a database file of the embedded engine, which is made where it is missing; `cwd` is where the package may be installed besides. */
export async function openDuckdb(file: string, cwd: string): Promise<EngineOpened<FileEngine>> {
  const found = await optionalPackage<typeof DuckDb>(ENGINE_PACKAGE, () => import("@duckdb/node-api"), cwd);
  if (found === undefined) return { kind: "absent" };
  try {
    const instance = await found.DuckDBInstance.create(file, { preserve_insertion_order: "true" });
    return { kind: "engine", engine: engineOf(instance, await instance.connect()) };
  } catch (thrown) {
    const reason = firstLine(thrown);
    // One process at a time writes to a file; the engine holds a lock on it as long as it is open.
    if (/could not set lock|being used by another process|already attached/i.test(reason)) return { kind: "busy" };
    return { kind: "unreadable", reason };
  }
}

function engineOf(instance: DuckDb.DuckDBInstance, connection: DuckDb.DuckDBConnection): FileEngine {
  return {
    dialect: "duckdb",
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
    },
    texts: async function* (sql) {
      const result = await connection.stream(sql);
      for (
        let chunk = await result.fetchChunk();
        chunk !== null && chunk.rowCount > 0;
        chunk = await result.fetchChunk()
      )
        yield chunk.getColumnValues(0) as string[];
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
