import { flatText, type Node, nodesOf, type Reading, widthOf } from "./nodes.ts";
import { imageOf } from "./spacing.ts";
import type { Block, Entry, Item } from "./tree.ts";
import { WIDTH } from "./wrap.ts";

/** An item on its way to lines: its key, its nodes, and its text in one line where it has one that fits `WIDTH`. */
export type Draft = {
  readonly item: Item;
  readonly key?: string;
  readonly nodes: readonly Node[];
  readonly flat?: string;
};

/**
 * The entries of a block that stand `indent` in, with blocks of one line opened where they do not fit: of neighbours that begin with one
 * word all stay in one line, or none.
 */
export function alikeOpened(reading: Reading, entries: readonly Entry[], indent: number): readonly Entry[] {
  const out: Entry[] = [];
  let run: Item[] = [];
  const finish = (): void => {
    const stay = run.every((item) => draftOf(reading, item, indent).flat !== undefined);
    out.push(...(stay ? run : run.map(openedItem)));
    run = [];
  };
  for (const entry of entries) {
    const word = entry.kind === "item" ? blockWord(entry) : undefined;
    if (entry.blank || word === undefined || (run[0] !== undefined && blockWord(run[0]) !== word)) finish();
    if (entry.kind === "item" && word !== undefined) run.push(entry);
    else out.push(entry);
  }
  finish();
  return out;
}

function openedItem(item: Item): Item {
  const last = item.pieces[item.pieces.length - 1];
  if (last?.kind !== "block") return item;
  return {
    ...item,
    pieces: [...item.pieces.slice(0, -1), { kind: "block", block: { ...last.block, oneLine: false } }],
  };
}

/** The first word of an item that ends with a block of one line. */
function blockWord({ key, pieces }: Item): string | undefined {
  const first = pieces[0];
  const last = pieces[pieces.length - 1];
  const ends = last?.kind === "block" && last.block.oneLine && last.block.entries.length > 0;
  return ends && key === undefined && first?.kind === "token" ? first.token.image : undefined;
}

/** The draft of an item that stands `indent` in; where it does not fit, its blocks have lines of their own, but for empty ones. */
export function draftOf(reading: Reading, item: Item, indent: number): Draft {
  const nodes = nodesOf(reading, item.key, item.pieces, (block) => flatBlock(reading, block));
  const key = item.key === undefined ? undefined : imageOf(item.key);
  const value = flatText(nodes);
  const flat =
    value === undefined ? undefined : [key, value].filter((one) => one !== undefined && one !== "").join(" ");
  if (flat !== undefined && indent + widthOf(flat) <= WIDTH)
    return { item, nodes, flat, ...(key === undefined ? {} : { key }) };
  const opened = nodesOf(reading, item.key, item.pieces, (block) =>
    block.entries.length === 0 ? flatBlock(reading, block) : undefined,
  );
  return { item, nodes: opened, ...(key === undefined ? {} : { key }) };
}

/** `{ a; b }` for a block that was in one line, and may be: without docs and comments; `{}` for an empty one. */
function flatBlock(reading: Reading, block: Block): string | undefined {
  if (block.opening !== undefined) return undefined;
  if (block.entries.length === 0) return "{}";
  if (!block.oneLine) return undefined;
  const items: string[] = [];
  for (const entry of block.entries) {
    if (entry.kind !== "item" || entry.trailing !== undefined) return undefined;
    const value = flatText(nodesOf(reading, entry.key, entry.pieces, (inner) => flatBlock(reading, inner)));
    if (value === undefined) return undefined;
    items.push(entry.key === undefined ? value : `${imageOf(entry.key)} ${value}`.trimEnd());
  }
  return `{ ${items.join("; ")} }`;
}

/** True for the atom that a block of one line became. */
export function isFlatBlock(node: Node): boolean {
  return node.kind === "atom" && node.text.startsWith("{");
}
