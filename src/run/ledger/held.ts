import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import { type Adding, faultCount, heldQuery, openInterestQuery } from "./adding.ts";
import type { StagedBook } from "./book.ts";
import { type Contract, contractTable } from "./contracts.ts";
import { wordsOf } from "./dialect.ts";
import { faultsOf, type Judging } from "./faults.ts";

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
 * fault at its place.
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
  const adding = addingOf(contracts, judging);
  const { others } = adding;
  await engine.run(`CREATE TEMP TABLE held AS ${heldQuery(dialect, adding, "book_row")}`);
  const strangers = judging.accounts
    ? "(SELECT count(*) FROM held h LEFT JOIN account_known k ON h.account = k.account WHERE k.account IS NULL OR h.owner <> k.owner OR h.other <> k.owner)"
    : "0";
  const [found] = await engine.rows(`SELECT (${faultCount()}) + ${strangers}, (SELECT coalesce(sum(n), 0) FROM held)`);
  const [wrong, rows] = [Number(found?.[0]), Number(found?.[1])];
  const rest = others.reduce((sum, one) => sum + (staged.counts.get(one) ?? 0), 0);
  const faults = wrong > 0 || rest > 0 ? await faultsOf(engine, staged, judging) : [];
  if (wrong > 0 && faults.length === 0) throw new Error(`${wrong} rows are at fault, and none was found`);
  problems.push(...faults);
  if (problems.length > before) return undefined;
  const open = await openInterest(engine, others);
  const shown = placeOf(judging.shown);
  for (const { product, month, long, short } of open)
    if (long !== short)
      problems.push(diagnostic("book-unbalanced", shown, { product, month, net: String(long - short) }));
  return problems.length > before ? undefined : { open, rows: rows + rest };
}

/** What the positions of a book are added up for. */
export function addingOf(contracts: readonly Contract[], { date, options, perpetuals, accounts }: Judging): Adding {
  return { date, contracts, others: [...options, ...perpetuals], accounts };
}

async function openInterest(engine: Engine, others: readonly string[]): Promise<OpenInterest[]> {
  const rows = await engine.rows(openInterestQuery(wordsOf(engine), others, "book_row"));
  return rows.map(([product, month, long, short]) => ({
    product: product ?? "",
    month: month ?? "",
    long: BigInt(long ?? "0"),
    short: BigInt(short ?? "0"),
  }));
}
