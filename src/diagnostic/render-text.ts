import { positionAt, type Span } from "../text/source.ts";
import { type Diagnostic, type Related, sortDiagnostics } from "./diagnostic.ts";
import type { Severity } from "./entry.ts";
import { type MarkedLine, markedLines } from "./snippet.ts";
import { visible } from "./visible.ts";

/** What a piece of the report is, for whoever gives it a colour. */
export type Part = Severity | "message" | "frame" | "place" | "related" | "evidence" | "help";

/** Gives a piece of text its colour; it must not change the text. */
export type Painter = (part: Part, text: string) => string;

export type TextOptions = {
  readonly paint?: Painter;
  /** Columns of the widest line of source shown, the frame included; 120 unless said. */
  readonly width?: number;
  /** How many findings are written out before the rest is only counted; all unless said. */
  readonly limit?: number;
};

type Look = { readonly paint: Painter; readonly width: number };

const plain: Painter = (_, text) => text;

/**
 * All findings as a person reads them in a terminal: sorted by place, an empty line between them, the count at the end, a line break after
 * it. No findings give an empty text.
 */
export function renderText(diagnostics: readonly Diagnostic[], options: TextOptions = {}): string {
  if (diagnostics.length === 0) return "";
  const sorted = sortDiagnostics(diagnostics);
  const shown = sorted.slice(0, options.limit ?? sorted.length);
  const blocks = shown.map((one) => renderOne(one, options));
  const more = sorted.length - shown.length;
  if (more > 0) blocks.push(`… and ${more} more\n`);
  return `${blocks.join("\n")}\n${summary(diagnostics)}\n`;
}

/** "2 errors, 1 warning"; "no errors" when there is nothing to count. */
export function summary(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity) => diagnostics.filter((one) => one.severity === severity).length;
  const parts = (["error", "warning"] as const).flatMap((severity) => {
    const found = count(severity);
    return found === 0 ? [] : [`${found} ${severity}${found === 1 ? "" : "s"}`];
  });
  return parts.length === 0 ? "no errors" : parts.join(", ");
}

/**
 * One finding in the look of the language's manual: its sentence, its place, the source with carets, the related places (those of the same
 * file first, each file in line order), the evidence, the help and the title of each fix. Ends with a line break.
 */
export function renderOne(diagnostic: Diagnostic, options: TextOptions = {}): string {
  const paint = options.paint ?? plain;
  const related = [...diagnostic.related].sort((a, b) => compareRelated(diagnostic.span, a, b));
  const gutter = Math.max(2, ...[diagnostic, ...related].map((one) => digitsOf(one.span)));
  const look: Look = { paint, width: Math.max(30, (options.width ?? 120) - gutter - 3) };
  const margin = " ".repeat(gutter + 1);

  const head = paint(diagnostic.severity, `${diagnostic.severity}[${diagnostic.code}]`);
  const lines = [`${head}${paint("message", `: ${visible(diagnostic.message)}`)}`];
  const primary: Mark = { span: diagnostic.span, label: diagnostic.label ?? "", sign: "^", part: diagnostic.severity };
  const marks: Mark[] = [primary, ...related.map((one) => relatedMark(one))];
  let path: string | undefined;
  let line: number | undefined;
  for (const mark of marks) {
    const { source, start } = mark.span;
    if (source.path !== path || source.text === "") {
      lines.push(margin + paint("frame", "┌ ") + paint("place", placeOf(mark.span)));
      // A file without text has no line to show: its path is all there is to say.
      if (source.text === "" && mark.label !== "") lines.push(margin + paint("frame", "│ ") + visible(mark.label));
      line = undefined;
    }
    path = source.path;
    if (source.text === "") continue;
    const repeats = line === positionAt(source, start).line;
    lines.push(...snippet(mark, look, gutter, repeats));
    line = lastLineOf(mark.span, look.width);
  }
  for (const fact of diagnostic.evidence) lines.push(margin + paint("evidence", `= ${visible(fact)}`));
  if (diagnostic.help !== undefined) lines.push(...paragraph("help", diagnostic.help, margin, paint));
  for (const fix of diagnostic.fixes) lines.push(...paragraph("fix", fix.title, margin, paint));
  return `${lines.join("\n")}\n`;
}

type Mark = {
  readonly span: Span;
  readonly label: string;
  readonly sign: "^" | "-";
  readonly part: Part;
};

function relatedMark(related: Related): Mark {
  return { span: related.span, label: related.label, sign: "-", part: "related" };
}

/** The lines of one mark; `repeats` says that its first line stands just above and need not be shown again. */
function snippet(mark: Mark, look: Look, gutter: number, repeats: boolean): string[] {
  const { paint, width } = look;
  const empty = " ".repeat(gutter);
  const found = markedLines(mark.span, width);
  return found.flatMap((line, index) => {
    const before = found[index - 1];
    const skipped = before !== undefined && line.line > before.line + 1 ? [paint("frame", `${empty} ⋮`)] : [];
    const source =
      paint("frame", `${String(line.line).padStart(gutter)} │`) + (line.text === "" ? "" : ` ${line.text}`);
    const under = `${paint("frame", `${empty} │`)} ${" ".repeat(line.from)}${paint(mark.part, underline(mark, line))}`;
    // The columns of a cut line are those of its own cut, so it is shown again.
    const whole = !line.text.startsWith("…") && !line.text.endsWith("…");
    return [...skipped, ...(repeats && index === 0 && whole ? [] : [source]), under];
  });
}

function underline(mark: Mark, line: MarkedLine): string {
  const signs = mark.sign.repeat(line.to - line.from);
  return line.last && mark.label !== "" ? `${signs} ${visible(mark.label)}` : signs;
}

function paragraph(word: string, text: string, margin: string, paint: Painter): string[] {
  return text.split("\n").map((line, index) => {
    const start = index === 0 ? paint("help", `${word}:`) : " ".repeat(word.length + 1);
    return `${margin}${start} ${visible(line)}`;
  });
}

function placeOf(span: Span): string {
  const path = visible(span.source.path);
  if (span.source.text === "") return path;
  const { line, column } = positionAt(span.source, span.start);
  return `${path}:${line}:${column}`;
}

function lastLineOf(span: Span, width: number): number | undefined {
  return markedLines(span, width).at(-1)?.line;
}

function digitsOf(span: Span): number {
  return span.source.text === "" ? 0 : String(positionAt(span.source, Math.max(span.start, span.end - 1)).line).length;
}

/** The primary span's file first, then files by path; within a file by place. */
function compareRelated(primary: Span, a: Related, b: Related): number {
  const rank = (one: Related) => (one.span.source.path === primary.source.path ? 0 : 1);
  const paths = [a.span.source.path, b.span.source.path] as const;
  return (
    rank(a) - rank(b) ||
    (paths[0] < paths[1] ? -1 : paths[0] > paths[1] ? 1 : 0) ||
    a.span.start - b.span.start ||
    a.span.end - b.span.end
  );
}
