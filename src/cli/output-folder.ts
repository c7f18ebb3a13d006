import { existsSync, realpathSync } from "node:fs";
import * as path from "node:path";
import { pathToFileURL } from "node:url";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { sha256 } from "../host/sha256.ts";
import { loadEngineConfig } from "../engine.ts";
import { failureDiagnostic, placeOf } from "../host/failure.ts";
import { nodeHost } from "../host/node.ts";
import type { Host } from "../host/host.ts";
import type { Inputs } from "../model/generated/inputs.ts";
import isInputs from "../model/generated/inputs.validate.js";
import isInstruments from "../model/generated/instruments.validate.js";
import type { Manifest } from "../model/generated/manifest.ts";
import isManifest from "../model/generated/manifest.validate.js";
import isOption from "../model/generated/option.validate.js";
import isPerpetual from "../model/generated/perpetual.validate.js";
import isTrace from "../model/generated/trace.validate.js";
import type { Calculator } from "../run/calculator.ts";
import type { Trace } from "../model/generated/trace.ts";
import type { DayInput, OptionOutput, PerpetualOutput, ProductOutput } from "../run/desk.ts";
import { libraryFolder } from "./environment.ts";

/** A build opened for reading: what its manifest lists, and what is in it. */
export type OutputFolder = {
  /** The folder as it was named. */
  readonly shown: string;
  readonly full: string;
  readonly host: Host;
  /** The text of manifest.json, and what it says. */
  readonly manifest: string;
  readonly made: Manifest;
  /** SHA-256 by file. */
  readonly hashes: ReadonlyMap<string, string>;
  readonly known: DayInput["known"];
};

export type Opened =
  | { readonly kind: "open"; readonly folder: OutputFolder }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

type Validator<T> = { (data: unknown): data is T; errors: readonly SchemaError[] | null | undefined };
type SchemaError = { readonly instancePath: string; readonly message?: string };

type Unopened = Pick<OutputFolder, "shown" | "full" | "host" | "hashes">;

/** What went wrong while a build was read; collected, so that one run says everything. */
type Problems = Diagnostic[];

/** Opens what `tenor build` wrote: a folder with a manifest, in which nothing has been changed since. */
export function openOutput(cwd: string, argument: string): Opened {
  const full = path.resolve(cwd, argument);
  // A later build switches the link; everything is read from the generation it leads to now.
  const real = existsSync(full) ? realpathSync(full) : full;
  const problems: Problems = [];
  const host = nodeHost({ root: real, library: libraryFolder() });
  const unhashed: Unopened = { shown: argument, full: real, host, hashes: new Map() };
  const made = readTyped(unhashed, "manifest.json", isManifest, problems);
  const manifest = host.readText("manifest.json");
  if (made === undefined || manifest.kind !== "text") return { kind: "refused", diagnostics: problems };
  const hashes = new Map(made.files.map((one) => [one.path, one.sha256]));
  const folder = { ...unhashed, hashes, made, manifest: manifest.text };
  const inputs = [...folder.hashes.keys()]
    .filter((file) => /^[^/]+\/calculator\/inputs\.json$/.test(file))
    .map((file) => readTyped(folder, file, isInputs, problems));
  if (problems.length > 0) return { kind: "refused", diagnostics: problems };
  const products = [...folder.hashes.keys()].flatMap((file) => /^([^/]+)\/engine\.json$/.exec(file)?.[1] ?? []);
  const options = [...folder.hashes.keys()].flatMap((file) => /^([^/]+)\/option\.json$/.exec(file)?.[1] ?? []);
  const perpetuals = [...folder.hashes.keys()].flatMap((file) => /^([^/]+)\/perpetual\.json$/.exec(file)?.[1] ?? []);
  const indices = [...new Set(inputs.flatMap((one) => (one?.indices ?? []).map(({ id }) => id)))].sort();
  return {
    kind: "open",
    folder: {
      ...folder,
      known: { products: products.sort(), options: options.sort(), perpetuals: perpetuals.sort(), indices },
    },
  };
}

/** A product of the build with its calculator and those of all its versions, or undefined after a problem. */
export async function loadProduct(
  folder: OutputFolder,
  product: string,
  problems: Problems,
): Promise<ProductOutput | undefined> {
  const main = await loadVersion(folder, product, problems);
  const others: ProductOutput[] = [];
  for (const one of main?.engine.versions ?? []) {
    const other = one.here ? undefined : await loadVersion(folder, one.folder, problems);
    if (other !== undefined) others.push(other);
  }
  return main === undefined || others.length === 0 ? main : { ...main, others };
}

/** The files below one folder of the build, `GPH` or `GPH/versions/AMENDMENT`. */
async function loadVersion(
  folder: OutputFolder,
  product: string,
  problems: Problems,
): Promise<ProductOutput | undefined> {
  const loaded = loadEngineConfig(readJson(folder, `${product}/engine.json`, problems));
  if (!loaded.ok && problems.length === 0) {
    for (const { path: at, message } of loaded.problems) {
      problems.push(invalid(folder, `${product}/engine.json`, `${at === "" ? "the whole" : at} ${message}`));
    }
  }
  const instruments = readTyped(folder, `${product}/instruments.json`, isInstruments, problems);
  const trace = readTyped(folder, `${product}/trace.json`, isTrace, problems);
  const found = await loadCalculator(folder, product, problems);
  if (!loaded.ok || instruments === undefined || trace === undefined || found === undefined) return undefined;
  return { engine: loaded.config, instruments, trace, ...found };
}

/** The options of one product of the build with their calculator, or undefined after a problem. */
export async function loadOption(
  folder: OutputFolder,
  product: string,
  problems: Problems,
): Promise<OptionOutput | undefined> {
  const option = readTyped(folder, `${product}/option.json`, isOption, problems);
  const found = await loadRest(folder, product, problems);
  return option === undefined || found === undefined ? undefined : { option, ...found };
}

/** A perpetual of the build with its calculator, or undefined after a problem. */
export async function loadPerpetual(
  folder: OutputFolder,
  product: string,
  problems: Problems,
): Promise<PerpetualOutput | undefined> {
  const perpetual = readTyped(folder, `${product}/perpetual.json`, isPerpetual, problems);
  const found = await loadRest(folder, product, problems);
  return perpetual === undefined || found === undefined ? undefined : { perpetual, ...found };
}

/** The trace and the calculator of a contract. */
async function loadRest(
  folder: OutputFolder,
  product: string,
  problems: Problems,
): Promise<{ readonly trace: Trace; readonly calculator: Calculator } | undefined> {
  const before = problems.length;
  const trace = readTyped(folder, `${product}/trace.json`, isTrace, problems);
  const main = [...folder.hashes.keys()].filter(
    (file) => file.startsWith(`${product}/calculator/`) && file.endsWith(".js") && !file.endsWith("/runtime.js"),
  );
  for (const file of [...main, `${product}/calculator/runtime.js`]) readWhole(folder, file, problems);
  const [module] = main;
  if (trace === undefined || module === undefined || problems.length > before) return undefined;
  const calculator = (await import(pathToFileURL(path.join(folder.full, module)).href)) as Calculator;
  return { trace, calculator };
}

/** The calculator of a product or index of the build, and what it reads; its files are compared with the manifest before they run. */
export async function loadCalculator(
  folder: OutputFolder,
  name: string,
  problems: Problems,
): Promise<{ readonly inputs: Inputs; readonly calculator: Calculator } | undefined> {
  const before = problems.length;
  const inputs = readTyped(folder, `${name}/calculator/inputs.json`, isInputs, problems);
  if (inputs === undefined) return undefined;
  const files = [inputs.module, "runtime.js"].map((file) => `${name}/calculator/${file}`);
  for (const file of files) readWhole(folder, file, problems);
  if (problems.length > before) return undefined;
  const module = pathToFileURL(path.join(folder.full, files[0] as string));
  return { inputs, calculator: (await import(module.href)) as Calculator };
}

/** A file of the build that is of its schema, or undefined after a problem. */
export function readTyped<T>(
  folder: Unopened,
  file: string,
  validate: Validator<T>,
  problems: Problems,
): T | undefined {
  const before = problems.length;
  const json = readJson(folder, file, problems);
  if (problems.length > before) return undefined;
  if (validate(json)) return json;
  const [first] = validate.errors ?? [];
  problems.push(
    invalid(folder, file, `${first?.instancePath || "the whole"} ${first?.message ?? "is not of its schema"}`),
  );
  return undefined;
}

function readJson(folder: Unopened, file: string, problems: Problems): unknown {
  const text = readWhole(folder, file, problems);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    problems.push(invalid(folder, file, "it is not JSON"));
    return undefined;
  }
}

/** The text of a file of the build, which has the hash that the manifest says; the manifest itself has none. */
function readWhole(folder: Unopened, file: string, problems: Problems): string | undefined {
  const shown = `${folder.shown}/${file}`;
  const found = folder.host.readText(file);
  if (found.kind !== "text") {
    const listed = folder.hashes.has(file);
    problems.push(
      listed || folder.hashes.size > 0
        ? invalid(folder, file, listed ? "it is missing or cannot be read" : "the build did not write it")
        : failureDiagnostic({ ...found, path: shown }, placeOf(shown)),
    );
    return undefined;
  }
  const wanted = folder.hashes.get(file);
  if (folder.hashes.size > 0 && wanted !== sha256(found.text)) {
    problems.push(
      invalid(folder, file, wanted === undefined ? "the manifest does not list it" : "it was changed since"),
    );
    return undefined;
  }
  return found.text;
}

function invalid({ shown }: Unopened, file: string, problem: string): Diagnostic {
  return diagnostic("build-invalid", placeOf(`${shown}/${file}`), { file: `${shown}/${file}`, problem });
}
