import { writeJson } from "../../emit/json.ts";
import { type Engine, firstLine, LOST_ERROR } from "../../host/engine.ts";
import type { LedgerSummary } from "../../model/generated/ledger-summary.ts";
import type { Decision, Ground } from "./batches.ts";
import { scaled, type Words, wordsOf } from "./dialect.ts";
import { inserts, quoted } from "./sql.ts";

/** An amount that one account receives, or pays below zero, in units of 10^-decimals. */
export type Entry = {
  readonly account: string;
  readonly owner: string;
  readonly product: string;
  readonly currency: string;
  readonly kind: string;
  readonly decimals: number;
  readonly units: bigint;
};

/** What a ledger keeps of a settled contract month, series or mark. */
export type PriceRow = {
  readonly product: string;
  readonly month: string;
  readonly settlement: string;
  readonly ends: string;
  readonly openInterest: bigint;
  readonly volume: string;
  readonly basis?: string;
};

/** Everything that a batch holds beside the amounts, which the table `held` has. */
export type BatchRows = {
  readonly decision: Extract<Decision, { kind: "book" }>;
  readonly ground: Ground;
  readonly settled: readonly { readonly product: string; readonly next: string | undefined }[];
  readonly prices: readonly PriceRow[];
  readonly prints: readonly { readonly name: string; readonly value: string; readonly detail: string }[];
  readonly summary: LedgerSummary;
  readonly evidence: string;
};

/** The amounts of the day by account, product and kind, with those that only calculators tell, in the table `due`. */
export async function stageEntries(engine: Engine, entries: readonly Entry[], accounts: boolean): Promise<void> {
  const { text, wide } = wordsOf(engine);
  await engine.run(
    `CREATE TEMP TABLE due_more (account ${text}, owner ${text}, product ${text}, currency ${text}, kind ${text}, decimals INTEGER, units ${wide})`,
  );
  const rows = entries.map(({ account, owner, product, currency, kind, decimals, units }) => [
    ...[account, owner, product, currency, kind].map(quoted),
    ...[String(decimals), String(units)],
  ]);
  for (const sql of inserts("due_more", rows)) await engine.run(sql);
  const owner = accounts ? "k.owner" : "h.owner";
  const join = accounts ? "JOIN account_known k ON k.account = h.account" : "";
  await engine.run(`CREATE TEMP TABLE due AS SELECT account, max(owner) AS owner, product, currency, kind, decimals, sum(units) AS units FROM (
      SELECT h.account, ${owner} AS owner, h.product, h.currency, h.kind, h.decimals, h.units FROM held h ${join}
      UNION ALL SELECT * FROM due_more) d GROUP BY account, product, currency, kind, decimals HAVING sum(units) <> 0`);
}

/**
 * Books a batch in one transaction: its amounts, of a correction the difference to all that was booked for the day; prices, prints, breaches and evidence. The amounts add up to zero in
 * every product and currency, which is looked at in the same transaction, or an error is thrown. Where the engine fails, the reason is given and nothing is booked; `unknown` is a server that was gone before it answered whether
 * it had committed. `onStage` is told
 * when the transaction begins and when it is safely on the disk.
 */
export async function book(
  engine: Engine,
  rows: BatchRows,
  onStage: (stage: Stage) => void,
): Promise<{ readonly kind: "booked" } | { readonly kind: "failed" | "unknown"; readonly reason: string }> {
  const { decision, ground, summary, evidence } = rows;
  const { id, seq, content, prior, corrects } = decision;
  const batch = quoted(id);
  let unsound: string | undefined;
  let committing = false;
  try {
    await engine.run("BEGIN TRANSACTION");
    onStage("begin");
    // A server may be asked by others than us: nobody else books until this transaction has ended.
    if (engine.dialect === "postgres") await engine.run("LOCK TABLE batch IN EXCLUSIVE MODE");
    await engine.run(
      `INSERT INTO batch VALUES (${seq}, ${batch}, ${quoted(ground.date)}, ${quoted(content)}, ${quoted(prior)}, ${quoted(corrects?.id)},
        ${quoted(corrects?.why)}, ${quoted(writeJson(ground))}, ${quoted(writeJson(summary))}, ${quoted(evidence)})`,
    );
    await engine.run(entriesOf(wordsOf(engine), batch, corrects === undefined ? undefined : ground.date));
    for (const [table, values] of rowsByTable(rows, batch))
      for (const sql of inserts(table, values)) await engine.run(sql);
    unsound = await unsoundness(engine, batch, seq);
    committing = unsound === undefined;
    await engine.run(committing ? "COMMIT" : "ROLLBACK");
  } catch (thrown) {
    const lost = thrown instanceof Error && thrown.message.startsWith(LOST_ERROR);
    if (committing && lost) return { kind: "unknown", reason: firstLine(thrown) };
    await engine.run("ROLLBACK").catch(() => {});
    return { kind: "failed", reason: firstLine(thrown) };
  }
  if (unsound !== undefined) throw new Error(unsound);
  onStage("end");
  return { kind: "booked" };
}

/** What is told of a booking: its transaction begins, and is safely on the disk. */
export type Stage = "begin" | "end";

/** What the accounts are due for the day, less what its earlier batches booked where it has any, with the finest decimals of all. */
function entriesOf(words: Words, batch: string, corrected: string | undefined): string {
  const booked =
    corrected === undefined
      ? ""
      : `UNION ALL SELECT e.account, e.owner, e.product, e.currency, e.kind, e.decimals, -e.units FROM entry e JOIN batch b ON e.batch = b.id WHERE b.date = ${quoted(corrected)}`;
  const units = `sum(${scaled(words, "units", "places", "decimals")})`;
  return `INSERT INTO entry SELECT ${batch}, account, max(owner), product, currency, kind, places, ${units}
    FROM (SELECT *, max(decimals) OVER (PARTITION BY product, currency) AS places FROM (
      SELECT account, owner, product, currency, kind, decimals, units FROM due ${booked}) d) p
    GROUP BY account, product, currency, kind, places HAVING ${units} <> 0
    ORDER BY account, product, currency, kind`;
}

function rowsByTable({ settled, prices, prints, summary }: BatchRows, batch: string): [string, string[][]][] {
  return [
    ["settled", settled.map(({ product, next }) => [batch, quoted(product), quoted(next)])],
    [
      "price",
      prices.map((one) => [
        ...[batch, ...[one.product, one.month, one.settlement, one.ends].map(quoted)],
        ...[String(one.openInterest), quoted(one.volume), quoted(one.basis)],
      ]),
    ],
    ["print", prints.map(({ name, value, detail }) => [batch, ...[name, value, detail].map(quoted)])],
    [
      "breach",
      summary.breaches.map(({ holder, product, month, side, position, level, clause }) => [
        ...[batch, ...[holder, product, month, side, position].map(quoted), String(level)],
        ...[quoted(clause.text), quoted(clause.path), String(clause.line)],
      ]),
    ],
  ];
}

/** Why a batch is not what a ledger may hold: our bug, or somebody else writing to it. */
async function unsoundness(engine: Engine, batch: string, seq: number): Promise<string | undefined> {
  const unequal = await engine.rows(
    `SELECT product, currency, sum(units) FROM entry WHERE batch = ${batch} GROUP BY product, currency, decimals HAVING sum(units) <> 0`,
  );
  if (unequal.length > 0) return `the batch does not add up to zero: ${unequal.map((one) => one.join(" ")).join(", ")}`;
  const [order] = await engine.rows(`SELECT count(*) FROM batch WHERE seq >= ${seq} OR id = ${batch}`);
  return order?.[0] === "1" ? undefined : "another batch was booked meanwhile";
}
