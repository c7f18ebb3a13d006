import * as fs from "node:fs";
import * as path from "node:path";
import type { Command } from "commander";
import { diagnostic, type Diagnostic } from "../../diagnostic/diagnostic.ts";
import { failureDiagnostic, placeOf } from "../../host/failure.ts";
import { evidenceText } from "../../run/evidence.ts";
import { ledgerText } from "../../run/ledger/text.ts";
import { reportDay } from "../../run/report.ts";
import { dateOption } from "../dates.ts";
import type { Environment } from "../environment.ts";
import { keepEvidence } from "../evidence-file.ts";
import { outputInk } from "../ink.ts";
import { bookFiles } from "../ledger-run.ts";
import { listed } from "../many.ts";
import { progress } from "../progress.ts";
import { settleFiles } from "../settlement-run.ts";
import { exitOf, OK, REFUSED, show, USAGE } from "../usage.ts";

type Options = {
  readonly date: string;
  readonly book: readonly string[];
  readonly market: readonly string[];
  readonly accounts?: string;
  readonly owners?: string;
  readonly correct?: string;
  readonly report?: string;
  readonly product?: string;
  readonly determination?: string;
  readonly ledger?: string;
  readonly engine?: string;
  readonly shards?: string;
  readonly tables?: string;
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
    .requiredOption(
      "--book <file>",
      "positions by account and contract month: JSON, or with a ledger tables too",
      listed,
    )
    .requiredOption("--market <file>", "the settlements before, and every trade, quote and listing of the day", listed)
    .option("--product <name>", "only this product; those of the book unless said")
    .option("--determination <file>", "the decision of a named body, where the rules come to one")
    .option("--explain", "each step of how a price came about, with the line of the spec that says so")
    .option("--evidence <file>", "write the hashes of what was read, and every step of every price, for `tenor verify`")
    .option(
      "--ledger <file>",
      "book the day in this ledger, from Parquet, CSV, NDJSON or JSON; settlements before are its own",
    )
    .option(
      "--engine <url>",
      "with a ledger: settle on this PostgreSQL server, `postgres://…`; the ledger is then a schema of its database",
    )
    .option("--accounts <file>", "with a ledger: every account there is, with its owner, as a table")
    .option("--owners <file>", "with a ledger: who owns or controls whom, and exemptions granted, for limits, JSON")
    .option("--correct <why>", "with a ledger: book the difference to what is booked for the day, and why")
    .option(
      "--report <file>",
      "with a ledger: write a report of the day as one HTML file, also of a day that is booked already",
    )
    .option("--tables <folder>", "with a ledger: write what the report shows as CSV files for programs")
    .option(
      "--shards <file>",
      "with a ledger: write how the book of this run is added up on shards of ClickHouse, as SQL",
    )
    .option("--json", "the settled day, or the findings, as JSON on standard output")
    .addHelpText(
      "after",
      "\nExit codes: 0 settled, 2 wrong usage or a file that cannot be read, 3 an input is refused or a\ndetermination is needed. Nothing is printed or booked of a day that is not settled whole.\nWith a ledger --book and --market may be given several times: tables, and JSON beside them.\n",
    )
    .action(async (dir: string, options: Options) => finish(await settle(environment(), dir, options)));
}

async function settle(environment: Environment, dir: string, options: Options): Promise<number> {
  const { date, diagnostics } = dateOption(options.date, "--date");
  if (date === undefined) {
    show(environment, diagnostics, options.json ?? false);
    return USAGE;
  }
  const misused = ledgerMisuse(options);
  if (misused !== undefined) {
    show(environment, [misused], options.json ?? false);
    return USAGE;
  }
  if (options.ledger !== undefined) return inLedger(environment, dir, date, options.ledger, options);
  const { determination, product } = options;
  const [book = "", market = ""] = [options.book[0], options.market[0]];
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

/** The first option that has no meaning beside the others: some are about a ledger, some about a day without one. */
function ledgerMisuse(options: Options): Diagnostic | undefined {
  const bad = (option: string, why: string): Diagnostic => diagnostic("usage-ledger", placeOf(option), { option, why });
  if (options.ledger === undefined) {
    for (const name of ["engine", "shards", "tables", "accounts", "owners", "correct", "report"] as const)
      if (options[name] !== undefined) return bad(`--${name}`, "is about a ledger: it goes with `--ledger`");
    for (const name of ["book", "market"] as const)
      if (options[name].length > 1) return bad(`--${name}`, "is given once where there is no `--ledger`");
    return undefined;
  }
  for (const name of ["product", "evidence", "explain"] as const)
    if (options[name] !== undefined) return bad(`--${name}`, "is about a day without a ledger");
  return undefined;
}

async function inLedger(
  environment: Environment,
  dir: string,
  date: string,
  ledger: string,
  options: Options,
): Promise<number> {
  const { book: books, market: markets, engine, accounts, owners, determination, correct, json = false } = options;
  const outcome = await bookFiles(environment.cwd, {
    ...{ out: dir, date, ledger, books, markets },
    ...(engine === undefined ? {} : { engine }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(owners === undefined ? {} : { owners }),
    ...(determination === undefined ? {} : { determination }),
    ...(correct === undefined ? {} : { correct }),
    report: options.report !== undefined,
    shards: options.shards !== undefined,
    tables: options.tables !== undefined,
    onStage: progress(environment),
  });
  if (outcome.kind === "refused") {
    show(environment, outcome.diagnostics, json);
    return exitOf(outcome.diagnostics, false) === USAGE ? USAGE : REFUSED;
  }
  const why = "has nothing to write: the day was booked before this run";
  const nothing = diagnostic("usage-ledger", placeOf("--shards"), { option: "--shards", why });
  const folder = options.tables;
  try {
    if (folder !== undefined) fs.mkdirSync(path.resolve(environment.cwd, folder), { recursive: true });
  } catch (thrown) {
    const { code: reason } = thrown as { readonly code?: string };
    if (folder === undefined || reason === undefined) throw thrown;
    show(environment, [failureDiagnostic({ kind: "unreadable", path: folder, reason }, placeOf(folder))], json);
    return USAGE;
  }
  const files = [
    [options.report, outcome.report],
    [options.shards, outcome.shards],
    ...[...(outcome.tables ?? [])].map(([name, text]) => [path.join(folder ?? "", name), text] as const),
  ] as const;
  for (const [file, text] of files) {
    if (file === undefined) continue;
    const kept = text === undefined ? nothing : keepEvidence(environment.cwd, file, text);
    if (kept === undefined) continue;
    show(environment, [kept], json);
    return USAGE;
  }
  environment.out(json ? `${JSON.stringify(outcome.summary, null, 2)}\n` : ledgerText(outcome.summary, outputInk()));
  return OK;
}
