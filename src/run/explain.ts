import { visible } from "../diagnostic/visible.ts";
import type { Clause, MonthDay, Reference, SeriesDay, Step } from "../model/generated/settlement.ts";
import { counted, type Ink, quiet, right, type TableCell, tableLines, wrapped } from "./table.ts";

/** The words of a tier: its clause without the name of the field and without its condition. */
export function tierWords({ text }: Clause): string {
  return visible(text)
    .replace(/^[a-z][a-z-]*:\s*/, "")
    .split(" when ")[0] as string;
}

/** Every step of a reference price: tiers passed over with their reasons, what was left out, and each number on the way. */
export function explainReference({ clause, skipped, dropped, steps }: Reference, ink: Ink): string[] {
  const left = new Map<string, { clause: Clause; reasons: string[] }>();
  for (const one of dropped) {
    const group = left.get(one.clause.id) ?? { clause: one.clause, reasons: [] };
    group.reasons.push(`row ${Number(one.row.replace("/observations/", "")) + 1}: ${one.reason}`);
    left.set(one.clause.id, group);
  }
  return [
    ...skipped.flatMap((one) => passedOver(one, ink)),
    ...taken(clause, ink),
    ...[...left.values()].flatMap(({ clause: by, reasons }) => [
      `      left out ${counted(reasons.length, "input")} by ${cited(by, ink)}`,
      ...reasons.map((reason) => `        ${ink("quiet", visible(reason))}`),
    ]),
    ...stepLines(steps, ink),
  ];
}

/** Every step of a settlement price. */
export function explainMonth({ clause, skipped, steps }: MonthDay, ink: Ink): string[] {
  return [...skipped.flatMap((one) => passedOver(one, ink)), ...taken(clause, ink), ...stepLines(steps, ink)];
}

/** Every step of the mark of a series of options. */
export function explainMark({ clause, skipped, steps }: SeriesDay, ink: Ink): string[] {
  return [...skipped.flatMap((one) => passedOver(one, ink)), ...taken(clause, ink), ...stepLines(steps, ink)];
}

/** Steps with the place of the clause each one states. */
export function explainSteps(steps: readonly Step[], ink: Ink): string[] {
  return stepLines(steps, ink);
}

function taken(clause: Clause, ink: Ink): string[] {
  return [`    taken: ${cited(clause, ink)}`];
}

function passedOver(
  { clause, reasons }: { readonly clause: Clause; readonly reasons: readonly string[] },
  ink: Ink,
): string[] {
  return [
    `    passed over: ${cited(clause, ink)}`,
    ...reasons.flatMap((reason) => wrapped(visible(reason), 84)).map((line) => `      ${ink("quiet", line)}`),
  ];
}

/** The words of a clause and the line of the spec they stand on. */
function cited({ text, path, line }: Clause, ink: Ink): string {
  const words = visible(text.split("{")[0]?.trim() ?? "");
  const short = words.length > 64 ? `${words.slice(0, 63).trimEnd()}…` : words;
  return `${short} ${ink("quiet", `(${path}:${line})`)}`;
}

function stepLines(steps: readonly Step[], ink: Ink): string[] {
  const rows = steps.map(({ text, value, clause }): TableCell[] => [
    visible(text),
    right(value, "name"),
    quiet(`${clause.path}:${clause.line}`),
  ]);
  return tableLines(rows, ink, "      ");
}
