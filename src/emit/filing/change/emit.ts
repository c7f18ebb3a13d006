import type { ContractModel, Filing } from "../../../model/model.ts";
import type { Emission } from "../../emitter.ts";
import { docxOf } from "../docx/docx.ts";
import { redline, revisionsIn } from "../document/redline.ts";
import { type Block, documentOf, textOf } from "../document/tree.ts";
import { blocksHtml, blocksMarkdown } from "../document/write.ts";
import { filesOf, together } from "../files.ts";
import { templates } from "../generated/templates.ts";
import type { Overrides } from "../override.ts";
import { barePage } from "../page.ts";
import { portalRecord } from "../portal.ts";
import { changePortal } from "./portal.ts";
import { type Places, type Rendered, writerOf } from "../render.ts";
import { type ChangeDocument, documentsOfChange, exhibitsOfChange, folderOfChange } from "./documents.ts";
import { findingsOfChange } from "./findings.ts";
import { type ChangedContract, type ChangeSubject, changeSubjectsOf } from "./subject.ts";
import { type ChangedRules, changeView, type ChangeView } from "./view.ts";

/** The chapter of a contract from the filing that lists it; undefined where nothing of it is on file. */
export type RenderChapter = (model: ContractModel, filing?: Filing, overrides?: Overrides) => Rendered | undefined;

/** A chapter before and after an amendment, and both in one with every deletion and insertion marked. */
export type MarkedChapter = {
  readonly contract: ChangedContract;
  readonly old: Rendered;
  readonly now: Rendered;
  readonly marked: readonly Block[];
};

/** Everything that an amendment's documents are written from. */
export type ChangePack = {
  readonly subject: ChangeSubject;
  readonly chapters: readonly MarkedChapter[];
  readonly documents: readonly ChangeDocument[];
  readonly view: ChangeView;
};

/** The pack of a filing without findings: its chapters, documents and view. */
export function packOfChange(subject: ChangeSubject, chapterOf: RenderChapter, overrides?: Overrides): ChangePack {
  const chapters = subject.contracts.flatMap((contract): MarkedChapter[] => {
    const [old, now] = [contract.onFile, contract.amended].map((one) => chapterOf(one, contract.listing, overrides));
    if (old === undefined || now === undefined) return [];
    return [{ contract, old, now, marked: redline(documentOf(old.text), documentOf(now.text)) }];
  });
  const documents = documentsOfChange(
    subject,
    chapters.map((one) => one.contract),
  );
  return { subject, chapters, documents, view: changeView(subject, documents, rulesOf(chapters)) };
}

function rulesOf(chapters: readonly MarkedChapter[]): ChangedRules {
  return new Map(chapters.map((one) => [one.contract.product, changedRules(one.marked)]));
}

/** The rules of a marked chapter in which anything is marked, in their order: `Rule 81004`. */
export function changedRules(marked: readonly Block[]): readonly string[] {
  const found = new Set<string>();
  let rule: string | undefined;
  for (const one of marked) {
    // The last line names the version of the whole text, and belongs to no rule.
    if (one.kind === "paragraph" && textOf(one.inlines).startsWith("Version of the contract:")) continue;
    if (one.kind === "heading") rule = /^(?:Rule )?(\d+[A-Z]?)\b/.exec(textOf(one.inlines).trim())?.[1] ?? rule;
    if (rule !== undefined && (one.revision !== undefined || revisionsIn([one]) > 0)) found.add(`Rule ${rule}`);
  }
  return [...found];
}

/** The documents that are written from templates, with their sentences, in the order of the pack. */
export function writtenOf({ documents, view }: ChangePack, overrides?: Overrides) {
  const exhibits = exhibitsOfChange(documents);
  const places: Places = {
    rule(key) {
      throw new Error(`an amendment's documents name rules by what is marked in them, and ${key} is asked for`);
    },
    exhibit(name) {
      const found = exhibits.find((one) => one.name === name);
      if (found === undefined) throw new Error(`a template names the exhibit ${name}, which the pack does not have`);
      return { letter: found.letter, file: `${name}.md` };
    },
  };
  const write = writerOf(templates, view, places, overrides);
  return documents.flatMap((document) =>
    document.template === undefined ? [] : [{ document, rendered: write(document.template) }],
  );
}

/** The packs of all filings of amendments of a product as files below its folder; one with a finding is not written, and the caller reports why. */
export function changePacks(model: ContractModel, chapterOf: RenderChapter, overrides?: Overrides): Emission {
  const forms = new Map<string, number>();
  return together(
    changeSubjectsOf(model).map((subject): Emission => {
      const { form, filing } = subject;
      if (form === undefined || findingsOfChange(subject).length > 0) return { artifacts: [], trace: [] };
      const before = forms.get(form) ?? 0;
      forms.set(form, before + 1);
      const folder = `${folderOfChange(form)}${before === 0 ? "" : `/${filing.id}`}`;
      const pack = packOfChange(subject, chapterOf, overrides);
      const titled = ({ title, chapter }: ChangeDocument) =>
        chapter === undefined ? `${pack.view.product.title.text}: ${title}` : title;
      const written = writtenOf(pack, overrides).map(({ document, rendered }) =>
        filesOf(`${folder}/${document.name}`, titled(document), rendered, { model }),
      );
      const chapters = pack.documents.flatMap((document): Emission[] => {
        const { chapter } = document;
        if (chapter === undefined) return [];
        const own = pack.chapters.find((one) => one.contract === chapter.contract) as MarkedChapter;
        const path = `${folder}/${document.name}`;
        return [
          chapter.marked
            ? markedFiles(path, titled(document), own.marked, model.compiler)
            : filesOf(path, titled(document), own.now, { model }),
        ];
      });
      const rules = rulesOf(pack.chapters);
      const { version } = pack.view;
      const record = portalRecord(
        changePortal(subject, rules),
        version,
        `${folder}/portal.json`,
        "tenor-amendment-record/1",
      );
      return together([...written, ...chapters, record]);
    }),
  );
}

/** A chapter with its changes marked: `ins` and `del` in Markdown and HTML, tracked changes in DOCX. */
export function markedFiles(path: string, title: string, blocks: readonly Block[], compiler: string): Emission {
  return {
    artifacts: [
      { path: `${path}.md`, content: blocksMarkdown(blocks) },
      { path: `${path}.html`, content: barePage(title, compiler, blocksHtml(blocks), true) },
    ],
    binaries: [{ path: `${path}.docx`, content: docxOf(blocks, { title, head: "", contents: false }) }],
    trace: [],
  };
}
