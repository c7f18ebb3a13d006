import { align, type Aligned } from "./align.ts";
import {
  type Block,
  type Inline,
  type Paragraph,
  type Revision,
  type Row,
  type Run,
  type Table,
  textOf,
} from "./tree.ts";

/**
 * One document of two: what only the older has is deleted, what only the newer has is inserted, to the word. Accepting all revisions gives the
 * newer document, rejecting them the older. Sentences are left out: they are numbered anew in each.
 */
export function redline(before: readonly Block[], after: readonly Block[]): Block[] {
  const lists = new Map<number, number>();
  const found = pairs(align(before, after, blockKey), alike).map((one) => {
    if (one.kind === "both" && one.before.kind === "paragraph" && one.after.kind === "paragraph") {
      const [old, now] = [one.before.item, one.after.item];
      if (old !== undefined && now !== undefined) lists.set(old.list, now.list);
    }
    return one;
  });
  return found.map((one) => {
    if (one.kind === "after") return marked(one.after, "inserted");
    if (one.kind === "before") return marked(renumbered(one.before, lists), "deleted");
    return merged(one.before, one.after);
  });
}

/** What is left of a redline when all its revisions are accepted, or rejected. */
export function resolved(blocks: readonly Block[], how: "accept" | "reject"): Block[] {
  const gone: Revision = how === "accept" ? "deleted" : "inserted";
  const inlines = (all: readonly Inline[]) => all.filter((one) => one.kind === "anchor" || one.revision !== gone);
  const row = (one: Row): Row => ({ cells: one.cells.map(inlines) });
  return blocks
    .filter((one) => one.revision !== gone)
    .map((one): Block => {
      if (one.kind !== "table") return { ...one, inlines: inlines(one.inlines) };
      return { ...one, head: row(one.head), rows: one.rows.filter((other) => other.revision !== gone).map(row) };
    });
}

function blockKey(one: Block): string {
  if (one.kind !== "table") return JSON.stringify([one.kind, formOf(one), plainRuns(one.inlines)]);
  return JSON.stringify([one.kind, [one.head, ...one.rows].map((row) => row.cells.map(plainRuns))]);
}

function formOf(one: Exclude<Block, Table>): unknown {
  return one.kind === "heading" ? one.level : one.item && [one.item.ordered, one.item.depth, one.item.first];
}

function plainRuns(inlines: readonly Inline[]): unknown {
  return tokensOf(inlines).map(tokenKey);
}

/** Neighbours that only one side has are taken together where they are versions of one another. */
function pairs<T>(aligned: readonly Aligned<T>[], alike: (before: T, after: T) => boolean): Aligned<T>[] {
  const found: Aligned<T>[] = [];
  let [old, now]: [T[], T[]] = [[], []];
  const flush = (): void => {
    let from = 0;
    for (const one of old) {
      const place = now.findIndex((other, at) => at >= from && alike(one, other));
      if (place < 0) {
        found.push({ kind: "before", before: one });
        continue;
      }
      for (const other of now.slice(from, place)) found.push({ kind: "after", after: other });
      found.push({ kind: "both", before: one, after: now[place] as T });
      from = place + 1;
    }
    for (const other of now.slice(from)) found.push({ kind: "after", after: other });
    [old, now] = [[], []];
  };
  for (const one of aligned) {
    if (one.kind === "before") old.push(one.before);
    else if (one.kind === "after") now.push(one.after);
    else {
      flush();
      found.push(one);
    }
  }
  flush();
  return found;
}

/** Blocks of one kind and form of which at least a third of the words are the same; tables with the same columns. */
function alike(before: Block, after: Block): boolean {
  if (before.kind === "table" || after.kind === "table")
    return before.kind === "table" && after.kind === "table" && before.head.cells.length === after.head.cells.length;
  if (before.kind !== after.kind || JSON.stringify(formOf(before)) !== JSON.stringify(formOf(after))) return false;
  return shared(before.inlines, after.inlines);
}

function shared(before: readonly Inline[], after: readonly Inline[]): boolean {
  const [old, now] = [before, after].map((one) => tokensOf(one).map(tokenKey)) as [string[], string[]];
  const same = align(old, now, (one) => one).filter((one) => one.kind === "both").length;
  return same * 3 >= Math.max(old.length, now.length);
}

function merged(before: Block, after: Block): Block {
  if (before.kind === "table" && after.kind === "table") return mergedTable(before, after);
  if (before.kind === "table" || after.kind === "table") throw new Error("a table is paired with none");
  return { ...after, inlines: mergedInlines(before.inlines, after.inlines) };
}

function mergedTable(before: Table, after: Table): Table {
  const key = (row: Row) => JSON.stringify(row.cells.map(plainRuns));
  const same = (old: Row, now: Row) =>
    old.cells.length === now.cells.length && shared(old.cells.flat(), now.cells.flat());
  const rows = pairs(align(before.rows, after.rows, key), same).map((one): Row => {
    if (one.kind === "after") return markedRow(one.after, "inserted");
    if (one.kind === "before") return markedRow(one.before, "deleted");
    return mergedRow(one.before, one.after);
  });
  return { kind: "table", right: after.right, head: mergedRow(before.head, after.head), rows };
}

function mergedRow(before: Row, after: Row): Row {
  return { cells: after.cells.map((cell, at) => mergedInlines(before.cells[at] ?? [], cell)) };
}

type Token = Exclude<Inline, { readonly kind: "anchor" }>;

/** The words of inlines, blanks and signs each for themselves, every one in the form of its run and of no sentence. */
function tokensOf(inlines: readonly Inline[]): Token[] {
  return inlines.flatMap((one): Token[] => {
    if (one.kind === "anchor") return [];
    if (one.kind === "break") return [{ kind: "break" }];
    const { sentence: _, ...form } = one;
    return (one.text.match(/\d+(?:[.,]\d+)*|[\p{L}\p{N}]+|\s+|[^\p{L}\p{N}\s]/gu) ?? []).map((text): Run => ({
      ...form,
      text,
    }));
  });
}

function tokenKey(one: Token): string {
  return one.kind === "break" ? "" : JSON.stringify([one.text, one.bold, one.italic, one.link]);
}

function mergedInlines(before: readonly Inline[], after: readonly Inline[]): Inline[] {
  const anchors = after.filter((one) => one.kind === "anchor");
  const tokens = align(tokensOf(before), tokensOf(after), tokenKey).map((one): Token => {
    if (one.kind === "both") return one.after;
    return one.kind === "before" ? { ...one.before, revision: "deleted" } : { ...one.after, revision: "inserted" };
  });
  return [...anchors, ...joined(tokens)];
}

/** Neighbours in one form as one run. */
function joined(tokens: readonly Token[]): Inline[] {
  const found: Token[] = [];
  for (const one of tokens) {
    const last = found[found.length - 1];
    const form = (run: Run) => JSON.stringify([run.bold, run.italic, run.link, run.revision]);
    if (one.kind === "run" && last?.kind === "run" && form(one) === form(last))
      found[found.length - 1] = { ...last, text: last.text + one.text };
    else found.push(one);
  }
  return found;
}

function marked(block: Block, revision: Revision): Block {
  if (block.kind !== "table") return { ...block, revision, inlines: markedInlines(block.inlines, revision) };
  const [head, ...rows] = [block.head, ...block.rows].map((one) => markedRow(one, revision)) as [Row, ...Row[]];
  return { kind: "table", right: block.right, head, rows, revision };
}

function markedRow({ cells }: Row, revision: Revision): Row {
  return { cells: cells.map((one) => markedInlines(one, revision)), revision };
}

/** Places of what is deleted are left out: links lead to what the newer document has. */
function markedInlines(inlines: readonly Inline[], revision: Revision): Inline[] {
  const anchors = revision === "inserted" ? inlines.filter((one) => one.kind === "anchor") : [];
  return [...anchors, ...joined(tokensOf(inlines).map((one) => ({ ...one, revision })))];
}

/** A deleted item stays in the list that its neighbours are in now, so that it is numbered with them. */
function renumbered(block: Block, lists: ReadonlyMap<number, number>): Block {
  if (block.kind !== "paragraph" || block.item === undefined) return block;
  const { item } = block;
  const kept: Paragraph["item"] = { ...item, list: lists.get(item.list) ?? item.list + 1000 };
  return { ...block, item: kept };
}

/** How many words a redline inserts and deletes; none where both documents read the same. */
export function revisionsIn(blocks: readonly Block[]): number {
  const inlines = blocks.flatMap((one) =>
    one.kind === "table" ? [one.head, ...one.rows].flatMap((row) => row.cells.flat()) : one.inlines,
  );
  return inlines.filter((one) => one.kind !== "anchor" && one.revision !== undefined && textOf([one]).trim() !== "")
    .length;
}
