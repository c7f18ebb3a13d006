import type { Window } from "../../ast/time-nodes.ts";
import { type Context, find, report } from "../../check/context.ts";
import { type Env, text } from "../../check/expression.ts";
import type { TypedWindow } from "../../check/typed.ts";
import { nameUnknown } from "./date-rule.ts";
import { millisecondsIn } from "./durations.ts";
import type { ProductTerms } from "./terms.ts";

/** A window of an expression; undefined after a finding. */
export function typedWindow(node: Window, context: Context, terms: ProductTerms, env: Env): TypedWindow | undefined {
  if (node.kind === "clock-window") {
    const zoned = [node.from, node.until].find((one) => one.zone !== undefined);
    if (zoned !== undefined)
      return report(
        context,
        "phrase-not-here",
        zoned.span,
        { found: text(zoned) },
        {
          help: "write the time in the zone of the declaration's head",
        },
      );
    const later = [node.from, node.until].find((one) => one.nextDay === true);
    if (later !== undefined)
      return report(
        context,
        "phrase-not-here",
        later.span,
        { found: text(later) },
        { help: "a window begins and ends on the day of the value: leave `next day` out" },
      );
    if (clock(node.from) >= clock(node.until)) {
      return report(context, "value-of-another-kind", node.span, {
        field: "window",
        wanted: "an end that lies behind its beginning, on the same day",
      });
    }
    if (node.parts !== undefined && node.parts < 1) {
      return report(context, "not-above-zero", node.span, {
        what: "the number of parts of a window",
        value: String(node.parts),
      });
    }
    return { kind: "clock", from: clock(node.from), until: clock(node.until), parts: node.parts ?? 1, node };
  }
  if (node.kind === "trailing-window") {
    const milliseconds = millisecondsIn(node.length, env, "a window");
    if (milliseconds === undefined) return undefined;
    return { kind: "trailing", milliseconds, node };
  }
  if (node.kind === "days-window" && node.days !== "hours" && node.of.kind !== "interval") {
    const days = node.days;
    const calendar = node.calendar === undefined ? terms.dayCalendar : find(context, node.calendar, "calendar")?.name;
    if (node.calendar !== undefined && calendar === undefined) return undefined;
    if (calendar === undefined) return report(context, "calendar-missing", node.span, { what: `\`${text(node)}\`` });
    if (node.zone !== undefined) return report(context, "phrase-not-here", node.zone.span, { found: node.zone.text });
    const on = { calendar };
    if (node.of.kind === "contract-period" && terms.period !== undefined && node.of.unit !== terms.period)
      return report(
        context,
        "phrase-not-here",
        node.of.span,
        { found: text(node.of) },
        {
          help: `a contract is named by its ${terms.period}: write \`contract ${terms.period}\``,
        },
      );
    if (node.of.kind === "contract-period" && (days === "business" || days === "calendar" || days === "weekday")) {
      return { kind: "days", days, ...on, node };
    }
    if (node.of.kind === "period-reference" && (days === "business" || days === "calendar")) {
      const name = node.of.path.map((one) => one.text).join(".");
      if (terms.intervals.has(name)) return { kind: "interval", name, days, ...on, node };
      return nameUnknown(context, node.of.span, name, [...terms.intervals]);
    }
  }
  return report(
    context,
    "phrase-not-here",
    node.span,
    { found: text(node) },
    {
      help:
        node.kind === "days-window" && node.days === "hours"
          ? "an average over hours is an index of its own, which has `window: hours of month` and `part: mean of price`; the price is then that index"
          : "write `business days of contract month`, or the days of an interval that `dates` declares",
    },
  );
}

export function clock(at: { hour: number; minute: number; second: number }): string {
  return [at.hour, at.minute, at.second].map((part) => String(part).padStart(2, "0")).join(":");
}
