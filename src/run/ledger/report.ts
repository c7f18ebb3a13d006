import { escapeHtml } from "../../emit/escape-html.ts";
import type { LedgerSummary } from "../../model/generated/ledger-summary.ts";
import type { Reference, SettlementDay } from "../../model/generated/settlement.ts";
import { compare, parse, type Rational } from "../../runtime/exact.ts";
import { parseDay, sayDay } from "../../value/day.ts";
import { tierWords } from "../explain.ts";
import { counted, grouped, isZero, signed } from "../table.ts";
import { shortId } from "./batches.ts";
import { barChart, lineChart } from "./charts.ts";

type Product = LedgerSummary["products"][number];

/** What accounts received most and paid most of a day, over all its batches. */
export type Movement = {
  readonly account: string;
  readonly owner: string;
  readonly amount: string;
  readonly currency: string;
};

/** What a report is made of: a batch of a ledger, the one it stands on, how its prices came about, and the accounts with the largest amounts. */
export type ReportOf = {
  readonly summary: LedgerSummary;
  readonly before: LedgerSummary | undefined;
  readonly day: SettlementDay;
  readonly movements: readonly Movement[];
};

const STYLE = `:root{color-scheme:light dark;--ink:#1b2430;--quiet:#5d6b7c;--rule:#d8dee6;--paper:#fff;--line:#1f5fae;--up:#2c7a4b;--down:#b3412e}
@media(prefers-color-scheme:dark){:root{--ink:#e6ebf2;--quiet:#98a5b5;--rule:#36414f;--paper:#12171e;--line:#6aa7f0;--up:#63b988;--down:#e58a78}}
body{font:15px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:60rem;margin:2rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.25rem;margin:2.5rem 0 .25rem;border-top:1px solid var(--rule);padding-top:1.25rem}h3{font-size:1rem;margin:1.5rem 0 .25rem}
p{margin:.25rem 0}.quiet{color:var(--quiet)}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums;margin:.5rem 0}
th{font-weight:500;color:var(--quiet);text-align:left;border-bottom:1px solid var(--rule)}td,th{padding:.2rem .75rem .2rem 0;vertical-align:top}.n{text-align:right}
.up{color:var(--up)}.down,.bad{color:var(--down)}svg{width:100%;height:auto;display:block}.grid{stroke:var(--rule)}.zero{stroke:var(--quiet)}
.mark{fill:var(--quiet);font-size:11px}.line{fill:none;stroke:var(--line);stroke-width:2}.before{fill:none;stroke:var(--quiet);stroke-width:1.5;stroke-dasharray:4 4}
.dot{fill:var(--line)}rect.up{fill:var(--line)}rect.down{fill:var(--down)}code{font-size:.9em}.wide{overflow-x:auto}`;

type Cell = string | { readonly html: string; readonly number?: true };

const number = (text: string, part = ""): Cell => ({
  html: part === "" ? escapeHtml(text) : `<span class="${part}">${escapeHtml(text)}</span>`,
  number: true,
});
const change = (text: string | undefined, none = "new"): Cell =>
  text === undefined ? number(none) : number(signed(text), isZero(text) ? "" : text.startsWith("-") ? "down" : "up");

function table(head: readonly Cell[], rows: readonly (readonly Cell[])[]): string {
  const cell = (tag: string, one: Cell): string =>
    typeof one === "string"
      ? `<${tag}>${escapeHtml(one)}</${tag}>`
      : `<${tag}${one.number === true ? ' class="n"' : ""}>${one.html}</${tag}>`;
  const row = (tag: string, cells: readonly Cell[]): string =>
    `<tr>${cells.map((one) => cell(tag, one)).join("")}</tr>`;
  return `<div class="wide"><table><thead>${row("th", head)}</thead><tbody>${rows.map((one) => row("td", one)).join("\n")}</tbody></table></div>`;
}

/** A booked day as one HTML file that needs nothing beside it: curves, basis, open interest, prints with their sources and what was screened, breaches, and the largest movements. */
export function ledgerReport({ summary, before, day, movements }: ReportOf): string {
  const said = parseDay(summary.date);
  const title = said === undefined ? summary.date : sayDay(said);
  const references = day.products.flatMap((one) => one.references);
  const prints = references.filter((one, at) => references.findIndex(({ index }) => index === one.index) === at);
  const body = [
    `<h1>${escapeHtml(title)}</h1>`,
    `<p class="quiet">${escapeHtml(booked(summary))}</p>`,
    ...breaches(summary),
    ...summary.products.flatMap((one) =>
      product(
        one,
        before?.products.find((old) => old.product === one.product),
        before?.date,
      ),
    ),
    ...prints.flatMap(printed),
    ...payments(summary),
    ...largest(movements),
  ];
  return `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title>\n<style>${STYLE}</style></head>\n<body>\n${body.join("\n")}\n</body>\n</html>\n`;
}

function booked({ batch, why, corrects, positions, accounts }: LedgerSummary): string {
  const correction = corrects === undefined ? "" : `, a correction of ${shortId(corrects)}: ${why ?? ""}`;
  return `Booked as ${shortId(batch)}${correction}. ${grouped(positions)} positions, ${grouped(accounts)} accounts that receive or pay.`;
}

function breaches({ breaches: all, reportable }: LedgerSummary): string[] {
  const holders = `<p class="quiet">${counted(Number(reportable), "holder")} with reportable positions.</p>`;
  if (all.length === 0) return ["<h2>Limits</h2>", "<p>No position is above a limit.</p>", holders];
  const rows = all.map(({ holder, product: of, month, side, position, level, clause }): Cell[] => [
    ...[holder, of, month ?? "all months", side],
    number(grouped(position.replace(/^-/, "")), "bad"),
    number(grouped(String(level))),
    `${clause.path}:${clause.line}`,
  ]);
  const head = ["holder", "product", "month", "side", number("position"), number("limit"), "clause"];
  return [
    `<h2>Limits: <span class="bad">${counted(all.length, "position")} above</span></h2>`,
    table(head, rows),
    holders,
  ];
}

function product(of: Product, before: Product | undefined, date: string | undefined): string[] {
  const old = (month: string) => before?.months.find((one) => one.month === month);
  const curve = of.months.map(({ month, settlement }) => ({ name: month, value: settlement }));
  const was = (before?.months ?? []).map(({ month, settlement }) => ({ name: month, value: settlement }));
  const basis = of.months.flatMap((one) => (one.basis === undefined ? [] : [{ name: one.month, value: one.basis }]));
  const interest = of.months.map(({ month, openInterest }) => ({ name: month, value: openInterest }));
  const rows = of.months.map((one): Cell[] => {
    const held = old(one.month)?.openInterest;
    return [
      `${one.month}${one.final ? " (final)" : one.month === of.lead ? " (lead month)" : ""}`,
      number(one.settlement),
      change(one.change),
      one.basis === undefined ? number("") : change(one.basis),
      number(grouped(one.openInterest)),
      held === undefined ? number("") : change(String(BigInt(one.openInterest) - BigInt(held))),
      number(grouped(one.volume)),
    ];
  });
  const moved = [...of.months]
    .filter((one) => one.change !== undefined && !isZero(one.change))
    .sort((a, b) => compare(size(b.change), size(a.change)));
  const most = moved[0];
  const gone = (before?.months ?? []).filter(({ month }) => !of.months.some((one) => one.month === month));
  const fresh = before === undefined ? [] : of.months.filter(({ month }) => old(month) === undefined);
  const notes = [
    ...(most === undefined ? [] : [`Largest change: ${most.month} by ${signed(most.change ?? "0")}.`]),
    ...(gone.length === 0 ? [] : [`Ended since ${date}: ${gone.map(({ month }) => month).join(", ")}.`]),
    ...(fresh.length === 0 ? [] : [`New since ${date}: ${fresh.map(({ month }) => month).join(", ")}.`]),
  ];
  const names = [
    number("settlement"),
    number("change"),
    number("basis"),
    number("open interest"),
    number("change"),
    number("volume"),
  ];
  return [
    `<h2>${escapeHtml(of.product)} · ${escapeHtml(of.title)}</h2>`,
    `<p class="quiet">${escapeHtml([`Prices in ${of.unit}.`, ...notes].join(" "))}</p>`,
    ...(curve.length < 2
      ? []
      : [
          `<h3>Forward curve${date === undefined ? "" : `, and that of ${escapeHtml(date)} dashed`}</h3>`,
          lineChart(`Forward curve of ${of.product}`, curve, was),
        ]),
    ...(basis.length < 2
      ? []
      : [`<h3>Basis to ${escapeHtml(of.index ?? "")}</h3>`, barChart(`Basis of ${of.product} to ${of.index}`, basis)]),
    ...(interest.length < 2
      ? []
      : ["<h3>Open interest by month, in contracts</h3>", barChart(`Open interest of ${of.product}`, interest)]),
    table(["month", ...names], rows),
  ];
}

/** How far a price moved, whichever way. */
function size(change = "0"): Rational {
  return parse(change.replace(/^-/, ""));
}

function printed(one: Reference): string[] {
  const { index, title, value, change: moved, unit, clause, shares, dropped, used, skipped } = one;
  const screened = new Map<string, { readonly clause: string; readonly rows: string[] }>();
  for (const { row, reason, clause: by } of dropped) {
    const group = screened.get(by.id) ?? { clause: `${tierWords(by)} (${by.path}:${by.line})`, rows: [] };
    group.rows.push(`row ${Number(row.replace("/observations/", "")) + 1}: ${reason}`);
    screened.set(by.id, group);
  }
  return [
    `<h2>${escapeHtml(index)} · ${escapeHtml(title)}</h2>`,
    `<p><strong>${escapeHtml(value)}</strong> ${moved === undefined ? "" : escapeHtml(signed(moved))} <span class="quiet">${escapeHtml(unit)}, by ${escapeHtml(tierWords(clause))} (${escapeHtml(clause.path)}:${clause.line}), ${counted(used, "input")} used</span></p>`,
    ...skipped.map(
      ({ clause: by, reasons }) =>
        `<p class="quiet">Passed over: ${escapeHtml(tierWords(by))}: ${escapeHtml(reasons.join("; "))}</p>`,
    ),
    ...(shares.length === 0
      ? []
      : [
          "<h3>Sources</h3>",
          table(
            ["source", "kind", number("share")],
            shares.map(({ source, kind, share }): Cell[] => [source, kind, number(share)]),
          ),
        ]),
    ...(screened.size === 0
      ? ["<p>Nothing was screened.</p>"]
      : [`<h3>Screened: ${counted(dropped.length, "input")}</h3>`]),
    ...[...screened.values()].map(
      ({ clause: by, rows }) =>
        `<p>${escapeHtml(by)}</p><ul>${rows
          .slice(0, SHOWN)
          .map((text) => `<li>${escapeHtml(text)}</li>`)
          .join("")}${rows.length > SHOWN ? `<li>and ${grouped(String(rows.length - SHOWN))} more</li>` : ""}</ul>`,
    ),
  ];
}

/** Inputs of one screen that a page lists; the ledger's evidence has all. */
const SHOWN = 20;

function payments({ payments: all }: LedgerSummary): string[] {
  const rows = all.map(({ product: of, kind, amount, currency, accounts }): Cell[] => [
    of,
    kind,
    number(grouped(amount)),
    currency,
    number(grouped(accounts)),
  ]);
  return [
    "<h2>What was paid</h2>",
    '<p class="quiet">What accounts receive, and others pay to the last digit: the batch adds up to zero.</p>',
    rows.length === 0
      ? "<p>Nobody receives or pays anything.</p>"
      : table(["product", "kind", number("amount"), "currency", number("accounts")], rows),
  ];
}

function largest(movements: readonly Movement[]): string[] {
  if (movements.length === 0) return [];
  const rows = movements.map(({ account, owner, amount, currency }): Cell[] => [
    account,
    owner,
    change(amount),
    currency,
  ]);
  return ["<h3>Largest amounts</h3>", table(["account", "owner", number("amount"), "currency"], rows)];
}
