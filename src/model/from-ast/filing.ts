import type { Block, Field, Keyword, Name } from "../../ast/nodes.ts";
import { fieldOf, headOf } from "../../check/block.ts";
import { type Context, find, report } from "../../check/context.ts";
import { lookup } from "../../resolve/lookup.ts";
import type { Symbol } from "../../resolve/workspace.ts";
import type { Filing } from "../model.ts";
import { clauseOf, oneName } from "./builder.ts";
import { titled } from "./head.ts";
import { plain } from "./parties.ts";

/** The forms whose documents are written of a product that is listed. */
const LISTING_FORMS: readonly string[] = ["40.2", "40.3"];
/** Those of an amendment; of `40.6` alone the classes of its changes decide between (a) and (d). */
const AMENDMENT_FORMS: readonly string[] = ["40.6", "40.6(a)", "40.6(d)", "40.6(a)(6)", "40.5"];

const PRODUCTS: readonly Keyword[] = ["future", "option", "spread", "perpetual", "structured"];

/** A filing: facts only a person knows, with lists as lists; of a product, or of an amendment of one or of what one is made of. */
export function filingOf(context: Context): Filing | undefined {
  const { declaration } = context;
  const head = headOf(declaration, "head-to")?.name;
  const field = fieldOf(declaration.block, "product");
  const of =
    head === undefined ? undefined : find(context, head, "future", "option", "spread", "perpetual", "amendment");
  if (head !== undefined && of === undefined) return undefined;
  const changed = of?.keyword === "amendment" ? targetOf(context, of) : undefined;
  const own = changed === undefined ? of?.name : PRODUCTS.includes(changed.keyword) ? changed.name : undefined;
  if (of?.keyword === "amendment" && changed === undefined) return undefined;
  if (head !== undefined && own !== undefined && field !== undefined)
    return report(
      context,
      "field-twice",
      field.span,
      { field: "product" },
      { related: [{ span: head.span, label: "said first here" }] },
    );
  const named = own === undefined ? oneName(context, field, "one product") : undefined;
  if (own === undefined && named === undefined && field !== undefined) return undefined;
  const form = fieldOf(declaration.block, "form");
  if ((own === undefined && named === undefined) || form === undefined) {
    const unnamed = own === undefined && named === undefined;
    return report(context, "field-missing", declaration.name.span, {
      what: `the filing ${declaration.name.text}`,
      field: !unnamed ? "form" : changed === undefined ? "for PRODUCT" : "product",
      why: "a filing is of one form, for one product",
    });
  }
  const wanted = changed === undefined ? (["future", "option", "spread", "perpetual"] as const) : PRODUCTS;
  const product = own ?? (named && find(context, named, ...wanted)?.name);
  if (product === undefined) return undefined;
  if (form.value !== undefined && !formKnown(context, form, of)) return undefined;
  if (changed !== undefined && !namesKnown(context)) return undefined;
  return {
    ...titled(context, declaration),
    product,
    form: plain(form),
    ...(changed === undefined ? {} : { amendment: of?.name as string }),
    facts: once(context, filingFacts(context, declaration.block)),
  };
}

/** What an amendment changes, where it stands. */
function targetOf({ workspace, module }: Context, amendment: Symbol): Symbol | undefined {
  const to = headOf(amendment.declaration, "head-to")?.name;
  const home = workspace.modules.get(amendment.path) ?? module;
  // Whatever is wrong with the name is told at the amendment.
  return to && home.visible.get(to.text);
}

function formKnown(context: Context, form: Field, of: Symbol | undefined): boolean {
  const said = plain(form);
  const amends = of?.keyword === "amendment";
  const [own, other] = amends ? [AMENDMENT_FORMS, LISTING_FORMS] : [LISTING_FORMS, AMENDMENT_FORMS];
  if (own.includes(said)) return true;
  const span = (form.value ?? form).span;
  if (other.includes(said))
    report(context, "filing-form-fits", span, {
      form: said,
      of: amends ? `the amendment ${of.name}` : "a product",
      known: own.join(", "),
    });
  else report(context, "meaning-comes-later", span, { what: `form ${said}` });
  return false;
}

/** Whether the filings on file and further products that a filing names are declared. */
function namesKnown(context: Context): boolean {
  const named = (key: string): readonly Name[] => {
    const content = fieldOf(context.declaration.block, key)?.value?.content;
    return content?.kind === "names-value" ? content.names : [];
  };
  const { workspace, module, diagnostics } = context;
  const known = (key: string, wanted: readonly Keyword[]) =>
    named(key).map((one) => lookup(workspace, module, one, wanted, diagnostics) !== undefined);
  return [...known("on-file", ["filing"]), ...known("products", PRODUCTS)].every((one) => one);
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
    const { span } = item.value;
    // What stands beside a list nobody would read.
    if (items === undefined && span.source.text[span.start] === "[")
      report(context, "value-of-another-kind", span, {
        field: item.key.text,
        wanted: 'a list and nothing beside it, such as `["STUDY", "METHOD"]`',
      });
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
  const alone = content?.kind !== "clauses-value" || content.clauses[0]?.parts.length === 1;
  if (expr?.kind !== "list" || !alone) return undefined;
  return expr.items.map((one) =>
    (one as unknown as { kind: string; value?: unknown }).kind === "text"
      ? String((one as unknown as { value: unknown }).value)
      : one.span.source.text.slice(one.span.start, one.span.end),
  );
}
