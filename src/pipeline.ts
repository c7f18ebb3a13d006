import type { Analysis } from "./analysis.ts";
import { hasErrors } from "./diagnostic/diagnostic.ts";
import { emitters } from "./emit/registry.ts";
import type { Artifact, Binary, Emission, Emitter } from "./emit/emitter.ts";
import { type Hashed, makeManifest, type Sha256 } from "./emit/manifest.ts";
import type { Overrides } from "./emit/filing/override.ts";
import { inPassing } from "./model/lazily.ts";
import type { ContractModel } from "./model/model.ts";
import { sha256 } from "./text/sha256.ts";
import { makeTrace } from "./emit/trace.ts";
import { VERSION } from "./version.ts";

export { analyse } from "./analysis.ts";
export type { Analysis, AnalysisOptions } from "./analysis.ts";

export type BuildOptions = {
  /** Emitters by name; without it all. */
  readonly only?: readonly Emitter["name"][];
  /** The languages of calculators by name; without it all. */
  readonly targets?: readonly string[];
  /** The hash of the compiler that runs, for the manifest. */
  readonly compilerHash: string;
  /** Templates of packages in the place of shipped ones, without findings. */
  readonly overrides?: Overrides;
  /** The hash of the host, which is faster than the one that runs anywhere; the digests are the same. */
  readonly sha256?: Sha256;
};

export type Built = {
  /** Every file of the output by its path, the manifest among them. */
  readonly files: ReadonlyMap<string, string>;
  /** The files that are no text, such as DOCX, by their path. */
  readonly binaries: ReadonlyMap<string, Uint8Array>;
};

/**
 * The folder of a model's files: its root, but for contract months that an amendment made differ. References stand together, so that
 * nobody looks for an engine config among them.
 */
export function folderOf(model: ContractModel): string {
  const whole = model.kind === "reference" ? `reference/${model.root}` : model.root;
  return model.versions?.find((one) => one.here)?.folder ?? whole;
}

/** All artifacts of an analysis without errors; the same sources give the same bytes. */
export function emitAll(analysis: Analysis, options: BuildOptions): Built {
  const files = new Map<string, string>();
  const binaries = new Map<string, Uint8Array>();
  for (const [path, content] of outputOf(analysis, options))
    if (typeof content === "string") files.set(path, content);
    else binaries.set(path, content);
  return { files, binaries };
}

/**
 * The files of an output, each with its path, one model after another and the manifest last: whoever writes them as they come holds one
 * model's files at a time, and what a model was asked for meanwhile is not kept.
 */
export function* outputOf(
  analysis: Analysis,
  options: BuildOptions,
): Generator<readonly [path: string, content: string | Uint8Array]> {
  if (hasErrors(analysis.diagnostics)) throw new Error("an analysis with errors is never emitted");
  const hash = options.sha256 ?? sha256;
  const hashes: Hashed[] = [];
  for (const model of analysis.models) {
    const folder = folderOf(model);
    for (const one of inPassing(() => filesOf(model, options))) {
      const path = `${folder}/${one.path}`;
      hashes.push({ path, sha256: hash(one.content) });
      yield [path, one.content];
    }
  }
  const { path, content } = manifestOf(analysis, options, hashes);
  yield [path, content];
}

/** What the emitters make of a model, and where all of it comes from. */
function filesOf(model: ContractModel, options: BuildOptions): readonly (Artifact | Binary)[] {
  // A product is filed once, from its own folder.
  const below = model.kind === "product" && folderOf(model) !== model.root;
  const chosen = emitters.filter(
    (one) => (options.only?.includes(one.name) ?? true) && one.applies(model) && !(below && one.name === "filing"),
  );
  const emissions: Emission[] = chosen.map((one) =>
    one.emit(model, {
      ...(options.overrides && { overrides: options.overrides }),
      ...(options.targets && { targets: options.targets }),
    }),
  );
  const artifacts = emissions.flatMap((one) => one.artifacts);
  return [...artifacts, makeTrace(emissions, model), ...emissions.flatMap(({ binaries = [] }) => binaries)];
}

function manifestOf(analysis: Analysis, options: BuildOptions, files: readonly Hashed[]): Artifact {
  const { modules, data } = analysis.workspace;
  const hash = options.sha256 ?? sha256;
  const sources = [
    ...[...modules.values()].map(({ path, file }) => ({ path, sha256: hash(file.source.text) })),
    ...[...data.files].map(([path, content]) => ({ path, sha256: hash(content) })),
    ...[...(options.overrides?.values() ?? [])].map(({ source }) => ({ path: source.path, sha256: hash(source.text) })),
  ];
  const { roots, asOf } = analysis.request;
  const build = {
    roots: [...roots],
    ...(options.only === undefined ? {} : { only: [...options.only] }),
    ...(options.targets === undefined ? {} : { targets: [...options.targets] }),
    ...(asOf === undefined ? {} : { asOf }),
  };
  return makeManifest({ files, sources, build, compiler: { version: VERSION, sha256: options.compilerHash } });
}
