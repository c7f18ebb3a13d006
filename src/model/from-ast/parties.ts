import type { Block, Field } from "../../ast/nodes.ts";
import { fieldOf, fieldsOf, nameOf, sectionOf, sectionsOf, textOf } from "../../check/block.ts";
import { type Context, report, unitAt } from "../../check/context.ts";
import { effectiveBlock } from "../../check/effective.ts";
import { constantOf, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { gradeUnit, pure, spell } from "../../value/unit.ts";
import type { Citation, Grade, Organisation } from "../model.ts";
import { titled } from "./head.ts";
import { clauseOf, exprHere, wordsOf } from "./builder.ts";
import { shareOfPrice } from "./clause-words.ts";
import { soundIdentifiers } from "./identifiers.ts";
import { monthTable } from "./month-table.ts";

type Fact = Organisation["facts"][number];

/** The plain value of a field whose words say what they are: a text without its quotes, anything else as written. */
export function plain(field: Field): string {
  return textOf(field) ?? wordsOf(field);
}

/** Every stated fact of a block, in order; nested blocks by `outer/inner`. */
function factsOf(context: Context, block: Block | undefined, prefix = ""): Fact[] {
  return (block?.items ?? []).flatMap((item): Fact[] => {
    if (item.kind === "field" && item.value !== undefined) {
      return [
        { name: `${prefix}${item.key.text}`, value: plain(item), clause: clauseOf(context, item) },
        ...factsOf(context, item.block, `${prefix}${item.key.text}/`),
      ];
    }
    if (item.kind === "section") return factsOf(context, item.block, `${prefix}${item.keyword.text}/`);
    return [];
  });
}

/** A venue, clearing house or other organisation with its stated facts. */
export function organisationOf(context: Context): Organisation {
  const { declaration } = context;
  const role =
    declaration.keyword === "venue" || declaration.keyword === "clearing-house" ? declaration.keyword : "organisation";
  soundIdentifiers(context, declaration.block);
  return { ...titled(context, declaration), role, facts: factsOf(context, declaration.block) };
}

/** A source with its stated facts, and its table by month where it has one. */
export function citationOf(context: Context): Citation {
  const { declaration } = context;
  const table = monthTable(context);
  return {
    ...titled(context, declaration),
    ...(table && { table }),
    facts: factsOf(context, declaration.block),
  };
}

/** A grade: the unit it tags, what is eligible, and what other units convert to. */
export function gradeOf(context: Context): Grade | undefined {
  const { declaration } = context;
  const block = effectiveBlock(context.workspace, context.module.path, declaration, context.diagnostics);
  const unitField = fieldOf(block, "unit");
  const name = nameOf(unitField);
  const unit = name && unitAt(context, name);
  if (unitField === undefined) {
    return report(context, "field-missing", declaration.name.span, {
      what: `the grade ${declaration.name.text}`,
      field: "unit",
      why: "a grade says what one unit is",
    });
  }
  if (name === undefined || unit === undefined)
    return report(context, "unit-expected", unitField.span, { found: wordsOf(unitField) });
  const eligible = fieldOf(block, "eligible");
  const one = sectionOf(block, "one");
  const conversions = fieldsOf(one?.block).flatMap((field): Grade["conversions"] => {
    const from = unitAt(context, field.key);
    const expr = exprHere(context, field, "an amount of the grade, such as `0.25 token of STD_TOKEN`");
    if (from === undefined) {
      report(context, "unit-expected", field.key.span, { found: field.key.text });
      return [];
    }
    const env = { context, known: [] };
    const graded = gradeUnit(unit, declaration.name.text);
    const stated = expr && constantOf(expr, env);
    if (expr === undefined || stated === undefined || graded.kind !== "unit") return [];
    const place = { span: unitField.span, label: `one ${spell(graded)}` };
    if (valueIn(expr, graded, env, place) === undefined) return [];
    return [
      { from: spell(from), value: show(stated.value), unit: spell(stated.unit), clause: clauseOf(context, field) },
    ];
  });
  const spoken = new Set(["unit", "eligible"]);
  return {
    ...titled(context, declaration),
    unit: spell(unit),
    ...(eligible === undefined ? {} : { eligible: { text: wordsOf(eligible), clause: clauseOf(context, eligible) } }),
    conversions,
    terms: [
      ...fieldsOf(block)
        .filter((field) => !spoken.has(field.key.text))
        .map((field) => ({ name: field.key.text, text: plain(field), clause: clauseOf(context, field) })),
      ...differentialsIn(context, block),
      ...sectionsOf(block, "withdrawn").flatMap((section) =>
        fieldsOf(section.block).map((field) => ({
          name: `withdrawn/${field.key.text}`,
          text: plain(field),
          clause: clauseOf(context, field),
        })),
      ),
    ],
  };
}

/** What other qualities are worth against the grade, each a share of the price above zero or an amount. */
function differentialsIn(context: Context, block: Block): Grade["terms"] {
  const env = { context, known: [] };
  return fieldsOf(sectionOf(block, "differentials")?.block).flatMap((field) => {
    const expr = exprHere(context, field, "`90% of price`, or an amount in the unit of a price");
    const share = expr && shareOfPrice(expr);
    const value = share === undefined ? expr && constantOf(expr, env)?.value : valueIn(share, pure, env);
    if (value === undefined) return [];
    if (share !== undefined && value.n <= 0n)
      report(context, "not-above-zero", share.span, { what: "a share of the price", value: show(value) });
    return [{ name: `differentials/${field.key.text}`, text: plain(field), clause: clauseOf(context, field) }];
  });
}
