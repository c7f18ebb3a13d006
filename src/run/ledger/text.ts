import { visible } from "../../diagnostic/visible.ts";
import type { LedgerSummary } from "../../model/generated/ledger-summary.ts";
import { parseDay, sayDay } from "../../value/day.ts";
import { counted, grouped, type Ink, plainInk, quiet, right, signed, type TableCell, tableLines } from "../table.ts";
import { shortId } from "./batches.ts";

/** A booked day as a person reads it: what this run did, the forward curve of each product, what was paid, and breaches. */
export function ledgerText(summary: LedgerSummary, ink: Ink = plainInk): string {
  const day = parseDay(summary.date);
  const said = day === undefined ? summary.date : sayDay(day);
  const lines = [ink("title", said), "", ...state(summary, ink), "", ...prints(summary, ink)];
  for (const product of summary.products) lines.push("", ...curve(product, ink));
  lines.push("", ...payments(summary, ink), "", ...breaches(summary, ink));
  return `${lines.join("\n")}\n`;
}

function state({ state: done, batch, why, corrects, prior, positions, accounts }: LedgerSummary, ink: Ink): string[] {
  const id = ink("name", shortId(batch));
  const words = {
    booked: `  Booked as ${id}.`,
    corrected: `  Booked as ${id}, the difference to ${shortId(corrects ?? "")}: ${visible(why ?? "")}.`,
    "already-booked": `  Booked already as ${id}, from the same inputs: nothing was booked by this run.`,
  }[done];
  const behind = prior === undefined ? "the first of its ledger" : `behind ${shortId(prior)}`;
  const counts = `${grouped(positions)} positions, ${grouped(accounts)} accounts that receive or pay, ${behind}`;
  return [words, `  ${ink("quiet", counts)}`];
}

function prints({ prints: all }: LedgerSummary, ink: Ink): string[] {
  const rows = all.map(({ index, value, unit, used, dropped }): TableCell[] => [
    index,
    right(value, "name"),
    quiet(unit),
    quiet(used === 0 ? "no input used" : `${counted(used, "input")} used, ${dropped} left out`),
  ]);
  return rows.length === 0 ? ["  No index was fixed."] : tableLines(rows, ink);
}

function curve({ product, title, unit, months, lead }: LedgerSummary["products"][number], ink: Ink): string[] {
  const names = ["settlement", "change", "basis", "open interest", "volume"].map((name) => right(name, "quiet"));
  const rows = months.map((one): TableCell[] => [
    one.month,
    right(one.settlement, "name"),
    right(one.change === undefined ? "new" : signed(one.change)),
    right(one.basis === undefined ? "" : signed(one.basis)),
    right(grouped(one.openInterest)),
    right(grouped(one.volume)),
    quiet(one.final ? "final" : one.month === lead ? "lead month" : ""),
  ]);
  return [
    `  ${ink("title", `${product} · ${title}`)}  ${ink("quiet", unit)}`,
    ...tableLines([[quiet("month"), ...names], ...rows], ink),
  ];
}

function payments({ payments: all }: LedgerSummary, ink: Ink): string[] {
  if (all.length === 0) return ["  Nobody receives or pays anything."];
  const rows = all.map(({ product, kind, amount, currency, accounts }): TableCell[] => [
    product,
    kind,
    right(grouped(amount), "good"),
    currency,
    quiet(`${grouped(accounts)} accounts`),
  ]);
  return [`  ${ink("quiet", "received, and paid by others to the last digit")}`, ...tableLines(rows, ink)];
}

function breaches({ breaches: all, reportable }: LedgerSummary, ink: Ink): string[] {
  const holders = `  ${counted(Number(reportable), "holder")} with reportable positions`;
  if (all.length === 0) return ["  No position is above a limit.", holders];
  const rows = all.map(({ holder, product, month, side, position, level, clause }): TableCell[] => [
    visible(holder),
    [product, month ?? "all months"].join(" "),
    right(grouped(position.replace(/^-/, "")), "bad"),
    side,
    `of ${grouped(String(level))}`,
    quiet(`${clause.path}:${clause.line}`),
  ]);
  return [`  Above a limit: ${all.length}`, ...tableLines(rows, ink), holders];
}
