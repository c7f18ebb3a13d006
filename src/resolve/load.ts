import type { Declaration, File, Import } from "../ast/nodes.ts";
import { parseFile } from "../ast/parse.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { makeSource, type Source, type Span } from "../text/source.ts";
import {
  type DataFiles,
  inLibraryPath,
  type Module,
  type Parsed,
  PRELUDE,
  type Reader,
  type Symbol,
  type Workspace,
} from "./workspace.ts";
import { seldomWhole } from "./seldom-whole.ts";

type Loaded = { readonly file: File; readonly imports: { path: string; node: Import }[] };

/**
 * Reads and parses `roots` and all they import, once each, and says what every name means. Missing files, import cycles and
 * names declared twice are diagnostics; everything that stands by itself is still there.
 */
export function load(roots: readonly string[], reader: Reader): Workspace {
  const diagnostics: Diagnostic[] = [];
  const loaded = new Map<string, Loaded>();
  // Depth first without recursion: a chain of a hundred thousand imports must not end the stack.
  type Visit = { readonly path: string; readonly at?: Span; next: number };
  const order: string[] = [];
  const failed = new Set<string>();
  const open: Visit[] = [];
  const enter = (path: string, at?: Span) => {
    if (loaded.has(path) || failed.has(path)) return;
    const read = reader.read(path, at);
    if ("failure" in read) {
      failed.add(path);
      diagnostics.push(read.failure);
      return;
    }
    const source = makeSource(path, read.text);
    const parsed = parsedFile(source, reader);
    diagnostics.push(...parsed.diagnostics);
    const imports: { path: string; node: Import }[] = [];
    for (const node of parsed.file.imports) {
      const found = reader.locate(path, node.path.value, node.path.span);
      if ("failure" in found) diagnostics.push(found.failure);
      else imports.push({ path: found.path, node });
    }
    loaded.set(path, { file: parsed.file, imports });
    open.push({ path, next: 0 });
  };
  for (const root of [PRELUDE, ...roots]) {
    enter(root);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const wanted = loaded.get(top.path)?.imports[top.next++];
      if (wanted === undefined) {
        order.push(top.path);
        open.pop();
        continue;
      }
      const inHand = open.findIndex((one) => one.path === wanted.path);
      if (inHand >= 0) {
        const chain = [...open.slice(inHand).map((one) => one.path), wanted.path];
        diagnostics.push(
          diagnostic("import-cycle", wanted.node.span, { path: wanted.path }, { evidence: [chain.join(" imports ")] }),
        );
      } else enter(wanted.path, wanted.node.path.span);
    }
  }
  return {
    modules: modulesOf(order, loaded, failed, diagnostics),
    roots: roots.filter((root) => loaded.has(root)),
    diagnostics,
    data: dataFiles(reader),
  };
}

function dataFiles(reader: Reader): DataFiles {
  const files = new Map<string, string>();
  return {
    files,
    read: (importer, target, at) => {
      const found = reader.locate(importer, target, at);
      if ("failure" in found) return found;
      const known = files.get(found.path);
      const read = known === undefined ? reader.read(found.path, at) : { text: known };
      if ("text" in read) files.set(found.path, read.text);
      return read;
    },
  };
}

/** The files of the shipped library as they were parsed last: every compile of a process reads the same texts. */
const library = new Map<string, { readonly text: string; readonly parsed: Parsed }>();

function parsedFile(source: Source, reader: Reader): Parsed {
  if (reader.parse !== undefined) return reader.parse(source);
  if (!inLibraryPath(source.path)) return parseFile(source);
  const known = library.get(source.path);
  if (known !== undefined && known.text === source.text) return known.parsed;
  const parsed = parseFile(source);
  library.set(source.path, { text: source.text, parsed });
  return parsed;
}

function modulesOf(
  order: readonly string[],
  loaded: ReadonlyMap<string, Loaded>,
  failed: ReadonlySet<string>,
  diagnostics: Diagnostic[],
): Map<string, Module> {
  const own = new Map(order.map((path) => [path, ownNames(path, (loaded.get(path) as Loaded).file, diagnostics)]));
  // A name means one thing in a whole compile: outputs are named by it, and no reader has to ask which file is meant.
  const everywhere = new Map<string, Symbol>();
  for (const symbol of [...own.values()].flatMap((names) => [...names.values()])) {
    const other = everywhere.get(symbol.name);
    if (other === undefined) everywhere.set(symbol.name, symbol);
    else diagnostics.push(clash(other, symbol));
  }
  const modules = new Map<string, Module>();
  for (const path of order) {
    const { file, imports } = loaded.get(path) as Loaded;
    const mine = own.get(path) as Map<string, Symbol>;
    const there = imports.filter((one) => !failed.has(one.path));
    const visible = layered([own.get(PRELUDE), ...there.map((one) => own.get(one.path)), mine]);
    modules.set(path, { path, file, imports: there, own: mine, visible });
  }
  return modules;
}

/** The names of several files, of which a later one takes the place of an earlier one. */
function layered(tables: readonly (ReadonlyMap<string, Symbol> | undefined)[]): ReadonlyMap<string, Symbol> {
  const get = (name: string): Symbol | undefined => {
    for (let at = tables.length - 1; at >= 0; at--) {
      const found = tables[at]?.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return seldomWhole(get, () => new Map(tables.flatMap((one) => [...(one ?? [])])));
}

function ownNames(path: string, file: File, diagnostics: Diagnostic[]): Map<string, Symbol> {
  const names = new Map<string, Symbol>();
  for (const declaration of file.declarations) {
    const name = declaration.name.text;
    const before = names.get(name);
    if (before !== undefined) {
      diagnostics.push(
        diagnostic(
          "name-declared-twice",
          declaration.name.span,
          { name },
          {
            related: [
              { span: before.declaration.name.span, label: `first declared here, as ${article(before.declaration)}` },
            ],
          },
        ),
      );
    } else names.set(name, { name, keyword: declaration.keyword, declaration, path });
  }
  return names;
}

function clash(first: Symbol, second: Symbol): Diagnostic {
  return diagnostic(
    "name-in-two-files",
    second.declaration.name.span,
    { name: second.name, first: first.path, second: second.path },
    { related: [{ span: first.declaration.name.span, label: `${article(first.declaration)}, declared here` }] },
  );
}

/** `a future`, `an index`: the kind of a declaration as a reader says it. */
export function article(declaration: Declaration): string {
  return `${/^[aeiou]/.test(declaration.keyword) ? "an" : "a"} ${declaration.keyword}`;
}
