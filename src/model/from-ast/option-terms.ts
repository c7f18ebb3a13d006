import type { CaseArm, Expr, Field, Statement } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, modifierOf, sectionOf, statementsOf } from "../../check/block.ts";
import { report } from "../../check/context.ts";
import { typed, valueIn } from "../../check/expression.ts";
import type { Params } from "../../diagnostic/catalogue.ts";
import { compare, divide, fromInteger, multiply, type Rational, show, toDecimal } from "../../runtime/exact.ts";
import { currencyOf } from "../../value/currency.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { Option } from "../model.ts";
import { clauseOf, exprHere, type Lowering, missing, onlyModifiers, plainWords, required } from "./builder.ts";
import type { LoweredProduct } from "./product.ts";
import { type Sized, tickOf, tickOfExpr } from "./sizes.ts";
import { spelt } from "./spelt.ts";

/** Steps of premiums by level, and the plain steps of other roles; undefined after a finding. */
export function optionTicks(
  at: Lowering,
  on: LoweredProduct,
): (Pick<Option, "premiumTicks" | "ticks"> & { readonly sized: Sized }) | undefined {
  const section = sectionOf(at.block, "tick");
  const sized = sizedOf(on);
  if (on.terms.flow === true) {
    const help = `options are on a future of one size; each month of ${on.product.id} has its own`;
    return report(at.context, "phrase-not-here", at.context.declaration.name.span, { found: on.product.id }, { help });
  }
  if (on.product.payment?.rate !== undefined) {
    const help = `options are on a future paid in the currency of its price; ${on.product.id} is paid in ${on.product.payment.currency}`;
    return report(at.context, "phrase-not-here", at.context.declaration.name.span, { found: on.product.id }, { help });
  }
  if (section === undefined) return missing(at, "tick", "it says in what steps premiums move");
  if (sized === undefined) return undefined;
  const outright = fieldOf(section.block, "outright");
  const settlement = fieldOf(section.block, "settlement");
  if (outright === undefined) return missing(at, "outright", "it is the step of ordinary orders", section.keyword);
  if (settlement === undefined) return missing(at, "settlement", "a mark is rounded to it", section.keyword);
  const premiumTicks = premiumTicksOf(at, outright, sized);
  const others = fieldsOf(section.block).filter((one) => one !== outright);
  const ticks = others.map((field) => roleOf(at, field) && tickOf(at, field, sized)?.tick);
  if (premiumTicks === undefined || !ticks.every((one) => one !== undefined)) return undefined;
  return { premiumTicks, ticks, sized };
}

/** What a step of an option may be of; where it has no meaning, what to write instead is told. */
function roleOf(at: Lowering, field: Field): true | undefined {
  const help = ELSEWHERE[field.key.text];
  if (help === undefined) return true;
  return report(at.context, "phrase-not-here", field.key.span, { found: field.key.text }, { help });
}

const SPREADS = "spreads of options are no part of it: leave it out";
const ELSEWHERE: Readonly<Record<string, string>> = {
  cabinet: "write `cabinet { price: … }` beside `tick`",
  "calendar-spread": SPREADS,
  "inter-product-spread": SPREADS,
};

function sizedOf({ terms, product }: LoweredProduct): Sized | undefined {
  const { size, price } = terms;
  const currency = currencyOf(product.price.currency);
  const exactTo = typedAmount(product.tickValueExactTo.amount);
  if (size === undefined || price === undefined || currency === undefined) return undefined;
  return {
    unit: price.unit,
    priceExpr: price.node,
    size: size.value,
    sizeUnit: size.unit,
    sizeExpr: size.node,
    currency,
    exactTo,
  };
}

function typedAmount(text: string): Rational {
  const [whole = "0", part = ""] = text.split(".");
  return divide({ n: BigInt(whole + part), d: 1n }, { n: 10n ** BigInt(part.length), d: 1n });
}

/** `case { 0.0005 when premium <= 0.0100; 0.001 otherwise }`, rising, or one step for all. */
function premiumTicksOf(at: Lowering, field: Field, sized: Sized): Option["premiumTicks"] | undefined {
  const content = field.value?.content;
  if (content?.kind !== "case-value") {
    const one = tickOf(at, field, sized)?.tick;
    return one && [{ increment: one.increment, decimals: one.decimals, value: one.value, clause: one.clause }];
  }
  if (!onlyModifiers(at.context, field.value?.modifiers ?? [])) return undefined;
  const found: Option["premiumTicks"] = [];
  let below: Rational | undefined;
  for (const arm of content.arms) {
    const expr = arm.value.content.kind === "expr-value" ? arm.value.content.expr : undefined;
    const level = levelOf(at, arm, "premium", sized.unit);
    if (expr === undefined || (arm.when !== undefined && level === undefined)) return undefined;
    const last = arm === content.arms.at(-1);
    if (
      last !== arm.otherwise ||
      (level !== undefined && below !== undefined && level.n * below.d <= below.n * level.d)
    )
      return report(
        at.context,
        "phrase-not-here",
        arm.span,
        { found: plainWords(arm) },
        { help: "levels rise from line to line, and the last line is `… otherwise`" },
      );
    const tick = tickOfExpr(at, "outright", expr, clauseOf(at.context, arm), sized)?.tick;
    if (tick === undefined) return undefined;
    const { increment, decimals, value, clause } = tick;
    found.push({ increment, decimals, value, ...(level === undefined ? {} : { atMost: toDecimal(level) }), clause });
    below = level;
  }
  return found;
}

/** The level of `when premium <= 0.0100`; undefined without a condition, and after a finding. */
function levelOf(at: Lowering, arm: CaseArm, name: string, unit: Unit): Rational | undefined {
  const { when } = arm;
  if (when === undefined) return undefined;
  if (when.kind === "comparison" && when.operator === "<=" && spelt(when.left) === name)
    return priceOf(at, when.right, unit);
  return report(
    at.context,
    "phrase-not-here",
    when.span,
    { found: plainWords(when) },
    { help: `write \`when ${name} <= 0.01\`` },
  );
}

/** A price: bare in the unit of prices, or with a unit that fits; undefined after a finding. */
export function priceOf(at: Lowering, expr: Expr, unit: Unit): Rational | undefined {
  const env = { context: at.context, known: [] };
  const value = typed(expr, env);
  if (value === undefined) return undefined;
  const bare = value.constant !== undefined && value.unit.terms.length === 0 && value.unit.dimension.length === 0;
  const found = bare ? value.constant : valueIn(expr, unit, env);
  if (found === undefined || found.n > 0n) return found;
  return report(at.context, "not-above-zero", expr.span, { what: "a price", value: show(found) });
}

/** The ladder of strikes; undefined after a finding. */
export function strikesOf(at: Lowering, on: LoweredProduct, unit: Unit): Option["strikes"] | undefined {
  const section = sectionOf(at.block, "strikes");
  if (section === undefined) return missing(at, "strikes", "it says at which prices there are series");
  const lines = statementsOf(section.block);
  if (lines.length === 0)
    return missing(at, "0.05 within 50% of … settlement", "a ladder has a step and its range", section.keyword);
  const initial = fieldOf(section.block, "initial");
  const expr = exprHere(at.context, initial, "a price, such as `2.40`");
  const price = expr && priceOf(at, expr, unit);
  const rungs = lines.map((line) => rungOf(at, line, on, { unit, price }));
  if (!rungs.every((one) => one !== undefined) || (initial !== undefined && price === undefined)) return undefined;
  const clause = clauseOf(at.context, section);
  return {
    rungs,
    of: on.product.id,
    ...(price === undefined || initial === undefined
      ? {}
      : { initial: toDecimal(price), initialClause: clauseOf(at.context, initial) }),
    clause,
  };
}

type Rung = Option["strikes"]["rungs"][number];

/** More strikes than any exchange lists around one price: beyond it a step or range is a slip, and its series would fill a disk. */
const MOST_STRIKES = fromInteger(10_000);
/** Ten times the price to either side. */
const WIDEST = fromInteger(10);

/** What of a rung is beyond counting, as the parameters of its finding; undefined where it is in order. */
function uncountable(
  ratio: Rational,
  step: Rational,
  price: Rational | undefined,
): Params<"number-out-of-range"> | undefined {
  if (compare(ratio, WIDEST) > 0) {
    const value = show(multiply(ratio, fromInteger(100)));
    return { what: "the range of a ladder in percent", least: "1", most: "1_000", value };
  }
  const strikes = price && divide(multiply(multiply(price, ratio), fromInteger(2)), step);
  if (strikes === undefined || compare(strikes, MOST_STRIKES) <= 0) return undefined;
  const value = String(strikes.n / strikes.d);
  return { what: "the number of strikes around the initial price", least: "1", most: "10_000", value };
}

/** `0.05 within 50% of GPH settlement`, `0.10 within 100% of GPH settlement when settlement > 5.00`. */
function rungOf(
  at: Lowering,
  line: Statement,
  on: LoweredProduct,
  { unit, price }: { readonly unit: Unit; readonly price: Rational | undefined },
): Rung | undefined {
  const { context } = at;
  const { content, modifiers } = line.value;
  const note = content.kind === "tier" ? content.price : content.kind === "expr-value" ? content.expr : undefined;
  const condition = content.kind === "tier" ? content.when : undefined;
  const wanted = `\`0.05 within 50% of ${on.product.id} settlement\``;
  if (!onlyModifiers(context, modifiers)) return undefined;
  const within = note?.kind === "note" && note.word === "within" ? note.with : undefined;
  const whole = within?.kind === "of" ? spelt(within.right) : "";
  if (note?.kind !== "note" || within?.kind !== "of" || whole !== `${on.product.id} settlement`)
    return report(context, "value-of-another-kind", line.span, { field: "strikes", wanted });
  const step = priceOf(at, note.value, unit);
  const env = { context, known: [] };
  const share = typed(within.left, env)?.constant;
  const ratio = share && valueIn(within.left, pure, env);
  if (step === undefined || ratio === undefined) return undefined;
  if (ratio.n <= 0n)
    return report(context, "not-above-zero", within.left.span, { what: "the range of a ladder", value: show(ratio) });
  const tick = on.product.ticks.find((one) => one.role === "settlement") ?? on.product.ticks[0];
  const finer = tick && divide(step, typedAmount(tick.increment));
  if (tick !== undefined && finer?.d !== 1n)
    return report(context, "value-of-another-kind", note.value.span, {
      field: "strikes",
      wanted: `steps that are whole numbers of ${tick.increment}, the ${tick.role} tick of ${on.product.id}`,
    });
  const beyond = uncountable(ratio, step, price);
  if (beyond !== undefined) return report(context, "number-out-of-range", line.span, beyond);
  const when = condition && whenOf(at, condition, unit);
  if (condition !== undefined && when === undefined) return undefined;
  return {
    step: toDecimal(step),
    within: show(ratio),
    ...(when === undefined ? {} : { when }),
    text: plainWords(line),
    clause: clauseOf(context, line),
  };
}

function whenOf(at: Lowering, node: Expr, unit: Unit): NonNullable<Rung["when"]> | undefined {
  const operator = node.kind === "comparison" ? node.operator : undefined;
  const known = operator === "<" || operator === "<=" || operator === ">" || operator === ">=";
  if (node.kind !== "comparison" || !known || spelt(node.left) !== "settlement")
    return report(
      at.context,
      "phrase-not-here",
      node.span,
      { found: plainWords(node) },
      { help: "write `when settlement <= 2.00`: the reference price says which rungs are there" },
    );
  const value = priceOf(at, node.right, unit);
  return value && { comparison: operator, value: toDecimal(value) };
}

/** The price of a trade that closes a worthless position, and what it is worth; undefined where there is none or after a finding. */
export function cabinetOf(at: Lowering, sized: Sized): Option["cabinet"] | undefined {
  const section = sectionOf(at.block, "cabinet");
  if (section === undefined) return undefined;
  const field = required(at, "price", "it is what closing a worthless position costs", section.block);
  const expr = exprHere(at.context, field, "a price, such as `0.0001`");
  const tick = field && expr && tickOfExpr(at, "cabinet", expr, clauseOf(at.context, field), sized)?.tick;
  return tick && { price: tick.increment, value: tick.value, clause: tick.clause };
}

/** How many decimals `carry 10 decimals` asks for behind the model; undefined after a finding. */
export function decimalsCarried(at: Lowering, field: Field): number | undefined {
  const carry = modifierOf(field, "carry");
  if (carry === undefined)
    return missing(at, "carry 10 decimals", "a logarithm and an exponential never end", field.key);
  const value = typed(carry.decimals, { context: at.context, known: [] })?.constant;
  if (value !== undefined && value.d === 1n && value.n >= 1n && value.n <= 30n) return Number(value.n);
  return report(at.context, "not-a-whole-number", carry.span, {
    what: "a number of decimals from 1 to 30",
    value: value === undefined ? plainWords(carry) : show(value),
  });
}

/** The one name of a field of words. */
export function oneWord(field: Field | undefined): string | undefined {
  const names = contentOf(field, "names-value")?.names;
  return names?.length === 1 ? names[0]?.text : undefined;
}
