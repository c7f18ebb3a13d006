import type { Command } from "commander";
import { diagnostic, type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { placeOf } from "../../host/failure.ts";
import { differenceReport, type Side } from "../../prove/amendment/report.ts";
import { dateOption } from "../dates.ts";
import { buildSide, isBuild, isDay, type OpenedSide, specSide } from "../difference-sides.ts";
import { writeChanges } from "../difference-files.ts";
import { differenceText } from "../difference-text.ts";
import type { Environment } from "../environment.ts";
import { outputInk } from "../ink.ts";
import { ERRORS, exitOf, OK, show, USAGE } from "../usage.ts";

type Options = {
  readonly asOf?: string;
  readonly product?: string;
  readonly filed?: string;
  readonly effective?: string;
  readonly route?: string;
  readonly out?: string;
  readonly json?: boolean;
};

const ROUTES = ["approval", "emergency"] as const;

/** `tenor diff OLD NEW`: what two versions state differently, and how each change is filed. */
export function registerDiff(program: Command, environment: () => Environment, finish: (code: number) => void): void {
  program
    .command("diff")
    .description("the economic difference of two versions of contracts, with filing class and lead time of each change")
    .argument("<old>", "a spec, a folder of specs, a build, or a day on which the specs named last are taken")
    .argument("<new>", "the same")
    .argument("[files...]", "the specs that days are of")
    .option("--product <name>", "only this contract")
    .option("--as-of <date>", "the date of the listing on both sides; each product's first listing day unless said")
    .option("--filed <date>", "the day the change is filed: the earliest day on which it may take effect is worked out")
    .option("--effective <date>", "the day it takes effect: the last day of receipt is worked out")
    .option("--route <name>", "`approval` (17 CFR 40.5) or `emergency` (40.6(a)(6)) in the place of its class")
    .option("--out <dir>", "write the statement of changes and the marked chapter of each contract into this folder")
    .option("--json", "as JSON")
    .addHelpText(
      "after",
      "\nExit codes: 0 the same, 1 different or a spec has an error, 2 wrong usage, or nothing to compare.\n",
    )
    .action((before: string, after: string, files: string[], options: Options) =>
      finish(diff(environment(), before, after, files, options)),
    );
}

/** Compares two versions; 0 when they are the same, 1 when not or when a spec has an error, 2 when there is nothing to compare. */
export function diff(
  environment: Environment,
  before: string,
  after: string,
  files: readonly string[],
  options: Options,
): number {
  const json = options.json ?? false;
  const dates = [
    dateOption(options.asOf, "--as-of"),
    dateOption(options.filed, "--filed"),
    dateOption(options.effective, "--effective"),
  ];
  const route = ROUTES.find((one) => one === options.route);
  const asked: Diagnostic[] = dates.flatMap((one) => one.diagnostics);
  if (options.route !== undefined && route === undefined)
    asked.push(diagnostic("usage-route", placeOf("--route"), { found: options.route, known: ROUTES.join(", ") }));
  const days = [before, after].filter(isDay).length;
  if (days > 0 && files.length === 0)
    asked.push(
      diagnostic("usage-diff-days", placeOf(isDay(before) ? before : after), { day: isDay(before) ? before : after }),
    );
  if (days === 0 && files.length > 0)
    asked.push(diagnostic("usage-diff-files", placeOf(files[0] as string), { file: files[0] as string }));
  if (asked.length > 0) return refused(environment, asked, json);
  const sides = open(environment, [before, after], files, options.asOf);
  const found = sides.flatMap((one) => one.diagnostics);
  const [old, now] = sides.map((one) => one.side);
  if (hasErrors(found) || old === undefined || now === undefined) return refused(environment, found, json);
  const nothing = inCommon(old, now, options.product);
  if (nothing !== undefined) return refused(environment, [nothing], json);
  const report = differenceReport(old, only(now, options.product), {
    ...(options.filed === undefined ? {} : { filed: options.filed }),
    ...(options.effective === undefined ? {} : { effective: options.effective }),
    ...(route === undefined ? {} : { route }),
  });
  const written = options.out === undefined ? [] : writeChanges(environment, options.out, report, sides);
  if (hasErrors(written)) return refused(environment, written, json);
  if (!json) show(environment, found, false);
  environment.out(json ? `${JSON.stringify(report, null, 2)}\n` : differenceText(report, outputInk()));
  return report.products.length === 0 ? OK : ERRORS;
}

function refused(environment: Environment, diagnostics: readonly Diagnostic[], json: boolean): number {
  show(environment, diagnostics, json);
  return exitOf(diagnostics, false) === OK ? USAGE : exitOf(diagnostics, false);
}

/** Both sides; specs are listed on the day that the build on the other side was made for, so that only the terms are compared. */
function open(
  environment: Environment,
  names: readonly [string, string],
  files: readonly string[],
  asOf: string | undefined,
): readonly OpenedSide[] {
  const builds = names.map((one) => (isBuild(environment.cwd, one) ? buildSide(environment.cwd, one) : undefined));
  const day = asOf ?? builds.find((one) => one?.asOf !== undefined)?.asOf;
  return names.map(
    (one, at) =>
      builds[at] ?? (isDay(one) ? specSide(environment, one, files, one) : specSide(environment, one, [one], day)),
  );
}

function only(side: Side, product: string | undefined): Side {
  if (product === undefined) return side;
  return { ...side, terms: new Map([...side.terms].filter(([, one]) => one.product.id === product)) };
}

/** A finding where no contract, or not the one that was asked for, is on both sides. */
function inCommon(before: Side, after: Side, product: string | undefined): Diagnostic | undefined {
  const names = [before, after].map((side) => new Set([...side.terms.values()].map((one) => one.product.id)));
  const both = [...(names[0] as Set<string>)].filter((one) => names[1]?.has(one)).sort();
  if (product !== undefined && !both.includes(product)) {
    const near = didYouMean(suggest(product, both));
    const known = both.join(", ") || "none";
    return diagnostic(
      "usage-product-unknown",
      placeOf(product),
      { name: product, known },
      near === undefined ? {} : { help: near },
    );
  }
  if (both.length > 0) return undefined;
  return diagnostic("usage-nothing-in-common", placeOf(after.shown), { before: before.shown, after: after.shown });
}
