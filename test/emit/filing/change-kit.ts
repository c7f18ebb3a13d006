import type { Diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { type ChangePack, packOfChange, writtenOf } from "../../../src/emit/filing/change/emit.ts";
import { findingsOfChange } from "../../../src/emit/filing/change/findings.ts";
import { type ChangeSubject, changeSubjectsOf } from "../../../src/emit/filing/change/subject.ts";
import { renderChapter } from "../../../src/emit/filing/emit.ts";
import type { FilingFinding } from "../../../src/emit/filing/findings.ts";
import { toMarkdown } from "../../../src/emit/filing/markdown.ts";
import { check } from "../../../src/index.ts";
import { type FiledChange, filedChangesOf, noteFiledChanges } from "../../../src/model/filed-changes.ts";
import { lazyCopy } from "../../../src/model/lazily.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { type Files, withImports } from "./checklist-kit.ts";

export const SPEC = "filings/gph-tick.tenor";
export const shipped: Files = withImports(SPEC);

/** The shipped specs of the amendment with replacements in its file, each of a text that stands there. */
export function said(...edits: readonly (readonly [from: string | RegExp, to: string])[]): Files {
  let text = shipped[SPEC]!;
  for (const [from, to] of edits) {
    const made = text.replace(from, to);
    if (made === text) throw new Error(`${String(from)} stands nowhere in ${SPEC}`);
    text = made;
  }
  return { ...shipped, [SPEC]: text };
}

/** What is told of files, errors alone. */
export function errorsOf(files: Files): readonly Diagnostic[] {
  return check(files).diagnostics.filter((one) => one.severity === "error");
}

/** The model of GPH in files without errors. */
export function modelOf(files: Files): ContractModel {
  const { models, diagnostics } = check(files);
  const wrong = diagnostics.filter((one) => one.severity === "error");
  if (wrong.length > 0) throw new Error(wrong.map((one) => `${one.code}: ${one.message}`).join("\n"));
  return models.find((one) => one.root === "GPH")!;
}

/** The same model with its filed change otherwise. */
export function otherwise(model: ContractModel, change: (one: FiledChange) => FiledChange): ContractModel {
  return noteFiledChanges(lazyCopy(model), filedChangesOf(model).map(change));
}

type Said = Readonly<Record<string, string | undefined>>;

/** The same model with facts of its filing stated otherwise, or left out where they are undefined; `form` is the form. */
export function withFacts(model: ContractModel, facts: Said): ContractModel {
  return otherwise(model, (one) => {
    const kept = one.filing.facts.filter(({ name }) => !(name in facts));
    const more = Object.entries(facts).flatMap(([name, value]) =>
      value === undefined ? [] : [{ name, value, clause: one.filing.clause }],
    );
    return { ...one, filing: { ...one.filing, form: facts["form"] ?? one.filing.form, facts: [...kept, ...more] } };
  });
}

export function subjectIn(model: ContractModel): ChangeSubject {
  return changeSubjectsOf(model)[0]!;
}

/** What stands in the way of the filing, as code and what it names. */
export function told(model: ContractModel): readonly FilingFinding[] {
  return findingsOfChange(subjectIn(model));
}

export type Written = { readonly pack: ChangePack; readonly text: (document: string) => string };

/** The pack of a model's amendment: its documents as a reader sees them, without anchors, addresses and signs of Markdown. */
export function writtenBy(model: ContractModel): Written {
  const wrong = told(model);
  if (wrong.length > 0) throw new Error(JSON.stringify(wrong));
  const pack = packOfChange(subjectIn(model), renderChapter);
  const texts = new Map(
    writtenOf(pack).map(({ document, rendered }) => [document.name, plain(toMarkdown(rendered.text))]),
  );
  return {
    pack,
    text(document) {
      const found = texts.get(document);
      if (found === undefined) throw new Error(`the pack has no ${document}`);
      return found;
    },
  };
}

const plain = (markdown: string): string =>
  markdown
    .replace(/<a id="[^"]*"><\/a>/g, "")
    .replace(/(?<!\\)\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, "$1")
    .replace(/\\([\\`*_[\]<>|~&$^])/g, "$1")
    .replace(/\*\*/g, "");

/** What a request for approval states beside a certification. */
export const APPROVED: Said = {
  form: "40.5",
  filed: "2027-07-01",
  adopted: "by the board on 24 June 2027",
  authority: "Rule 402",
  benefits: "who trades pays less for immediacy",
  competition: "none is hindered; every participant has the same tick",
  "self-regulation": "surveillance watches the finer steps as it watched the others",
  "other-rules": "none",
  regulations: "none",
};

/** What an emergency rule states beside that. */
export const EMERGENCY: Said = {
  form: "40.6(a)(6)",
  filed: "2027-09-12",
  emergency: "the order book stood locked at the tick on 10 September 2027",
  authority: "Rule 402",
};
