import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { type FileEngine, firstLine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import type { Span } from "../../text/source.ts";
import { type ColumnKind, type Columns, WANTED } from "./columns.ts";
import { named, quoted } from "./sql.ts";

export type TableFormat = "parquet" | "csv" | "ndjson";

/** A table as the command line names it, and where it lies. */
export type TableFile = { readonly shown: string; readonly full: string; readonly format: TableFormat };

/** A table whose columns are right: the query of its rows, and the place of each by its number from 1. */
export type Table = {
  readonly file: TableFile;
  /** The engine that reads the file. */
  readonly reader: FileEngine;
  readonly names: readonly string[];
  readonly has: (column: string) => boolean;
  /** What the rows are read from. */
  readonly from: string;
  /** A column as text, and a column of whole numbers as such: NULL where a value is none. */
  readonly text: (column: string) => string;
  readonly whole: (column: string) => string;
  readonly place: (row: number) => Span;
};

const ENDINGS: Readonly<Record<string, TableFormat>> = {
  ".parquet": "parquet",
  ".csv": "csv",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
};

/** The format that the ending of a name says; undefined for every other file, such as JSON. */
export function formatOf(name: string): TableFormat | undefined {
  return ENDINGS[/\.[a-z]+$/.exec(name.toLowerCase())?.[0] ?? ""];
}

/** Opens a table with the embedded engine: it can be read, has the columns it must have, of types that are exact, and no others; else undefined, after findings. */
export async function openTable(
  engine: FileEngine,
  file: TableFile,
  columns: Columns,
  problems: Diagnostic[],
): Promise<Table | undefined> {
  const place = placeOf(file.shown);
  const before = problems.length;
  try {
    const found = await columnsOf(engine, file);
    const names = [...found.keys()];
    for (const column of columns.required)
      if (!found.has(column)) problems.push(diagnostic("table-column-missing", place, { column, what: columns.what }));
    for (const [column, types] of found) {
      const kind = columns.known[column] ?? (columns.open ? "text" : undefined);
      const known = Object.keys(columns.known).join(", ");
      if (kind === undefined)
        problems.push(diagnostic("table-column-unknown", place, { column, what: columns.what, known }));
      else {
        const wrong = types.find((type) => !isExact(kind, type));
        if (wrong !== undefined)
          problems.push(
            diagnostic("table-column-type", place, { column, found: wordsOf(wrong), wanted: WANTED[kind] }),
          );
      }
    }
    return problems.length > before ? undefined : tableOf(engine, file, found, names);
  } catch (thrown) {
    problems.push(diagnostic("table-unreadable", place, { reason: reasonOf(thrown, file) }));
    return undefined;
  }
}

/** What the engine says of a file, with its name as it was typed. */
export function reasonOf(thrown: unknown, { full, shown }: TableFile): string {
  return firstLine(thrown).replaceAll(full, shown).replace(/\.$/, "");
}

function sourceOf({ full, format }: TableFile): string {
  if (format === "parquet") return `read_parquet(${quoted(full)})`;
  if (format === "ndjson") return `read_ndjson_objects(${quoted(full)}, maximum_object_size = 1048576)`;
  return `read_csv(${quoted(full)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', strict_mode = true)`;
}

/** The types of each column; a column of JSON may hold several. */
async function columnsOf(engine: FileEngine, file: TableFile): Promise<Map<string, string[]>> {
  const from = sourceOf(file);
  if (file.format !== "ndjson") {
    const rows = await engine.rows(`DESCRIBE SELECT * FROM ${from}`);
    return new Map(rows.map(([name, type]) => [name ?? "", [type ?? ""]]));
  }
  const keys = await engine.rows(`SELECT DISTINCT unnest(json_keys(json)) AS name FROM ${from} ORDER BY name`);
  const found = new Map<string, string[]>();
  for (const [name] of keys) {
    const type = `json_type(json, ${quoted(`/${(name ?? "").replaceAll("~", "~0").replaceAll("/", "~1")}`)})`;
    const types = await engine.rows(`SELECT DISTINCT ${type} AS t FROM ${from} ORDER BY t`);
    found.set(
      name ?? "",
      types.flatMap(([one]) => (one === null || one === undefined || one === "NULL" ? [] : [one])),
    );
  }
  return found;
}

const TEXT = /^(?:VARCHAR|ENUM\(.*)$/;
const WHOLE = /^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/;

/** Whether values of a type can be taken for what a column holds without a guess. */
function isExact(kind: ColumnKind, type: string): boolean {
  if (TEXT.test(type)) return true;
  if (kind === "whole" || kind === "decimal") return WHOLE.test(type) || type.startsWith("DECIMAL(");
  if (kind === "day") return type === "DATE";
  return kind === "instant" && type.startsWith("TIMESTAMP");
}

function wordsOf(type: string): string {
  return /^(?:FLOAT|DOUBLE|REAL)$/.test(type) ? "binary fractions" : type.toLowerCase();
}

function tableOf(
  reader: FileEngine,
  file: TableFile,
  found: ReadonlyMap<string, string[]>,
  names: readonly string[],
): Table {
  const typeOf = (column: string): string => found.get(column)?.[0] ?? "VARCHAR";
  const raw = (column: string): string =>
    file.format === "ndjson"
      ? `(json ->> ${quoted(`/${column.replaceAll("~", "~0").replaceAll("/", "~1")}`)})`
      : named(column);
  const text = (column: string): string => {
    const type = typeOf(column);
    if (file.format === "ndjson" || type === "VARCHAR") return raw(column);
    if (type === "TIMESTAMP WITH TIME ZONE")
      return `strftime(${raw(column)} AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%fZ')`;
    if (type === "TIMESTAMP_NS") return `strftime(${raw(column)}, '%Y-%m-%dT%H:%M:%S.%nZ')`;
    if (type.startsWith("TIMESTAMP")) return `strftime(${raw(column)}, '%Y-%m-%dT%H:%M:%S.%fZ')`;
    return `CAST(${raw(column)} AS VARCHAR)`;
  };
  const whole = (column: string): string => {
    const type = typeOf(column);
    if (file.format === "ndjson" || TEXT.test(type))
      return `CASE WHEN regexp_full_match(${text(column)}, '-?(0|[1-9][0-9]{0,14})') THEN CAST(${text(column)} AS BIGINT) END`;
    if (WHOLE.test(type))
      return /^U?(?:BIGINT|HUGEINT)$/.test(type) ? `TRY_CAST(${raw(column)} AS BIGINT)` : raw(column);
    return `CASE WHEN ${raw(column)} = trunc(${raw(column)}) THEN TRY_CAST(trunc(${raw(column)}) AS BIGINT) END`;
  };
  return {
    ...{ file, reader, names },
    has: (column) => found.has(column),
    from: sourceOf(file),
    text: (column) => (found.has(column) ? text(column) : "CAST(NULL AS VARCHAR)"),
    whole,
    place: (row) => placeOf(`${file.shown} row ${row}`),
  };
}
