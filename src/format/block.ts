import { alikeOpened, type Draft, draftOf, isFlatBlock } from "./draft.ts";
import type { Line } from "./line.ts";
import { flatText, type Reading, widthOf } from "./nodes.ts";
import { isComma, isOperator, mayBeginLine } from "./spacing.ts";
import { tabulated } from "./tables.ts";
import type { Block, Entry, Item } from "./tree.ts";
import { STEP, WIDTH, wrap } from "./wrap.ts";

/** The lines of a block's entries, which stand `indent` in, with the values of its fields in one column. */
export function linesOf(reading: Reading, written: readonly Entry[], indent: number): readonly Line[] {
  const entries = alikeOpened(reading, written, indent);
  const drafts = new Map<Item, Draft>();
  for (const entry of entries) if (entry.kind === "item") drafts.set(entry, draftOf(reading, entry, indent));
  const cells = cellsOf(entries, drafts, indent);
  const column = indent + Math.max(0, ...[...cells.values()].map(widthOf)) + 1;
  const tables = tabulated(entries, drafts, indent);
  return entries.flatMap((entry, at): readonly Line[] => {
    // What follows an opening brace begins at once.
    const blank = at > 0 && entry.blank;
    if (entry.kind !== "item") return [{ indent, text: entry.text, level: indent, blank }];
    const draft = drafts.get(entry) as Draft;
    const table = tables.get(entry);
    const lines =
      table === undefined
        ? itemLines(reading, draft, indent, column, cells.get(entry))
        : [{ indent, text: table, level: indent }];
    return finished(lines, entry, blank, semicolonAfter(entry, entries.slice(at + 1)));
  });
}

/**
 * What stands left of the column of values: keys, and single words before a block of one line where fields are next to them. A value
 * that opens a list or block over several lines stands right behind its key and has no part in the column.
 */
function cellsOf(
  entries: readonly Entry[],
  drafts: ReadonlyMap<Item, Draft>,
  indent: number,
): ReadonlyMap<Item, string> {
  const cells = new Map<Item, string>();
  let words: (readonly [Item, string])[] = [];
  let beside = false;
  const finish = (): void => {
    if (beside) for (const [item, word] of words) cells.set(item, word);
    words = [];
    beside = false;
  };
  for (const entry of entries) {
    if (entry.kind !== "item" || entry.blank) finish();
    if (entry.kind !== "item") continue;
    const draft = drafts.get(entry) as Draft;
    const word = headWord(draft);
    if (draft.key !== undefined && !isOpened(draft, indent)) cells.set(entry, draft.key);
    if (word !== undefined) words.push([entry, word]);
    else if (draft.key === undefined || draft.flat === undefined) finish();
    else beside = true;
  }
  finish();
  return cells;
}

/** The one word before a block of one line. */
function headWord(draft: Draft): string | undefined {
  const [word, block, ...rest] = draft.nodes;
  if (draft.key !== undefined || draft.flat === undefined || word?.kind !== "atom" || word.text === "case")
    return undefined;
  return block !== undefined && isFlatBlock(block) && rest.length === 0 ? word.text : undefined;
}

/** True where a value takes several lines by its blocks, or begins with a list too long for the line of its key. */
function isOpened({ key, flat, nodes }: Draft, indent: number): boolean {
  if (flat !== undefined) return false;
  const [first] = nodes;
  if (nodes.some((node) => node.kind === "block")) return true;
  if (first?.kind !== "group") return false;
  const list = flatText([first]);
  return list === undefined || indent + widthOf(`${key} ${list}`) > WIDTH;
}

function itemLines(
  reading: Reading,
  draft: Draft,
  indent: number,
  column: number,
  cell: string | undefined,
): readonly Line[] {
  const render = (block: Block, at: number) => linesOf(reading, block.entries, at);
  const { key, nodes } = draft;
  if (cell === undefined) return wrap(key === undefined ? "" : `${key} `, nodes, indent, indent + 2 * STEP, render);
  const padded = cell + " ".repeat(column - indent - widthOf(cell));
  if (key !== undefined) return wrap(padded, nodes, indent, column, render);
  const text = padded + (flatText(nodes.slice(1)) as string);
  return [{ indent, text: indent + widthOf(text) <= WIDTH ? text : (draft.flat as string), level: indent }];
}

function finished(lines: readonly Line[], item: Item, blank: boolean, semicolon: boolean): readonly Line[] {
  return lines.map((line, at) => ({
    ...line,
    text: at === lines.length - 1 && semicolon ? `${line.text};` : line.text,
    ...(at === 0 ? { blank } : {}),
    ...(at === lines.length - 1 && item.trailing !== undefined ? { comment: item.trailing } : {}),
  }));
}

/**
 * Two items in lines of their own need a `;` between them only where the second begins with what may go on a line: an operator or a
 * joining word.
 */
function semicolonAfter(item: Item, later: readonly Entry[]): boolean {
  const next = later.find((entry) => entry.kind !== "comment");
  if (next?.kind !== "item" || next.key !== undefined || item.pieces.length === 0) return false;
  const [first] = next.pieces;
  return first?.kind === "token" && (isOperator(first.token) || isComma(first.token) || mayBeginLine(first.token));
}
