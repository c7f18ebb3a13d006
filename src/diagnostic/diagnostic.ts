import type { Span } from "../text/source.ts";
import { catalogue, type Code, type Params } from "./catalogue.ts";
import type { Severity } from "./entry.ts";

/** Another place that matters, with a few words on why. */
export type Related = { readonly span: Span; readonly label: string };

/** A mend as data: replace each range by the text. */
export type Fix = { readonly title: string; readonly edits: readonly { readonly span: Span; readonly text: string }[] };

/** One finding. It is a value: collected, sorted and rendered last. */
export type Diagnostic = {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: string;
  readonly span: Span;
  /** A few words under the carets, such as `0.000125 USD / GPU_hour`. */
  readonly label?: string;
  readonly related: readonly Related[];
  /** The computed facts that prove it, one a line: dates, values, units. */
  readonly evidence: readonly string[];
  readonly help?: string;
  readonly fixes: readonly Fix[];
};

export type Extras = {
  readonly label?: string;
  readonly related?: readonly Related[];
  readonly evidence?: readonly string[];
  /** Replaces the catalogue's help where the place knows a better next step. */
  readonly help?: string;
  readonly fixes?: readonly Fix[];
};

/** Makes the diagnostic of catalogue entry `code` at `span`. */
export function diagnostic<C extends Code>(code: C, span: Span, params: Params<C>, extras: Extras = {}): Diagnostic {
  const found = catalogue[code] as unknown as {
    severity: Severity;
    message: (p: Params<C>) => string;
    help?: (p: Params<C>) => string;
  };
  const help = extras.help ?? found.help?.(params);
  return {
    code,
    severity: found.severity,
    message: found.message(params),
    span,
    ...(extras.label === undefined ? {} : { label: extras.label }),
    related: extras.related ?? [],
    evidence: extras.evidence ?? [],
    ...(help === undefined ? {} : { help }),
    fixes: extras.fixes ?? [],
  };
}

export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((one) => one.severity === "error");
}

/** Sorted by path, place, then code: the order does not depend on which stage spoke first. */
export function sortDiagnostics(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  return [...diagnostics].sort(
    (a, b) =>
      byPlace(a.span.source.path, b.span.source.path) ||
      a.span.start - b.span.start ||
      a.span.end - b.span.end ||
      compare(a.code, b.code) ||
      compare(a.message, b.message),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Rows of one table in the order of their numbers, row 9 before row 10. */
function byPlace(a: string, b: string): number {
  const [one, other] = [a, b].map((path) => /^(.* row )(\d+)$/.exec(path));
  if (one?.[1] === undefined || one[1] !== other?.[1]) return compare(a, b);
  return Number(one[2]) - Number(other[2]);
}
