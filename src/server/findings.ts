import type { CodeAction, Diagnostic as Shown, DiagnosticRelatedInformation } from "vscode-languageserver-types";
import type { Code } from "../diagnostic/catalogue.ts";
import type { Diagnostic, Fix } from "../diagnostic/diagnostic.ts";
import { type Source, span } from "../text/source.ts";
import { rangeOf } from "./ranges.ts";

/** How the protocol numbers what it has no names for at run time: severities, tags. */
const ERROR = 1;
const WARNING = 2;
const UNNECESSARY = 1;

/** Findings about something that is not needed: editors fade it. */
const FADED: ReadonlySet<Code> = new Set(["import-unused", "import-twice", "declaration-unused", "step-unused"]);

/** A finding as an editor shows it: message, evidence and next step, with the other places that matter. */
export function shown(finding: Diagnostic, uriOf: (path: string) => string): Shown {
  const { code, severity, message, label, evidence, help, related } = finding;
  const said = [message, ...(label === undefined ? [] : [label]), ...evidence];
  const places: DiagnosticRelatedInformation[] = related.map((one) => ({
    location: { uri: uriOf(one.span.source.path), range: rangeOf(one.span) },
    message: one.label,
  }));
  return {
    range: rangeOf(finding.span),
    severity: severity === "error" ? ERROR : WARNING,
    code,
    source: "tenor",
    message: [...said, ...(help === undefined ? [] : [`help: ${help}`])].join("\n"),
    ...(FADED.has(code) ? { tags: [UNNECESSARY] } : {}),
    ...(places.length === 0 ? {} : { relatedInformation: places }),
  };
}

/** The findings of `findings` in one file that touch a stretch of it. */
export function touching(findings: readonly Diagnostic[], source: Source, start: number, end: number): Diagnostic[] {
  return findings.filter(
    (one) => one.span.source.path === source.path && one.span.start <= end && start <= one.span.end,
  );
}

/** The quick fixes of findings, each as the edits of all files it changes; where a finding has one fix it is the preferred one. */
export function actions(findings: readonly Diagnostic[], uriOf: (path: string) => string): CodeAction[] {
  return findings.flatMap((finding) =>
    finding.fixes.map((fix) => ({
      title: fix.title,
      kind: "quickfix",
      diagnostics: [shown(finding, uriOf)],
      isPreferred: finding.fixes.length === 1,
      edit: { changes: changesOf(fix, uriOf) },
    })),
  );
}

function changesOf(fix: Fix, uriOf: (path: string) => string) {
  const changes: Record<string, { range: ReturnType<typeof rangeOf>; newText: string }[]> = {};
  for (const { span: at, text } of fix.edits)
    (changes[uriOf(at.source.path)] ??= []).push({ range: rangeOf(at), newText: text });
  return changes;
}

/** The whole text of a source as a range. */
export function wholeRange(source: Source) {
  return rangeOf(span(source, 0, source.text.length));
}
