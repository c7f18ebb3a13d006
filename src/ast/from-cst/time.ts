import type { CstNode, IToken } from "chevrotain";
import { cover } from "../../text/source.ts";
import type { Name } from "../nodes.ts";
import type { Clock, DateExpr, Moment, SessionTemplate, Weekday, Window } from "../time-nodes.ts";
import { child, type Context, leaf, nameOf, spanOf, sub, subs, tok, toks, unknownWord } from "./context.ts";
import { every, lowerBetween, lowerDay, lowerPeriod } from "./date.ts";
import { dayKind, expectDayKind, expectWeekday, weekdayRange } from "./day-words.ts";
import { clockOf, wholeOf } from "./literal.ts";

type Timed = { readonly clock: Clock; readonly nextDay: boolean };

/** `16:00 Europe/London next day`. */
export function lowerClock(context: Context, node: CstNode): Timed | undefined {
  const time = clockOf(context, leaf(node, "Clock"));
  const zone = tok(node, "Zone") ?? tok(node, "Utc");
  const day = tok(node, "Name");
  if (day !== undefined && day.image !== "day") return unknownWord(context, [day], ["day"]);
  if (time === undefined) return undefined;
  const clock: Clock = {
    kind: "clock",
    ...time,
    ...(zone === undefined ? {} : { zone: nameOf(context, zone) }),
    ...(day === undefined ? {} : { nextDay: true }),
    span: spanOf(context, node),
  };
  return { clock, nextDay: day !== undefined };
}

export function lowerClockMoment(context: Context, node: CstNode): Moment | undefined {
  const found = lowerClock(context, node);
  return found && { kind: "moment", at: found.clock, nextDay: found.nextDay, span: found.clock.span };
}

type Part = {
  readonly at?: Clock;
  readonly edge?: "open" | "close" | "early-close";
  readonly on?: DateExpr;
  readonly nextDay?: boolean;
};

function lowerEdge(context: Context, node: CstNode): Part | undefined {
  const edge = leaf(node, "OpenClose").image as "open" | "close";
  const core = sub(node, "dateCore");
  const on = core && lowerDay(context, core);
  if (core !== undefined && on === undefined) return undefined;
  return { edge, ...(on === undefined ? {} : { on }) };
}

/** A clock time, the open or close of a day, or `early close`. */
function lowerInstant(context: Context, node: CstNode): Part | undefined {
  const clock = sub(node, "clock");
  if (clock !== undefined) {
    const found = lowerClock(context, clock);
    return found && { at: found.clock, nextDay: found.nextDay };
  }
  const edge = sub(node, "dayEdge");
  if (edge !== undefined) return lowerEdge(context, edge);
  const word = leaf(node, "OpenClose");
  return word.image === "close" ? { edge: "early-close" } : unknownWord(context, [word], ["close"]);
}

function lowerPointPart(context: Context, node: CstNode): Part | undefined {
  const core = sub(node, "dateCore");
  if (core === undefined) return lowerInstant(context, node);
  const on = lowerDay(context, core);
  const instant = sub(node, "instant");
  const more = instant === undefined ? {} : lowerInstant(context, instant);
  return on && more && { on, ...more };
}

/** A `point` node as the moment it is. */
export function lowerPoint(context: Context, node: CstNode): Moment | undefined {
  const part = lowerPointPart(context, node);
  return part && { kind: "moment", nextDay: false, ...part, span: spanOf(context, node) };
}

export function lowerMoment(context: Context, node: CstNode): Moment | undefined {
  const at = spanOf(context, node);
  const when = tok(node, "EarlierLater");
  const condition = when === undefined ? {} : { when: nameOf(context, when) };
  const length = sub(node, "length");
  if (length !== undefined) {
    const value = context.read.arithmetic(context, length);
    return value && { kind: "moment", nextDay: false, relation: "within", length: value, ...condition, span: at };
  }
  const parts: (Part | undefined)[] = [];
  const core = sub(node, "dateCore");
  if (core !== undefined) {
    const on = lowerDay(context, core);
    parts.push(on && { on });
  }
  const clock = sub(node, "clock");
  if (clock !== undefined) {
    const found = lowerClock(context, clock);
    parts.push(found && { at: found.clock, nextDay: found.nextDay });
  }
  for (const instant of subs(node, "instant")) parts.push(lowerInstant(context, instant));
  for (const point of subs(node, "point")) parts.push(lowerPointPart(context, point));
  const good = every(parts);
  if (good === undefined) return undefined;
  const rhythm = tok(node, "Rhythm") ?? undefined;
  const words = toks(node, "Word");
  const name: Name | undefined =
    rhythm !== undefined
      ? nameOf(context, rhythm)
      : words.length > 0
        ? {
            kind: "name",
            text: words.map((one) => one.image).join(" "),
            span: cover(spanOf(context, words[0] as IToken), spanOf(context, words[words.length - 1] as IToken)),
          }
        : undefined;
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

function relationOf(node: CstNode): Moment["relation"] {
  if (tok(node, "Never") !== undefined) return "never-after";
  if (tok(node, "Until") !== undefined) return "until";
  if (tok(node, "From") !== undefined) return "from";
  return tok(node, "At") === undefined ? undefined : "at";
}

export function lowerWindow(context: Context, node: CstNode): Window | undefined {
  const at = spanOf(context, node);
  const length = sub(node, "length");
  if (length !== undefined) {
    const value = context.read.chain(context, length);
    return value && { kind: "trailing-window", length: value, span: at };
  }
  const opens = sub(node, "opens");
  if (opens !== undefined) {
    const from = lowerClock(context, opens);
    const until = lowerClock(context, child(node, "closes"));
    const number = tok(node, "NumberLiteral");
    const parts = number && wholeOf(context, number);
    const word = tok(node, "Part");
    if (word !== undefined && word.image !== "parts" && word.image !== "part")
      return unknownWord(context, [word], ["parts"]);
    if (from === undefined || until === undefined || (number !== undefined && parts === undefined)) return undefined;
    return {
      kind: "clock-window",
      from: from.clock,
      until: until.clock,
      ...(parts === undefined ? {} : { parts }),
      span: at,
    };
  }
  const words = toks(node, "Word");
  const stretch = sub(node, "between");
  const interval = stretch && lowerBetween(context, stretch);
  if (stretch !== undefined && interval === undefined) return undefined;
  if (words.length === 0) return interval && { kind: "interval-window", interval, span: at };
  const ofNode = sub(node, "windowOf");
  const core = ofNode && sub(ofNode, "dateCore");
  if (core === undefined && interval === undefined) {
    const [only] = words as [IToken];
    if (words.length > 1)
      return unknownWord(context, words, ["business days of contract month", "last 2 minutes", "window"]);
    return { kind: "named-window", name: nameOf(context, only), span: at };
  }
  const hours = words.length === 1 && ["hours", "hour"].includes((words[0] as IToken).image);
  const days = hours ? "hours" : (dayKind(words) ?? expectDayKind(context, words));
  const of = interval ?? (core && lowerPeriod(context, core));
  if (days === undefined || of === undefined) return undefined;
  const calendar = tok(node, "Calendar");
  const zoneNode = sub(node, "zone");
  const zone = zoneNode && (tok(zoneNode, "Zone") ?? tok(zoneNode, "Utc"));
  return {
    kind: "days-window",
    days,
    of,
    ...(calendar === undefined ? {} : { calendar: nameOf(context, calendar) }),
    ...(zone === undefined ? {} : { zone: nameOf(context, zone) }),
    span: at,
  };
}

export function lowerSession(context: Context, node: CstNode): SessionTemplate | undefined {
  const days: Weekday[] = [];
  for (const range of subs(node, "dayRange")) {
    const firstToken = leaf(range, "Name");
    const lastToken = tok(range, "Last");
    if (firstToken.image === "daily" && lastToken === undefined) {
      days.push(...weekdayRange("Mon", "Sun"));
      continue;
    }
    const first = expectWeekday(context, firstToken);
    const last = lastToken === undefined ? first : expectWeekday(context, lastToken);
    if (first === undefined || last === undefined) return undefined;
    days.push(...weekdayRange(first, last));
  }
  const from = lowerClock(context, child(node, "opens"));
  const until = lowerClock(context, child(node, "closes"));
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
