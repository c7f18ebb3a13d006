import type { CaseExpr, Expr, OfExpr, OverExpr, Reference, Words } from "../ast/nodes.ts";
import { add, divide, multiply, negate, ONE, parse, type Rational, show, subtract, ZERO } from "../runtime/exact.ts";
import {
  compatible,
  convert,
  divideUnits,
  gradeUnit,
  mismatch,
  multiplyUnits,
  pure,
  spell,
  type Unit,
  unitNamed,
} from "../value/unit.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import { notImported } from "../resolve/lookup.ts";
import { type Context, find, report, unitAt } from "./context.ts";
import type { Typed, TypedCondition } from "./typed.ts";

/** What names and phrases mean where an expression stands; each answers undefined for what it does not know, or `"reported"`. */
export type Env = {
  readonly context: Context;
  /** Names of this place besides units: `size`, `tick.settlement`, an index. */
  readonly reference?: (node: Reference) => Typed | "reported" | undefined;
  /** Phrases of this place: `previous settlement`, `volume`. */
  readonly words?: (node: Words) => Typed | "reported" | undefined;
  readonly of?: (node: OfExpr) => Typed | "reported" | undefined;
  readonly over?: (node: OverExpr) => Typed | "reported" | undefined;
  /** Conditions of this place by name: an event. */
  readonly condition?: (node: Reference) => TypedCondition | undefined;
  /** True where the first of several may be taken: `first of { A; B }`. */
  readonly firstOf?: true;
  /** What a choice by condition means: `case { A when X >= 1; B otherwise }`. */
  readonly cases?: (node: CaseExpr) => Typed | "reported" | undefined;
  /** What may stand here, for suggestions. */
  readonly known: readonly string[];
};

/** The expression with its unit, or undefined after exactly one finding. */
export function typed(node: Expr, env: Env): Typed | undefined {
  switch (node.kind) {
    case "number":
      return constant(node, parse(node.text), pure);
    case "quantity": {
      const unit = typed(node.unit, env);
      return unit?.constant === undefined
        ? undefined
        : constant(node, multiply(parse(node.number.text), unit.constant), unit.unit, unit);
    }
    case "reference":
      return reference(node, env);
    case "words":
      return heard(env.words?.(node), () => unknownPhrase(node, node.words.map((word) => word.text).join(" "), env));
    case "of":
      return ofExpr(node, env);
    case "over":
      return heard(env.over?.(node), () => notHere(node, env));
    case "negation": {
      const value = typed(node.value, env);
      if (value === undefined) return undefined;
      const zero: Typed = { op: "constant", constant: ZERO, unit: value.unit, node };
      return combine("subtract", zero, value, node, value.unit, value.constant && negate(value.constant));
    }
    case "binary":
      return binary(node, env);
    case "call":
      return call(node, env);
    case "first-of":
      return env.firstOf === true ? firstOf(node, env) : notHere(node, env);
    case "case":
      return heard(env.cases?.(node), () => notHere(node, env));
    default:
      return notHere(node, env);
  }
}

/** The unit an expression such as `USD / GPU_hour of H100_SXM` names: one of it, so its number must be 1. */
export function unitOf(node: Expr, env: Env): Unit | undefined {
  const one = typed(node, env);
  if (one === undefined) return undefined;
  if (one.constant === undefined || one.constant.n !== one.constant.d) {
    return report(env.context, "unit-expected", node.span, { found: text(node) });
  }
  return one.unit;
}

/** The value of an expression that the text alone tells, with its unit. */
export function constantOf(node: Expr, env: Env): { readonly value: Rational; readonly unit: Unit } | undefined {
  const one = typed(node, env);
  if (one === undefined) return undefined;
  if (one.constant === undefined) return report(env.context, "value-not-known", node.span, { found: text(node) });
  return { value: one.constant, unit: one.unit };
}

/** The value in `unit`; a value of another dimension is a finding that shows both and where `unit` comes from. */
export function valueIn(
  node: Expr,
  unit: Unit,
  env: Env,
  from?: { readonly span: Expr["span"]; readonly label: string },
): Rational | undefined {
  const found = constantOf(node, env);
  if (found === undefined) return undefined;
  const value = convert(found.value, found.unit, unit);
  if ("kind" in value) return unitsDiffer(env.context, node, unit, found.unit, from);
  return value;
}

/** True when `value` may stand where `unit` is expected; otherwise a finding was added. */
export function expectUnit(
  value: Typed,
  unit: Unit,
  env: Env,
  from?: { readonly span: Expr["span"]; readonly label: string },
): boolean {
  if (compatible(value.unit, unit)) return true;
  unitsDiffer(env.context, value.node, unit, value.unit, from);
  return false;
}

/** Adds the finding that two units do not fit. */
export function unitsDiffer(
  context: Context,
  node: Expr,
  expected: Unit,
  found: Unit,
  from?: { readonly span: Expr["span"]; readonly label: string },
): undefined {
  const difference = mismatch(expected, found)?.difference ?? "dimension";
  const units = spell(expected);
  const extras = { label: spell(found), related: from === undefined ? [] : [from] };
  const params = { expected: units, found: spell(found), difference };
  if (node.kind !== "number" || found.dimension.length > 0)
    return report(context, "unit-mismatch", node.span, params, extras);
  // A number alone lacks only its unit.
  const whole = `${text(node)} ${units === "contract" && text(node) !== "1" ? "contracts" : units}`;
  const fixes = [{ title: `write \`${whole}\``, edits: [{ span: node.span, text: whole }] }];
  return report(context, "unit-mismatch", node.span, params, { ...extras, help: `write \`${whole}\``, fixes });
}

export function text(node: { readonly span: Expr["span"] }): string {
  return node.span.source.text.slice(node.span.start, node.span.end);
}

function constant(node: Expr, value: Rational, unit: Unit, ...parts: readonly Typed[]): Typed {
  // Most constants are made of nothing that is said elsewhere.
  if (parts.every((part) => part.from === undefined)) return { op: "constant", constant: value, unit, node };
  const from = [...new Set(parts.flatMap((part) => part.from ?? []))];
  return { op: "constant", constant: value, unit, node, ...(from.length === 0 ? {} : { from }) };
}

function combine(
  op: "add" | "subtract" | "multiply" | "divide" | "minimum" | "maximum",
  left: Typed,
  right: Typed,
  node: Expr,
  unit: Unit,
  value?: Rational,
): Typed {
  if (value !== undefined) return constant(node, value, unit, left, right);
  return { op, left, right, unit, node };
}

function heard(answer: Typed | "reported" | undefined, otherwise: () => undefined): Typed | undefined {
  return answer === "reported" ? undefined : (answer ?? otherwise());
}

function reference(node: Reference, env: Env): Typed | undefined {
  const known = env.reference?.(node);
  if (known !== undefined) return known === "reported" ? undefined : known;
  const [first] = node.path;
  if (node.path.length === 1 && node.index === undefined && first !== undefined) {
    const unit = unitAt(env.context, first);
    if (unit !== undefined) return constant(node, ONE, unit);
  }
  return unknownPhrase(node, text(node), env);
}

function ofExpr(node: OfExpr, env: Env): Typed | undefined {
  const known = env.of?.(node);
  if (known !== undefined) return known === "reported" ? undefined : known;
  const left = typed(node.left, env);
  if (left === undefined) return undefined;
  if (
    left.constant !== undefined &&
    node.right.kind === "reference" &&
    left.unit.dimension.some((one) => one.base.kind === "unit")
  ) {
    const name = node.right.path.length === 1 && node.right.index === undefined ? node.right.path[0] : undefined;
    if (name === undefined) return notHere(node.right, env);
    const grade = find(env.context, name, "grade");
    if (grade === undefined) return undefined;
    const graded = gradeUnit(left.unit, grade.name);
    if (graded.kind === "unit") return constant(node, left.constant, graded, left);
    return report(env.context, "grade-does-not-fit", node.span, { grade: grade.name, why: graded.message });
  }
  if (left.unit.dimension.length === 0) {
    const right = typed(node.right, env);
    return right && product(left, right, node);
  }
  return notHere(node, env);
}

function binary(node: Extract<Expr, { kind: "binary" }>, env: Env): Typed | undefined {
  const left = typed(node.left, env);
  const right = typed(node.right, env);
  if (left === undefined || right === undefined) return undefined;
  if (node.operator === "*") return product(left, right, node);
  if (node.operator === "/") {
    if (right.constant?.n === 0n) {
      const evidence = [`${text(node.right)} = 0`];
      return report(env.context, "division-by-zero", node.right.span, {}, { evidence });
    }
    const value = left.constant && right.constant && divide(left.constant, right.constant);
    return normal(combine("divide", left, right, node, divideUnits(left.unit, right.unit), value));
  }
  const other = { span: node.left.span, label: spell(left.unit) };
  if (!expectUnit(right, left.unit, env, other)) return undefined;
  const op = node.operator === "+" ? "add" : "subtract";
  return combine(op, left, inUnit(right, left.unit), node, left.unit, folded(op, left, inUnit(right, left.unit)));
}

/** `value` expressed in `unit`, which it is compatible with. */
export function inUnit(value: Typed, unit: Unit): Typed {
  if (value.unit === unit) return value;
  const factor = divide(value.unit.factor, unit.factor);
  if (factor.n === factor.d) return { ...value, unit };
  if (value.constant !== undefined) return constant(value.node, multiply(value.constant, factor), unit, value);
  const times: Typed = { op: "constant", constant: factor, unit: pure, node: value.node };
  return { op: "multiply", left: value, right: times, unit, node: value.node };
}

function folded(op: "add" | "subtract", left: Typed, right: Typed): Rational | undefined {
  if (left.constant === undefined || right.constant === undefined) return undefined;
  return op === "add" ? add(left.constant, right.constant) : subtract(left.constant, right.constant);
}

function product(left: Typed, right: Typed, node: Expr): Typed {
  const value = left.constant && right.constant && multiply(left.constant, right.constant);
  return normal(combine("multiply", left, right, node, multiplyUnits(left.unit, right.unit), value));
}

/** `%` and `bp` are numbers: a result that still carries their names is brought to plain units, its value with it. */
function normal(value: Typed): Typed {
  if (!value.unit.terms.some((term) => term.kind === "ratio")) return value;
  const ratios = value.unit.terms.filter((term) => term.kind === "ratio");
  let plain = value.unit;
  for (const term of ratios) {
    const named = unitNamed(new Map(), term.name);
    if (named === undefined) return value;
    for (let times = 0; times < Math.abs(term.exponent); times++)
      plain = term.exponent > 0 ? divideUnits(plain, named) : multiplyUnits(plain, named);
  }
  return inUnit(value, plain);
}

function call(node: Extract<Expr, { kind: "call" }>, env: Env): Typed | undefined {
  const op = node.name.text === "min" ? "minimum" : node.name.text === "max" ? "maximum" : undefined;
  if (op === undefined) return unknownPhrase(node, node.name.text, env);
  if (node.arguments.length === 0) return notHere(node, env);
  const [first, ...rest] = node.arguments.map((one) => typed(one, env));
  if (first === undefined || rest.some((one) => one === undefined)) return undefined;
  let result: Typed = first;
  for (const one of rest as Typed[]) {
    if (!expectUnit(one, first.unit, env, { span: first.node.span, label: spell(first.unit) })) return undefined;
    const right = inUnit(one, first.unit);
    const value = result.constant && right.constant && pick(op, result.constant, right.constant);
    result = combine(op, result, right, node, first.unit, value);
  }
  return result;
}

function pick(op: "minimum" | "maximum", a: Rational, b: Rational): Rational {
  const below = a.n * b.d < b.n * a.d;
  return below === (op === "minimum") ? a : b;
}

/** The first that can be had of several prices of one unit. */
function firstOf(node: CaseExpr, env: Env): Typed | undefined {
  const options: Typed[] = [];
  for (const { value, when, span } of node.arms) {
    const { content } = value;
    if (when !== undefined || content.kind !== "expr-value") {
      const help = "a line here is a price alone: it is taken where all it reads was published";
      return report(env.context, "phrase-not-here", span, { found: text({ span }) }, { help });
    }
    const found = typed(content.expr, env);
    const [first] = options;
    if (found === undefined) return undefined;
    if (first !== undefined && !expectUnit(found, first.unit, env, { span: first.node.span, label: spell(first.unit) }))
      return undefined;
    options.push(first === undefined ? found : inUnit(found, first.unit));
  }
  const [first] = options;
  return first === undefined ? notHere(node, env) : { op: "first", options, unit: first.unit, node };
}

function unknownPhrase(node: Expr, found: string, env: Env): undefined {
  const [name] = node.kind === "reference" ? node.path : [];
  const { workspace, module, diagnostics } = env.context;
  if (name !== undefined && notImported(workspace, module, name, diagnostics)) return undefined;
  const near = didYouMean(
    suggest(found, [...env.known, ...env.context.units.keys(), ...env.context.module.visible.keys()]),
  );
  return report(env.context, "phrase-unknown", node.span, { found }, near === undefined ? {} : { help: near });
}

function notHere(node: Expr, env: Env): undefined {
  const found = text(node);
  if (node.kind !== "note" || (node.word !== "at" && node.word !== "on") || node.value.kind !== "reference")
    return report(env.context, "phrase-not-here", node.span, { found });
  // A price has its own time: that of its publication, its window or its settlement.
  const alone = text(node.value);
  const help = `a price is taken at its own time: write \`${alone}\` alone, or \`average of ${alone} over …\``;
  const fixes = [{ title: `write \`${alone}\``, edits: [{ span: node.span, text: alone }] }];
  return report(env.context, "phrase-not-here", node.span, { found }, { help, fixes });
}

/** An amount with its unit as a person reads it. */
export function said(value: Rational, unit: Unit): string {
  const name = spell(unit);
  return name === "pure number" ? show(value) : `${show(value)} ${name}`;
}
