import type { Analysis } from "../analysis.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { format } from "../format/format.ts";
import { memoryHost } from "../host/memory.ts";
import { library } from "../resolve/generated/library.ts";
import { completion } from "../server/completion.ts";
import { makeDesk, type Desk } from "../server/desk.ts";
import { hover } from "../server/hover.ts";
import { offsetOf } from "../server/ranges.ts";
import { positionAt, type Span } from "../text/source.ts";
import { coloursOf } from "./colours.ts";
import type { Answered, Ask, Asked, Contract, Files, Finding, Findings, Stretch } from "./protocol.ts";
import { productsOf, titleOf } from "./contracts.ts";

/** Answers what a page asks, one question after another; the parts that views need are loaded when the first view is asked for. */
export type Answers = <A extends Ask>(ask: A, asked: Asked[A]) => Promise<Answered[A]>;

/** What a page asks, answered by the compiler itself, with the texts of the page and the shipped library in memory. */
export function makeAnswers(): Answers {
  let files: Files = {};
  let packages: readonly string[] = [];
  let desk: Desk = deskOver({}, []);
  const answers: { readonly [A in Ask]: (asked: Asked[A]) => Answered[A] | Promise<Answered[A]> } = {
    open: (asked) => {
      ({ files, packages } = asked);
      desk = deskOver(files, packages);
      return { paths: Object.keys(files).sort() };
    },
    findings: ({ path, text }) => {
      desk.set(path, text);
      return findingsOf(desk, path);
    },
    view: async ({ path, root, view, before }) => {
      const { viewOf } = await import("./views.ts");
      const old = before === undefined ? undefined : deskOver({ ...textsOf(desk, files), [path]: before }, packages);
      return viewOf({ desk, path, root, view, ...(old === undefined ? {} : { before: old }) });
    },
    tries: async ({ path, root }) => (await import("./what-if.ts")).triesOf(desk, path, root),
    settle: async ({ path, root, name, arguments: given }) =>
      (await import("./what-if.ts")).settledBy(desk, path, root, name, given),
    complete: ({ path, offset }) =>
      completion(desk, path, offset).map(({ label, insertText, insertTextFormat, documentation }) => ({
        label,
        insert: insertText ?? label,
        says: typeof documentation === "string" ? documentation : (documentation?.value ?? ""),
        snippet: insertTextFormat === 2,
      })),
    hover: ({ path, offset }) => hovered(desk.analysis(path), path, offset),
    format: ({ path }) => {
      const source = desk.source(path);
      const made = source && format(source);
      return made?.kind === "formatted" ? made.text : undefined;
    },
  };
  return async (ask, asked) => answers[ask](asked);
}

/** A desk over texts in memory and the shipped library. */
function deskOver(files: Files, packages: readonly string[]): Desk {
  return makeDesk(memoryHost({ files: { ...library, ...files }, packages }));
}

/** The texts as they stand now. */
function textsOf(desk: Desk, files: Files): Files {
  return Object.fromEntries(Object.keys(files).map((path) => [path, desk.source(path)?.text ?? ""]));
}

function findingsOf(desk: Desk, path: string): Findings {
  const analysis = desk.analysis(path);
  const module = analysis.workspace.modules.get(path);
  return {
    findings: analysis.diagnostics.map(shown),
    colours: module === undefined ? [] : coloursOf(analysis.workspace, module),
    contracts: contractsOf(analysis),
    sound: !hasErrors(analysis.diagnostics),
  };
}

function contractsOf(analysis: Analysis): Contract[] {
  return productsOf(analysis).map((model) => ({ root: model.root, title: titleOf(model), kind: model.kind }));
}

function shown(one: Diagnostic): Finding {
  const { code, severity, message, label, evidence, help, related, fixes } = one;
  return {
    ...stretch(one.span),
    code,
    severity,
    message,
    line: positionAt(one.span.source, one.span.start).line,
    evidence: [...(label === undefined ? [] : [label]), ...evidence],
    ...(help === undefined ? {} : { help }),
    related: related.map(({ span, label }) => ({
      ...stretch(span),
      label,
      line: positionAt(span.source, span.start).line,
    })),
    mends: fixes.map(({ title, edits }) => ({
      title,
      edits: edits.map(({ span, text }) => ({ ...stretch(span), text })),
    })),
  };
}

function stretch({ source, start, end }: Span): Stretch {
  return { path: source.path, start, end };
}

function hovered(analysis: Analysis, path: string, offset: number): Answered["hover"] {
  const source = analysis.workspace.modules.get(path)?.file.source;
  const found = hover(analysis, path, offset);
  if (found?.range === undefined || source === undefined) return undefined;
  const { contents, range } = found;
  const says = typeof contents === "object" && "value" in contents ? contents.value : "";
  return { start: offsetOf(source, range.start), end: offsetOf(source, range.end), says };
}
