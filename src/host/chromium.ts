import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { steadyPdf } from "./steady-pdf.ts";

/** Where a browser is looked for: the one that is named, then the one of `TENOR_CHROMIUM`, then those on `PATH`. */
export type Surroundings = { readonly TENOR_CHROMIUM?: string | undefined; readonly PATH?: string | undefined };

const NAMES = ["chromium", "chromium-browser", "google-chrome", "chrome"] as const;

/** The Chromium that prints; undefined where the one that is named is no program, or none is found. */
export function chromiumHere(
  named: string | undefined,
  { TENOR_CHROMIUM, PATH = "" }: Surroundings,
): string | undefined {
  const wanted = named ?? (TENOR_CHROMIUM === "" ? undefined : TENOR_CHROMIUM);
  if (wanted !== undefined) return isProgram(wanted) ? wanted : undefined;
  const folders = PATH.split(path.delimiter).filter((one) => one !== "");
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
}

function isProgram(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** Milliseconds one page may take. */
const PATIENCE = 120_000;

export type Printed =
  { readonly kind: "pdf"; readonly bytes: Uint8Array } | { readonly kind: "not-printed"; readonly why: string };

/** A page as PDF: tagged, with an outline of its headings, and without the time at which it was made. */
export function printPage(browser: string, page: string): Printed {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tenor-print-"));
  const file = path.join(folder, "page.pdf");
  try {
    const { error, signal, status } = spawnSync(
      browser,
      [
        ...["--headless", "--disable-gpu", "--no-first-run", `--user-data-dir=${path.join(folder, "profile")}`],
        // Where it runs as the administrator, as in a container, Chromium has no user to build its walls for; the pages are ours.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        ...["--no-pdf-header-footer", "--export-tagged-pdf", "--generate-pdf-document-outline"],
        `--print-to-pdf=${file}`,
        pathToFileURL(page).href,
      ],
      { stdio: "ignore", timeout: PATIENCE },
    );
    if (error !== undefined) return { kind: "not-printed", why: error.message };
    if (!fs.existsSync(file))
      return {
        kind: "not-printed",
        why: signal === null ? `it ended with ${status} and wrote nothing` : `it was ended by ${signal}`,
      };
    return { kind: "pdf", bytes: steadyPdf(fs.readFileSync(file)) };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
