import type { LimitReport, Row } from "../../model/generated/limit-report.ts";
import { parseDay, sayDay } from "../../value/day.ts";
import { counted, grouped, type Ink, plainInk, quiet, right, type TableCell, tableLines } from "../table.ts";

/** A report of limits as a person reads it: breaches first, each with its level, what says so and where. */
export function limitText(report: LimitReport, ink: Ink = plainInk): string {
  const day = parseDay(report.date);
  const said = day === undefined ? report.date : sayDay(day);
  const lines = [ink("title", `Positions against limits · ${report.edge} of ${said}`), ""];
  for (const { product, owners, positions } of report.products)
    lines.push(`  ${ink("name", product)}  ${counted(positions, "position")} of ${counted(owners, "holder")}`);
  lines.push("", ...section("Above a limit", rowsOf(report, "breach"), ink, "bad"));
  lines.push("", ...section("Above an accountability level", rowsOf(report, "accountability"), ink, "name"));
  const owners = [...new Set(report.reportable.map(({ owner, product }) => `${owner} in ${product}`))];
  lines.push("", `  Reportable: ${owners.length === 0 ? "none" : owners.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

function rowsOf({ rows }: LimitReport, kind: Row["kind"]): Row[] {
  return rows.filter((one) => one.kind === kind);
}

function section(title: string, rows: readonly Row[], ink: Ink, part: Parameters<Ink>[0]): string[] {
  if (rows.length === 0) return [`  ${title}: none`];
  const cells = rows.map((row): TableCell[] => [
    row.holder,
    [row.product, row.month ?? "all months"].join(" "),
    right(grouped(row.position.replace(/^-/, "")), part),
    row.side,
    `of ${grouped(String(row.level))}`,
    quiet(`${row.clause.text} (${row.clause.path}:${row.clause.line})${whose(row)}`),
  ]);
  return [`  ${title}: ${rows.length}`, ...tableLines(cells, ink, "    ")];
}

function whose({ owners, holder, exemption }: Row): string {
  const of = owners.length === 1 && owners[0] === holder ? "" : `; with ${owners.join(", ")}`;
  return exemption === undefined ? of : `${of}; exempted (${exemption.kind}) until ${exemption.until}`;
}
