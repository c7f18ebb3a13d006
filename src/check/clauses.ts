import type { Block, BlockItem, CaseArm, Declaration, Doc, HeadClause, Section, Value } from "../ast/nodes.ts";
import { positionAt, type Span } from "../text/source.ts";
import { headWords, keyOf } from "./block.ts";

/** Where a term stands: its stable id, such as `GPH/final-settlement/price`, and its span. */
export type ClausePlace = { readonly id: string; readonly span: Span };

/**
 * The clause ids of a declaration and of everything in it: the declaration's name and the path of keys, not lines, so that an id
 * outlives edits around it. Lines of a waterfall are numbered from one; a name that returns gets `~2`.
 */
export type ClauseIds = {
  readonly of: (node: object) => string;
  readonly place: (id: string) => Span | undefined;
  /** Gives a node that was made of another the clause of that other. */
  readonly same: (made: object, as: object) => void;
};

/** Gives every declaration, head clause, field, section, line and arm of `declarations` its clause id. */
export function clauseIds(declarations: readonly Declaration[]): ClauseIds {
  const ids = new Map<object, string>();
  const places = new Map<string, Span>();
  const give = (node: object, wanted: string, span: Span): string => {
    let id = wanted;
    for (let again = 2; places.has(id); again++) id = `${wanted}~${again}`;
    ids.set(node, id);
    places.set(id, span);
    return id;
  };
  const value = (id: string, one: Value | undefined) => {
    const content = one?.content;
    if (content === undefined) return;
    ids.set(content, id);
    if (content.kind === "case-value" || content.kind === "first-of-value") arms(id, content.arms);
    if (content.kind === "dated-value" && content.steps.length > 1) {
      content.steps.forEach((step, at) => give(step, `${id}/${at + 1}`, step.span));
    }
    if (content.kind === "clauses-value" && content.clauses.length > 1) {
      content.clauses.forEach((clause, at) => give(clause, `${id}/${at + 1}`, clause.span));
    }
    for (const modifier of one?.modifiers ?? []) give(modifier, `${id}/${modifier.kind}`, modifier.span);
  };
  const arms = (id: string, list: readonly CaseArm[]) => {
    list.forEach((arm, at) => value(give(arm, `${id}/${at + 1}`, arm.span), arm.value));
  };
  const heads = (id: string, list: readonly HeadClause[]) => {
    for (const clause of list)
      if (clause.kind !== "head-words") give(clause, `${id}/${clause.kind.slice(5)}`, clause.span);
  };
  const prose = (id: string, docs: readonly Doc[]) =>
    docs.forEach((doc, at) => give(doc, `${id}/narrative/${at + 1}`, doc.span));
  const block = (id: string, body: Block | undefined) => {
    let line = 0;
    for (const item of body?.items ?? []) entry(id, item, () => ++line);
  };
  const entry = (id: string, item: BlockItem, next: () => number) => {
    if (item.kind === "section") {
      const own = give(item, `${id}/${sectionKey(item)}`, item.span);
      prose(own, item.docs);
      heads(own, item.head);
      block(own, item.block);
      return;
    }
    if (item.kind === "statement" && item.value.content.kind === "first-of-value") {
      // The lines of a waterfall are the block's own, with or without `first of` around them.
      ids.set(item, id);
      ids.set(item.value.content, id);
      prose(id, item.docs);
      arms(id, item.value.content.arms);
      return;
    }
    const own = give(item, `${id}/${keyOf(item)?.replace(/[\s/]+/g, "-") ?? next()}`, item.span);
    prose(own, item.docs);
    value(own, item.value);
    if (item.kind === "field") block(own, item.block);
  };
  for (const declaration of declarations) {
    const id = give(declaration, declaration.name.text, declaration.span);
    prose(id, declaration.docs);
    heads(id, declaration.head);
    block(id, declaration.block);
  }
  return {
    of: (node) => {
      const id = ids.get(node) ?? ids.get((node as Partial<Section>).origin ?? node);
      if (id === undefined) throw new Error("a node outside the declarations was asked for its clause");
      return id;
    },
    place: (id) => places.get(id),
    same: (made, as) => {
      const id = ids.get(as) ?? ids.get((as as Partial<Section>).origin ?? as);
      if (id !== undefined) ids.set(made, id);
    },
  };
}

/** `for lead month` is `lead-month`; a kind that stands in the head (`final-settlement cash`) is no part of the name, a title is. */
function sectionKey(section: Section): string {
  const title = section.head.find((one) => one.kind === "head-text")?.text.value;
  const words = section.keyword.text === "for" ? headWords(section).split(",")[0] : title;
  const key =
    section.keyword.text === "for" && words !== undefined
      ? words
      : [section.keyword.text, words].filter(Boolean).join(" ");
  return key.replace(/[\s/]+/g, "-");
}

/** The first line of the text at `span`, with its blanks made one and its comments kept; `…` where more follows. */
export function clauseText(span: Span): string {
  const { text } = span.source;
  let end = span.start;
  while (end < span.end && text.charCodeAt(end) !== 10 && text.charCodeAt(end) !== 13) end++;
  const line = text.slice(span.start, end);
  const first = UNEVEN.test(line) ? line.replace(/\s+/g, " ").trim() : line;
  return end < span.end ? `${first} …` : first;
}

/** Blanks that are not one space between two words. */
const UNEVEN = /\s\s|[^\S ]|^\s|\s$/;

/** One-based place of a span, as the contract model has it. */
export function placeOf(span: Span): {
  path: string;
  line: number;
  column: number;
  endLine: number;
  endColumn: number;
} {
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, span.end);
  return { path: span.source.path, line: start.line, column: start.column, endLine: end.line, endColumn: end.column };
}
