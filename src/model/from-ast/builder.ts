import type { Block, Content, Declaration, Doc, Expr, Field, Modifier, Name } from "../../ast/nodes.ts";
import { fieldOf, nameOf } from "../../check/block.ts";
import type { Context } from "../../check/context.ts";
import { report } from "../../check/context.ts";
import { text } from "../../check/expression.ts";
import { exprOf } from "./terms.ts";
import type { Doubtful } from "./two-readings.ts";
import type { Narrative } from "../model.ts";

/** What the lowering of one declaration has in hand besides its context. */
export type Lowering = {
  readonly context: Context;
  /** The block in force: profiles and parents merged in. */
  readonly block: Block;
  /** `the future GPH`, for messages. */
  readonly what: string;
  /** Where phrases that can be read in two ways are noted until the calendars are known. */
  readonly doubtful: Doubtful[];
};

/** The clause id of a node. */
export function clauseOf(context: Context, node: object): string {
  return context.clauses.of(node);
}

/** The field `key`, or a finding at the declaration's name that says why it is needed. */
export function required(at: Lowering, key: string, why: string, block: Block = at.block): Field | undefined {
  const field = fieldOf(block, key);
  if (field?.value !== undefined || field?.block !== undefined) return field;
  // A field that is there but could not be read has its finding already.
  if (field === undefined) missing(at, key, why);
  return undefined;
}

/** Adds the finding that a term is missing. */
export function missing(at: Lowering, field: string, why: string, name: Name = at.context.declaration.name): undefined {
  const what = name === at.context.declaration.name ? at.what : `\`${name.text}\` of ${at.what}`;
  return report(at.context, "field-missing", name.span, { what, field, why });
}

/** The prose above a declaration, block or field; a paragraph is a clause of its own. */
export function narrativeOf(context: Context, docs: readonly Doc[]): Narrative[] {
  return docs.map((doc) => ({
    text: doc.text,
    citations: doc.citations.map((one) => one.text),
    clause: clauseOf(context, doc),
  }));
}

/** All prose of a declaration: above itself, then above its blocks and fields in order. */
export function allProse(context: Context, declaration: Declaration, block: Block | undefined): Narrative[] {
  const within = (body: Block | undefined): Narrative[] =>
    (body?.items ?? []).flatMap((item) => [
      ...narrativeOf(context, item.docs),
      ...(item.kind === "section" || item.kind === "field" ? within(item.block) : []),
    ]);
  return [...narrativeOf(context, declaration.docs), ...within(block)];
}

/** The words of a value as its author wrote them, without comments and with blanks made one. */
export function wordsOf(field: Field): string {
  return field.value === undefined ? "" : plainWords(field.value);
}

/** The words at a span without the comments between them: a comment states no term. */
export function plainWords(node: { readonly span: Field["span"] }): string {
  const said = text(node);
  if (!/\/\/|\s\s|[^\S ]/.test(said)) return said.trim();
  return said
    .replace(/"[^"\n]*"|\/\/[^\n\r]*/g, (found) => (found.startsWith('"') ? found : " "))
    .replace(/\s+/g, " ")
    .trim();
}

const CHANGING: Partial<Record<Content["kind"], string>> = {
  "dated-value": "by date",
  "case-value": "by condition",
  "first-of-value": "by what is there",
};

/** The one expression behind `key:`. A value that changes, or is none, is a finding and never left out. */
export function exprHere(context: Context, field: Field | undefined, wanted: string): Expr | undefined {
  const content = field?.value?.content;
  if (field === undefined || content === undefined || content.kind === "expr-value") return exprOf(field);
  const changing = CHANGING[content.kind];
  const key = field.key.text;
  return changing === undefined
    ? report(context, "value-of-another-kind", content.span, { field: key, wanted })
    : report(context, "meaning-comes-later", content.span, { what: key, how: `that changes ${changing}` });
}

/** The one name behind `key:`; several, or something else, is a finding. */
export function oneName(context: Context, field: Field | undefined, wanted: string): Name | undefined {
  const name = nameOf(field);
  if (field?.value === undefined || name !== undefined) return name;
  return report(context, "value-of-another-kind", field.value.span, { field: field.key.text, wanted });
}

/** Reports each modifier of `modifiers` whose kind this place has no meaning for; true when there is none. */
export function onlyModifiers(
  context: Context,
  modifiers: readonly Modifier[],
  ...meant: readonly Modifier["kind"][]
): boolean {
  const strange = modifiers.filter((one) => !meant.includes(one.kind));
  for (const one of strange) report(context, "phrase-not-here", one.span, { found: plainWords(one) });
  return strange.length === 0;
}

export function whatOf(declaration: Declaration): string {
  return `the ${declaration.keyword} ${declaration.name.text}`;
}

/** A whole number of JavaScript from an exact one; the caller has checked that it is whole and small. */
export function integerOf(value: { readonly n: bigint }): number {
  return Number(value.n);
}
