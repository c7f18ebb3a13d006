import type { Value } from "../../ast/nodes.ts";
import { sectionsOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, expectUnit, inUnit, text, typed } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import { spell, type Unit } from "../../value/unit.ts";
import type { Fallback, Formula } from "../model.ts";
import { bodyOf } from "./bodies.ts";
import { clauseOf, type Lowering, missing, onlyModifiers, plainWords } from "./builder.ts";
import { conditionOf, formulaOf, roundingOf } from "./formula.ts";
import { typedCondition } from "./typed-condition.ts";
import { inputsOf } from "./index-inputs.ts";
import { wholeOf } from "./index-terms.ts";
import { spelt } from "./spelt.ts";

/** The lines of `fallback`, which must end in a price that is always there or in a determination: proved by `settles`. */
export function fallbackOf(at: Lowering, unit: Unit, env: Env): Fallback[] | undefined {
  const sections = sectionsOf(at.block, "fallback");
  if (sections.length === 0) return missing(at, "fallback", "it says what happens when the inputs do not suffice");
  const lines = sections
    .flatMap((section) => statementsOf(section.block))
    .map((line) => fallbackLine(at, line.value, clauseOf(at.context, line), unit, env));
  // A fallback that lacks a line is another one: nothing is proved of it.
  return lines.every((line) => line !== undefined) ? lines : undefined;
}

function fallbackLine(at: Lowering, value: Value, clause: string, unit: Unit, env: Env): Fallback | undefined {
  const content = value.content;
  const words = plainWords(value);
  const node =
    content.kind === "tier"
      ? content
      : content.kind === "expr-value"
        ? { price: content.expr, span: content.span }
        : undefined;
  if (node === undefined)
    return report(at.context, "value-of-another-kind", value.span, {
      field: "fallback",
      wanted: "a line that gives a price",
    });
  const tier = content.kind === "tier" ? content : undefined;
  const { when } = tier ?? {};
  // Each line of a fallback is tried when the ones above it gave no value; only a substitution has a condition of its own.
  if (when !== undefined && tier?.inPlaceOf === undefined)
    return report(
      at.context,
      "phrase-not-here",
      when.span,
      { found: `when ${text(when)}` },
      {
        help: "a line of a fallback is tried when those above it give no value: leave the condition out",
      },
    );
  const computed =
    node.price.kind !== "determination" && spelt(node.price) !== "previous value" && tier?.inPlaceOf === undefined;
  if (!onlyModifiers(at.context, value.modifiers, ...(computed ? (["round"] as const) : []))) return undefined;
  if (node.price.kind === "determination") {
    const under = node.price.under?.value;
    if (under === undefined)
      return report(at.context, "determination-without-rule", node.price.span, { by: node.price.by.text });
    const by = bodyOf(at.context, node.price.by);
    return by === undefined ? undefined : { kind: "determination", by, under, text: words, clause };
  }
  const said = spelt(node.price);
  if (tier?.atMost !== undefined && said !== "previous value")
    return report(at.context, "phrase-not-here", tier.atMost.span, { found: `at most ${text(tier.atMost)}` });
  if (tier?.inPlaceOf !== undefined) {
    const known = inputsOf({ ...at, context: { ...at.context, diagnostics: [] } }).map((one) => one.what as string);
    for (const [name, span] of [
      [said, node.price.span],
      [tier.inPlaceOf.text, tier.inPlaceOf.span],
    ] as const)
      if (!known.includes(name))
        return report(at.context, "word-unknown", span, { field: "in place of", word: name, known: known.join(", ") });
    if (when !== undefined && spelt(when) !== "quorum fails")
      return report(
        at.context,
        "phrase-not-here",
        when.span,
        { found: `when ${text(when)}` },
        { help: "write `when quorum fails`" },
      );
    const fails = when && typedCondition(when, env);
    const condition = fails === undefined ? {} : { when: conditionOf(fails, clause) };
    return { kind: "substitute", use: said, inPlaceOf: tier.inPlaceOf.text, ...condition, text: words, clause };
  }
  if (said === "previous value") {
    const limit = tier?.atMost;
    if (limit === undefined) return report(at.context, "fallback-without-limit", value.span, {});
    if (limit.kind !== "quantity" || !/^publications?$/.test(spelt(limit.unit)))
      return report(at.context, "value-of-another-kind", limit.span, {
        field: "at most",
        wanted: "a number of publications, such as `2 publications`",
      });
    const atMost = wholeOf(limit.number, env, "the number of publications");
    return atMost === undefined ? undefined : { kind: "previous", atMost, text: words, clause };
  }
  const found = typed(node.price, env);
  if (found === undefined || !expectUnit(found, unit, env)) return undefined;
  if (!fromIndices(found))
    return report(
      at.context,
      "phrase-not-here",
      node.price.span,
      { found: text(node.price) },
      {
        help: "a fallback is made of other indices and numbers, or is `previous value for at most 2 publications`",
      },
    );
  const rounding = value.modifiers.find((one) => one.kind === "round")?.rounding;
  const inner = formulaOf(inUnit(found, unit), clause);
  const round = rounding && roundingOf(rounding, unit, env, clause);
  if (rounding !== undefined && round === undefined) return undefined;
  if (rounding !== undefined && round?.reference !== undefined)
    return report(at.context, "rounding-reference", rounding.span, { mode: rounding.mode.text });
  if (round === undefined && inner.op !== "index")
    return report(at.context, "rounding-missing", value.span, { what: "this fallback" });
  const formula: Formula =
    round === undefined ? inner : { op: "round", of: inner, rounding: round, unit: spell(unit), clause };
  return { kind: "formula", formula, text: words, clause };
}

/** True for numbers and other indices: all that a fallback is computed from. */
function fromIndices(value: Typed): boolean {
  if ("left" in value) return fromIndices(value.left) && fromIndices(value.right);
  return value.op === "constant" || value.op === "index";
}
