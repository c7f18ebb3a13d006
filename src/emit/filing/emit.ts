import type { Emission, Emitter } from "../emitter.ts";
import type { ContractModel, Filing, Option } from "../../model/model.ts";
import { filingCheck } from "./check.ts";
import {
  type DocumentName,
  type DocumentSpec,
  documentsOf,
  exhibitsOf,
  isConfidential,
  pageTitle,
} from "./documents.ts";
import { changePacks } from "./change/emit.ts";
import { filesOf, together } from "./files.ts";
import { EUROPEAN, europeanProduct, renderEuropean } from "./european.ts";
import { findingsOf } from "./findings.ts";
import { templates } from "./generated/templates.ts";
import { filingsOf, subjectOf, type Subject } from "./names.ts";
import { optionView } from "./option-view.ts";
import type { Overrides } from "./override.ts";
import { portalRecord } from "./portal.ts";
import { type Places, type Rendered, writerOf } from "./render.ts";
import { ruleNumber } from "./chapter-rules.ts";
import { templateOf } from "./template-of.ts";
import { versionOf } from "./version.ts";
import { filingView, type FilingView, portalOf } from "./view.ts";

/** A document of a pack, written: what it is and its text with its sentences. */
export type Written = { readonly document: DocumentSpec; readonly rendered: Rendered };

/** The documents of a pack that show data for which confidential treatment can be asked. */
const WITH_DATA: readonly DocumentName[] = ["appendix-c", "cash-market"];

function placesOf(subject: Subject, view: FilingView): Places {
  const exhibits = exhibitsOf(subject);
  return {
    rule: (key) => ruleNumber(view.chapter, key, subject.kind),
    exhibit(name) {
      const found = exhibits.find((one) => one.name === name);
      if (found === undefined) throw new Error(`a template names the exhibit ${name}, which the pack does not have`);
      return { letter: found.letter, file: `${name}.md` };
    },
  };
}

/** How a pack is written: with the templates of packages, as the copy that withholds nothing, and only some of its documents. */
export type PackOptions = {
  readonly overrides?: Overrides | undefined;
  readonly copy?: "full" | undefined;
  readonly only?: (name: DocumentName) => boolean;
};

/** Every document of one filing with its sentences, in the order of the pack; only of a filing without findings. */
export function renderPack(subject: Subject, { overrides, copy, only }: PackOptions = {}): readonly Written[] {
  const view = filingView(subject, copy);
  const write = writerOf(templates, view, placesOf(subject, view), overrides);
  const chosen = only ?? ((name) => copy === undefined || WITH_DATA.includes(name));
  const documents = documentsOf(subject).filter(({ name }) => chosen(name));
  return documents.map((document) => ({
    document,
    rendered: write(templateOf(subject.kind, document.name)),
  }));
}

/** The documents by name; a letter and a chapter there always are. */
export type ByName = Readonly<Record<"letter" | "rulebook", Rendered>> &
  Readonly<Partial<Record<DocumentName, Rendered>>>;

/** The same by name. */
export function renderFiling(subject: Subject, overrides?: Overrides): ByName {
  const all = renderPack(subject, { overrides }).map(({ document, rendered }) => [document.name, rendered] as const);
  return Object.fromEntries(all) as ByName;
}

function packOf(model: ContractModel, filing: Filing, folder: string, overrides: Overrides | undefined): Emission {
  const subject = subjectOf(model, filing);
  // Nothing is left blank: a filing with a finding is not written, and the caller reports why.
  if (findingsOf(subject).length > 0) return { artifacts: [], trace: [] };
  const written = (at: string, copy?: "full") =>
    renderPack(subject, { overrides, copy }).map(({ document, rendered }) => {
      // The full copies stand one folder below the documents they link to.
      const text = copy === undefined ? rendered.text : rendered.text.replace(/\]\((?=[a-z-]+\.md)/g, "](../");
      return filesOf(`${at}/${document.name}`, pageTitle(subject, document), { ...rendered, text }, subject);
    });
  // The public copy leaves out what confidential treatment is asked for; the full one stands apart and is not posted.
  const full = isConfidential(subject) ? written(`${folder}/confidential`, "full") : [];
  return together([
    ...written(folder),
    portalRecord(portalOf(subject), versionOf(model), `${folder}/portal.json`),
    ...full,
  ]);
}

/** The chapter of an option with its sentences, from the model alone. */
export function renderOption(model: ContractModel, option: Option, overrides?: Overrides): Rendered {
  const view = optionView(model, option);
  const places = {
    rule: (key: string) => ruleNumber(view.chapter, key, "option"),
    exhibit(name: string): never {
      throw new Error(`a chapter without a filing has no exhibit, and ${name} is asked for`);
    },
  };
  return writerOf(templates, view, places, overrides)("rulebooks/option");
}

/** The chapter of the rulebook of a contract, from the facts of the filing that lists it; undefined where nothing of it is filed. */
export function renderChapter(model: ContractModel, filing?: Filing, overrides?: Overrides): Rendered | undefined {
  if (model.option?.chapter !== undefined) return renderOption(model, model.option, overrides);
  if (filing === undefined) return undefined;
  const only = (name: DocumentName) => name === "rulebook";
  return renderPack(subjectOf(model, filing), { overrides, only })[0]?.rendered;
}

/** The chapter of an option, as Markdown and HTML: it follows from the model alone. */
function optionChapter(model: ContractModel, option: Option, overrides: Overrides | undefined): Emission {
  const rendered = renderOption(model, option, overrides);
  return filesOf("rulebook", `${option.title}: chapter of the rulebook`, rendered, { model });
}

/** The documents under EU and UK law of a contract that names these regimes. */
function european(model: ContractModel, overrides: Overrides | undefined): Emission {
  const product = europeanProduct(model);
  if (product === undefined) return { artifacts: [], trace: [] };
  return together(
    renderEuropean(model, product, overrides).map(({ name, title, rendered }) =>
      filesOf(`${EUROPEAN}/${name}`, `${product.title}: ${title}`, rendered, { model }),
    ),
  );
}

/**
 * The documents of each filing as Markdown, HTML and DOCX, with the portal record as JSON, below `filings/cftc-40.2` or `filings/cftc-40.3`; a
 * product's second filing and those after it have a folder of their own inside, named by their id.
 */
export const filingEmitter: Emitter = {
  name: "filing",
  title:
    "the pack of a new product under 17 CFR 40.2 or 40.3 and the documents of EU and UK law, as Markdown, HTML and DOCX",
  ...filingCheck,
  applies: (model) =>
    filingCheck.applies(model) || model.option?.chapter !== undefined || europeanProduct(model) !== undefined,
  emit(model, { overrides } = {}) {
    const amended = changePacks(model, renderChapter, overrides);
    // With a filing the chapter is an exhibit of it, and there is one text of it only.
    if (model.option?.chapter !== undefined && filingsOf(model).length === 0)
      return together([optionChapter(model, model.option, overrides), amended]);
    const made = filingsOf(model).map((filing, at) => {
      const folder = `filings/cftc-${filing.form}`;
      return packOf(model, filing, at === 0 ? folder : `${folder}/${filing.id}`, overrides);
    });
    return together([...made, amended, european(model, overrides)]);
  },
};
