import { contentOf, fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text } from "../../check/expression.ts";
import type { Index } from "../model.ts";
import { clauseOf, type Lowering, plainWords } from "./builder.ts";
import { wholeOf } from "./index-terms.ts";
import { OBSERVED, one } from "./index-words.ts";
import { spelt } from "./spelt.ts";
import { typedWindow } from "./windows.ts";

const HELP =
  "inputs are read over a window of one day, such as `15:00 until 16:00 in 12 parts`, the last of them, such as `last 144 trades`, or the days of a month so far: `business days of month`";

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
  if (
    node.kind === "days-window" &&
    (node.days === "business" || node.days === "calendar") &&
    text(node.of) === "month" &&
    (node.calendar === undefined || node.calendar.text === calendar) &&
    node.zone === undefined
  )
    return { kind: "month", days: node.days, ...said };
  const window = typedWindow(node, at.context, { ticks: new Map(), intervals: new Set() }, env);
  if (window === undefined) return undefined;
  if (window.kind === "clock")
    return { kind: "clock", from: window.from, until: window.until, parts: window.parts, ...said };
  if (window.kind === "trailing") return { kind: "trailing", milliseconds: window.milliseconds, ...said };
  return report(at.context, "phrase-not-here", node.span, { found: text(node) }, { help: HELP });
}
