import type { Field } from "../../ast/nodes.ts";
import { fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text, typed, valueIn } from "../../check/expression.ts";
import {
  compare,
  divide,
  multiply,
  parse,
  type Rational,
  show,
  subtract,
  toDecimal,
  toFixed,
} from "../../runtime/exact.ts";
import { currencyOf, minorUnit } from "../../value/currency.ts";
import type { DailySettlement, FinalSettlement, Formula, Rounding, Tier } from "../model.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, required } from "./builder.ts";
import type { ProductTerms } from "./terms.ts";

export type Bounds = NonNullable<FinalSettlement["bounds"]>;

/** True for a contract that pays between a floor and a cap. */
export function isStructured(at: Lowering): boolean {
  return at.context.declaration.keyword === "structured";
}

/**
 * The floor and the cap of a structured contract, in the unit of prices: the floor below the cap, both multiples of the step that the final price
 * is rounded to, so that rounding never carries a payment out of them. Undefined after a finding.
 */
export function boundsOf(at: Lowering, terms: ProductTerms, round: Rounding, env: Env): Bounds | undefined {
  const floorField = required(at, "floor", "it is the least that is paid, and so what a seller can lose at most");
  const capField = required(at, "cap", "it is the most that is paid, and so what a buyer can be owed at most");
  const floor = floorField && boundOf(at, floorField, terms, round, env);
  const cap = capField && boundOf(at, capField, terms, round, env);
  if (!floorField || !capField || !floor || !cap || terms.size === undefined) return undefined;
  if (compare(floor, cap) >= 0)
    return report(
      at.context,
      "bounds-crossed",
      floorField.span,
      { floor: show(floor), cap: show(cap) },
      { related: [{ span: capField.span, label: "the most" }] },
    );
  const range = multiply(subtract(cap, floor), terms.size.value);
  const code = terms.price?.unit.dimension.find((one) => one.base.kind === "currency")?.base.name ?? "";
  const currency = currencyOf(code);
  const minor = currency && minorUnit(currency);
  const places = minor === undefined ? 0 : (show(minor).split(".")[1]?.length ?? 0);
  const amount = divide(range, minor ?? { n: 1n, d: 1n }).d === 1n ? toFixed(range, places) : toDecimal(range);
  return {
    floor: toDecimal(floor),
    floorClause: clauseOf(at.context, floorField),
    cap: toDecimal(cap),
    capClause: clauseOf(at.context, capField),
    range: { amount, currency: code },
    clause: clauseOf(at.context, floorField),
  };
}

function boundOf(at: Lowering, field: Field, terms: ProductTerms, round: Rounding, env: Env): Rational | undefined {
  const { price } = terms;
  const expr = exprHere(at.context, field, "a price, such as `1.50`");
  if (expr === undefined || price === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? []))
    return undefined;
  const value = typed(expr, env);
  if (value === undefined) return undefined;
  const bare = value.constant !== undefined && value.unit.dimension.length === 0 && value.unit.terms.length === 0;
  const from = { span: price.node.span, label: `prices are in ${text(price.node)}` };
  const found = bare ? value.constant : valueIn(expr, price.unit, env, from);
  if (found === undefined || divide(found, parse(round.increment)).d === 1n) return found;
  return report(at.context, "bound-off-tick", expr.span, {
    bound: field.key.text,
    value: show(found),
    step: round.increment,
  });
}

/** `payoff`, but no less than the floor and no more than the cap; each node with the clause it stands in. */
export function bounded(payoff: Formula, { floor, floorClause, cap, capClause }: Bounds): Formula {
  const { unit } = payoff;
  const least: Formula = {
    op: "maximum",
    left: payoff,
    right: { op: "number", value: floor, unit, clause: floorClause },
    unit,
    clause: floorClause,
  };
  return {
    op: "minimum",
    left: least,
    right: { op: "number", value: cap, unit, clause: capClause },
    unit,
    clause: payoff.clause,
  };
}

/**
 * The daily settlement of a structured contract, whose prices lie between floor and cap too: what it ends in can be worth neither less nor more. Each
 * line but those that only repeat a settlement is bounded, and the bounds are whole numbers of every step that its prices are rounded to, else a finding.
 */
export function dailyWithin(at: Lowering, daily: DailySettlement, bounds: Bounds): DailySettlement {
  const tier = (one: Tier): Tier => (REPEATS.has(one.price.op) ? one : { ...one, price: bounded(one.price, bounds) });
  for (const { increment } of [daily.round, ...daily.groups.flatMap(({ round }) => round ?? [])])
    for (const bound of ["floor", "cap"] as const) {
      const field = fieldOf(at.block, bound);
      if (field === undefined || divide(parse(bounds[bound]), parse(increment)).d === 1n) continue;
      report(at.context, "bound-off-tick", field.span, { bound, value: bounds[bound], step: increment });
    }
  return {
    ...daily,
    groups: daily.groups.map((group) => ({ ...group, tiers: group.tiers.map(tier) })),
    newlyListed: daily.newlyListed.map(tier),
  };
}

/** Prices that lie between the bounds because an earlier one does. */
const REPEATS: ReadonlySet<string> = new Set(["previous-settlement", "settlement", "final-settlement"]);
