import type { IToken } from "chevrotain";
import { type DateExpr, isPeriod, type PeriodExpr } from "../time-nodes.ts";
import { type Context, type Dated, report } from "./context.ts";

/** The day a phrase names; a stretch of days is reported. */
export function asDate(context: Context, node: Dated | undefined): DateExpr | undefined {
  if (node === undefined || !isPeriod(node)) return node;
  // `contract day` is the one stretch that is a day.
  if (node.kind === "contract-period" && node.unit === "day")
    return { kind: "edge", edge: "start", of: node, span: node.span };
  return report(context, "day-expected", node.span, {
    found: context.source.text.slice(node.span.start, node.span.end),
  });
}

/** The stretch a phrase names: a bare name may be a declared interval or `it`; any other day is reported. */
export function asPeriod(context: Context, node: Dated | undefined): PeriodExpr | undefined {
  if (node === undefined || isPeriod(node)) return node;
  if (node.kind === "date-reference" && node.of === undefined && node.index === undefined) {
    return { kind: "period-reference", path: node.path, span: node.span };
  }
  return report(context, "month-expected", node.span, {
    found: context.source.text.slice(node.span.start, node.span.end),
  });
}

export type Side = { readonly side: "before" | "after"; readonly inclusive: boolean; readonly token: IToken };

export function sideOf(token: IToken): Side {
  return { side: token.image.endsWith("before") ? "before" : "after", inclusive: token.image.startsWith("on"), token };
}
