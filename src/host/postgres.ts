import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type * as Pg from "pg";
import type * as Copy from "pg-copy-streams";
import { type EngineOpened, LOST_ERROR, SERVER_ERROR, type ServerEngine } from "./engine.ts";
import { optionalPackage } from "./optional-package.ts";

/** The packages of the driver: they are read when they are asked for, and are no part of ours. */
export const SERVER_PACKAGES = ["pg", "pg-copy-streams"] as const;

/** How long a server may take to answer at all. */
const ANSWERS_IN = 20_000;

/**
 * Opens a schema of a PostgreSQL database for one run, which is made where it is missing, unless it is only read. One run at a time has it: a lock of the session, which the server gives back when the
 * process is gone. Times, places and settings of the server have no say: texts are UTF-8 and sorted by their bytes, and what is committed is on the disk.
 */
export async function openPostgres(
  url: string,
  schema: string,
  cwd: string,
  makes = true,
): Promise<EngineOpened<ServerEngine>> {
  const pg = await optionalPackage<typeof Pg>("pg", () => import("pg"), cwd);
  const copy = await optionalPackage<typeof Copy>("pg-copy-streams", () => import("pg-copy-streams"), cwd);
  if (pg === undefined || copy === undefined) return { kind: "absent" };
  let client: Pg.Client;
  try {
    client = new pg.Client({
      ...{ connectionString: url, application_name: "tenor", connectionTimeoutMillis: ANSWERS_IN, keepAlive: true },
      types: { getTypeParser: () => (value) => value },
    });
    // What goes wrong while nothing is asked is told by the next statement.
    client.on("error", () => {});
    await client.connect();
  } catch (thrown) {
    return { kind: "unreadable", reason: wordsOf(thrown) };
  }
  const engine = engineOf(client, copy);
  try {
    const [found] = await engine.rows(
      "SELECT current_setting('server_encoding'), current_setting('server_version_num'), current_setting('synchronous_commit')",
    );
    const [encoding, version, synchronous] = found ?? [];
    const reason =
      encoding !== "UTF8"
        ? `the database is encoded in ${encoding}, and texts are UTF8`
        : Number(version) < OLDEST
          ? "the server is older than PostgreSQL 14"
          : undefined;
    if (reason !== undefined) {
      await engine.close();
      return { kind: "unreadable", reason };
    }
    if (synchronous === "off") await engine.run("SET synchronous_commit = on");
    for (const sql of SETTINGS) await engine.run(sql);
    // The lock has the name of the schema, so that ledgers of one database do not wait for each other.
    const [lock] = await engine.rows(`SELECT pg_try_advisory_lock(hashtextextended('tenor ' || ${quoted(schema)}, 0))`);
    if (lock?.[0] !== "t") {
      await engine.close();
      return { kind: "busy" };
    }
    if (makes) await engine.run(`CREATE SCHEMA IF NOT EXISTS "${schema}"`);
    await engine.run(`SET search_path = "${schema}"`);
    return { kind: "engine", engine };
  } catch (thrown) {
    await engine.close();
    return { kind: "unreadable", reason: wordsOf(thrown) };
  }
}

/** Bits are counted since version 14. */
const OLDEST = 140_000;

// A server that is asked by nobody any more gives up the statement, and with it the lock.
const SETTINGS = [
  "SET client_min_messages = warning",
  "SET standard_conforming_strings = on",
  "SET client_encoding = 'UTF8'",
  "SET statement_timeout = 0",
  "SET idle_in_transaction_session_timeout = 0",
  "SET client_connection_check_interval = '1s'",
] as const;

function engineOf(client: Pg.Client, { from }: typeof Copy): ServerEngine {
  const rows: ServerEngine["rows"] = (sql) =>
    client.query({ text: sql, rowMode: "array" }).then(
      (result) => result.rows,
      (thrown: unknown) => {
        throw told(thrown);
      },
    );
  return {
    dialect: "postgres",
    rows,
    run: async (sql) => {
      await rows(sql);
    },
    copy: async (table, lines) => {
      const text = async function* (): AsyncGenerator<string> {
        for await (const some of lines) yield `${some.join("\n")}\n`;
      };
      try {
        await pipeline(Readable.from(text()), client.query(from(`COPY ${table} FROM STDIN`)));
      } catch (thrown) {
        throw told(thrown);
      }
    },
    close: async () => {
      // A server that is gone has nothing to say good-bye to.
      await client.end().catch(() => {});
    },
  };
}

/** Kinds of answers that are no bug of ours: no connection, no room, somebody stops the server or the statement, no right, a wait, a text that cannot be kept. */
const THEIRS = /^(?:08|28|53|57|58|25006|3D|3F|40|42501|55P03|22021|XX)/;
/** Of these the server is gone, or goes. */
const GONE = /^(?:08|57P0[1-5])/;

/** An error as it is told on: what a user can mend is marked as such, and so is one after which it is not known what the server did. */
function told(thrown: unknown): unknown {
  const { code, message } = thrown as { readonly code?: string; readonly message?: string };
  if (message === undefined) return thrown;
  const answered = code !== undefined && /^[0-9A-Z]{5}$/.test(code) && !/^E[A-Z]{4}$/.test(code);
  if (answered && !THEIRS.test(code)) return thrown;
  const lost = !answered && (code !== undefined || /connection|closed|not queryable/i.test(message));
  if (!answered && !lost) return thrown;
  const mark = lost || GONE.test(code ?? "") ? LOST_ERROR : SERVER_ERROR;
  return new Error(mark + message, { cause: thrown });
}

function wordsOf(thrown: unknown): string {
  const { message = "", code = "" } = thrown as { readonly code?: string; readonly message?: string };
  return (message === "" ? code : message).replace(/^(?:Server|Connection Lost) Error: /, "");
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
