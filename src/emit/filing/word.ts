import type { ContractModel } from "../../model/model.ts";
import type { Binary } from "../emitter.ts";
import { documentOf } from "./document/tree.ts";
import { docxOf } from "./docx/docx.ts";
import type { Rendered } from "./render.ts";

/** A letter has no contents between its head and the address. */
const LETTERS: ReadonlySet<string> = new Set(["letter", "confidentiality"]);

/**
 * A rendered document as DOCX, and the same in margin mode, `….margin.docx`, where a comment beside each sentence says which clauses of the spec
 * it states and where they stand. `path` is without ending.
 */
export function wordFiles(path: string, title: string, rendered: Rendered, model: ContractModel): readonly Binary[] {
  const tree = documentOf(rendered.text);
  const places = new Map(model.clauses.map((one) => [one.id, `${one.id} (${one.path}:${one.line})`]));
  const notes = new Map(
    rendered.sentences.map(({ id, clauses }) => [id, clauses.map((one) => places.get(one) ?? one).join("; ")]),
  );
  const head = model.asOf === undefined ? "" : `as of ${model.asOf}`;
  const contents = !LETTERS.has(path.slice(path.lastIndexOf("/") + 1));
  return [
    { path: `${path}.docx`, content: docxOf(tree, { title, head, contents }) },
    { path: `${path}.margin.docx`, content: docxOf(tree, { title, head, contents, notes }) },
  ];
}
