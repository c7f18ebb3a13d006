import { existsSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** The files of a page by their names, as a server hands them out or a folder holds them. */
export type PageFiles = ReadonlyMap<string, string>;

/** The texts that a page opens with, and the names under which packages are imported in them. */
export type Texts = {
  readonly files: Readonly<Record<string, string>>;
  readonly packages: readonly string[];
  /** The file that is shown first. */
  readonly first: string;
};

/** What the browser may load for the page: its own files and nothing else, and nothing made at run time. */
export const POLICY =
  "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/** The page that was built into `folder`, with the texts it opens with; undefined where no page was built there. */
export function pageFiles(folder: string, texts: Texts): PageFiles | undefined {
  if (!existsSync(path.join(folder, "index.html"))) return undefined;
  const names = readdirSync(folder).filter((name) => name !== TEXTS);
  const read = names.sort().map((name) => [name, readFileSync(path.join(folder, name), "utf8")] as const);
  return new Map([...read, [TEXTS, textsModule(texts)]]);
}

const TEXTS = "specs.js";

/** The texts as a module: the policy lets scripts of the page's own place be loaded, and lets nothing be fetched. */
function textsModule({ files, packages, first }: Texts): string {
  const sorted = Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1));
  const texts = JSON.stringify(sorted, null, 1);
  return `export const files = Object.fromEntries(${texts});\nexport const packages = ${JSON.stringify(packages)};\nexport const first = ${JSON.stringify(first)};\n`;
}
