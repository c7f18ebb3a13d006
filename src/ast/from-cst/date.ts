import type { IToken } from "chevrotain";
import type {
  BetweenNode,
  DateCoreTree,
  DateTree,
  IntervalNode,
  NearestNode,
  NthNode,
  OffsetNode,
} from "../../../grammar/generated/phrase-nodes.ts";
import { type DateArm, type DateExpr, type Interval, isPeriod, type Ordinal, type PeriodExpr } from "../time-nodes.ts";
import { type Context, type Dated, isToken, nameOf, report, spanOf, sure, unknownWord } from "./context.ts";
import { asDate, asPeriod, type Side, sideOf } from "./dated.ts";
import { expectDayKind, expectMeasure, periodUnit } from "./day-words.ts";
import { wholeOf } from "./literal.ts";

/** A day or month with everything behind it applied from left to right. */
export function lowerDated(context: Context, tree: DateTree): Dated | undefined {
  if (isToken(tree) || tree.name !== "date") return lowerCore(context, tree);
  let value = lowerCore(context, tree.dateCore);
  // An offset without parentheses: what stands behind it may be meant of the day it counts from.
  let loose = isOffset(tree.dateCore);
  for (const tail of tree.dateTail) {
    if (value === undefined) return undefined;
    value = context.read.dateTail(context, value, tail, loose);
    loose = tail.name === "shift";
  }
  return value;
}

function isOffset(tree: DateCoreTree): tree is OffsetNode {
  return !isToken(tree) && tree.name === "offset";
}

export function lowerDate(context: Context, node: DateTree): DateExpr | undefined {
  return asDate(context, lowerDated(context, node));
}

/** A day of a `dateCore` node. */
export function lowerDay(context: Context, node: DateCoreTree): DateExpr | undefined {
  return asDate(context, lowerCore(context, node));
}

/** A month or other stretch of a `dateCore` node. */
export function lowerPeriod(context: Context, node: DateCoreTree): PeriodExpr | undefined {
  return asPeriod(context, lowerCore(context, node));
}

/** The days of a `dateCore` node that may be a list: `[Dec 25, Jan 1]`, `1 business day before [Dec 25, Jan 1]`. */
export function lowerDays(context: Context, tree: DateCoreTree): DateExpr[] | undefined {
  const list = listIn(tree);
  if (list !== undefined) return every(list.map((one) => lowerDate(context, one)));
  const inner = isOffset(tree) ? listIn(tree.dateCore) : undefined;
  if (isOffset(tree) && inner !== undefined) {
    const days = every(inner.map((one) => lowerDate(context, one)));
    return days && every(days.map((of) => asDate(context, offsetOf(context, tree, of))));
  }
  const only = lowerDay(context, tree);
  return only && [only];
}

/** The days of `[Dec 25, Jan 1]`; undefined where no list stands. */
export function listIn(tree: DateTree): readonly DateTree[] | undefined {
  return !isToken(tree) && tree.name === "dateList" ? tree.date : undefined;
}

export function every<T>(values: readonly (T | undefined)[]): T[] | undefined {
  for (const one of values) if (one === undefined) return undefined;
  return values as T[];
}

export function lowerCore(context: Context, tree: DateCoreTree): Dated | undefined {
  if (isToken(tree)) return lowerToken(context, tree);
  switch (tree.name) {
    case "offset":
      return offsetBehind(context, tree, lowerCore(context, tree.dateCore));
    case "nth":
      return lowerNth(context, tree);
    case "extreme": {
      const of = every(tree.dateCore.map((one) => lowerDay(context, one)));
      return of && { kind: tree.EarlierLater.image as "earlier" | "later", of, span: spanOf(context, tree) };
    }
    case "edge": {
      const of = lowerPeriod(context, tree.dateCore);
      return of && { kind: "edge", edge: tree.StartEnd.image as "start" | "end", of, span: spanOf(context, tree) };
    }
    case "nearest":
      return lowerNearest(context, tree);
    case "dateGroup": {
      const inner = lowerDated(context, tree.date);
      return inner && { ...inner, span: spanOf(context, tree) };
    }
    case "dateList": {
      const at = spanOf(context, tree);
      return report(context, "day-expected", at, { found: context.source.text.slice(at.start, at.end) });
    }
    case "listed": {
      const source = context.read.reference(context, tree.reference);
      if (source === undefined) return undefined;
      if (source.kind !== "reference")
        return report(context, "word-not-here", source.span, {
          word: "from",
          known: "the name of a source behind `from`",
        });
      return { kind: "listed-date", source: source, span: spanOf(context, tree) };
    }
    case "dateName":
      return context.read.dateName(context, tree);
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
function offsetOf(context: Context, node: OffsetNode, of: Dated | undefined): Dated | undefined {
  const { Word: words } = node;
  const measure = of && expectMeasure(context, words);
  const count = measure && wholeOf(context, node.NumberLiteral);
  if (of === undefined || measure === undefined || count === undefined) return undefined;
  const side = sideOf(node.side);
  if (side.inclusive) return unknownWord(context, [side.token], ["before", "after"]);
  return shifted(context, { count, words, side, of, span: spanOf(context, node), end: node.MonthEnd });
}

/** `2 days before 1 business day before D`: which is counted first is said with parentheses. */
function offsetBehind(context: Context, node: OffsetNode, of: Dated | undefined): Dated | undefined {
  const value = offsetOf(context, node, of);
  if (!isOffset(node.dateCore) || value?.kind !== "offset" || value.of.kind !== "offset") return value;
  return mixed(context, value, value.of);
}

/** The finding for calendar days and business days counted one after another without parentheses; any other two are as they are. */
export function mixed(context: Context, outer: Offset, inner: Offset): DateExpr {
  const kinds = [outer.unit, inner.unit].map((one) => (one === "week" ? "calendar" : one));
  if (!kinds.includes("business") || !kinds.includes("calendar")) return outer;
  const { text } = context.source;
  const day = text.slice(inner.of.span.start, inner.of.span.end);
  const says = (one: Offset) => `${measured(one)} ${one.side}`;
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

type Offset = Extract<DateExpr, { kind: "offset" }>;

/** `2 business days`, `1 week`. */
function measured({ count, unit }: Offset): string {
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
export function lowerNth(context: Context, node: NthNode): Dated | undefined {
  const { Word: words, dateCore: inner, Which: which } = node;
  const at = spanOf(context, node);
  const unit = periodUnit(words);
  if (unit !== undefined && isEnd(which.image) && node.side === undefined) {
    const of = lowerPeriod(context, inner);
    return of && { kind: "period-part", unit, which: which.image, of, span: at };
  }
  const day = expectDayKind(context, words);
  const ordinal = ordinalOf(context, which);
  if (day === undefined || ordinal === undefined) return undefined;
  if (node.side === undefined) {
    const of = lowerPeriod(context, inner);
    return of && { kind: "nth-day", ordinal, day, of, span: at };
  }
  const of = lowerDay(context, inner);
  const { side, inclusive } = sideOf(node.side);
  // The last Friday before a day is the first one met going back from it.
  return of && { kind: "relative-day", ordinal: { ...ordinal, fromEnd: false }, day, side, inclusive, of, span: at };
}

function isEnd(word: string): word is "first" | "last" {
  return word === "last" || word === "first";
}

function ordinalOf(context: Context, token: IToken): Ordinal | undefined {
  const { image } = token;
  const span = spanOf(context, token);
  if (isEnd(image)) return { count: 1, fromEnd: image === "last", span };
  const count = Number.parseInt(image, 10);
  if (count === 0 || count > 999)
    return report(context, "word-not-here", span, { word: image, known: "an ordinal from `1st` on" });
  return { count, fromEnd: image.endsWith("-last"), span };
}

function lowerNearest(context: Context, node: NearestNode): PeriodExpr | undefined {
  const { Word: words, withDate, untilDate } = node;
  const last = words.slice(-1);
  const unit = last[0]?.image === "day" ? "day" : periodUnit(last);
  if (unit === undefined || words.length > 2)
    return unknownWord(context, words, ["day", "week", "month", "quarter", "year"]);
  const product = words.length === 2 ? nameOf(context, words[0] as IToken) : undefined;
  const until = untilDate && lowerDay(context, untilDate);
  const of = withDate && lowerDay(context, withDate);
  if ((untilDate !== undefined && until === undefined) || (withDate !== undefined && of === undefined))
    return undefined;
  const named = product === undefined ? {} : { product };
  const limit = until === undefined ? {} : { until };
  const at = spanOf(context, node);
  if (of === undefined) return { kind: "nearest-period", ...named, unit, ...limit, span: at };
  const { side, inclusive } = sideOf(sure(node.side));
  return {
    kind: "nearest-period",
    ...named,
    unit,
    with: { date: nameOf(context, sure(node.Date)), side, inclusive, of },
    ...limit,
    span: at,
  };
}

/** `from A to B` (B in it), `from A until B` (not). */
export function lowerBetween(context: Context, node: BetweenNode | IntervalNode): Interval | undefined {
  const from = lowerDate(context, node.start);
  const to = lowerDate(context, node.finish);
  return from && to && { kind: "interval", from, to, inclusive: node.To !== undefined, span: spanOf(context, node) };
}
