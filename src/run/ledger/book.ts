import type { Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import type { Book } from "../../model/generated/book.ts";
import type { Span } from "../../text/source.ts";
import type { InputFile } from "../input-file.ts";
import { brought, type Column, type Rows } from "./brought.ts";
import { wordsOf } from "./dialect.ts";
import { placedFile } from "./placed.ts";
import { inserts, quoted } from "./sql.ts";
import type { Table } from "./table.ts";

/** The books of a day: tables of positions, and JSON books with what tables have no rows for, such as instructions. */
export type Books = { readonly tables: readonly Table[]; readonly files: readonly InputFile<Book>[] };

/** One source of rows of positions: the queries of its rows, and where each stands. */
export type BookPart = Rows & { readonly place: (row: number) => Span };

/** The rows of all books behind one name, `book_row`, and how many there are of each product. */
export type StagedBook = {
  readonly parts: readonly BookPart[];
  readonly counts: ReadonlyMap<string, number>;
};

/**
 * Lets the view `book_row` (account, owner, of, product, month, series, lots, lots_said) show the rows of all books, none of them checked yet; `lots` is NULL
 * where they are not whole.
 */
export async function stageBook(engine: Engine, { tables, files }: Books): Promise<StagedBook> {
  const { text } = wordsOf(engine);
  await engine.run(
    `CREATE TEMP TABLE book_json (part INTEGER, row BIGINT, account ${text}, owner ${text}, product ${text}, month ${text}, lots BIGINT)`,
  );
  const parts: BookPart[] = [];
  for (const [at, table] of tables.entries())
    parts.push({ ...(await brought(engine, `book_row_${at}`, table, columnsOf(table))), place: table.place });
  for (const [at, file] of files.entries()) {
    const rows = file.data.positions.map(({ account, owner, product, month, lots }, row) => [
      ...[String(at), String(row), quoted(account), quoted(owner), quoted(product), quoted(month), String(lots)],
    ]);
    for (const sql of inserts("book_json", rows)) await engine.run(sql);
    const columns = `account, owner, ${quoted(file.data.date)} AS of, product, month, CAST(NULL AS VARCHAR) AS series, lots,
        CAST(lots AS VARCHAR) AS lots_said FROM book_json WHERE part = ${at}`;
    parts.push({
      ...{ select: `SELECT ${columns} ORDER BY row`, numbered: `SELECT row + 1 AS row, ${columns}` },
      place: (row) => file.place(`/positions/${row - 1}`),
    });
  }
  const all = parts.map(({ select }, at) => `SELECT * FROM (${select}) p${at}`).join(" UNION ALL ");
  await engine.run(`CREATE TEMP VIEW book_row AS ${all}`);
  const counts = await engine.rows("SELECT coalesce(product, ''), count(*) FROM book_row GROUP BY 1 ORDER BY 1");
  return { parts, counts: new Map(counts.map(([product, count]) => [product ?? "", Number(count)])) };
}

function columnsOf({ text, whole }: Table): Column[] {
  const texts = ["account", "owner", "date", "product", "month", "series"].map((one): Column => ({
    name: one === "date" ? "of" : one,
    sql: text(one),
    kind: "text",
  }));
  const said: Column = { name: "lots_said", sql: text("lots"), kind: "text" };
  return [...texts, { name: "lots", sql: whole("lots"), kind: "whole" }, said];
}

/** What only calculators settle row by row: the names of products that are options or perpetuals. */
export type RowByRow = { readonly options: readonly string[]; readonly perpetuals: readonly string[] };

/**
 * The books as one JSON book: options, perpetuals, instructions and deliveries, which calculators settle row by row, without the positions in futures, which
 * stay in the engine. Only positions of accounts that announce a delivery come along: an announcement is held against them.
 */
export async function restOfBooks(
  engine: Engine,
  { tables, files }: Books,
  staged: StagedBook,
  kinds: RowByRow,
  date: string,
): Promise<InputFile<Book>> {
  const lists: Lists = { positions: [], options: [], perpetuals: [], instructions: [], notices: [], failures: [] };
  const places = new Map<string, Span>();
  const put = (list: keyof Lists, row: object, place: Span): void => {
    places.set(`/${list}/${lists[list].push(row) - 1}`, place);
  };
  for (const file of files)
    for (const list of ROW_LISTS)
      (file.data[list] ?? []).forEach((row, at) => put(list, row, file.place(`/${list}/${at}`)));
  const notices = lists.notices as NonNullable<Book["notices"]>;
  const announcing = notices.flatMap(({ seller, buyer, product }) => [seller, buyer].map((one) => [one, product]));
  const wanted = [
    ...[...kinds.options, ...kinds.perpetuals]
      .filter((one) => staged.counts.has(one))
      .map((one) => `product = ${quoted(one)}`),
    ...announcing.map(([account, product]) => `(account = ${quoted(account)} AND product = ${quoted(product)})`),
  ];
  for (const { numbered, place } of wanted.length === 0 ? [] : staged.parts) {
    const rows = await engine.rows(
      `SELECT row, account, coalesce(owner, (SELECT max(k.owner) FROM account_known k WHERE k.account = n.account), ''), product, month, series, lots
       FROM (${numbered}) n WHERE lots IS NOT NULL AND (${wanted.join(" OR ")}) ORDER BY row`,
    );
    for (const [row, account, owner, product, month, series, lots] of rows) {
      const held = { account, owner, product, lots: Number(lots) };
      if (kinds.options.includes(product ?? "")) put("options", { ...held, series: series ?? "" }, place(Number(row)));
      else if (kinds.perpetuals.includes(product ?? "")) put("perpetuals", held, place(Number(row)));
      else put("positions", { ...held, month: month ?? "" }, place(Number(row)));
    }
  }
  const shown = files[0]?.source ?? placeOf(tables[0]?.file.shown ?? "").source;
  const { positions, ...rest } = lists;
  return placedFile(shown, { date, positions, ...rest } as Book, (at) => places.get(at), files[0]);
}

const ROW_LISTS = ["options", "perpetuals", "instructions", "notices", "failures"] as const;
type Lists = Record<"positions" | (typeof ROW_LISTS)[number], object[]>;
