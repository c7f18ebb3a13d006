import { counted } from "../../diagnostic/counted.ts";
import type { Command } from "commander";
import { verifyEntries } from "../../diagnostic/catalogue/verify.ts";
import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import type { Environment } from "../environment.ts";
import { openOutput } from "../output-folder.ts";
import { DIFFERS, ERRORS, exitOf, OK, show, USAGE } from "../usage.ts";
import { artifactDifferences, evidenceDifferences, rebuildDifferences, sourceDifferences } from "../verification.ts";

type Options = {
  readonly evidence?: string;
  readonly book?: string;
  readonly market?: string;
  readonly determination?: string;
  readonly json?: boolean;
};

/** `tenor verify DIR`: what a build wrote is whole, comes from its sources, and, with evidence, gave that settlement. */
export function registerVerify(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("verify")
    .description("compile the sources of a build again, settle a day again, and compare every hash")
    .argument("<dir>", "what `tenor build --out` wrote")
    .option("--evidence <file>", "the evidence of a settled day, written by `tenor settle --evidence`")
    .option("--book <file>", "the book of that day")
    .option("--market <file>", "the market of that day")
    .option("--determination <file>", "the determination of that day, where there was one")
    .option("--json", "findings as JSON on standard output")
    .addHelpText(
      "after",
      "\nExit codes: 0 everything is as the sources say, 1 the sources have an error now, 2 wrong usage or a file that\ncannot be read, 5 something differs.\n",
    )
    .action(async (dir: string, options: Options) => finish(await verify(environment(), dir, options)));
}

/** What may differ, and the exit code where something else stands in the way of telling. */
type Stage = { readonly find: () => readonly Diagnostic[] | Promise<readonly Diagnostic[]>; readonly refused?: number };

/** Verifies the build, then the evidence; all differences of a stage are said together, and a later stage waits for the earlier ones. */
export async function verify(environment: Environment, dir: string, options: Options): Promise<number> {
  const json = options.json ?? false;
  const { evidence, book, market, determination } = options;
  if ((evidence === undefined) !== (book === undefined) || (evidence === undefined) !== (market === undefined)) {
    environment.error("tenor verify: `--evidence`, `--book` and `--market` belong together\n");
    return USAGE;
  }
  const opened = openOutput(environment.cwd, dir);
  if (opened.kind === "refused") {
    show(environment, opened.diagnostics, json);
    const unread = exitOf(opened.diagnostics, false);
    return unread === USAGE ? USAGE : DIFFERS;
  }
  const { folder } = opened;
  const stages: readonly Stage[] = [
    { find: () => [...artifactDifferences(folder), ...sourceDifferences(environment.host, folder.made)] },
    // Findings of another kind are the compiler's: it refuses what the earlier one took.
    { find: () => rebuildDifferences(environment.host, folder), refused: ERRORS },
    {
      find: () =>
        evidence === undefined || book === undefined || market === undefined
          ? []
          : evidenceDifferences(environment.cwd, folder, {
              ...{ evidence, book, market },
              ...(determination === undefined ? {} : { determination }),
            }),
    },
  ];
  for (const { find, refused = DIFFERS } of stages) {
    const diagnostics = await find();
    if (!hasErrors(diagnostics)) continue;
    show(environment, diagnostics, json);
    if (exitOf(diagnostics, false) === USAGE) return USAGE;
    return diagnostics.every(({ code }) => Object.hasOwn(verifyEntries, code)) ? DIFFERS : refused;
  }
  if (json) show(environment, [], true);
  else {
    const { files, sources } = folder.made;
    const settled = evidence === undefined ? "" : `, and ${evidence} holds`;
    environment.out(
      `${counted(files.length, "file")} ${files.length === 1 ? "comes" : "come"} from ${counted(sources.length, "source")}${settled}\n`,
    );
  }
  return OK;
}
