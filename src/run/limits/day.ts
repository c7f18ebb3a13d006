import { diagnostic, type Diagnostic, hasErrors } from "../../diagnostic/diagnostic.ts";
import { placeOf } from "../../host/failure.ts";
import type { LimitReport } from "../../model/generated/limit-report.ts";
import { ownershipOf } from "./owners.ts";
import { reportablePositions } from "./reportable.ts";
import { rowsOf } from "./report-rows.ts";
import { type CheckedTable, tableOf } from "./table.ts";
import { heldIn, type LimitInput } from "./terms.ts";

export type LimitOutcome =
  | { readonly kind: "checked"; readonly report: LimitReport; readonly tables: readonly CheckedTable[] }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/**
 * The positions of one day against the limits of every product that they count towards: breaches, positions above accountability levels and those to be
 * reported, each with the level in force, its clause and the line of the spec. Whatever is wrong with book, owners or deltas is told together, and then nothing is
 * reported.
 */
export function limitsDay(input: LimitInput): LimitOutcome {
  const problems: Diagnostic[] = [];
  const { book, outputs, deltas, date } = input;
  for (const file of [book, ...(deltas === undefined ? [] : [deltas])]) {
    if (file.data.date === date) continue;
    problems.push(diagnostic("input-other-day", file.place("/date"), { found: file.data.date, wanted: date }));
  }
  const rows = heldIn(input, problems);
  const ownership = ownershipOf(input.owners, problems);
  (input.owners?.data.exemptions ?? []).forEach(({ product }, at) => {
    const place = input.owners?.place(`/exemptions/${at}`);
    if (place === undefined || outputs.some(({ table }) => table.product.id === product)) return;
    const known = outputs.map(({ table }) => table.product.id).join(", ");
    problems.push(diagnostic("position-product-unknown", place, { product, known }));
  });
  if (rows.length === 0 && !hasErrors(problems)) {
    const known = outputs.map(({ table }) => table.product.id).join(", ");
    problems.push(diagnostic("nothing-to-check", placeOf(book.source.path), { known }));
  }
  if (hasErrors(problems)) return { kind: "refused", diagnostics: problems };
  const report: LimitReport = {
    format: "tenor-limit-report/1",
    date,
    edge: input.edge,
    products: [],
    rows: [],
    reportable: [],
  };
  const tables: CheckedTable[] = [];
  for (const output of outputs) {
    const table = tableOf(input, output, rows, ownership, problems);
    if (table === undefined) continue;
    tables.push(table);
    const found = rowsOf(table);
    const { id, kind } = output.table.product;
    if (found === undefined)
      problems.push(diagnostic("positions-too-large", placeOf(book.source.path), { product: id }));
    report.products.push({ product: id, kind, owners: table.persons.length, positions: table.rows.length });
    // One by one: a list of a hundred thousand arguments is more than a call can take.
    for (const one of found ?? []) report.rows.push(one);
    for (const one of reportablePositions(output, rows)) report.reportable.push(one);
  }
  const once = problems.filter(
    (one, at) =>
      problems.findIndex(
        (other) => other.code === one.code && other.message === one.message && other.span.start === one.span.start,
      ) === at,
  );
  return hasErrors(once) ? { kind: "refused", diagnostics: once } : { kind: "checked", report, tables };
}
