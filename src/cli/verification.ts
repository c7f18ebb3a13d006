import * as fs from "node:fs";
import * as path from "node:path";
import { analyse } from "../analysis.ts";
import { diagnostic, type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import type { Emitter } from "../emit/emitter.ts";
import { templatesOf } from "../emit/filing/override-check.ts";
import { makeSource } from "../text/source.ts";
import { sha256 } from "../host/sha256.ts";
import { packageHelp, placeOf } from "../host/failure.ts";
import type { Host } from "../host/host.ts";
import isEvidence from "../model/generated/evidence.validate.js";
import type { Evidence } from "../model/generated/evidence.ts";
import type { Manifest } from "../model/generated/manifest.ts";
import { emitAll } from "../pipeline.ts";
import { hostReader } from "../resolve/host-reader.ts";
import { evidenceText, firstDifference } from "../run/evidence.ts";
import { VERSION } from "../version.ts";
import { givenFile } from "./given-file.ts";
import type { OutputFolder } from "./output-folder.ts";
import { settleFiles } from "./settlement-run.ts";

/** Files of the build that are missing, changed, or not of the build. */
export function artifactDifferences(folder: OutputFolder): Diagnostic[] {
  const there = filesBelow(folder.full, "");
  const differs = (file: string, problem: string) =>
    diagnostic("artifact-differs", placeOf(`${folder.shown}/${file}`), { file: `${folder.shown}/${file}`, problem });
  const listed = [...folder.hashes].flatMap(([file, wanted]) => {
    if (!there.includes(file)) return [differs(file, "it is missing")];
    const found = sha256(fs.readFileSync(path.join(folder.full, file)));
    return found === wanted ? [] : [differs(file, "it was changed")];
  });
  const strange = there.filter((file) => file !== "manifest.json" && !folder.hashes.has(file));
  return [...listed, ...strange.map((file) => differs(file, "the build did not write it"))];
}

/** Sources of the build that are gone or say something else now. */
export function sourceDifferences(host: Host, made: Manifest): Diagnostic[] {
  return made.sources.flatMap(({ path: source, sha256: wanted }) => {
    const found = host.readText(source);
    if (found.kind === "text" && sha256(found.text) === wanted) return [];
    const problem = found.kind === "text" ? "its text has changed since" : "it cannot be read here";
    // A package is no folder of the specs: without `--package` none of its files is there.
    const name = /^([a-z][a-z0-9-]*)\//.exec(source)?.[1];
    const lost = found.kind === "missing" && name !== undefined && host.listSpecs(name).kind === "missing";
    const extras = lost ? { help: packageHelp(name) } : {};
    return [diagnostic("source-differs", placeOf(source), { path: source, problem }, extras)];
  });
}

/** What compiling the sources of the build again gives other than the build holds; findings of the compiler where it refuses them. */
export function rebuildDifferences(host: Host, { made, hashes, shown }: OutputFolder): Diagnostic[] {
  const { roots, asOf, only, targets } = made.build;
  const analysis = analyse(roots, hostReader(host), asOf === undefined ? {} : { asOf });
  if (hasErrors(analysis.diagnostics)) return [...analysis.diagnostics];
  const sources = made.sources.flatMap(({ path: file }) => {
    const found = /^[^/]+\/templates\/.*\.hbs$/.test(file) ? host.readText(file) : undefined;
    return found?.kind === "text" ? [makeSource(file, found.text)] : [];
  });
  const templates = templatesOf(analysis, sources);
  if (hasErrors(templates.diagnostics)) return [...templates.diagnostics];
  const built = emitAll(analysis, {
    overrides: templates.overrides,
    ...(only === undefined ? {} : { only: only as Emitter["name"][] }),
    ...(targets === undefined ? {} : { targets }),
    compilerHash: made.compiler.sha256,
  });
  const versions =
    made.compiler.version === VERSION ? "" : ` (the build is of Tenor ${made.compiler.version}, this is ${VERSION})`;
  const anew = new Map<string, string | Uint8Array>([...built.files, ...built.binaries]);
  const files = [...new Set([...hashes.keys(), ...anew.keys()])].filter((file) => file !== "manifest.json").sort();
  return files.flatMap((file) => {
    const content = anew.get(file);
    if (content !== undefined && sha256(content) === hashes.get(file)) return [];
    const problem =
      content === undefined ? "none at all" : hashes.has(file) ? "its hash differs" : "the build has none";
    return [diagnostic("rebuild-differs", placeOf(`${shown}/${file}`), { file, problem: problem + versions })];
  });
}

type EvidenceFiles = {
  readonly evidence: string;
  readonly book: string;
  readonly market: string;
  readonly determination?: string;
};

/** What settling the day of the evidence again gives other than the evidence says. */
export async function evidenceDifferences(
  cwd: string,
  folder: OutputFolder,
  { evidence: file, ...inputs }: EvidenceFiles,
): Promise<readonly Diagnostic[]> {
  const given = givenFile(cwd, file);
  if (given.kind === "failed") return [given.diagnostic];
  const differs = (what: string, problem: string) => [diagnostic("evidence-differs", placeOf(file), { what, problem })];
  const held = parsed(given.source.text);
  if (held === undefined) return differs(file, "is not of the evidence schema");
  if (held.manifest !== sha256(folder.manifest)) return differs("the build", "is not the one that settled the day");
  const others = (["book", "market", "determination"] as const).flatMap((role) => {
    const wanted = held.inputs.find((one) => one.role === role)?.sha256;
    const argument = inputs[role];
    if (argument === undefined) return wanted === undefined ? [] : differs(`the ${role}`, "of the day is not given");
    const found = givenFile(cwd, argument);
    if (found.kind === "failed") return [found.diagnostic];
    return sha256(found.source.text) === wanted
      ? []
      : differs(`the ${role}`, `${argument} is not the one it was settled from`);
  });
  if (others.length > 0) return others;
  const outcome = await settleFiles(cwd, {
    ...{ out: folder.shown, date: held.date, ...inputs },
    ...(held.product === undefined ? {} : { product: held.product }),
  });
  if (outcome.kind === "refused") return outcome.diagnostics;
  const fresh = evidenceText(outcome.day, outcome.grounds);
  if (fresh === given.source.text) return [];
  const difference = firstDifference(held, JSON.parse(fresh));
  return difference === undefined
    ? differs(file, "is not written as it was")
    : differs(
        `\`${difference.pointer}\``,
        `says ${difference.held}, and settling the same files again gives ${difference.found}`,
      );
}

function parsed(text: string): Evidence | undefined {
  try {
    const json = JSON.parse(text) as unknown;
    return isEvidence(json) ? json : undefined;
  } catch {
    return undefined;
  }
}

function filesBelow(folder: string, below: string): string[] {
  return fs
    .readdirSync(path.join(folder, below), { withFileTypes: true })
    .flatMap((one) => {
      const file = below === "" ? one.name : `${below}/${one.name}`;
      return one.isDirectory() ? filesBelow(folder, file) : [file];
    })
    .sort();
}
