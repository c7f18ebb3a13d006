import type { IToken } from "chevrotain";
import type {
  AdjustmentNode,
  DateCoreTree,
  DateTailTree,
  ExceptionNode,
  FilterNode,
  ShiftNode,
} from "../../../grammar/generated/phrase-nodes.ts";
import { endOf } from "../../../grammar/place.ts";
import { cover, type Span } from "../../text/source.ts";
import type { Name } from "../nodes.ts";
import type { DateExpr } from "../time-nodes.ts";
import { type Context, type Dated, isToken, nameOf, report, spanOf, sure, unknownWord } from "./context.ts";
import { lowerBetween, lowerDay, lowerDays, mixed, shifted } from "./date.ts";
import { asDate, type Side } from "./dated.ts";
import { expectDayKind, expectMeasure } from "./day-words.ts";
import { wholeOf } from "./literal.ts";

/** What stands behind a day: an adjustment, a filter, an exception, a shift or a calendar. */
export function lowerTail(context: Context, value: Dated, tail: DateTailTree, loose: boolean): Dated | undefined {
  const whole = cover(value.span, spanOf(context, tail));
  switch (tail.name) {
    case "adjustment":
      return adjusted(context, value, tail, loose);
    case "filter":
      return filtered(context, value, tail, whole);
    case "exception":
      return excepted(context, value, tail, whole);
    case "shift":
      return shiftedBy(context, value, tail, loose, whole);
    case "dateTail": {
      const of = asDate(context, value);
      return of && { kind: "on-calendar", calendar: nameOf(context, tail.Name), of, span: whole };
    }
  }
}

/** `- 2 days`. */
function shiftedBy(context: Context, value: Dated, shift: ShiftNode, loose: boolean, span: Span): Dated | undefined {
  const count = wholeOf(context, shift.NumberLiteral);
  const { Word: words, Sign: sign } = shift;
  const side: Side = { side: sign.image === "+" ? "after" : "before", inclusive: false, token: sign };
  if (count === undefined || expectMeasure(context, words) === undefined) return undefined;
  const found = shifted(context, { count, words, side, of: value, span, end: undefined });
  return loose && found?.kind === "offset" && found.of.kind === "offset" ? mixed(context, found, found.of) : found;
}

/** `where every weekday from A to B is open`, `where it is open`. */
function filtered(context: Context, value: Dated, filter: FilterNode, span: Span): DateExpr | undefined {
  const of = asDate(context, value);
  const calendar = calendarBehind(context, filter.Calendar);
  const is = nameOf(context, filter.State);
  const { It: it } = filter;
  if (it !== undefined) {
    if (it.image !== "it") return unknownWord(context, [it], ["it", "every"]);
    return of && { kind: "where", of, is, ...calendar, span };
  }
  const every = expectDayKind(context, filter.Word);
  const interval = lowerBetween(context, sure(filter.between));
  return of && every && interval && { kind: "where", of, days: { every, interval }, is, ...calendar, span };
}

/** `unless it is A then B`, `unless it is closed then B`. */
function excepted(context: Context, value: Dated, exception: ExceptionNode, span: Span): DateExpr | undefined {
  const of = asDate(context, value);
  const then = lowerDay(context, exception.instead);
  const core = exception.exceptional;
  const calendar = calendarBehind(context, exception.Calendar);
  const state = stateOf(context, core);
  if (state !== undefined) return of && then && { kind: "unless-state", of, is: state, ...calendar, then, span };
  const is = lowerDays(context, core);
  const { calendar: named } = calendar;
  if (named !== undefined) {
    return report(context, "word-not-here", named.span, {
      word: `on ${named.text}`,
      known: "`on` behind `open` or `closed`",
    });
  }
  return of && is && then && { kind: "unless", of, is, then, span };
}

/** `open` or `closed` where a day may stand as well. */
function stateOf(context: Context, core: DateCoreTree): Name | undefined {
  if (isToken(core) || core.name !== "dateName") return undefined;
  const [only] = core.Name as [IToken];
  if (endOf(core) !== endOf(only)) return undefined;
  return only.image === "open" || only.image === "closed" ? nameOf(context, only) : undefined;
}

function calendarBehind(context: Context, name: IToken | undefined): { calendar?: Name } {
  return name === undefined ? {} : { calendar: nameOf(context, name) };
}

function adjusted(context: Context, value: Dated, node: AdjustmentNode, loose: boolean): DateExpr | undefined {
  const whole = cover(value.span, spanOf(context, node));
  if (loose && value.kind === "offset") return ambiguous(context, value, node, whole);
  const of = asDate(context, value);
  const { Name: words } = node;
  if (of === undefined) return undefined;
  if (words.length > 0 && expectDayKind(context, words) !== "business") return mustBeBusiness(context, words);
  return { kind: "adjustment", ...rollOf(node), of, span: whole };
}

type Adjustment = Extract<DateExpr, { kind: "adjustment" }>;

function rollOf(node: AdjustmentNode): Pick<Adjustment, "mode" | "ties"> {
  const mode = node.Mode.image as Adjustment["mode"];
  if (node.TiesPreceding !== undefined) return { mode, ties: "preceding" };
  return node.TiesFollowing === undefined ? { mode } : { mode, ties: "following" };
}

/** An offset with an adjustment behind it: the finding, and both readings for the example month that is found later. */
function ambiguous(
  context: Context,
  offset: Extract<DateExpr, { kind: "offset" }>,
  node: AdjustmentNode,
  whole: Span,
): DateExpr {
  const { text } = context.source;
  const roll = rollOf(node);
  const moving = text.slice(node.startOffset, whole.end);
  const day = text.slice(offset.of.span.start, offset.of.span.end);
  // `, clamp` belongs to the offset and stands behind the day it counts from.
  const end = offset.monthEnd === undefined ? "" : `, ${offset.monthEnd}`;
  const forward = offset.of.span.start > offset.span.start;
  const counted = text.slice(offset.span.start, offset.span.end);
  const count = forward
    ? text.slice(offset.span.start, offset.of.span.start)
    : text.slice(offset.of.span.end, offset.span.end);
  const better = forward ? `${count}(${day} ${moving})${end}` : `(${day} ${moving})${count}`;
  report(
    context,
    "adjustment-needs-parentheses",
    whole,
    { offset: counted, adjusted: better },
    { evidence: [`moved first, counted then: ${better}`, `counted first, moved then: (${counted}) ${moving}`] },
  );
  const movedFirst: DateExpr = { ...offset, of: { kind: "adjustment", ...roll, of: offset.of, span: whole } };
  const countedFirst: DateExpr = { kind: "adjustment", ...roll, of: offset, span: whole };
  return { kind: "two-readings", readings: [movedFirst, countedFirst], span: whole };
}

function mustBeBusiness(context: Context, words: readonly IToken[]): undefined {
  // Words that are no kind of day at all were reported already.
  const at = spanOf(context, words[0] as IToken);
  if (context.diagnostics.some((one) => one.span.start === at.start)) return undefined;
  return unknownWord(context, words, ["business day"]);
}
