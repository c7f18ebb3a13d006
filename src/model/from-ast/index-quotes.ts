import type { Expr } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, sectionOf, sectionsOf, statementsOf } from "../../check/block.ts";
import { type Context, report, unitAt, visible } from "../../check/context.ts";
import { constantOf, type Env, unitOf } from "../../check/expression.ts";
import { ONE, type Rational, divide, multiply, power, show } from "../../runtime/exact.ts";
import {
  compatible,
  convert,
  divideUnits,
  mismatch,
  powerOfUnit,
  sameUnit,
  spell,
  type Unit,
} from "../../value/unit.ts";
import type { Index, IndexInput } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers, plainWords, wordsOf } from "./builder.ts";
import { exact, gradeBlock, gradeIn, gradesOf } from "./index-grades.ts";
import { indexUnit } from "./terms.ts";

type Quotes = NonNullable<Index["quotes"]>[number];
type Quoted = Quotes["of"][number];

/** What one unit of a grade comes from: so much of `unit` for one of `from`, and where it is said. */
type Conversion = { readonly from: Unit; readonly value: Rational; readonly unit: Unit; readonly clause: string };

/** How inputs in other units and of other grades become prices of the index; undefined where all are in its own, or after a finding. */
export function quotesOf(
  at: Lowering,
  unit: Unit,
  price: Expr,
  env: Env,
  inputs: readonly IndexInput[],
): Quotes[] | undefined {
  const prints = inputs.some(({ what }) => what === "prints");
  const units = unitsOf(at, unit, price, prints);
  const grades = gradesOf(at, unit, env);
  const mixed = grades !== undefined && prints && inputs.some(({ what }) => what !== "prints");
  if (mixed)
    report(at.context, "value-of-another-kind", fieldOf(at.block, "grades")?.value?.span ?? at.block.span, {
      field: "grades",
      wanted: "prints alone, or none: a print is of the grade of its index, and no column says so",
    });
  // What a basket with a base makes of prices is what they became since: their units cancel.
  const based = fieldOf(at.block, "base") !== undefined;
  // Money that is to be compounded has a finding of its own.
  const accrual = fieldOf(at.block, "accrual");
  const compounds = accrual !== undefined && wordsOf(accrual).startsWith("act") && unit.dimension.length > 0;
  const printed = prints && !based && !compounds ? printsOf(at, unit, grades) : undefined;
  const found = [units, prints ? undefined : grades, printed].filter((one) => one !== undefined);
  return found.length === 0 ? undefined : found;
}

/** What other indices print, in the unit of this one: those whose prints are turned into it. */
function printsOf(at: Lowering, unit: Unit, grades: Quotes | undefined): Quotes | undefined {
  const { context } = at;
  const lines = sectionsOf(at.block, "inputs").flatMap((section) => statementsOf(section.block));
  const of = lines.flatMap((line): Quoted[] => {
    const node = line.value.content;
    if (node.kind !== "inputs" || node.what.text !== "prints") return [];
    return node.from.flatMap((source): Quoted[] => {
      const symbol = visible(context, source);
      const theirs = symbol?.keyword === "index" ? indexUnit(context, symbol.declaration, symbol.path) : undefined;
      if (theirs === undefined || sameUnit(theirs, unit)) return [];
      const clause = clauseOf(context, line);
      const found = factorTo(context, theirs, unit, clause);
      const name = source.text;
      if (found !== undefined) return [{ name, times: show(found.times), plus: "0", sizes: "1", clause: found.clause }];
      const grade = gradeIn(theirs);
      const worth = grades?.of.find((one) => one.name === grade);
      const alike = regraded(theirs, gradeIn(unit));
      if (worth === undefined || alike === undefined || !compatible(alike, unit)) {
        unlike(at, source.span, unit, theirs);
        return [];
      }
      const times = multiply(convert(ONE, alike, unit) as Rational, exact(worth.times));
      return [{ name, times: show(times), plus: worth.plus, sizes: "1", clause: worth.clause }];
    });
  });
  const [first] = of;
  if (first === undefined) return undefined;
  return { by: "source", of, text: of.map(({ name }) => name).join(", "), clause: grades?.clause ?? first.clause };
}

/** The unit with another grade in the place of its own. */
function regraded(unit: Unit, grade: string | undefined): Unit | undefined {
  if (grade === undefined) return undefined;
  const dimension = unit.dimension.map(({ base, exponent }) => ({
    base: base.kind === "unit" && base.grade !== undefined ? { ...base, grade } : base,
    exponent,
  }));
  return { ...unit, dimension };
}

/** `units: USD / Mtoken of STD_TOKEN, USD / Minput_token`: each with what turns a price in it into one of the index. */
function unitsOf(at: Lowering, unit: Unit, price: Expr, prints: boolean): Quotes | undefined {
  const { context } = at;
  const field = fieldOf(at.block, "units");
  const content = field?.value?.content;
  if (field === undefined || content === undefined) return undefined;
  const items =
    content.kind === "list-value" ? content.items : content.kind === "expr-value" ? [content.expr] : undefined;
  if (items === undefined)
    return report(context, "value-of-another-kind", content.span, {
      field: "units",
      wanted: "the units that inputs are quoted in, such as `USD / Mtoken of STD_TOKEN, USD / Minput_token`",
    });
  if (!onlyModifiers(context, field.value?.modifiers ?? [])) return undefined;
  const clause = clauseOf(context, field);
  const found = items.map((item) => quotedIn(at, item, unit, price, clause));
  if (found.some((one) => one === undefined)) return undefined;
  const of = found as Quoted[];
  const twice = items.find((_, place) => of.findIndex(({ name }) => name === of[place]?.name) < place);
  if (twice !== undefined) return report(context, "field-twice", twice.span, { field: plainWords(twice) });
  if (prints)
    return report(context, "value-of-another-kind", content.span, {
      field: "units",
      wanted: "no units: a print is in the unit of the index it is of, and is turned into that of this one",
    });
  return { by: of.length > 1 ? "unit" : "all", of, text: wordsOf(field), clause };
}

function quotedIn(at: Lowering, node: Expr, unit: Unit, price: Expr, clause: string): Quoted | undefined {
  const { context } = at;
  const quoted = unitOf(node, { context, known: [] });
  if (quoted === undefined) return undefined;
  const found = factorTo(context, quoted, unit, clause);
  if (found === undefined) return unlike(at, node.span, unit, quoted);
  const above = divide(moneyOf(context, node), moneyOf(context, price));
  return {
    name: plainWords(node),
    times: show(found.times),
    plus: "0",
    sizes: show(unit.dimension.length === 0 ? ONE : divide(above, found.times)),
    clause: found.clause,
  };
}

/** What one of the unit above the stroke is worth in its currency: sizes are counted in what stands below. */
function moneyOf(context: Context, node: Expr): Rational {
  const above = node.kind === "binary" && node.operator === "/" ? node.left : undefined;
  const unit = above && unitOf(above, { context: { ...context, diagnostics: [] }, known: [] });
  return unit === undefined ? ONE : unit.factor;
}

/** What a price in `quoted` is multiplied by to be one in `unit`: by the units alone, or by what a grade says one of another is. */
function factorTo(
  context: Context,
  quoted: Unit,
  unit: Unit,
  clause: string,
): { readonly times: Rational; readonly clause: string } | undefined {
  if (compatible(quoted, unit)) return { times: convert(ONE, quoted, unit) as Rational, clause };
  for (const one of conversionsOf(context, unit)) {
    const [base] = one.from.dimension;
    const name = nameIn(base);
    const exponent = quoted.dimension.find((part) => name !== undefined && nameIn(part) === name)?.exponent;
    if (exponent === undefined) continue;
    const turned = divideUnits(quoted, powerOfUnit(divideUnits(one.from, one.unit), exponent));
    if (!compatible(turned, unit)) continue;
    return { times: multiply(convert(ONE, turned, unit) as Rational, power(one.value, exponent)), clause: one.clause };
  }
  return undefined;
}

const nameIn = (part: Unit["dimension"][number] | undefined): string | undefined =>
  part?.base.kind === "unit" && part.base.grade === undefined ? part.base.name : undefined;

/** What `one { … }` of the grade of a unit says; its findings are the grade's own. */
function conversionsOf(context: Context, unit: Unit): Conversion[] {
  const grade = gradeIn(unit);
  const home = grade === undefined ? undefined : gradeBlock(context, grade, context.declaration.name);
  if (home === undefined) return [];
  return fieldsOf(sectionOf(home.block, "one")?.block).flatMap((field): Conversion[] => {
    const from = unitAt(home.context, field.key);
    const expr = contentOf(field, "expr-value")?.expr;
    const stated = expr && constantOf(expr, { context: home.context, known: [] });
    if (from === undefined || stated === undefined) return [];
    return [{ from, value: stated.value, unit: stated.unit, clause: clauseOf(context, field) }];
  });
}

function unlike(at: Lowering, span: Expr["span"], unit: Unit, quoted: Unit): undefined {
  const problem = mismatch(unit, quoted);
  if (problem === undefined) return undefined;
  const { expected, found, difference } = problem;
  const grade = gradeIn(unit);
  const help =
    grade === undefined || difference === "currency"
      ? "an input is in the unit of the price, or in one that is made of the same units"
      : `nothing says what it is in ${spell(unit)}: say it in \`one { … }\` of ${grade}, or with \`grades\` and \`differentials\` where only the grade is another`;
  return report(at.context, "unit-mismatch", span, { expected, found, difference }, { help });
}
