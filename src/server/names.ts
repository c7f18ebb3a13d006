import type { Block, Declaration, Name } from "../ast/nodes.ts";
import { headOf } from "../check/block.ts";
import type { Module, Symbol, Workspace } from "../resolve/workspace.ts";
import { type Source, span, type Span } from "../text/source.ts";
import { type Cursor, cursorAt, wordAt } from "./cursor.ts";

/** A name that belongs to one declaration: a date, a stretch of days, a step. */
export type Local = {
  readonly what: "date" | "step";
  readonly name: Name;
  readonly owner: Declaration;
  readonly span: Span;
};

/** What a word of a text means. */
export type Meant =
  | { readonly kind: "declared"; readonly symbol: Symbol; readonly word: Span }
  | { readonly kind: "local"; readonly local: Local; readonly word: Span }
  | { readonly kind: "import"; readonly path: string; readonly word: Span }
  | { readonly kind: "field"; readonly cursor: Cursor; readonly key: string; readonly word: Span }
  | { readonly kind: "keyword"; readonly cursor: Cursor; readonly keyword: string; readonly word: Span };

/** What stands at `offset` of the file `path`; undefined between words, in comments and in prose that cites nothing. */
export function meantAt(workspace: Workspace, path: string, offset: number): Meant | undefined {
  const module = workspace.modules.get(path);
  if (module === undefined) return undefined;
  const { source } = module.file;
  const imported = module.imports.find(({ node }) => holds(node.span, offset));
  if (imported !== undefined) return { kind: "import", path: imported.path, word: imported.node.path.span };
  const at = wordAt(source.text, offset);
  if (at.text === "") return undefined;
  const word = span(source, at.start, at.end);
  const cursor = cursorAt(source, at.end);
  const key = keyAt(source, at);
  if (cursor.place === "comment") return undefined;
  if (cursor.place === "prose" || cursor.place === "citation") {
    const cited = source.text[at.start - 1] === "[" && source.text[at.end] === "]";
    const symbol = cited ? module.visible.get(at.text) : undefined;
    return symbol === undefined ? undefined : { kind: "declared", symbol, word };
  }
  if (cursor.place === "text") return undefined;
  const owner = declarationAt(module, at.start);
  const local = ownerOfPath(module, source, at.start, owner);
  const found = local && localsOf(workspace, local).find((one) => one.name.text === at.text);
  if (key && owner !== undefined) {
    const own = localsOf(workspace, owner).find(
      (one) => one.span.start <= at.start && at.end <= one.span.end && one.name.span.start === at.start,
    );
    if (own !== undefined) return { kind: "local", local: own, word };
    return { kind: "field", cursor, key: at.text, word };
  }
  if (found !== undefined) return { kind: "local", local: found, word };
  const symbol = module.visible.get(at.text) ?? singular(module, at.text);
  if (symbol !== undefined) return { kind: "declared", symbol, word };
  const opens = cursor.before.length === 0 && (cursor.place === "item" || cursor.place === "declaration");
  return opens ? { kind: "keyword", cursor, keyword: at.text, word } : undefined;
}

/** `GPU_hours` are several of a `GPU_hour`. */
function singular(module: Module, text: string): Symbol | undefined {
  const found = text.endsWith("s") ? module.visible.get(text.slice(0, -1)) : undefined;
  return found?.keyword === "unit" ? found : undefined;
}

function keyAt(source: Source, { end }: { readonly end: number }): boolean {
  return /^[ \t]*:(?!\/\/)/.test(source.text.slice(end, end + 40));
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}

/** The declaration of a module that an offset lies in. */
export function declarationAt(module: Module, offset: number): Declaration | undefined {
  return module.file.declarations.find((one) => holds(one.span, offset));
}

/** Whose names a word is looked up among: those of `GPH` behind `GPH.`, else of the declaration it stands in. */
function ownerOfPath(
  module: Module,
  source: Source,
  start: number,
  owner: Declaration | undefined,
): Declaration | undefined {
  if (source.text[start - 1] !== ".") return owner;
  const before = wordAt(source.text, start - 1);
  return module.visible.get(before.text)?.declaration ?? owner;
}

/** The names of a declaration: dates, stretches of days and steps, with those it takes over by `from` and `uses`; its own come first. */
export function localsOf(workspace: Workspace, owner: Declaration): Local[] {
  const found = new Map<string, Local>();
  const seen = new Set<Declaration>();
  const visit = (one: Declaration) => {
    if (seen.has(one)) return;
    seen.add(one);
    collect(one, one.block, found);
    const home = workspace.modules.get(one.span.source.path);
    const parents = [
      headOf(one, "head-from")?.name,
      headOf(one, "head-to")?.name,
      ...(headOf(one, "head-uses")?.names ?? []),
    ];
    for (const parent of parents) {
      const symbol = parent && home?.visible.get(parent.text);
      if (symbol !== undefined) visit(symbol.declaration);
    }
  };
  visit(owner);
  return [...found.values()];
}

function collect(owner: Declaration, block: Block | undefined, into: Map<string, Local>): void {
  for (const item of block?.items ?? []) {
    if (item.kind === "let") add(into, { what: "step", name: item.name, owner, span: item.span });
    if (item.kind === "section" || item.kind === "field") collect(owner, item.block, into);
    if (item.kind === "field" && block?.type === "dates" && !item.quoted)
      add(into, { what: "date", name: item.key, owner, span: item.span });
  }
}

function add(into: Map<string, Local>, local: Local): void {
  if (!into.has(local.name.text)) into.set(local.name.text, local);
}
