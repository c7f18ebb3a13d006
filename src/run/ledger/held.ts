import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import type { StagedBook } from "./book.ts";
import { type Contract, contractTable, WORD } from "./contracts.ts";
import { wordsOf } from "./dialect.ts";
import { faultsOf, type Judging } from "./faults.ts";
import { quoted } from "./sql.ts";

/** The lots of a contract month over all accounts. */
export type OpenInterest = {
  readonly product: string;
  readonly month: string;
  readonly long: bigint;
  readonly short: bigint;
};

/** What a sound book comes to: `held` has its amounts by account, product and kind; the open interest of every contract month that is held. */
export type Held = { readonly open: readonly OpenInterest[]; readonly rows: number };

/**
 * Adds up the positions of a staged book in one pass, into the table `held` (account, owner, product, currency, kind, decimals, units); undefined after findings, each row at
 * fault at its place. Whether a row stands twice is told by counting: the contracts of an account are as many as its rows where none does.
 */
export async function addUp(
  engine: Engine,
  staged: StagedBook,
  contracts: readonly Contract[],
  judging: Judging,
  problems: Diagnostic[],
): Promise<Held | undefined> {
  const before = problems.length;
  const dialect = wordsOf(engine);
  for (const sql of contractTable(contracts, dialect)) await engine.run(sql);
  const words = Math.max(1, ...contracts.map(({ place }) => Math.floor(place / WORD) + 1));
  const marks = Array.from({ length: words }, (_, at) =>
    words === 1 ? "bit_or(c.bit)" : `bit_or(CASE WHEN c.word = ${at} THEN c.bit ELSE 0 END)`,
  );
  const others = [...judging.options, ...judging.perpetuals];
  const futures =
    others.length === 0 ? "" : `WHERE b.product IS NULL OR b.product NOT IN (${others.map(quoted).join(", ")})`;
  await engine.run(`CREATE TEMP TABLE held AS
    SELECT b.account, min(b.owner) AS owner, max(b.owner) AS other, c.product, c.currency, c.kind, c.decimals,
      sum(CAST(b.lots AS ${dialect.wide}) * c.units) AS units, count(*) AS n, ${marks.map(dialect.bits).join(" + ")} AS distinct_contracts,
      count(*) FILTER (WHERE b.lots IS NULL OR b.of IS DISTINCT FROM ${quoted(judging.date)} OR b.series IS NOT NULL OR c.state = 'new'${judging.accounts ? "" : " OR coalesce(b.owner, '') = ''"}) AS bad
    FROM book_row b LEFT JOIN contract c ON b.product = c.product AND b.month = c.month ${futures}
    GROUP BY b.account, c.product, c.currency, c.kind, c.decimals`);
  const [found] = await engine.rows(`SELECT
      coalesce(sum(bad), 0) + count(*) FILTER (WHERE account IS NULL OR account = '' OR product IS NULL) +
      count(*) FILTER (WHERE n <> distinct_contracts) +
      (SELECT count(*) FROM (SELECT account FROM held GROUP BY account HAVING min(owner) <> max(other)) o) +
      ${judging.accounts ? "(SELECT count(*) FROM held h LEFT JOIN account_known k ON h.account = k.account WHERE k.account IS NULL OR h.owner <> k.owner OR h.other <> k.owner)" : "0"},
      coalesce(sum(n), 0) FROM held`);
  const [wrong, rows] = [Number(found?.[0]), Number(found?.[1])];
  const rest = others.reduce((sum, one) => sum + (staged.counts.get(one) ?? 0), 0);
  const faults = wrong > 0 || rest > 0 ? await faultsOf(engine, staged, judging) : [];
  if (wrong > 0 && faults.length === 0) throw new Error(`${wrong} rows are at fault, and none was found`);
  problems.push(...faults);
  if (problems.length > before) return undefined;
  const open = await openInterest(engine, futures);
  const shown = placeOf(judging.shown);
  for (const { product, month, long, short } of open)
    if (long !== short)
      problems.push(diagnostic("book-unbalanced", shown, { product, month, net: String(long - short) }));
  return problems.length > before ? undefined : { open, rows: rows + rest };
}

async function openInterest(engine: Engine, futures: string): Promise<OpenInterest[]> {
  const rows = await engine.rows(`SELECT b.product, b.month, sum(greatest(b.lots, 0)), -sum(least(b.lots, 0))
    FROM book_row b ${futures} GROUP BY b.product, b.month ORDER BY b.product, b.month`);
  return rows.map(([product, month, long, short]) => ({
    product: product ?? "",
    month: month ?? "",
    long: BigInt(long ?? "0"),
    short: BigInt(short ?? "0"),
  }));
}
