import type { CodeLens, InlayHint } from "vscode-languageserver-types";
import type { Analysis } from "../analysis.ts";
import type { Block, Declaration, File } from "../ast/nodes.ts";
import { contentOf } from "../check/block.ts";
import { counted } from "../diagnostic/counted.ts";
import { regulatedOf, verdictsOf } from "../prove/regulation/verdicts.ts";
import { measureOf, unitText } from "./expected.ts";
import { factsOf } from "./facts.ts";
import { positionOf, rangeOf } from "./ranges.ts";

/** Above each contract and index: its first expiry, how many months are listed, and where the contract falls short of compliance rules. */
export function lenses(analysis: Analysis, file: File): CodeLens[] {
  return file.declarations.flatMap((one) => {
    const facts = factsOf(analysis, one.name.text);
    if (facts === undefined) return [];
    const { contracts, model } = facts;
    const last = contracts[0]?.dates.find((date) => date.name === "last-trading-day");
    const listed = contracts.every(({ period }) => /^\d{4}-\d{2}$/.test(period)) ? "month" : "contract";
    const short = verdictsOf(model).reduce((sum, { shortfalls }) => sum + shortfalls.length, 0);
    const parts = [
      ...(last === undefined ? [] : [`next expiry ${last.date}`]),
      ...(contracts.length === 0 ? [] : [`${counted(contracts.length, listed)} listed`]),
      ...(regulatedOf(model) === undefined ? [] : [counted(short, "compliance finding")]),
    ];
    return parts.length === 0
      ? []
      : [{ range: rangeOf(one.name.span), command: { title: parts.join(" · "), command: "" } }];
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
