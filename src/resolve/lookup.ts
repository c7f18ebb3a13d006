import type { Keyword, Name } from "../ast/nodes.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostic/suggest.ts";
import { article } from "./load.ts";
import type { Module, Symbol, Workspace } from "./workspace.ts";

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
  diagnostics.push(unknown(workspace, module, name, wanted));
  return undefined;
}

function unknown(workspace: Workspace, module: Module, name: Name, wanted: readonly Keyword[]): Diagnostic {
  for (const other of workspace.modules.values()) {
    const there = other.own.get(name.text);
    if (there === undefined || !wanted.includes(there.keyword)) continue;
    return diagnostic(
      "name-not-imported",
      name.span,
      { name: name.text, path: other.path },
      { related: [{ span: there.declaration.name.span, label: `${article(there.declaration)}, declared here` }] },
    );
  }
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
