import { diagnostic, type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import type { Engine } from "../host/engine.ts";
import { placeOf } from "../host/failure.ts";
import type { LedgerSummary } from "../model/generated/ledger-summary.ts";
import type { OptionOutput, PerpetualOutput, ProductOutput } from "../run/desk.ts";
import { contractsRead } from "../run/final.ts";
import { batchesOf, decide, type Ground } from "../run/ledger/batches.ts";
import { type StagedBook, stageBook } from "../run/ledger/book.ts";
import { settleInLedger } from "../run/ledger/day.ts";
import { ledgerTables } from "../run/ledger/machine.ts";
import { type Prior, priorOf } from "../run/ledger/prior.ts";
import { reportIn, summaryIn } from "../run/ledger/read.ts";
import { ledgerReport } from "../run/ledger/report.ts";
import { shardedScript } from "../run/ledger/sharded.ts";
import type { Table } from "../run/ledger/table.ts";
import { becomeLedger } from "../run/ledger/tables.ts";
import type { Stage } from "../run/ledger/write.ts";
import { sha256 } from "../host/sha256.ts";
import { engineFailure, type LedgerOpened, type LedgerPlace, openLedger } from "./ledger-engine.ts";
import { groundOf, type LedgerFiles, openInputs, type OpenedInputs } from "./ledger-inputs.ts";
import { limitOutputs } from "./limit-run.ts";
import { loadOption, loadPerpetual, loadProduct, openOutput, type OutputFolder } from "./output-folder.ts";

/** A day to be booked as the command line names it. */
export type LedgerRun = LedgerFiles &
  LedgerPlace & {
    readonly out: string;
    readonly date: string;
    readonly correct?: string;
    /** True where a report is wanted: one HTML file. */
    readonly report?: boolean;
    /** True where the tables of the report are wanted for programs. */
    readonly tables?: boolean;
    /** True where the day's adding-up is wanted as a script for shards of ClickHouse. */
    readonly shards?: boolean;
    readonly onStage?: (stage: Stage | { readonly text: string; readonly rows: number }) => void;
  };

/** A day that is booked, by this run or before it, or everything that kept it from being booked. */
export type LedgerRunOutcome =
  | {
      readonly kind: "booked";
      readonly summary: LedgerSummary;
      readonly report?: string;
      readonly shards?: string;
      readonly tables?: ReadonlyMap<string, string>;
    }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/** Settles a day from files and books it in a ledger, which is made where there is none; one run at a time has it. */
export async function bookFiles(cwd: string, run: LedgerRun): Promise<LedgerRunOutcome> {
  const problems: Diagnostic[] = [];
  const opened = openOutput(cwd, run.out);
  if (opened.kind === "refused") problems.push(...opened.diagnostics);
  const hash = opened.kind === "open" ? sha256(opened.folder.manifest) : "";
  const ground = groundOf(cwd, run, run.date, hash, problems);
  if (opened.kind === "refused" || ground === undefined) return { kind: "refused", diagnostics: problems };
  const ledger = await openLedger(cwd, run, run);
  if (ledger.kind === "refused") return { kind: "refused", diagnostics: [ledger.diagnostic] };
  try {
    return await bookIn(ledger, cwd, run, { folder: opened.folder, ground });
  } catch (thrown) {
    const failed = engineFailure(thrown, run, cwd);
    if (failed === undefined) throw thrown;
    return { kind: "refused", diagnostics: [failed] };
  } finally {
    await ledger.close();
  }
}

/** Books a day in an open ledger, from an open build and files by their hashes; what an engine gives up on is thrown. */
export async function bookIn(
  { engine, reader }: Pick<Extract<LedgerOpened, { kind: "open" }>, "engine" | "reader">,
  cwd: string,
  run: LedgerRun,
  { folder, ground }: { readonly folder: OutputFolder; readonly ground: Ground },
): Promise<LedgerRunOutcome> {
  const problems: Diagnostic[] = [];
  if (!(await becomeLedger(engine))) {
    const params = { file: run.ledger, reason: "it holds other tables" };
    return { kind: "refused", diagnostics: [diagnostic("ledger-file-unreadable", placeOf(run.ledger), params)] };
  }
  const decision = decide(await batchesOf(engine), ground, run.ledger, run.correct);
  if (decision.kind === "refused") return { kind: "refused", diagnostics: [decision.diagnostic] };
  if (decision.kind === "already") {
    const summary: LedgerSummary = { ...(await summaryIn(engine, decision.batch.id)), state: "already-booked" };
    return { kind: "booked", summary, ...(await reported(engine, decision.batch.id, run)) };
  }
  const inputs = await openInputs({ engine, reader }, cwd, run, problems);
  if (hasErrors(problems)) return { kind: "refused", diagnostics: problems };
  const staged = await stageBook(engine, inputs.books);
  run.onStage?.({ text: "positions", rows: [...staged.counts.values()].reduce((sum, one) => sum + one, 0) });
  const prior = await priorOf(engine, run.date);
  const loaded = await loadWanted(folder, { inputs, staged, prior }, problems);
  if (hasErrors(problems)) return { kind: "refused", diagnostics: problems };
  const outcome = await settleInLedger(engine, {
    ...{ ground, decision, shown: run.ledger, staged, prior, known: folder.known },
    ...inputs,
    ...loaded,
    onStage: (stage) => run.onStage?.(stage),
  });
  if (outcome.kind === "refused") return outcome;
  const shards = run.shards === true ? { shards: shardedScript(outcome.adding) } : {};
  return { kind: "booked", summary: outcome.summary, ...(await reported(engine, decision.id, run)), ...shards };
}

async function reported(engine: Engine, id: string, { report = false, tables = false }: LedgerRun) {
  if (!report && !tables) return {};
  const of = await reportIn(engine, id);
  return { ...(report ? { report: ledgerReport(of) } : {}), ...(tables ? { tables: ledgerTables(of) } : {}) };
}

type Named = { readonly inputs: OpenedInputs; readonly staged: StagedBook; readonly prior: Prior };

/** Loads what trades: products that are held, seen in a market, or followed by the ledger, and those that they are settled by. */
async function loadWanted(folder: OutputFolder, { inputs, staged, prior }: Named, problems: Diagnostic[]) {
  const { books, markets } = inputs;
  const told = [
    ...staged.counts.keys(),
    ...Object.keys(prior.settlements),
    ...Object.keys(markets.file?.data.previous.settlements ?? {}),
    ...(markets.file?.data.observations ?? []).flatMap((row) => ("product" in row ? [row.product] : [])),
    ...books.files.flatMap(({ data }) => [...(data.notices ?? []), ...(data.failures ?? [])].map((one) => one.product)),
  ];
  for (const table of markets.tables) told.push(...(await productsOf(table)));
  const wanted = new Set(told);
  const { known } = folder;
  const options: OptionOutput[] = [];
  for (const name of known.options.filter((one) => wanted.has(one))) {
    const option = await loadOption(folder, name, problems);
    if (option !== undefined) options.push(option);
  }
  const perpetuals: PerpetualOutput[] = [];
  for (const name of (known.perpetuals ?? []).filter((one) => wanted.has(one))) {
    const perpetual = await loadPerpetual(folder, name, problems);
    if (perpetual !== undefined) perpetuals.push(perpetual);
  }
  const futures = options.map(({ option }) => option.product.on);
  const names = [...new Set([...known.products.filter((one) => wanted.has(one)), ...futures])].sort();
  const products: ProductOutput[] = [];
  for (const name of names) {
    const product = await loadProduct(folder, name, problems);
    if (product === undefined) continue;
    products.push(product);
    const read = contractsRead(product).filter((one) => markets.file?.data.settlements?.[one] === undefined);
    names.push(...read.filter((one) => known.products.includes(one) && !names.includes(one)));
  }
  const all = { products, options, perpetuals };
  const any = products.length + options.length + perpetuals.length > 0;
  if (!any) {
    const place = placeOf(
      [...books.tables.map(({ file }) => file.shown), ...books.files.map((one) => one.source.path)][0] ?? "",
    );
    problems.push(diagnostic("nothing-to-settle", place, { known: known.products.join(", ") }));
  }
  return { ...all, limits: limitOutputs(folder, problems) };
}

async function productsOf(table: Table): Promise<string[]> {
  if (!table.has("product")) return [];
  const rows = await table.reader.rows(`SELECT DISTINCT ${table.text("product")} FROM ${table.from} ORDER BY 1`);
  return rows.flatMap(([product]) => (product === null || product === undefined ? [] : [product]));
}
