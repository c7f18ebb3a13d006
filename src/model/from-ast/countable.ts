import { type Context, report } from "../../check/context.ts";
import type { Span } from "../../text/source.ts";

/** Counts of contracts and of milliseconds stay below this: what a program can count exactly, with room to add. */
export const COUNTABLE = 10n ** 15n;

/** Adds the finding that `what` is more than can be counted. */
export function tooMany(context: Context, span: Span, what: string, value: string): undefined {
  const most = String(COUNTABLE - 1n).replace(/\B(?=(\d{3})+$)/g, "_");
  return report(context, "number-out-of-range", span, { what, least: "1", most, value });
}
