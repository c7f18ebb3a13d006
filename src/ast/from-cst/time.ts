import type { IToken } from "chevrotain";
import type {
  ClockNode,
  DayEdgeNode,
  DayRangeNode,
  InstantTree,
  MomentNode,
  PointTree,
  SessionNode,
  WindowNode,
  WindowTree,
} from "../../../grammar/generated/phrase-nodes.ts";
import { cover } from "../../text/source.ts";
import type { Name } from "../nodes.ts";
import type { Clock, DateExpr, Moment, SessionTemplate, Weekday, Window } from "../time-nodes.ts";
import { type Context, nameOf, spanOf, sure, unknownWord } from "./context.ts";
import { every, lowerBetween, lowerDay, lowerPeriod } from "./date.ts";
import { dayKind, expectDayKind, expectWeekday, weekdayRange } from "./day-words.ts";
import { clockOf, wholeOf } from "./literal.ts";

type Timed = { readonly clock: Clock; readonly nextDay: boolean };

/** `16:00 Europe/London next day`. */
export function lowerClock(context: Context, node: ClockNode): Timed | undefined {
  const time = clockOf(context, node.Clock);
  const { Where: zone, Name: day } = node;
  if (day !== undefined && day.image !== "day") return unknownWord(context, [day], ["day"]);
  if (time === undefined) return undefined;
  const span = spanOf(context, node);
  if (zone === undefined && day === undefined) return { clock: { kind: "clock", ...time, span }, nextDay: false };
  const clock: Clock = {
    kind: "clock",
    ...time,
    ...(zone === undefined ? {} : { zone: nameOf(context, zone) }),
    ...(day === undefined ? {} : { nextDay: true }),
    span,
  };
  return { clock, nextDay: day !== undefined };
}

export function lowerClockMoment(context: Context, node: ClockNode): Moment | undefined {
  const found = lowerClock(context, node);
  return found && { kind: "moment", at: found.clock, nextDay: found.nextDay, span: found.clock.span };
}

type Part = {
  readonly at?: Clock;
  readonly edge?: "open" | "close" | "early-close";
  readonly on?: DateExpr;
  readonly nextDay?: boolean;
};

function lowerEdge(context: Context, node: DayEdgeNode): Part | undefined {
  const edge = node.OpenClose.image as "open" | "close";
  const on = node.dateCore && lowerDay(context, node.dateCore);
  if (node.dateCore !== undefined && on === undefined) return undefined;
  return { edge, ...(on === undefined ? {} : { on }) };
}

/** A clock time, the open or close of a day, or `early close`. */
function lowerInstant(context: Context, node: InstantTree): Part | undefined {
  switch (node.name) {
    case "clock": {
      const found = lowerClock(context, node);
      return found && { at: found.clock, nextDay: found.nextDay };
    }
    case "dayEdge":
      return lowerEdge(context, node);
    case "instant": {
      const { OpenClose: word } = node;
      return word.image === "close" ? { edge: "early-close" } : unknownWord(context, [word], ["close"]);
    }
  }
}

function lowerPointPart(context: Context, node: PointTree): Part | undefined {
  if (node.name !== "point") return lowerInstant(context, node);
  const on = lowerDay(context, node.dateCore);
  if (node.instant === undefined) return on && { on };
  const more = lowerInstant(context, node.instant);
  return on && more && { on, ...more };
}

/** A `point` as the moment it is. */
export function lowerPoint(context: Context, node: PointTree): Moment | undefined {
  const part = lowerPointPart(context, node);
  return part && { kind: "moment", nextDay: false, ...part, span: spanOf(context, node) };
}

export function lowerMoment(context: Context, node: MomentNode): Moment | undefined {
  const at = spanOf(context, node);
  const when = node.EarlierLater;
  const condition = when === undefined ? {} : { when: nameOf(context, when) };
  if (node.length !== undefined) {
    const value = context.read.arithmetic(context, node.length);
    return value && { kind: "moment", nextDay: false, relation: "within", length: value, ...condition, span: at };
  }
  const parts: (Part | undefined)[] = [];
  if (node.dateCore !== undefined) {
    const on = lowerDay(context, node.dateCore);
    parts.push(on && { on });
  }
  if (node.clock !== undefined) {
    const found = lowerClock(context, node.clock);
    parts.push(found && { at: found.clock, nextDay: found.nextDay });
  }
  if (node.instant !== undefined) parts.push(lowerInstant(context, node.instant));
  if (node.point !== undefined) parts.push(lowerPointPart(context, node.point));
  const good = every(parts);
  if (good === undefined) return undefined;
  const name = rhythmOf(context, node);
  const relation = relationOf(node);
  return {
    kind: "moment",
    nextDay: false,
    ...Object.assign({}, ...good),
    ...(name === undefined ? {} : { every: name }),
    ...(relation === undefined ? {} : { relation }),
    ...condition,
    span: at,
  };
}

/** `daily`, `every business day`. */
function rhythmOf(context: Context, { Rhythm: rhythm, Word: words }: MomentNode): Name | undefined {
  if (rhythm !== undefined) return nameOf(context, rhythm);
  const [first] = words;
  if (first === undefined) return undefined;
  const span = cover(spanOf(context, first), spanOf(context, words[words.length - 1] as IToken));
  return { kind: "name", text: words.map((one) => one.image).join(" "), span };
}

function relationOf(node: MomentNode): Moment["relation"] {
  if (node.Never !== undefined) return "never-after";
  if (node.Until !== undefined) return "until";
  if (node.From !== undefined) return "from";
  return node.At === undefined ? undefined : "at";
}

export function lowerWindow(context: Context, tree: WindowTree): Window | undefined {
  const at = spanOf(context, tree);
  if (tree.name === "between") {
    const interval = lowerBetween(context, tree);
    return interval && { kind: "interval-window", interval, span: at };
  }
  if (tree.length !== undefined) {
    const value = context.read.chain(context, tree.length);
    return value && { kind: "trailing-window", length: value, span: at };
  }
  return tree.opens === undefined ? lowerDays(context, tree, at) : lowerHours(context, tree, tree.opens, at);
}

/** `15:00 until 16:00 in 12 parts`. */
function lowerHours(context: Context, node: WindowNode, opens: ClockNode, span: Window["span"]): Window | undefined {
  const from = lowerClock(context, opens);
  const until = lowerClock(context, sure(node.closes));
  const { NumberLiteral: number, Part: word } = node;
  const parts = number && wholeOf(context, number);
  if (word !== undefined && word.image !== "parts" && word.image !== "part")
    return unknownWord(context, [word], ["parts"]);
  if (from === undefined || until === undefined || (number !== undefined && parts === undefined)) return undefined;
  return {
    kind: "clock-window",
    from: from.clock,
    until: until.clock,
    ...(parts === undefined ? {} : { parts }),
    span,
  };
}

/** `business days of contract month on CAL`, `days from A to B`, `providers`. */
function lowerDays(context: Context, node: WindowNode, span: Window["span"]): Window | undefined {
  const { Word: words, Calendar: calendar, zone } = node;
  const interval = node.between && lowerBetween(context, node.between);
  if (node.between !== undefined && interval === undefined) return undefined;
  const core = node.windowOf?.dateCore;
  if (core === undefined && interval === undefined) {
    const [only] = words as [IToken];
    if (words.length > 1)
      return unknownWord(context, words, ["business days of contract month", "last 2 minutes", "window"]);
    return { kind: "named-window", name: nameOf(context, only), span };
  }
  const hours = words.length === 1 && ["hours", "hour"].includes((words[0] as IToken).image);
  const days = hours ? "hours" : (dayKind(words) ?? expectDayKind(context, words));
  const of = interval ?? (core && lowerPeriod(context, core));
  if (days === undefined || of === undefined) return undefined;
  return {
    kind: "days-window",
    days,
    of,
    ...(calendar === undefined ? {} : { calendar: nameOf(context, calendar) }),
    ...(zone === undefined ? {} : { zone: nameOf(context, zone) }),
    span,
  };
}

export function lowerSession(context: Context, node: SessionNode): SessionTemplate | undefined {
  const days: Weekday[] = [];
  for (const range of node.dayRange) {
    const these = lowerRange(context, range);
    if (these === undefined) return undefined;
    days.push(...these);
  }
  const from = lowerClock(context, node.opens);
  const until = lowerClock(context, node.closes);
  return (
    from &&
    until && {
      kind: "session",
      days,
      from: from.clock,
      until: until.clock,
      nextDay: until.nextDay,
      span: spanOf(context, node),
    }
  );
}

/** `Sun..Thu`, `Fri`, `daily`. */
function lowerRange(context: Context, { Name: firstToken, Last: lastToken }: DayRangeNode): Weekday[] | undefined {
  if (firstToken.image === "daily" && lastToken === undefined) return weekdayRange("Mon", "Sun");
  const first = expectWeekday(context, firstToken);
  const last = lastToken === undefined ? first : expectWeekday(context, lastToken);
  return first === undefined || last === undefined ? undefined : weekdayRange(first, last);
}
