import type {
  Block,
  BlockItem,
  Content,
  Declaration,
  Doc,
  Field,
  HeadClause,
  Modifier,
  Name,
  Section,
  Statement,
} from "../ast/nodes.ts";

/** Reading access to blocks: what stands in them by key, keyword and kind. */

export function fieldOf(block: Block | undefined, key: string): Field | undefined {
  if (block === undefined) return undefined;
  for (const item of block.items) if (item.kind === "field" && item.key.text === key) return item;
  return undefined;
}

export function fieldsOf(block: Block | undefined): Field[] {
  return (block?.items ?? []).filter((item): item is Field => item.kind === "field");
}

export function sectionOf(block: Block | undefined, keyword: string): Section | undefined {
  if (block === undefined) return undefined;
  for (const item of block.items) if (item.kind === "section" && item.keyword.text === keyword) return item;
  return undefined;
}

export function sectionsOf(block: Block | undefined, keyword: string): Section[] {
  return (block?.items ?? []).filter(
    (item): item is Section => item.kind === "section" && item.keyword.text === keyword,
  );
}

export function statementsOf(block: Block | undefined): Statement[] {
  return (block?.items ?? []).filter((item): item is Statement => item.kind === "statement");
}

/** What stands behind `key:` when it is of the content kind `kind`. */
export function contentOf<K extends Content["kind"]>(
  field: Field | undefined,
  kind: K,
): Extract<Content, { kind: K }> | undefined {
  const content = field?.value?.content;
  return content?.kind === kind ? (content as Extract<Content, { kind: K }>) : undefined;
}

export function headOf<K extends HeadClause["kind"]>(
  of: { readonly head: readonly HeadClause[] },
  kind: K,
): Extract<HeadClause, { kind: K }> | undefined {
  return of.head.find((clause): clause is Extract<HeadClause, { kind: K }> => clause.kind === kind);
}

export function modifierOf<K extends Modifier["kind"]>(
  field: Field | undefined,
  kind: K,
): Extract<Modifier, { kind: K }> | undefined {
  return field?.value?.modifiers.find((one): one is Extract<Modifier, { kind: K }> => one.kind === kind);
}

/** True when a value carries the flag `words`, such as `proposed`. */
export function flagged(field: Field | undefined, words: string): boolean {
  return (field?.value?.modifiers ?? []).some((one) => one.kind === "flag" && spelled(one.words) === words);
}

export function spelled(words: readonly Name[]): string {
  let text = words[0]?.text ?? "";
  for (let at = 1; at < words.length; at++) text += ` ${words[at]!.text}`;
  return text;
}

/** The words of a section head: `lead month` of `for lead month { … }`. */
export function headWords(section: Section): string {
  const [first, ...more] = section.head;
  if (first === undefined) return "";
  if (more.length === 0) return first.kind === "head-words" ? spelled(first.words) : "";
  return section.head
    .filter((clause) => clause.kind === "head-words")
    .map((clause) => spelled(clause.words))
    .join(", ");
}

export function docsOf(node: { readonly docs: readonly Doc[] }): readonly Doc[] {
  return node.docs;
}

/** The text of one `name: value` of a block for names that say what they are, such as a person's or a document's. */
export function textOf(field: Field | undefined): string | undefined {
  return contentOf(field, "text-value")?.text.value;
}

/** What identifies an item among its neighbours: its key or keyword; statements and steps have none. */
export function keyOf(item: BlockItem): string | undefined {
  if (item.kind === "field") return item.key.text;
  // How a contract ends is no part of the name: one that is delivered takes the place of an inherited end in cash.
  if (item.kind === "section" && item.keyword.text === "final-settlement") return item.keyword.text;
  if (item.kind === "section") {
    if (!item.head.some((clause) => clause.kind === "head-words")) return item.keyword.text;
    return [item.keyword.text, headWords(item)].filter(Boolean).join(" ");
  }
  if (item.kind === "let") return item.name.text;
  return undefined;
}

export function blockOf(declaration: Declaration): Block | undefined {
  return declaration.block;
}

/** The one name behind `key:`, however its field reads names. */
export function nameOf(field: Field | undefined): Name | undefined {
  const content = field?.value?.content;
  if (content?.kind === "names-value") return content.names.length === 1 ? content.names[0] : undefined;
  const expr =
    content?.kind === "expr-value"
      ? content.expr
      : content?.kind === "clauses-value"
        ? onlyPart(content.clauses)
        : undefined;
  return expr?.kind === "reference" && expr.path.length === 1 ? expr.path[0] : undefined;
}

/** The one part of the one clause: of several a reader of the first alone would lose the others. */
function onlyPart<T>(clauses: readonly { readonly parts: readonly T[] }[]): T | undefined {
  const [clause, ...more] = clauses;
  return more.length === 0 && clause?.parts.length === 1 ? clause.parts[0] : undefined;
}
