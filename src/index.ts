import type { Diagnostic } from "./diagnostic/diagnostic.ts";
import { hasErrors } from "./diagnostic/diagnostic.ts";
import { sha256 } from "./text/sha256.ts";
import { memoryReader } from "./resolve/memory-reader.ts";
import type { DateOf } from "./model/date-of.ts";
import type { ContractModel } from "./model/model.ts";
import { templatesOf } from "./emit/filing/override-check.ts";
import { lockSource } from "./lock.ts";
import { makeSource } from "./text/source.ts";
import { analyse, type AnalysisOptions, emitAll } from "./pipeline.ts";

export { format } from "./format/format.ts";
export type { Formatted } from "./format/format.ts";
export { makeSource } from "./text/source.ts";
export { explain } from "./diagnostic/explain.ts";
export { renderJson } from "./diagnostic/render-json.ts";
export { renderText } from "./diagnostic/render-text.ts";
export type { Diagnostic } from "./diagnostic/diagnostic.ts";
export type { DateAnswer, DateOf } from "./model/date-of.ts";
export type { ContractModel } from "./model/model.ts";
export { VERSION } from "./version.ts";

/**
 * Spec files by path, such as `gph.tenor`; imports are resolved among them and in the shipped library, which is always there. A path that ends
 * with `.csv` is a data file that specs may name.
 */
export type Files = Readonly<Record<string, string>>;

export type Checked = {
  readonly diagnostics: readonly Diagnostic[];
  readonly models: readonly ContractModel[];
  /** `dateOf("GPH", "2027-03")`: a date of any contract month, its last trading day where no other is named, or why there is none. */
  readonly dateOf: DateOf;
};
export type Compiled = Checked & {
  /** Every file of the output by its path; empty when there is an error. */
  readonly files: ReadonlyMap<string, string>;
  /** The files that are no text, such as DOCX, by their path. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
};

function specsOf(files: Files): string[] {
  return Object.keys(files)
    .filter((path) => !path.endsWith(".csv"))
    .sort();
}

/** Options of the library: packages are texts by their name and path, such as `{ house: { "profiles.tenor": "…" } }`. */
export type Options = Omit<AnalysisOptions, "lock" | "templates"> & {
  readonly packages?: Readonly<Record<string, Files>>;
  /** The text of `tenor.lock`, which imports are held to. */
  readonly lock?: string;
};

/** Everything wrong with the specs, sorted by place, and the contract models of what is sound. Pure; runs in a browser. */
export function check(files: Files, options: Options = {}): Checked {
  const { analysis, diagnostics } = analysisOf(files, options);
  return { diagnostics, models: analysis.models, dateOf: analysis.dateOf };
}

/** The specs' engine configs, calculators and filings as texts; nothing is emitted when there is an error. */
export function compile(files: Files, options: Options = {}): Compiled {
  const { analysis, diagnostics, overrides } = analysisOf(files, options);
  const { models, dateOf } = analysis;
  const made = hasErrors(diagnostics) ? undefined : emitAll(analysis, { compilerHash: sha256("library"), overrides });
  return { diagnostics, models, dateOf, files: made?.files ?? new Map(), binaries: made?.binaries ?? new Map() };
}

function analysisOf(files: Files, { packages = {}, lock, asOf, until }: Options) {
  const templates = Object.entries(packages).flatMap(([name, texts]) =>
    Object.keys(texts)
      .filter((path) => path.startsWith("templates/") && path.endsWith(".hbs"))
      .sort()
      .map((path) => makeSource(`${name}/${path}`, texts[path] as string)),
  );
  const analysis = analyse(specsOf(files), memoryReader(files, packages), {
    ...(asOf === undefined ? {} : { asOf }),
    ...(until === undefined ? {} : { until }),
    ...(lock === undefined ? {} : { lock: lockSource(lock) }),
    templates,
  });
  const { overrides, diagnostics } = templatesOf(analysis, templates);
  return { analysis, overrides, diagnostics: [...analysis.diagnostics, ...diagnostics] };
}
