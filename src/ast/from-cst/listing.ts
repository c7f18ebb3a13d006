import type { CstNode, IToken } from "chevrotain";
import type { CycleGroup, CycleReach, HolidayValue, Observed } from "../nodes.ts";
import { child, type Context, leaf, nameOf, namesOf, spanOf, sub, subs, tok, toks, unknownWord } from "./context.ts";
import { every, lowerDate } from "./date.ts";
import { expectWeekday } from "./day-words.ts";
import { numberOf, wholeOf } from "./literal.ts";
import { lowerClock } from "./time.ts";

export function lowerCycle(context: Context, node: CstNode): CycleGroup[] | undefined {
  const groups: (CycleGroup | undefined)[] = [lowerGroup(context, child(node, "cycleGroup"), "first")];
  for (const next of subs(node, "cycleNext")) {
    groups.push(lowerGroup(context, child(next, "cycleGroup"), tok(next, "Then") === undefined ? "and" : "then"));
  }
  return every(groups);
}

function lowerGroup(context: Context, node: CstNode, joined: CycleGroup["joined"]): CycleGroup | undefined {
  const span = spanOf(context, node);
  const exact = tok(node, "MonthLiteral");
  const number = tok(node, "NumberLiteral");
  const count = number && numberOf(context, number);
  const list = sub(node, "nameList");
  const exceptions = sub(node, "exceptions");
  const by = tok(node, "Weekday");
  const reachNode = sub(node, "cycleReach");
  const reach = reachNode && lowerReach(context, reachNode);
  if (reachNode !== undefined && reach === undefined) return undefined;
  if (by !== undefined && expectWeekday(context, by) === undefined) return undefined;
  const pattern = exact !== undefined ? "exact" : list === undefined ? "consecutive" : "months";
  const names = (one: CstNode | undefined) => (one === undefined ? [] : namesOf(context, toks(one, "Name")));
  return {
    kind: "cycle-group",
    joined,
    ...(count === undefined ? {} : { count }),
    pattern,
    months: names(list),
    exact: exact === undefined ? [] : [{ kind: "month-literal", text: exact.image, span: spanOf(context, exact) }],
    ...(by === undefined ? {} : { by: nameOf(context, by) }),
    ...(reach === undefined ? {} : { reach }),
    except: names(exceptions),
    span,
  };
}

function lowerReach(context: Context, node: CstNode): CycleReach | undefined {
  const span = spanOf(context, node);
  const number = tok(node, "NumberLiteral");
  if (number !== undefined) {
    const count = numberOf(context, number);
    return { kind: "within", count, unit: nameOf(context, leaf(node, "Unit")), span };
  }
  const roll = tok(node, "Roll");
  const ordinal = tok(node, "Ordinal");
  const words = ordinal === undefined ? toks(node, "This") : toks(node, "Year");
  const said = words.map((one) => one.image).join(" ");
  if (ordinal === undefined && said !== "this year")
    return unknownWord(context, words, ["this year", "5th year after"]);
  if (ordinal !== undefined && said !== "year") return unknownWord(context, words, ["year"]);
  const years = ordinal === undefined ? 0 : Number.parseInt(ordinal.image, 10);
  const written = ordinal !== undefined && /^[1-9]\d{0,2}(?:st|nd|rd|th)$/.test(ordinal.image);
  if (ordinal !== undefined && !written) return unknownWord(context, [ordinal], ["1st", "2nd", "3rd"]);
  return {
    kind: "through",
    month: nameOf(context, leaf(node, "Month")),
    years,
    ...(roll === undefined ? {} : { rolled: nameOf(context, roll) }),
    span,
  };
}

export function lowerHoliday(context: Context, node: CstNode): HolidayValue | undefined {
  const dateNode = child(node, "date");
  const list = sub(child(dateNode, "dateCore"), "dateList");
  const dates = list === undefined ? [] : every(subs(list, "date").map((one) => lowerDate(context, one)));
  const date = list === undefined ? lowerDate(context, dateNode) : undefined;
  const first = tok(node, "FirstYear");
  const last = tok(node, "LastYear");
  const from = first && wholeOf(context, first);
  const until = last && wholeOf(context, last);
  const clock = sub(node, "clock");
  const at = clock && lowerClock(context, clock);
  const observed = every(subs(node, "observed").map((one) => lowerObserved(context, one)));
  const failed =
    (list === undefined && date === undefined) ||
    (first !== undefined && from === undefined) ||
    (last !== undefined && until === undefined);
  if (failed || dates === undefined || observed === undefined || (clock !== undefined && at === undefined))
    return undefined;
  return {
    kind: "holiday-value",
    ...(date === undefined ? {} : { date }),
    dates,
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    observed,
    ...(at === undefined ? {} : { at: at.clock }),
    span: spanOf(context, node),
  };
}

function lowerObserved(context: Context, node: CstNode): Observed | undefined {
  const words = toks(node, "Word");
  const day = leaf(node, "Day");
  if (expectWeekday(context, day) === undefined) return undefined;
  const ifDay = nameOf(context, day);
  const span = spanOf(context, node);
  if (words.map((one) => one.image).join(" ") === "next business day") return { to: "next-business-day", ifDay, span };
  const [only] = words as [IToken];
  if (words.length > 1) return unknownWord(context, words, ["next business day", "Mon", "Fri"]);
  return expectWeekday(context, only) && { to: nameOf(context, only), ifDay, span };
}
