import type { Declaration } from "../../ast/nodes.ts";
import { fieldOf, fieldsOf, sectionOf, textOf } from "../../check/block.ts";
import { parsePeriod } from "../../value/month.ts";
import { checksumOf } from "../../text/sha256.ts";
import { text } from "../../check/expression.ts";
import { type Context, report } from "../../check/context.ts";
import type { Citation } from "../model.ts";
import { cells } from "./tables.ts";
import { clauseOf } from "./builder.ts";

/**
 * The table of a source whose first column is a month and that has no column of days: evidence by month, which filings print. Undefined where the
 * source has none, where its file cannot be read, and after a finding: a checksum that differs, a row that is none.
 */
export function monthTable(context: Context): Citation["table"] {
  const { block, name } = context.declaration;
  const field = fieldOf(block, "file");
  const file = textOf(field);
  const columns = fieldsOf(sectionOf(block, "columns")?.block).map((one) => ({
    name: one.key.text,
    unit: one.value === undefined ? "" : text(one.value).trim(),
  }));
  if (file === undefined || field?.value === undefined || columns[0]?.unit !== "month") return undefined;
  if (columns.some((one) => one.unit === "date")) return undefined;
  const read = context.workspace.data.read(context.module.path, file, field.value.span);
  if ("failure" in read) return undefined;
  const known = sound.get(context.declaration);
  if (known?.text === read.text) return { ...known.table, clause: clauseOf(context, field) };
  const unsound = (why: string): undefined =>
    report(context, "table-unsound", name.span, { source: name.text, why }, {});
  const checksum = textOf(fieldOf(block, "sha256"));
  const found = checksum === undefined ? undefined : checksumOf(read.text);
  if (checksum !== found) return unsound(`the checksum of ${file} is ${found}, and the spec states ${checksum}`);
  const [header, ...lines] = read.text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const places = columns.map((one) => cells(header ?? "").indexOf(one.name));
  const absent = columns.find((_, at) => places[at] === -1);
  if (absent !== undefined) return unsound(`the first line of ${file} has no \`${absent.name}\``);
  const rows: string[][] = [];
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const all = cells(line);
    const row = places.map((place) => all[place] ?? "");
    const where = `line ${at + 2} of ${file}`;
    if (parsePeriod(row[0] ?? "")?.kind !== "month")
      return unsound(`${where} has \`${row[0] ?? ""}\` where a month is wanted, such as 2027-03`);
    const wrong = row.findIndex((cell, place) => place > 0 && !/^-?\d+(?:\.\d+)?$/.test(cell));
    if (wrong > 0) return unsound(`${where} has \`${row[wrong] ?? ""}\` where a number is wanted`);
    rows.push(row);
  }
  sound.set(context.declaration, { text: read.text, table: { columns, rows } });
  return { columns, rows, clause: clauseOf(context, field) };
}

/** Tables found sound, by the source they are of: an editor asks anew with every keystroke, of files nobody touched. */
const sound = new WeakMap<Declaration, { readonly text: string; readonly table: Omit<Table, "clause"> }>();

type Table = NonNullable<Citation["table"]>;
