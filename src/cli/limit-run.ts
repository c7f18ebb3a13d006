import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import isTable from "../model/generated/limits.validate.js";
import isTrace from "../model/generated/trace.validate.js";
import { readBook, readDeltas, readOwners } from "../run/input-file.ts";
import { limitsDay, type LimitOutcome } from "../run/limits/day.ts";
import type { LimitOutput, TracedMonth } from "../run/limits/terms.ts";
import { given } from "./given-file.ts";
import { openOutput, type OutputFolder, readTyped } from "./output-folder.ts";

/** The files of a check of limits as the command line names them. */
export type LimitFiles = {
  readonly out: string;
  readonly date: string;
  readonly edge: "open" | "close";
  readonly book: string;
  readonly owners?: string;
  readonly deltas?: string;
};

/** Holds the positions of a day against the limits of a build; whatever is wrong is said together. */
export function checkLimits(cwd: string, files: LimitFiles): LimitOutcome {
  const problems: Diagnostic[] = [];
  const opened = openOutput(cwd, files.out);
  if (opened.kind === "refused") problems.push(...opened.diagnostics);
  const book = given(cwd, files.book, readBook, problems);
  const owners = files.owners === undefined ? undefined : given(cwd, files.owners, readOwners, problems);
  const deltas = files.deltas === undefined ? undefined : given(cwd, files.deltas, readDeltas, problems);
  if (opened.kind === "refused" || book === undefined || hasErrors(problems))
    return { kind: "refused", diagnostics: problems };
  const outputs = limitOutputs(opened.folder, problems);
  if (hasErrors(problems)) return { kind: "refused", diagnostics: problems };
  return limitsDay({
    date: files.date,
    edge: files.edge,
    outputs,
    known: [...new Set([...opened.folder.hashes.keys()].map((file) => file.slice(0, file.indexOf("/"))))].sort(),
    book,
    ...(owners === undefined ? {} : { owners }),
    ...(deltas === undefined ? {} : { deltas }),
  });
}

/** What every product of a build says of its limits, the months of its amendments with their own traces. */
export function limitOutputs(folder: OutputFolder, problems: Diagnostic[]): LimitOutput[] {
  const files = [...folder.hashes.keys()].filter((file) => file.endsWith("/limits.json"));
  const products = files.flatMap((file) => /^([^/]+)\/limits\.json$/.exec(file)?.[1] ?? []).sort();
  return products.flatMap((product) => {
    const main = readOne(folder, product, problems);
    if (main === undefined) return [];
    const versions = files
      .flatMap((file) => (file.startsWith(`${product}/versions/`) ? [file.slice(0, -"/limits.json".length)] : []))
      .sort();
    const others = versions.flatMap((version) => readOne(folder, version, problems)?.months ?? []);
    const own = main.months.filter(({ month }) => !others.some((one) => one.month.period === month.period));
    return [{ ...main, months: [...own, ...others] }];
  });
}

function readOne(folder: OutputFolder, below: string, problems: Diagnostic[]): LimitOutput | undefined {
  const file = `${below}/limits.json`;
  const table = readTyped(folder, file, isTable, problems);
  const trace = readTyped(folder, `${below}/trace.json`, isTrace, problems);
  if (table === undefined || trace === undefined) return undefined;
  const months = table.months.map((month): TracedMonth => ({ month, trace }));
  return { table, trace, months, place: placeOf(`${folder.shown}/${file}`) };
}
