import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import type { Book } from "../../model/generated/book.ts";
import type { Deltas } from "../../model/generated/deltas.ts";
import type { LimitReport } from "../../model/generated/limit-report.ts";
import type { Owners } from "../../model/generated/owners.ts";
import type { SettlementDay } from "../../model/generated/settlement.ts";
import { span } from "../../text/source.ts";
import type { InputFile } from "../input-file.ts";
import { limitsDay } from "../limits/day.ts";
import type { LimitOutput } from "../limits/terms.ts";
import { wordsOf } from "./dialect.ts";
import { placedFile } from "./placed.ts";
import { inserts, quoted } from "./sql.ts";

export type LimitGrounds = {
  readonly date: string;
  readonly outputs: readonly LimitOutput[];
  readonly known: readonly string[];
  readonly owners: InputFile<Owners> | undefined;
  /** True where a list of accounts says the owners. */
  readonly accounts: boolean;
};

/** The largest sum of lots that is counted: what a column of whole numbers of 32 bits holds. */
const MOST_LOTS = 2n ** 31n - 1n;

/**
 * The positions at the close of the day against the limits of the build; undefined where no product of the book has any, or after findings. Futures are added up by owner, long and
 * short apart, which no limit and no report can tell from the rows they are made of; accounts of a group stay by themselves.
 */
export async function limitsOf(
  engine: Engine,
  grounds: LimitGrounds,
  rest: InputFile<Book>,
  day: SettlementDay,
  problems: Diagnostic[],
): Promise<LimitReport | undefined> {
  const { date, outputs, known, owners, accounts } = grounds;
  const limited = outputs.map(({ table }) => table.product.id);
  const futures = day.products.map(({ product }) => product).filter((one) => limited.includes(one));
  const { positions: _, ...book } = rest.data;
  const positions = futures.length === 0 ? [] : await addedUp(engine, futures, owners, accounts);
  if (positions === undefined) {
    problems.push(diagnostic("positions-too-large", placeOf(rest.source.path), { product: futures.join(", ") }));
    return undefined;
  }
  // A series that ends on the day is held no more at its close.
  const series = (day.options ?? []).flatMap((one) => one.series.map((of) => ({ ...of, product: one.product })));
  const ended = new Set(series.filter(({ expiry }) => expiry === date).map((one) => one.series));
  const options = (book.options ?? []).filter((one) => limited.includes(one.product) && !ended.has(one.series));
  const perpetuals = (book.perpetuals ?? []).filter((one) => limited.includes(one.product));
  if (positions.length + options.length + perpetuals.length === 0) return undefined;
  const deltas = series.flatMap(({ product, series: code, delta }) =>
    delta === undefined ? [] : [{ product, series: code, delta }],
  );
  // Rows that were added up stand nowhere by themselves.
  const nowhere = span(rest.source, 0, 0);
  const outcome = limitsDay({
    ...{ date, edge: "close", outputs, known },
    book: placedFile<Book>(rest.source, { date, positions, options, perpetuals }, () => nowhere),
    deltas: placedFile<Deltas>(rest.source, { format: "tenor-deltas/1", date, deltas }, () => undefined),
    ...(owners === undefined ? {} : { owners }),
  });
  if (outcome.kind === "checked") return outcome.report;
  problems.push(...outcome.diagnostics);
  return undefined;
}

async function addedUp(
  engine: Engine,
  futures: readonly string[],
  owners: InputFile<Owners> | undefined,
  accounts: boolean,
): Promise<Book["positions"] | undefined> {
  const grouped = (owners?.data.groups ?? []).flatMap((one) => one.accounts);
  await engine.run(`CREATE TEMP TABLE grouped_account (account ${wordsOf(engine).text})`);
  for (const sql of inserts(
    "grouped_account",
    [...new Set(grouped)].map((one) => [quoted(one)]),
  ))
    await engine.run(sql);
  const owner = accounts ? "k.owner" : "b.owner";
  const rows =
    await engine.rows(`SELECT owner, product, month, own, sum(greatest(lots, 0)) AS long, sum(least(lots, 0)) AS short FROM (
      SELECT ${owner} AS owner, b.product, b.month, b.lots, ${grouped.length === 0 ? "CAST(NULL AS VARCHAR)" : "g.account"} AS own FROM book_row b
      ${accounts ? "JOIN account_known k ON k.account = b.account" : ""}
      ${grouped.length === 0 ? "" : "LEFT JOIN grouped_account g ON g.account = b.account"}
      WHERE b.product IN (${futures.map(quoted).join(", ")})) r
    GROUP BY owner, product, month, own ORDER BY owner, product, month, own`);
  const all: Book["positions"] = [];
  for (const [owner, product, month, own, ...sides] of rows)
    for (const [at, sum] of sides.entries()) {
      const lots = BigInt(sum ?? "0");
      if (lots > MOST_LOTS || -lots > MOST_LOTS) return undefined;
      if (lots === 0n) continue;
      const side = at === 0 ? "long" : "short";
      const account = own ?? `${side} of ${owner}`;
      all.push({ account, owner: owner ?? "", product: product ?? "", month: month ?? "", lots: Number(lots) });
    }
  return netted(all, grouped.length > 0);
}

/** An account of a group stands once in a month, with both sides together. */
function netted(rows: Book["positions"], grouped: boolean): Book["positions"] {
  if (!grouped) return rows;
  const found = new Map<string, Book["positions"][number]>();
  for (const row of rows) {
    const key = JSON.stringify([row.account, row.product, row.month]);
    const before = found.get(key);
    found.set(key, before === undefined ? row : { ...before, lots: before.lots + row.lots });
  }
  return [...found.values()];
}
