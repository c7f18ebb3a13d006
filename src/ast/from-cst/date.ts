import type { CstNode, IToken } from "chevrotain";
import { type DateArm, type DateExpr, type Interval, isPeriod, type Ordinal, type PeriodExpr } from "../time-nodes.ts";
import {
  child,
  type Context,
  type Dated,
  leaf,
  nameOf,
  onlyChild,
  ordered,
  report,
  spanOf,
  sub,
  subs,
  tok,
  toks,
  unknownWord,
} from "./context.ts";
import { asDate, asPeriod, type Side, sideOf } from "./dated.ts";
import { expectDayKind, expectMeasure, periodUnit } from "./day-words.ts";
import { wholeOf } from "./literal.ts";

/** A `date` node: what it says with everything behind it applied from left to right. */
export function lowerDated(context: Context, node: CstNode): Dated | undefined {
  const core = child(node, "dateCore");
  let value = lowerCore(context, core);
  // An offset without parentheses: what stands behind it may be meant of the day it counts from.
  let loose = sub(core, "offset") !== undefined;
  for (const tail of subs(node, "dateTail")) {
    if (value === undefined) return undefined;
    value = context.read.dateTail(context, value, tail, loose);
    loose = sub(tail, "shift") !== undefined;
  }
  return value;
}

export function lowerDate(context: Context, node: CstNode): DateExpr | undefined {
  return asDate(context, lowerDated(context, node));
}

/** A day of a `dateCore` node. */
export function lowerDay(context: Context, node: CstNode): DateExpr | undefined {
  return asDate(context, lowerCore(context, node));
}

/** A month or other stretch of a `dateCore` node. */
export function lowerPeriod(context: Context, node: CstNode): PeriodExpr | undefined {
  return asPeriod(context, lowerCore(context, node));
}

/** The days of a `dateCore` node that may be a list: `[Dec 25, Jan 1]`, `1 business day before [Dec 25, Jan 1]`. */
export function lowerDays(context: Context, node: CstNode): DateExpr[] | undefined {
  const list = sub(node, "dateList");
  if (list !== undefined) return every(subs(list, "date").map((one) => lowerDate(context, one)));
  const offset = sub(node, "offset");
  const inner = offset && sub(child(offset, "dateCore"), "dateList");
  if (offset !== undefined && inner !== undefined) {
    const days = every(subs(inner, "date").map((one) => lowerDate(context, one)));
    return days && every(days.map((of) => asDate(context, offsetOf(context, offset, of))));
  }
  const only = lowerDay(context, node);
  return only && [only];
}

export function every<T>(values: readonly (T | undefined)[]): T[] | undefined {
  return values.some((one) => one === undefined) ? undefined : (values as T[]);
}

export function lowerCore(context: Context, node: CstNode): Dated | undefined {
  const only = onlyChild(node);
  const at = spanOf(context, node);
  if (!("children" in only)) return lowerToken(context, only);
  switch (only.name) {
    case "offset":
      return offsetBehind(context, only, lowerCore(context, child(only, "dateCore")));
    case "nth":
      return lowerNth(context, only);
    case "extreme": {
      const of = every(subs(only, "dateCore").map((one) => lowerDay(context, one)));
      return of && { kind: leaf(only, "EarlierLater").image as "earlier" | "later", of, span: at };
    }
    case "edge": {
      const of = lowerPeriod(context, child(only, "dateCore"));
      return of && { kind: "edge", edge: leaf(only, "StartEnd").image as "start" | "end", of, span: at };
    }
    case "nearest":
      return lowerNearest(context, only);
    case "dateGroup": {
      const inner = lowerDated(context, child(only, "date"));
      return inner && { ...inner, span: at };
    }
    case "dateList":
      return report(context, "day-expected", at, { found: context.source.text.slice(at.start, at.end) });
    case "listed": {
      const source = context.read.reference(context, child(only, "reference"));
      if (source === undefined) return undefined;
      if (source.kind !== "reference")
        return report(context, "word-not-here", source.span, {
          word: "from",
          known: "the name of a source behind `from`",
        });
      return { kind: "listed-date", source: source, span: at };
    }
    default:
      return context.read.dateName(context, only);
  }
}

function lowerToken(context: Context, token: IToken): Dated | undefined {
  const at = spanOf(context, token);
  switch (token.tokenType.name) {
    case "Easter":
      return { kind: "easter", span: at };
    case "DateLiteral":
      return { kind: "day-literal", text: token.image, span: at };
    case "MonthLiteral":
      return { kind: "month-literal", text: token.image, span: at };
    default: {
      const arms = context.arms(token)?.map((arm): DateArm | undefined => {
        const content = arm.value.content;
        return content.kind === "date-value"
          ? { date: content.date, ...(arm.when === undefined ? {} : { when: arm.when }), span: arm.span }
          : undefined;
      });
      const good = arms && every(arms);
      return good && { kind: "date-case", arms: good, span: at };
    }
  }
}

/** `3 business days before D`, `2 months before contract month`. */
function offsetOf(context: Context, node: CstNode, of: Dated | undefined): Dated | undefined {
  const words = toks(node, "Word");
  const measure = of && expectMeasure(context, words);
  const count = measure && wholeOf(context, leaf(node, "NumberLiteral"));
  if (of === undefined || measure === undefined || count === undefined) return undefined;
  const side = sideOf(child(node, "side"));
  if (side.inclusive) return unknownWord(context, [side.token], ["before", "after"]);
  return shifted(context, { count, words, side, of, span: spanOf(context, node), end: tok(node, "MonthEnd") });
}

/** `2 days before 1 business day before D`: which is counted first is said with parentheses. */
function offsetBehind(context: Context, node: CstNode, of: Dated | undefined): Dated | undefined {
  const value = offsetOf(context, node, of);
  const inner = sub(child(node, "dateCore"), "offset");
  if (inner === undefined || value?.kind !== "offset" || value.of.kind !== "offset") return value;
  return mixed(context, value, value.of);
}

/** The finding for calendar days and business days counted one after another without parentheses; any other two are as they are. */
export function mixed(context: Context, outer: OffsetNode, inner: OffsetNode): DateExpr {
  const kinds = [outer.unit, inner.unit].map((one) => (one === "week" ? "calendar" : one));
  if (!kinds.includes("business") || !kinds.includes("calendar")) return outer;
  const { text } = context.source;
  const day = text.slice(inner.of.span.start, inner.of.span.end);
  const says = (one: OffsetNode) => `${measured(one)} ${one.side}`;
  const swapped: DateExpr = { ...inner, of: { ...outer, of: inner.of } };
  report(
    context,
    "days-mixed",
    outer.span,
    { better: `${says(outer)} (${says(inner)} ${day})` },
    {
      evidence: [
        `${measured(inner)} counted first: ${says(outer)} (${says(inner)} ${day})`,
        `${measured(outer)} counted first: ${says(inner)} (${says(outer)} ${day})`,
      ],
    },
  );
  return { kind: "two-readings", readings: [outer, swapped], span: outer.span };
}

type OffsetNode = Extract<DateExpr, { kind: "offset" }>;

/** `2 business days`, `1 week`. */
function measured({ count, unit }: OffsetNode): string {
  const word = unit === "business" ? "business day" : unit === "calendar" ? "day" : unit;
  return `${count} ${word}${count === 1 ? "" : "s"}`;
}

type Shift = {
  readonly count: number;
  readonly words: readonly IToken[];
  readonly side: Side;
  readonly of: Dated;
  readonly span: DateExpr["span"];
  readonly end: IToken | undefined;
};

/** What lies `count` days or months to one side of a day or month. */
export function shifted(context: Context, shift: Shift): Dated | undefined {
  const { count, of, span } = shift;
  const side = shift.side.side;
  const unit = periodUnit(shift.words);
  if (unit !== undefined && isPeriod(of)) return { kind: "period-offset", count, unit, side, of, span };
  const day = asDate(context, of);
  if (day === undefined) return undefined;
  if (unit === undefined) {
    const kind = expectDayKind(context, shift.words);
    return kind && { kind: "offset", count, unit: kind, side, of: day, span };
  }
  const monthEnd = shift.end === undefined ? {} : { monthEnd: shift.end.image as "end-of-month" | "clamp" };
  if (unit === "week") return { kind: "offset", count, unit, side, of: day, ...monthEnd, span };
  const months = { month: 1, quarter: 3, year: 12 }[unit];
  return { kind: "offset", count: count * months, unit: "month", side, of: day, ...monthEnd, span };
}

/** `3rd Friday of M`, `last business day of M`, `2nd Friday before D`. */
export function lowerNth(context: Context, node: CstNode): Dated | undefined {
  const words = toks(node, "Word");
  const at = spanOf(context, node);
  const inner = child(node, "dateCore");
  const sideNode = sub(node, "side");
  const unit = periodUnit(words);
  const which = tok(node, "First") === undefined ? (tok(node, "Last") === undefined ? undefined : "last") : "first";
  if (unit !== undefined && which !== undefined && sideNode === undefined) {
    const of = lowerPeriod(context, inner);
    return of && { kind: "period-part", unit, which, of, span: at };
  }
  const day = expectDayKind(context, words);
  const ordinal = ordinalOf(context, node);
  if (day === undefined || ordinal === undefined) return undefined;
  if (sideNode === undefined) {
    const of = lowerPeriod(context, inner);
    return of && { kind: "nth-day", ordinal, day, of, span: at };
  }
  const of = lowerDay(context, inner);
  const { side, inclusive } = sideOf(sideNode);
  // The last Friday before a day is the first one met going back from it.
  return of && { kind: "relative-day", ordinal: { ...ordinal, fromEnd: false }, day, side, inclusive, of, span: at };
}

function ordinalOf(context: Context, node: CstNode): Ordinal | undefined {
  const [token] = ordered(node, "Ordinal", "First", "Last") as IToken[];
  const { image } = token as IToken;
  const span = spanOf(context, token as IToken);
  if (image === "last" || image === "first") return { count: 1, fromEnd: image === "last", span };
  const count = Number.parseInt(image, 10);
  if (count === 0 || count > 999)
    return report(context, "word-not-here", span, { word: image, known: "an ordinal from `1st` on" });
  return { count, fromEnd: image.endsWith("-last"), span };
}

function lowerNearest(context: Context, node: CstNode): PeriodExpr | undefined {
  const words = toks(node, "Word");
  const unit = periodUnit(words.slice(-1));
  if (unit === undefined || words.length > 2) return unknownWord(context, words, ["month", "week", "quarter", "year"]);
  const product = words.length === 2 ? nameOf(context, words[0] as IToken) : undefined;
  const withNode = sub(node, "withDate");
  const untilNode = sub(node, "untilDate");
  const until = untilNode && lowerDay(context, untilNode);
  const of = withNode && lowerDay(context, withNode);
  if ((untilNode !== undefined && until === undefined) || (withNode !== undefined && of === undefined))
    return undefined;
  const named = product === undefined ? {} : { product };
  const limit = until === undefined ? {} : { until };
  const at = spanOf(context, node);
  if (of === undefined) return { kind: "nearest-period", ...named, unit, ...limit, span: at };
  const { side, inclusive } = sideOf(child(node, "side"));
  return {
    kind: "nearest-period",
    ...named,
    unit,
    with: { date: nameOf(context, leaf(node, "Date")), side, inclusive, of },
    ...limit,
    span: at,
  };
}

/** `from A to B` (B in it), `from A until B` (not). */
export function lowerBetween(context: Context, node: CstNode): Interval | undefined {
  const read = (one: CstNode) => (one.name === "date" ? lowerDate(context, one) : lowerDay(context, one));
  const from = read(child(node, "start"));
  const to = read(child(node, "finish"));
  return (
    from && to && { kind: "interval", from, to, inclusive: tok(node, "To") !== undefined, span: spanOf(context, node) }
  );
}
