import { csvText } from "../../emit/calendar/csv.ts";
import type { ReportOf } from "./report.ts";

/**
 * What a report of a day shows, as tables for programs: CSV files by their names, each with a line of names on top. Prices and amounts are exact decimals, lots whole numbers;
 * nothing stands where there is no value, and rows are in the order of the report.
 */
export function ledgerTables({ summary, before, movements }: ReportOf): ReadonlyMap<string, string> {
  const { date } = summary;
  const heldBefore = new Map(
    (before?.products ?? []).flatMap(({ product, months }) =>
      months.map(({ month, openInterest }): [string, string] => [`${product}\n${month}`, openInterest]),
    ),
  );
  const curve = summary.products.flatMap(({ product, kind, unit, index, lead, months }) =>
    months.map((one) => {
      const held = heldBefore.get(`${product}\n${one.month}`);
      const change = held === undefined ? undefined : String(BigInt(one.openInterest) - BigInt(held));
      return [
        ...[date, product, kind, one.month, unit, one.settlement, one.previous, one.change],
        ...[one.basis === undefined ? undefined : index, one.basis, one.openInterest, change, one.volume],
        ...[String(one.final), String(one.month === lead)],
      ];
    }),
  );
  const tables: readonly (readonly [string, readonly string[], readonly (readonly (string | undefined)[])[]])[] = [
    [
      "curve",
      [
        ...["date", "product", "kind", "month", "unit", "settlement", "previous", "change", "index", "basis"],
        ...["open_interest", "open_interest_change", "volume", "final", "lead"],
      ],
      curve,
    ],
    [
      "prints",
      ["date", "index", "value", "previous", "unit", "used", "dropped"],
      summary.prints.map((one) => [
        date,
        one.index,
        one.value,
        one.previous,
        one.unit,
        String(one.used),
        String(one.dropped),
      ]),
    ],
    [
      "breaches",
      ["date", "holder", "product", "month", "side", "position", "limit", "file", "line"],
      summary.breaches.map(({ holder, product, month, side, position, level, clause }) => [
        ...[date, holder, product, month, side, position, String(level), clause.path, String(clause.line)],
      ]),
    ],
    [
      "payments",
      ["date", "product", "kind", "currency", "amount", "accounts"],
      summary.payments.map((one) => [date, one.product, one.kind, one.currency, one.amount, one.accounts]),
    ],
    [
      "movements",
      ["date", "account", "owner", "currency", "amount"],
      movements.map(({ account, owner, currency, amount }) => [date, account, owner, currency, amount]),
    ],
  ];
  return new Map(tables.map(([name, head, rows]) => [`${name}.csv`, csvText(head, rows)]));
}
