import type { Block, CaseExpr, Declaration, Expr, Field, OverExpr, Reference, Words } from "../../ast/nodes.ts";
import { didYouMean, suggest } from "../../diagnostic/suggest.ts";
import { contentOf, fieldOf, fieldsOf, sectionOf } from "../../check/block.ts";
import { type Context, report, visible, within } from "../../check/context.ts";
import { type Env, typed, unitOf } from "../../check/expression.ts";
import type { Typed } from "../../check/typed.ts";
import type { Rational } from "../../runtime/exact.ts";
import { divideUnits, multiplyUnits, pure, standardUnit, type Unit } from "../../value/unit.ts";
import { typedCase } from "./case-price.ts";
import { spelt } from "./spelt.ts";
import { counted, measured, observedOver, type Settling } from "./settling.ts";
import { typedWindow } from "./windows.ts";

/** What expressions of a product refer to by name. */
export type ProductTerms = {
  /** Units of the underlying per contract. */
  readonly size?: { readonly value: Rational; readonly unit: Unit; readonly node: Expr };
  /** True where each contract month has a size of its own: a formula then has none to read. */
  readonly flow?: true;
  readonly price?: { readonly unit: Unit; readonly node: Expr };
  /** Minimum increments by role, in the price unit. */
  readonly ticks: ReadonlyMap<string, Rational>;
  /** The clauses of `size` and of `tick.ROLE`. */
  readonly clauses?: ReadonlyMap<string, string>;
  readonly intervals: ReadonlySet<string>;
  /** The names of its dates, and the clock time at which it is settled, `14:30:00`. */
  readonly dates?: ReadonlySet<string>;
  readonly settlement?: string;
  readonly dayCalendar?: string;
  /** What one contract is named by: `month`. */
  readonly period?: string;
  /** True when size, price or a tick has its finding already: their names are then not reported again. */
  readonly unread?: boolean;
};

const CONTRACT = standardUnit("contract") as Unit;

/** The meaning of names and phrases in the terms of a product; `settling` adds what is measured at a daily settlement, `final` that lines may stand behind one another. */
export function productEnv(context: Context, terms: ProductTerms, settling?: Settling, final = false): Env {
  const price = terms.price?.unit ?? pure;
  const env: Env = {
    context,
    known: [
      "size",
      "ticks",
      "previous settlement",
      "vwap of trades",
      "midpoint of quotes",
      "volume",
      "trades",
      "width",
      "spread-implied price",
      "settlement",
      "final-settlement",
    ],
    reference: (node) => productReference(node, context, terms, settling),
    words: (node) => phrase(node, price, settling),
    of: (node) => settling && measured(node, price, settling, terms, env),
    over: (node) => windowed(node, context, terms, env),
    ...(final
      ? { firstOf: true as const, cases: (node: CaseExpr) => typedCase(node, node.arms, env) ?? ("reported" as const) }
      : {}),
  };
  return env;
}

function productReference(
  node: Reference,
  context: Context,
  terms: ProductTerms,
  settling: Settling | undefined,
): Typed | "reported" | undefined {
  const [first, second] = node.path;
  const name = node.path.map((one) => one.text).join(".");
  if (first === undefined || node.index !== undefined) return undefined;
  if (terms.unread === true && ["size", "tick", "ticks"].includes(first.text)) {
    const known = name === "size" ? terms.size : terms.ticks.get(second?.text ?? "outright");
    if (known === undefined) return "reported";
  }
  if (name === "size" && terms.flow === true) {
    const help = "each contract month has a size of its own: write the number out";
    report(context, "phrase-not-here", node.span, { found: "size" }, { help });
    return "reported";
  }
  if (name === "size" && terms.size !== undefined) {
    return {
      op: "constant",
      constant: terms.size.value,
      unit: divideUnits(terms.size.unit, CONTRACT),
      node,
      ...said(terms, "size"),
    };
  }
  if (terms.price !== undefined && (name === "ticks" || name === "tick")) {
    const outright = terms.ticks.get("outright");
    return outright === undefined
      ? undefined
      : { op: "constant", constant: outright, unit: terms.price.unit, node, ...said(terms, "tick.outright") };
  }
  if (terms.price !== undefined && first.text === "tick" && second !== undefined && node.path.length === 2) {
    const tick = terms.ticks.get(second.text);
    return tick === undefined
      ? undefined
      : { op: "constant", constant: tick, unit: terms.price.unit, node, ...said(terms, `tick.${second.text}`) };
  }
  if (settling !== undefined && terms.price !== undefined) {
    const seen = counted(name, node, terms.price.unit, settling.month);
    if (seen !== undefined) return seen;
    if (name === "final-settlement" && settling.lastDay !== true) {
      const help = "only the last day takes it: write `last-day: final-settlement`, beside the waterfalls";
      report(context, "phrase-not-here", node.span, { found: name }, { help });
      return "reported";
    }
    if (name === "final-settlement") return { op: "final-settlement", unit: terms.price.unit, node };
  }
  const symbol = visible(context, first);
  if (symbol?.keyword === "index" && second === undefined)
    return indexValue(node, context, symbol.declaration, symbol.path, symbol.name);
  if (symbol?.keyword === "source" && second !== undefined && node.path.length === 2)
    return figure(node, context, symbol.declaration, symbol.path, second.text);
  return undefined;
}

/** The value of an index, in the unit its own `price:` states. */
export function indexValue(
  node: Expr,
  context: Context,
  declaration: Declaration,
  path: string,
  index: string,
): Typed | "reported" | undefined {
  const unit = indexUnit(context, declaration, path);
  return unit === undefined ? "reported" : { op: "index", index, unit, node };
}

/** The price unit of an index, own or taken over from a profile; findings about it are the index's own and not repeated here. */
export function indexUnit(context: Context, declaration: Declaration, path: string): Unit | undefined {
  const units = context.unitsOf(path);
  let known = indexUnits.get(units);
  if (known === undefined) indexUnits.set(units, (known = new Map()));
  if (!known.has(declaration)) known.set(declaration, unitOfIndex(context, declaration, path));
  return known.get(declaration);
}

/** By the units a file sees, which are those of one compile, and the index: many products name the same one several times. */
const indexUnits = new WeakMap<ReadonlyMap<string, Unit>, Map<Declaration, Unit | undefined>>();

function unitOfIndex(context: Context, declaration: Declaration, path: string): Unit | undefined {
  return priceUnitOf(context, declaration, path, declaration.block);
}

/** The unit that `price` of a declaration's block counts; findings about it are the declaration's own. */
export function priceUnitOf(
  context: Context,
  declaration: Declaration,
  path: string,
  block: Block | undefined,
): Unit | undefined {
  const module = context.workspace.modules.get(path);
  const expr = contentOf(fieldOf(block, "price"), "expr-value")?.expr;
  if (module === undefined || expr === undefined) return undefined;
  const there = { ...within(context, module, declaration, context.unitsOf(path)), diagnostics: [] };
  return unitOf(expr, { context: there, known: [] });
}

function figure(
  node: Reference,
  context: Context,
  source: Declaration,
  path: string,
  key: string,
): Typed | "reported" | undefined {
  const module = context.workspace.modules.get(path);
  const field = fieldOf(sectionOf(source.block, "figures")?.block, key);
  const expr = contentOf(field, "expr-value")?.expr;
  if (module === undefined || expr === undefined) {
    const stated = fieldsOf(sectionOf(source.block, "figures")?.block).map((one) => one.key.text);
    const near = didYouMean(suggest(key, stated));
    report(
      context,
      "figure-unknown",
      node.span,
      { source: source.name.text, figure: key },
      {
        related: [
          { span: source.name.span, label: stated.length === 0 ? "states no figure" : `states ${stated.join(", ")}` },
        ],
        ...(near === undefined ? {} : { help: near }),
      },
    );
    return "reported";
  }
  const there = { ...within(context, module, source, context.unitsOf(path)), diagnostics: context.diagnostics };
  const value = typed(expr, { context: there, known: [] });
  if (value === undefined) return "reported";
  return { ...value, node, ...(field === undefined ? {} : { from: [context.clauses.of(field)] }) };
}

/** The clause a term of the product is said in, as what a constant is made from. */
function said(terms: ProductTerms, name: string): { from?: readonly string[] } {
  const clause = terms.clauses?.get(name);
  return clause === undefined ? {} : { from: [clause] };
}

function phrase(node: Words, price: Unit, settling: Settling | undefined): Typed | undefined {
  const said = node.words.map((word) => word.text).join(" ");
  if (said === "previous settlement")
    return { op: "previous-settlement", month: settling?.month ?? "this", unit: price, node };
  if (settling !== undefined && said === "lead month") return { op: "settlement", month: "lead", unit: price, node };
  return settling && counted(said, node, price, settling.month);
}

function windowed(node: OverExpr, context: Context, terms: ProductTerms, env: Env): Typed | "reported" | undefined {
  const { value } = node;
  const op = value.kind === "of" && value.left.kind === "reference" ? overDays(spelt(value.left)) : undefined;
  if (value.kind !== "of" || op === undefined) return observedOver(node, terms, env);
  const window = typedWindow(node.window, context, terms, env);
  const of = window && typed(value.right, env);
  return window === undefined || of === undefined ? "reported" : { op, of, over: window, unit: of.unit, node };
}

/** What is made of the values of several days: `average of X over …`, `lowest of X over …`. */
export function overDays(word: string): "average" | "lowest" | "highest" | undefined {
  if (word === "mean") return "average";
  return word === "average" || word === "lowest" || word === "highest" ? word : undefined;
}

/** True for the fields whose value is one expression. */
export function exprOf(field: Field | undefined): Expr | undefined {
  return contentOf(field, "expr-value")?.expr;
}

/** Money per contract of a price of `price` at a size of `size`. */
export function perContract(price: Unit, size: Unit): Unit {
  return divideUnits(multiplyUnits(price, size), CONTRACT);
}
