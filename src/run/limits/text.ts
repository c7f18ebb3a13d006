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
  lines.push("", ...section("Above a limit", report, "breach", ink, "bad"));
  lines.push("", ...section("Above an accountability level", report, "accountability", ink, "name"));
  const owners = [...new Set(report.reportable.map(({ owner, product }) => `${owner} in ${product}`))];
  lines.push("", `  Reportable: ${owners.length === 0 ? "none" : owners.join(", ")}`);
  return `${lines.join("\n")}\n`;
}

/** A contract month, all of them together, or a contract that has none. */
function heldIn({ product, month }: Row, { products }: LimitReport): string {
  const endless = products.some((one) => one.product === product && one.kind === "perpetual");
  return endless ? product : `${product} ${month ?? "all months"}`;
}

function section(title: string, report: LimitReport, kind: Row["kind"], ink: Ink, part: Parameters<Ink>[0]): string[] {
  const rows = report.rows.filter((one) => one.kind === kind);
  if (rows.length === 0) return [`  ${title}: none`];
  const cells = rows.map((row): TableCell[] => [
    row.holder,
    heldIn(row, report),
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
