import { positionAt, type Span } from "../text/source.ts";
import { type Diagnostic, sortDiagnostics } from "./diagnostic.ts";
import type { Severity } from "./entry.ts";

/** A place for programs: one-based lines and columns, and offsets `[start, end)`; columns and offsets count UTF-16 code units. */
export type PlaceRecord = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly offsets: readonly [start: number, end: number];
};

/** One finding for programs. Every field is always there; `null` stands for what a finding does not have. */
export type DiagnosticRecord = {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
} & PlaceRecord & {
    readonly label: string | null;
    readonly related: readonly (PlaceRecord & { readonly label: string })[];
    readonly evidence: readonly string[];
    readonly help: string | null;
    readonly fixes: readonly {
      readonly title: string;
      readonly edits: readonly (PlaceRecord & { readonly text: string })[];
    }[];
  };

/** The finding as plain data that JSON holds without loss. */
export function diagnosticRecord(diagnostic: Diagnostic): DiagnosticRecord {
  return {
    code: diagnostic.code,
    severity: diagnostic.severity,
    message: diagnostic.message,
    ...placeRecord(diagnostic.span),
    label: diagnostic.label ?? null,
    related: diagnostic.related.map(({ span, label }) => ({ ...placeRecord(span), label })),
    evidence: diagnostic.evidence,
    help: diagnostic.help ?? null,
    fixes: diagnostic.fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ span, text }) => ({ ...placeRecord(span), text })),
    })),
  };
}

/** All findings as one JSON document, sorted by place, with their counts; ends with a line break. */
export function renderJson(diagnostics: readonly Diagnostic[]): string {
  const count = (severity: Severity) => diagnostics.filter((one) => one.severity === severity).length;
  const document = {
    format: "tenor-diagnostics/1",
    errors: count("error"),
    warnings: count("warning"),
    diagnostics: sortDiagnostics(diagnostics).map(diagnosticRecord),
  };
  return `${escapeUnseen(JSON.stringify(document, null, 2))}\n`;
}

function placeRecord(span: Span): PlaceRecord {
  const start = positionAt(span.source, span.start);
  const end = positionAt(span.source, span.end);
  return {
    path: span.source.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    offsets: [span.start, span.end],
  };
}

/** The same JSON with everything that could reorder or hide text in a terminal written as `\uXXXX`. */
function escapeUnseen(json: string): string {
  return json.replace(/[\u007F-\u009F\p{Cf}\p{Zl}\p{Zp}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`,
    ).join(""),
  );
}
