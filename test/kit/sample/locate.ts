import type { Clause } from "../../../src/model/model.ts";

/**
 * The clauses of a spec text: each entry is an id and the words the clause begins with, in the order they stand in the
 * text. Words that end in `{` name a whole block, up to its closing brace. Words that are not there throw: the sample is wrong.
 */
export function locate(
  path: string,
  text: string,
  entries: readonly (readonly [id: string, words: string])[],
): Clause[] {
  let after = 0;
  return entries.map(([id, words]) => {
    const start = text.indexOf(words, after);
    if (start < 0) throw new Error(`${path}: the sample has no ${words} after offset ${after}`);
    after = start + 1;
    const end = words.endsWith("{") ? closing(text, start + words.length) : start + words.length;
    const [line, column] = place(text, start);
    const [endLine, endColumn] = place(text, end);
    return { id, path, line, column, endLine, endColumn, text: text.slice(start, end) };
  });
}

function closing(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    if (text[at] === "}") depth -= 1;
    if (depth === 0) return at + 1;
  }
  throw new Error("the sample has an unclosed block");
}

function place(text: string, offset: number): [line: number, column: number] {
  const before = text.slice(0, offset).split("\n");
  return [before.length, before[before.length - 1]!.length + 1];
}
