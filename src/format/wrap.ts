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
  const put = (text: string, gap: string, at: number): void => {
    if (line.comment !== undefined) newline(at);
    line.text += (fresh ? "" : gap) + text;
    fresh = false;
  };
  const comment = (text: string, own: boolean, at: number): void => {
    if ((own && !(fresh && line.text === "")) || line.comment !== undefined) newline(at);
    if (own) line.text = text;
    else line.comment = text;
    if (own) newline(at);
  };
  const room = (part: readonly Node[], tail: number): boolean => {
    const width = roomNeeded(part);
    return width !== undefined && column() + (fresh ? 0 : gapWidth(part)) + width + tail <= WIDTH;
  };
  const flat = (part: readonly Node[], at: number): void => {
    const first = part[0];
    if (first !== undefined) put(flatText(part) as string, gapBefore(first), at);
  };

  const sequence = (part: readonly Node[], frame: Frame): void => {
    if (part.length === 0) return;
    if (room(part, frame.tail)) return flat(part, frame.cont);
    const stop = part.findIndex((node) => node.kind === "comment" || node.kind === "break" || node.kind === "block");
    if (stop >= 0) return around(part, stop, frame);
    const pieces = pieceByComma(part);
    if (pieces.length > 1) items(pieces, frame);
    else clause(part, 0, frame);
  };

  /** A comment, a kept break or a block of several lines, with what stands before and behind it. */
  const around = (part: readonly Node[], at: number, frame: Frame): void => {
    const node = part[at] as Node;
    const ahead = part.slice(0, at);
    const behind = part.slice(at + 1);
    if (node.kind === "block") {
      sequence(ahead, { ...frame, tail: 2 });
      put("{", " ", frame.cont);
      if (node.block.opening !== undefined) comment(node.block.opening, false, frame.cont);
      newline(frame.base);
      out.push(...node.block.entries.length === 0 ? [] : render(node.block, frame.base + STEP));
      put("}", "", frame.base);
    } else {
      sequence(ahead, { ...frame, tail: 0 });
      if (node.kind === "comment") comment(node.text, node.own, frame.cont);
      else newline(frame.cont);
    }
    sequence(behind, frame);
  };

  /** Pieces with commas behind them: single words fill their lines, anything else has a line each. */
  const items = (pieces: readonly (readonly Node[])[], frame: Frame): void => {
    const words = pieces.every(isWord);
    pieces.forEach((piece, at) => {
      const tail = at === pieces.length - 1 ? frame.tail : 0;
      if (at > 0 && !fresh && !(words && room(piece, tail))) newline(frame.cont);
      sequence(piece, { ...frame, tail });
    });
  };

  /** Cuts before the words of `TIERS[tier]`, as late as the line allows; where there are none, by the next tier. */
  const clause = (part: readonly Node[], tier: number, frame: Frame): void => {
    const wanted = TIERS[tier];
    if (wanted === undefined) return opened(part, frame);
    const chunks = chunksBefore(part, wanted);
    chunks.forEach((chunk, at) => {
      const inner = { ...frame, tail: at === chunks.length - 1 ? frame.tail : 0 };
      if (room(chunk, inner.tail)) return flat(chunk, frame.cont);
      if (at > 0) newline(frame.cont);
      if (room(chunk, inner.tail)) flat(chunk, frame.cont);
      else clause(chunk, tier + 1, inner);
    });
  };

  /** Nothing is left but to open lists and groups; what has none is longer than a line, and stays so. */
  const opened = (part: readonly Node[], frame: Frame): void => {
    part.forEach((node, at) => {
      const later = part.slice(at + 1);
      const next = later.findIndex((one) => one.kind === "group");
      const behind = roomNeeded(next < 0 ? later : later.slice(0, next)) ?? 0;
      if (node.kind !== "group" || room([node], behind + (next < 0 ? frame.tail : 0))) return flat([node], frame.cont);
      open(node, frame);
    });
  };

  const open = (group: Group, frame: Frame): void => {
    put(group.open.text, group.open.gap, frame.cont);
    const base = line.indent;
    const inner: Frame = { cont: base + STEP, base: base + STEP, tail: 0 };
    newline(inner.cont);
    const words = group.items.every(isWord);
    group.items.forEach((item, at) => {
      if (at > 0 && !fresh && !(words && line.comment === undefined && room(item, 0))) newline(inner.cont);
      sequence(item, words ? inner : { ...inner, cont: inner.cont + 2 * STEP });
    });
    if (!fresh || line.comment !== undefined) newline(base);
    else line.indent = base;
    put(group.close.text, "", base);
  };

  sequence(nodes, { cont, base: indent, tail: 0 });
  newline(indent);
  return out;
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
