import type { File, Keyword, Name } from "../ast/nodes.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import { article } from "./load.ts";
import type { Span } from "../text/source.ts";
import { inLibraryPath, type Module, type Symbol, type Workspace } from "./workspace.ts";

/** The file whose names a piece of text is read with: the one it stands in, also where another declaration took it over. */
export function homeOf(workspace: Workspace, name: { readonly span: Name["span"] }, otherwise: Module): Module {
  return workspace.modules.get(name.span.source.path) ?? otherwise;
}

/**
 * The declaration `name` means, of one of the `wanted` kinds; otherwise one diagnostic that says what to do. A name means what it means
 * in the file it stands in; `otherwise` is for names that stand in none.
 */
export function lookup(
  workspace: Workspace,
  otherwise: Module,
  name: Name,
  wanted: readonly Keyword[],
  diagnostics: Diagnostic[],
): Symbol | undefined {
  const module = homeOf(workspace, name, otherwise);
  const found = module.visible.get(name.text);
  if (found !== undefined && wanted.includes(found.keyword)) return found;
  if (found !== undefined) {
    diagnostics.push(
      diagnostic(
        "name-of-another-kind",
        name.span,
        { name: name.text, is: article(found.declaration), wanted: withArticle(spoken(wanted)) },
        { related: [{ span: found.declaration.name.span, label: `${article(found.declaration)}, declared here` }] },
      ),
    );
    return undefined;
  }
  if (!notImported(workspace, module, name, diagnostics, wanted)) diagnostics.push(unknown(module, name, wanted));
  return undefined;
}

/**
 * True when a file that `module` does not import declares `name`, as one of the `wanted` kinds where they are given: the finding says so at its
 * first use, and where the import belongs. A missing import is one mistake, however many names it would have brought.
 */
export function notImported(
  workspace: Workspace,
  otherwise: Module,
  name: Name,
  diagnostics: Diagnostic[],
  wanted?: readonly Keyword[],
): boolean {
  const module = homeOf(workspace, name, otherwise);
  for (const other of workspace.modules.values()) {
    const there = other.own.get(name.text);
    if (there === undefined || wanted?.includes(there.keyword) === false || other === module) continue;
    const home = there.declaration.name.span;
    const said = diagnostics.find(
      (one) =>
        one.code === "name-not-imported" &&
        one.span.source.path === name.span.source.path &&
        one.related[0]?.span.source.path === home.source.path,
    );
    if (said !== undefined) return true;
    const target = importPath(module.path, other.path);
    const related = [{ span: home, label: `${article(there.declaration)}, declared here` }];
    const fixes = [{ title: `import \`${target}\``, edits: [importEdit(module.file, target)] }];
    diagnostics.push(
      diagnostic("name-not-imported", name.span, { name: name.text, path: other.path, target }, { related, fixes }),
    );
    return true;
  }
  return false;
}

/** The path by which a file imports another: from its own folder, or from the library. */
export function importPath(from: string, to: string): string {
  if (inLibraryPath(to)) return to;
  const [own, other] = [from.split("/").slice(0, -1), to.split("/")];
  let common = 0;
  while (common < own.length && common < other.length - 1 && own[common] === other[common]) common++;
  return [...own.slice(common).map(() => ".."), ...other.slice(common)].join("/");
}

/** The import as a line behind the last one of a file, or before its first declaration. */
function importEdit(file: File, target: string): { readonly span: Span; readonly text: string } {
  const last = file.imports.at(-1)?.span;
  if (last !== undefined) return { span: { ...last, start: last.end }, text: `\nimport "${target}"` };
  const first = file.declarations[0];
  const at = first?.docs[0]?.span ?? first?.span ?? { source: file.source, start: 0, end: 0 };
  return { span: { ...at, end: at.start }, text: `import "${target}"\n\n` };
}

function unknown(module: Module, name: Name, wanted: readonly Keyword[]): Diagnostic {
  const near = suggest(
    name.text,
    [...module.visible.values()].filter((one) => wanted.includes(one.keyword)).map((one) => one.name),
  );
  const help = didYouMean(near);
  const best = near[0];
  return diagnostic(
    "name-unknown",
    name.span,
    { name: name.text, wanted: spoken(wanted) },
    help === undefined || best === undefined
      ? {}
      : { help, fixes: [{ title: `write \`${best}\``, edits: [{ span: name.span, text: best }] }] },
  );
}

function spoken(wanted: readonly Keyword[]): string {
  const words = wanted.map((one) => one.replace("-", " "));
  const last = words.at(-1) ?? "name";
  return words.length < 2 ? last : `${words.slice(0, -1).join(", ")} or ${last}`;
}

function withArticle(words: string): string {
  return `${/^[aeiou]/.test(words) ? "an" : "a"} ${words}`;
}
