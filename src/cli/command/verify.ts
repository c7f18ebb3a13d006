import { counted } from "../../diagnostic/counted.ts";
import type { Command } from "commander";
import { verifyEntries } from "../../diagnostic/catalogue/verify.ts";
import { type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import type { Environment } from "../environment.ts";
import { openOutput } from "../output-folder.ts";
import { listed } from "../many.ts";
import { DIFFERS, ERRORS, exitOf, OK, show, USAGE } from "../usage.ts";
import { ledgerDifferences, type LedgerToVerify } from "../ledger-verification.ts";
import { artifactDifferences, evidenceDifferences, rebuildDifferences, sourceDifferences } from "../verification.ts";

type Options = {
  readonly evidence?: string;
  readonly book?: string | readonly string[];
  readonly market?: string | readonly string[];
  readonly determination?: string;
  readonly ledger?: string;
  readonly engine?: string;
  readonly date?: string;
  readonly accounts?: string;
  readonly owners?: string;
  readonly json?: boolean;
};

/** `tenor verify DIR`: what a build wrote is whole, comes from its sources, and, with evidence, gave that settlement. */
export function registerVerify(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("verify")
    .description("compile the sources of a build again, settle a day again, and compare every hash")
    .argument("<dir>", "what `tenor build --out` wrote")
    .option("--evidence <file>", "the evidence of a settled day, written by `tenor settle --evidence`")
    .option(
      "--ledger <file>",
      "a ledger: that its batches chain and add up; with --date, that the files of that day give every row",
    )
    .option("--engine <url>", "the PostgreSQL server that the ledger is a schema of, `postgres://…`")
    .option("--date <date>", "with a ledger: the booked day to settle again")
    .option("--book <file>", "the book of that day; with a ledger as often as it was given", listed)
    .option("--market <file>", "the market of that day; with a ledger as often as it was given", listed)
    .option("--accounts <file>", "with a ledger: the accounts of that day, where they were given")
    .option("--owners <file>", "with a ledger: the owners of that day, where they were given")
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
  const { evidence, determination, ledger, date } = options;
  const [books, markets] = [options.book, options.market].map((one) => (typeof one === "string" ? [one] : (one ?? [])));
  const [book, market] = [books?.[0], markets?.[0]];
  const misused = misuse(options, books?.length ?? 0, markets?.length ?? 0);
  if (misused !== undefined) {
    environment.error(`tenor verify: ${misused}\n`);
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
    {
      find: () =>
        ledger === undefined
          ? []
          : ledgerDifferences(environment.cwd, folder, ofLedger(options, ledger, books, markets)),
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
    const day = date === undefined ? "" : ` with every row of ${date}`;
    const held = [...(evidence === undefined ? [] : [evidence]), ...(ledger === undefined ? [] : [ledger])];
    const settled = held.length === 0 ? "" : `, and ${held.join(" and ")} holds${day}`;
    environment.out(
      `${counted(files.length, "file")} ${files.length === 1 ? "comes" : "come"} from ${counted(sources.length, "source")}${settled}\n`,
    );
  }
  return OK;
}

/** Which options do not go together, in words. */
function misuse({ evidence, ledger, date, ...rest }: Options, books: number, markets: number): string | undefined {
  if (evidence !== undefined && (books !== 1 || markets !== 1 || ledger !== undefined))
    return "`--evidence`, `--book` and `--market` belong together";
  if (evidence === undefined && ledger === undefined && books + markets > 0)
    return "`--evidence`, `--book` and `--market` belong together";
  if (ledger !== undefined && (date === undefined) !== (books === 0))
    return "with `--ledger`, `--date`, `--book` and `--market` belong together";
  if ((books === 0) !== (markets === 0)) return "`--book` and `--market` belong together";
  for (const name of ["engine", "accounts", "owners"] as const)
    if (ledger === undefined && rest[name] !== undefined) return `\`--${name}\` goes with \`--ledger\``;
  if (ledger === undefined && date !== undefined) return "`--date` goes with `--ledger`";
  return undefined;
}

function ofLedger(
  { engine, date, accounts, owners, determination }: Options,
  ledger: string,
  books: readonly string[] = [],
  markets: readonly string[] = [],
): LedgerToVerify {
  return {
    ...{ ledger, books, markets },
    ...(engine === undefined ? {} : { engine }),
    ...(date === undefined ? {} : { date }),
    ...(accounts === undefined ? {} : { accounts }),
    ...(owners === undefined ? {} : { owners }),
    ...(determination === undefined ? {} : { determination }),
  };
}
