/** A text with the name a reader knows it by. Offsets everywhere are UTF-16 code units into `text`. */
export type Source = {
  readonly path: string;
  readonly text: string;
};

/** A half-open range `[start, end)` of one source. An empty range marks a place between two characters. */
export type Span = {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
};

/** One-based line and column; the column counts UTF-16 code units, as editors do. */
export type Position = { readonly line: number; readonly column: number };

export function makeSource(path: string, text: string): Source {
  return { path, text };
}

export function span(source: Source, start: number, end: number): Span {
  return { source, start, end };
}

/** The smallest span that holds both; the two must be of one source. */
export function cover(first: Span, last: Span): Span {
  if (first.start <= last.start && first.end >= last.end) return first;
  if (last.start <= first.start && last.end >= first.end) return last;
  return { source: first.source, start: Math.min(first.start, last.start), end: Math.max(first.end, last.end) };
}

const tables = new WeakMap<Source, readonly number[]>();

/** Offsets at which the lines of `source` start; made on first use, because most sources never need one. */
export function lineStarts(source: Source): readonly number[] {
  const known = tables.get(source);
  if (known) return known;
  const starts = [0];
  const text = source.text;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 10) starts.push(at + 1);
    else if (code === 13 && text.charCodeAt(at + 1) !== 10) starts.push(at + 1);
  }
  tables.set(source, starts);
  return starts;
}

export function positionAt(source: Source, offset: number): Position {
  const starts = lineStarts(source);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

/** The text of a one-based line without its line break; empty when there is no such line. */
export function lineText(source: Source, line: number): string {
  const starts = lineStarts(source);
  const start = starts[line - 1];
  if (start === undefined) return "";
  return source.text.slice(start, starts[line] ?? source.text.length).replace(/[\r\n]+$/, "");
}
