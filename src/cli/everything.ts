import * as fs from "node:fs";
import * as path from "node:path";
import type { Diagnostic } from "../diagnostic/diagnostic.ts";
import { isZero } from "../run/table.ts";
import { VERSION } from "../version.ts";
import { build } from "./command/build.ts";
import type { Environment } from "./environment.ts";
import { openOutput } from "./output-folder.ts";
import { compareWithPublished, type Listings, type PublishedValues } from "./published.ts";
import { settleFiles } from "./settlement-run.ts";
import type { Made } from "./summary.ts";
import { OK, show } from "./usage.ts";

const DATE = "2027-02-02";
const BOOK = "specs/fixtures/gph-book.json";
const MARKET = `specs/fixtures/gph-market-${DATE}.json`;
const LISTINGS = "specs/fixtures/published-index-2026-10-05.json";
const PUBLISHED = "specs/fixtures/published-index-2026-10-05-published.json";

/** What was made, and whether everything in it agrees; nothing is made of specs with an error. */
export type Everything = { readonly made: Made | undefined; readonly sound: boolean };

/** Runs everything into the folder `out` of an environment in the project's root, shows what is wrong, and gives what was made. */
export async function makeEverything(environment: Environment, out: string): Promise<Everything> {
  const { code, analysis, files } = build({ ...environment, out: () => {} }, ["specs"], { out });
  if (code !== OK || analysis === undefined || files === undefined) return { sound: false, made: undefined };
  const problems: Diagnostic[] = [];
  const opened = openOutput(environment.cwd, out);
  if (opened.kind === "refused") {
    show(environment, opened.diagnostics, false);
    return { sound: false, made: undefined };
  }
  const listings = read<Listings>(environment, LISTINGS);
  const values = read<PublishedValues>(environment, PUBLISHED);
  const compared = await compareWithPublished(opened.folder, listings, values, problems);
  const outcome = await settleFiles(environment.cwd, { out, date: DATE, book: BOOK, market: MARKET });
  if (outcome.kind === "refused") problems.push(...outcome.diagnostics);
  show(environment, problems, false);
  const products = analysis.models.flatMap(({ product, option, spread, perpetual }) => {
    if (perpetual !== undefined) return [{ id: perpetual.id, title: perpetual.title, months: 0 }];
    const one = product ?? option ?? spread;
    return one === undefined ? [] : [{ id: one.id, title: one.title, months: one.contracts.length }];
  });
  const day = outcome.kind === "settled" ? outcome.day : undefined;
  const made: Made = {
    version: VERSION,
    out,
    specs: analysis.workspace.modules.size,
    files,
    products,
    indices: analysis.models.filter((one) => one.kind === "index").length,
    references: analysis.models.filter((one) => one.kind === "reference").length,
    listings,
    compared,
    day,
    again:
      `node --import tsx src/cli/main.ts settle ${out} --date ${DATE} --explain \\\n` +
      `  --book ${BOOK} --market ${MARKET}`,
  };
  const balanced = day?.totals.every(({ amount }) => isZero(amount)) === true;
  return { made, sound: problems.length === 0 && balanced && compared.every(({ agrees }) => agrees) };
}

/** A fixture that is shipped beside the specs; one that is not as it was shipped is our bug. */
function read<T>({ cwd }: Environment, file: string): T {
  return JSON.parse(fs.readFileSync(path.join(cwd, file), "utf8")) as T;
}
