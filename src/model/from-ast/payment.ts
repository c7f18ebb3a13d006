import type { Expr } from "../../ast/nodes.ts";
import { fieldOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { constantOf, text, valueIn } from "../../check/expression.ts";
import { fromInteger, type Rational, show } from "../../runtime/exact.ts";
import { type Currency, currencyOf } from "../../value/currency.ts";
import { divideUnits, spell, standardUnit, type Unit } from "../../value/unit.ts";
import type { Product } from "../model.ts";
import { clauseOf, exprHere, type Lowering, oneName, onlyModifiers } from "./builder.ts";
import { notAboveZero } from "./countable.ts";

/** In which currency money moves, how much of it one unit of the currency of prices makes, and the term where a spec says either. */
export type Payment = {
  readonly currency: Currency;
  readonly rate: Rational;
  readonly term?: NonNullable<Product["payment"]>;
  /** Where the spec says the currency. */
  readonly node?: Pick<Expr, "span">;
};

/**
 * The currency of payment and the fixed rate into it: `currency: EUR` with `quanto: 0.9 EUR / USD` where prices are in USD, or the rate alone,
 * which names both. A currency without a rate into it, a rate between other currencies and one that is not above zero are findings, and undefined.
 */
export function paymentOf(at: Lowering, price: Currency, priceExpr: Expr): Payment | undefined {
  const { context } = at;
  const { keyword } = context.declaration;
  const [rateField, field] = [fieldOf(at.block, "quanto"), fieldOf(at.block, "currency")];
  const first = rateField ?? field;
  if (first === undefined) return { currency: price, rate: fromInteger(1) };
  if (keyword !== "future" && keyword !== "profile") {
    const help = `a ${keyword} is paid in the currency of its price; a future may have another`;
    return report(context, "phrase-not-here", first.key.span, { found: first.key.text }, { help });
  }
  const stated = field && statedCurrency(at);
  if (field !== undefined && stated === undefined) return undefined;
  if (rateField === undefined) {
    const clause = clauseOf(context, first);
    if (stated?.code === price.code)
      return { currency: price, rate: fromInteger(1), term: { currency: price.code, clause }, node: first };
    const code = stated?.code ?? "";
    return report(
      context,
      "quanto-missing",
      first.span,
      { currency: code, price: price.code },
      { related: [{ span: priceExpr.span, label: `prices are in ${text(priceExpr)}` }] },
    );
  }
  const expr = exprHere(context, rateField, "a rate, such as `0.9 EUR / USD`");
  if (expr === undefined || !onlyModifiers(context, rateField.value?.modifiers ?? [])) return undefined;
  const rate = rateInto(at, expr, { price, stated, priceExpr });
  if (rate === undefined) return undefined;
  const clause = clauseOf(context, rateField);
  const { currency, value } = rate;
  return {
    currency,
    rate: value,
    node: field ?? rateField,
    term: {
      currency: currency.code,
      rate: { value: show(value), unit: spell(unitOfRate(currency, price)), clause },
      clause: field === undefined ? clause : clauseOf(context, field),
    },
  };
}

function statedCurrency(at: Lowering): Currency | undefined {
  const { context } = at;
  const field = fieldOf(at.block, "currency");
  const wanted = "the code of one currency of ISO 4217, such as `EUR`";
  const name = oneName(context, field, wanted);
  if (field === undefined || name === undefined) return undefined;
  if (!onlyModifiers(context, field.value?.modifiers ?? [])) return undefined;
  return (
    currencyOf(name.text) ?? report(context, "value-of-another-kind", name.span, { field: field.key.text, wanted })
  );
}

/** The rate as so much of the currency of payment for one unit of that of prices. */
function rateInto(
  at: Lowering,
  expr: Expr,
  { price, stated, priceExpr }: { price: Currency; stated: Currency | undefined; priceExpr: Expr },
): { readonly currency: Currency; readonly value: Rational } | undefined {
  const { context } = at;
  const env = { context, known: [] };
  const found = constantOf(expr, env);
  if (found === undefined) return undefined;
  const money = found.unit.dimension.filter(({ base }) => base.kind === "currency");
  const paid = money.find(({ exponent }) => exponent === 1)?.base.name;
  const dealt = money.find(({ exponent }) => exponent === -1)?.base.name;
  const currency = paid === undefined ? undefined : currencyOf(paid);
  const fits = found.unit.dimension.length === 2 && dealt === price.code && currency !== undefined;
  if (!fits || (stated !== undefined && stated.code !== currency.code))
    return report(
      context,
      "quanto-units",
      expr.span,
      { found: spell(found.unit), wanted: wantedRate(price, stated) },
      { related: [{ span: priceExpr.span, label: `prices are in ${text(priceExpr)}` }] },
    );
  const value = valueIn(expr, unitOfRate(currency, price), env);
  if (value === undefined) return undefined;
  return value.n <= 0n ? notAboveZero(context, expr, "a rate of exchange", show(value)) : { currency, value };
}

function wantedRate(price: Currency, stated: Currency | undefined): string {
  if (stated === undefined) return `so much of another currency / ${price.code}`;
  if (stated.code === price.code) return `none, for \`currency\` says that money moves in ${price.code} as prices are`;
  return `${stated.code} / ${price.code}`;
}

/** `EUR / USD`. */
function unitOfRate(paid: Currency, price: Currency): Unit {
  return divideUnits(standardUnit(paid.code) as Unit, standardUnit(price.code) as Unit);
}
