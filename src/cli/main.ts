import { Command, CommanderError } from "commander";
import { VERSION } from "../version.ts";
import { type Environment, processEnvironment } from "./environment.ts";
import { readPackages } from "./packages.ts";
import { show, USAGE } from "./usage.ts";

type Register = (program: Command, environment: () => Environment, finish: (code: number) => void) => void;

/** The verbs in the order of the help; each is loaded when it is asked for, so that `check` does not wait for what writes filings. */
const VERBS: Readonly<Record<string, () => Promise<Register>>> = {
  check: async () => (await import("./command/check.ts")).registerCheck,
  build: async () => (await import("./command/build.ts")).registerBuild,
  print: async () => (await import("./command/print.ts")).registerPrint,
  calendar: async () => (await import("./command/calendar.ts")).registerCalendar,
  settle: async () => (await import("./command/settle.ts")).registerSettle,
  limits: async () => (await import("./command/limits.ts")).registerLimits,
  diff: async () => (await import("./command/diff.ts")).registerDiff,
  lock: async () => (await import("./command/lock.ts")).registerLock,
  verify: async () => (await import("./command/verify.ts")).registerVerify,
  explain: async () => (await import("./command/explain.ts")).registerExplain,
  format: async () => (await import("./command/format.ts")).registerFormat,
  new: async () => (await import("./command/new.ts")).registerNew,
  lsp: async () => (await import("./command/lsp.ts")).registerLsp,
  play: async () => (await import("./command/play.ts")).registerPlay,
};

/** Runs the command line and gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command("tenor")
    .description(
      "One source for a listed contract: engine config, settlement calculator and regulatory filing that cannot disagree.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .option("--root <dir>", "the folder specs are read from and no import leaves; the current folder unless said")
    .option(
      "--package <name=dir>",
      'a folder of your own that specs import as "name/…", with templates of filings; may be given again',
      (one: string, before: string[]) => [...before, one],
      [] as string[],
    )
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) });
  const environment = () => {
    const { root, package: packages } = program.opts<{ root?: string; package: string[] }>();
    const given = readPackages(process.cwd(), root, packages);
    const made = processEnvironment(root, given.packages);
    if (given.diagnostics.length === 0) return made;
    show(made, given.diagnostics, false);
    throw new CommanderError(USAGE, "usage-package", "");
  };
  const finish = (result: number) => {
    code = result;
  };
  const [verb = ""] = argv;
  const only = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  for (const load of only === undefined ? Object.values(VERBS) : [only]) (await load())(program, environment, finish);
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? 0 : USAGE;
  }
  return code;
}

process.exitCode = await main(process.argv.slice(2));
