import type { Engine } from "../../host/engine.ts";
import type { LedgerSummary } from "../../model/generated/ledger-summary.ts";
import isSummary from "../../model/generated/ledger-summary.validate.js";
import type { SettlementDay } from "../../model/generated/settlement.ts";
import { amountIn } from "./contracts.ts";
import { scaled, wordsOf } from "./dialect.ts";
import type { Movement, ReportOf } from "./report.ts";
import { quoted } from "./sql.ts";

/** The summary of a batch; a ledger that has none of a batch is none of ours. */
export async function summaryIn(engine: Engine, id: string): Promise<LedgerSummary> {
  const [row] = await engine.rows(`SELECT summary FROM batch WHERE id = ${quoted(id)}`);
  const summary: unknown = JSON.parse(row?.[0] ?? "null");
  if (!isSummary(summary)) throw new Error(`the ledger has no summary of ${id}`);
  return summary;
}

/** Accounts that a report names on each side. */
const MOST = 10;

/** What a report of a batch is made of, all of it from the ledger. */
export async function reportIn(engine: Engine, id: string): Promise<ReportOf> {
  const summary = await summaryIn(engine, id);
  const [row] = await engine.rows(`SELECT evidence FROM batch WHERE id = ${quoted(id)}`);
  const { settlement } = JSON.parse(row?.[0] ?? "{}") as { readonly settlement: SettlementDay };
  const before = summary.prior === undefined ? undefined : await summaryIn(engine, summary.prior);
  return { summary, before, day: settlement, movements: await movementsOn(engine, summary.date) };
}

/** The accounts that received most on a day, and those that paid most, over all its batches. */
async function movementsOn(engine: Engine, date: string): Promise<Movement[]> {
  const units = scaled(wordsOf(engine), "units", "places", "decimals");
  const rows = await engine.rows(`WITH paid AS (
      SELECT account, max(owner) AS owner, currency, places, sum(${units}) AS amount FROM (
        SELECT e.*, max(decimals) OVER (PARTITION BY currency) AS places FROM entry e JOIN batch b ON b.id = e.batch WHERE b.date = ${quoted(date)}) d
      GROUP BY account, currency, places),
    ranked AS (SELECT *, row_number() OVER (PARTITION BY currency ORDER BY amount DESC, account) AS most,
      row_number() OVER (PARTITION BY currency ORDER BY amount, account) AS least FROM paid WHERE amount <> 0)
    SELECT account, owner, currency, places, amount FROM ranked
    WHERE (most <= ${MOST} AND amount > 0) OR (least <= ${MOST} AND amount < 0) ORDER BY currency, amount DESC, account`);
  return rows.map(([account, owner, currency, places, amount]) => ({
    ...{ account: account ?? "", owner: owner ?? "", currency: currency ?? "" },
    amount: amountIn(BigInt(amount ?? "0"), Number(places)),
  }));
}
