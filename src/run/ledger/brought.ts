import { type Engine, takesCopies } from "../../host/engine.ts";
import { wordsOf } from "./dialect.ts";
import type { Table } from "./table.ts";

/** A column that rows are read by: its name, the SQL that makes it of the file, and whether it holds texts or whole numbers of 64 bits. */
export type Column = { readonly name: string; readonly sql: string; readonly kind: "text" | "whole" };

/** Rows as an engine queries them, and the same with the number of each, from 1, in front under `row`. */
export type Rows = { readonly select: string; readonly numbered: string };

/**
 * The rows of a table where an engine finds them: in the file itself, or, of a server, in a table `name` of its own, to which they are copied. Either way a file is read by the embedded
 * engine, by the same SQL.
 */
export async function brought(engine: Engine, name: string, table: Table, columns: readonly Column[]): Promise<Rows> {
  const select = `SELECT ${columns.map((one) => `${one.sql} AS ${one.name}`).join(", ")} FROM ${table.from}`;
  const numbered = `SELECT row_number() OVER () AS row, n.* FROM (${select}) n`;
  if (!takesCopies(engine)) return { select, numbered };
  const words = wordsOf(engine);
  const types = columns.map((one) => `${one.name} ${one.kind === "text" ? words.text : "BIGINT"}`);
  await engine.run(`CREATE TEMP TABLE ${name} (row BIGINT, ${types.join(", ")})`);
  const values = [
    "CAST(row AS VARCHAR)",
    ...columns.map((one) => (one.kind === "text" ? escaped(one.name) : cast(one.name))),
  ];
  await engine.copy(name, table.reader.texts(`SELECT ${values.join(" || chr(9) || ")} FROM (${numbered}) c`));
  await engine.run(`ANALYZE ${name}`);
  return {
    select: `SELECT ${columns.map((one) => one.name).join(", ")} FROM ${name}`,
    numbered: `SELECT * FROM ${name}`,
  };
}

const cast = (name: string): string => `coalesce(CAST(${name} AS VARCHAR), '\\N')`;

/** A text as COPY reads it: signs that end a value or a line, and the sign that says so, are written with it in front. */
function escaped(name: string): string {
  const signs = [
    ["'\\'", "'\\\\'"],
    ["chr(9)", "'\\t'"],
    ["chr(10)", "'\\n'"],
    ["chr(13)", "'\\r'"],
  ];
  return `coalesce(${signs.reduce((sql, [from, to]) => `replace(${sql}, ${from}, ${to})`, name)}, '\\N')`;
}
