import type { IToken } from "chevrotain";
import type {
  CycleGroupNode,
  CycleNode,
  CycleReachNode,
  HolidayNode,
  NameListNode,
  ObservedNode,
} from "../../../grammar/generated/phrase-nodes.ts";
import type { CycleGroup, CycleReach, HolidayValue, Observed } from "../nodes.ts";
import { type Context, isToken, nameOf, namesOf, spanOf, sure, unknownWord } from "./context.ts";
import { every, listIn, lowerDate } from "./date.ts";
import { expectWeekday } from "./day-words.ts";
import { numberOf, wholeOf } from "./literal.ts";
import { lowerClock } from "./time.ts";

export function lowerCycle(context: Context, node: CycleNode): CycleGroup[] | undefined {
  const groups: (CycleGroup | undefined)[] = [lowerGroup(context, node.cycleGroup, "first")];
  for (const next of node.cycleNext) {
    groups.push(lowerGroup(context, next.cycleGroup, next.Then === undefined ? "and" : "then"));
  }
  return every(groups);
}

function lowerGroup(context: Context, node: CycleGroupNode, joined: CycleGroup["joined"]): CycleGroup | undefined {
  const span = spanOf(context, node);
  const {
    MonthLiteral: month,
    DateLiteral: day,
    NumberLiteral: number,
    nameList: list,
    Weekday: by,
    cycleReach,
  } = node;
  const count = number && numberOf(context, number);
  const reach = cycleReach && lowerReach(context, cycleReach);
  if (cycleReach !== undefined && reach === undefined) return undefined;
  if (by !== undefined && expectWeekday(context, by) === undefined) return undefined;
  const pattern = month !== undefined || day !== undefined ? "exact" : list === undefined ? "consecutive" : "months";
  const names = (one: NameListNode | undefined) => (one === undefined ? [] : namesOf(context, one.Name));
  return {
    kind: "cycle-group",
    joined,
    ...(count === undefined ? {} : { count }),
    pattern,
    months: names(list),
    exact: [
      ...(month === undefined
        ? []
        : [{ kind: "month-literal", text: month.image, span: spanOf(context, month) } as const]),
      ...(day === undefined ? [] : [{ kind: "day-literal", text: day.image, span: spanOf(context, day) } as const]),
    ],
    ...(by === undefined ? {} : { by: nameOf(context, by) }),
    ...(reach === undefined ? {} : { reach }),
    except: names(node.exceptions),
    span,
  };
}

function lowerReach(context: Context, node: CycleReachNode): CycleReach | undefined {
  const span = spanOf(context, node);
  const { NumberLiteral: number, Roll: roll, Ordinal: ordinal } = node;
  if (number !== undefined) {
    const count = numberOf(context, number);
    return { kind: "within", count, unit: nameOf(context, sure(node.Unit)), span };
  }
  const words = ordinal === undefined ? node.This : [sure(node.Year)];
  const said = words.map((one) => one.image).join(" ");
  if (ordinal === undefined && said !== "this year")
    return unknownWord(context, words, ["this year", "5th year after"]);
  if (ordinal !== undefined && said !== "year") return unknownWord(context, words, ["year"]);
  const years = ordinal === undefined ? 0 : Number.parseInt(ordinal.image, 10);
  const written = ordinal !== undefined && /^[1-9]\d{0,2}(?:st|nd|rd|th)$/.test(ordinal.image);
  if (ordinal !== undefined && !written) return unknownWord(context, [ordinal], ["1st", "2nd", "3rd"]);
  return {
    kind: "through",
    month: nameOf(context, sure(node.Month)),
    years,
    ...(roll === undefined ? {} : { rolled: nameOf(context, roll) }),
    span,
  };
}

export function lowerHoliday(context: Context, node: HolidayNode): HolidayValue | undefined {
  const { FirstYear: first, LastYear: last, clock } = node;
  const list = listIn(isToken(node.date) || node.date.name !== "date" ? node.date : node.date.dateCore);
  const dates = list === undefined ? [] : every(list.map((one) => lowerDate(context, one)));
  const date = list === undefined ? lowerDate(context, node.date) : undefined;
  const from = first && wholeOf(context, first);
  const until = last && wholeOf(context, last);
  const at = clock && lowerClock(context, clock);
  const observed = every(node.observed.map((one) => lowerObserved(context, one)));
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

function lowerObserved(context: Context, node: ObservedNode): Observed | undefined {
  const { Word: words, Day: day } = node;
  if (expectWeekday(context, day) === undefined) return undefined;
  const ifDay = nameOf(context, day);
  const span = spanOf(context, node);
  if (words.map((one) => one.image).join(" ") === "next business day") return { to: "next-business-day", ifDay, span };
  const [only] = words as [IToken];
  if (words.length > 1) return unknownWord(context, words, ["next business day", "Mon", "Fri"]);
  return expectWeekday(context, only) && { to: nameOf(context, only), ifDay, span };
}
