import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import type { Cell, Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import type { Span } from "../../text/source.ts";
import { listed } from "../observations.ts";
import type { RowByRow, StagedBook } from "./book.ts";
import { quoted } from "./sql.ts";

/** What rows of a book are held against. */
export type Judging = RowByRow & {
  readonly date: string;
  /** The books as they were named. */
  readonly shown: string;
  readonly futures: readonly string[];
  /** The months of each product that positions may be in, by product. */
  readonly months: ReadonlyMap<string, readonly string[]>;
  /** True where a list of accounts was given: the table `account_known` has them. */
  readonly accounts: boolean;
};

/** Rows at fault that are shown; all are counted. */
export const MOST_SHOWN = 100;

type Row = Readonly<Record<"account" | "owner" | "of" | "product" | "month" | "series" | "lots" | "also", string>>;
type Telling = (row: Row, place: Span, judging: Judging) => Diagnostic;

const known = ({ futures, options, perpetuals }: Judging): string => listed([...futures, ...options, ...perpetuals]);
const malformed =
  (column: keyof Row, wanted: string): Telling =>
  (row, place) =>
    diagnostic("row-malformed", place, { column, found: row[column] === "" ? "nothing" : row[column], wanted });

/** Each fault in the order it is looked for, with what is said of it. A row is told by the first that it has. */
const FAULTS: Readonly<Record<string, Telling>> = {
  account: malformed("account", "the name of an account"),
  owner: malformed("owner", "the owner of the account"),
  product: malformed("product", "the name of a product"),
  lots: (row, place) =>
    diagnostic("row-malformed", place, {
      column: "lots",
      found: row.lots === "" ? "nothing" : row.lots,
      wanted: "a whole number of contracts",
    }),
  day: (row, place, { date }) =>
    diagnostic("row-other-day", place, { found: row.of === "" ? "no day" : row.of, wanted: date }),
  unknown: (row, place, judging) =>
    diagnostic("position-product-unknown", place, { product: row.product, known: known(judging) }),
  series: malformed("series", "a series where the product has options, and nothing elsewhere"),
  nothing: malformed("month", "nothing, for the product has no contract months"),
  month: (row, place, { months }) =>
    diagnostic("month-not-listed", place, {
      product: row.product,
      month: row.month === "" ? "without a month" : row.month,
      known: listed(months.get(row.product) ?? []),
    }),
  new: (row, place) => diagnostic("position-in-new-month", place, { product: row.product, month: row.month }),
  stranger: (row, place) => diagnostic("account-unknown", place, { account: row.account }),
  owners: (row, place) =>
    diagnostic("account-two-owners", place, { account: row.account, first: row.also, second: row.owner }),
  twice: (row, place) =>
    diagnostic("position-twice", place, {
      account: row.account,
      product: row.product,
      month: row.series === "" ? row.month : row.series,
    }),
};

function judged(numbered: string, part: number, { date, futures, options, perpetuals, accounts }: Judging): string {
  const list = (names: readonly string[]): string =>
    names.length === 0 ? "(NULL)" : `(${names.map(quoted).join(", ")})`;
  const ofOptions = `coalesce(product IN ${list(options)}, false)`;
  const ofPerpetuals = `coalesce(product IN ${list(perpetuals)}, false)`;
  const ofFutures = `coalesce(product IN ${list(futures)}, false)`;
  const first = accounts ? "(SELECT max(k.owner) FROM account_known k WHERE k.account = r.account)" : "f.owner";
  return `SELECT ${part} AS part, row, account, owner, of, product, month, series, lots_said, also, CASE
      WHEN coalesce(account, '') = '' THEN 'account'
      ${accounts ? "" : "WHEN coalesce(owner, '') = '' THEN 'owner'"}
      WHEN coalesce(product, '') = '' THEN 'product'
      WHEN lots IS NULL THEN 'lots'
      WHEN of IS DISTINCT FROM ${quoted(date)} THEN 'day'
      WHEN NOT ${ofFutures} AND NOT ${ofOptions} AND NOT ${ofPerpetuals} THEN 'unknown'
      WHEN (coalesce(series, '') = '') = ${ofOptions} THEN 'series'
      WHEN NOT ${ofFutures} AND month IS NOT NULL THEN 'nothing'
      WHEN ${ofFutures} AND state IS NULL THEN 'month'
      WHEN state = 'new' THEN 'new'
      ${accounts ? "WHEN also IS NULL THEN 'stranger'" : ""}
      WHEN owner <> also THEN 'owners'
      WHEN copy > 1 THEN 'twice' END AS fault
    FROM (SELECT r.*, c.state, ${first} AS also,
        row_number() OVER (PARTITION BY r.account, r.product, r.month, r.series ORDER BY row) +
          ${part === 0 ? "0" : `(SELECT count(*) FROM row_before e WHERE e.part < ${part} AND e.account = r.account AND e.product = r.product AND e.month IS NOT DISTINCT FROM r.month AND e.series IS NOT DISTINCT FROM r.series)`} AS copy
      FROM (${numbered}) r
      LEFT JOIN contract c ON c.product = r.product AND c.month = r.month
      LEFT JOIN owner_first f ON f.account = r.account) j`;
}

/** Every row of a staged book that is at fault, the first hundred at their places, and how many have which fault. */
export async function faultsOf(engine: Engine, { parts }: StagedBook, judging: Judging): Promise<Diagnostic[]> {
  const numbered = parts
    .map(({ numbered: one }, part) => `SELECT ${part} AS part, p${part}.* FROM (${one}) p${part}`)
    .join(" UNION ALL ");
  await engine.run(`CREATE TEMP TABLE row_before AS SELECT part, account, product, month, series FROM (${numbered}) n`);
  await engine.run(
    `CREATE TEMP TABLE owner_first AS SELECT account, owner FROM (
       SELECT account, owner, row_number() OVER (PARTITION BY account ORDER BY part, row) AS nth FROM (${numbered}) n WHERE owner IS NOT NULL) f
     WHERE nth = 1`,
  );
  const all = parts.map((one, part) => judged(one.numbered, part, judging)).join(" UNION ALL ");
  await engine.run(`CREATE TEMP TABLE fault AS SELECT * FROM (${all}) a WHERE fault IS NOT NULL`);
  const shown = await engine.rows(`SELECT part, row, fault, account, owner, of, product, month, series, lots_said, also
    FROM fault ORDER BY part, row LIMIT ${MOST_SHOWN}`);
  const counts = await engine.rows("SELECT fault, count(*) FROM fault GROUP BY fault ORDER BY count(*) DESC, fault");
  const found = shown.map((cells) => told(cells, parts, judging));
  const total = counts.reduce((sum, [, count]) => sum + Number(count), 0);
  if (total <= found.length) return found;
  const evidence = counts.map(([fault, count]) => `${count}: ${codeOf(fault ?? "", judging)}`);
  const params = { count: String(total), shown: String(found.length) };
  return [...found, diagnostic("rows-at-fault", placeOf(judging.shown), params, { evidence })];
}

function told(cells: readonly Cell[], parts: StagedBook["parts"], judging: Judging): Diagnostic {
  const [part, row, fault, ...rest] = cells.map((one) => one ?? "");
  const names = ["account", "owner", "of", "product", "month", "series", "lots", "also"] as const;
  const values = Object.fromEntries(names.map((name, at) => [name, rest[at] ?? ""])) as Row;
  const place = parts[Number(part)]?.place(Number(row));
  const tell = FAULTS[fault ?? ""];
  if (place === undefined || tell === undefined) throw new Error(`a fault ${fault} in part ${part}`);
  return tell(values, place, judging);
}

function codeOf(fault: string, judging: Judging): string {
  const empty: Row = { account: "", owner: "", of: "", product: "", month: "", series: "", lots: "", also: "" };
  return FAULTS[fault]?.(empty, placeOf(judging.shown), judging).code ?? fault;
}
