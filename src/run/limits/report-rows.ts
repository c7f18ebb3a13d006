import type { Row } from "../../model/generated/limit-report.ts";
import { ratio, show } from "../../runtime/exact.ts";
import { limitBookOf, rowsAboveLevels } from "../../runtime/limits-day.ts";
import { clauseIn } from "./clause.ts";
import type { CheckedTable } from "./table.ts";

/** Every position of a table above a level, with the clause that decides; undefined where the book is too large to be counted. */
export function rowsOf(table: CheckedTable): Row[] | undefined {
  const book = limitBookOf(table.setup, {
    accounts: Int32Array.from(table.rows, ({ account }) => account),
    instruments: Int32Array.from(table.rows, ({ instrument }) => instrument),
    lots: Int32Array.from(table.rows, ({ held }) => held.lots),
  });
  if ("kind" in book) {
    if (book.kind === "row") throw new Error(`row ${book.row} of a checked table is of no account or instrument`);
    return undefined;
  }
  return rowsAboveLevels(book).map((found): Row => {
    const { output, months, grants, scale } = table;
    const month = months[found.column];
    const level =
      month === undefined
        ? output.table.allMonths.find((one) => one.type === found.type)
        : found.type === "limit"
          ? month.limit
          : month.accountability;
    if (level === undefined) throw new Error("a position is above a level that there is none of");
    const granted = grants.find(
      ({ person, slot, grant }) =>
        found.type === "limit" &&
        person === found.person &&
        slot === (month === undefined ? -1 : found.column) &&
        grant.contracts * scale === found.level,
    );
    const holder = table.persons[found.person] as string;
    return {
      kind: found.type === "limit" ? "breach" : "accountability",
      holder,
      product: output.table.product.id,
      scope: "scope" in level ? (level.scope as Row["scope"]) : "all-months",
      ...(month === undefined ? {} : { month: month.period }),
      side: found.units < 0 ? "short" : "long",
      position: show(ratio(BigInt(found.units), BigInt(scale))),
      level: found.level / scale,
      ...(granted === undefined
        ? {}
        : { exemption: { kind: granted.grant.kind, until: granted.grant.until, under: granted.grant.under } }),
      owners: ownersOf(table, found.person, found.column),
      clause: clauseIn(month?.of.trace ?? output.trace, level.clause),
    };
  });
}

/** The owners whose rows make up the position of a person in a column, in order. */
function ownersOf({ setup, rows, months }: CheckedTable, person: number, column: number): string[] {
  const { starts, counted, instruments } = setup;
  const found = rows.filter(({ account, instrument }) => {
    const slot = instruments[instrument]?.slot ?? -1;
    if (column < months.length && slot !== column) return false;
    return counted.subarray(starts[account], starts[account + 1]).includes(person);
  });
  return [...new Set(found.map(({ held }) => held.owner))].sort();
}
