import type { Position, Range } from "vscode-languageserver-types";
import { lineStarts, positionAt, type Source, type Span } from "../text/source.ts";

/** The place of an offset: lines and UTF-16 characters from zero, as the protocol counts them. */
export function positionOf(source: Source, offset: number): Position {
  const { line, column } = positionAt(source, Math.min(offset, source.text.length));
  return { line: line - 1, character: column - 1 };
}

/** The offset of a place; one behind the end of a line or text is taken as its end, as the protocol says. */
export function offsetOf(source: Source, { line, character }: Position): number {
  const starts = lineStarts(source);
  const start = starts[line];
  if (start === undefined) return source.text.length;
  const next = starts[line + 1];
  const end = next === undefined ? source.text.length : next - lineBreak(source.text, next);
  return Math.min(start + character, end);
}

function lineBreak(text: string, next: number): number {
  return text.startsWith("\r\n", next - 2) ? 2 : 1;
}

export function rangeOf({ source, start, end }: Pick<Span, "source" | "start" | "end">): Range {
  return { start: positionOf(source, start), end: positionOf(source, end) };
}
