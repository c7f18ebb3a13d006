import type { ProductDifference, TermDifference } from "../../model/generated/difference.ts";
import type { ContractModel } from "../../model/model.ts";
import { type Day, formatDay, parseDay, weekdayOf } from "../../value/day.ts";
import { isFederalBusinessDay, onFederalBusinessDay } from "../../value/federal-days.ts";
import type { Artifact, Binary } from "../emitter.ts";
import { writeJson } from "../json.ts";
import { type Block, documentOf } from "./document/tree.ts";
import { redline } from "./document/redline.ts";
import { blocksHtml, blocksMarkdown } from "./document/write.ts";
import { docxOf } from "./docx/docx.ts";
import { renderFiling, renderOption } from "./emit.ts";
import { findingsOf } from "./findings.ts";
import { escapeMarkdown } from "./markdown.ts";
import { filingsOf, subjectOf } from "./names.ts";
import { barePage } from "./page.ts";
import type { Overrides } from "./override.ts";
import { list, longDate } from "./words.ts";

/** The two versions of one contract and what differs between them. */
export type Amended = {
  readonly before: ContractModel;
  readonly after: ContractModel;
  readonly difference: ProductDifference;
};

export type AmendmentFiles = { readonly artifacts: readonly Artifact[]; readonly binaries: readonly Binary[] };

/**
 * The documents of a change of a contract: the statement of what changes and how it is filed, and the chapter of the rulebook with every deletion
 * and insertion marked, 17 CFR 40.6(a)(7)(ii), each as Markdown, HTML and DOCX, where the marks are tracked changes. A contract without a
 * chapter has the statement alone.
 */
export function amendmentFiles({ before, after, difference }: Amended, overrides?: Overrides): AmendmentFiles {
  const [old, now] = [before, sameMonths(before, after, difference)].map((model) => chapterOf(model, overrides));
  const statement = documentOf(statementText(difference, old !== undefined && now !== undefined));
  const title = `${difference.title}: statement of changes`;
  const made = [files(after.compiler, "statement", title, statement, true)];
  if (old !== undefined && now !== undefined)
    made.push(
      files(after.compiler, "redline", `${difference.title}: chapter with changes marked`, redline(old, now), false),
    );
  return {
    artifacts: [{ path: "difference.json", content: writeJson(difference) }, ...made.flatMap((one) => one.artifacts)],
    binaries: made.flatMap((one) => one.binaries),
  };
}

function files(
  compiler: string,
  name: string,
  title: string,
  blocks: readonly Block[],
  contents: boolean,
): AmendmentFiles {
  return {
    artifacts: [
      { path: `${name}.md`, content: blocksMarkdown(blocks) },
      { path: `${name}.html`, content: barePage(title, compiler, blocksHtml(blocks), true) },
    ],
    binaries: [{ path: `${name}.docx`, content: docxOf(blocks, { title, head: "", contents }) }],
  };
}

/**
 * The newer version with the months of the older in its table of dates, where no rule of a date changed: which months trade by which version is told
 * in the statement, and is no change of the chapter.
 */
function sameMonths(
  before: ContractModel,
  after: ContractModel,
  { changes, months }: ProductDifference,
): ContractModel {
  const dated = months.length > 0 || changes.some(({ field }) => /^(?:listing|dates)\b/.test(field));
  if (dated || before.product === undefined || after.product === undefined) return after;
  return { ...after, product: { ...after.product, contracts: before.product.contracts } };
}

/** The chapter of the rulebook that a version has; undefined where its documents are not written. */
function chapterOf(model: ContractModel, overrides: Overrides | undefined): Block[] | undefined {
  if (model.option?.chapter !== undefined) return documentOf(renderOption(model, model.option, overrides).text);
  const [filing] = filingsOf(model);
  if (filing === undefined) return undefined;
  const subject = subjectOf(model, filing);
  return findingsOf(subject).length > 0 ? undefined : documentOf(renderFiling(subject, overrides).rulebook.text);
}

type Timing = ProductDifference["timing"];

/** The business days that the ten of 17 CFR 40.6(a)(3) are, so that a reader counts them again; empty where none are counted. */
function countedDays(route: Timing["route"], from: Day, to: Day): string {
  if (route !== "certification") return "";
  const days = Array.from({ length: to - from + 1 }, (_, at) => from + at);
  const counted = days.filter(isFederalBusinessDay);
  const holidays = days.filter((day) => weekdayOf(day) < 6 && !isFederalBusinessDay(day));
  const left =
    holidays.length === 0
      ? ""
      : `; ${list(holidays.map((day) => longDate(formatDay(day))))} is not counted, a federal holiday`;
  return ` The ${counted.length} business days counted are ${list(counted.map((day) => longDate(formatDay(day))))}${left}.`;
}

function countedBack({ route, receivedBy, effective }: Timing): string {
  const [from, to] = [parseDay(receivedBy ?? ""), parseDay(effective ?? "")];
  return from === undefined || to === undefined ? "" : countedDays(route, from, to - 1);
}

function countedOn({ route, filed, earliest }: Timing): string {
  const [from, to] = [parseDay(filed ?? ""), parseDay(earliest ?? "")];
  return from === undefined || to === undefined ? "" : countedDays(route, onFederalBusinessDay(from) + 1, to);
}

const CLASSES: Readonly<Record<TermDifference["class"], string>> = {
  certification: "Certified before it takes effect",
  notification: "Weekly notification",
  none: "No filing",
};

function statementText(
  { title, product, changes, follows, months, listed, timing }: ProductDifference,
  marked: boolean,
): string {
  const place = ({ of, name, field }: { of: string; name: string; field: string }) =>
    of === "product" && name === product ? field || "title" : `${name}${field === "" ? "" : `, ${field}`}`;
  const side = (text: string | undefined) => (text === undefined ? "none" : escapeMarkdown(text));
  // Of the model's path its last part says what of the term it is.
  const leaf = (label: string, { at, before, after }: { at: string; before?: string; after?: string }) =>
    `${escapeMarkdown(label)}, ${escapeMarkdown(at.replace(/^.*\//, ""))}: ${side(before)} becomes ${side(after)}`;
  const rows = changes.map(
    (one) =>
      `| ${escapeMarkdown(place(one))} | ${side(one.before)} | ${side(one.after)} | ${CLASSES[one.class]}, ${one.provision}: ${escapeMarkdown(one.reason)}. |`,
  );
  const questions = changes.flatMap((one) =>
    one.question === undefined ? [] : [`- ${escapeMarkdown(place(one))}: ${escapeMarkdown(one.question)}`],
  );
  const consequences = [
    ...changes.flatMap((one) => one.follows.map((row) => `- ${leaf(place(one), row)}`)),
    ...follows.flatMap((one) => one.leaves.map((row) => `- ${leaf(place(one), row)}`)),
    ...months.map((one) => `- ${one.leaves.map((row) => leaf(one.code, row)).join("; ")}`),
  ];
  const [first, last] = [listed.both[0], listed.both[listed.both.length - 1]];
  return [
    `# ${escapeMarkdown(title)}: statement of changes`,
    "*A proposal generated from two versions of the specification. The signer decides how it is filed; nothing of it is legal advice.*",
    `## What changes`,
    `| Term | As it was | As it will be | How it is filed |\n| :--- | :--- | :--- | :--- |\n${rows.join("\n")}`,
    ...(consequences.length === 0 ? [] : ["## What follows from it", consequences.join("\n")]),
    "## When it may take effect",
    `The strictest class counts. ${timing.provision}: ${escapeMarkdown(timing.words)}.`,
    ...(timing.receivedBy === undefined || timing.effective === undefined
      ? []
      : [
          `To take effect on ${longDate(timing.effective)} the submission is received by ${longDate(timing.receivedBy)}.${countedBack(timing)}`,
        ]),
    ...(timing.earliest === undefined || timing.filed === undefined
      ? []
      : [
          `Filed on ${longDate(timing.filed)}, it takes effect on ${longDate(timing.earliest)} at the earliest.${countedOn(timing)}`,
        ]),
    "Business days are those of 17 CFR 40.1: no Saturday, no Sunday and no federal holiday.",
    "## Contract months that are open",
    first === undefined || last === undefined
      ? "No contract month is listed under both versions."
      : `${listed.both.length === 1 ? "One contract month is" : `${listed.both.length} contract months are`} listed under both versions, ${first} to ${last}: ${list(listed.both)}. The change applies to them, with whatever positions are open in them, from the day on which it takes effect.`,
    ...(listed.after.length === 0 ? [] : [`Listed under the new version alone: ${list(listed.after)}.`]),
    ...(listed.before.length === 0 ? [] : [`Listed under the old version alone: ${list(listed.before)}.`]),
    ...(questions.length === 0 ? [] : ["## Questions to the signer", questions.join("\n")]),
    ...(marked ? ["The chapter with every deletion and insertion marked is enclosed as redline.docx."] : []),
  ].join("\n\n");
}
