import { type Draft, isFlatBlock } from "./draft.ts";
import { flatText, type Node, widthOf } from "./nodes.ts";
import type { Entry, Item } from "./tree.ts";
import { WIDTH } from "./wrap.ts";

/** The words that begin the lines of a screen: their subject is one column, what happens to it the next. */
const SCREEN = ["drop", "cap", "clamp"];
/** The words of named steps, whose `=` share a column. */
const STEPS = ["let", "observe", "event"];

type Row = { readonly item: Item; readonly shape: string; readonly cells: readonly string[]; readonly flat: string };

/**
 * The texts of items that are rows of a table, by item: neighbouring blocks of one line with one keyword, named steps, and the lines of a
 * waterfall, whose conditions share a column. Rows of a table that would be too wide are left as they are.
 */
export function tabulated(
  entries: readonly Entry[],
  drafts: ReadonlyMap<Item, Draft>,
  indent: number,
): ReadonlyMap<Item, string> {
  const found = new Map<Item, string>();
  let run: Row[] = [];
  const finish = (): void => {
    for (const [item, text] of aligned(run, indent)) found.set(item, text);
    run = [];
  };
  for (const entry of entries) {
    if (entry.kind !== "item" || entry.blank) finish();
    if (entry.kind !== "item") continue;
    const row = rowOf(drafts.get(entry) as Draft);
    if (row === undefined || (run[0] !== undefined && run[0].shape !== row.shape)) finish();
    if (row !== undefined) run.push(row);
  }
  finish();
  return found;
}

function rowOf(draft: Draft): Row | undefined {
  const { item, nodes, flat, key } = draft;
  const [first] = nodes;
  if (flat === undefined || key !== undefined || first?.kind !== "atom") return undefined;
  const row = (shape: string, ...at: readonly number[]): Row => ({ item, shape, cells: cut(nodes, at), flat });
  const last = nodes.length - 1;
  if (isFlatBlock(nodes[last] as Node)) {
    if (nodes.length < 3) return undefined;
    const title = nodes.findIndex((node) => node.kind === "atom" && node.what === "text");
    return title === 2 ? row(`${first.text} title`, 2, last) : row(first.text, last);
  }
  if (STEPS.includes(first.text)) {
    const sign = nodes.findIndex((node) => node.kind === "atom" && node.what === "equals");
    return sign < 0 ? undefined : row("step", sign);
  }
  if (SCREEN.includes(first.text) && nodes.length > 2) return row("screen", 2);
  // A line of a waterfall without a condition stands in its table, and has no part in its columns.
  const when = nodes.findIndex((node) => node.kind === "atom" && node.what === "when");
  return when > 0 ? row("line", when) : row("line");
}

function cut(nodes: readonly Node[], at: readonly number[]): readonly string[] {
  return [0, ...at].map((from, index) => flatText(nodes.slice(from, at[index])) as string);
}

function aligned(rows: readonly Row[], indent: number): readonly (readonly [Item, string])[] {
  const shape = rows[0]?.shape;
  // A single block or step is no table; a single condition stands as if its waterfall had more.
  if (shape === undefined || (rows.length < 2 && shape !== "line" && shape !== "screen")) return [];
  const columns = (rows.find((row) => row.cells.length > 1)?.cells.length ?? 1) - 1;
  const table = rows.filter((row) => row.cells.length > 1);
  const widths = Array.from({ length: columns }, (_, at) =>
    Math.max(...table.map((row) => widthOf(row.cells[at] as string))),
  );
  const texts = table.map((row): readonly [Item, string] => {
    const text = row.cells
      .map((cell, at) => {
        if (at === columns) return cell;
        const gap = shape === "step" || at < columns - 1 ? 1 : 2;
        return cell + " ".repeat((widths[at] as number) - widthOf(cell) + gap);
      })
      .join("");
    return [row.item, text];
  });
  return texts.every(([, text]) => indent + widthOf(text) <= WIDTH) ? texts : [];
}
