import type { Diagnostic } from "../../../src/diagnostic/diagnostic.ts";
import { renderPack } from "../../../src/emit/filing/emit.ts";
import { filingsOf, type FutureSubject, subjectOf, type Subject } from "../../../src/emit/filing/names.ts";
import { toMarkdown } from "../../../src/emit/filing/markdown.ts";
import { check } from "../../../src/index.ts";
import type { ContractModel } from "../../../src/model/model.ts";
import { shippedFiles } from "../../kit/shipped-files.ts";

export type Files = Readonly<Record<string, string>>;
/** The documents of a pack by name, as a reader sees them: no anchors, no addresses of links. */
export type Pack<S extends Subject = FutureSubject> = {
  readonly files: Files;
  readonly model: ContractModel;
  readonly subject: S;
  readonly text: (document: string) => string;
  readonly has: (document: string) => boolean;
};

const all = shippedFiles();

/** A spec with all that it imports and the tables that its sources name. */
export function withImports(path: string, found: Record<string, string> = {}): Record<string, string> {
  const text = all[path];
  if (text === undefined || found[path] !== undefined) return found;
  found[path] = text;
  const near = (name: string) => new URL(name, `file:///${path}`).pathname.slice(1);
  for (const [, name] of text.matchAll(/^import "([^"]+)"/gm)) withImports(near(name!), found);
  for (const [, name] of text.matchAll(/file:\s+"([^"]+\.csv)"/g)) {
    const data = all[near(name!)];
    if (data !== undefined) found[near(name!)] = data;
  }
  return found;
}

const plain = (markdown: string): string =>
  markdown
    .replace(/<a id="[^"]*"><\/a>/g, "")
    .replace(/(?<!\\)\[((?:[^\]\\]|\\.)*)\]\([^)]*\)/g, "$1")
    .replace(/\\([\\`*_[\]<>|~&$^])/g, "$1")
    .replace(/\\\n/g, "\n")
    .replace(/\*\*/g, "");

/** The pack of a future, in which every point has its place. */
export function packOf(files: Files, product: string): Pack {
  const pack = anyPackOf(files, product);
  if (pack.subject.kind !== "future") throw new Error(`${product} is no future`);
  return { ...pack, subject: pack.subject };
}

/** The pack of the product that the filing of these files is for; its findings where there are any. */
export function anyPackOf(files: Files, product: string): Pack<Subject> {
  const { models, diagnostics } = check(files);
  if (diagnostics.some((one) => one.severity === "error"))
    throw new Error(diagnostics.map((one) => `${one.code}: ${one.message}`).join("\n"));
  const model = models.find((one) => one.root === product)!;
  const subject = subjectOf(model, filingsOf(model)[0]!);
  const texts = new Map<string, string>();
  const rendered = new Map(renderPack(subject).map((one) => [one.document.name as string, one.rendered.text]));
  const text = (document: string): string => {
    const known = texts.get(document);
    if (known !== undefined) return known;
    const own = rendered.get(document);
    if (own === undefined) throw new Error(`the pack of ${product} has no ${document}`);
    texts.set(document, plain(toMarkdown(own)));
    return texts.get(document)!;
  };
  return { files, model, subject, text, has: (document) => rendered.has(document) };
}

/** What the specs are told with an edit. */
export function findings(files: Files): readonly Diagnostic[] {
  return check(files).diagnostics;
}

/** An edit of a clause of a spec: the clause by its id, and its new text; an empty one takes its lines away. */
export type Edit = readonly [clause: string, change: (text: string) => string];

/** The files with every edit made at the place of its clause, from the last place backward, so that none moves another. */
export function edited({ files, model }: Pick<Pack, "files" | "model">, edits: readonly Edit[]): Files {
  const made: Record<string, string> = { ...files };
  // Several points may edit one clause: their edits are made one after the other.
  const places = [...new Set(edits.map(([id]) => id))].map((id) => {
    const own = edits.filter(([clause]) => clause === id).map(([, change]) => change);
    const change = (text: string): string =>
      own.reduce((made, one) => {
        if (one(made) === made) throw new Error(`an edit of ${id} changes nothing: ${text}`);
        return one(made);
      }, text);
    const clause = model.clauses.find((one) => one.id === id);
    if (clause === undefined) throw new Error(`no clause ${id}`);
    return { clause, change };
  });
  places.sort((a, b) => b.clause.line - a.clause.line || b.clause.column - a.clause.column);
  for (const { clause, change } of places) {
    const text = made[clause.path]!;
    const lines = text.split("\n");
    const offset = (line: number, column: number) =>
      lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    const [start, end] = [offset(clause.line, clause.column), offset(clause.endLine, clause.endColumn)];
    const before = text.slice(start, end);
    const after = change(before);
    made[clause.path] = `${text.slice(0, start)}${after}${text.slice(end)}`;
  }
  return made;
}

/** The rows of the first table of a document behind a heading or a word, cells trimmed; without the head. */
export function rowsOf(text: string, behind = ""): string[][] {
  const lines = text.slice(Math.max(text.indexOf(behind), 0)).split("\n");
  const start = lines.findIndex((line) => line.startsWith("|"));
  const end = lines.findIndex((line, at) => at > start && !line.startsWith("|"));
  return lines.slice(start + 2, end).map((line) =>
    line
      .slice(1, -1)
      .split(" |")
      .map((cell) => cell.trim()),
  );
}
