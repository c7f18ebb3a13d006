import { counted } from "../../diagnostic/counted.ts";
import type { Expr, Field } from "../../ast/nodes.ts";
import { modifierOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, said, text, typed, valueIn } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import { parse, roundTo, show } from "../../runtime/exact.ts";
import { spell, standardUnit, type Unit } from "../../value/unit.ts";
import type { LimitBasis, LimitLevel } from "../model.ts";
import { clauseOf, exprHere, integerOf, type Lowering, onlyModifiers, wordsOf } from "./builder.ts";
import { shareOf } from "./basis-share.ts";
import { COUNTABLE, tooMany } from "./countable.ts";
import { formulaOf, roundingOf } from "./formula.ts";

const CONTRACT = standardUnit("contract") as Unit;

/** Reports the first level of `scopes` that is above the figure it rests on. */
export function checkBasis(
  at: Lowering,
  levels: readonly LimitLevel[],
  basis: LimitBasis | undefined,
  { stated, scopes }: { readonly stated: Field | undefined; readonly scopes: readonly LimitLevel["scope"][] },
): void {
  const above = levels.find(
    (one) =>
      basis !== undefined &&
      scopes.includes(one.scope) &&
      (one.type === "limit" || one.scope !== "spot-month") &&
      one.contracts > basis.contracts,
  );
  if (basis === undefined || above === undefined || stated === undefined) return;
  report(
    at.context,
    "limit-above-basis",
    at.context.clauses.place(above.clause) ?? stated.span,
    { scope: above.scope, level: String(above.contracts), basis: String(basis.contracts) },
    { related: [{ span: stated.span, label: counted(basis.contracts, "contract") }], evidence: basis.steps },
  );
}

/** `25% of SUPPLY.lowest-month / size, round down to 1 contract`: the figure with its arithmetic; undefined after a finding. */
export function basisOf(at: Lowering, field: Field | undefined, env: Env): LimitBasis | undefined {
  const expr = exprHere(at.context, field, "a number of contracts, such as `25% of SUPPLY.lowest-month / size`");
  if (field === undefined || expr === undefined) return undefined;
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [], "round")) return undefined;
  const value = typed(expr, env);
  if (value === undefined) return undefined;
  const contracts = valueIn(expr, CONTRACT, env);
  if (contracts === undefined) return undefined;
  const clause = clauseOf(at.context, field);
  const modifier = modifierOf(field, "round");
  const rounding = modifier && roundingOf(modifier.rounding, CONTRACT, env, clause);
  if (modifier !== undefined && rounding === undefined) return undefined;
  if (rounding === undefined && contracts.d !== 1n) {
    return report(at.context, "not-a-whole-number", expr.span, {
      what: "a limit in contracts",
      value: show(contracts),
    });
  }
  if (rounding?.reference !== undefined)
    return report(at.context, "phrase-not-here", field.span, { found: wordsOf(field) });
  const mode = rounding?.mode;
  const whole =
    rounding === undefined || mode === undefined || mode === "nearest-ties-toward" || mode === "toward"
      ? contracts
      : roundTo(contracts, parse(rounding.increment), mode);
  if (whole.n >= COUNTABLE) {
    return tooMany(at.context, expr.span, "a limit in contracts", show(whole));
  }
  const share = shareOf(expr, env);
  const inner = formulaOf({ ...value, unit: CONTRACT }, clause);
  return {
    text: wordsOf(field),
    formula: rounding === undefined ? inner : { op: "round", of: inner, rounding, unit: spell(CONTRACT), clause },
    contracts: integerOf(whole),
    ...(share === undefined ? {} : { share: show(share) }),
    steps: [
      ...stepsOf(expr, env),
      ...(rounding === undefined
        ? []
        : [`rounded ${rounding.mode} to ${rounding.increment} contract: ${counted(show(whole), "contract")}`]),
    ],
    clause,
  };
}

/** The arithmetic of a constant expression in words, part by part, for the filing's methodology. */
function stepsOf(node: Expr, env: Env): string[] {
  // A part alone may have no meaning, such as the grade behind `of`: what is wrong with the whole was said before.
  const value = typed(node, { ...env, context: { ...env.context, diagnostics: [] } });
  const parts =
    node.kind === "binary" || node.kind === "of" ? [...stepsOf(node.left, env), ...stepsOf(node.right, env)] : [];
  if (value?.constant === undefined || node.kind === "number" || node.kind === "quantity") return parts;
  return [...parts, `${text(node).replace(/\s+/g, " ")} = ${amount(value)}`];
}

function amount(value: Typed): string {
  return value.constant === undefined ? "" : said(value.constant, value.unit);
}
