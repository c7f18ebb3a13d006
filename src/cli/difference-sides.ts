import { existsSync } from "node:fs";
import * as path from "node:path";
import { analyse } from "../analysis.ts";
import { diagnostic, type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { placeOf } from "../host/failure.ts";
import type { ContractModel } from "../model/model.ts";
import isTerms from "../model/generated/terms.validate.js";
import { hasTerms, termsOf } from "../model/terms.ts";
import { folderOf } from "../pipeline.ts";
import type { Side } from "../prove/amendment/report.ts";
import { hostReader } from "../resolve/host-reader.ts";
import { parseDay } from "../value/day.ts";
import { VERSION } from "../version.ts";
import type { Environment } from "./environment.ts";
import { given } from "./given.ts";
import { openOutput, type OutputFolder, readTyped } from "./output-folder.ts";
import { rootsOf } from "./roots.ts";

/** A version that was opened, or what is wrong with it; `asOf` is the day a build was made for. */
export type OpenedSide = {
  readonly side?: Side;
  readonly asOf?: string;
  /** The models of specs by their folder in a build; a build has none. */
  readonly models?: ReadonlyMap<string, ContractModel>;
  readonly diagnostics: readonly Diagnostic[];
};

/** Whether an argument names what `tenor build` wrote. */
export function isBuild(cwd: string, argument: string): boolean {
  return existsSync(path.resolve(cwd, argument, "manifest.json"));
}

/** The terms of the contracts in a build of this version. */
export function buildSide(cwd: string, argument: string): OpenedSide {
  const opened = openOutput(cwd, argument);
  if (opened.kind === "refused") return opened;
  return termsIn(opened.folder);
}

/** The terms that an opened build holds, by folder; a build without any is refused. */
export function termsIn(folder: OutputFolder): OpenedSide {
  const { shown, made, hashes } = folder;
  if (made.compiler.version !== VERSION) {
    const problem = `it was built by ${made.compiler.version}, and this is ${VERSION}`;
    return { diagnostics: [diagnostic("output-other-version", placeOf(shown), { out: shown, problem })] };
  }
  const problems: Diagnostic[] = [];
  const files = [...hashes.keys()].filter((one) => one.endsWith("/terms.json"));
  const terms = files.flatMap((file) => {
    const read = readTyped(folder, file, isTerms, problems);
    return read === undefined ? [] : [[file.slice(0, -"/terms.json".length), read] as const];
  });
  if (problems.length === 0 && files.length === 0)
    problems.push(diagnostic("output-without-terms", placeOf(shown), { out: shown }));
  if (problems.length > 0) return { diagnostics: problems };
  const { asOf } = made.build;
  return { side: { shown, terms: new Map(terms) }, ...(asOf === undefined ? {} : { asOf }), diagnostics: [] };
}

/** The terms of the contracts in specs, as of a day; specs with errors have none. */
export function specSide(
  environment: Environment,
  shown: string,
  files: readonly string[],
  asOf: string | undefined,
): OpenedSide {
  const roots = rootsOf(environment.host, files);
  const read = given(environment);
  const analysis = analyse(roots.paths, hostReader(environment.host), {
    ...read.inputs,
    ...(asOf === undefined ? {} : { asOf }),
  });
  const diagnostics = [...roots.diagnostics, ...read.diagnostics, ...analysis.diagnostics];
  if (hasErrors(diagnostics)) return { diagnostics };
  const models = new Map(analysis.models.filter(hasTerms).map((model) => [folderOf(model), model]));
  const terms = new Map([...models].map(([folder, model]) => [folder, termsOf(model)]));
  return { side: { shown, terms }, models, diagnostics };
}

/** Whether an argument is a day, on which the specs after it are taken. */
export function isDay(argument: string): boolean {
  return parseDay(argument) !== undefined;
}
