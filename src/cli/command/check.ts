import type { Command } from "commander";
import { analyse } from "../../analysis.ts";
import { hasErrors } from "../../diagnostic/diagnostic.ts";
import type * as Hold from "../../prove/regulation/hold.ts";
import { REGIMES } from "../../prove/regulation/rule.ts";
import type { Environment } from "../environment.ts";
import type { templatesOf } from "../../emit/filing/override-check.ts";
import { given } from "../given.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { regimesOf } from "../regimes.ts";
import { rootsOf } from "../roots.ts";
import { exitOf, show } from "../usage.ts";
import { dateOption } from "../dates.ts";

type Options = {
  readonly json?: boolean;
  readonly deny?: string;
  readonly asOf?: string;
  readonly regime?: string;
  readonly against?: string;
};

/** `tenor check [FILES…]`: findings and nothing else. */
export function registerCheck(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("check")
    .description("say everything that is wrong with specs, and write nothing")
    .argument("[files...]", "specs, or folders of specs", ["."])
    .option("--json", "findings as JSON on standard output")
    .option("--deny <what>", "`warnings` count as errors for the exit code")
    .option("--as-of <date>", "the date of the instrument tables; each product's first listing day unless said")
    .option("--regime <list>", `hold contracts against the rules of these regimes: ${REGIMES.join(", ")}`)
    .option(
      "--against <dir>",
      "say which rules the specs newly break since the build in this folder; all regimes unless said",
    )
    .addHelpText(
      "after",
      "\nExit codes: 0 no error, 1 an error, or with --against a rule newly broken, 2 wrong usage, or a file or folder\nthat cannot be read or compared with.\n",
    )
    .action(async (files: string[], options: Options) => {
      const made = environment();
      if (options.against !== undefined) {
        const { checkAgainst } = await import("../check-against.ts");
        finish(checkAgainst(made, files, { ...options, against: options.against }));
        return;
      }
      // What writes documents is loaded only where there are templates to try.
      const templates =
        (made.packages ?? []).length > 0 ? await import("../../emit/filing/override-check.ts") : undefined;
      const regulation = options.regime === undefined ? undefined : await import("../../prove/regulation/hold.ts");
      finish(check(made, files, options, templates?.templatesOf, regulation));
    });
}

type TemplatesOf = typeof templatesOf;

/** Checks the files; the exit code is 0 without errors, 1 with, 2 when something could not be read. */
export function check(
  environment: Environment,
  files: readonly string[],
  options: Options,
  tryTemplates?: TemplatesOf,
  hold?: typeof Hold,
): number {
  const asOf = dateOption(options.asOf, "--as-of");
  const roots = rootsOf(environment.host, files);
  const read = given(environment);
  const analysis = analyse(roots.paths, hostReader(environment.host), {
    ...read.inputs,
    ...(asOf.date === undefined ? {} : { asOf: asOf.date }),
  });
  const regimes = regimesOf(options.regime);
  const sound = !hasErrors(analysis.diagnostics);
  const diagnostics = [
    ...regimes.diagnostics,
    ...asOf.diagnostics,
    ...roots.diagnostics,
    ...read.diagnostics,
    ...analysis.diagnostics,
    ...(tryTemplates?.(analysis, read.inputs.templates).diagnostics ?? []),
    // What a contract lacks can be told of one that is sound in itself; what it is held to by its own words has been.
    ...(sound
      ? analysis.models.flatMap((model) => {
          const more = regimes.known.filter((one) => hold?.chosenRegimes(model).includes(one) === false);
          return hold?.holdAgainst(model, more, analysis.place) ?? [];
        })
      : []),
  ];
  show(environment, diagnostics, options.json ?? false);
  if (options.json !== true && diagnostics.length === 0) {
    const count = roots.paths.length;
    environment.out(`${count} ${count === 1 ? "spec is" : "specs are"} sound\n`);
  }
  return exitOf(diagnostics, options.deny === "warnings");
}
