import type { Engine } from "../../host/engine.ts";
import { wordsOf } from "./dialect.ts";

/** What a ledger says it is. */
export const LEDGER_FORMAT = "tenor-ledger/1";

/**
 * The tables of a ledger. Nothing in them is ever changed: a batch is one run, and all its rows bear its id. Of a day the last batch is in force; the amounts of an
 * account on a day are the sum over all its batches, of which a correction books the difference. Amounts are whole units of 10^-decimals of a currency; prices are exact decimals as text.
 */
const TABLES: readonly string[] = [
  "CREATE TABLE tenor_ledger (format VARCHAR NOT NULL)",
  `CREATE TABLE batch (seq INTEGER NOT NULL, id VARCHAR NOT NULL, date VARCHAR NOT NULL, content VARCHAR NOT NULL, prior VARCHAR,
    corrects VARCHAR, why VARCHAR, ground VARCHAR NOT NULL, summary VARCHAR NOT NULL, evidence VARCHAR NOT NULL)`,
  "CREATE TABLE settled (batch VARCHAR NOT NULL, product VARCHAR NOT NULL, next VARCHAR)",
  `CREATE TABLE entry (batch VARCHAR NOT NULL, account VARCHAR NOT NULL, owner VARCHAR NOT NULL, product VARCHAR NOT NULL,
    currency VARCHAR NOT NULL, kind VARCHAR NOT NULL, decimals INTEGER NOT NULL, units HUGEINT NOT NULL)`,
  `CREATE TABLE price (batch VARCHAR NOT NULL, product VARCHAR NOT NULL, month VARCHAR NOT NULL, settlement VARCHAR NOT NULL, ends VARCHAR NOT NULL,
    open_interest HUGEINT NOT NULL, volume VARCHAR NOT NULL, basis VARCHAR)`,
  "CREATE TABLE print (batch VARCHAR NOT NULL, name VARCHAR NOT NULL, value VARCHAR NOT NULL, detail VARCHAR NOT NULL)",
  `CREATE TABLE breach (batch VARCHAR NOT NULL, holder VARCHAR NOT NULL, product VARCHAR NOT NULL, month VARCHAR, side VARCHAR NOT NULL,
    position VARCHAR NOT NULL, level INTEGER NOT NULL, clause VARCHAR NOT NULL, path VARCHAR NOT NULL, line INTEGER NOT NULL)`,
];

/** Makes an empty database a ledger; false for a database that holds something else. */
export async function becomeLedger(engine: Engine): Promise<boolean> {
  const { schema, text, wide } = wordsOf(engine);
  const tables = await engine.rows(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = ${schema} AND table_type = 'BASE TABLE' ORDER BY 1`,
  );
  if (tables.length === 0) {
    await engine.run("BEGIN TRANSACTION");
    for (const sql of TABLES) await engine.run(sql.replaceAll("VARCHAR", text).replaceAll("HUGEINT", wide));
    await engine.run(`INSERT INTO tenor_ledger VALUES ('${LEDGER_FORMAT}')`);
    await engine.run("COMMIT");
    return true;
  }
  return isLedger(engine);
}

/** Whether a database is a ledger of this format. */
export async function isLedger(engine: Engine): Promise<boolean> {
  const { schema } = wordsOf(engine);
  const tables = await engine.rows(
    `SELECT table_name FROM information_schema.tables WHERE table_schema = ${schema} AND table_name = 'tenor_ledger'`,
  );
  if (!tables.some(([name]) => name === "tenor_ledger")) return false;
  const found = await engine.rows("SELECT format FROM tenor_ledger");
  return found.length === 1 && found[0]?.[0] === LEDGER_FORMAT;
}
