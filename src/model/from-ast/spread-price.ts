import type { Expr } from "../../ast/nodes.ts";
import { fieldOf, fieldsOf, flagged, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { type Env, text, typed, unitsDiffer } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import {
  add,
  compare,
  divide,
  fromInteger,
  multiply,
  negate,
  type Rational,
  show,
  toDecimal,
} from "../../runtime/exact.ts";
import { currencyOf } from "../../value/currency.ts";
import { divideUnits, sameUnit, spell, standardUnit, type Unit } from "../../value/unit.ts";
import type { Spread } from "../model.ts";
import { clauseOf, exprHere, type Lowering, missing, onlyModifiers, required, wordsOf } from "./builder.ts";
import { exactnessOf, tickOf } from "./sizes.ts";
import { type LegRead, type LegsRead, legName } from "./spread-legs.ts";
import { spelt } from "./spelt.ts";

/** The terms of a spread's price: its unit and size, what each leg counts in it, and its steps. */
export type SpreadPrice = Pick<Spread, "price" | "size" | "tickValueExactTo" | "ticks"> & {
  /** The price is the sum of each leg's price times its weight, in the order of the legs. */
  readonly weights: readonly Rational[];
};

/** What a spread's price counts; undefined after a finding. */
export function spreadPriceOf(at: Lowering, { legs, field: legsField, strip }: LegsRead): SpreadPrice | undefined {
  const { context } = at;
  const field = required(at, "price", "it says what a price of the spread counts");
  const expr = exprHere(context, field, "a unit such as `USD / GPU_hour of H100_SXM`, or a formula of the legs");
  if (field === undefined || expr === undefined) return undefined;
  if (!onlyModifiers(context, field.value?.modifiers ?? [], "flag")) return undefined;
  if (!oneCurrency(at, legs)) return undefined;
  const value = typed(expr, legEnv(at, legs, strip));
  if (value === undefined) return undefined;
  const found = value.constant === undefined ? byFormula(at, value, legs) : byLots(at, expr, value, legs, strip);
  if (found === undefined) return undefined;
  const currency = currencyOf(legs[0]?.on.product.price.currency ?? "");
  const section = sectionOf(at.block, "tick");
  if (section === undefined) return missing(at, "tick", "it says in what steps prices of the spread move");
  if (fieldOf(section.block, "outright") === undefined)
    return missing(at, "outright", "it is the step of ordinary orders", section.keyword);
  const exactness = currency && exactnessOf(at, currency, expr);
  if (currency === undefined || exactness === undefined) return undefined;
  const sizeUnit = divideUnits(standardUnit(currency.code) as Unit, found.unit);
  const sized = {
    unit: found.unit,
    priceExpr: expr,
    size: found.multiplier,
    sizeUnit,
    sizeExpr: legsField.value ?? legsField,
    currency,
    exactTo: exactness.exactTo,
  };
  const ticks = fieldsOf(section.block).map((one) => tickOf(at, one, sized)?.tick);
  if (!ticks.every((one) => one !== undefined)) return undefined;
  const clause = clauseOf(context, field);
  return {
    weights: found.weights,
    price: {
      currency: currency.code,
      unit: spell(found.unit),
      signed: flagged(field, "signed"),
      text: wordsOf(field),
      clause,
    },
    size: { value: show(found.multiplier), unit: spell(sizeUnit), clause: clauseOf(context, legsField) },
    tickValueExactTo: {
      amount: toDecimal(exactness.exactTo),
      currency: currency.code,
      clause: exactness.field === undefined ? clause : clauseOf(context, exactness.field),
    },
    ticks,
  };
}

type Weighed = { readonly unit: Unit; readonly weights: readonly Rational[]; readonly multiplier: Rational };

function oneCurrency(at: Lowering, legs: readonly LegRead[]): boolean {
  const first = legs[0]?.on.product;
  const other = legs.find(({ on }) => on.product.price.currency !== first?.price.currency);
  if (first === undefined || other === undefined) return true;
  report(at.context, "value-of-another-kind", other.node.span, {
    field: "legs",
    wanted: `legs in one currency: ${first.id} is priced in ${first.price.currency}, ${other.on.product.id} in ${other.on.product.price.currency}`,
  });
  return false;
}

/** Names of legs in a formula: `GPH[near]`, or `GPH` where one leg alone is of it. */
function legEnv(at: Lowering, legs: readonly LegRead[], strip: boolean): Env {
  return {
    context: at.context,
    known: legs.map(legName),
    reference: (node) => {
      const [name] = node.path;
      if (node.path.length !== 1 || name === undefined) return undefined;
      const month = node.index && spelt(node.index);
      const of = legs.filter((one) => one.on.product.id === name.text && (month === undefined || one.month === month));
      const [leg] = of;
      const unit = leg?.on.terms.price?.unit;
      if (leg === undefined || unit === undefined) return undefined;
      if (of.length === 1) return { op: "index", index: legName(leg), unit, node };
      report(at.context, "value-of-another-kind", node.span, {
        field: "price",
        wanted: strip
          ? "the unit in which the months of the strip are priced: its price is their mean"
          : `one leg, ${of.map((one) => `\`${legName(one)}\``).join(" or ")}`,
      });
      return "reported";
    },
  };
}

/** `USD / GPU_hour of H100_SXM`: the legs' contracts themselves say what each counts, in the size of the first; of a strip in that of all, so that its price is their mean. */
function byLots(at: Lowering, expr: Expr, value: Typed, legs: readonly LegRead[], strip: boolean): Weighed | undefined {
  const [first] = legs;
  if (first === undefined) return undefined;
  if (value.constant?.n !== value.constant?.d)
    return report(at.context, "unit-expected", expr.span, { found: text(expr) });
  for (const { on, node } of legs) {
    const { price } = on.terms;
    if (price !== undefined && !sameUnit(value.unit, price.unit))
      return unitsDiffer(at.context, expr, price.unit, value.unit, {
        span: node.span,
        label: `prices of ${on.product.id} are in ${text(price.node)}; legs in unlike units need a formula`,
      });
  }
  const whole = strip ? legs.map(worth).reduce(add) : worth(first);
  const multiplier = whole.n < 0n ? negate(whole) : whole;
  return { unit: value.unit, weights: legs.map((leg) => divide(worth(leg), multiplier)), multiplier };
}

/** What the contracts of a leg are worth for a price of 1; below zero where it is sold. */
function worth({ lots, multiplier }: LegRead): Rational {
  return multiply(multiplier, fromInteger(lots));
}

/** `GPH - 2.5 Mtoken/GPU_hour * ITK`: each leg's contracts stand in the proportion in which the formula counts its price. */
function byFormula(at: Lowering, value: Typed, legs: readonly LegRead[]): Weighed | undefined {
  const { context } = at;
  const counted = linear(value);
  const base = counted?.get("");
  if (counted === undefined || (base !== undefined && base.n !== 0n))
    return report(context, "value-of-another-kind", value.node.span, {
      field: "price",
      wanted: "each leg's price times a number, added or subtracted, such as `GPH - 2.5 Mtoken/GPU_hour * ITK`",
    });
  const weights = legs.map((leg) => counted.get(legName(leg)));
  const absent = legs.find((_, i) => weights[i] === undefined || weights[i]?.n === 0n);
  if (absent !== undefined)
    return report(context, "leg-not-in-price", value.node.span, { leg: legName(absent) }, seen(absent));
  const sizes = legs.map((leg, i) => divide(worth(leg), weights[i] as Rational));
  const [first] = sizes;
  const strange = sizes.findIndex((one) => first !== undefined && compare(one, first) !== 0);
  if (first === undefined) return undefined;
  const code = legs[0]?.on.product.price.currency ?? "";
  const told = legs.map(
    (leg, i) =>
      `${legName(leg)}: ${show(worth(leg))} ${code} for a price of 1, counted ${show(weights[i] as Rational)} times, makes ${show(sizes[i] as Rational)}`,
  );
  if (strange > 0) {
    const odd = legs[strange] as LegRead;
    // So many contracts of it would fit the formula.
    const lots = divide(multiply(first, weights[strange] as Rational), odd.multiplier);
    return report(
      context,
      "legs-out-of-proportion",
      odd.node.span,
      { leg: legName(odd), lots: show(lots) },
      { related: [{ span: value.node.span, label: "the price counts it so" }], evidence: told },
    );
  }
  if (first.n <= 0n)
    return report(context, "value-of-another-kind", value.node.span, {
      field: "price",
      wanted: "bought legs added and sold legs subtracted",
    });
  return { unit: value.unit, weights: weights as Rational[], multiplier: first };
}

function seen(leg: LegRead): { related: { span: Expr["span"]; label: string }[] } {
  return { related: [{ span: leg.node.span, label: "is a leg" }] };
}

/** How often each name counts in a sum, and under "" what is no leg; undefined where it is no sum of multiples. */
function linear(value: Typed): Map<string, Rational> | undefined {
  if (value.constant !== undefined) return new Map([["", value.constant]]);
  if (value.op === "index") return new Map([[value.index, fromInteger(1)]]);
  if (!("left" in value)) return undefined;
  const [left, right] = [linear(value.left), linear(value.right)];
  if (left === undefined || right === undefined) return undefined;
  const factorOf = (one: Map<string, Rational>): Rational | undefined => (one.size === 1 ? one.get("") : undefined);
  const times = (one: Map<string, Rational>, by: Rational): Map<string, Rational> =>
    new Map([...one].map(([name, count]) => [name, multiply(count, by)]));
  switch (value.op) {
    case "add":
      return sum(left, right);
    case "subtract":
      return sum(left, times(right, fromInteger(-1)));
    case "multiply": {
      const [byLeft, byRight] = [factorOf(left), factorOf(right)];
      return byRight !== undefined ? times(left, byRight) : byLeft && times(right, byLeft);
    }
    case "divide": {
      const by = factorOf(right);
      return by && times(left, divide(fromInteger(1), by));
    }
    default:
      return undefined;
  }
}

function sum(left: Map<string, Rational>, right: Map<string, Rational>): Map<string, Rational> {
  const all = new Map(left);
  for (const [name, count] of right) all.set(name, add(all.get(name) ?? fromInteger(0), count));
  return all;
}
