import type { Name } from "../../ast/nodes.ts";
import type { Context } from "../../check/context.ts";
import { isIsin } from "../../value/identifiers.ts";
import type { Classification } from "../model.ts";
import { cells, tableOf } from "./tables.ts";

/**
 * The instrument numbers in the table of a source, by the codes of contracts: of its columns `code` and `isin`, both declared as `text`. A line
 * without a number has none yet. Undefined after a finding: a number without its form or check digit, a code or a number that stands twice.
 */
export function instrumentNumbers(source: Name, context: Context): Classification["codes"] | undefined {
  const table = tableOf(source, context);
  if (table === undefined) return undefined;
  const { file, lines, names, typed, unsound } = table;
  const texts = typed("text");
  const undeclared = ["code", "isin"].find((one) => !texts.includes(one));
  const help = "declare them: `columns { code: text; isin: text }`";
  if (undeclared !== undefined) return unsound(`no column \`${undeclared}\` of it is declared as \`text\``, help);
  const [code, isin] = [names.indexOf("code"), names.indexOf("isin")];
  if (code < 0 || isin < 0) return unsound(`the first line of ${file} has no \`${code < 0 ? "code" : "isin"}\``);
  const seen = new Map<string, number>();
  const found: NonNullable<Classification["codes"]>[number][] = [];
  for (const [index, line] of lines.entries()) {
    if (line.trim() === "") continue;
    const row = cells(line);
    const where = `line ${index + 2} of ${file}`;
    if (row.length !== names.length)
      return unsound(`${where} has ${row.length} columns, and its first line ${names.length}`);
    const [of, number] = [row[code] as string, row[isin] as string];
    if (of === "") return unsound(`${where} names no contract`);
    for (const one of number === "" ? [of] : [of, number]) {
      const before = seen.get(one);
      if (before !== undefined) return unsound(`${where} gives ${one} a second time, after line ${before}`);
      seen.set(one, index + 2);
    }
    if (number === "") continue;
    if (!isIsin(number))
      return unsound(
        `${where} has \`${number}\`, which is no instrument number: its form or its check digit is wrong`,
        "compare it with what the numbering agency gave",
      );
    found.push({ code: of, isin: number });
  }
  return found;
}
