import type { Command } from "commander";
import { diagnostic, type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { placeOf } from "../../host/failure.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { monthsOf } from "../../emit/product.ts";
import type { ContractModel } from "../../model/model.ts";
import { parseInstant } from "../../emit/calendar/trade-date.ts";
import { calendarEmitter } from "../../emit/calendar/emitter.ts";
import { type Analysis, analyse } from "../../pipeline.ts";
import { changedBetween, sayChanges } from "../listing-changes.ts";
import { contractDates, datesBetween, table, untold } from "../contract-dates.ts";
import { dateOption } from "../dates.ts";
import type { Environment } from "../environment.ts";
import { given } from "../given.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { rootsOf } from "../roots.ts";
import { exitOf, OK, show } from "../usage.ts";
import { askAt, sayTradeDate } from "../trade-date.ts";
import { sayWhy } from "../why.ts";

type Options = {
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
  readonly at?: string;
  readonly changes?: boolean;
  readonly why?: boolean;
  readonly csv?: boolean;
  readonly ics?: boolean;
  readonly html?: boolean;
  readonly json?: boolean;
};

/** `tenor calendar PRODUCT [FILES…]`: every date of every listed contract month. */
export function registerCalendar(
  program: Command,
  environment: () => Environment,
  finish: (code: number) => void,
): void {
  program
    .command("calendar")
    .description("the dates of every listed contract month of a product")
    .argument("<product>", "such as GPH")
    .argument("[files...]", "specs, or folders of specs", ["."])
    .option("--at <instant>", "the trade date and session of an instant, such as 2027-03-26T18:30-05:00")
    .option("--changes", "what is listed and delisted after --from and up to --to")
    .option("--from <date>", "only months whose last trading day is on or after this day")
    .option("--to <date>", "only months whose last trading day is on or before this day")
    .option("--as-of <date>", "the date of the listing; the product's first listing day unless said")
    .option("--why", "each step from rule to day, with the holidays passed over")
    .option("--csv", "as CSV")
    .option("--ics", "as iCalendar")
    .option("--html", "as a page for each year, to print")
    .option("--json", "as JSON")
    .action((product: string, files: string[], options: Options) =>
      finish(calendar(environment(), product, files, options)),
    );
}

function calendar(environment: Environment, name: string, files: readonly string[], options: Options): number {
  if (options.at !== undefined) return at(environment, name, files, options.at, options.json ?? false);
  const dates = {
    from: dateOption(options.from, "--from"),
    to: dateOption(options.to, "--to"),
    asOf: dateOption(options.asOf, "--as-of"),
  };
  const roots = rootsOf(environment.host, files);
  const changes = options.changes ?? false;
  const days = changedBetween(changes, dates.from.date, dates.to.date);
  const asOf = days === undefined ? dates.asOf.date : days.from;
  const read = given(environment);
  const analysis = analyse(roots.paths, hostReader(environment.host), {
    ...read.inputs,
    ...(asOf === undefined ? {} : { asOf }),
    ...(days === undefined ? {} : { until: days.to }),
  });
  let diagnostics = [
    ...dates.from.diagnostics,
    ...dates.to.diagnostics,
    ...dates.asOf.diagnostics,
    ...(changes && days === undefined ? [diagnostic("usage-span", placeOf("--changes"), { option: "--changes" })] : []),
    ...roots.diagnostics,
    ...read.diagnostics,
    ...analysis.diagnostics,
  ];
  const model = productIn(analysis, name, diagnostics);
  // Other products of the specs may not be listed yet on that day.
  if (model !== undefined && monthsOf(model).length > 0) diagnostics = withoutUnlisted(diagnostics);
  if (model?.kind === "reference" && changes)
    diagnostics.push(diagnostic("usage-listing-missing", placeOf(name), { name }));
  if (hasErrors(diagnostics) || model === undefined) {
    show(environment, diagnostics, options.json ?? false);
    return exitOf(diagnostics, false);
  }
  if (days !== undefined) {
    environment.out(sayChanges(name, monthsOf(model), days, options));
    return OK;
  }
  const { model: narrowed, shown } = datesBetween(model, analysis.dateOf, dates.from.date, dates.to.date);
  const wanted =
    options.csv === true
      ? "calendar.csv"
      : options.ics === true
        ? "calendar.ics"
        : options.html === true
          ? "calendar.html"
          : undefined;
  if (wanted !== undefined) {
    const found = calendarEmitter.emit(narrowed).artifacts.find((one) => one.path === wanted);
    environment.out(found?.content ?? "");
    return OK;
  }
  environment.out(
    options.json === true
      ? `${JSON.stringify(contractDates(name, shown), null, 2)}\n`
      : (options.why === true ? sayWhy(shown) : table(shown)) + untold(shown),
  );
  return OK;
}

/** `--at`: the trade date of an instant. */
function at(environment: Environment, name: string, files: readonly string[], text: string, json: boolean): number {
  const instant = parseInstant(text);
  const roots = rootsOf(environment.host, files);
  const read = given(environment);
  const reader = hostReader(environment.host);
  const before = [
    ...(instant === undefined ? [diagnostic("usage-instant", placeOf("--at"), { text })] : []),
    ...roots.diagnostics,
    ...read.diagnostics,
  ];
  if (instant === undefined || hasErrors(before)) {
    show(environment, before, json);
    return exitOf(before, false);
  }
  const { diagnostics, answer } = askAt(text, instant, (asOf, until) => {
    const analysis = analyse(roots.paths, reader, { ...read.inputs, asOf, until });
    const found = [...before, ...analysis.diagnostics];
    const model = productIn(analysis, name, found);
    if (model !== undefined && monthsOf(model).length > 0) return { diagnostics: withoutUnlisted(found), model };
    if (model?.kind === "reference") found.push(diagnostic("usage-at-reference", placeOf(name), { name }));
    return { diagnostics: found, ...(model === undefined ? {} : { model }) };
  });
  if (answer === undefined) {
    show(environment, diagnostics, json);
    return exitOf(diagnostics, false);
  }
  environment.out(json ? `${JSON.stringify(answer, null, 2)}\n` : sayTradeDate(answer));
  return OK;
}

function withoutUnlisted(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return diagnostics.filter((one) => one.code !== "nothing-listed");
}

/** The product or option of this name; a name that no spec declares is a finding, unless something is wrong already. */
function productIn(analysis: Analysis, name: string, diagnostics: Diagnostic[]): ContractModel | undefined {
  const model = joined(analysis.models.filter((one) => one.root === name && one.kind !== "index"));
  if (model !== undefined || hasErrors(diagnostics)) return model;
  const known = analysis.models.filter((one) => one.kind !== "index").map((one) => one.root);
  const near = didYouMean(suggest(name, known));
  const params = { name, known: known.join(", ") || "none" };
  diagnostics.push(
    diagnostic("usage-product-unknown", placeOf(name), params, near === undefined ? {} : { help: near }),
  );
  return undefined;
}

/** The product with all its listed months, also those that an amendment gives terms of their own. */
function joined(versions: readonly ContractModel[]): ContractModel | undefined {
  const [first] = versions;
  if (first?.product === undefined) return first;
  const contracts = versions
    .flatMap((one) => one.product?.contracts ?? [])
    .sort((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
  return { ...first, product: { ...first.product, contracts } };
}
