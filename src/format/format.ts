import { lex } from "../../grammar/lexer.ts";
import { layout } from "../../grammar/layout.ts";
import { parseStructure } from "../../grammar/structure.ts";
import type { Block, File } from "../ast/nodes.ts";
import { parseFile } from "../ast/parse.ts";
import { type Diagnostic, hasErrors } from "../diagnostic/diagnostic.ts";
import { makeSource, type Source } from "../text/source.ts";
import { linesOf } from "./block.ts";
import { alikeOpened, draftOf } from "./draft.ts";
import { importsFirst, setApart } from "./imports.ts";
import { textOf } from "./line.ts";
import type { Reading } from "./nodes.ts";
import { firstMisread, sameTree } from "./same.ts";
import { type Entry, type Item, tokensOf, treeOf } from "./tree.ts";

/** The text in the one style, or why it cannot be read. */
export type Formatted =
  | { readonly kind: "formatted"; readonly text: string }
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

/**
 * The text of `source` in the one style of the language (manual, *Formatting*): the same tree, the same comments, and every name, number
 * and text as written. Formatting the result again changes nothing. A text that does not parse is refused whole. Pure. A caller that has
 * parsed some of the same texts, or will, gives its own `parse` that remembers them.
 */
export function format(source: Source, parse: (source: Source) => ReturnType<typeof parseFile> = parseFile): Formatted {
  const { file, diagnostics } = parse(source);
  if (hasErrors(diagnostics)) return { kind: "refused", diagnostics };
  const { items } = parseStructure(layout(source, lex(source).tokens, []));
  const entries = importsFirst(treeOf(source, items, file.comments));
  const tokens = tokensOf(entries);
  const kept = new Set<number>();
  const legs = legsOf(file);
  for (;;) {
    const text = render({ source, legs, kept }, entries);
    // What is in the style already says what it said.
    if (text === source.text) return { kind: "formatted", text };
    const result = makeSource(source.path, text);
    const misread = firstMisread(tokens, result);
    const behind = misread < 0 ? undefined : tokens[misread + 1];
    if (behind === undefined || kept.has(behind.startOffset)) {
      // What is written over somebody's file says the same, or is not written.
      if (!sameTree(file, parse(result).file)) throw new Error(`formatting ${source.path} would change its meaning`);
      return { kind: "formatted", text };
    }
    // Two tokens that would be one side by side keep the gap their author gave them.
    kept.add(behind.startOffset);
  }
}

function render(reading: Reading, entries: readonly Entry[]): string {
  const isLong = (item: Item) => draftOf(reading, item, 0).flat === undefined;
  return textOf(linesOf(reading, setApart(alikeOpened(reading, entries, 0), isLong), 0));
}

/** The offsets at which the legs of spreads begin. */
function legsOf(file: File): ReadonlySet<number> {
  const legs = new Set<number>();
  const within = (block: Block | undefined): void => {
    for (const item of block?.items ?? []) {
      if (item.kind !== "section" && item.value?.content.kind === "legs-value")
        for (const leg of item.value.content.legs) legs.add(leg.span.start);
      if (item.kind === "section" || item.kind === "field") within(item.block);
    }
  };
  for (const one of file.declarations) within(one.block);
  return legs;
}
