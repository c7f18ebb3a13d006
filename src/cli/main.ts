import { Command, CommanderError } from "commander";
import { VERSION } from "../version.ts";
import { registerBuild } from "./command/build.ts";
import { registerCalendar } from "./command/calendar.ts";
import { registerCheck } from "./command/check.ts";
import { registerExplain } from "./command/explain.ts";
import { registerFormat } from "./command/format.ts";
import { registerSettle } from "./command/settle.ts";
import { processEnvironment } from "./environment.ts";
import { USAGE } from "./usage.ts";

/** Verbs of the manual that this version does not have yet. */
const LATER = {
  limits: "positions against limits, accountability and reportable levels",
  diff: "the economic difference of two models, with filing class and lead time",
  verify: "recompile, recompute and compare hashes",
  new: "a first compiling product by questions or flags",
  lsp: "the language server",
  play: "the playground on localhost",
} as const;

/** Runs the command line and gives its exit code. */
export async function main(argv: readonly string[]): Promise<number> {
  let code = 0;
  const program = new Command("tenor")
    .description(
      "One source for a listed contract: engine config, settlement calculator and regulatory filing that cannot disagree.",
    )
    .version(VERSION, "-V, --version", "print the version")
    .option("--root <dir>", "the folder specs are read from and no import leaves; the current folder unless said")
    .exitOverride()
    .configureOutput({ writeErr: (text) => process.stderr.write(text) })
    .addHelpText(
      "after",
      `\nNot there yet:\n${Object.entries(LATER)
        .map(([name, what]) => `  ${name.padEnd(22)} ${what}\n`)
        .join("")}`,
    );
  const environment = () => processEnvironment(program.opts<{ root?: string }>().root);
  const finish = (result: number) => {
    code = result;
  };
  registerCheck(program, environment, finish);
  registerBuild(program, environment, finish);
  registerCalendar(program, environment, finish);
  registerSettle(program, environment, finish);
  registerExplain(program, environment, finish);
  registerFormat(program, environment, finish);
  for (const [name, what] of Object.entries(LATER)) {
    program
      .command(name, { hidden: true })
      .allowUnknownOption()
      .allowExcessArguments()
      .action(() => {
        process.stderr.write(`tenor ${name} is not there yet: ${what}\n`);
        finish(USAGE);
      });
  }
  try {
    await program.parseAsync([...argv], { from: "user" });
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? 0 : USAGE;
  }
  return code;
}

process.exitCode = await main(process.argv.slice(2));
