import type { CstNode, IToken } from "chevrotain";
import { cover } from "../../text/source.ts";
import type { DateExpr } from "../time-nodes.ts";
import {
  child,
  type Context,
  type Dated,
  leaf,
  nameOf,
  ordered,
  report,
  spanOf,
  sub,
  tok,
  toks,
  unknownWord,
} from "./context.ts";
import { lowerBetween, lowerDay, lowerDays, shifted } from "./date.ts";
import { asDate, type Side } from "./dated.ts";
import { expectDayKind, expectMeasure } from "./day-words.ts";
import { wholeOf } from "./literal.ts";

/** What stands behind a day: an adjustment, a filter, an exception, a shift or a calendar. */
export function lowerTail(context: Context, value: Dated, tail: CstNode, core: CstNode): Dated | undefined {
  const whole = cover(value.span, spanOf(context, tail));
  const adjustment = sub(tail, "adjustment");
  if (adjustment !== undefined) return adjusted(context, value, adjustment, core);
  const filter = sub(tail, "filter");
  if (filter !== undefined) {
    const of = asDate(context, value);
    const day = expectDayKind(context, toks(filter, "Word"));
    const interval = lowerBetween(context, child(filter, "between"));
    return (
      of &&
      day &&
      interval && { kind: "where", of, every: day, interval, is: nameOf(context, leaf(filter, "State")), span: whole }
    );
  }
  const exception = sub(tail, "exception");
  if (exception !== undefined) {
    const of = asDate(context, value);
    const is = lowerDays(context, child(exception, "exceptional"));
    const then = lowerDay(context, child(exception, "instead"));
    return of && is && then && { kind: "unless", of, is, then, span: whole };
  }
  const shift = sub(tail, "shift");
  if (shift !== undefined) {
    const count = wholeOf(context, leaf(shift, "NumberLiteral"));
    const words = toks(shift, "Word");
    const [sign] = ordered(shift, "Plus", "Minus") as [IToken];
    const side: Side = { side: sign.image === "+" ? "after" : "before", inclusive: false, token: sign };
    if (count === undefined || expectMeasure(context, words) === undefined) return undefined;
    return shifted(context, { count, words, side, of: value, span: whole, end: undefined });
  }
  const of = asDate(context, value);
  return of && { kind: "on-calendar", calendar: nameOf(context, leaf(tail, "Name")), of, span: whole };
}

function adjusted(context: Context, value: Dated, node: CstNode, core: CstNode): DateExpr | undefined {
  const whole = cover(value.span, spanOf(context, node));
  const offset = sub(core, "offset");
  if (offset !== undefined && value.kind === "offset") {
    const { start, end } = value.of.span;
    const text = context.source.text;
    const better = `${text.slice(value.span.start, start)}(${text.slice(start, whole.end)})`;
    const other = `(${text.slice(value.span.start, end)})${text.slice(end, whole.end)}`;
    return report(
      context,
      "adjustment-needs-parentheses",
      whole,
      { offset: text.slice(value.span.start, end), adjusted: better },
      {
        evidence: [`moved first, counted then: ${better}`, `counted first, moved then: ${other}`],
      },
    );
  }
  const of = asDate(context, value);
  const words = toks(node, "Name");
  if (of === undefined) return undefined;
  if (words.length > 0 && expectDayKind(context, words) !== "business")
    return words.length > 0 ? mustBeBusiness(context, words) : undefined;
  const [mode] = ordered(node, "Preceding", "Following", "ModifiedPreceding", "ModifiedFollowing", "Nearest") as [
    IToken,
  ];
  const ties =
    tok(node, "TiesPreceding") !== undefined
      ? "preceding"
      : tok(node, "TiesFollowing") !== undefined
        ? "following"
        : undefined;
  return {
    kind: "adjustment",
    mode: mode.image as "preceding" | "following" | "modified-following" | "modified-preceding" | "nearest",
    ...(ties === undefined ? {} : { ties }),
    of,
    span: whole,
  };
}

function mustBeBusiness(context: Context, words: readonly IToken[]): undefined {
  // Words that are no kind of day at all were reported already.
  const at = spanOf(context, words[0] as IToken);
  if (context.diagnostics.some((one) => one.span.start === at.start)) return undefined;
  return unknownWord(context, words, ["business day"]);
}
