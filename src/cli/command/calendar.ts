import type { Command } from "commander";
import { diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { placeOf } from "../../host/failure.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import type { ContractModel, Product } from "../../model/model.ts";
import { calendarEmitter } from "../../emit/calendar/emitter.ts";
import { analyse } from "../../pipeline.ts";
import { columns } from "../columns.ts";
import { changedBetween, sayChanges } from "../listing-changes.ts";
import { referenceBetween, untold } from "../reference-months.ts";
import { dateOption } from "../dates.ts";
import type { Environment } from "../environment.ts";
import { given } from "../given.ts";
import { hostReader } from "../../resolve/host-reader.ts";
import { rootsOf } from "../roots.ts";
import { exitOf, OK, show } from "../usage.ts";
import { sayWhy } from "../why.ts";

type Options = {
  readonly from?: string;
  readonly to?: string;
  readonly asOf?: string;
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
  const diagnostics = [
    ...dates.from.diagnostics,
    ...dates.to.diagnostics,
    ...dates.asOf.diagnostics,
    ...(changes && days === undefined ? [diagnostic("usage-span", placeOf("--changes"), { option: "--changes" })] : []),
    ...roots.diagnostics,
    ...read.diagnostics,
    ...analysis.diagnostics,
  ];
  const model = joined(analysis.models.filter((one) => one.root === name && one.kind !== "index"));
  if (model === undefined && !hasErrors(diagnostics)) {
    const known = analysis.models.filter((one) => one.kind !== "index").map((one) => one.root);
    const near = didYouMean(suggest(name, known));
    diagnostics.push(
      diagnostic(
        "usage-product-unknown",
        placeOf(name),
        { name, known: known.join(", ") || "none" },
        near === undefined ? {} : { help: near },
      ),
    );
  }
  if (model?.kind === "reference" && changes)
    diagnostics.push(diagnostic("usage-listing-missing", placeOf(name), { name }));
  if (hasErrors(diagnostics) || model === undefined) {
    show(environment, diagnostics, options.json ?? false);
    return exitOf(diagnostics, false);
  }
  if (days !== undefined && model.product !== undefined) {
    environment.out(sayChanges(model.product, days, options));
    return OK;
  }
  const { from, to } = { from: dates.from.date, to: dates.to.date };
  const product = model.product && between(model.product, from, to);
  const reference = model.reference && referenceBetween(model.reference, analysis.dateOf, from, to);
  const wanted =
    options.csv === true
      ? "calendar.csv"
      : options.ics === true
        ? "calendar.ics"
        : options.html === true
          ? "calendar.html"
          : undefined;
  if (wanted !== undefined) {
    const narrowed = { ...model, ...(product && { product }), ...(reference && { reference }) };
    const found = calendarEmitter.emit(narrowed).artifacts.find((one) => one.path === wanted);
    environment.out(found?.content ?? "");
    return OK;
  }
  const shown = product ?? reference;
  if (shown === undefined) throw new Error(`${name} has neither product nor reference`);
  environment.out(
    options.json === true
      ? `${JSON.stringify({ format: "tenor-calendar/1", product: name, contracts: shown.contracts }, null, 2)}\n`
      : (options.why === true ? sayWhy(shown) : table(shown)) + untold(reference),
  );
  return OK;
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

function between(product: Product, from: string | undefined, to: string | undefined): Product {
  const last = (one: Product["contracts"][number]) =>
    one.dates.find((date) => date.name === "last-trading-day")?.date ?? one.period;
  return {
    ...product,
    contracts: product.contracts.filter(
      (one) => (from === undefined || last(one) >= from) && (to === undefined || last(one) <= to),
    ),
  };
}

type Dated = {
  readonly dates: readonly Pick<Product["dates"][number], "name">[];
  readonly intervals?: readonly Pick<Product["intervals"][number], "name">[];
  readonly contracts: readonly (Pick<Product["contracts"][number], "period" | "code" | "dates"> &
    Partial<Pick<Product["contracts"][number], "listed" | "intervals">>)[];
};

/** The dates as a table, when they are known also when a month was listed. */
export function table(product: Dated): string {
  const dates = product.dates.map((one) => one.name);
  const intervals = (product.intervals ?? []).map((one) => one.name);
  const listed = product.contracts.some((one) => one.listed !== undefined);
  const head = ["month", "code", ...(listed ? ["listed"] : []), ...intervals, ...dates];
  const rows = product.contracts.map((one) => [
    one.period,
    one.code,
    ...(listed ? [one.listed ?? ""] : []),
    ...intervals.map((name) => {
      const found = one.intervals?.find((interval) => interval.name === name);
      return found === undefined ? "" : `${found.from} ${found.inclusive ? "to" : "until"} ${found.to}`;
    }),
    ...dates.map((name) => {
      const found = one.dates.find((date) => date.name === name);
      return found === undefined ? "" : `${found.date}${found.provisional === true ? " provisional" : ""}`;
    }),
  ]);
  return columns(head, rows).join("");
}
