import { diagnostic, type Diagnostic, hasErrors, sortDiagnostics } from "../../diagnostic/diagnostic.ts";
import { writeJson } from "../../emit/json.ts";
import type { Engine } from "../../host/engine.ts";
import { placeOf } from "../../host/failure.ts";
import type { DeterminationFile } from "../../model/generated/determination.ts";
import type { LedgerSummary } from "../../model/generated/ledger-summary.ts";
import type { LimitReport } from "../../model/generated/limit-report.ts";
import type { Owners } from "../../model/generated/owners.ts";
import type { SettlementDay } from "../../model/generated/settlement.ts";
import { settleDay } from "../day.ts";
import type { DayInput, OptionOutput, PerpetualOutput, ProductOutput } from "../desk.ts";
import type { InputFile } from "../input-file.ts";
import type { LimitOutput } from "../limits/terms.ts";
import type { Adding } from "./adding.ts";
import type { Decision, Ground } from "./batches.ts";
import { type Books, restOfBooks, type StagedBook } from "./book.ts";
import { amountIn, type Contract, contractsOf, listedOn } from "./contracts.ts";
import { rowEntries } from "./entries.ts";
import { type Figures, figuresOf } from "./figures.ts";
import { addingOf, addUp, type Held } from "./held.ts";
import { limitsOf } from "./limits.ts";
import { type Markets, mergedMarket } from "./market.ts";
import { marketFaults } from "./market-faults.ts";
import type { Prior } from "./prior.ts";
import { book, type Stage, stageEntries } from "./write.ts";

/** Everything that a day is settled and booked from; the books are staged, and products are loaded that trade, are held, or that the ledger follows. */
export type LedgerDay = {
  readonly ground: Ground;
  readonly decision: Extract<Decision, { kind: "book" }>;
  /** The ledger as it was named. */
  readonly shown: string;
  readonly books: Books;
  readonly staged: StagedBook;
  readonly markets: Markets;
  readonly accounts: boolean;
  readonly prior: Prior;
  readonly products: readonly ProductOutput[];
  readonly options: readonly OptionOutput[];
  readonly perpetuals: readonly PerpetualOutput[];
  readonly limits: readonly LimitOutput[];
  readonly known: DayInput["known"];
  readonly owners?: InputFile<Owners>;
  readonly determination?: InputFile<DeterminationFile>;
  readonly onStage: (stage: Stage) => void;
};

/** A booked day, or everything that kept it from being one; then nothing is booked. */
export type LedgerOutcome =
  | {
      readonly kind: "booked";
      readonly summary: LedgerSummary;
      readonly day: SettlementDay;
      /** What the positions were added up for. */
      readonly adding: Adding;
    }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Settles a day over staged books and books it as one batch. Findings about market, books and ledger are told together. */
export async function settleInLedger(engine: Engine, of: LedgerDay): Promise<LedgerOutcome> {
  const problems = notNext(of);
  if (problems.length > 0) return refused(problems);
  const { date } = of.ground;
  const kinds = { options: of.known.options, perpetuals: of.known.perpetuals ?? [] };
  const rest = await restOfBooks(engine, of.books, of.staged, kinds, date);
  const found: Diagnostic[] = [];
  const market = await mergedMarket(of.markets, date, of.prior, found);
  const input = market && inputOf(of, rest, market);
  const outcome = input && settleDay(input);
  if (outcome?.kind === "refused") found.push(...outcome.diagnostics);
  problems.push(...marketFaults(found, market, of.products));
  const day = outcome?.kind === "settled" ? outcome.day : undefined;
  const contracts = of.products.flatMap((output) =>
    contractsOf(
      output,
      date,
      day?.products.find(({ product }) => product === output.engine.product.id),
    ),
  );
  const held = await addUp(engine, of.staged, contracts, judgingOf(of, contracts), problems);
  if (day !== undefined) problems.push(...unbalanced(of, day, rest.data.options ?? []));
  if (input === undefined || day === undefined || held === undefined || hasErrors(problems)) return refused(problems);
  return bookDay(engine, of, { input, day, contracts, held, problems });
}

function refused(problems: readonly Diagnostic[]): LedgerOutcome {
  return { kind: "refused", diagnostics: sortDiagnostics(problems) };
}

/** Trade dates that the ledger waits for, and products that it follows and nobody has. */
function notNext({ prior, products, known, ground, shown }: LedgerDay): Diagnostic[] {
  const place = placeOf(shown);
  const all = [...known.products, ...known.options, ...(known.perpetuals ?? [])];
  const missing = [...prior.days.keys()].filter((one) => !all.includes(one) && prior.settlements[one] !== undefined);
  const gaps = products.flatMap(({ engine }) => {
    const { id } = engine.product;
    const next = prior.days.get(id)?.next;
    const { schedule } = engine.sessions;
    if (next === undefined || next >= ground.date) return [];
    // A build of that day or before may say that it was no trade date after all.
    if (engine.asOf <= next && !schedule.some(({ tradeDate }) => tradeDate === next)) return [];
    return [diagnostic("ledger-day-gap", place, { product: id, wanted: next, found: ground.date })];
  });
  return [...missing.map((product) => diagnostic("ledger-product-missing", place, { product })), ...gaps];
}

type Session = { readonly schedule: readonly { readonly tradeDate: string }[] };

/** False on a day inside the schedule on which there is no session: positions are held over it. */
function tradesOn({ schedule }: Session, date: string): boolean {
  const [first, last] = [schedule[0]?.tradeDate ?? date, schedule.at(-1)?.tradeDate ?? date];
  return date < first || date > last || schedule.some(({ tradeDate }) => tradeDate === date);
}

function inputOf(of: LedgerDay, rest: DayInput["book"], market: DayInput["market"]): DayInput {
  const { date } = of.ground;
  const open = of.products.filter(({ engine }) => tradesOn(engine.sessions, date));
  const options = of.options.filter(({ option }) => tradesOn(option.sessions, date));
  const perpetuals = of.perpetuals.filter(({ perpetual }) => tradesOn(perpetual.sessions, date));
  const nothing = open.length + options.length + perpetuals.length === 0;
  return {
    date,
    // Where nothing trades, the day is refused as one that is no trade date.
    products: nothing ? of.products : open,
    options,
    perpetuals,
    known: of.known,
    book: rest,
    market,
    previousDates: new Map(of.products.map((one) => [one.engine.product.id, dayBefore(of, one)])),
    ...(of.determination === undefined ? {} : { determination: of.determination }),
  };
}

/** The day that the settlements before of a product are of: the ledger's last one, that of a file that opens it, or for a product that begins today the trade date before. */
function dayBefore({ prior, markets, ground }: LedgerDay, { engine }: ProductOutput): string {
  const { id } = engine.product;
  const opening = markets.file?.data.previous;
  const { schedule } = engine.sessions;
  const at = schedule.findIndex(({ tradeDate }) => tradeDate === ground.date);
  const begun = prior.days.get(id)?.last;
  return (
    begun ??
    (opening?.settlements[id] === undefined ? undefined : opening.date) ??
    schedule[at - 1]?.tradeDate ??
    "0001-01-01"
  );
}

function judgingOf({ ground, books, accounts, known, products }: LedgerDay, contracts: readonly Contract[]) {
  const shown = [...books.tables.map(({ file }) => file.shown), ...books.files.map(({ source }) => source.path)];
  const months = products.map(({ engine }): [string, string[]] => [
    engine.product.id,
    contracts.filter(({ product }) => product === engine.product.id).map(({ month }) => month),
  ]);
  return {
    ...{ date: ground.date, shown: shown[0] ?? "", accounts, months: new Map(months) },
    ...{ futures: known.products, options: known.options, perpetuals: known.perpetuals ?? [] },
  };
}

/** Series of options of which not as many are bought as sold. */
function unbalanced(
  { shown }: LedgerDay,
  day: SettlementDay,
  rows: readonly { readonly product: string; readonly series: string; readonly lots: number }[],
): Diagnostic[] {
  return (day.options ?? []).flatMap(({ product, series }) =>
    series.flatMap(({ series: month }) => {
      const net = rows
        .filter((one) => one.product === product && one.series === month)
        .reduce((sum, { lots }) => sum + BigInt(lots), 0n);
      return net === 0n ? [] : [diagnostic("book-unbalanced", placeOf(shown), { product, month, net: String(net) })];
    }),
  );
}

type Settled = {
  readonly input: DayInput;
  readonly day: SettlementDay;
  readonly contracts: readonly Contract[];
  readonly held: Held;
  readonly problems: Diagnostic[];
};

async function bookDay(engine: Engine, of: LedgerDay, settled: Settled): Promise<LedgerOutcome> {
  const { input, day, contracts, held, problems } = settled;
  const { ground, decision, accounts, shown } = of;
  const owners = new Map(
    [...input.book.data.positions, ...(input.book.data.options ?? [])].map(({ account, owner }) => [account, owner]),
  );
  await stageEntries(
    engine,
    rowEntries(day, (account) => owners.get(account) ?? ""),
    accounts,
  );
  const grounds = { date: ground.date, outputs: of.limits, known: knownNames(of), owners: of.owners, accounts };
  const report = await limitsOf(engine, grounds, input.book, day, problems);
  if (hasErrors(problems)) return refused(problems);
  const figures = figuresOf(day, input, contracts, held.open);
  const summary = await summaryOf(engine, of, held, figures, report);
  const written = await book(
    engine,
    {
      ...{ decision, ground, summary },
      settled: settledProducts(input),
      prices: figures.prices,
      prints: printsOf(day),
      evidence: writeJson({ format: "tenor-ledger-evidence/1", batch: decision.id, ...ground, settlement: day }),
    },
    of.onStage,
  );
  const judging = judgingOf(of, contracts);
  if (written.kind === "booked") return { kind: "booked", summary, day, adding: addingOf(contracts, judging) };
  const code = written.kind === "unknown" ? "ledger-commit-unknown" : "ledger-file-failed";
  return refused([diagnostic(code, placeOf(shown), { file: shown, reason: written.reason })]);
}

function knownNames({ known }: LedgerDay): string[] {
  return [...known.products, ...known.options, ...(known.perpetuals ?? [])].sort();
}

/** The products that traded, each with the trade date that comes next where its build knows one. */
function settledProducts({ date, products, options, perpetuals = [] }: DayInput) {
  const next = ({ schedule }: Session): string | undefined =>
    schedule.find(({ tradeDate }) => tradeDate > date)?.tradeDate;
  return [
    ...products.map((one) => {
      const goesOn =
        listedOn(one, date).some(({ month }) => month.lastClose.date > date) ||
        one.engine.months.some(({ listed }) => listed > date);
      return { product: one.engine.product.id, next: goesOn ? next(one.engine.sessions) : undefined };
    }),
    ...options.map(({ option }) => ({ product: option.product.id, next: undefined })),
    ...perpetuals.map(({ perpetual }) => ({ product: perpetual.product.id, next: undefined })),
  ];
}

function printsOf(day: SettlementDay): { name: string; value: string; detail: string }[] {
  const all = day.products.flatMap(({ references }) => references);
  return all
    .filter((one, at) => all.findIndex(({ index }) => index === one.index) === at)
    .map(({ index, value, repeats, chain, excluded }) => ({
      name: index,
      value,
      detail: JSON.stringify({
        ...{ value, repeats },
        ...(chain === undefined ? {} : { chain }),
        ...(excluded.length === 0 ? {} : { excluded }),
      }),
    }));
}

async function summaryOf(
  engine: Engine,
  { ground, decision }: LedgerDay,
  held: Held,
  figures: Figures,
  report: LimitReport | undefined,
): Promise<LedgerSummary> {
  const paid = await engine.rows(`SELECT product, currency, kind, decimals, sum(greatest(units, 0)), count(*) FROM due
    GROUP BY product, currency, kind, decimals ORDER BY product, currency, kind`);
  const [accounts] = await engine.rows("SELECT count(DISTINCT account) FROM due");
  const { id, prior, corrects } = decision;
  return {
    format: "tenor-ledger-summary/1",
    date: ground.date,
    state: corrects === undefined ? "booked" : "corrected",
    batch: id,
    ...(prior === undefined ? {} : { prior }),
    ...(corrects === undefined ? {} : { corrects: corrects.id, why: corrects.why }),
    positions: String(held.rows),
    accounts: accounts?.[0] ?? "0",
    products: figures.products,
    prints: figures.prints,
    payments: paid.map(([product, currency, kind, decimals, amount, count]) => ({
      ...{ product: product ?? "", currency: currency ?? "", kind: kind ?? "" },
      ...{ amount: amountIn(BigInt(amount ?? "0"), Number(decimals)), accounts: count ?? "0" },
    })),
    breaches: (report?.rows ?? [])
      .filter(({ kind }) => kind === "breach")
      .map(({ holder, product, month, side, position, level, clause }) => ({
        ...{ holder, product, ...(month === undefined ? {} : { month }), side, position, level },
        clause: { text: clause.text, path: clause.path, line: clause.line },
      })),
    reportable: String(new Set((report?.reportable ?? []).map(({ owner }) => owner)).size),
  };
}
