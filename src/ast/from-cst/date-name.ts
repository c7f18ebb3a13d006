import type { IToken } from "chevrotain";
import type { DateCoreTree, DateNameNode } from "../../../grammar/generated/phrase-nodes.ts";
import { lowerCore, lowerDay, lowerPeriod, shifted } from "./date.ts";
import { between, type Context, type Dated, namesOf, spanOf, unknownWord } from "./context.ts";
import { sideOf } from "./dated.ts";
import { dayKind, expectDayKind, isMonthName, periodUnit } from "./day-words.ts";
import { wholeOf } from "./literal.ts";

/** A phrase about time that begins with a name; the words say which: see the grammar's `dateName`. */
export function lowerDateName(context: Context, node: DateNameNode): Dated | undefined {
  const { Name: path, Word: words, NumberLiteral: number, dateCore: inner } = node;
  if (path.length > 1 || node.index !== undefined) return pathOf(context, node, inner);
  const all = words.length === 0 ? path : [...path, ...words];
  const at = spanOf(context, node);
  if (number !== undefined) return numbered(context, all, number, inner, at);
  if (inner === undefined) return bare(context, all, at);
  if (node.Nearest !== undefined) {
    const day = expectDayKind(context, all);
    const to = day && lowerDay(context, inner);
    return day && to && { kind: "nearest-day", day, to, span: at };
  }
  if (node.side !== undefined) return beside(context, all, node.side, inner, at);
  // `month of D`, `last-trading-day of expiring month`
  const unit = periodUnit(all);
  if (unit !== undefined) {
    const of = lowerDay(context, inner);
    return of && { kind: "period-of", unit, of, span: at };
  }
  if (all.length > 1)
    return unknownWord(context, all, ["last business day", "1st business day", "day 25", "month", "last-trading-day"]);
  const of = lowerPeriod(context, inner);
  return of && { kind: "date-reference", path: namesOf(context, path), of, span: at };
}

/** `GPH.last-trading-day`, `BUS[2].last-trading-day`, perhaps `of` a month. */
function pathOf(context: Context, node: DateNameNode, inner: DateCoreTree | undefined): Dated | undefined {
  const { Name: path, Word: words } = node;
  if (words.length > 0) return unknownWord(context, words, ["of contract month"]);
  if (inner !== undefined && node.Of === undefined)
    return unknownWord(context, [path[path.length - 1] as IToken], ["business day", "Friday"]);
  const index = node.index && context.read.logic(context, node.index.logic);
  const of = inner && lowerPeriod(context, inner);
  if ((node.index !== undefined && index === undefined) || (inner !== undefined && of === undefined)) return undefined;
  return {
    kind: "date-reference",
    path: namesOf(context, path),
    ...(index === undefined ? {} : { index }),
    ...(of === undefined ? {} : { of }),
    span: spanOf(context, node),
  };
}

/** `day 25 of M`, `Dec 25`. */
function numbered(
  context: Context,
  words: readonly IToken[],
  number: IToken,
  inner: DateCoreTree | undefined,
  at: Dated["span"],
): Dated | undefined {
  const [word] = words as [IToken];
  const day = wholeOf(context, number);
  if (day === undefined) return undefined;
  if (words.length === 1 && word.image === "day" && inner !== undefined) {
    const of = lowerPeriod(context, inner);
    return of && { kind: "day-of", day, of, span: at };
  }
  if (words.length === 1 && isMonthName(word.image) && inner === undefined) {
    return { kind: "month-day", month: { kind: "name", text: word.image, span: spanOf(context, word) }, day, span: at };
  }
  return unknownWord(context, words, [
    "day",
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
  ]);
}

/** Words with nothing behind them. */
function bare(context: Context, words: readonly IToken[], at: Dated["span"]): Dated | undefined {
  const [first, second] = words as [IToken, IToken | undefined];
  if (second === undefined) {
    if (isMonthName(first.image))
      return { kind: "named-month", month: { kind: "name", text: first.image, span: at }, span: at };
    if (periodUnit(words) !== undefined) return { kind: "period-reference", path: namesOf(context, words), span: at };
    return { kind: "date-reference", path: namesOf(context, words), span: at };
  }
  const unit = second.image === "day" ? "day" : periodUnit([second]);
  if (words.length > 2 || unit === undefined)
    return unknownWord(context, words, ["contract month", "expiring month", "lead month", "this month"]);
  if (first.image === "contract") return { kind: "contract-period", unit, span: at };
  // `expiring month` is one name of two words.
  return {
    kind: "period-reference",
    path: [{ kind: "name", text: `${first.image} ${second.image}`, span: at }],
    span: at,
  };
}

/** `Friday before D`, `business day after D`, `month after contract month`. */
function beside(
  context: Context,
  words: readonly IToken[],
  sideToken: IToken,
  inner: DateCoreTree,
  at: Dated["span"],
): Dated | undefined {
  const side = sideOf(sideToken);
  const day = dayKind(words);
  if (periodUnit(words) === undefined && day === undefined) return expectDayKind(context, words) as undefined;
  const weekday = day !== undefined && day !== "business" && day !== "calendar" && day !== "weekday";
  if (weekday || side.inclusive) {
    if (day === undefined) return unknownWord(context, [side.token], ["before", "after"]);
    const of = lowerDay(context, inner);
    const span = between(context, words[0] as IToken, words[words.length - 1] as IToken);
    return (
      of && {
        kind: "relative-day",
        ordinal: { count: 1, fromEnd: false, span },
        day,
        side: side.side,
        inclusive: side.inclusive,
        of,
        span: at,
      }
    );
  }
  const of = lowerCore(context, inner);
  return of && shifted(context, { count: 1, words, side, of, span: at, end: undefined });
}
