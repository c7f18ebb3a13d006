import type { Command } from "commander";
import { analyse } from "../../analysis.ts";
import type { Environment } from "../environment.ts";
import type { templatesOf } from "../../emit/filing/override-check.ts";
import { given } from "../given.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { rootsOf } from "../roots.ts";
import { exitOf, show } from "../usage.ts";
import { dateOption } from "../dates.ts";

type Options = { readonly json?: boolean; readonly deny?: string; readonly asOf?: string };

/** `tenor check [FILES…]`: findings and nothing else. */
export function registerCheck(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("check")
    .description("say everything that is wrong with specs, and write nothing")
    .argument("[files...]", "specs, or folders of specs", ["."])
    .option("--json", "findings as JSON on standard output")
    .option("--deny <what>", "`warnings` count as errors for the exit code")
    .option("--as-of <date>", "the date of the instrument tables; each product's first listing day unless said")
    .action(async (files: string[], options: Options) => {
      const made = environment();
      // What writes documents is loaded only where there are templates to try.
      const templates =
        (made.packages ?? []).length > 0 ? await import("../../emit/filing/override-check.ts") : undefined;
      finish(check(made, files, options, templates?.templatesOf));
    });
}

type TemplatesOf = typeof templatesOf;

/** Checks the files; the exit code is 0 without errors, 1 with, 2 when something could not be read. */
export function check(
  environment: Environment,
  files: readonly string[],
  options: Options,
  tryTemplates?: TemplatesOf,
): number {
  const asOf = dateOption(options.asOf, "--as-of");
  const roots = rootsOf(environment.host, files);
  const read = given(environment);
  const analysis = analyse(roots.paths, hostReader(environment.host), {
    ...read.inputs,
    ...(asOf.date === undefined ? {} : { asOf: asOf.date }),
  });
  const diagnostics = [
    ...asOf.diagnostics,
    ...roots.diagnostics,
    ...read.diagnostics,
    ...analysis.diagnostics,
    ...(tryTemplates?.(analysis, read.inputs.templates).diagnostics ?? []),
  ];
  show(environment, diagnostics, options.json ?? false);
  if (options.json !== true && diagnostics.length === 0) {
    const count = roots.paths.length;
    environment.out(`${count} ${count === 1 ? "spec is" : "specs are"} sound\n`);
  }
  return exitOf(diagnostics, options.deny === "warnings");
}
