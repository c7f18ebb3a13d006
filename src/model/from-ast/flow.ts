import type { Expr, Name, NoteExpr } from "../../ast/nodes.ts";
import type { Window } from "../../ast/time-nodes.ts";
import { fieldOf } from "../../check/block.ts";
import { find, report } from "../../check/context.ts";
import { constantOf, type Env, text } from "../../check/expression.ts";
import type { Rational } from "../../runtime/exact.ts";
import { multiplyUnits, standardUnit, type Unit } from "../../value/unit.ts";
import type { Product } from "../model.ts";
import { type Lowering, plainWords, wordsOf } from "./builder.ts";
import { knownZone } from "./sessions.ts";
import { spelt } from "./spelt.ts";
import { clock } from "./windows.ts";

export type Flow = NonNullable<Product["flow"]>;
/** A size that is an amount for each hour or day of the contract month: that amount, and what is counted. */
export type FlowRead = {
  readonly rate: { readonly value: Rational; readonly unit: Unit };
  readonly flow: Omit<Flow, "clause">;
};

const WANTED =
  "an amount for each hour or day and how many there are, such as `1 MW * hours of contract month in Europe/Amsterdam`";

/**
 * `1 MW * hours of contract month in ZONE`, `… on CALENDAR`, `… over 08:00 until 20:00`, `24 MWh / day * days of contract month`: undefined where the
 * size is one amount, `found` after a finding.
 */
export function flowOf(at: Lowering, size: Expr, env: Env): FlowRead | "found" | undefined {
  const parts = size.kind === "binary" && size.operator === "*" ? size : undefined;
  const notes = parts && peel(parts.right);
  const unit = notes && unitOf(notes.of);
  if (parts === undefined || notes === undefined || unit === undefined) return undefined;
  const rate = constantOf(parts.left, env);
  if (rate === undefined) return "found";
  const counted = countedBy(at, notes, unit);
  if (counted === undefined) return "found";
  const each = standardUnit(unit.each) as Unit;
  return { rate: { value: rate.value, unit: multiplyUnits(rate.unit, each) }, flow: counted };
}

type Peeled = {
  readonly of: Extract<Expr, { kind: "of" }>;
  readonly notes: readonly NoteExpr[];
  readonly window?: Window;
};
type Each = { readonly each: "hour" | "day"; readonly business: boolean };

function peel(expr: Expr): Peeled | undefined {
  if (expr.kind === "over") {
    const inner = peel(expr.value);
    return inner && { ...inner, window: expr.window };
  }
  if (expr.kind === "note") {
    const inner = peel(expr.value);
    return inner && { ...inner, notes: [...inner.notes, expr] };
  }
  return expr.kind === "of" ? { of: expr, notes: [] } : undefined;
}

const EACH: Readonly<Record<string, Each>> = {
  hours: { each: "hour", business: false },
  days: { each: "day", business: false },
  "calendar days": { each: "day", business: false },
  "business days": { each: "day", business: true },
};

/** `hours`, `days` or `business days` of the contract month; undefined where something else is multiplied. */
function unitOf({ left, right }: Peeled["of"]): Each | undefined {
  const named = left.kind === "words" ? left.words.map((one) => one.text).join(" ") : spelt(left);
  const period = right.kind === "date-operand" && right.of.kind === "contract-period";
  return period && Object.hasOwn(EACH, named) ? EACH[named] : undefined;
}

function countedBy(at: Lowering, { of, notes, window }: Peeled, unit: Each): FlowRead["flow"] | undefined {
  const { context } = at;
  const contract = fieldOf(at.block, "contract");
  const named = contract && /^\w+/.exec(wordsOf(contract))?.[0];
  const period = of.right.kind === "date-operand" && of.right.of.kind === "contract-period" ? of.right.of : undefined;
  if (!["future", "profile"].includes(context.declaration.keyword))
    return report(
      context,
      "phrase-not-here",
      of.span,
      { found: text(of) },
      { help: "only a future has a size by its hours or days" },
    );
  if (period !== undefined && named !== undefined && period.unit !== named)
    return report(
      context,
      "phrase-not-here",
      period.span,
      { found: text(period) },
      { help: `write \`contract ${named}\`` },
    );
  const wrong = (node: { span: Expr["span"] }, wanted = WANTED): undefined =>
    report(context, "value-of-another-kind", node.span, { field: "size", wanted });
  const said = new Map<string, Name>();
  for (const note of notes) {
    const name = note.with.kind === "reference" && note.with.path.length === 1 ? note.with.path[0] : undefined;
    if (name === undefined || said.has(note.word) || (note.word !== "in" && note.word !== "on")) return wrong(note);
    said.set(note.word, name);
  }
  const [zone, on] = [said.get("in"), said.get("on")];
  const calendar = on && find(context, on, "calendar")?.name;
  if (on !== undefined && calendar === undefined) return undefined;
  if (unit.business && calendar === undefined)
    return report(context, "calendar-missing", of.span, { what: `\`${text(of)}\`` });
  const words = { text: plainWords({ span: { ...of.span, end: (window ?? notes.at(-1) ?? of).span.end } }) };
  if (unit.each === "day") {
    const strange = window ?? zone;
    if (strange !== undefined) return wrong(strange, "days, which have no zone and no times");
    return { each: "day", ...words, ...(calendar === undefined ? {} : { calendar }) };
  }
  if (zone === undefined)
    return wrong(of, "the zone by whose clocks the hours pass, such as `hours of contract month in Europe/Amsterdam`");
  if (knownZone(context, zone) === undefined) return undefined;
  const hours = window === undefined ? {} : hoursOf(window);
  if (hours === undefined) return wrong(window ?? of, "hours of the day, such as `over 08:00 until 20:00`");
  return { each: "hour", ...words, zone: zone.text, ...(calendar === undefined ? {} : { calendar }), ...hours };
}

function hoursOf(window: Window): { from: string; until: string } | undefined {
  if (window.kind !== "clock-window" || window.parts !== undefined) return undefined;
  const [from, until] = [clock(window.from), clock(window.until)];
  const zoned = [window.from, window.until].some((one) => one.zone !== undefined || one.nextDay === true);
  return zoned || from >= until ? undefined : { from, until };
}
