import { type Context, report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import type { Expr } from "../../ast/nodes.ts";
import type { Span } from "../../text/source.ts";

/** Counts of contracts and of milliseconds stay below this: what a program can count exactly, with room to add. */
export const COUNTABLE = 10n ** 15n;

/** Adds the finding that `what` is more than can be counted. */
export function tooMany(context: Context, span: Span, what: string, value: string): undefined {
  const most = String(COUNTABLE - 1n).replace(/\B(?=(\d{3})+$)/g, "_");
  return report(context, "number-out-of-range", span, { what, least: "1", most, value });
}

/** Adds the finding that `what` is zero or less; where a minus made it so, leaving it out is the mend. */
export function notAboveZero(context: Context, node: Expr, what: string, value: string): undefined {
  const minus = /^-\s*/.exec(text(node))?.[0];
  if (minus === undefined) return report(context, "not-above-zero", node.span, { what, value });
  const edits = [{ span: { ...node.span, end: node.span.start + minus.length }, text: "" }];
  const help = `leave the minus out: \`${text(node).slice(minus.length)}\``;
  return report(
    context,
    "not-above-zero",
    node.span,
    { what, value },
    { help, fixes: [{ title: "leave the minus out", edits }] },
  );
}
