import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { counted } from "../../diagnostic/counted.ts";
import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { chromiumHere, printPage, type Surroundings } from "../../host/chromium.ts";
import { failureDiagnostic, placeOf } from "../../host/failure.ts";
import type { Environment } from "../environment.ts";
import { exitOf, OK, show } from "../usage.ts";

type Options = { readonly out: string; readonly chromium?: string };

/** `tenor print PAGES… --out DIR`: pages of a build as PDF, by the Chromium that is there. */
export function registerPrint(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("print")
    .description("pages of a build as PDF, tagged and with an outline, printed by a Chromium of this machine")
    .argument("<pages...>", "pages, or folders of pages, such as out/GPH/filings")
    .requiredOption("--out <dir>", "the output folder, a link that is switched to what was printed")
    .option("--chromium <path>", "the browser; that of TENOR_CHROMIUM or one on PATH unless said")
    .action((pages: string[], options: Options) => finish(print(environment(), pages, options, process.env)));
}

/** Prints all pages or none; 2 where there is no browser, no page, or one cannot be printed. */
export function print(
  environment: Environment,
  wanted: readonly string[],
  { out, chromium }: Options,
  surroundings: Surroundings,
): number {
  const refuse = (one: Diagnostic): number => {
    show(environment, [one], false);
    return exitOf([one], false);
  };
  const browser = chromiumHere(chromium, surroundings);
  if (browser === undefined)
    return refuse(
      diagnostic("usage-browser-missing", placeOf("print"), { named: chromium ?? surroundings.TENOR_CHROMIUM ?? "" }),
    );
  const pages = new Map<string, string>();
  for (const one of wanted) {
    const found = pagesIn(path.resolve(environment.cwd, one));
    if (found.length === 0)
      return refuse(diagnostic("usage-no-pages", placeOf(one), { path: one, why: "there is no page in it" }));
    for (const { name, file } of found) {
      if (pages.has(name))
        return refuse(
          diagnostic("usage-no-pages", placeOf(one), { path: one, why: `a second page would be ${name}.pdf` }),
        );
      pages.set(name, file);
    }
  }
  const files = new Map<string, Uint8Array>();
  for (const [name, file] of pages) {
    const printed = printPage(browser, file);
    if (printed.kind === "not-printed")
      return refuse(
        diagnostic("usage-not-printed", placeOf(`${name}.html`), {
          page: `${name}.html`,
          browser: path.basename(browser),
          why: printed.why,
        }),
      );
    files.set(`${name}.pdf`, printed.bytes);
  }
  const written = environment.host.writeGeneration(out, files);
  if (written.kind !== "written") return refuse(failureDiagnostic(written, placeOf(out)));
  environment.out(`${counted(files.size, "page")} printed to ${out}${written.changed ? "" : ", unchanged"}\n`);
  return OK;
}

/** The pages of a folder and below, sorted, each by its path from the folder's parent without `.html`; a page's path gives that page. */
function pagesIn(given: string): { readonly name: string; readonly file: string }[] {
  const top = fs.statSync(given, { throwIfNoEntry: false });
  if (top === undefined) return [];
  const name = path.basename(given);
  if (top.isFile()) return given.endsWith(".html") ? [{ name: name.slice(0, -".html".length), file: given }] : [];
  return fs
    .readdirSync(given, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((one) => (one.isDirectory() || one.name.endsWith(".html") ? pagesIn(path.join(given, one.name)) : []))
    .map((one) => ({ name: `${name}/${one.name}`, file: one.file }));
}
