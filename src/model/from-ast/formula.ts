import type { Determination, Rounding as RoundingNode, Tier as TierNode, Value } from "../../ast/nodes.ts";
import { type Env, expectUnit, inUnit, text, typed, valueIn } from "../../check/expression.ts";
import { report } from "../../check/context.ts";
import type { Typed, TypedCondition, TypedWindow } from "../../check/typed.ts";
import { show } from "../../runtime/exact.ts";
import { roundingMode, roundingModes } from "../../value/rounding.ts";
import { pure, spell, type Unit } from "../../value/unit.ts";
import type { Condition, Formula, Rounding, Tier, Window } from "../model.ts";
import { onlyModifiers, plainWords } from "./builder.ts";
import { bodyOf } from "./bodies.ts";
import { spelt } from "./spelt.ts";
import type { ProductTerms } from "./terms.ts";
import { typedCondition } from "./typed-condition.ts";

/** The formula as the model has it; every node carries `clause`, the clause it stands in. */
export function formulaOf(value: Typed, clause: string): Formula {
  const unit = spell(value.unit);
  switch (value.op) {
    case "constant":
      return value.from === undefined
        ? { op: "number", value: show(value.constant), unit, clause }
        : { op: "number", value: show(value.constant), from: [...value.from], unit, clause };
    case "add":
    case "subtract":
    case "multiply":
    case "divide":
    case "minimum":
    case "maximum":
      return { op: value.op, left: formulaOf(value.left, clause), right: formulaOf(value.right, clause), unit, clause };
    case "observe": {
      const window = value.window === undefined ? {} : { window: windowOf(value.window, clause) };
      const against = value.against === undefined ? {} : { against: value.against };
      return { op: "observe", what: value.what, of: value.of, month: value.month, ...against, ...window, unit, clause };
    }
    case "previous-settlement":
      return { op: "previous-settlement", month: value.month, unit, clause };
    case "settlement":
      return { op: "settlement", month: value.month, unit, clause };
    case "contract-settlement": {
      const place = value.place === undefined ? {} : { place: value.place };
      return { op: "contract-settlement", product: value.product, ...place, signed: value.signed, unit, clause };
    }
    case "change":
      return { op: "change", month: value.month, unit, clause };
    case "days":
      return { op: "days", start: value.start, end: value.end, unit, clause };
    case "final-settlement":
      return { op: "final-settlement", unit, clause };
    case "index":
      return { op: "index", index: value.index, unit, clause };
    case "first":
      return { op: "first", options: value.options.map((one) => formulaOf(one, clause)), unit, clause };
    case "case": {
      const arms = value.arms.map(({ when, price }) => ({
        when: conditionOf(when, clause),
        price: formulaOf(price, clause),
        text: plainWords(when.node),
        clause,
      }));
      return { op: "case", arms, otherwise: formulaOf(value.otherwise, clause), unit, clause };
    }
    case "average":
    case "lowest":
    case "highest":
      return { op: value.op, of: formulaOf(value.of, clause), over: windowOf(value.over, clause), unit, clause };
  }
}

export function windowOf(window: TypedWindow, clause: string): Window {
  const words = plainWords(window.node);
  switch (window.kind) {
    case "clock":
      return { kind: "clock", from: window.from, until: window.until, parts: window.parts, text: words, clause };
    case "trailing": {
      const before = window.before === undefined ? {} : { before: window.before };
      return { kind: "trailing", milliseconds: window.milliseconds, ...before, text: words, clause };
    }
    case "days": {
      const on = window.calendar === undefined ? {} : { calendar: window.calendar };
      return { kind: "days", days: window.days, of: "contract-period", ...on, text: words, clause };
    }
    case "interval": {
      const on = window.calendar === undefined ? {} : { calendar: window.calendar };
      return { kind: "interval", name: window.name, days: window.days, ...on, text: words, clause };
    }
  }
}

export function conditionOf(value: TypedCondition, clause: string): Condition {
  switch (value.op) {
    case "compare":
      return {
        op: "compare",
        comparison: value.comparison,
        left: formulaOf(value.left, clause),
        right: formulaOf(value.right, clause),
        clause,
      };
    case "and":
    case "or":
      return { op: value.op, operands: value.operands.map((one) => conditionOf(one, clause)), clause };
    case "not":
      return { op: "not", operand: conditionOf(value.operand, clause), clause };
    case "is":
      return { op: "is", attribute: value.attribute, values: [...value.values], clause };
    case "fails":
      return { op: "fails", what: "quorum", clause };
  }
}

/** A rounding as the model has it, its place in `unit`; undefined after a finding. */
export function roundingOf(node: RoundingNode, unit: Unit, env: Env, clause: string): Rounding | undefined {
  const facts = roundingMode(node.mode.text);
  if (facts === undefined) {
    const known = roundingModes.map((one) => one.mode).join(", ");
    return report(env.context, "rounding-mode-unknown", node.mode.span, { mode: node.mode.text, known });
  }
  if (node.to === undefined) return report(env.context, "rounding-place-missing", node.span, {});
  // A place without a unit, `to 0.0001`, is in the unit of what is rounded.
  const bare = typed(node.to, env);
  if (bare === undefined) return undefined;
  const plain = bare.constant !== undefined && bare.unit.dimension.length === 0 && bare.unit.terms.length === 0;
  const increment = plain ? bare.constant : valueIn(node.to, unit, env);
  if (increment === undefined) return undefined;
  if (increment.n <= 0n)
    return report(env.context, "not-above-zero", node.to.span, {
      what: "the place of a rounding",
      value: show(increment),
    });
  const tick = /^tick\.(.*)$/.exec(spelt(node.to))?.[1];
  const role =
    tick === undefined ? {} : { role: tick, ...(bare.from?.[0] === undefined ? {} : { roleClause: bare.from[0] }) };
  const mode = facts.mode === "nearest" ? "nearest-ties-toward" : facts.mode;
  if (mode !== "nearest-ties-toward" && mode !== "toward" && node.toward !== undefined)
    return report(
      env.context,
      "phrase-not-here",
      node.toward.span,
      { found: `toward ${text(node.toward)}` },
      {
        help: "only `nearest … ties toward` and `toward` go toward a price",
      },
    );
  if (mode !== "nearest-ties-toward" && mode !== "toward") return { mode, increment: show(increment), ...role, clause };
  if (node.toward === undefined || spelt(node.toward) !== "previous settlement") {
    const at = node.toward ?? node;
    return report(env.context, "rounding-reference", at.span, { mode: node.mode.text });
  }
  return { mode, increment: show(increment), reference: "previous-settlement", ...role, clause };
}

/** A price that a named body determines under its rule; undefined after a finding. */
export function determinationOf(
  node: Determination,
  unit: string,
  context: Env["context"],
  clause: string,
): Formula | undefined {
  const by = bodyOf(context, node.by);
  const under = node.under?.value;
  if (under === undefined) return report(context, "determination-without-rule", node.span, { by: node.by.text });
  return by === undefined ? undefined : { op: "determination", by, under, unit, clause };
}

/** The lines of a waterfall; a line that is wrong is left out after its finding. */
export function tierOf(
  id: string,
  value: Value,
  price: Unit,
  terms: ProductTerms,
  env: Env,
  clause: string,
): Tier | undefined {
  const content = value.content;
  const node: TierNode | undefined =
    content.kind === "tier"
      ? content
      : content.kind === "expr-value"
        ? { kind: "tier", price: content.expr, span: content.span }
        : undefined;
  if (node === undefined)
    return report(env.context, "value-of-another-kind", content.span, {
      field: "a line of a waterfall",
      wanted: "a price",
    });
  const words = plainWords(node);
  const { inPlaceOf, atMost } = node;
  if (inPlaceOf !== undefined || atMost !== undefined) {
    const strange = (inPlaceOf ?? atMost)?.span ?? node.span;
    const found = inPlaceOf === undefined ? `at most ${text({ span: strange })}` : `in place of ${inPlaceOf.text}`;
    return report(
      env.context,
      "phrase-not-here",
      strange,
      { found },
      { help: "write the price alone: a settlement is found anew each day" },
    );
  }
  if (!onlyModifiers(env.context, value.modifiers)) return undefined;
  if (node.price.kind === "determination") {
    const found = determinationOf(node.price, spell(price), env.context, clause);
    if (node.when !== undefined)
      return report(env.context, "phrase-not-here", node.when.span, { found: `when ${text(node.when)}` });
    return found && { id, text: words, price: found, clause };
  }
  const found = typed(node.price, env);
  if (
    found === undefined ||
    !expectUnit(
      found,
      price,
      env,
      terms.price && { span: terms.price.node.span, label: `prices are in ${spell(price)}` },
    )
  ) {
    return undefined;
  }
  const strange = averaged(found);
  if (strange !== undefined)
    return report(
      env.context,
      "phrase-not-here",
      strange.node.span,
      { found: text(strange.node) },
      {
        help: "an average over days belongs in `final-settlement`: a daily settlement is of its own day",
      },
    );
  // `when volume >= …` speaks of the window the line itself looks at.
  const when = node.when && typedCondition(node.when, windowed(env, found));
  if (node.when !== undefined && when === undefined) return undefined;
  const fails = when && quorumIn(when);
  if (fails !== undefined) return report(env.context, "phrase-not-here", fails.node.span, { found: text(fails.node) });
  const formula = formulaOf(inUnit(found, price), clause);
  return {
    id,
    text: words,
    price: formula,
    ...(when === undefined ? {} : { when: conditionOf(when, clause) }),
    clause,
  };
}

/** The average inside a price of the day, which has none. */
function averaged(value: Typed): Typed | undefined {
  if ("left" in value) return averaged(value.left) ?? averaged(value.right);
  return value.op === "average" ? value : undefined;
}

/** `quorum fails`, which only an index knows. */
function quorumIn(value: TypedCondition): TypedCondition | undefined {
  if (value.op === "fails") return value;
  if (value.op === "not") return quorumIn(value.operand);
  if (value.op === "and" || value.op === "or") return value.operands.map(quorumIn).find((one) => one !== undefined);
  return undefined;
}

/** The same meanings, with `volume` and `trades` counted where `line` looks. */
function windowed(env: Env, line: Typed): Env {
  const seen = observations(line)[0];
  if (seen === undefined) return env;
  return {
    ...env,
    reference: (node) => {
      const found = env.reference?.(node);
      if (found === undefined || found === "reported" || found.op !== "observe") return found;
      // Quotes have no volume: beside them it is that of trades.
      if ((found.what !== "volume" && found.what !== "count") || seen.of === "quotes") return found;
      const { of, against, window } = seen;
      return {
        ...found,
        of,
        ...(against === undefined ? {} : { against }),
        ...(window === undefined ? {} : { window }),
      };
    },
  };
}

function observations(value: Typed): Extract<Typed, { op: "observe" }>[] {
  if (value.op === "observe") return [value];
  if ("left" in value) return [...observations(value.left), ...observations(value.right)];
  return [];
}

/** The unit of a plain ratio. */
export const RATIO = pure;
