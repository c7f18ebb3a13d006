import { contentOf, fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text } from "../../check/expression.ts";
import type { Index } from "../model.ts";
import { clauseOf, type Lowering, plainWords, wordsOf } from "./builder.ts";
import { wholeOf } from "./index-terms.ts";
import { OBSERVED, one } from "./index-words.ts";
import { spelt } from "./spelt.ts";
import { typedWindow } from "./windows.ts";

type HourSet = NonNullable<Extract<Index["window"], { kind: "hours" }>["set"]>;

const HELP =
  "inputs are read over a window of one day, such as `15:00 until 16:00 in 12 parts`, the last of them, such as `last 144 trades`, or the days or hours of a period so far, such as `business days of month` or `hours of month`";

const FROM_DAY = /^from day (\d+) of 1 month before month to day (\d+) of month$/;

/** The period a window of days or hours is of: a calendar month, week, quarter or year, or from a day of one month to the one before it in the next. */
function periodOf(words: string): Pick<Extract<Index["window"], { kind: "month" }>, "period" | "start"> | undefined {
  if (words === "month") return {};
  if (words === "week" || words === "quarter" || words === "year") return { period: words };
  const [, from, to] = FROM_DAY.exec(words) ?? [];
  const start = Number(from);
  // Every month has a 28th; what begins later would have no first day in February.
  return start >= 2 && start <= 28 && Number(to) === start - 1 ? { start } : undefined;
}

const SET = /^(all but )?(\d\d:\d\d) until (\d\d:\d\d) on (business|calendar) days$/;

/** `hours: 07:00 until 23:00 on business days`, or `all but` these; undefined where all count, or after a finding. */
function hourSet(at: Lowering): HourSet | undefined {
  const field = fieldOf(at.block, "hours");
  if (field?.value === undefined) return undefined;
  const [, except, from, until, days] = SET.exec(wordsOf(field)) ?? [];
  if (from === undefined || until === undefined || days === undefined || from >= until || until > "24:00")
    return report(at.context, "value-of-another-kind", field.value.span, {
      field: "hours",
      wanted:
        "the hours that count by when they begin, such as `07:00 until 23:00 on business days`, or `all but 07:00 until 23:00 on business days`",
    });
  return {
    from: `${from}:00`,
    until: `${until}:00`,
    days: days as HourSet["days"],
    except: except !== undefined,
    text: wordsOf(field),
    clause: clauseOf(at.context, field),
  };
}

/** `window:` of an index; undefined where there is none, or after a finding. `calendar` is the index's own. */
export function indexWindow(at: Lowering, env: Env, calendar: string): Index["window"] {
  const field = fieldOf(at.block, "window");
  const node = contentOf(field, "window-value")?.window;
  if (field === undefined || node === undefined) return undefined;
  const said = { text: plainWords(node), clause: clauseOf(at.context, field) };
  if (node.kind === "trailing-window" && node.length.kind === "quantity") {
    const of = spelt(node.length.unit);
    if (OBSERVED.includes(one(of))) {
      const count = wholeOf(node.length.number, env, `the number of ${of}`);
      return count === undefined ? undefined : { kind: "count", count, of, ...said };
    }
  }
  const period =
    node.kind === "days-window" && (node.calendar === undefined || node.calendar.text === calendar)
      ? periodOf(plainWords(node.of))
      : undefined;
  if (node.kind === "days-window" && period !== undefined && node.zone === undefined) {
    if (node.days === "business" || node.days === "calendar")
      return { kind: "month", ...period, days: node.days, ...said };
    if (node.days === "hours") {
      const set = hourSet(at);
      return { kind: "hours", ...period, ...(set === undefined ? {} : { set }), ...said };
    }
  }
  if (node.kind === "days-window" && node.of.kind === "interval")
    return report(at.context, "value-of-another-kind", node.of.span, {
      field: "window",
      wanted:
        "a period that ends on the day before the one it begins on, such as `from day 26 of 1 month before month to day 25 of month`",
    });
  const window = typedWindow(node, at.context, { ticks: new Map(), intervals: new Set() }, env);
  if (window === undefined) return undefined;
  if (window.kind === "clock")
    return { kind: "clock", from: window.from, until: window.until, parts: window.parts, ...said };
  if (window.kind === "trailing") return { kind: "trailing", milliseconds: window.milliseconds, ...said };
  return report(at.context, "phrase-not-here", node.span, { found: text(node) }, { help: HELP });
}
