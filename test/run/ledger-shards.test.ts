import { test } from "uvu";
import * as assert from "uvu/assert";
import { type Database, databases } from "../kit/databases.ts";
import { inProject, skip } from "../kit/files.ts";
import { DATE, MARKET } from "./kit.ts";
import { gphBuild, ledgerIn, sql } from "./ledger-kit.ts";

/** Accounts in pairs, one long what the other is short, each in three months; every tenth pair is of one owner. */
const PAIRS = 10_000;
const SHARDS = 3;

const opened = await databases["clickhouse"]?.();
if (typeof opened === "string") skip(opened);
const database = typeof opened === "string" ? undefined : opened;

/** A book as Parquet with the group of each account, in no order of the accounts. */
async function bookIn(file: string, pairs = PAIRS): Promise<void> {
  await sql(`COPY (SELECT '${DATE}' AS date, printf('Ä%d', 2 * p + side) AS account, printf('O%d', p // 10) AS owner, 'GPH' AS product, m AS month,
      (CASE side WHEN 0 THEN 1 ELSE -1 END) * (1 + hash(p, m) % 900)::BIGINT AS lots
    FROM range(${pairs}) AS pairs(p), (VALUES (0), (1)) AS sides(side), (VALUES ('2027-02'), ('2027-03'), ('2027-09')) AS months(m)
    ORDER BY hash(p, m, side)) TO '${file}' (FORMAT parquet)`);
}

/** The parts of a script, as it numbers them. */
function partsOf(script: string): string[] {
  return script.split(/^-- \d\. .*\n/m).slice(1);
}

const TABLES = ["held", "part_fault", "part_sum", "part_open", "part_owner"];

/** Fills the shards with a book by the script's own scheme, runs its second part on each, and gives the answers of the third. */
async function sharded(clickhouse: Database, script: string, book: string, change = ""): Promise<string[]> {
  const [tables = "", shard = "", merge = ""] = partsOf(script);
  const names = Array.from({ length: SHARDS }, (_, at) => `shard_${at}`);
  for (const [at, name] of names.entries()) {
    await clickhouse.run(`DROP DATABASE IF EXISTS ${name};\nCREATE DATABASE ${name};\nUSE ${name};\n${tables}`);
    await clickhouse.run(`INSERT INTO book_row SELECT concat('', f.owner), f.account, f.owner, f.date, f.product, f.month, NULL, f.lots FROM file('${book}', 'Parquet') f
      WHERE cityHash64(f.owner) % ${SHARDS} = ${at};\n`);
    if (at === 1) await clickhouse.run(change);
    await clickhouse.run(shard);
  }
  await clickhouse.run("DROP DATABASE IF EXISTS merged;\nCREATE DATABASE merged;\nUSE merged;\n");
  for (const table of TABLES) {
    const all = names.map((name) => `SELECT * FROM ${name}.${table}`).join(" UNION ALL ");
    await clickhouse.run(`CREATE VIEW ${table} AS ${all};\n`);
  }
  const answers: string[] = [];
  for (const query of merge.split(/;\n/).filter((one) => one.trim() !== "")) answers.push(await clickhouse.run(query));
  return answers;
}

test("the script for shards has tables, the queries of a shard and the merge, and names every table that it merges", async () => {
  const ledger = ledgerIn(gphBuild());
  const book = ledger.inFolder("small.parquet");
  await bookIn(book, 20);
  const outcome = await ledger.run({ date: DATE, books: [book], markets: [inProject(MARKET)], shards: true });
  if (outcome.kind === "refused") throw new Error(JSON.stringify(outcome.diagnostics[0]?.message));
  const parts = partsOf(outcome.shards ?? "");
  assert.is(parts.length, 3);
  assert.match(parts[0] ?? "", "book_row");
  for (const table of TABLES.slice(1)) {
    assert.match(parts[1] ?? "", table);
    assert.match(parts[2] ?? "", table);
  }
  assert.not.match(outcome.shards ?? "", /undefined|NaN/);
});

if (database !== undefined) {
  test("a day over shards of ClickHouse is the booked one to the last digit, and adds up to zero over all of them", async () => {
    const ledger = ledgerIn(gphBuild());
    const book = ledger.inFolder("book.parquet");
    await bookIn(book);
    const outcome = await ledger.run({ date: DATE, books: [book], markets: [inProject(MARKET)], shards: true });
    if (outcome.kind === "refused") throw new Error(JSON.stringify(outcome.diagnostics[0]?.message));
    const [faults, twice, net, unequal, amounts, open, paid, owners] = await sharded(
      database,
      outcome.shards ?? "",
      book,
    );
    assert.equal([faults, twice, net, unequal], ["", "", "", ""]);
    const lines = (rows: readonly string[][]): string => rows.map((row) => `${row.join("|")}\n`).join("");
    const entries =
      "SELECT account, owner, product, currency, kind, decimals, units FROM entry ORDER BY account, product, currency, kind";
    assert.is(amounts, lines(await ledger.query(entries)));
    assert.is((amounts ?? "").split("\n").length, 2 * PAIRS + 1);
    assert.is(
      open,
      lines(
        await ledger.query(
          "SELECT product, month, open_interest FROM price WHERE open_interest > 0 ORDER BY product, month",
        ),
      ),
    );
    const sums =
      "SELECT product, currency, kind, decimals, sum(greatest(units, 0)) FROM entry GROUP BY ALL ORDER BY product, currency, kind";
    assert.is(paid, lines(await ledger.query(sums)));
    const held = `SELECT owner, product, month, sum(greatest(lots, 0)), -sum(least(lots, 0)) FROM '${book}' GROUP BY ALL ORDER BY ALL`;
    assert.is(owners, lines(await sql(held)));
  });

  test("what is unsound on one shard is found over all", async () => {
    const ledger = ledgerIn(gphBuild());
    const book = ledger.inFolder("book.parquet");
    await bookIn(book);
    const outcome = await ledger.run({ date: DATE, books: [book], markets: [inProject(MARKET)], shards: true });
    const script = outcome.kind === "booked" ? (outcome.shards ?? "") : "";
    const more = (account: string, owner: string, month: string, lots: string): string =>
      `INSERT INTO book_row SELECT '${owner}', ${account}, '${owner}', '${DATE}', 'GPH', ${month}, NULL, ${lots};\n`;
    const any = "(SELECT max(account) FROM book_row)";
    // A row that stands twice, one without lots, a month that is not listed, and a lot too many.
    for (const [row, found] of [
      [more(any, "O", "'2027-03'", "1"), 0],
      [more("'X'", "O", "'2027-03'", "NULL"), 0],
      [more("'X'", "O", "'2031-03'", "1"), 0],
      [more("'X'", "O", "'2027-03'", "1"), 2],
      [more("'X'", "O", "'2027-03'", "1"), 3],
    ] as const)
      assert.is.not((await sharded(database, script, book, row))[found], "", row);
    // An account that is on two shards is found by counting.
    const elsewhere = "(SELECT max(account) FROM shard_0.book_row)";
    assert.is.not((await sharded(database, script, book, more(elsewhere, "O", "'2027-05'", "1")))[1], "");
  });

  test.after(() => database.stop?.());
}

test.run();
