import { visible } from "../diagnostic/visible.ts";
import type { FundingInterval, PerpetualDay } from "../model/generated/settlement.ts";
import { explainSteps } from "./explain.ts";
import { grouped, type Ink, quiet, right, signed, type TableCell, tableLines } from "./table.ts";

/** A perpetual as a person reads it: its mark, the funding of each interval, and what every account receives or pays. */
export function perpetualLines(day: PerpetualDay, date: string, ink: Ink, explain: boolean): string[] {
  const { product, title, status, mark, change, unit, intervals, payments, currency, steps, total } = day;
  const moved = change === undefined ? "" : `  ${signed(change)}`;
  return [
    ink("title", `${product} · ${title} · ${date}, listing ${status}`),
    "",
    `  mark  ${ink("name", mark)}${moved}  ${ink("quiet", unit)}`,
    ...(explain ? explainSteps(steps, ink) : []),
    "",
    `  ${ink("quiet", "funding")}`,
    ...tableLines(
      [["interval until", "rate", "for each unit", "samples", "failed"].map(head), ...intervals.map(row)],
      ink,
    ),
    ...(explain ? intervals.flatMap((one) => ["", `  ${ink("name", one.end)}`, ...explainSteps(one.steps, ink)]) : []),
    "",
    `  ${ink("quiet", `what accounts receive in ${currency}`)}`,
    ...tableLines(
      [
        ["account", "lots", "mark", ...intervals.map(({ end }) => `until ${end.slice(11, 16)}`)].map(head),
        ...accountRows(day),
      ],
      ink,
    ),
    `  ${ink("quiet", `${payments.length === 0 ? "funding adds" : "mark and funding add"} up to ${grouped(total)}`)}`,
    "",
  ];
}

const head = (name: string, at: number): TableCell => (at === 0 ? quiet(name) : right(name, "quiet"));

function row({ end, tier, rate, amount, used, missing }: FundingInterval): TableCell[] {
  const words = { rate: "", clamped: "at the clamp", none: "no payment" }[tier];
  return [end, right(rate), right(signed(amount), "name"), right(used), right(missing), quiet(words)];
}

/** Each account with its lots, what the mark moved for it, and what it receives for each interval. */
function accountRows({ payments, intervals }: PerpetualDay): TableCell[][] {
  const rows = intervals[0]?.payments ?? payments;
  return rows.map(({ account, lots }): TableCell[] => {
    const amounts = [payments, ...intervals.map((one) => one.payments)];
    const own = amounts.map((all) => all.find((one) => one.account === account)?.amount ?? "0");
    return [visible(account), right(signed(lots)), ...own.map((one) => right(signed(one)))];
  });
}
