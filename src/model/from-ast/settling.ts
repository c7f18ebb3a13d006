import type { Expr, OfExpr, OverExpr } from "../../ast/nodes.ts";
import type { DateExpr } from "../../ast/time-nodes.ts";
import { report } from "../../check/context.ts";
import { type Env, text, typed } from "../../check/expression.ts";
import type { DayOfMonth, Typed } from "../../check/typed.ts";
import { pure, standardUnit, type Unit } from "../../value/unit.ts";
import { nameUnknown } from "./date-rule.ts";
import { spelt } from "./spelt.ts";
import type { ProductTerms } from "./terms.ts";
import { typedWindow } from "./windows.ts";

/** Of which month a line speaks where it names none, and whether it is the line of the last day. */
export type Settling = { readonly month: "this" | "lead"; readonly lastDay?: boolean };

const DAY = standardUnit("day") as Unit;
const CONTRACT = standardUnit("contract") as Unit;

type Observed = Pick<Extract<Typed, { op: "observe" }>, "what" | "of" | "against">;

const OBSERVED: ReadonlyMap<string, Observed> = new Map([
  ["vwap of trades", { what: "vwap", of: "trades" }],
  ["last of trades", { what: "last", of: "trades" }],
  ["midpoint of quotes", { what: "midpoint", of: "quotes" }],
  ["bid of quotes", { what: "bid", of: "quotes" }],
  ["offer of quotes", { what: "ask", of: "quotes" }],
  ...spreads("vwap"),
  ...spreads("last"),
]);

function spreads(what: "vwap" | "last"): [string, Observed][] {
  const legs = { lead: "lead month", "nearest-listed-before": "nearest month listed before" } as const;
  return (["lead", "nearest-listed-before"] as const).map((against) => [
    `${what} of calendar-spread of [${legs[against]}, this month]`,
    { what, of: "spread-trades", against },
  ]);
}

const SETTLED = new Map<string, (price: Unit, node: Expr) => Typed>([
  ["change of lead month", (unit, node) => ({ op: "change", month: "lead", unit, node })],
  [
    "change of nearest month listed before",
    (unit, node) => ({ op: "change", month: "nearest-listed-before", unit, node }),
  ],
  ["settlement of lead month", (unit, node) => ({ op: "settlement", month: "lead", unit, node })],
  [
    "settlement of nearest month listed before",
    (unit, node) => ({ op: "settlement", month: "nearest-listed-before", unit, node }),
  ],
]);

/** What is seen or was settled on the day: `vwap of trades`, `change of lead month`, `days from trade-date until last-trading-day`. */
export function measured(
  node: OfExpr,
  price: Unit,
  settling: Settling,
  terms: ProductTerms,
  env: Env,
): Typed | "reported" | undefined {
  if (node.right.kind === "date-operand" && spelt(node.left) === "days") return daysBetween(node, terms, env);
  const said = spelt(node);
  const seen = OBSERVED.get(said);
  if (seen !== undefined) return { op: "observe", ...seen, month: settling.month, unit: price, node };
  const settled = SETTLED.get(said);
  if (settled !== undefined) return settled(price, node);
  if (/^(vwap|midpoint|last|settlement|change|bid|offer) of/.test(said)) {
    const known = [...OBSERVED.keys(), ...SETTLED.keys()].map((one) => `\`${one}\``).join(", ");
    report(env.context, "phrase-unknown", node.span, { found: said }, { help: `known here: ${known}` });
    return "reported";
  }
  return undefined;
}

/** What words of a line measure: `volume`, `trades`, `width`, `spread-implied price`. */
export function counted(said: string, node: Expr, price: Unit, month: "this" | "lead"): Typed | undefined {
  if (said === "volume") return { op: "observe", what: "volume", of: "trades", month, unit: CONTRACT, node };
  if (said === "trades") return { op: "observe", what: "count", of: "trades", month, unit: pure, node };
  if (said === "width") return { op: "observe", what: "width", of: "quotes", month, unit: price, node };
  if (said === "spread-implied price")
    return { op: "observe", what: "implied", of: "spread-trades", against: "nearer", month, unit: price, node };
  return undefined;
}

/** An observation over its window; a stretch of the clock is as long before the settlement time as the clock says, so that it moves with it. */
export function observedOver(node: OverExpr, terms: ProductTerms, env: Env): Typed | "reported" | undefined {
  const window = typedWindow(node.window, env.context, terms, env);
  if (window === undefined) return "reported";
  const value = typed(node.value, env);
  if (value === undefined) return "reported";
  if (value.op !== "observe") return undefined;
  if (window.kind === "trailing") return { ...value, window, node };
  if (window.kind !== "clock") return undefined;
  const { settlement } = terms;
  const help = (words: string) =>
    report(env.context, "phrase-not-here", node.window.span, { found: text(node.window) }, { help: words });
  if (settlement === undefined) help("the sessions state no settlement time: write `over last 2 minutes`");
  else if (window.parts > 1) help("a settlement is of one stretch: leave the parts out");
  else if (window.until > settlement)
    help(`the price is settled at ${settlement.slice(0, 5)}, and a window ends no later than that`);
  else {
    const [milliseconds, before] = [since(window.from, window.until), since(window.until, settlement)];
    return {
      ...value,
      window: { kind: "trailing", milliseconds, ...(before === 0 ? {} : { before }), node: window.node },
      node,
    };
  }
  return "reported";
}

const since = (from: string, until: string): number => (seconds(until) - seconds(from)) * 1000;

function seconds(at: string): number {
  const [hours = 0, minutes = 0, rest = 0] = at.split(":").map(Number);
  return (hours * 60 + minutes) * 60 + rest;
}

/** `days from trade-date until last-trading-day`: a number of calendar days, in days; undefined after a finding as `reported`. */
function daysBetween(node: OfExpr, terms: ProductTerms, env: Env): Typed | "reported" {
  const { right } = node;
  if (right.kind !== "date-operand" || right.of.kind !== "interval") return "reported";
  const { from, to, inclusive, span } = right.of;
  if (inclusive) {
    const help = "write `until`: the days that lie between the two are counted, one end of them and not both";
    report(env.context, "phrase-not-here", span, { found: text(right) }, { help });
    return "reported";
  }
  const [first, last] = [dayOf(from, terms, env), dayOf(to, terms, env)];
  if (first === undefined || last === undefined) return "reported";
  return { op: "days", start: first, end: last, unit: DAY, node };
}

const MONTHS: ReadonlyMap<string, DayOfMonth["month"]> = new Map([
  ["this month", "this"],
  ["lead month", "lead"],
  ["nearest month listed before", "nearest-listed-before"],
]);

function dayOf(node: DateExpr, terms: ProductTerms, env: Env): DayOfMonth | undefined {
  const { context } = env;
  if (node.kind !== "date-reference" || node.path.length !== 1 || node.index !== undefined)
    return report(context, "phrase-not-here", node.span, { found: text(node) }, { help: DAYS });
  const month = node.of === undefined ? "this" : MONTHS.get(text(node.of).replace(/\s+/g, " "));
  if (month === undefined) return report(context, "phrase-not-here", node.span, { found: text(node) }, { help: DAYS });
  const date = node.path[0]?.text ?? "";
  if (date === "trade-date" && node.of === undefined) return { date, month: "this" };
  const known = [...(terms.dates ?? [])];
  return known.includes(date) ? { date, month } : nameUnknown(context, node.span, date, ["trade-date", ...known]);
}

const DAYS = "write `trade-date`, or a date of `dates`: `last-trading-day`, `last-trading-day of lead month`";
