import { blocks } from "../../grammar/fields.ts";
import { Doc, Key, TextKey } from "../../grammar/tokens.ts";
import { headOf } from "../check/block.ts";
import type { Module, Symbol, Workspace } from "../resolve/workspace.ts";
import { inLibraryPath, PRELUDE } from "../resolve/workspace.ts";
import { type Source, span, type Span } from "../text/source.ts";
import { cursorAt, tokensOf } from "./cursor.ts";
import type { Desk } from "./desk.ts";
import { type Local, localsOf, type Meant } from "./names.ts";

/** Every place that names what `meant` means, its declaration first, then by file and place. */
export function placesOf(desk: Desk, meant: Meant): Span[] {
  if (meant.kind === "declared") return ofSymbol(desk, meant.symbol);
  if (meant.kind === "local") return ofLocal(desk, meant.local);
  return [];
}

/** The files that may name a declaration, with what their names mean: those of the folder in which the name is written. */
function readers(desk: Desk, name: string, home: string): Workspace {
  const writing = desk.specs().filter((path) => desk.source(path)?.text.includes(name) === true);
  return desk.workspace(
    [...new Set([...(inLibraryPath(home) && home !== PRELUDE ? [] : [home]), ...writing])].filter(
      (one) => one !== PRELUDE,
    ),
  );
}

function ofSymbol(desk: Desk, symbol: Symbol): Span[] {
  const { name, path } = symbol;
  const { modules } = readers(desk, name, path);
  const inOrder = [...modules.values()].filter((one) => one.visible.get(name)?.path === path);
  inOrder.sort((a, b) => (a.path === path ? -1 : b.path === path ? 1 : a.path < b.path ? -1 : 1));
  return inOrder.flatMap((module) => namesIn(module, symbol));
}

function namesIn(module: Module, { name, keyword }: Symbol): Span[] {
  const { source } = module.file;
  if (!source.text.includes(name)) return [];
  const several = keyword === "unit" ? `${name}s` : name;
  const read = tokensOf(source);
  return read.tokens.flatMap((token) => {
    if (token.tokenType === Doc) return citations(source, token.startOffset, token.image, name);
    if (token.tokenType === Key || token.tokenType === TextKey)
      return keyNames(source, token.startOffset, token.image, name, read);
    if (token.image !== name && token.image !== several) return [];
    // `H100.last-trading-day`: what stands behind a dot belongs to what stands before it.
    if (source.text[token.startOffset - 1] === "." && source.text[token.startOffset - 2] !== ".") return [];
    return [span(source, token.startOffset, token.startOffset + name.length)];
  });
}

function citations(source: Source, start: number, image: string, name: string): Span[] {
  return [...image.matchAll(/\[([\w-]+)\]/g)].flatMap((found) =>
    found[1] === name ? [span(source, start + found.index + 1, start + found.index + 1 + name.length)] : [],
  );
}

/** A key that is no field of its block is the name of something: a member with its weight, a grade with its differential. */
function keyNames(
  source: Source,
  start: number,
  image: string,
  name: string,
  read: ReturnType<typeof tokensOf>,
): Span[] {
  if (image.replace(/[ \t]*:$/, "") !== name) return [];
  const type = cursorAt(source, start, read).opened.at(-1)?.type;
  const field = type !== undefined && Object.hasOwn(blocks.get(type)?.fields ?? {}, name);
  return field ? [] : [span(source, start, start + name.length)];
}

function ofLocal(desk: Desk, local: Local): Span[] {
  const { owner, name } = local;
  const home = owner.span.source.path;
  const workspace = readers(desk, owner.name.text, home);
  const own = workspace.modules.get(home)?.file.declarations.find((one) => one.name.text === owner.name.text);
  if (own === undefined) return [];
  const found: Span[] = [];
  for (const module of workspace.modules.values()) {
    const { source } = module.file;
    if (!source.text.includes(name.text)) continue;
    for (const declaration of module.file.declarations) {
      const heir = declaration === own || takesOver(workspace, module, declaration.name.text, own.name.text);
      for (const token of tokensOf(source).tokens) {
        const at = token.startOffset;
        if (at < declaration.span.start || at >= declaration.span.end) continue;
        if (token.image.replace(/[ \t]*:$/, "") !== name.text || token.tokenType === Doc) continue;
        const prefix = /([\w-]+)(?:\[[^\]]*\])?\.$/.exec(source.text.slice(Math.max(0, at - 80), at))?.[1];
        const meant = prefix === undefined ? heir : prefix === own.name.text;
        if (meant) found.push(span(source, at, at + name.text.length));
      }
    }
  }
  const first = (one: Span) => (one.source.path === home && one.start === name.span.start ? 0 : 1);
  return found.sort(
    (a, b) =>
      first(a) - first(b) ||
      (a.source.path < b.source.path ? -1 : a.source.path > b.source.path ? 1 : a.start - b.start),
  );
}

/** Whether a declaration has the terms of another by `from`, `to` or `uses`, also through a third. */
function takesOver(workspace: Workspace, module: Module, heir: string, of: string, seen = new Set<string>()): boolean {
  const declaration = module.visible.get(heir)?.declaration;
  if (declaration === undefined || seen.has(heir)) return false;
  seen.add(heir);
  const heads = [
    headOf(declaration, "head-from")?.name,
    headOf(declaration, "head-to")?.name,
    ...(headOf(declaration, "head-uses")?.names ?? []),
  ];
  const home = workspace.modules.get(declaration.span.source.path) ?? module;
  return heads.some((one) => one !== undefined && (one.text === of || takesOver(workspace, home, one.text, of, seen)));
}

/** Why a name cannot be changed here, or the stretch of it that can. */
export type Renaming = { readonly kind: "no"; readonly why: string } | { readonly kind: "yes"; readonly word: Span };

/** Whether the thing at a place has a name of the author's own. */
export function renaming(meant: Meant | undefined): Renaming {
  if (meant === undefined) return { kind: "no", why: "there is no name here" };
  if (meant.kind === "declared") {
    const { name, path } = meant.symbol;
    if (inLibraryPath(path))
      return { kind: "no", why: `${name} is declared in the shipped library, which is the same for everybody` };
    return { kind: "yes", word: { ...meant.word, end: meant.word.start + name.length } };
  }
  if (meant.kind === "local") {
    const { name, what } = meant.local;
    if (what === "date" && Object.hasOwn(blocks.get("dates")?.fields ?? {}, name.text))
      return { kind: "no", why: `${name.text} is a word of the language; only names of one's own can be changed` };
    return { kind: "yes", word: meant.word };
  }
  if (meant.kind === "import") return { kind: "no", why: "a path is changed by moving the file" };
  return { kind: "no", why: "this is a word of the language; only names of one's own can be changed" };
}

/** Why `to` cannot be the new name of what `meant` means; undefined when it can. */
export function refused(workspace: Workspace, path: string, meant: Meant, to: string): string | undefined {
  if (!/^[A-Za-z_][A-Za-z0-9_]*(?:-[A-Za-z0-9_]+)*$/.test(to))
    return `${to} is no name: a name is letters, digits, _ and single - between them, and begins with a letter`;
  const other = workspace.modules.get(path)?.visible.get(to);
  if (other !== undefined) return `${to} is declared already, in ${other.path}`;
  if (meant.kind === "local" && localsOf(workspace, meant.local.owner).some((one) => one.name.text === to))
    return `${to} is declared already in ${meant.local.owner.name.text}`;
  return undefined;
}
