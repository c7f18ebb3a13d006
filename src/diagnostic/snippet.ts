import { lineStarts, lineText, positionAt, type Span } from "../text/source.ts";
import { type Cell, cellsOf } from "./visible.ts";

/** A source line as it is shown, with the columns `[from, to)` of it that a mark stands under; at least one column. */
export type MarkedLine = {
  readonly line: number;
  readonly text: string;
  readonly from: number;
  readonly to: number;
  /** Whether the mark's label belongs here: on the last line of a span. */
  readonly last: boolean;
};

/**
 * The lines that show `span`: its line, or the first and the last of several. A line wider than `width` columns is cut around the mark,
 * with `…` where something was left out.
 */
export function markedLines(span: Span, width: number): MarkedLine[] {
  const first = positionAt(span.source, span.start).line;
  // A span that ends just behind a line break does not reach into the next line.
  const last = span.end > span.start ? positionAt(span.source, span.end - 1).line : first;
  if (first === last) return [marked(span, first, width, true)];
  return [marked(span, first, width, false), marked(span, last, width, true)];
}

function marked(span: Span, line: number, width: number, last: boolean): MarkedLine {
  const text = lineText(span.source, line);
  const offset = lineStarts(span.source)[line - 1] ?? 0;
  const indent = text.length - text.trimStart().length;
  // The last of several lines is marked from its first word on, not from the margin.
  const from = Math.min(span.start >= offset ? span.start - offset : indent, text.length);
  const to = Math.max(from, Math.min(span.end - offset, text.length));
  return { line, last, ...cut(text, from, to, width) };
}

/** Offsets `[from, to)` of `text` as columns, in at most `width` columns of it. */
function cut(text: string, from: number, to: number, width: number): { text: string; from: number; to: number } {
  // A line may have millions of characters: only those near the mark are laid out at all.
  const near = boundary(text, Math.max(0, from - 2 * width));
  const far = boundary(text, Math.min(text.length, from + 3 * width));
  const cells = cellsOf(text.slice(near, far));
  const begin = cells.findIndex((cell) => near + cell.end > from);
  const at = begin < 0 ? cells.length : begin;
  let low = 0;
  let high = cells.length;
  const cutLeft = near > 0;
  const cutRight = far < text.length;
  if (cutLeft || cutRight || total(cells) > width) {
    // A mark that fits is shown whole with what stands before it; of one that does not, the beginning.
    const markWidth = total(cells.filter((cell) => near + cell.start >= from && near + cell.end <= to));
    let room = width - 2 - Math.min(Math.max(markWidth, 1), width - 2);
    low = at;
    while (low > 0 && room - (cells[low - 1] as Cell).width >= Math.floor((width - 2) / 4)) {
      room -= (cells[--low] as Cell).width;
    }
    if (total(cells.slice(0, at)) + Math.max(markWidth, 1) <= width - 2 && !cutLeft) low = 0;
    high = low;
    for (let used = 0; high < cells.length && used + (cells[high] as Cell).width <= width - 2; high++) {
      used += (cells[high] as Cell).width;
    }
  }
  const before = cutLeft || low > 0 ? "…" : "";
  const after = cutRight || high < cells.length ? "…" : "";
  const kept = cells.slice(low, high);
  const start = before.length + total(kept.filter((cell) => near + cell.end <= from));
  const under = kept.filter((cell) => near + cell.end > from && near + cell.start < to);
  return {
    text: before + kept.map((cell) => cell.text).join("") + after,
    from: start,
    to: start + Math.max(1, total(under)),
  };
}

function total(cells: readonly Cell[]): number {
  return cells.reduce((sum, cell) => sum + cell.width, 0);
}

/** The offset itself, or the one before when it would part the two halves of a character. */
function boundary(text: string, offset: number): number {
  const code = text.charCodeAt(offset);
  return offset > 0 && code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset;
}
