import type { MonthDay, ProductDay, Reference, SettlementDay } from "../model/generated/settlement.ts";
import { visible } from "../diagnostic/visible.ts";
import { parseDay, sayDay } from "../value/day.ts";
import { explainMonth, explainReference, tierWords } from "./explain.ts";
import { perpetualLines } from "./report-perpetuals.ts";
import { deliveryLines, optionLines } from "./report-options.ts";
import {
  counted,
  grouped,
  type Ink,
  isZero,
  plainInk,
  quiet,
  right,
  signed,
  type TableCell,
  tableLines,
} from "./table.ts";

export type ReportOptions = {
  readonly ink?: Ink;
  /** Each step of how a price came about, with the line of the spec that says so. */
  readonly explain?: boolean;
};

/** A settled day as a person reads it: prices with how they came about, payments by account, and the proof that they add up. */
export function reportDay(day: SettlementDay, options: ReportOptions = {}): string {
  const ink = options.ink ?? plainInk;
  const lines = day.products.flatMap((product) => [
    ...heading(product, day.date, ink),
    "",
    ...product.references.flatMap((one) => [...reference(one, ink), ...explained(explainReference, one, options)]),
    "",
    ...prices(product, ink),
    ...(options.explain === true
      ? product.months.flatMap((one) => ["", `  ${ink("name", one.month)}`, ...explained(explainMonth, one, options)])
      : []),
    "",
    ...payments(product, ink),
    "",
    ...deliveryLines(product, ink, options.explain === true),
  ]);
  const said = parseDay(day.date);
  const date = said === undefined ? day.date : sayDay(said);
  lines.push(...(day.perpetuals ?? []).flatMap((one) => perpetualLines(one, date, ink, options.explain === true)));
  lines.push(...(day.options ?? []).flatMap((one) => optionLines(one, date, ink, options.explain === true)));
  return `${[...lines, ...accounts(day, ink)].join("\n")}\n`;
}

function explained<T>(
  explain: (one: T, ink: Ink) => string[],
  one: T,
  { ink, explain: wanted }: ReportOptions,
): string[] {
  return wanted === true ? explain(one, ink ?? plainInk) : [];
}

function heading({ product, title, settlementTime }: ProductDay, date: string, ink: Ink): string[] {
  const day = parseDay(date);
  const at = settlementTime === undefined ? "" : `, ${settlementTime.slice(11, 16)} UTC`;
  return [ink("title", `${product} · ${title} · ${day === undefined ? date : sayDay(day)}${at}`)];
}

function reference(one: Reference, ink: Ink): string[] {
  const { index, value, unit, change, used, dropped, window } = one;
  const from = window === undefined ? "" : `, ${window.from.slice(11, 16)} to ${window.until.slice(11, 16)} UTC`;
  const inputs =
    used === 0 ? tierWords(one.clause) : `${counted(used, "input")} used, ${dropped.length} left out${from}`;
  const moved = change === undefined ? "" : `  ${signed(change)}`;
  return [`  ${ink("name", index)}  ${value}${moved}  ${ink("quiet", unit)}`, `    ${ink("quiet", inputs)}`];
}

function prices({ months, lead, unit }: ProductDay, ink: Ink): string[] {
  const head = [quiet("month"), quiet("code"), quietRight("settlement"), quietRight("change"), quiet("price from")];
  const rows = months.map((one): TableCell[] => [
    one.month,
    one.code,
    right(one.settlement, "name"),
    right(one.change === undefined ? "new" : signed(one.change)),
    quiet(`${how(one)}${one.month === lead ? "  (lead month)" : ""}${amended(one)}`),
  ]);
  return [`  ${ink("quiet", `settlement prices in ${unit}`)}`, ...tableLines([head, ...rows], ink)];
}

function quietRight(text: string): TableCell {
  return right(text, "quiet");
}

/** Long enough to tell tiers apart, short enough for a line of a hundred characters. */
const LONGEST_TIER = 58;

function amended({ amendments = [] }: MonthDay): string {
  return amendments.length === 0 ? "" : `  (as amended by ${amendments.join(" and ")})`;
}

function how({ clause, final }: MonthDay): string {
  const words = tierWords(clause);
  const cut = words.length > LONGEST_TIER ? `${words.slice(0, LONGEST_TIER - 1).trimEnd()}…` : words;
  return final ? `${cut}, final` : cut;
}

function payments({ payments: all, balance, currency }: ProductDay, ink: Ink): string[] {
  if (all.length === 0) return ["  The book holds no position in this product."];
  const collateralised = all.some(({ collateral }) => collateral !== undefined);
  const columns = ["lots", "moved", currency, ...(collateralised ? ["paid in"] : [])];
  const head = [quiet("account"), quiet("month"), ...columns.map(quietRight)];
  const rows = all.map((one, at): TableCell[] => {
    const moved = `${one.previous} → ${one.settlement}`;
    return [
      all[at - 1]?.account === one.account ? "" : visible(one.account),
      one.month,
      right(signed(one.lots)),
      right(moved),
      right(signed(one.amount)),
      ...(collateralised ? [right(one.collateral === undefined ? "" : grouped(one.collateral))] : []),
    ];
  });
  const proof = balance.map((one): TableCell[] => [
    "",
    one.month,
    right(grouped(one.long)),
    right(grouped(one.short)),
    right(signed(one.amount), one.net === "0" ? "good" : "bad"),
  ]);
  const proofHead = [quiet("all"), quiet("month"), ...["long", "short", "sum"].map(quietRight)];
  return [
    `  ${ink("quiet", "what each position receives, or pays where it is negative")}`,
    ...tableLines([head, ...rows, [], proofHead, ...proof], ink),
  ];
}

function accounts(day: SettlementDay, ink: Ink): string[] {
  const { accounts: all, totals } = day;
  const lines: string[] = [];
  for (const { currency, amount, balanced } of totals) {
    const of = all.filter((one) => one.currency === currency);
    if (of.length === 0) continue;
    const zero = isZero(amount);
    const rows = of.map((one): TableCell[] => [visible(one.account), visible(one.owner), right(signed(one.amount))]);
    const sum: TableCell[] = ["sum", counted(of.length, "account"), right(grouped(amount), zero ? "good" : "bad")];
    lines.push(
      `  ${ink("quiet", `${optionsOrDeliveries(day) ? "all that is paid" : "variation margin"} in ${currency}`)}`,
      ...tableLines([...rows, sum], ink),
      "",
      `  ${verdict(balanced, zero, ink)}`,
    );
  }
  return lines;
}

/** True where more is paid than the variation of futures. */
function optionsOrDeliveries({ options = [], products }: SettlementDay): boolean {
  return options.length > 0 || products.some(({ deliveries = [] }) => deliveries.length > 0);
}

/** Whether the book balances, and whether the payments add up, in a sentence. */
export function verdict(balanced: boolean, zero: boolean, ink: Ink): string {
  if (balanced && zero)
    return ink("good", "The book balances: every lot long has one short, and the payments add up to exactly zero.");
  if (balanced) return ink("bad", "The book balances, and the payments do not: this is a defect, please report it.");
  return ink(
    "bad",
    "The book does not balance: long and short differ in a month, so the payments do not add up to zero.",
  );
}
