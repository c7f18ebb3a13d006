import type { CodeLens, InlayHint } from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import type { Block, Declaration, File } from "../ast/nodes.ts";
import { contentOf } from "../check/block.ts";
import { counted } from "../diagnostic/counted.ts";
import { measureOf, unitText } from "./expected.ts";
import { factsOf } from "./facts.ts";
import { positionOf, rangeOf } from "./ranges.ts";
import { touching } from "./findings.ts";

/** Above each product and index: its first expiry, how many contracts are listed, and how many findings it has. */
export function lenses(analysis: Analysis, file: File): CodeLens[] {
  return file.declarations.flatMap((one) => {
    const facts = factsOf(analysis, one.name.text);
    const found = touching(analysis.diagnostics, file.source, one.span.start, one.span.end).length;
    const parts: string[] = [];
    const [month] = facts?.contracts ?? [];
    const last = month?.dates.find((date) => date.name === "last-trading-day");
    if (last !== undefined) parts.push(`next expiry ${last.date}`);
    if (facts !== undefined && facts.contracts.length > 0)
      parts.push(`${counted(facts.contracts.length, "contract")} listed`);
    if (found > 0 || facts !== undefined) parts.push(found === 0 ? "no findings" : counted(found, "finding"));
    if (parts.length === 0) return [];
    return [{ range: rangeOf(one.name.span), command: { title: parts.join(" · "), command: "" } }];
  });
}

/** The unit behind each bare number whose unit the language takes from elsewhere, in the stretch of the file that is shown. */
export function hints(analysis: Analysis, file: File, start: number, end: number): InlayHint[] {
  const found: InlayHint[] = [];
  const visit = (owner: Declaration, block: Block | undefined) => {
    for (const item of block?.items ?? []) {
      if (item.kind === "let" || item.kind === "statement") continue;
      if (item.span.end < start || item.span.start > end) continue;
      visit(owner, item.block);
      if (item.kind !== "field" || block === undefined) continue;
      const measure = measureOf(block.type, item.key.text);
      const expr = contentOf(item, "expr-value")?.expr;
      if (measure === undefined || expr?.kind !== "number") continue;
      const unit = unitText(analysis.workspace, owner, measure);
      if (unit !== undefined)
        found.push({ position: positionOf(file.source, expr.span.end), label: unit, paddingLeft: true, kind: 1 });
    }
  };
  for (const one of file.declarations) visit(one, one.block);
  return found;
}
