import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { placeOf } from "../../host/failure.ts";
import type { Market } from "../../model/generated/market.ts";
import type { Span } from "../../text/source.ts";
import { type InputFile, marketOf } from "../input-file.ts";
import { placedFile } from "./placed.ts";
import { before, type Prior } from "./prior.ts";
import { named } from "./sql.ts";
import type { Table } from "./table.ts";

/** The markets of a day: tables of what was seen, and a JSON file with what tables have no rows for. */
export type Markets = { readonly tables: readonly Table[]; readonly file: InputFile<Market> | undefined };

type Row = Record<string, string | null | readonly string[]>;

/** All markets as one, whose settlements and prints before are those of the ledger; undefined after findings about rows of the wrong shape. */
export async function mergedMarket(
  { tables, file }: Markets,
  date: string,
  prior: Prior,
  problems: Diagnostic[],
): Promise<InputFile<Market> | undefined> {
  const observations: unknown[] = [];
  const ranges: { readonly from: number; readonly place: (row: number) => Span }[] = [];
  const places = new Map<string, Span>();
  const options: Record<string, { trades: unknown[] } & Record<string, unknown>> = {};
  if (file !== undefined) {
    if (file.data.date !== date)
      problems.push(diagnostic("input-other-day", file.place("/date"), { found: file.data.date, wanted: date }));
    ranges.push({ from: 0, place: (row) => file.place(`/observations/${row - 1}`) });
    for (const one of file.data.observations) observations.push(one);
    for (const [product, of] of Object.entries(file.data.options ?? {}))
      options[product] = { ...of, trades: [...(of.trades ?? [])] };
  }
  for (const table of tables) {
    const place = table.place;
    const rows = await table.reader.rows(
      `SELECT ${table.names.map((one) => `${table.text(one)} AS ${named(one)}`).join(", ")} FROM ${table.from}`,
    );
    let row = 0;
    ranges.push({ from: observations.length, place });
    for (const cells of rows) {
      row += 1;
      const found = observationOf(table.names, cells);
      if (found.kind === "observation") observations.push(found.row);
      else {
        // Rows of options stand with their product; the row itself leaves a gap in the numbers, so a new range begins behind it.
        const own = (options[found.product] ??= { trades: [] });
        places.set(`/options/${found.product}/trades/${own.trades.push(found.row) - 1}`, place(row));
        const behind = row;
        ranges.push({ from: observations.length, place: (at) => place(at + behind) });
      }
    }
  }
  const { previous: _, prints: __, ...said } = file?.data ?? { previous: {}, prints: {} };
  const data = {
    ...said,
    date,
    ...before(file, prior, problems),
    observations,
    ...(Object.keys(options).length === 0 ? {} : { options }),
  };
  const find = (pointer: string): Span | undefined => {
    const at = /^\/observations\/(\d+)$/.exec(pointer)?.[1];
    if (at === undefined) return places.get(pointer);
    const range = ranges.findLast(({ from }) => from <= Number(at));
    return range?.place(Number(at) - range.from + 1);
  };
  const source = file?.source ?? placeOf(tables[0]?.file.shown ?? "").source;
  const read = marketOf(placedFile<unknown>(source, data, find, file));
  if (read.kind === "read") return read.file;
  problems.push(...read.diagnostics);
  return undefined;
}

function observationOf(
  names: readonly string[],
  cells: readonly (string | null)[],
):
  | { readonly kind: "observation"; readonly row: Row }
  | { readonly kind: "option"; readonly product: string; readonly row: Row } {
  const given = Object.fromEntries(names.flatMap((name, at) => (cells[at] === null ? [] : [[name, cells[at] ?? ""]])));
  const { product, series, kind, month, far, ...rest } = given;
  if (series !== undefined && product !== undefined) return { kind: "option", product, row: { ...rest, series } };
  const named = { ...(product === undefined ? {} : { product }), ...(kind === undefined ? {} : { kind }) };
  if (kind === "spread-trade")
    return { kind: "observation", row: { ...rest, ...named, months: [month, far].filter((one) => one !== undefined) } };
  // A side of a quote without orders is said to have none.
  const sides = kind === "quote" && product !== undefined ? { bid: null, ask: null } : {};
  const months = { ...(month === undefined ? {} : { month }), ...(far === undefined ? {} : { far }) };
  return { kind: "observation", row: { ...sides, ...rest, ...named, ...months } };
}
