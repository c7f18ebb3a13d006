import type { Block, CaseArm, Declaration, Doc, HeadClause, Section, Value } from "../ast/nodes.ts";
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
  /** Which nodes are the clause of one of the ids of `used`, and which hold one that is or are one themselves. */
  readonly within: (used: Iterable<readonly string[]>) => Held;
};

export type Held = {
  readonly named: (node: object) => boolean;
  readonly held: (node: object) => boolean;
};

/** A clause with the one it stands in; `named` and `held` are the numbers of the last questions by which it was found to be so. */
type Entry = {
  readonly id: string;
  readonly span: Span;
  readonly above: Entry | undefined;
  named: number;
  held: number;
};

/** Gives every declaration, head clause, field, section, line and arm of `declarations` its clause id. */
export function clauseIds(declarations: readonly Declaration[]): ClauseIds {
  const nodes = new Map<object, Entry>();
  const places = new Map<string, Entry>();
  const give = (node: object, above: Entry | undefined, wanted: string, span: Span): Entry => {
    let id = wanted;
    for (let again = 2; places.has(id); again++) id = `${wanted}~${again}`;
    const entry = { id, span, above, named: 0, held: 0 };
    nodes.set(node, entry);
    places.set(id, entry);
    return entry;
  };
  const below = (node: object, above: Entry, key: string | number, span: Span): Entry =>
    give(node, above, `${above.id}/${key}`, span);
  const numbered = (above: Entry, list: readonly { readonly span: Span }[]) => {
    for (let at = 0; at < list.length; at++) below(list[at] as object, above, at + 1, (list[at] as Doc).span);
  };
  const value = (above: Entry, one: Value | undefined) => {
    const content = one?.content;
    if (content === undefined) return;
    nodes.set(content, above);
    if (content.kind === "case-value" || content.kind === "first-of-value") arms(above, content.arms);
    else if (content.kind === "dated-value" && content.steps.length > 1) numbered(above, content.steps);
    else if (content.kind === "legs-value") numbered(above, content.legs);
    else if (content.kind === "clauses-value" && content.clauses.length > 1) numbered(above, content.clauses);
    for (const modifier of one?.modifiers ?? []) below(modifier, above, modifier.kind, modifier.span);
  };
  const arms = (above: Entry, list: readonly CaseArm[]) => {
    for (let at = 0; at < list.length; at++) {
      const arm = list[at] as CaseArm;
      value(below(arm, above, at + 1, arm.span), arm.value);
    }
  };
  const heads = (above: Entry, list: readonly HeadClause[]) => {
    for (const clause of list)
      if (clause.kind !== "head-words") below(clause, above, clause.kind.slice(5), clause.span);
  };
  const prose = (above: Entry, docs: readonly Doc[]) => {
    for (let at = 0; at < docs.length; at++)
      below(docs[at] as Doc, above, `narrative/${at + 1}`, (docs[at] as Doc).span);
  };
  const block = (above: Entry, body: Block | undefined) => {
    if (body === undefined) return;
    let line = 0;
    for (const item of body.items) {
      if (item.kind === "section") {
        const own = below(item, above, sectionKey(item), item.span);
        prose(own, item.docs);
        heads(own, item.head);
        block(own, item.block);
      } else if (item.kind === "statement" && item.value.content.kind === "first-of-value") {
        // The lines of a waterfall are the block's own, with or without `first of` around them.
        nodes.set(item, above);
        nodes.set(item.value.content, above);
        prose(above, item.docs);
        arms(above, item.value.content.arms);
      } else {
        const key = keyOf(item);
        const own = below(item, above, key === undefined ? ++line : slug(key), item.span);
        prose(own, item.docs);
        value(own, item.value);
        if (item.kind === "field") block(own, item.block);
      }
    }
  };
  for (const declaration of declarations) {
    const entry = give(declaration, undefined, declaration.name.text, declaration.span);
    prose(entry, declaration.docs);
    heads(entry, declaration.head);
    block(entry, declaration.block);
  }
  let asked = 0;
  const find = (node: object): Entry | undefined =>
    nodes.get(node) ?? nodes.get((node as Partial<Section>).origin ?? node);
  return {
    of: (node) => {
      const entry = find(node);
      if (entry === undefined) throw new Error("a node outside the declarations was asked for its clause");
      return entry.id;
    },
    place: (id) => places.get(id)?.span,
    same: (made, as) => {
      const entry = find(as);
      if (entry !== undefined) nodes.set(made, entry);
    },
    within: (used) => {
      asked += 1;
      const now = asked;
      for (const ids of used)
        for (const id of ids) {
          let entry = places.get(id);
          if (entry !== undefined) entry.named = now;
          for (; entry !== undefined && entry.held !== now; entry = entry.above) entry.held = now;
        }
      return { named: (node) => find(node)?.named === now, held: (node) => find(node)?.held === now };
    },
  };
}

/** Words as a part of an id: blanks and slashes become hyphens. */
function slug(words: string): string {
  return UNFIT.test(words) ? words.replace(/[\s/]+/g, "-") : words;
}

const UNFIT = /[\s/]/;

/** `for lead month` is `lead-month`; a kind that stands in the head (`final-settlement cash`) is no part of the name, a title is. */
function sectionKey(section: Section): string {
  const title = section.head.find((one) => one.kind === "head-text")?.text.value;
  const words = section.keyword.text === "for" ? headWords(section).split(",")[0] : title;
  const key =
    section.keyword.text === "for" && words !== undefined
      ? words
      : [section.keyword.text, words].filter(Boolean).join(" ");
  return slug(key);
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
