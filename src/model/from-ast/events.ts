import type { Expr, Let } from "../../ast/nodes.ts";
import { report } from "../../check/context.ts";
import { type Env, inUnit, text, typed, valueIn } from "../../check/expression.ts";
import type { Typed, TypedCondition } from "../../check/typed.ts";
import { show } from "../../runtime/exact.ts";
import type { Unit } from "../../value/unit.ts";
import type { FinalSettlement } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers, plainWords } from "./builder.ts";
import { windowOf } from "./formula.ts";
import { spelt } from "./spelt.ts";
import { overDays } from "./terms.ts";

type OverDays = Extract<Typed, { op: "average" | "lowest" | "highest" }>;
type Event = NonNullable<FinalSettlement["events"]>[number];
type Observation = NonNullable<FinalSettlement["observed"]>[number];

/** What a contract observes on the way, and what may happen to it there, by name. */
export type Watched = {
  /** Of each observation what it is of and on which days. */
  readonly observed: ReadonlyMap<string, OverDays>;
  readonly conditions: ReadonlyMap<string, TypedCondition>;
  readonly observations: readonly Observation[];
  readonly events: readonly Event[];
};

const OBSERVED = "an index on some days, such as `H100_RENTAL over business days of contract month on US_EXCHANGE`";
const HAPPENS = "an observation and a level, such as `P <= 1.50 on any observation`, or `on all observations`";

/** The observations and events of a block, `observe P = …` and `event KO = …`; those with a finding are not among them. */
export function watchedOf(at: Lowering, price: Unit, env: Env): Watched {
  const observed = new Map<string, OverDays>();
  const conditions = new Map<string, TypedCondition>();
  const events: Event[] = [];
  const observations: Observation[] = [];
  for (const item of at.block.items) {
    if (item.kind !== "let") continue;
    if (item.what === "observe") {
      const found = observationOf(at, item, env);
      if (found === undefined) continue;
      observed.set(item.name.text, found);
      const clause = clauseOf(at.context, item);
      const text = plainWords(item.value);
      const index = found.of.op === "index" ? found.of.index : "";
      observations.push({ name: item.name.text, text, index, over: windowOf(found.over, clause), clause });
    }
    if (item.what !== "event") continue;
    const found = eventOf(at, item, observed, price, env);
    if (found === undefined) continue;
    conditions.set(item.name.text, found.condition);
    events.push(found.event);
  }
  return { observed, conditions, observations, events };
}

function exprIn(at: Lowering, { name, value }: Let, wanted: string): Expr | undefined {
  if (!onlyModifiers(at.context, value.modifiers)) return undefined;
  if (value.content.kind === "expr-value") return value.content.expr;
  return report(at.context, "value-of-another-kind", value.span, { field: name.text, wanted });
}

/** `H100_RENTAL over business days of contract month`: read as an average is, whose days it has. */
function observationOf(at: Lowering, item: Let, env: Env): OverDays | undefined {
  const expr = exprIn(at, item, OBSERVED);
  if (expr === undefined) return undefined;
  if (expr.kind !== "over")
    return report(at.context, "value-of-another-kind", expr.span, { field: item.name.text, wanted: OBSERVED });
  const { value, window, span } = expr;
  const average = { kind: "name" as const, text: "average", span };
  const left = { kind: "reference" as const, path: [average], span };
  const found = typed({ kind: "over", value: { kind: "of", left, right: value, span: value.span }, window, span }, env);
  if (found?.op !== "average") return undefined;
  if (found.of.op === "index") return { ...found, node: expr };
  return report(at.context, "value-of-another-kind", value.span, { field: item.name.text, wanted: OBSERVED });
}

const WHEN = { any: "any observation", all: "all observations" } as const;

/** `P <= 1.50 on any observation`: the lowest of them is at the level or below it; on all it is the highest. */
function eventOf(
  at: Lowering,
  item: Let,
  observed: ReadonlyMap<string, OverDays>,
  price: Unit,
  env: Env,
): { readonly condition: TypedCondition; readonly event: Event } | undefined {
  const { context } = at;
  const expr = exprIn(at, item, HAPPENS);
  if (expr === undefined) return undefined;
  const wrong = (node: Expr): undefined =>
    report(context, "value-of-another-kind", node.span, { field: item.name.text, wanted: HAPPENS });
  if (expr.kind !== "comparison" || expr.right.kind !== "note" || expr.right.word !== "on") return wrong(expr);
  const { left, operator, right } = expr;
  const series = observed.get(spelt(left));
  const said = right.with.kind === "words" ? spelt(right.with) : "";
  const on = said === WHEN.any ? "any" : said === WHEN.all ? "all" : undefined;
  if (series === undefined) return wrong(left);
  if (on === undefined || operator === "=" || operator === "!=") return wrong(expr);
  const level = levelOf(right.value, price, env);
  if (level?.constant === undefined) return undefined;
  const op = operator.startsWith("<") === (on === "any") ? "lowest" : "highest";
  const extreme: Typed = { ...series, op };
  return {
    condition: { op: "compare", comparison: operator, left: inUnit(extreme, price), right: level, node: expr },
    event: {
      name: item.name.text,
      text: plainWords(item.value),
      observed: spelt(left),
      comparison: operator,
      level: show(level.constant),
      on,
      clause: clauseOf(context, item),
    },
  };
}

/** A price that the text tells: bare in the unit of prices, or with a unit that fits. */
function levelOf(node: Expr, price: Unit, env: Env): Typed | undefined {
  const found = typed(node, env);
  if (found === undefined) return undefined;
  const bare = found.constant !== undefined && found.unit.dimension.length === 0 && found.unit.terms.length === 0;
  const value = bare ? found.constant : valueIn(node, price, env);
  return value === undefined ? undefined : { op: "constant", constant: value, unit: price, node };
}

/** `env` with what is watched: `average of P`, `lowest of P` and `highest of P`, and events as conditions. */
export function withWatched(env: Env, { observed, conditions }: Watched): Env {
  return {
    ...env,
    condition: (node) => conditions.get(spelt(node)),
    known: [...env.known, ...observed.keys()],
    of: (node) => {
      const op = overDays(spelt(node.left));
      const series = observed.get(spelt(node.right));
      return op === undefined || series === undefined ? env.of?.(node) : { ...series, op, node };
    },
    reference: (node) => {
      if (!observed.has(spelt(node))) return env.reference?.(node);
      const name = text(node);
      const help = `write \`average of ${name}\`, \`lowest of ${name}\` or \`highest of ${name}\``;
      report(env.context, "phrase-not-here", node.span, { found: name }, { help });
      return "reported";
    },
  };
}
