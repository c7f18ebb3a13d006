import type { Command } from "commander";
import { limitFixml } from "../../run/limits/fixml.ts";
import { limitSql } from "../../run/limits/sql.ts";
import { limitText } from "../../run/limits/text.ts";
import { dateOption } from "../dates.ts";
import type { Environment } from "../environment.ts";
import { keepEvidence } from "../evidence-file.ts";
import { outputInk } from "../ink.ts";
import { checkLimits } from "../limit-run.ts";
import { BREACHES, exitOf, OK, REFUSED, show, USAGE } from "../usage.ts";

type Options = {
  readonly date: string;
  readonly book: string;
  readonly owners?: string;
  readonly deltas?: string;
  readonly open?: boolean;
  readonly fixml?: string;
  readonly sql?: string;
  readonly json?: boolean;
};

/** `tenor limits DIR`: the positions of a day against position limits, accountability and reportable levels of a build. */
export function registerLimits(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("limits")
    .description("positions against limits, accountability and reportable levels, with the clause that decides")
    .argument("<dir>", "what `tenor build --out` wrote")
    .requiredOption("--date <date>", "the trade date")
    .requiredOption("--book <file>", "positions by account, owner and contract month, JSON")
    .option("--owners <file>", "who owns or controls whom, which accounts act together, and exemptions granted, JSON")
    .option("--deltas <file>", "the delta of each series of options at the close of the day, JSON")
    .option("--open", "hold the positions against the levels at the open of the day; at its close unless said")
    .option("--fixml <file>", "write the reportable positions as FIXML position reports")
    .option("--sql <file>", "write the same check as SQL for DuckDB and PostgreSQL, with the book and what is in force")
    .option("--json", "the report, or the findings, as JSON on standard output")
    .addHelpText(
      "after",
      "\nExit codes: 0 no position is above a limit, 2 wrong usage or a file that cannot be read, 3 an input is\nrefused, 4 breaches found. Nothing is reported of a book that cannot be judged whole.\n",
    )
    .action((dir: string, options: Options) => finish(limits(environment(), dir, options)));
}

/** Checks the book, writes what was asked for, and says the exit code. */
export function limits(environment: Environment, dir: string, options: Options): number {
  const json = options.json ?? false;
  const { date, diagnostics } = dateOption(options.date, "--date");
  if (date === undefined) {
    show(environment, diagnostics, json);
    return USAGE;
  }
  const { book, owners, deltas, open } = options;
  const outcome = checkLimits(environment.cwd, {
    ...{ out: dir, date, book, edge: open === true ? "open" : "close" },
    ...(owners === undefined ? {} : { owners }),
    ...(deltas === undefined ? {} : { deltas }),
  });
  if (outcome.kind === "refused") {
    show(environment, outcome.diagnostics, json);
    return exitOf(outcome.diagnostics, false) === USAGE ? USAGE : REFUSED;
  }
  const { report } = outcome;
  const files: readonly (readonly [string | undefined, () => string])[] = [
    [options.fixml, () => limitFixml(report)],
    [options.sql, () => limitSql(outcome.tables)],
  ];
  for (const [file, content] of files) {
    const kept = file === undefined ? undefined : keepEvidence(environment.cwd, file, content());
    if (kept === undefined) continue;
    show(environment, [kept], json);
    return USAGE;
  }
  environment.out(json ? `${JSON.stringify(report, null, 2)}\n` : limitText(report, outputInk()));
  return report.rows.some(({ kind }) => kind === "breach") ? BREACHES : OK;
}
