import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = new URL("../../../shared/data/", import.meta.url);

/** The rows of a shared CSV file as records, or undefined (with the reason printed) where there is no such file. */
export function sharedRows(path: string): readonly Readonly<Record<string, string>>[] | undefined {
  const file = fileURLToPath(new URL(path, root));
  if (!existsSync(file)) {
    console.log(`skipped: no ../shared/data (${path})`);
    return undefined;
  }
  const [header, ...lines] = readFileSync(file, "utf8").trim().split(/\r?\n/);
  const names = fields(header!);
  return lines.map((line) => Object.fromEntries(fields(line).map((value, i) => [names[i]!, value])));
}

/** The fields of one CSV line; quotes may enclose commas, and two quotes mean one. */
function fields(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    (m) => m[1]?.replaceAll('""', '"') ?? m[2] ?? "",
  );
}
