import type { Block, BlockItem, Declaration } from "../ast/nodes.ts";
import { diagnostic, type Diagnostic } from "../diagnostic/diagnostic.ts";
import { lookup } from "../resolve/lookup.ts";
import type { Workspace } from "../resolve/workspace.ts";
import { headOf, keyOf } from "./block.ts";

/** Terms that scale with the contract's size: a derived product says them again, it never takes them over in silence. */
const SCALED: readonly string[] = ["limits", "orders"];
/** Terms that are the parent's alone. */
const NEVER_INHERITED: readonly string[] = ["identifiers", "filing", "code"];

/**
 * The block of `declaration` as it stands in force: profiles it `uses`, then what it is derived `from`, then its own text. A key of its
 * own replaces the inherited one whole. Items keep their nodes, so clauses point at the text that states them.
 */
export function effectiveBlock(
  workspace: Workspace,
  path: string,
  declaration: Declaration,
  diagnostics: Diagnostic[],
): Block {
  return merged(workspace, path, declaration, diagnostics, new Set([declaration]));
}

function merged(
  workspace: Workspace,
  path: string,
  declaration: Declaration,
  diagnostics: Diagnostic[],
  seen: Set<Declaration>,
): Block {
  const module = workspace.modules.get(path);
  const own: Block = declaration.block ?? {
    kind: "block",
    type: declaration.keyword,
    items: [],
    span: declaration.span,
  };
  if (module === undefined) return own;
  let items: readonly BlockItem[] = [];
  const from = headOf(declaration, "head-from");
  const parents = [
    ...(headOf(declaration, "head-uses")?.names ?? []).map((name) => ({ name, keywords: ["profile"] as const })),
    ...(from === undefined || declaration.keyword === "calendar"
      ? []
      : [{ name: from.name, keywords: [declaration.keyword] as const }]),
  ];
  for (const parent of parents) {
    const symbol = lookup(workspace, module, parent.name, [...parent.keywords], diagnostics);
    if (symbol === undefined) continue;
    if (seen.has(symbol.declaration)) {
      const related = [{ span: symbol.declaration.name.span, label: `which is derived from ${declaration.name.text}` }];
      const name = symbol.declaration.name.text;
      diagnostics.push(diagnostic("derives-from-itself", parent.name.span, { name }, { related }));
      continue;
    }
    const above = merged(
      workspace,
      symbol.path,
      symbol.declaration,
      diagnostics,
      new Set([...seen, symbol.declaration]),
    );
    const derived = symbol.keyword !== "profile";
    items = overlay(items, derived ? inheritable(declaration, own, above.items, diagnostics) : above.items);
  }
  return { ...own, items: overlay(items, own.items) };
}

function inheritable(
  declaration: Declaration,
  own: Block,
  items: readonly BlockItem[],
  diagnostics: Diagnostic[],
): readonly BlockItem[] {
  const resized = own.items.some((item) => keyOf(item) === "size");
  return items.filter((item) => {
    const key = keyOf(item);
    if (key === undefined) return true;
    if (NEVER_INHERITED.includes(key)) return false;
    if (!SCALED.includes(key) || !resized) return true;
    if (!own.items.some((mine) => keyOf(mine) === key)) {
      diagnostics.push(
        diagnostic(
          "scaled-term-not-restated",
          declaration.name.span,
          { product: declaration.name.text, term: key },
          { related: [{ span: item.span, label: "stated for the parent's size here" }] },
        ),
      );
    }
    return false;
  });
}

function overlay(below: readonly BlockItem[], above: readonly BlockItem[]): readonly BlockItem[] {
  const keys = new Set(above.map(keyOf).filter((key) => key !== undefined));
  // Lines without a key belong together: a block that has lines of its own replaces all inherited ones.
  const lines = above.some((item) => keyOf(item) === undefined);
  return [
    ...below.filter((item) => {
      const key = keyOf(item);
      return key === undefined ? !lines : !keys.has(key);
    }),
    ...above,
  ];
}
