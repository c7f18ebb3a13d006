import type { Diagnostic } from "../../src/diagnostic/diagnostic.ts";
import { makeSource, positionAt, type Source, type Span } from "../../src/text/source.ts";
import type { Enclosing, Entry, Range } from "./corpus.ts";
import type { Edit } from "./mutation.ts";

/**
 * How near a finding is to the damage, nearest first: within two lines, in the same block, by a related place in one of these, elsewhere
 * in the same declaration, elsewhere in the file, in another file.
 */
export const DISTANCES = ["lines", "block", "related", "declaration", "file", "elsewhere"] as const;
export type Distance = (typeof DISTANCES)[number];

const LINES = 2;

/** How near the places of a finding are to `edits` of `entry`, which made `text` of it. */
export function distanceTo(entry: Entry, text: string, edits: readonly Edit[]): (one: Diagnostic) => Distance {
  const source = makeSource(entry.path, text);
  const changed = changedRanges(edits);
  const lines = changed.map((one) => [lineOf(source, one.start) - LINES, lineOf(source, one.end) + LINES] as const);
  const around = edits.map((one) => innermost(entry, one, () => true));
  const declared = edits.map((one) => innermost(entry, one, (range) => range.declaration));
  const within = (span: Span, ranges: readonly (Range | undefined)[]) => {
    const start = original(edits, span.start);
    const end = original(edits, span.end);
    return ranges.some((range) => range !== undefined && range.start <= start && end <= range.end);
  };
  const place = (span: Span): Distance => {
    if (span.source.path !== entry.path) return "elsewhere";
    const from = lineOf(source, span.start);
    const to = lineOf(source, span.end);
    if (lines.some(([first, last]) => from <= last && to >= first && to - from <= 2 * LINES + (last - first)))
      return "lines";
    if (within(span, around)) return "block";
    return within(span, declared) ? "declaration" : "file";
  };
  return (one) => {
    const own = place(one.span);
    if (own === "lines" || own === "block") return own;
    return one.related.some((other) => ["lines", "block"].includes(place(other.span))) ? "related" : own;
  };
}

/** What the edits made, as ranges of the new text. */
function changedRanges(edits: readonly Edit[]): Range[] {
  let shift = 0;
  return edits.map((one) => {
    const start = one.start + shift;
    shift += one.text.length - (one.end - one.start);
    return { start, end: start + one.text.length };
  });
}

/** The offset of the original that an offset of the new text comes from; the beginning of an edit for what the edit made. */
function original(edits: readonly Edit[], offset: number): number {
  let shift = 0;
  for (const one of edits) {
    const start = one.start + shift;
    if (offset < start) break;
    if (offset <= start + one.text.length) return one.start;
    shift += one.text.length - (one.end - one.start);
  }
  return offset - shift;
}

function innermost(entry: Entry, edit: Edit, wanted: (range: Enclosing) => boolean): Range | undefined {
  return entry.enclosing.findLast((one) => one.start <= edit.start && edit.end <= one.end && wanted(one));
}

function lineOf(source: Source, offset: number): number {
  return positionAt(source, offset).line;
}
