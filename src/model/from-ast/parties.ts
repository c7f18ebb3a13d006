import type { Block, Field } from "../../ast/nodes.ts";
import { fieldOf, fieldsOf, headOf, nameOf, sectionOf, sectionsOf, textOf } from "../../check/block.ts";
import { type Context, find, report, unitAt } from "../../check/context.ts";
import { effectiveBlock } from "../../check/effective.ts";
import { constantOf, valueIn } from "../../check/expression.ts";
import { show } from "../../runtime/exact.ts";
import { gradeUnit, pure, spell } from "../../value/unit.ts";
import type { Citation, Filing, Grade, Organisation } from "../model.ts";
import { titled } from "./head.ts";
import { clauseOf, exprHere, oneName, wordsOf } from "./builder.ts";
import { shareOfPrice } from "./clause-words.ts";
import { soundIdentifiers } from "./identifiers.ts";
import { monthTable } from "./month-table.ts";

type Fact = Organisation["facts"][number];

/** The plain value of a field whose words say what they are: a text without its quotes, anything else as written. */
function plain(field: Field): string {
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

/** The forms whose documents are written. */
const FORMS: readonly string[] = ["40.2", "40.3"];

/** A filing: facts only a person knows, with lists as lists. */
export function filingOf(context: Context): Filing | undefined {
  const { declaration } = context;
  const head = headOf(declaration, "head-to")?.name;
  const field = fieldOf(declaration.block, "product");
  if (head !== undefined && field !== undefined)
    return report(
      context,
      "field-twice",
      field.span,
      { field: "product" },
      { related: [{ span: head.span, label: "said first here" }] },
    );
  const named = head ?? oneName(context, field, "one product");
  if (named === undefined && field !== undefined) return undefined;
  const form = fieldOf(declaration.block, "form");
  if (named === undefined || form === undefined) {
    return report(context, "field-missing", declaration.name.span, {
      what: `the filing ${declaration.name.text}`,
      field: named === undefined ? "for PRODUCT" : "form",
      why: "a filing is of one form, for one product",
    });
  }
  const product = find(context, named, "future")?.name;
  if (product === undefined) return undefined;
  if (form.value !== undefined && !FORMS.includes(plain(form)))
    return report(context, "meaning-comes-later", form.value.span, { what: `form ${plain(form)}` });
  return {
    ...titled(context, declaration),
    product,
    form: plain(form),
    facts: once(context, filingFacts(context, declaration.block)),
  };
}

/** Persons whose facts may stand in a block: `signer "…" { title: … }` states `signer-name` and `signer-title`. */
const PERSONS: readonly string[] = ["signer", "contact"];

function factName(prefix: string, key: string): string {
  const block = prefix.slice(0, -1);
  if (PERSONS.includes(block)) return `${block}-${key}`;
  if (block === "core-principles") return key;
  return prefix === "" && PERSONS.includes(key) ? `${key}-name` : `${prefix}${key}`;
}

/** Each fact once: what a block says of a person is not said again beside it. */
function once(context: Context, facts: Filing["facts"]): Filing["facts"] {
  return facts.filter((fact, place) => {
    const first = facts.findIndex((one) => one.name === fact.name);
    const [again, before] = [fact, facts[first]].map((one) => context.clauses.place(one?.clause ?? ""));
    if (first === place || again === undefined) return true;
    const related = before === undefined ? [] : [{ span: before, label: "said first here" }];
    report(context, "field-twice", again, { field: fact.name }, { related });
    return false;
  });
}

function filingFacts(context: Context, block: Block | undefined, prefix = ""): Filing["facts"] {
  return (block?.items ?? []).flatMap((item): Filing["facts"] => {
    if (item.kind === "section") return filingFacts(context, item.block, `${prefix}${item.keyword.text}/`);
    if (item.kind !== "field") return [];
    const inner = filingFacts(context, item.block, `${prefix}${item.key.text}/`);
    if (item.value === undefined) return inner;
    const items = itemsOf(item);
    return [
      {
        name: factName(prefix, item.key.text),
        value: items === undefined ? plain(item) : items.join("; "),
        ...(items === undefined ? {} : { items }),
        clause: clauseOf(context, item),
      },
      ...inner,
    ];
  });
}

/** The texts and names of a list. */
function itemsOf(field: Field): string[] | undefined {
  const content = field.value?.content;
  if (content?.kind === "names-value" && content.names.length > 1) return content.names.map((one) => one.text);
  const expr =
    content?.kind === "expr-value"
      ? content.expr
      : content?.kind === "clauses-value" && content.clauses.length === 1
        ? content.clauses[0]?.parts[0]
        : undefined;
  if (content?.kind === "clauses-value" && content.clauses.length > 1) {
    const texts = content.clauses.map((one) =>
      one.parts.length === 1 && one.parts[0]?.kind === "text" ? one.parts[0].value : undefined,
    );
    return texts.some((one) => one === undefined) ? undefined : (texts as string[]);
  }
  if (expr?.kind !== "list") return undefined;
  return expr.items.map((one) =>
    (one as unknown as { kind: string; value?: unknown }).kind === "text"
      ? String((one as unknown as { value: unknown }).value)
      : one.span.source.text.slice(one.span.start, one.span.end),
  );
}
