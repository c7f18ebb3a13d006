import type { Block, Expr, Field } from "../../ast/nodes.ts";
import { fieldOf, fieldsOf, flagged, modifierOf, sectionOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { constantOf, said, typed, unitOf, valueIn } from "../../check/expression.ts";
import { decimalPlaces, divide, equal, type Rational, show, toDecimal, toFixed } from "../../runtime/exact.ts";
import { type Currency, currencyOf, minorUnit, minorUnitInWords } from "../../value/currency.ts";
import { tickValue, type TickSuggestion } from "../../value/money.ts";
import { convert, divideUnits, multiplyUnits, spell, standardUnit, type Unit } from "../../value/unit.ts";
import type { Product, Tick } from "../model.ts";
import { flowOf } from "./flow.ts";
import { paymentOf } from "./payment.ts";
import { clauseOf, exprHere, type Lowering, onlyModifiers, required } from "./builder.ts";
import { notAboveZero } from "./countable.ts";
import type { ProductTerms } from "./terms.ts";

export type Sizes = Pick<Product, "size" | "flow" | "price" | "payment" | "tickValueExactTo" | "ticks"> & {
  readonly terms: ProductTerms;
};

/**
 * Size, price unit, currency and ticks of a product: `price × size` is money per contract, and each tick is worth a whole number of
 * the currency's minor unit, or of what `tick-value: exact to` says. Undefined after a finding.
 */
export function sizesOf(at: Lowering): Sizes | undefined {
  const { context } = at;
  const env = { context, known: [] };
  const sizeField = required(at, "size", "it says how much of the underlying one contract is");
  const priceField = required(at, "price", "it says what a price counts");
  const sizeExpr = exprHere(context, sizeField, "an amount of the underlying, such as `1_000 GPU_hour of H100_SXM`");
  const priceExpr = exprHere(context, priceField, "money per unit, such as `USD / GPU_hour of H100_SXM`");
  const flow = sizeExpr && flowOf(at, sizeExpr, env);
  if (flow === "found") return undefined;
  const written = flow?.rate ?? (sizeExpr && constantOf(sizeExpr, env));
  const unit = priceExpr && unitOf(priceExpr, env);
  const tickSection = sectionOf(at.block, "tick");
  if (tickSection === undefined) required(at, "tick", "it says in what steps prices move");
  if (!written || unit === undefined || sizeExpr === undefined || priceExpr === undefined) return undefined;
  if (written.value.n <= 0n) return notAboveZero(context, sizeExpr, "a contract size", show(written.value));
  const currency = moneyOf(at, unit, written.unit, priceExpr, sizeExpr);
  const size = currency && inUnitOfPrices(written, unit, currency);
  const payment = currency && paymentOf(at, currency, priceExpr);
  if (size === undefined || currency === undefined || payment === undefined || tickSection === undefined)
    return undefined;
  const exactness = exactnessOf(at, payment.currency, payment.node ?? priceExpr);
  if (exactness === undefined) return undefined;
  const { exactTo, field } = exactness;
  const ticks = ticksOf(at, tickSection.block, {
    unit,
    priceExpr,
    size: size.value,
    sizeUnit: size.unit,
    sizeExpr,
    currency: payment.currency,
    ...(payment.term?.rate === undefined ? {} : { rate: { value: payment.rate, unit: payment.term.rate.unit } }),
    exactTo,
    ...(flow === undefined ? {} : { each: flow.flow.each }),
  });
  const priceClause = priceField === undefined ? "" : clauseOf(context, priceField);
  const sizeClause = sizeField === undefined ? "" : clauseOf(context, sizeField);
  const increments = new Map(ticks.map((one) => [one.tick.role, one.increment]));
  if (fieldOf(tickSection.block, "outright") === undefined)
    required(at, "outright", "it is the step of ordinary orders", tickSection.block);
  return {
    size: { value: show(size.value), unit: spell(size.unit), clause: sizeClause },
    ...(flow === undefined ? {} : { flow: { ...flow.flow, clause: sizeClause } }),
    price: { currency: currency.code, unit: spell(unit), signed: flagged(priceField, "signed"), clause: priceClause },
    ...(payment.term === undefined ? {} : { payment: payment.term }),
    tickValueExactTo: {
      amount: toDecimal(exactTo),
      currency: payment.currency.code,
      clause: field === undefined ? (payment.term?.clause ?? priceClause) : clauseOf(context, field),
    },
    ticks: ticks.map((one) => one.tick),
    terms: {
      ...(flow === undefined ? { size: { ...size, node: sizeExpr } } : { flow: true as const }),
      price: { unit, node: priceExpr },
      ticks: increments,
      clauses: new Map([
        ["size", sizeClause],
        ...ticks.map((one) => [`tick.${one.tick.role}`, one.tick.clause] as const),
      ]),
      intervals: new Set(),
      unread: ticks.length < fieldsOf(tickSection.block).length,
    },
  };
}

/** The amount tick values are whole numbers of: what `tick-value: exact to` says, else the minor unit. Undefined after a finding. */
export function exactnessOf(
  at: Lowering,
  currency: Currency,
  said: Pick<Expr, "span">,
): { readonly exactTo: Rational; readonly field: Field | undefined } | undefined {
  const { context } = at;
  const field = fieldOf(at.block, "tick-value");
  const exact = modifierOf(field, "exact-to");
  const exactTo =
    exact === undefined
      ? minorUnit(currency)
      : valueIn(exact.to, standardUnit(currency.code) as Unit, { context, known: [] });
  if (exactTo === undefined) {
    return exact === undefined
      ? report(context, "currency-without-minor-unit", said.span, { currency: currency.code })
      : undefined;
  }
  if (exact !== undefined && exactTo.n <= 0n) {
    return report(context, "not-above-zero", exact.to.span, {
      what: "the amount a tick value is exact to",
      value: show(exactTo),
    });
  }
  return { exactTo, field };
}

/** The currency of `price × size`; anything but money of one currency is a finding. */
function moneyOf(at: Lowering, price: Unit, size: Unit, priceExpr: Expr, sizeExpr: Expr): Currency | undefined {
  const product = multiplyUnits(price, size);
  const [only, ...more] = product.dimension;
  if (only?.base.kind === "currency" && only.exponent === 1 && more.length === 0) return currencyOf(only.base.name);
  return report(
    at.context,
    "price-times-size",
    priceExpr.span,
    { product: spell(product) },
    {
      label: spell(price),
      related: [{ span: sizeExpr.span, label: `× ${spell(size)} / contract` }],
      evidence: [`${spell(price)} × ${spell(size)} / contract = ${spell(product)} / contract`],
    },
  );
}

type Amount = { readonly value: Rational; readonly unit: Unit };

/** The same amount in the unit that prices are per, so that price times size is money: 1_000 GPU_hour is 1 where prices are per kGPU_hour. */
function inUnitOfPrices(size: Amount, price: Unit, currency: Currency): Amount {
  const per = divideUnits(standardUnit(currency.code) as Unit, price);
  const value = convert(size.value, size.unit, per);
  if ("kind" in value) throw new Error(`${spell(price)} times ${spell(size.unit)} is no money`);
  return equal(value, size.value) ? size : { value, unit: per };
}

/** The step of prices that is taken for a slip. */
const LARGEST_TICK = 1_000_000n;

export type TickRead = { readonly tick: Tick; readonly increment: Rational };
export type Sized = {
  readonly unit: Unit;
  readonly priceExpr: Expr;
  readonly size: Rational;
  readonly sizeUnit: Unit;
  readonly sizeExpr: Pick<Expr, "span">;
  /** The currency in which money moves. */
  readonly currency: Currency;
  /** Where that is not the currency of prices: the fixed rate into it, and what the rate counts. */
  readonly rate?: { readonly value: Rational; readonly unit: string };
  readonly exactTo: Rational;
  /** Where the size is for each hour or day of the contract month: so is what a tick is worth. */
  readonly each?: "hour" | "day";
};

function ticksOf(at: Lowering, block: Block, sized: Sized): TickRead[] {
  const found: TickRead[] = [];
  for (const field of fieldsOf(block)) {
    const read = tickOf(at, field, sized);
    if (read !== undefined) found.push(read);
  }
  const outright = found.find((one) => one.tick.role === "outright");
  const settlement = found.find((one) => one.tick.role === "settlement");
  if (outright !== undefined && settlement !== undefined && divide(outright.increment, settlement.increment).d !== 1n) {
    const node = fieldOf(block, "outright");
    if (node !== undefined) {
      report(
        at.context,
        "tick-not-a-multiple",
        node.span,
        { finer: "settlement", coarser: "outright" },
        {
          evidence: [
            `${show(outright.increment)} / ${show(settlement.increment)} = ${show(divide(outright.increment, settlement.increment))}`,
          ],
        },
      );
    }
  }
  return found;
}

export function tickOf(at: Lowering, field: Field, sized: Sized): TickRead | undefined {
  const { context } = at;
  const expr = exprHere(context, field, "a price, such as `0.001`");
  if (expr === undefined || !onlyModifiers(context, field.value?.modifiers ?? [])) return undefined;
  return tickOfExpr(at, field.key.text, expr, clauseOf(context, field), sized);
}

/** A step and what one of it is worth per contract; undefined after a finding. */
export function tickOfExpr(at: Lowering, role: string, expr: Expr, clause: string, sized: Sized): TickRead | undefined {
  const { context } = at;
  // A bare number is in the price's own unit: `outright: 0.001`.
  const value = typed(expr, { context, known: [] });
  if (value?.constant === undefined) return undefined;
  const bare = value.unit.terms.length === 0;
  const increment = bare
    ? value.constant
    : valueIn(
        expr,
        sized.unit,
        { context, known: [] },
        { span: sized.priceExpr.span, label: `prices are in ${spell(sized.unit)}` },
      );
  if (increment === undefined) return undefined;
  const decimals = decimalPlaces(increment);
  if (increment.n <= 0n) return notAboveZero(context, expr, "a tick", show(increment));
  // Engines count prices in whole ticks, exactly: a step this large is a slip.
  if (increment.n >= LARGEST_TICK * increment.d)
    return report(context, "value-of-another-kind", expr.span, {
      field: role,
      wanted: "a step below one million, such as `0.001`",
    });
  if (decimals === undefined) {
    return report(context, "value-of-another-kind", expr.span, {
      field: role,
      wanted: "a step that can be written as a decimal, such as `0.001`",
    });
  }
  const worth = tickValue(increment, sized.size, sized.currency, sized.exactTo, sized.rate?.value);
  if (worth.kind === "problem") {
    // What is not above zero and a currency without minor unit were told apart before.
    if (!("suggestions" in worth)) throw new Error(worth.message);
    const code = sized.currency.code;
    return report(
      context,
      "tick-value-exact",
      expr.span,
      {
        product: `${context.declaration.name.text}${sized.each === undefined ? "" : `, for one ${sized.each},`}`,
        tick: role,
        value: show(worth.value),
        currency: code,
        minor: minorUnitInWords(sized.currency),
      },
      {
        label: said(increment, sized.unit),
        related: [{ span: sized.sizeExpr.span, label: `× ${said(sized.size, sized.sizeUnit)} / contract` }],
        evidence: [
          ...(sized.rate === undefined
            ? []
            : [`the fixed rate of payment is ${show(sized.rate.value)} ${sized.rate.unit}`]),
          ...worth.evidence,
        ],
        help: waysOut(worth.suggestions, ` ${spell(sized.sizeUnit)}`, code),
      },
    );
  }
  const places = Math.max(decimalPlaces(sized.exactTo) ?? 0, decimalPlaces(worth.value) ?? 0);
  return {
    increment,
    tick: {
      role,
      increment: toDecimal(increment),
      decimals,
      value: { amount: toFixed(worth.value, places), currency: sized.currency.code },
      clause,
    },
  };
}

function waysOut(suggestions: readonly TickSuggestion[], sizeUnit: string, currency: string): string {
  const ways = suggestions.map((one) => {
    if (one.kind === "tick")
      return one.below === undefined ? `use ${show(one.above)}` : `use ${show(one.below)} or ${show(one.above)}`;
    if (one.kind === "size") return `a size of ${grouped(one.size)}${sizeUnit}`;
    return `or say \`tick-value: exact to ${show(one.exactTo)} ${currency}\``;
  });
  return ways.join(", ");
}

/** A number as a spec writes it: 2_000. */
function grouped(value: Rational): string {
  return show(value).replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, "_");
}
