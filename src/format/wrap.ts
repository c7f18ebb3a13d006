import { type BreakTier, flatText, gapBefore, type Group, type Node, widthOf } from "./nodes.ts";
import type { Line } from "./line.ts";
import type { Block } from "./tree.ts";

/** No line is longer, unless one text or name alone is. */
export const WIDTH = 120;
/** How far the inside of a block or list stands in. */
export const STEP = 2;

const TIERS: readonly BreakTier[] = ["condition", "operator", "joining"];

/** Renders the inside of a block whose lines stand `indent` in. */
export type BlockRenderer = (block: Block, indent: number) => readonly Line[];

type Frame = {
  /** Where lines that go on stand. */
  readonly cont: number;
  /** Where a block's closing brace stands; a list's closing bracket stands under its own line. */
  readonly base: number;
  /** Columns that must stay free behind the last node. */
  readonly tail: number;
};

/**
 * The lines of one item: `prefix` (a key with its padding, or nothing) at `indent`, then `nodes`, going on at `cont`. In one line where
 * that fits; else cut behind commas, then before the words that begin conditions, operators and joining words, and lists opened last.
 */
export function wrap(
  prefix: string,
  nodes: readonly Node[],
  indent: number,
  cont: number,
  render: BlockRenderer,
): readonly Line[] {
  const out: Line[] = [];
  let line: { indent: number; text: string; comment?: string } = { indent, text: prefix };
  let fresh = true;
  const column = (): number => line.indent + widthOf(line.text);
  const newline = (at: number): void => {
    out.push({ ...line, text: line.text.trimEnd(), level: indent });
    line = { indent: at, text: "" };
    fresh = true;
  };
  const put = (text: string, gap: string): void => {
    line.text += (fresh ? "" : gap) + text;
    fresh = false;
  };
  const comment = (text: string, own: boolean, at: number): void => {
    const above = out[out.length - 1];
    const empty = fresh && line.text === "";
    if (!own && !empty) line.comment = text;
    else if (!own && above !== undefined && above.comment === undefined)
      out[out.length - 1] = { ...above, comment: text };
    else {
      if (!empty) newline(at);
      line.text = text;
      newline(at);
    }
  };
  const room = (part: readonly Node[], tail: number): boolean => {
    const width = roomNeeded(part);
    return width !== undefined && column() + (fresh ? 0 : gapWidth(part)) + width + tail <= WIDTH;
  };
  const flat = (part: readonly Node[]): void => {
    const first = part[0];
    if (first !== undefined) put(flatText(part) as string, gapBefore(first));
  };

  const sequence = (part: readonly Node[], frame: Frame): void => {
    if (part.length === 0) return;
    if (room(part, frame.tail)) return flat(part);
    const stop = part.findIndex((node) => node.kind === "comment" || node.kind === "break" || node.kind === "block");
    if (stop >= 0) return around(part, stop, frame);
    const pieces = pieceByComma(part);
    if (pieces.length > 1) items(pieces, frame);
    else clause(part, 0, frame, false);
  };

  /** A comment, a kept break or a block of several lines, with what stands before and behind it. */
  const around = (part: readonly Node[], at: number, frame: Frame): void => {
    const node = part[at] as Node;
    const ahead = part.slice(0, at);
    const behind = part.slice(at + 1);
    if (node.kind === "block") {
      sequence(ahead, { ...frame, tail: 2 });
      put("{", " ");
      if (node.block.opening !== undefined) comment(node.block.opening, false, frame.cont);
      newline(frame.base);
      out.push(...(node.block.entries.length === 0 ? [] : render(node.block, frame.base + STEP)));
      put("}", "");
    } else {
      sequence(ahead, { ...frame, tail: 0 });
      if (node.kind === "comment") comment(node.text, node.own, frame.cont);
      if (behind.length > 0 && !(fresh && line.text === "")) newline(frame.cont);
    }
    sequence(behind, frame);
  };

  /** Pieces with commas behind them: single words fill their lines, anything else has a line each. */
  const items = (pieces: readonly (readonly Node[])[], frame: Frame): void => {
    const words = pieces.every(isWord);
    pieces.forEach((piece, at) => {
      const tail = at === pieces.length - 1 ? frame.tail : 0;
      // Behind a list that took several lines, the rest goes on at its bracket.
      const stays = words || isWord(piece) || line.text.startsWith("]");
      if (at > 0 && !fresh && !(stays && room(piece, tail))) newline(frame.cont);
      sequence(piece, { ...frame, tail });
    });
  };

  /**
   * Cuts before the words of `TIERS[tier]`, as late as the line allows. What fits a line of its own is given one; what does not is cut by
   * the next tier where it stands. `movable`: the part may begin a line.
   */
  const clause = (part: readonly Node[], tier: number, frame: Frame, movable: boolean): void => {
    const wanted = TIERS[tier];
    if (wanted === undefined || (wanted === "joining" && hasLongList(part))) return opened(part, frame, movable);
    const chunks = chunksBefore(part, wanted);
    chunks.forEach((chunk, at) => {
      const inner = { ...frame, tail: at === chunks.length - 1 ? frame.tail : 0 };
      const moves = at > 0 || movable;
      if (room(chunk, inner.tail)) return flat(chunk);
      if (!moves || !roomBelow(chunk, inner)) return clause(chunk, tier + 1, inner, moves);
      newline(frame.cont);
      flat(chunk);
    });
  };

  /** Nothing is left but to open lists and groups; what has none is longer than a line, and stays so. */
  const opened = (part: readonly Node[], frame: Frame, movable: boolean): void => {
    if (movable && !fresh && !part.some((node) => node.kind === "group")) newline(frame.cont);
    part.forEach((node, at) => {
      const later = part.slice(at + 1);
      const next = later.findIndex((one) => one.kind === "group");
      const behind = roomNeeded(next < 0 ? later : later.slice(0, next)) ?? 0;
      if (node.kind !== "group" || room([node], behind + (next < 0 ? frame.tail : 0))) return flat([node]);
      open(node);
    });
  };

  const remark = (node: Node, at: number): void => {
    if (node.kind === "comment") comment(node.text, node.own, at);
  };

  const open = (group: Group): void => {
    put(group.open.text, group.open.gap);
    const base = line.indent;
    const inner: Frame = { cont: base + STEP, base: base + STEP, tail: 0 };
    newline(inner.cont);
    const words = group.items.every(isWord);
    group.items.forEach((item, at) => {
      if (at > 0 && !fresh && !(words && line.comment === undefined && room(item, 0))) newline(inner.cont);
      const core = item.findIndex((node) => node.kind !== "comment");
      for (const node of item.slice(0, core)) remark(node, inner.cont);
      sequence(item.slice(core), words ? inner : { ...inner, cont: inner.cont + 2 * STEP });
    });
    if (fresh) line.indent = base;
    else newline(base);
    put(group.close.text, "");
  };

  sequence(nodes, { cont, base: indent, tail: 0 });
  newline(indent);
  return out;
}

/** True when `part` fits a line that goes on. */
function roomBelow(part: readonly Node[], frame: Frame): boolean {
  const width = roomNeeded(part);
  return width !== undefined && frame.cont + width + frame.tail <= WIDTH;
}

/** True when `part` has a list that is better opened than moved to the next line by the word before it. */
function hasLongList(part: readonly Node[]): boolean {
  return part.some((node) => node.kind === "group" && (roomNeeded([node]) ?? WIDTH) > WIDTH / 3);
}

/** The columns `part` needs in a line. A reason or a text alone may stick out: no break would make it shorter. */
function roomNeeded(part: readonly Node[]): number | undefined {
  const text = flatText(part);
  if (text === undefined) return undefined;
  const last = part[part.length - 1];
  const before = part[part.length - 2];
  const sticks =
    last?.kind === "atom" &&
    last.what === "text" &&
    (before === undefined || (before.kind === "atom" && before.what === "because"));
  return widthOf(text) - (sticks ? widthOf(last.text) : 0);
}

function gapWidth(part: readonly Node[]): number {
  const first = part[0];
  return first === undefined ? 0 : gapBefore(first).length;
}

function isComma(node: Node): boolean {
  return node.kind === "atom" && node.what === "comma";
}

/** One word, number or date, with its comma. */
function isWord(piece: readonly Node[]): boolean {
  const core = piece.filter((node) => !isComma(node) && node.kind !== "comment");
  return core.length === 1 && core[0]?.kind === "atom" && core[0].what !== "text";
}

/** Cut behind each comma; a reason stays with what it is the reason of. */
function pieceByComma(part: readonly Node[]): readonly (readonly Node[])[] {
  const pieces: Node[][] = [[]];
  part.forEach((node, at) => {
    (pieces[pieces.length - 1] as Node[]).push(node);
    const next = part[at + 1];
    if (isComma(node) && next !== undefined && !(next.kind === "atom" && next.what === "because")) pieces.push([]);
  });
  return pieces;
}

function chunksBefore(part: readonly Node[], tier: BreakTier): readonly (readonly Node[])[] {
  const chunks: Node[][] = [[]];
  part.forEach((node, at) => {
    if (at > 0 && node.kind === "atom" && node.tier === tier) chunks.push([]);
    (chunks[chunks.length - 1] as Node[]).push(node);
  });
  return chunks;
}
