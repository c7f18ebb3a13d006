import { withoutFollowUps } from "./check/follow-ups.ts";
import { checkRules } from "./check/rules.ts";
import { type Diagnostic, hasErrors, sortDiagnostics } from "./diagnostic/diagnostic.ts";
import { emitters } from "./emit/registry.ts";
import type { Artifact, Emission, Emitter } from "./emit/emitter.ts";
import { makeManifest } from "./emit/manifest.ts";
import { sha256 } from "./emit/sha256.ts";
import { makeTrace } from "./emit/trace.ts";
import { contextsOf, modelsOf } from "./model/from-ast.ts";
import type { ContractModel } from "./model/model.ts";
import { prove } from "./prove/prove.ts";
import { load } from "./resolve/load.ts";
import type { Reader, Workspace } from "./resolve/workspace.ts";
import type { Span } from "./text/source.ts";
import { VERSION } from "./version.ts";

export type AnalysisOptions = {
  /** The date of the instrument tables, `YYYY-MM-DD`; without it each product's first listing day. */
  readonly asOf?: string;
};

/** What a compile knows before anything is emitted. */
export type Analysis = {
  readonly workspace: Workspace;
  readonly models: readonly ContractModel[];
  /** All findings, sorted by place, each once. */
  readonly diagnostics: readonly Diagnostic[];
  /** Where a clause of a model stands. */
  readonly place: (clause: string) => Span | undefined;
};

/**
 * text → AST → names → checked → contract models → proved. An error never stops the analysis of what stands by itself; whether there is
 * one is asked once, before emission.
 */
export function analyse(roots: readonly string[], reader: Reader, options: AnalysisOptions = {}): Analysis {
  const workspace = load(roots, reader);
  const found: Diagnostic[] = [...workspace.diagnostics];
  const contexts = contextsOf(workspace, found);
  for (const context of contexts) for (const rule of checkRules) rule.check(context);
  const lowered = modelsOf(contexts, VERSION, options.asOf);
  for (const model of lowered.models) found.push(...prove(model, lowered.place));
  if (!hasErrors(found))
    for (const model of lowered.models) found.push(...emitters.flatMap((one) => findings(one, model, lowered.place)));
  return {
    workspace,
    models: lowered.models,
    diagnostics: once(sortDiagnostics(withoutFollowUps(workspace, found))),
    place: lowered.place,
  };
}

function findings(
  emitter: Emitter,
  model: ContractModel,
  place: (clause: string) => Span | undefined,
): readonly Diagnostic[] {
  return emitter.applies(model) ? (emitter.check?.(model, (clause) => spanOf(place, clause)) ?? []) : [];
}

function spanOf(place: (clause: string) => Span | undefined, clause: string): Span {
  const span = place(clause);
  if (span === undefined) throw new Error(`the model names the clause ${clause}, which no source has`);
  return span;
}

/**
 * One finding of a kind at one place. The same mistake is met again in every contract month, in each index that uses a profile and in
 * each product that takes the term over; the first says what to do, and the others go with it.
 */
function once(sorted: readonly Diagnostic[]): Diagnostic[] {
  const said = new Set<string>();
  return sorted.filter((one) => {
    const key = JSON.stringify([one.code, one.span.source.path, one.span.start, one.span.end]);
    if (said.has(key)) return false;
    said.add(key);
    return true;
  });
}

export type BuildOptions = {
  /** Emitters by name; without it all. */
  readonly only?: readonly Emitter["name"][];
  /** The hash of the compiler that runs, for the manifest. */
  readonly compilerHash: string;
};

export type Built = {
  /** Every file of the output by its path, the manifest among them. */
  readonly files: ReadonlyMap<string, string>;
  readonly byRoot: ReadonlyMap<string, readonly Artifact[]>;
};

/** All artifacts of an analysis without errors; the same sources give the same bytes. */
export function emitAll(analysis: Analysis, options: BuildOptions): Built {
  if (hasErrors(analysis.diagnostics)) throw new Error("an analysis with errors is never emitted");
  const byRoot = new Map<string, readonly Artifact[]>();
  for (const model of analysis.models) {
    const chosen = emitters.filter((one) => (options.only?.includes(one.name) ?? true) && one.applies(model));
    const emissions: Emission[] = chosen.map((one) => one.emit(model));
    byRoot.set(model.root, [...emissions.flatMap((one) => one.artifacts), makeTrace(emissions, model)]);
  }
  const files = [...byRoot].flatMap(([root, artifacts]) =>
    artifacts.map((one) => ({ path: `${root}/${one.path}`, content: one.content })),
  );
  const sources = [...analysis.workspace.modules.values()].map((one) => ({
    path: one.path,
    content: one.file.source.text,
  }));
  const manifest = makeManifest(
    { files, sources, compiler: { version: VERSION, sha256: options.compilerHash } },
    sha256,
  );
  return { files: new Map([...files, manifest].map((one) => [one.path, one.content])), byRoot };
}
