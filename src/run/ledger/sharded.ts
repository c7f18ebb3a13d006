import { type Adding, faultCount, heldQuery, openInterestQuery } from "./adding.ts";
import { contractRows } from "./contracts.ts";
import { wordsOf } from "./dialect.ts";
import { quoted } from "./sql.ts";

/** The three parts of a day's adding-up over shards: what every shard holds, what is asked of each, and how the answers become one. Each statement ends its line with `;`. */
export type ShardedDay = { readonly tables: string; readonly shard: string; readonly merge: string };

/**
 * A day's book added up by ClickHouse on as many machines as it needs, by the queries that the ledger itself asks. All rows of an account stand on one shard, because all rows of its group
 * do; amounts of accounts are then whole on their shard, and everything else is sums of whole numbers of 256 bits, which may be added in any order.
 */
export function shardedDay(adding: Adding): ShardedDay {
  const words = wordsOf({ dialect: "clickhouse" });
  const { text, wide } = words;
  const books = `(SELECT * FROM book_row WHERE of = ${quoted(adding.date)})`;
  const values = contractRows(adding.contracts);
  const statements = (...all: readonly string[]): string => `${all.join(";\n")};\n`;
  const made = (name: string, order: string, query: string): string[] => [
    `DROP TABLE IF EXISTS ${name}`,
    `CREATE TABLE ${name} ENGINE = MergeTree ORDER BY ${order} SETTINGS allow_nullable_key = 1 AS ${query} SETTINGS join_use_nulls = 1`,
  ];
  return {
    tables: statements(
      `CREATE TABLE IF NOT EXISTS book_row (account_group String, account String, owner ${text}, of String, product ${text}, month ${text}, series ${text}, lots Nullable(Int64))
    ENGINE = MergeTree PARTITION BY of ORDER BY (account_group, account)`,
    ),
    shard: statements(
      "DROP TABLE IF EXISTS contract",
      `CREATE TABLE contract (product String, month String, state String, word Int32, bit Int64, currency String, kind String, units ${wide}, decimals Int32) ENGINE = Memory`,
      ...(values.length === 0 ? [] : [`INSERT INTO contract VALUES ${values.join(", ")}`]),
      ...made("held", "account", heldQuery(words, adding, books)),
      ...made(
        "part_fault",
        "tuple()",
        `SELECT (${faultCount()}) AS wrong, (SELECT count(DISTINCT account) FROM held) AS accounts`,
      ),
      ...made(
        "part_sum",
        "tuple()",
        "SELECT product, currency, kind, decimals, sum(h.units) AS units, sum(greatest(h.units, 0)) AS paid FROM held h GROUP BY product, currency, kind, decimals",
      ),
      ...made("part_open", "tuple()", openInterestQuery(words, adding.others, books)),
      ...made(
        "part_owner",
        "tuple()",
        `SELECT owner, product, month, ${words.summed("greatest(lots, 0)")} AS held_long, -${words.summed("least(lots, 0)")} AS held_short
    FROM ${books} b GROUP BY owner, product, month`,
      ),
    ),
    merge: statements(
      // Each of these has no rows, or its count is nought, where the day is sound.
      "SELECT sum(wrong) FROM part_fault HAVING sum(wrong) <> 0",
      "SELECT sum(accounts) - (SELECT count(DISTINCT account) FROM held) AS twice FROM part_fault HAVING twice <> 0",
      "SELECT product, currency, sum(units) AS net FROM part_sum GROUP BY product, currency HAVING net <> 0 ORDER BY product, currency",
      "SELECT product, month, sum(held_long) AS long, sum(held_short) AS short FROM part_open GROUP BY product, month HAVING long <> short ORDER BY product, month",
      // And these are the day: amounts by account, open interest, what was paid, and lots by owner for its limits.
      "SELECT account, owner, product, currency, kind, decimals, units FROM held WHERE units <> 0 ORDER BY account, product, currency, kind",
      "SELECT product, month, sum(held_long) AS long FROM part_open GROUP BY product, month ORDER BY product, month",
      "SELECT product, currency, kind, decimals, sum(p.paid) AS paid FROM part_sum p GROUP BY product, currency, kind, decimals ORDER BY product, currency, kind",
      "SELECT owner, product, month, sum(held_long) AS long, sum(held_short) AS short FROM part_owner GROUP BY owner, product, month ORDER BY owner, product, month",
    ),
  };
}

/** The three parts as one file to be read and run. */
export function shardedScript(adding: Adding): string {
  const { tables, shard, merge } = shardedDay(adding);
  return [
    `-- The book of ${adding.date} added up by ClickHouse over shards.`,
    "-- A row of a book belongs to the shard cityHash64(account_group) % SHARDS; the group of an account is the one that limits count it in, else its owner.",
    "",
    "-- 1. Once, on every shard.",
    tables,
    "-- 2. For this day, on every shard. `contract` is what one lot of each contract month receives, in units of 10^-decimals of the currency.",
    shard,
    "-- 3. In one place, over the tables of all shards under the same names: `CREATE TABLE held AS …held ENGINE = Distributed(CLUSTER, DATABASE, held)`, and so on. The first four find nothing where the day is sound.",
    merge,
  ].join("\n");
}
