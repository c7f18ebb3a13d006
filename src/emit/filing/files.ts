import type { ContractModel } from "../../model/model.ts";
import type { Artifact, Emission, TraceEntry } from "../emitter.ts";
import { toHtmlBody, toMarkdown } from "./markdown.ts";
import { barePage } from "./page.ts";
import type { Rendered } from "./render.ts";
import { wordFiles } from "./word.ts";

type Of = { readonly model: ContractModel };

/** A page that needs nothing but itself. */
function page(title: string, rendered: Rendered, { model }: Of): string {
  const places = new Map(model.clauses.map((clause) => [clause.id, `${clause.id} (${clause.path}:${clause.line})`]));
  const clauses = new Map(rendered.sentences.map((sentence) => [sentence.id, sentence.clauses]));
  const body = toHtmlBody(rendered.text, (id) => {
    const own = clauses.get(id) ?? [];
    return { clauses: own.join(" "), title: own.map((clause) => places.get(clause) ?? clause).join(", ") };
  });
  return barePage(title, model.compiler, body);
}

/** One document as Markdown, HTML and DOCX at `path`, and where its sentences came from. */
export function filesOf(path: string, title: string, rendered: Rendered, of: Of): Emission {
  const artifacts: readonly Artifact[] = [
    { path: `${path}.md`, content: toMarkdown(rendered.text) },
    { path: `${path}.html`, content: page(title, rendered, of) },
  ];
  const trace = artifacts.flatMap((file) =>
    rendered.sentences.map((one): TraceEntry => ({ file: file.path, at: `#${one.id}`, clauses: one.clauses })),
  );
  return { artifacts, binaries: wordFiles(path, title, rendered, of.model), trace };
}

/** Several emissions as one, in their order. */
export function together(all: readonly Emission[]): Emission {
  return {
    artifacts: all.flatMap((one) => one.artifacts),
    binaries: all.flatMap((one) => one.binaries ?? []),
    trace: all.flatMap((one) => one.trace),
  };
}
