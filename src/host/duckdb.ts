import * as modules from "node:module";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import type * as DuckDb from "@duckdb/node-api";
import { type Engine, type EngineOpened, firstLine } from "./engine.ts";

/** The package of the embedded engine: it is read when it is asked for, and is no part of ours. */
export const ENGINE_PACKAGE = "@duckdb/node-api";

/** Opens a database file of the embedded engine, which is made where it is missing; `cwd` is where the package may be installed besides. */
export async function openDuckdb(file: string, cwd: string): Promise<EngineOpened> {
  const found = await loaded(cwd);
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

async function loaded(cwd: string): Promise<typeof DuckDb | undefined> {
  try {
    return await import("@duckdb/node-api");
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
  }
  // A command that is installed for the whole machine finds what the folder has that it is called in.
  try {
    const at = modules.createRequire(path.join(cwd, "here.js")).resolve(ENGINE_PACKAGE);
    const module = (await import(pathToFileURL(at).href)) as typeof DuckDb & { readonly default?: typeof DuckDb };
    return module.default ?? module;
  } catch (thrown) {
    if (!isMissing(thrown)) throw thrown;
    return undefined;
  }
}

function isMissing(thrown: unknown): boolean {
  const code = (thrown as { readonly code?: unknown }).code;
  return code === "ERR_MODULE_NOT_FOUND" || code === "MODULE_NOT_FOUND";
}

function engineOf(instance: DuckDb.DuckDBInstance, connection: DuckDb.DuckDBConnection): Engine {
  return {
    dialect: "duckdb",
    run: async (sql) => {
      await connection.run(sql);
    },
    rows: async (sql) => {
      const reader = await connection.runAndReadAll(sql);
      return reader.getRows().map((row) => row.map((value) => (value === null ? null : String(value))));
    },
    close: () => {
      connection.closeSync();
      instance.closeSync();
      return Promise.resolve();
    },
  };
}
