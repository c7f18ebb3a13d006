import type { Entry, Item } from "./tree.ts";

/** Whether the declaration before and the one after are set apart by an empty line, given how many lines each takes. */
export type Apart = (one: Item, other: Item) => boolean;

/** The entries of a file with its imports first, in the order written. An import below a declaration takes the lines right above it along. */
export function importsFirst(entries: readonly Entry[]): readonly Entry[] {
  let head = 0;
  let firstOther = entries.length;
  entries.forEach((entry, at) => {
    if (entry.kind !== "item") return;
    if (isImport(entry) && firstOther === entries.length) head = at + 1;
    else if (!isImport(entry)) firstOther = Math.min(firstOther, at);
  });
  const moved: Entry[] = [];
  const rest: Entry[] = [];
  let from = firstOther + 1;
  entries.slice(from).forEach((entry, offset) => {
    const at = firstOther + 1 + offset;
    if (entry.kind !== "item") return;
    const start = isImport(entry) ? attachedFrom(entries, from, at) : at + 1;
    rest.push(...entries.slice(from, start));
    moved.push(...entries.slice(start, at + 1));
    from = at + 1;
  });
  if (moved.length === 0) return entries;
  rest.push(...entries.slice(from));
  const to = head > 0 ? head : attachedFrom(entries, 0, firstOther);
  // Below other imports it is one of them; below what heads the file, a paragraph of its own.
  moved[0] = { ...(moved[0] as Entry), blank: head === 0 };
  return [...entries.slice(0, to), ...moved, ...entries.slice(to, firstOther + 1), ...rest];
}

/** The first of the entries that belong to the item at `at`: texts above it, and comments with no empty line between. */
function attachedFrom(entries: readonly Entry[], from: number, at: number): number {
  const doc = entries.findIndex((entry, index) => index >= from && index < at && entry.kind === "doc");
  let first = doc < 0 ? at : doc;
  while (first > from && entries[first]?.blank === false && entries[first - 1]?.kind === "comment") first--;
  return first;
}

/** Imports from declarations, and declarations from one another unless both are a single line, are set apart by an empty line. */
export function setApart(entries: readonly Entry[], isLong: (item: Item) => boolean): readonly Entry[] {
  const out: Entry[] = [];
  let before: Item | undefined;
  let between: Entry[] = [];
  for (const entry of entries) {
    between.push(entry);
    if (entry.kind !== "item") continue;
    const hasDoc = between.some((one) => one.kind === "doc");
    const apart =
      before !== undefined &&
      (isImport(before) !== isImport(entry) || (!isImport(entry) && (hasDoc || isLong(before) || isLong(entry))));
    const [first, ...others] = between as [Entry, ...Entry[]];
    out.push(apart && !between.some((one) => one.blank) ? { ...first, blank: true } : first, ...others);
    before = entry;
    between = [];
  }
  return [...out, ...between];
}

function isImport(item: Item): boolean {
  const [first] = item.pieces;
  return first?.kind === "token" && item.key === undefined && first.token.image === "import";
}
