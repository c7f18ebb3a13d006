import type { Keyword } from "./ast/nodes.ts";
import { diagnostic, type Diagnostic } from "./diagnostic/diagnostic.ts";
import { sha256 } from "./text/sha256.ts";
import { PRELUDE, type Module, type Workspace } from "./resolve/workspace.ts";
import type { Source, Span } from "./text/source.ts";
import { makeSource, span } from "./text/source.ts";

/** The file beside the specs that says with which texts of imports their contracts are compiled. */
export const LOCK = "tenor.lock";

const HEADER =
  "# What the contracts here are compiled with. `tenor lock` writes this file; `tenor lock --update` takes changes over.";
/** What makes a file one whose imports are locked. */
const CONTRACTS: readonly Keyword[] = [
  "index",
  "future",
  "option",
  "spread",
  "perpetual",
  "structured",
  "amendment",
  "filing",
];

/** SHA-256 of the text of each file by its path. */
export type Hashes = ReadonlyMap<string, string>;

/**
 * What the contracts of the files asked for are compiled with besides their own text: every file they import, themselves or through others,
 * the units of the library, and the templates of packages.
 */
export function usedBy(workspace: Workspace, templates: readonly Source[] = []): Hashes {
  const used = new Set<string>();
  const contracts = workspace.roots.flatMap((path) => workspace.modules.get(path) ?? []).filter(isContract);
  const wanted: Module[] = [...contracts];
  for (let module = wanted.pop(); module !== undefined; module = wanted.pop()) {
    for (const { path } of [...module.imports, { path: PRELUDE }]) {
      const other = workspace.modules.get(path);
      if (other === undefined || used.has(path)) continue;
      used.add(path);
      wanted.push(other);
    }
  }
  const texts = [...used].map((path): Source => (workspace.modules.get(path) as Module).file.source);
  const data = [...workspace.data.files].map(([path, text]) => ({ path, text }));
  return sorted(
    new Map(
      [...texts, ...(contracts.length === 0 ? [] : data), ...(contracts.length === 0 ? [] : templates)].map((one) => [
        one.path,
        sha256(one.text),
      ]),
    ),
  );
}

function isContract(module: Module): boolean {
  return module.file.declarations.some((one) => CONTRACTS.includes(one.keyword));
}

function sorted(hashes: Hashes): Hashes {
  return new Map([...hashes].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)));
}

/** The text of a lock: a line for each file, sorted by path, its hash first, as `sha256sum` writes them. */
export function lockText(hashes: Hashes): string {
  return `${[HEADER, ...[...sorted(hashes)].map(([path, hash]) => `${hash}  ${path}`)].join("\n")}\n`;
}

type Locked = { readonly hash: string; readonly span: Span };

/** The hashes of a lock with the place of each; a line that is none is a finding. */
export function readLock(source: Source): {
  readonly locked: ReadonlyMap<string, Locked>;
  readonly diagnostics: readonly Diagnostic[];
} {
  const locked = new Map<string, Locked>();
  const diagnostics: Diagnostic[] = [];
  let start = 0;
  for (const line of source.text.split("\n")) {
    const at = span(source, start, start + line.replace(/\r$/, "").length);
    start += line.length + 1;
    if (/^\s*(#|$)/.test(line)) continue;
    const [, hash, path] = /^([0-9a-f]{64}) {2}(\S.*?)\r?$/.exec(line) ?? [];
    if (hash === undefined || path === undefined || locked.has(path)) {
      const why = path === undefined ? "it is no hash with a path behind two spaces" : `${path} stands twice`;
      diagnostics.push(diagnostic("lock-unreadable", at, { why }));
    } else locked.set(path, { hash, span: at });
  }
  return { locked, diagnostics };
}

/** What differs between a lock and what the contracts are compiled with now: a changed text is an error, one that is not locked a warning. */
export function lockFindings(workspace: Workspace, lock: Source, templates: readonly Source[] = []): Diagnostic[] {
  const { locked, diagnostics } = readLock(lock);
  const used = usedBy(workspace, templates);
  const differing = [...used].flatMap(([path, now]) => {
    const before = locked.get(path);
    if (before === undefined || before.hash === now) return [];
    const at = importOf(workspace, path) ?? before.span;
    const related = at === before.span ? [] : [{ span: before.span, label: "locked here" }];
    return [
      diagnostic("lock-differs", at, { path }, { related, evidence: [`locked: ${before.hash}`, `now:    ${now}`] }),
    ];
  });
  const missing = [...used.keys()].filter((path) => !locked.has(path));
  // A lock with a line that cannot be read may have them.
  if (missing.length === 0 || diagnostics.length > 0) return [...diagnostics, ...differing];
  const first = span(lock, 0, lock.text.indexOf("\n") < 0 ? lock.text.length : lock.text.indexOf("\n"));
  return [...differing, diagnostic("lock-incomplete", first, { count: missing.length }, { evidence: missing })];
}

/** The first import, in the order of the files, that brings a file in. */
function importOf(workspace: Workspace, path: string): Span | undefined {
  const paths = [...workspace.modules.keys()].sort();
  for (const importer of paths) {
    const found = workspace.modules.get(importer)?.imports.find((one) => one.path === path);
    if (found !== undefined) return found.node.span;
  }
  return undefined;
}

/** The source of a lock from its text. */
export function lockSource(text: string): Source {
  return makeSource(LOCK, text);
}
