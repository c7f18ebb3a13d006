import { counted } from "../../diagnostic/counted.ts";
import type { Command } from "commander";
import { diagnostic, type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { templatesOf } from "../../emit/filing/override-check.ts";
import { targets } from "../../emit/calculator/targets/registry.ts";
import { emitters } from "../../emit/registry.ts";
import { failureDiagnostic, placeOf } from "../../host/failure.ts";
import { sha256 } from "../../host/sha256.ts";
import { analyse, type Analysis, folderOf, outputOf } from "../../pipeline.ts";
import { dateOption } from "../dates.ts";
import { compilerHash, type Environment } from "../environment.ts";
import { given } from "../given.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { rootsOf } from "../roots.ts";
import { exitOf, show } from "../usage.ts";

type Options = {
  readonly json?: boolean;
  readonly out: string;
  readonly only?: string;
  readonly target?: string;
  readonly asOf?: string;
};

/** `tenor build [FILES…] --out DIR`: all artifacts, or none. */
export function registerBuild(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("build")
    .description("write engine configs, calculators and filings; nothing changes unless all is well")
    .argument("[files...]", "specs, or folders of specs", ["."])
    .requiredOption("--out <dir>", "the output folder, a link that is switched to what was built")
    .option("--only <names>", `only some outputs: ${emitters.map((one) => one.name).join(",")}`)
    .option("--target <names>", `only some languages of calculators: ${targets.map((one) => one.name).join(",")}`)
    .option("--as-of <date>", "the date of the instrument tables; each product's first listing day unless said")
    .option("--json", "findings and what was written as JSON on standard output")
    .action((files: string[], options: Options) => finish(build(environment(), files, options).code));
}

export type BuildOutcome = {
  readonly code: number;
  readonly analysis?: Analysis;
  /** The paths of what was written. */
  readonly files?: readonly string[];
};

/** Compiles and writes; on any error the earlier output stays whole. */
export function build(environment: Environment, specs: readonly string[], options: Options): BuildOutcome {
  const asOf = dateOption(options.asOf, "--as-of");
  const only = chosen(options.only, emitters, "--only", "usage-output-unknown");
  const target = chosen(options.target, targets, "--target", "usage-target-unknown");
  const roots = rootsOf(environment.host, specs);
  const before = [...asOf.diagnostics, ...only.diagnostics, ...target.diagnostics, ...roots.diagnostics];
  const read = given(environment);
  const analysis = analyse(roots.paths, hostReader(environment.host), {
    ...read.inputs,
    ...(asOf.date === undefined ? {} : { asOf: asOf.date }),
  });
  const templates = templatesOf(analysis, read.inputs.templates);
  const diagnostics: Diagnostic[] = [...before, ...read.diagnostics, ...analysis.diagnostics, ...templates.diagnostics];
  if (hasErrors(diagnostics)) {
    show(environment, diagnostics, options.json ?? false);
    return { code: exitOf(diagnostics, false), analysis };
  }
  const files: string[] = [];
  const output = outputOf(analysis, {
    ...(only.names === undefined ? {} : { only: only.names }),
    ...(target.names === undefined ? {} : { targets: target.names }),
    compilerHash: compilerHash(),
    sha256,
    overrides: templates.overrides,
  });
  const written = environment.host.writeGeneration(options.out, named(output, files));
  if (written.kind !== "written") {
    diagnostics.push(failureDiagnostic(written, placeOf(options.out)));
    show(environment, diagnostics, options.json ?? false);
    return { code: exitOf(diagnostics, false), analysis };
  }
  if (options.json === true) {
    environment.out(
      `${JSON.stringify({ format: "tenor-build/1", out: options.out, changed: written.changed, files: [...files].sort() }, null, 2)}\n`,
    );
  } else {
    show(environment, diagnostics, false);
    environment.out(
      `${counted(new Set(analysis.models.map(folderOf)).size, "contract")}, ${counted(files.length, "file")} in ${options.out}${written.changed ? "" : ", unchanged"}\n`,
    );
  }
  return { code: exitOf(diagnostics, false), analysis, files };
}

/** The files as they come, with the path of each noted. */
function* named<T>(output: Iterable<readonly [string, T]>, names: string[]): Generator<readonly [string, T]> {
  for (const one of output) {
    names.push(one[0]);
    yield one;
  }
}

/** The names of a list that an option chooses, in the order of the list. */
function chosen<Name extends string>(
  wanted: string | undefined,
  all: readonly { readonly name: Name }[],
  option: string,
  code: "usage-output-unknown" | "usage-target-unknown",
): { readonly names?: readonly Name[]; readonly diagnostics: readonly Diagnostic[] } {
  if (wanted === undefined) return { diagnostics: [] };
  const known = all.map((one) => one.name);
  const given = wanted.split(",").map((one) => one.trim());
  const unknown = given.filter((one) => !known.some((name) => name === one));
  const diagnostics = unknown.map((one) => {
    const near = didYouMean(suggest(one, known));
    return diagnostic(
      code,
      placeOf(option),
      { name: one, known: known.join(", ") },
      near === undefined ? {} : { help: near },
    );
  });
  return { names: known.filter((name) => given.includes(name)), diagnostics };
}
