import type { Command } from "commander";
import { evidenceText } from "../../run/evidence.ts";
import { reportDay } from "../../run/report.ts";
import { dateOption } from "../dates.ts";
import type { Environment } from "../environment.ts";
import { keepEvidence } from "../evidence-file.ts";
import { outputInk } from "../ink.ts";
import { settleFiles } from "../settlement-run.ts";
import { exitOf, OK, REFUSED, show, USAGE } from "../usage.ts";

type Options = {
  readonly date: string;
  readonly book: string;
  readonly market: string;
  readonly product?: string;
  readonly determination?: string;
  readonly ledger?: string;
  readonly explain?: boolean;
  readonly evidence?: string;
  readonly json?: boolean;
};

/** `tenor settle DIR`: one settlement day over a book, computed by the calculators that a build wrote. */
export function registerSettle(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("settle")
    .description("settle one day: reference price, settlement prices and variation margin of a book")
    .argument("<dir>", "what `tenor build --out` wrote")
    .requiredOption("--date <date>", "the trade date to settle")
    .requiredOption("--book <file>", "positions by account and contract month, JSON")
    .requiredOption("--market <file>", "the settlements before, and every trade, quote and listing of the day, JSON")
    .option("--product <name>", "only this product; those of the book unless said")
    .option("--determination <file>", "the decision of a named body, where the rules come to one")
    .option("--explain", "each step of how a price came about, with the line of the spec that says so")
    .option("--evidence <file>", "write the hashes of what was read, and every step of every price, for `tenor verify`")
    .option("--ledger <file>", "not there yet: comes with the ledger")
    .option("--json", "the settled day, or the findings, as JSON on standard output")
    .addHelpText(
      "after",
      "\nExit codes: 0 settled, 2 wrong usage or a file that cannot be read, 3 an input is refused or a\ndetermination is needed. Nothing is printed of a day that is not settled whole.\n",
    )
    .action(async (dir: string, options: Options) => finish(await settle(environment(), dir, options)));
}

async function settle(environment: Environment, dir: string, options: Options): Promise<number> {
  if (options.ledger !== undefined) {
    environment.error("tenor settle --ledger is not there yet: it comes with the ledger\n");
    return USAGE;
  }
  const { date, diagnostics } = dateOption(options.date, "--date");
  if (date === undefined) {
    show(environment, diagnostics, options.json ?? false);
    return USAGE;
  }
  const { book, market, determination, product } = options;
  const outcome = await settleFiles(environment.cwd, {
    out: dir,
    date,
    book,
    market,
    ...(determination === undefined ? {} : { determination }),
    ...(product === undefined ? {} : { product }),
  });
  if (outcome.kind === "refused") {
    show(environment, outcome.diagnostics, options.json ?? false);
    return exitOf(outcome.diagnostics, false) === USAGE ? USAGE : REFUSED;
  }
  if (options.evidence !== undefined) {
    const kept = keepEvidence(environment.cwd, options.evidence, evidenceText(outcome.day, outcome.grounds));
    if (kept !== undefined) {
      show(environment, [kept], options.json ?? false);
      return USAGE;
    }
  }
  if (options.json === true) environment.out(`${JSON.stringify(outcome.day, null, 2)}\n`);
  else environment.out(reportDay(outcome.day, { ink: outputInk(), explain: options.explain ?? false }));
  return OK;
}
