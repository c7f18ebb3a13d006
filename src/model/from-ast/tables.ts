import type { Name } from "../../ast/nodes.ts";
import { fieldOf, fieldsOf, sectionOf, textOf } from "../../check/block.ts";
import { type Context, find, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { ListedDate } from "../../value/date-rule.ts";
import { parseDay } from "../../value/day.ts";
import { parsePeriod } from "../../value/month.ts";
import { checksumOf } from "../../text/sha256.ts";
import type { DateScope } from "./date-rule.ts";

/**
 * The days that the table of a source has for the date in hand, by contract month: those of the column `column`, else of the one called like
 * the date, else of the only column of days. Where there is a column `product`, only this product's rows. Undefined after a finding.
 */
export function tableRows(source: Name, column: Name | undefined, scope: DateScope): readonly ListedDate[] | undefined {
  const table = tableOf(source, scope.context);
  if (table === undefined) return undefined;
  const { file, lines, names, typed, unsound } = table;
  const kind = scope.period ?? "month";
  const [period] = typed(kind);
  if (period === undefined) return unsound(`none of its columns is declared as \`${kind}\``);
  const days = typed("date");
  const wanted =
    column?.text ?? (days.includes(scope.field ?? "") ? scope.field : days.length === 1 ? days[0] : undefined);
  if (wanted === undefined || !days.includes(wanted)) {
    const known = days.map((one) => `\`${one}\``).join(", ") || "none";
    return unsound(
      `no column \`${wanted ?? scope.field ?? "date"}\` of it is declared as \`date\`; those that are: ${known}`,
    );
  }
  const place = (name: string) => names.indexOf(name);
  const absent = [period, wanted].find((name) => place(name) < 0);
  if (absent !== undefined) return unsound(`the first line of ${file} has no \`${absent}\``);
  const rows: ListedDate[] = [];
  const seen = new Map<string, number>();
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const row = cells(line);
    const where = `line ${index + 2} of ${file}`;
    if (row.length !== names.length)
      return unsound(`${where} has ${row.length} columns, and its first line ${names.length}`);
    if (place("product") >= 0 && row[place("product")] !== scope.product) continue;
    const [of, date] = [row[place(period)] as string, row[place(wanted)] as string];
    if (date === "") continue;
    if (parsePeriod(of)?.kind !== kind)
      return unsound(`${where} has \`${of}\` where a ${kind} is wanted, such as ${EXAMPLE[kind]}`);
    if (parseDay(date) === undefined)
      return unsound(`${where} has \`${date}\` where a day is wanted, such as 2027-03-12`);
    const before = seen.get(of);
    if (before !== undefined) return unsound(`${where} gives ${of} a second time, after line ${before}`);
    seen.set(of, index + 2);
    rows.push({ period: of, date });
  }
  return rows;
}

/** The file of a source as a table: the names in its first line, the lines below it, and which columns the source declares to hold what. */
export type SourceTable = {
  readonly file: string;
  readonly names: readonly string[];
  readonly lines: readonly string[];
  readonly typed: (type: string) => readonly string[];
  /** Reports that the table cannot be used. */
  readonly unsound: (why: string, help?: string) => undefined;
};

/** The table of the source `source`, its checksum the stated one; undefined after a finding. */
export function tableOf(source: Name, context: Context): SourceTable | undefined {
  const symbol = find(context, source, "source");
  if (symbol === undefined) return undefined;
  const { block } = symbol.declaration;
  const unsound = (why: string, help?: string): undefined =>
    report(context, "table-unsound", source.span, { source: source.text, why }, help === undefined ? {} : { help });
  const file = textOf(fieldOf(block, "file"));
  const columns = fieldsOf(sectionOf(block, "columns")?.block);
  const at = fieldOf(block, "file")?.value?.span;
  if (file === undefined || at === undefined) return unsound("it names no `file`");
  const read = context.workspace.data.read(symbol.path, file, at);
  if ("failure" in read) {
    context.diagnostics.push(read.failure);
    return undefined;
  }
  const checksum = textOf(fieldOf(block, "sha256"));
  const found = checksum === undefined ? undefined : checksumOf(read.text);
  if (checksum !== found) {
    return unsound(
      `the checksum of ${file} is ${found}, and the spec states ${checksum}`,
      "look at what has changed in the file, and state its new checksum",
    );
  }
  const [header, ...lines] = read.text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return {
    file,
    names: cells(header ?? ""),
    lines,
    typed: (type) =>
      columns.filter((one) => one.value !== undefined && text(one.value).trim() === type).map((one) => one.key.text),
    unsound,
  };
}

const EXAMPLE: Readonly<Record<string, string>> = {
  day: "2027-03-12",
  month: "2027-03",
  week: "2027-W11",
  quarter: "2027-Q1",
  year: "2027",
};

/** The cells of a line of a CSV file (RFC 4180): quotes may hold commas, and two quotes in them are one. */
export function cells(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (match) => match[1]?.replaceAll('""', '"') ?? match[2]?.trim() ?? "",
  );
}
