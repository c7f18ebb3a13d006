import type { Artifact, Emission, Emitter, TraceEntry } from "../emitter.ts";
import type { ContractModel, Filing, Option } from "../../model/model.ts";
import { filingCheck } from "./check.ts";
import { findingsOf } from "./findings.ts";
import { templates } from "./generated/templates.ts";
import { barePage } from "./page.ts";
import { toHtmlBody, toMarkdown } from "./markdown.ts";
import { filingsOf, subjectOf, type Subject } from "./names.ts";
import { optionView } from "./option-view.ts";
import type { Overrides } from "./override.ts";
import { wordFiles } from "./word.ts";
import { renderDocument, type Rendered } from "./render.ts";
import { filingView, ruleNumber } from "./view.ts";

/** The documents of a filing, by the name of template and file. */
const DOCUMENTS = [
  { name: "letter", title: (subject: Subject) => `${subject.product.title}: certification under Regulation 40.2(a)` },
  { name: "rulebook", title: (subject: Subject) => `${subject.product.title}: chapter of the rulebook` },
] as const;

export type DocumentName = (typeof DOCUMENTS)[number]["name"];

/** The letter and the chapter of one filing with their sentences; only of a filing without findings. */
export function renderFiling(subject: Subject, overrides?: Overrides): Readonly<Record<DocumentName, Rendered>> {
  const view = filingView(subject);
  const rule = (key: string) => ruleNumber(view.chapter, key);
  const render = (name: DocumentName) => renderDocument(templates, `filings/cftc-40.2/${name}`, view, rule, overrides);
  return { letter: render("letter"), rulebook: render("rulebook") };
}

/** A page that needs nothing but itself. */
function page(title: string, rendered: Rendered, { model }: Pick<Subject, "model">): string {
  const places = new Map(model.clauses.map((clause) => [clause.id, `${clause.id} (${clause.path}:${clause.line})`]));
  const clauses = new Map(rendered.sentences.map((sentence) => [sentence.id, sentence.clauses]));
  const body = toHtmlBody(rendered.text, (id) => {
    const own = clauses.get(id) ?? [];
    return { clauses: own.join(" "), title: own.map((clause) => places.get(clause) ?? clause).join(", ") };
  });
  return barePage(title, model.compiler, body);
}

function documentsOf(
  model: ContractModel,
  filing: Filing,
  folder: string,
  overrides: Overrides | undefined,
): Required<Pick<Emission, "artifacts" | "binaries" | "trace">> {
  const subject = subjectOf(model, filing);
  // Nothing is left blank: a filing with a finding is not written, and the caller reports why.
  if (findingsOf(subject).length > 0) return { artifacts: [], binaries: [], trace: [] };
  const rendered = renderFiling(subject, overrides);
  const made = DOCUMENTS.map(({ name, title }) => {
    const files: readonly Artifact[] = [
      { path: `${folder}/${name}.md`, content: toMarkdown(rendered[name].text) },
      { path: `${folder}/${name}.html`, content: page(title(subject), rendered[name], subject) },
    ];
    const trace = files.flatMap((file) =>
      rendered[name].sentences.map((one): TraceEntry => ({ file: file.path, at: `#${one.id}`, clauses: one.clauses })),
    );
    return { files, binaries: wordFiles(`${folder}/${name}`, title(subject), rendered[name], model), trace };
  });
  return {
    artifacts: made.flatMap((one) => one.files),
    binaries: made.flatMap((one) => one.binaries),
    trace: made.flatMap((one) => one.trace),
  };
}

/** The chapter of an option with its sentences; it numbers its rules itself. */
export function renderOption(model: ContractModel, option: Option, overrides?: Overrides): Rendered {
  const rule = (key: string): never => {
    throw new Error(`the chapter of an option numbers its rules itself, and ${key} is asked for`);
  };
  return renderDocument(templates, "rulebooks/option", optionView(model, option), rule, overrides);
}

/** The chapter of an option, as Markdown and HTML: it follows from the model alone. */
function optionChapter(model: ContractModel, option: Option, overrides: Overrides | undefined): Emission {
  const rendered = renderOption(model, option, overrides);
  const files: readonly Artifact[] = [
    { path: "rulebook.md", content: toMarkdown(rendered.text) },
    { path: "rulebook.html", content: page(`${option.title}: chapter of the rulebook`, rendered, { model }) },
  ];
  const trace = files.flatMap((file) =>
    rendered.sentences.map((one): TraceEntry => ({ file: file.path, at: `#${one.id}`, clauses: one.clauses })),
  );
  return {
    artifacts: files,
    binaries: wordFiles("rulebook", `${option.title}: chapter of the rulebook`, rendered, model),
    trace,
  };
}

/**
 * The §40.2 letter and the rulebook chapter of each filing, as Markdown and HTML, below `filings/cftc-40.2`; a product's second filing
 * and those after it have a folder of their own inside, named by their id.
 */
export const filingEmitter: Emitter = {
  name: "filing",
  title: "the listing certification under 17 CFR 40.2 and the rulebook chapter, as Markdown, HTML and DOCX",
  ...filingCheck,
  applies: (model) => filingCheck.applies(model) || model.option?.chapter !== undefined,
  emit(model, { overrides } = {}) {
    if (model.option !== undefined) return optionChapter(model, model.option, overrides);
    const made = filingsOf(model).map((filing, at) => {
      const folder = at === 0 ? "filings/cftc-40.2" : `filings/cftc-40.2/${filing.id}`;
      return documentsOf(model, filing, folder, overrides);
    });
    return {
      artifacts: made.flatMap((one) => one.artifacts),
      binaries: made.flatMap((one) => one.binaries),
      trace: made.flatMap((one) => one.trace),
    };
  },
};
