import type { Field, Name } from "../../ast/nodes.ts";
import { contentOf, fieldOf, fieldsOf, sectionOf } from "../../check/block.ts";
import { type Context, find, report, within } from "../../check/context.ts";
import { type Env, valueIn } from "../../check/expression.ts";
import { ONE, type Rational, ZERO, divide, parse, show, subtract } from "../../runtime/exact.ts";
import { pure, type Unit } from "../../value/unit.ts";
import type { Index } from "../model.ts";
import { clauseOf, type Lowering, onlyModifiers, wordsOf } from "./builder.ts";
import { shareOfPrice } from "./clause-words.ts";
import { differentialOf } from "./delivery.ts";

type Quotes = NonNullable<Index["quotes"]>[number];
type Quoted = Quotes["of"][number];

/** What a grade is worth: `price × factor + add`. */
type Worth = { readonly factor: Rational; readonly add: Rational; readonly clause: string };

/** The grade a unit is of, if it is of one. */
export function gradeIn(unit: Unit): string | undefined {
  return unit.dimension.flatMap(({ base }) => (base.kind === "unit" ? (base.grade ?? []) : []))[0];
}

/** The block of a declared grade, and what it is read with. */
export function gradeBlock(context: Context, grade: string, name: Name) {
  const symbol = find(context, { ...name, text: grade }, "grade");
  const module = symbol && context.workspace.modules.get(symbol.path);
  if (symbol === undefined || module === undefined) return undefined;
  const there = within(context, module, symbol.declaration, context.unitsOf(symbol.path));
  return { block: symbol.declaration.block, context: { ...there, diagnostics: [] } };
}

/** A number of the model, a decimal or `n/d`. */
export function exact(text: string): Rational {
  const [n, d = "1"] = text.split("/") as [string, string?];
  return divide(parse(n), parse(d));
}

/** `grades: H100_SXM, H200_SXM` with what each but the first is worth, from `differentials` of the index or of the grade. */
export function gradesOf(at: Lowering, unit: Unit, env: Env): Quotes | undefined {
  const { context } = at;
  const field = fieldOf(at.block, "grades");
  const own = fieldOf(at.block, "differentials");
  if (field?.value === undefined) {
    if (own?.value !== undefined)
      report(context, "field-missing", own.key.span, {
        what: "`differentials` of an index",
        field: "grades",
        why: "they are those of the grades that inputs are of, such as `grades: H100_SXM, H200_SXM`",
      });
    return undefined;
  }
  const names = contentOf(field, "names-value")?.names;
  const par = gradeIn(unit);
  if (names === undefined || !onlyModifiers(context, field.value.modifiers)) return undefined;
  if (par === undefined || names[0]?.text !== par)
    return report(context, "value-of-another-kind", field.value.span, {
      field: "grades",
      wanted: par === undefined ? "no grades: the price is of none" : `the grade the price is of first, ${par}`,
    });
  const twice = names.find((one, place) => names.findIndex(({ text }) => text === one.text) < place);
  if (twice !== undefined) return report(context, "field-twice", twice.span, { field: twice.text });
  const worth = new Map<string, Worth>([
    ...worthInGrade(at, par, names[0], unit),
    ...worthHere(at, own, names, unit, env),
  ]);
  const clause = clauseOf(context, field);
  const of = names.map((name, place): Quoted | undefined => {
    if (place === 0) return { name: name.text, times: "1", plus: "0", sizes: "1", clause };
    const stated = worth.get(name.text);
    if (stated === undefined)
      return report(context, "field-missing", name.span, {
        what: `the grade ${name.text} of ${at.what}`,
        field: "differentials",
        why: `a price of it is none of ${par}; write \`differentials: ${name.text} at …\`, or say it in \`differentials { … }\` of ${par}`,
      });
    const { factor, add } = stated;
    return {
      name: name.text,
      times: show(divide(ONE, factor)),
      plus: show(divide(subtract(ZERO, add), factor)),
      sizes: "1",
      clause: stated.clause,
    };
  });
  if (of.some((one) => one === undefined)) return undefined;
  return { by: "grade", of: of as Quoted[], text: wordsOf(field), clause };
}

/** What `differentials:` of the index says of its grades. */
function worthHere(
  at: Lowering,
  field: Field | undefined,
  names: readonly Name[],
  unit: Unit,
  env: Env,
): (readonly [string, Worth])[] {
  if (field === undefined || !onlyModifiers(at.context, field.value?.modifiers ?? [])) return [];
  const said = new Set<string>();
  return (contentOf(field, "clauses-value")?.clauses ?? []).flatMap((clause) => {
    const one = differentialOf(at, clause, field, unit, env, { names, beyond: names.slice(1) });
    if (one === undefined) return [];
    if (said.has(one.name)) return report(at.context, "field-twice", clause.span, { field: one.name }) ?? [];
    said.add(one.name);
    const worth = { factor: exact(one.factor), add: exact(one.add), clause: one.clause };
    return [[one.name, worth] as const];
  });
}

/** What `differentials { … }` of the grade of the price says: a share of the price, or an amount in its unit. */
function worthInGrade(at: Lowering, grade: string, name: Name | undefined, unit: Unit): (readonly [string, Worth])[] {
  const home = name && gradeBlock(at.context, grade, name);
  if (home === undefined) return [];
  const env = { context: home.context, known: [] };
  return fieldsOf(sectionOf(home.block, "differentials")?.block).flatMap((field) => {
    const expr = contentOf(field, "expr-value")?.expr;
    const share = expr && shareOfPrice(expr);
    const clause = clauseOf(at.context, field);
    const factor = share && valueIn(share, pure, env);
    if (factor !== undefined && factor.n > 0n) return [[field.key.text, { factor, add: ZERO, clause }] as const];
    const add = share === undefined && expr !== undefined ? valueIn(expr, unit, env) : undefined;
    return add === undefined ? [] : [[field.key.text, { factor: ONE, add, clause }] as const];
  });
}
