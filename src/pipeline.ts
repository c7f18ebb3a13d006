import type { Analysis } from "./analysis.ts";
import { hasErrors } from "./diagnostic/diagnostic.ts";
import { emitters } from "./emit/registry.ts";
import type { Artifact, Emission, Emitter } from "./emit/emitter.ts";
import { makeManifest, type Sha256 } from "./emit/manifest.ts";
import type { Overrides } from "./emit/filing/override.ts";
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
  readonly byRoot: ReadonlyMap<string, readonly Artifact[]>;
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
  if (hasErrors(analysis.diagnostics)) throw new Error("an analysis with errors is never emitted");
  const byRoot = new Map<string, readonly Artifact[]>();
  const binaries = new Map<string, Uint8Array>();
  for (const model of analysis.models) {
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
    for (const one of emissions.flatMap(({ binaries: own = [] }) => own))
      binaries.set(`${folderOf(model)}/${one.path}`, one.content);
    byRoot.set(folderOf(model), [...emissions.flatMap((one) => one.artifacts), makeTrace(emissions, model)]);
  }
  const files = [...byRoot].flatMap(([folder, artifacts]) =>
    artifacts.map((one) => ({ path: `${folder}/${one.path}`, content: one.content })),
  );
  const bytes = [...binaries].map(([path, content]) => ({ path, content }));
  const sources = [...analysis.workspace.modules.values()].map((one) => ({
    path: one.path,
    content: one.file.source.text,
  }));
  const data = [...analysis.workspace.data.files].map(([path, content]) => ({ path, content }));
  const own = [...(options.overrides?.values() ?? [])].map(({ source }) => ({
    path: source.path,
    content: source.text,
  }));
  const { roots, asOf } = analysis.request;
  const build = {
    roots: [...roots],
    ...(options.only === undefined ? {} : { only: [...options.only] }),
    ...(options.targets === undefined ? {} : { targets: [...options.targets] }),
    ...(asOf === undefined ? {} : { asOf }),
  };
  const compiler = { version: VERSION, sha256: options.compilerHash };
  const manifest = makeManifest(
    { files: [...files, ...bytes], sources: [...sources, ...data, ...own], build, compiler },
    options.sha256 ?? sha256,
  );
  return { files: new Map([...files, manifest].map((one) => [one.path, one.content])), binaries, byRoot };
}
